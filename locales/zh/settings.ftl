# 设置：管理员为本方所定，以及双方共同所定
settings-title = <b>设置</b>
    时间和消息由各方自定；其余各项由双方共定，双方同意后生效。
settings-own = { $own_party }自定：更改无须双方同意。
settings-shared = 双方共定：双方同意后生效。

setting-group =
    { $group ->
        [hours] { $own_party }时间
        [messages] { $own_party }消息
        [clock] 答复期限规则
        [reminders] 请求提醒
        [important] 无人办理的待办
        [urgent] 紧急请求
        [emergency] 紧急事项
        [meetings] 会议
        [plan] 行动计划
       *[keys] 双方同意与协定
    }

setting-working-days = 每周工作日
setting-quiet-hours = 免打扰时段
setting-digest-time = 简报时间
setting-digest-day = 每周简报日
setting-message-hours = 消息在对话中保留
setting-note-minutes = 打开的保密备注在对话中保留
setting-near-days = 临近期限的单独提醒，提前
setting-own-messages = 同日单独提醒的上限（超过则合并）
setting-rule-days = 答复日数
setting-rule-unit = 日数的计算
setting-rule-roll = 末日逢非工作日
setting-reminder-days = 到期前提醒
setting-reminder-hour = 终止协定的提醒时间
setting-receipt-hours = 未登记收悉的提醒
setting-watch-days = 所提请求：到期前提醒
setting-watch-hours = 所提事项：未获回应的提醒
setting-proposal-days = 提议截止前的提醒
setting-close-days = 办结、出席、记录及未阅通知的提醒间隔
setting-important-days = 须处理的提醒，自到期前
setting-forgotten-days = 请求无进展的提醒
setting-important-deputy = 待办扩大至代班人，间隔
setting-important-coordinators = 待办扩大至协调员，间隔
setting-important-admins = 待办扩大至管理员，间隔
setting-urgent-again = 紧急请求第1步：值班人员，间隔
setting-urgent-deputy = 紧急请求第2步：代班人，间隔
setting-urgent-coordinators = 紧急请求第3步：协调员，间隔
setting-urgent-admins = 紧急请求第4步：管理员，间隔
setting-urgent-other-side = 紧急请求第5步：请求方协调员，间隔
setting-emergency-again = 紧急事项第1步：原收件人，间隔
setting-emergency-deputy = 紧急事项第2步：代班人，间隔
setting-emergency-coordinators = 紧急事项第3步：协调员，间隔
setting-emergency-admins = 紧急事项第4步：管理员，间隔
setting-emergency-other-side = 紧急事项第5步：双方协调员，间隔
setting-emergency-daily = 紧急事项第6步：反复通知，最长间隔
    .button = 紧急事项第6步：反复通知
setting-annual-month = 年度磋商未商定的提醒，自
setting-meeting-days = 会议提醒（按日）
setting-meeting-minutes = 会议提醒（按分钟）
setting-urgent-minutes = 紧急会议提醒
setting-plan-days = 活动提醒
setting-plan-overdue-days = 活动逾期后提醒间隔
setting-key-days = 提议的答复期限
setting-end-days = 协定终止前提醒

setting-choice =
    { $choice ->
        [calendar] 按自然日
        [working] 按工作日
        [none] 不顺延
       *[next_working_day] 顺延至下一工作日
    }

value-off = 不设
value-counted =
    { $unit ->
        [days] { $count }日
        [hours] { $count }小时
       *[minutes] { $count }分钟
    }
value-list =
    { $unit ->
        [day_list] 提前{ $rungs }日
       *[minute_list] 提前{ $rungs }分钟
    }
value-and-that-day = { $value }及当日
value-span = { $start }至{ $end }
value-waiting = { $value }（更改待双方同意）
weekday =
    { $day ->
        [monday] 周一
        [tuesday] 周二
        [wednesday] 周三
        [thursday] 周四
        [friday] 周五
        [saturday] 周六
       *[sunday] 周日
    }

setting-how =
    { $type ->
        [days] { $low }至{ $high }之间的日数
        [hours] { $low }至{ $high }之间的小时数
        [minutes] { $low }至{ $high }之间的分钟数
        [number] { $low }至{ $high }之间的数
        [day_list] { $low }至{ $high }之间的日数，由远及近，例如15 7 3 1
        [minute_list] { $low }至{ $high }之间的分钟数，由远及近，例如120 15
        [hour] { $low }至{ $high }之间的整点，例如9
        [time] 上午{ $low }至{ $high }之间的一个时间，例如08:30
        [span] { $low }至{ $high }之间的两个整点，例如20-7
        [weekdays] { $low }（周一）至{ $high }（周日）的数字或星期名称，例如1-5
        [weekday] 1（周一）至7（周日）之间的数字或星期名称
        [month] { $low }至{ $high }之间的月份
       *[choice] 下列选项之一
    }

setting-line = { $name }：<b>{ $value }</b>
setting-value = 现值：<b>{ $value }</b>
setting-default = 初始设置：{ $value }
setting-never-set = 从未更改。
setting-set-by = 最近由{ $who }更改，{ $at }。
setting-set-both = 最近更改：{ $proposed }提议，{ $agreed }同意，{ $at }。
setting-which = <b>是哪一项设置？</b>
setting-type = 如需更改，请输入{ $how }。
setting-again = 须为{ $how }。现值：{ $now }。
setting-proposed = 已有更改提议（{ $code }），待双方同意。
setting-change = { $name }：{ $before } → <b>{ $after }</b>
setting-preview = 尚未更改。拟更改：
setting-shared-how = 须经{ $other_party }同意；同意之前，现值不变。
button-sure-setting = ✓ 确定更改
act-setting = 更改“{ $name }”
button-default-setting = 恢复初始设置
button-undo-setting = 撤销最近更改
setting-set-now = 已更改。{ $what }
notice-own-setting = ⚙️ { $name }已更改设置。{ $change }
setting-proposed-now = 已向{ $other_party }提议（{ $code }）。{ $what }

meaning-requests = 未办结的请求{ $count }件，其中{ $moved }件的提醒时间改变，最早的提醒为{ $next }。
meaning-requests-same = { $count ->
        [0] 现无未办结的请求。
       *[other] 未办结的请求{ $count }件，下次提醒时间均不变。
    }
meaning-clock = { $count ->
        [0] 现无正在计算的答复期限。
       *[other] 正在计算的答复期限{ $count }项，均不变。
    }
meaning-clock-sent = { $count ->
        [0] 新规则适用于此后收悉的请求。
       *[other] 新规则适用于此后收悉的请求，包括已发出而尚未收悉的{ $count }件。
    }
meaning-hours = 下一次简报：{ $at }。{ $count ->
        [0] 现无待处理的通知。
       *[other] 待处理的通知{ $count }条将重新安排。
    }答复期限不变。
meaning-messages = 对话中已有的消息同样适用；置顶的待办消息予以保留。答复期限不变。
meaning-notes = 适用于此后打开的备注；现已打开的备注按原定时间删除。
meaning-near = { $count ->
        [0] 按此设定，今日无临近期限。
       *[other] 按此设定，今日有{ $count }项临近期限。
    }{ $together ->
        [yes] 同日到来的合并为一条消息。
       *[no] 每项单独提醒。
    }
meaning-todos = 同样适用于目前的待办。
meaning-escalation = 适用于此后发出的通知。{ $count ->
        [0] { $own_party }现无待处理的通知。
       *[other] { $own_party }待处理的通知{ $count }条，仍按原步骤办理。
    }
meaning-meetings = { $count ->
        [0] 现无待召开的会议。更改适用于此后商定的会议。
       *[other] 待召开的会议{ $count }次，提醒将重新安排；会议时间不变。
    }
meaning-plan = { $count ->
        [0] 现无未完成的活动。更改适用于此后的活动。
       *[other] 未完成的活动{ $count }项，提醒将重新安排；完成期限不变。
    }
meaning-approvals = 适用于此后提出的提议。{ $count ->
        [0] 现无待同意的提议。
       *[other] 待同意的提议{ $count }项，期限不变。
    }
meaning-end = { $count ->
        [0] 现无有效的终止通知。更改适用于此后登记的终止通知。
       *[other] 有一项有效的终止通知，提醒将重新安排，终止日不变。
    }

error-unknown-setting = 没有此项设置，未作更改。现有各项如下。
error-setting-value = 此值不能采用。须为{ $how }。
error-setting-order = 提醒须由远及近，不得重复，例如15 7 3 1。
error-setting-never = 期限仅{ $clock }日，提前{ $days }日的提醒不会发出。请减少日数。
error-setting-near = 如此设定，{ $party }在期限届满前不会收到单独提醒。请至少保留一次提前{ $days }日以内的提醒。
error-setting-nearest = 请至少保留一次提前{ $count }{ $unit ->
        [minutes] 分钟
       *[days] 日
    }以内的提醒。
error-setting-quiet = { $start }时至{ $end }时为{ $party }的免打扰时段，提醒时间（{ $hour }时）不得在其中。
error-setting-quiet-long = 免打扰时段每天最多{ $most }小时。
error-setting-quiet-open = { $start }时至{ $end }时不得设为免打扰时段。
error-setting-window = 须在{ $days }日内处理的通知，协调员最迟要到{ $span }日后才能获知。
error-setting-wait = 最后的提醒要到{ $hours }个工作小时后才会发出，而答复期限为{ $days }日。请改为较短的时间。
error-setting-emergency = 紧急事项须在{ $hours }小时内通知到各级人员。
error-setting-coordinators = 无人处理的重要通知须上报协调员，该步骤不得略去。
error-setting-no-recipient = 无人处理的紧急事项须上报：协调员、管理员或双方协调员，至少保留一步。
error-setting-urgent = 未登记收悉的紧急请求须上报协调员或管理员。
error-setting-week = 每周至少须有{ $least }个工作日。
error-setting-last = 最后一个步骤须按一定间隔反复通知，不得略去。
error-setting-same = 与现值相同，未作更改。
error-setting-rejected = 该提议已不能生效，未作更改。{ $why }
error-nothing-to-undo = 此项从未更改，无可撤销。
error-not-your-party = 此项由{ $other_party }管理员更改。未作更改。
