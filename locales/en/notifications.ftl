# Notifications that no one has seen, and their state. Reminders are in reminders.ftl.
inbox-title = <b>{ $which ->
        [all] Notifications that no one has seen yet: { $total }
       *[mine] Notifications that you have not seen yet: { $total }
    }</b>
inbox-line = { $code }{ $lettered ->
        [yes] {" "}· { $letter }
       *[no] {""}
    } · { $about } (since { $at })
inbox-none = { $which ->
        [all] All notifications have been seen.
       *[mine] You have seen all notifications.
    }
notices-waiting = 📨 { $count ->
        [one] Messages could not reach you for a while. One notification is unread.
       *[other] Messages could not reach you for a while. { $count } notifications are unread.
    }
notices-waiting-urgent = ⚠️ Urgent, and still open:

notice-ask-approve = Please approve it or return it.
notice-ask-approval = Please agree or decline.
notice-ask-held = Did it take place?
notice-ask-attend = Please say whether you will attend.
notice-ask-emergency = If it is still needed, please propose it again.
notice-ask-accept = Please answer.
notice-ask-status = Please { $kind ->
        [unheard] ask about progress.
       *[other] report the progress.
    }
notice-ask-agree = Please agree or object.
notice-ask-answer = Please reply by the due date.
notice-ask-close = Please read it and close the request.
notice-ask-supply = Please send the information by official letter, then record the letter.
notice-ask-extend = Please agree or decline.
notice-ask-safety = Please approve the return or postpone it.
notice-ask-safety-answer = Please answer what the safety check left open.
notice-ask-assign = Please take it over or decline.
notice-ask-receive = Please confirm the day you received it.
ack-which = Several notifications are unread. Choose one.
recorded-ack = Marked as seen.
recorded-taken = Your colleagues see that you are on it. It stays open until it is done.
notice-done = ✓ Done by { $who }, { $at }.
notice-acknowledged = ✓ Seen by { $who }, { $at }.
notice-for-others = ⚠️ { $about } needs { $asks ->
        [approval] the approval
        [receive] confirmation of receipt
       *[other] an answer
    } from { $party }. { $able ->
        [no] No one there can give it now.
       *[yes] { $names } can give it.
    }
notice-taken-by = 👤 On it: { $who }
notice-settled = Nothing to do here since { $at }.
notice-late = ⏱ Late by { $days ->
        [0] { $hours ->
            [0] { $minutes } min
           *[other] { $hours } h { $minutes } min
        }
       *[other] { $days } d { $hours } h
    }: the bot was offline. This time does not count against you.
notice-after-outage = ⏱ The bot was offline from { $start } to { $end }. If you pressed a button in this time, press it again.
notice-of-other = ⏱ As of { $at }, { $party } has not { $asks ->
        [no] seen this notification
        [receive] confirmed receipt of this request
       *[other] answered this notification
    } yet: “{ $about }”
notice-of-unreachable = ⚠️ As of { $at }, the bot can reach no focal person or coordinator of { $party }: “{ $about }” Telephone: { $authority }.

escalation =
    { $step ->
        [again] Again: no one has
        [deputy] To you as deputy: no one has
        [coordinators] To you as coordinator: no one has
        [admins] To you as administrator: no one has
        [daily] Still waiting: no one has
       *[step] No one has
    } { $asks ->
        [no] seen this
        [approval] approved it
        [receive] confirmed it
       *[other] answered
    } since { $since }.

notice-status-suspended = ⛔ An administrator has suspended { $name } ({ $agency }).
notice-status-removed = ⛔ An administrator has removed { $name } ({ $agency }).
notice-status-active = ✓ { $name } ({ $agency }) has access again.
notice-unreachable = ⚠️ { $name } ({ $agency }) cannot be reached through Telegram. Please call, and find out who takes over.

button-acknowledge = ✓ Seen
button-details = Details
record-changed = Changed { $at }.
record-changed-by = Changed by { $who }, { $at }.
button-inbox-all = All notifications
button-inbox-mine = Only mine

error-not-your-notice = Only people who got this notification, or a coordinator, can mark it as seen.
error-nothing-to-acknowledge = There is nothing more to do with this notification.

delivery-queued = Notification to { $party }: from { $at }{ $why ->
        [night] , as it was sent outside working hours there
        [day-off] , as it was sent on a day off there
       *[sending] ; it is being sent
    }.
delivery-unreachable = No focal person or coordinator of { $party } can be reached on Telegram now.{ $urgent ->
        [no] {""}
       *[yes] {" "}Please telephone: { $authority }.
    }
delivery-sent = { $party } { $later ->
        [no] was notified
       *[yes] was first notified
    } { $at }{ $later ->
        [no] {""}
       *[yes] , by now
    }: { $count ->
        [one] one person
       *[other] { $count } people
    }{ $asks ->
        [no] {""}
       *[yes] , not seen yet
    }.
delivery-others = All others of { $party } will be notified { $at }.
