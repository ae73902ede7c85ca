# 双方日历，以及管理员对日期的说明
menu-holidays = 公共假日
holiday = { $name }
holidays-title = <b>{ $party }公共假日</b>
holiday-line = { $day }（{ WEEKDAY($day) }）：{ $name }
holiday-worked = { $day }（{ WEEKDAY($day) }）照常工作。
holidays-next = 以上为最近的{ $count }天。
holidays-provisional = { $year }年假日尚未公布，有关日期为暂定。
button-holidays-of = { $party }公共假日
button-holiday-add = 增加假日
button-holiday-strike = 某日照常工作
button-holiday-import = 增加假日清单
button-holidays-published = { $year }年已公布
button-holiday-back = 撤销：{ $day }
holiday-which-day = <b>哪一日？</b>请输入日期，例如2026年3月15日。
holiday-which-name = <b>{ $day }的假日名称是什么？</b>
holiday-which-list = <b>请发送清单：</b>每日一行，日期后写名称，例如
    2027-02-06 春节
    2027-02-07 春节
recorded-holidays = 已记录{ $days }日。{ $cases ->
        [0] 不涉及未结案件。
       *[other] 涉及未结案件{ $cases }件，到期日不变。
    }
holidays-recorded-off = { $party }新增假日：{ $days }{ $more ->
        [0] 。
       *[other] ，另有{ $more }日。
    }
holidays-recorded-worked = { $party }下列日期照常工作：{ $days }{ $more ->
        [0] 。
       *[other] ，另有{ $more }日。
    }
holidays-recorded-calendar = { $party }下列日期恢复日历原状：{ $days }{ $more ->
        [0] 。
       *[other] ，另有{ $more }日。
    }
holidays-recorded-published = { $party }已公布{ $year }年假日。
holidays-recorded-week = { $party }的工作日现为{ $days }。
holidays-none-moved = 不涉及未结案件
holidays-moved-case = { $reference }到期日仍为{ $due }，此前最后工作日现为{ $last }
holidays-moved-more = 另有{ $count }件
notice-holidays = 🗓 { $what }{ $cases }。
notice-holidays-provisional = 🗓 { $year }年假日尚未录入日历，有关日期为暂定。公布后请在 /holidays 中录入。
setup-holidays-imported = { $party }的假日已记录{ $count }日；涉及未结案件{ $cases }件。
error-holiday-day = 请输入日期及不超过60个字的名称，例如2027-02-06 春节。未作任何变更。
error-holiday-entry = 清单第{ $number }行无法识别：“{ $entry }”。整份清单均未记录。
error-holiday-many = 一份清单最多{ $most }日。整份清单均未记录。
error-holiday-off = { $first }至{ $last }期间{ $party }将无工作日；连续非工作日最多{ $most }天。未作任何变更。
error-holiday-recorded = { $day }已是如此，未作任何变更。
error-holiday-file = 无法读取清单：{ $path }。
