# Notices: what waits for a word, and what became of it. What they say stands in reminders.ftl.
inbox-title = <b>{ $which ->
        [all] Waiting for a word of your Party: { $total }
       *[mine] Waiting for your word: { $total }
    }</b>
inbox-line = № { $code } · { $about } (since { $at })
inbox-none = { $which ->
        [all] Nothing waits for a word of your Party.
       *[mine] Nothing waits for your word.
    }
notices-waiting = { $count ->
        [one] Messages could not reach you for a while. One notice still waits for your word.
       *[other] Messages could not reach you for a while. { $count } notices still wait for your word.
    }

notice-please = Please acknowledge: № { $code }
ack-which = Several notices wait. Please choose one.
recorded-ack = This notice is acknowledged for your Party.
recorded-taken = Your colleagues see that you are on it. It still needs an answer.
notice-acknowledged = ✓ Notice acknowledged by { $who }, { $at }.
notice-for-others = ⚠️ { $about } waits for an answer of { $party }. { $names } can give it.
notice-taken-by = 👤 { $who } is on it, { $at }.
notice-settled = From { $at } on nothing is left to acknowledge here.
notice-late = ⏱ This comes { $days ->
        [0] { $hours ->
            [0] { $minutes } min
           *[other] { $hours } h { $minutes } min
        }
       *[other] { $days } d { $hours } h
    } late: the desk was out of service. Nobody is blamed for that time.
notice-after-outage = ⏱ The bot was out of service from { $start } to { $end }. If you pressed a button meanwhile, please press it again.
notice-of-other = { $party } has not acknowledged this notice yet: “{ $about }”

escalation-again = Told again: no one has answered since { $since }.
escalation-deputy = You are told as a deputy: no one has answered since { $since }.
escalation-coordinators = You are told as coordinator: no one has answered since { $since }.
escalation-admins = You are told as administrator: no one of your Party has answered since { $since }.
escalation-daily = Told every day: no one has answered since { $since }.

notice-status-suspended = { $name } ({ $agency }) has been suspended by an administrator.
notice-status-removed = { $name } ({ $agency }) has been removed by an administrator.
notice-status-active = { $name } ({ $agency }) may use the desk again.
notice-unreachable = ⚠️ { $name } ({ $agency }) cannot be reached: Telegram delivers nothing any more. Please call, and see who takes over.

menu-inbox = What waits for me
button-acknowledge = ✓ Seen
button-details = Details
record-changed = Changed { $at }.
record-changed-by = Changed by { $who }, { $at }.
record-changed-by-other = Changed by { $party } ({ $role }), { $at }.
button-open-notice = Open № { $code }
button-inbox-all = The whole Party’s
button-inbox-mine = Only mine

error-unknown-notice = No notice of your Party has this code. Please check it; /inbox shows what waits.
error-not-your-notice = Only those who were told of this notice, or a coordinator of your Party, can acknowledge it.
error-nothing-to-acknowledge = This notice does not wait for a word any more.
error-already-acknowledged = Your Party acknowledged this notice already, { $at }.

delivery-queued = { $party } will be told { $at }.
delivery-sent = { $party } was told { $at }: { $count ->
        [one] one person
       *[other] { $count } people
    }, not seen yet.
delivery-seen = Seen by { $party } ({ $role }), { $at }.
