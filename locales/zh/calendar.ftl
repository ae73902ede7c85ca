# 双方日历，以及管理员对日期的说明
holidays-title = <b>{ $party }公共假日</b>
holiday-line = { $day }（{ WEEKDAY($day) }）：{ $name }
holiday-worked = { $day }（{ WEEKDAY($day) }）照常工作。
holidays-next = 以上为接下来的{ $count }个假日。
holidays-provisional = { $year }年假日尚未公布，有关日期为暂定。
button-holidays-of = { $party }公共假日
button-holiday-add = 增加假日
button-holiday-strike = 登记调休上班日
button-holiday-import = 增加假日清单
button-holidays-published = 登记{ $year }年已公布
button-holiday-back = 撤销登记：{ $day }
holiday-which-day = <b>请输入日期</b>，例如2026年3月15日。
holiday-which-name = <b>{ $day }的假日名称是什么？</b>
holiday-which-year = <b>哪一年的公共假日已公布？</b>
holiday-which-list = <b>请发送清单。</b>每日一行，先写日期，后写名称，例如
    2027年2月6日　春节
    2027年2月7日　春节
act-holidays = 更改公共假日
recorded-holidays = 已记录{ $days }日。{ $requests ->
        [0] 不涉及未办结的请求。
       *[other] 涉及未办结的请求{ $requests }件，答复期限不变。
    }
holidays-recorded =
    { $what ->
        [off]
            { $party }新增假日：{ $days }{ $more ->
                [0] 。
               *[other] ，另有{ $more }日。
            }
        [worked]
            { $party }下列日期照常工作：{ $days }{ $more ->
                [0] 。
               *[other] ，另有{ $more }日。
            }
        [calendar]
            { $party }下列日期恢复原日历：{ $days }{ $more ->
                [0] 。
               *[other] ，另有{ $more }日。
            }
        [published] { $party }已公布{ $year }年假日。
        [weekdays] { $party }的工作日现为{ $now }。
       *[span] { $party }的免打扰时段现为{ $now }。
    }
holidays-none-moved = 不涉及未办结的请求
holidays-moved-request = { $reference }的答复期限不变（{ $due }），期限内最后一个工作日为{ $last }{ $off ->
        [no] {""}
       *[yes] ，此后第一个工作日为{ $next }
    }
holidays-moved-more = 另有{ $count }件
notice-holidays = 🗓 { $what }{ $requests }。
notice-holidays-provisional = 🗓 { $year }年假日尚未录入日历，有关日期为暂定。公布后录入：/holidays。
error-holiday-day = 无法识别，未作更改。须为日期及不超过60个字符的名称，例如2027年2月6日　春节。
error-holiday-entry = 清单第{ $number }行无法识别：“{ $entry }”。整份清单未予记录，请改正后重新发送。
error-holiday-many = 一份清单最多{ $most }日，整份清单未予记录。请分次发送。
error-holiday-off = { $first }至{ $last }期间{ $party }将无工作日；连续非工作日最多{ $most }日。未作更改。
