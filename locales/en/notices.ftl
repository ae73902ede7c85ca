# Notices: what waits for a word, and what became of it. What they say stands in reminders.ftl.
inbox-title = <b>{ $which ->
        [all] Notifications that no one has seen yet: { $total }
       *[mine] Notifications that you have not seen yet: { $total }
    }</b>
inbox-line = № { $code } · { $about } (since { $at })
inbox-none = { $which ->
        [all] All notifications have been seen.
       *[mine] You have seen all notifications.
    }
notices-waiting = { $count ->
        [one] Messages could not reach you for a while. One notification was not seen yet.
       *[other] Messages could not reach you for a while. { $count } notifications were not seen yet.
    }

notice-ask-approve = Please approve it or return it.
notice-ask-key = Please agree or decline.
notice-ask-held = Did it take place?
notice-ask-accept = Please answer.
notice-ask-status = Please report the progress.
notice-ask-agree = Please agree or object.
notice-ask-answer = Please reply again; the due date stays the same.
notice-ask-close = Please read the result and close the request.
notice-ask-supply = Please send the information by official letter, then record the letter.
notice-ask-extend = Please agree or decline.
notice-ask-safety = Please approve the return or postpone it.
notice-ask-assign = Please take it over or decline.
notice-ask-receive = Please confirm the day you received it.
ack-which = Several notifications were not seen yet. Please choose one.
recorded-ack = Marked as seen.
recorded-taken = Your colleagues see that you are on it. It stays open until it is done.
notice-done = ✓ Done by { $who }, { $at }.
notice-acknowledged = ✓ Seen by { $who }, { $at }.
notice-for-others = ⚠️ { $about } waits for an answer of { $party }. { $names } can give it.
notice-taken-by = 👤 { $who } is on it.
notice-settled = Nothing is left to do here since { $at }.
notice-late = ⏱ This comes { $days ->
        [0] { $hours ->
            [0] { $minutes } min
           *[other] { $hours } h { $minutes } min
        }
       *[other] { $days } d { $hours } h
    } late: the desk was out of service. Nobody is blamed for that time.
notice-after-outage = ⏱ The bot was out of service from { $start } to { $end }. If you pressed a button meanwhile, please press it again.
notice-of-other = { $party } has not seen this notification yet: “{ $about }”

escalation-again = Told again: no one has { $asks ->
        [no] seen this
       *[yes] answered
    } since { $since }.
escalation-deputy = You are told as a deputy: no one has { $asks ->
        [no] seen this
       *[yes] answered
    } since { $since }.
escalation-coordinators = You are told as coordinator: no one has { $asks ->
        [no] seen this
       *[yes] answered
    } since { $since }.
escalation-admins = You are told as administrator: no one of your Party has { $asks ->
        [no] seen this
       *[yes] answered
    } since { $since }.
escalation-daily = Told every day: no one has { $asks ->
        [no] seen this
       *[yes] answered
    } since { $since }.

notice-status-suspended = { $name } ({ $agency }) has been suspended by an administrator.
notice-status-removed = { $name } ({ $agency }) has been removed by an administrator.
notice-status-active = { $name } ({ $agency }) may use the desk again.
notice-unreachable = ⚠️ { $name } ({ $agency }) cannot be reached: Telegram delivers nothing any more. Please call, and see who takes over.

menu-inbox = Notifications
button-acknowledge = ✓ Seen
button-details = Details
record-changed = Changed { $at }.
record-changed-by = Changed by { $who }, { $at }.
record-changed-by-other = Changed by { $party } ({ $role }), { $at }.
button-inbox-all = The whole Party’s
button-inbox-mine = Only mine

error-unknown-notice = There is no such notification. /inbox shows those that were not seen yet.
error-not-your-notice = Only those who were told, or a coordinator of the same side, can mark this notification as seen.
error-nothing-to-acknowledge = This notification needs nothing any more.
error-already-acknowledged = This notification was marked as seen already, { $at }.

delivery-queued = { $party } will be told { $at }.
delivery-sent = { $party } was told { $at }: { $count ->
        [one] one person
       *[other] { $count } people
    }, not seen yet.
delivery-seen = Seen by { $party } ({ $role }), { $at }.
