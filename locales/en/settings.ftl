# Settings: those of one Party, and those of both.
settings-title = <b>Settings</b>
    Each Party sets its own hours and messages. All other settings are joint and need the agreement of both Parties.
settings-own = Own settings: a change needs no agreement of { $other_party }.
settings-shared = Joint settings: a change takes effect when { $other_party } agrees.

setting-group =
    { $group ->
        [hours] Our hours
        [messages] Our messages
        [clock] Rule for due dates
        [reminders] Reminders of requests
        [important] To-dos that no one does
        [urgent] Urgent requests
        [emergency] Emergencies
        [meetings] Meetings
        [plan] Action plan
       *[keys] Joint approvals and the Agreement
    }

setting-working-days = Working days of the week
setting-quiet-hours = Quiet hours
setting-digest-time = Time of the daily summary
setting-digest-day = Day of the weekly summary
setting-message-hours = Delete messages after
setting-note-minutes = Delete opened notes after
setting-near-days = Separate messages for due dates from
setting-own-messages = Most separate messages in one morning
setting-rule-days = Days for a reply
setting-rule-unit = Which days count
setting-rule-roll = A due date on a day off
setting-reminder-days = Reminders before the due date
setting-reminder-hour = Hour of reminders about termination
    .button = Hour of reminders
setting-receipt-hours = Remind about missing receipt after
setting-watch-days = Own requests: reminders before the due date
    .button = Own requests: due dates
setting-watch-hours = Asked, but not answered after
setting-proposal-days = Reminders before a proposal ends
setting-close-days = Remind to close, attend, record or read every
    .button = Remind to close, attend, read every
setting-important-days = Important reminders from
setting-forgotten-days = Remind about inactive requests after
setting-important-deputy = To-dos: deputies see them after
setting-important-coordinators = To-dos: coordinators too, after
setting-important-admins = To-dos: administrators too, after
setting-urgent-again = Urgent, step 1: person on duty again, after
    .button = Urgent, step 1: person on duty
setting-urgent-deputy = Urgent, step 2: deputies, after
setting-urgent-coordinators = Urgent, step 3: coordinators, after
setting-urgent-admins = Urgent, step 4: administrators, after
setting-urgent-other-side = Urgent, step 5: who asked, after
setting-emergency-again = Emergency, step 1: same people again, after
    .button = Emergency, step 1: same people
setting-emergency-deputy = Emergency, step 2: deputies, after
setting-emergency-coordinators = Emergency, step 3: coordinators, after
    .button = Emergency, step 3: coordinators
setting-emergency-admins = Emergency, step 4: administrators, after
    .button = Emergency, step 4: administrators
setting-emergency-other-side = Emergency, step 5: coordinators of both, after
    .button = Emergency, step 5: both Parties
setting-emergency-daily = Emergency, step 6: again, longest wait
    .button = Emergency, step 6: again
setting-annual-month = Remind about the annual consultation from
setting-meeting-days = Meeting reminders, days before
setting-meeting-minutes = Meeting reminders, minutes before
setting-urgent-minutes = Emergency meeting reminders
setting-plan-days = Activity reminders
setting-plan-overdue-days = Overdue activity reminders
setting-key-days = A proposal is open for
setting-end-days = Reminders before the Agreement ends

setting-choice =
    { $choice ->
        [calendar] calendar days
        [working] working days
        [none] does not change
       *[next_working_day] moves to the next working day
    }

value-off = none
value-counted =
    { $unit ->
        [days]
            { $count ->
                [one] 1 day
               *[other] { $count } days
            }
        [hours]
            { $count ->
                [one] 1 hour
               *[other] { $count } hours
            }
       *[minutes]
            { $count ->
                [one] 1 minute
               *[other] { $count } minutes
            }
    }
value-list =
    { $unit ->
        [day_list] { $rungs } days before
       *[minute_list] { $rungs } min before
    }
value-and-that-day = { $value }, and on the day
value-span = { $start } to { $end }
value-waiting = { $value } (a change is proposed)
weekday =
    { $day ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    }

setting-how =
    { $type ->
        [days] a number of days from { $low } to { $high }
        [hours] a number of hours from { $low } to { $high }
        [minutes] a number of minutes from { $low } to { $high }
        [number] a number from { $low } to { $high }
        [day_list] days from { $high } to { $low }, the farthest first, for example 15 7 3 1
        [minute_list] minutes from { $high } to { $low }, the farthest first, for example 120 15
        [hour] a full hour from { $low } to { $high }, for example 9
        [time] a time in the morning, from { $low } to { $high }, for example 08:30
        [span] two full hours from { $low } to { $high }, for example 20-7
        [weekdays] days from { $low } (Monday) to { $high } (Sunday) or their names, for example 1-5
        [weekday] a day from 1 (Monday) to 7 (Sunday), or its name
        [month] a month from { $low } to { $high }, or its name
       *[choice] one of the choices below
    }

setting-line = { $name }: <b>{ $value }</b>
setting-value = Now: <b>{ $value }</b>
setting-default = Initial setting: { $value }
setting-never-set = Never changed.
setting-set-by = Last set by { $who }, { $at }.
setting-set-both = Last set: proposed by { $proposed }, agreed by { $agreed }, { $at }.
setting-which = <b>Which setting do you mean?</b>
setting-type = To change it, write { $how }.
setting-again = This is still not accepted. Possible: { $how }. Example: { $now }, as it is now.
setting-proposed = A change is proposed: { $code }. Both Parties must agree.
setting-change = { $name }: { $before } → <b>{ $after }</b>
setting-preview = Nothing is changed yet. You are about to set:
setting-shared-how = The change takes effect when { $other_party } agrees.
button-sure-setting = ✓ Save
act-setting = Change of “{ $name }”
button-default-setting = Back to the initial setting
button-undo-setting = Undo the last change
setting-set-now = Saved. { $what }
notice-own-setting = ⚙️ { $name } has changed a setting. { $change }
setting-proposed-now = Proposed to { $other_party }: { $code }. { $what }

meaning-requests = { $moved } of { $count ->
        [one] one open request
       *[other] { $count } open requests
    } will get reminders on other days. First change: { $next }.
meaning-requests-same = { $count ->
        [0] There are no open requests.
        [one] The next reminder of the open request does not change.
       *[other] The next reminders of { $count } open requests do not change.
    }
meaning-clock = { $count ->
        [0] There is no open due date.
        [one] The open due date does not change.
       *[other] The { $count } open due dates do not change.
    }
meaning-clock-sent = { $count ->
        [0] The rule applies to requests received after the change.
        [one] The rule applies to requests received after the change, also to one that was already sent.
       *[other] The rule applies to requests received after the change, also to { $count } that were already sent.
    }
meaning-hours = Next daily summary: { $at }. { $count ->
        [0] No notification is open.
        [one] One open notification is planned again.
       *[other] { $count } open notifications are planned again.
    } No due date changes.
meaning-messages = This also applies to messages that are already in the chats. The newest message stays, without its content. No due date changes.
meaning-notes = This applies to notes opened after the change. A note that is open now is deleted as planned.
meaning-near = { $count ->
        [0] No due date is so near today.
        [one] One due date is so near today.
       *[other] { $count } due dates are so near today.
    } { $together ->
        [yes] On one morning they share one message.
       *[no] Each has a separate message.
    } No due date changes.
meaning-todos = This also applies to to-dos that are open now.
meaning-escalation = This applies to notifications made after the change. { $count ->
        [0] No notification is open.
        [one] The open notification keeps its steps.
       *[other] The { $count } open notifications keep their steps.
    }
meaning-meetings = { $count ->
        [0] There are no coming meetings. The change applies to later ones.
        [one] The reminders of one coming meeting change; its time does not.
       *[other] The reminders of { $count } coming meetings change; their times do not.
    }
meaning-plan = { $count ->
        [0] There are no open activities. The change applies to later ones.
        [one] The reminders of one open activity change; its last day does not.
       *[other] The reminders of { $count } open activities change; their last days do not.
    }
meaning-approvals = This applies to proposals made after the change. { $count ->
        [0] No proposal is open.
        [one] The open proposal keeps its time.
       *[other] The { $count } open proposals keep their time.
    }
meaning-end = { $count ->
        [0] There is no notice of termination. The change applies to a later one.
       *[other] The reminders of the notice of termination change; its last day does not.
    }

error-unknown-setting = There is no setting with this name. Choose one of these.
error-setting-value = This cannot be set here. Write { $how }.
error-setting-order = Write the reminders from the farthest to the nearest, each once, for example 15 7 3 1.
error-setting-never = A reminder { $days } days before would never be sent, as the time is only { $clock ->
        [one] one day
       *[other] { $clock } days
    }. Choose fewer days.
error-setting-near = Then { $party } would have no separate message before a due date. Keep one reminder { $days } days before, or nearer.
error-setting-nearest = A reminder { $count } { $unit ->
        [minutes] minutes
       *[days] days
    } before, or nearer, must remain.
error-setting-quiet = { $start } to { $end } o’clock are quiet hours of { $party }, but reminders come at { $hour } o’clock.
error-setting-quiet-long = At most { $most } hours of a day can be quiet hours.
error-setting-quiet-open = Quiet hours must leave the time from { $start } to { $end } o’clock open.
error-setting-window = The coordinators would be notified only after up to { $span } days, but the reminder is { $days } days before. Choose a shorter time.
error-setting-wait = The last message would come after { $hours } working hours, but the time for a reply is { $days } days. Choose a shorter time.
error-setting-emergency = In an emergency everyone must be notified within { $hours } hours. Choose a shorter time.
error-setting-coordinators = The coordinators must be notified, so this step cannot be left out.
error-setting-no-recipient = An emergency without an answer must reach others: coordinators, administrators or the other side. Keep one of these steps.
error-setting-urgent = An urgent request that is not received must also reach coordinators or administrators. Keep one of these steps.
error-setting-week = A week needs at least { $least } working days.
error-setting-last = The last step repeats and cannot be left out. Give it a time.
error-setting-same = It is already set like this. Nothing was changed.
error-setting-rejected = This is no longer possible, and nothing was changed. { $why }
error-nothing-to-undo = This was never changed, so there is nothing to undo.
error-not-your-party = Only administrators of { $other_party } can change this. Nothing was changed.
