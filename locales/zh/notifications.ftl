# 通知：未阅的通知及其处理情况。通知的内容见reminders.ftl。
inbox-title = <b>{ $which ->
        [all] 尚无人阅读的通知
       *[mine] 您未阅的通知
    }</b>（{ $total }条）
inbox-line = { $code } · { $at }{ $lettered ->
        [yes] {" "}· { $letter }
       *[no] {""}
    } · { $about }
inbox-none = { $which ->
        [all] 全部通知均已阅。
       *[mine] 您的通知均已阅。
    }
notices-waiting = 📨 此前消息无法送达您，现有{ $count }条通知未阅。
notices-waiting-urgent = ⚠️ 尚待处理的紧急事项：

notice-ask-approve = 请批准或退回。
notice-ask-approval = 请答复是否同意。
notice-ask-held = 会议是否已举行？
notice-ask-attend = 请告知是否出席。
notice-ask-emergency = 如仍需开会，请重新提议。
notice-ask-accept = 请予答复。
notice-ask-status = 请{ $kind ->
        [unheard] 询问进展。
       *[other] 告知办理进展。
    }
notice-ask-agree = 请予认可或提出异议。
notice-ask-answer = 请按期答复。
notice-ask-close = 请查阅结果并办结。
notice-ask-supply = 以公函补充信息后，登记文号。
notice-ask-extend = 请答复是否同意。
notice-ask-safety = 请批准或推迟遣返。
notice-ask-safety-answer = 请答复安全评估的未决事项。
notice-ask-assign = 请答复是否接办。
notice-ask-receive = 请登记收悉日期。
ack-which = 有多条通知未阅，请选择其中一条。
recorded-ack = 已标记为已阅。
recorded-taken = 同事已看到您正在办理。此事仍待办理。
notice-done = ✓ { $who }已办理，{ $at }。
notice-acknowledged = ✓ { $who }已阅，{ $at }。
notice-for-others = ⚠️ { $about }：待{ $party }{ $asks ->
        [approval] 批准
        [receive] 登记收悉
       *[other] 答复
    }，{ $able ->
        [no] 目前系统内无人可办
       *[yes] { $names }可办
    }。
notice-taken-by = 👤 { $who }正在办理。
notice-settled = { $at }起，此条通知无须处理。
notice-late = ⏱ 因系统中断运行，本通知延迟{ $days ->
        [0] { $hours ->
            [0] { $minutes }分钟
           *[other] { $hours }小时{ $minutes }分钟
        }
       *[other] { $days }日{ $hours }小时
    }发出。该时段不计入通知确认时限。
notice-after-outage = ⏱ 系统于{ $start }至{ $end }中断运行。其间按过按钮的，请再按一次。
notice-of-other = ⏱ 截至{ $at }，{ $party }尚未{ $asks ->
        [no] 阅知以下通知
        [receive] 登记收悉以下请求
       *[other] 答复以下通知
    }：“{ $about }”
notice-of-unreachable = ⚠️ 截至{ $at }，系统无法联系{ $party }任何联络人或协调员：“{ $about }”须致电{ $authority }。

escalation =
    { $step ->
        [again] 再次通知：
        [deputy] 通知代班人：
        [coordinators] 上报协调员：
        [admins] 上报管理员：
        [daily] 继续提醒：
       *[step] {""}
    }自{ $since }起，{ $step ->
        [admins] { $own_party }
       *[step] {""}
    }尚无人{ $asks ->
        [no] 阅知
        [approval] 批准
        [receive] 收悉
       *[other] 答复
    }。

notice-status-suspended = ⛔ { $name }（{ $agency }）的权限已由管理员暂停。
notice-status-removed = ⛔ { $name }（{ $agency }）已由管理员移除。
notice-status-active = ✓ { $name }（{ $agency }）的权限已恢复。
notice-unreachable = ⚠️ 无法联系{ $name }（{ $agency }）：Telegram已不能向其送达消息。请致电联系，并确定由何人接办。

button-acknowledge = ✓ 已阅
button-details = 详情
record-changed = { $at }有变动。
record-changed-by = { $who }于{ $at }办理。
button-inbox-all = { $own_party }全部通知
button-inbox-mine = 仅看本人的通知

error-not-your-notice = 您未收到此通知。仅收到通知的人员或{ $own_party }协调员可标记已阅。
error-nothing-to-acknowledge = 此通知无须处理。

delivery-queued = 通知{ $party }：{ $at }起{ $why ->
        [night] （发出时{ $party }不在工作时间）
        [day-off] （发出当日{ $party }休息）
       *[sending] （正在发送）
    }。
delivery-unreachable = 目前Telegram无法送达{ $party }任何联络人或协调员。{ $urgent ->
        [no] {""}
       *[yes] 请致电{ $authority }。
    }
delivery-sent = { $later ->
        [no] 已于{ $at }通知{ $party }
       *[yes] { $at }首次通知{ $party }，至今共通知
    }{ $count }人{ $asks ->
        [no] {""}
       *[yes] ，未阅
    }。
delivery-others = { $party }其他人员将于{ $at }收到通知。
