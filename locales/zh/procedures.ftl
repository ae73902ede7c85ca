# 标准作业程序：各版本，以及一件请求的办理步骤。
procedure-none = <b>标准作业程序</b>
    目前没有生效的程序。程序须经双方同意。
procedure-title = <b>标准作业程序第{ $version }版</b>：共{ $total }项，{ $agreed ->
        [yes] 双方同意时间
       *[no] 尚未经双方同意，提议时间
    }：{ $at }
procedure-line = { $step }
    { $kind }；{ $who }；{ $when }{ $gated ->
        [yes] ；{ $gate }
       *[no] {""}
    }
procedure-step = { $number }. { $title }
procedure-who = { $side ->
        [requesting] 请求方
       *[requested] 被请求方
    }{ $role }
procedure-when = { $order ->
        [on] { $event }当日
        [after] { $event }后{ $days }日内
       *[before] { $event }前{ $days }日
    }
procedure-event-sent = 发出
procedure-event-received = 收悉
procedure-event-answered = 答复
procedure-event-planned = 计划遣返日
procedure-event-step = 第{ $number }步
procedure-of-request = <b>{ $reference } · 标准作业程序第{ $version }版</b>：共{ $total }项，已完成或免办{ $settled }项
procedure-state-line = { $step }：{ $state }
procedure-open-steps = 程序第{ $numbers }步尚未完成。
approval-procedure = 标准作业程序，{ $before ->
        [0] 第{ $version }版
       *[other] 第{ $before }版 → 第{ $version }版
    }，共{ $count }项
history-procedure = 适用程序第{ $version }版

step-title = <b>{ $step }</b>
step-who = { $party }{ $role }
step-done = 已完成（{ $at }）
step-done-by-act = 已完成
step-left-out = 免办：{ $reason }
step-due = 期限{ $day }
step-waits = 尚无期限
step-not-done = 未完成
step-not-done-by = 未完成（期限{ $day }）
step-early = 此步骤尚未到办理时间。规定时间：{ $term }。
step-not-received = 被请求方尚未登记收悉此请求。
step-which = <b>{ $reference }的哪一步？</b>
step-why = <b>为何免办？</b>
    { $step }
action-step-done = 程序步骤完成
action-step-left-out = 程序步骤免办
recorded-step-done = 已登记完成：{ $step }
recorded-step-done-after-all = 已登记完成：{ $step }。将通知{ $other_party }。
recorded-step-skip = 已登记免办：{ $step }。将通知{ $other_party }。
notice-step-left-out = 📋 { $reference }：{ $other_party }免办：{ $step }（{ $reason }）。
notice-step-done-after-all = 📋 { $reference }：{ $other_party }已完成此前免办的步骤：{ $step }。

omission-not-needed = 本案不需要
omission-done-before = 已在此前请求中完成
omission-other-authority = 其他机关办理
omission-not-possible = 无法办理
gate-consent = 每名受害人同意
gate-guardian = 每名儿童有监护人
gate-medical = 适宜出行
gate-travel-document = 旅行证件
gate-escort = 护送人员
gate-reception = 接收安排
field-steps = 步骤
field-step = 步骤
field-by = 办理人
field-term = 时限
field-gate = 前提

button-step = 第{ $number }步
button-step-done = ✓ 已完成
button-step-skip = 免办…
button-procedure = 标准作业程序
button-request-procedure = 作业程序：{ $count }项待办
button-procedure-import = 提议示范程序

error-step-over = { $reference }的第{ $number }步现在不能登记。未作更改。
error-step-safety = 安全评估中第{ $number }步的前提尚未解决。请先作出决定：/safety { $reference }
error-no-procedure = { $reference }开始时没有生效的程序。请用 /procedure 查看现行程序。
