# 工作总览、联合月度统计与简报

overview-title = <b>{ $party }工作总览</b>
overview-requests =
    { $list ->
        [overdue] 逾期
        [soon] { $days }日内到期
        [forgotten] 已收悉、{ $days }日无进展
       *[sent] 尚未收悉
    }：{ $count }件{ $count ->
        [0] {""}
       *[other] （{ $own_party }{ $ours }件，{ $other_party }{ $theirs }件）
    }
overview-unacknowledged = 未了结的通知：{ $count }条
overview-unreachable = 无法联系的人员：{ $count }人
overview-clear = 目前无待处理事项。
button-overview =
    { $list ->
        [overdue] 逾期（{ $count }）
        [soon] 即将到期（{ $count }）
        [sent] 尚未收悉（{ $count }）
        [forgotten] 久无进展（{ $count }）
        [unacknowledged] 未了结通知（{ $count }）
        [unreachable] 无法联系（{ $count }）
        [proposals] 会议提议（{ $count }）
       *[meetings] 会议（{ $count }）
    }
button-scorecard = 月度统计

scorecard-title = <b>{ $month }联合统计</b>
    双方所见数据相同。
scorecard-party = <b>向{ $party }提出的请求</b>
scorecard-received = { $hours }个工作小时内收悉：{ $hit }件（共{ $total }件）
scorecard-answered = 按期答复：{ $hit }件（共{ $total }件）
scorecard-days = 自收悉至答复平均日数：{ $average }
scorecard-average = { $whole }.{ $tenth }
scorecard-none = 无
scorecard-open = 当前未答复：{ $count }件，其中逾期{ $overdue }件
scorecard-small-print = 按被请求方日历统计当月应登记收悉的请求（登记后{ $hours }个工作小时内），以及当月的答复和拒绝；拒绝视为答复。一个工作日计24小时。依公函登记的请求自登记之日起算。未答复数和逾期数为当前数据。

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = 无法识别该时间。须为00:00至23:59之间的时间，例如08:30。
error-not-a-month = 无法识别该月份。请输入年份和月份，例如2026年3月。
error-month-out-of-range = 统计范围为{ $earliest }至{ $latest }。请选择此范围内的月份。
