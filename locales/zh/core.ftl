# 系统自身的用语：日期、列举，以及系统故障说明。
date-long = { $year }年{ $month }{ $day }日
date-short = { $month }{ $day }日

moment = { $first }（{ WEEKDAY($first) }）{ $right }
moment-more = { $left }（{ $right }）
moment-time = { $place }时间{ $time }
moment-time-other-day = { $place }时间{ $day }{ $time }
moment-own = { $day }{ $time }
moment-today = 今日{ $time }
moment-tomorrow = 明日{ $time }

list-more = { $left }、{ $right }
list-last = { $left }、{ $right }
list-none = 暂无。

repeat-line = 本消息可能已送达，为稳妥起见再次发送。

error-internal = 系统未能处理您的上一条消息，未作更改，已通知管理员。请稍后再试；情况紧急的，通过正式途径办理。
error-too-fast = 消息过于频繁，现在发送的内容未被接收。请等半分钟后重新发送。

alert-dead-update = ⚠️ 系统未能处理更新{ $update }，已将其搁置，其他工作不受影响。请告知系统运维人员。
alert-unsent = ⚠️ 系统的消息{ $row }未能发出，没有送达。请告知系统运维人员。
alert-plain = ⚠️ 系统的消息{ $row }的格式被Telegram拒绝，已改以纯文本送达。请告知系统运维人员。
alert-timer = ⚠️ 系统未能按时检查{ $subject }，稍后将再次尝试。请告知系统运维人员。
alert-conflict = ⚠️ 另一程序正以同一令牌接收本机器人的消息。如非有意启动，令牌可能已经泄露，请予更换。
alert-webhook = ⚠️ 有人以同一令牌更改或取消了本机器人消息的接收地址，或更改了验证口令，现已恢复。如非有意为之，令牌可能已经泄露，请予更换。
alert-timers-missing = ⚠️ 有{ $count }项未结事项未设定下次检查时间，现已补设。请告知系统运维人员。
alert-waiting = ⚠️ 有{ $count }条重要消息等待超过两分钟仍未发出。请告知系统运维人员。
alert-saturated = ⚠️ 系统来不及处理：有{ $count }条消息等待超过一分钟，或未能接收。答复和紧急通知可能延迟。请告知系统运维人员。
alert-unknown = ⚠️ 有{ $count }条消息超过十分钟仍无法确认是否送达。请告知系统运维人员。
alert-dead = ⚠️ 过去24小时内，有{ $count }项更新或消息因无法处理而被搁置。请告知系统运维人员。
