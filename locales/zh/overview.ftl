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

button-earlier-year = ‹ { $year }年
button-later-year = { $year }年 ›
report-title = <b>{ $year }年年度报告</b>（括号内为{ $before }年）
report-requests = 请求{ $requests }件（{ $requests_before }件），延期{ $extensions }次（{ $extensions_before }次），拒绝{ $refusals }件（{ $refusals_before }件）
report-in-time = 按期答复：{ $hit }件，共{ $total }件（{ $hit_before }件，共{ $total_before }件）；当前逾期未答复：{ $unanswered }件（{ $unanswered_before }件）
report-days = 答复日数：中位数{ $median }（{ $median_before }），第90百分位数{ $most }（{ $most_before }）
report-meetings = 已举行会议：{ $count }次（{ $before }次）
report-plan = 已完成活动：{ $done }项，共{ $total }项（{ $done_before }项，共{ $total_before }项）；逾期{ $overdue }项
report-small-print = 双方所见数据相同，按被请求方日历统计。年度数据包括当年登记、答复、拒绝和延期的请求；拒绝视为答复。半数答复所用日数不超过中位数，九成不超过第90百分位数。逾期未答复数按登记年份统计，为当前数据。
report-of-year = <b>{ $year }年年度报告</b>
report-of-plan = 行动计划
report-year = { $year }年
report-all = 全部类型
report-until = 数据截至{ $at }。
report-figure-requests = 请求
report-figure-unanswered = 当年请求中当前逾期未答复
report-figure-replies = 答复
report-figure-in-time = 按期答复
report-figure-percent = 按期答复率（%）
report-figure-median = 自收悉至答复日数，中位数
report-figure-most = 自收悉至答复日数，第90百分位数
report-figure-extensions = 延期
report-figure-refusals = 拒绝
report-figure-grounds = 按理由统计的拒绝
report-figure-meetings = 已举行会议
report-figure-activities = 当年到期的计划活动
report-figure-done = 其中已完成
report-figure-overdue = 其中逾期
field-figure = 指标
field-counted = 类型或理由
button-pdf = { $language }版PDF
recorded-report = { $year }年年度报告即将送达。

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = 无法识别该时间。须为00:00至23:59之间的时间，例如08:30。
error-not-a-month = 无法识别该月份。请输入年份和月份，例如2026年3月。
error-month-out-of-range = 统计范围为{ $earliest }至{ $latest }。请选择此范围内的月份。
error-year-out-of-range = { $single ->
        [yes] 只有{ $latest }年的年度报告，例如：/report { $latest }
       *[no] 年度报告范围为{ $earliest }年至{ $latest }年。请选择此范围内的年份，例如：/report { $latest }
    }
