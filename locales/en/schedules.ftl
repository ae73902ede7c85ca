# Schedules: what administrators set for the own Party, and what both Parties set together.
menu-schedules = Schedules
schedules-title = <b>Schedules</b>
    The hours and the messages are each Party's own and change at once. All the rest binds both Parties and changes when the other Party agrees, too.
schedules-own = Your Party's own: a change holds at once.
schedules-shared = Both Parties': a change holds when the other Party agrees.

setting-group-hours = Our hours
setting-group-messages = Our messages
setting-group-clock = The rule of due dates
setting-group-reminders = Reminders of cases
setting-group-important = Important notices
setting-group-urgent = Urgent requests
setting-group-emergency = Emergencies
setting-group-meetings = Meetings
setting-group-plan = Plan of action
setting-group-keys = Two keys and the Agreement

setting-working-days = Working days of the week
setting-quiet-hours = Quiet hours
setting-digest-time = Time of digests
setting-digest-day = Day of the weekly digest
setting-message-hours = Messages stay in the chat for
setting-note-minutes = An opened sealed note stays in the chat for
setting-near-days = Due dates: a message of their own from
setting-own-messages = More due dates than this share one message
setting-rule-days = Days for an answer
setting-rule-unit = Which days count
setting-rule-roll = A due date on a day off
setting-reminder-days = Reminders before the due date
setting-reminder-hour = Hour of reminders
setting-receipt-hours = Receipt not acknowledged: alert after
setting-important-days = Reminders to be acknowledged from
setting-forgotten-days = A case without any step is brought up after
setting-important-again = Not acknowledged: the same people again after
setting-important-deputy = then deputies, after a further
setting-important-coordinators = then our coordinators, after a further
setting-important-admins = then our administrators, after a further
setting-important-other-side = then the other Party's coordinators, after a further
setting-important-daily = then again every
setting-urgent-again = Receipt not confirmed: the person on duty again after
setting-urgent-deputy = then deputies, after a further
setting-urgent-coordinators = then our coordinators, after a further
setting-urgent-admins = then our administrators, after a further
setting-emergency-again = Not acknowledged: the same people again after
setting-emergency-deputy = then deputies, after a further
setting-emergency-coordinators = then our coordinators, after a further
setting-emergency-admins = then our administrators, after a further
setting-emergency-other-side = then the other Party's coordinators, after a further
setting-emergency-daily = then again every
setting-annual-month = Annual meeting: alert from
setting-meeting-days = Reminders of meetings, days before
setting-meeting-minutes = Reminders of meetings, minutes before
setting-urgent-minutes = Reminders of emergency meetings
setting-plan-days = Reminders of activities
setting-plan-overdue-days = Reminders of overdue activities
setting-key-days = A proposal waits for the other Party
setting-end-days = Reminders of the end of the Agreement

choice-calendar = calendar days
choice-working = working days
choice-none = stands as it is
choice-next-working-day = moves to the next working day

value-off = left out
value-number = { $count }
value-days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
value-hours = { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
value-minutes = { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
value-day-list = { $rungs } days before
value-and-that-day = { $value }, and on the day
value-minute-list = { $rungs } minutes before
value-span = { $start } to { $end }
value-weekdays = { $days }
value-month = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
value-waiting = { $value } (a change waits for the other Party)
answer-number = { $number }
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

setting-how-days = a number of days from { $low } to { $high }
setting-how-hours = a number of hours from { $low } to { $high }
setting-how-minutes = a number of minutes from { $low } to { $high }
setting-how-number = a number from { $low } to { $high }
setting-how-day-list = days from { $high } to { $low }, the farthest first, for example 15 7 3 1
setting-how-minute-list = minutes from { $high } to { $low }, the farthest first, for example 120 15
setting-how-hour = a full hour from { $low } to { $high }, for example 9
setting-how-time = a time of day, for example 08:30
setting-how-span = two full hours from { $low } to { $high }, for example 20-7
setting-how-weekdays = days from { $low } (Monday) to { $high } (Sunday) or their names, for example 1-5
setting-how-weekday = a day from 1 (Monday) to 7 (Sunday), or its name
setting-how-month = a month from { $low } to { $high }, or its name
setting-how-choice = one of the choices below

setting-line = { $name }: <b>{ $value }</b>
setting-title = <b>{ $name }</b>
setting-value = Now: <b>{ $value }</b>
setting-default = Initial setting: { $value }
setting-never-set = Never changed.
setting-set = Last set { $at }.
setting-set-by = Last set by { $who }, { $at }.
setting-set-by-other = Last set with the key of { $party }, { $at }.
setting-set-both = Last set: proposed by { $proposed }, agreed by { $agreed }, { $at }.
setting-type = To change it, write { $how }.
setting-again = “{ $typed }” was not accepted either. Possible is { $how }. Example: { $now }, as it is now.
setting-proposed = A change is proposed and waits for the second key: { $code }.
setting-change = { $name }: { $before } → <b>{ $after }</b>
setting-preview = Nothing is changed yet. You are about to set:
setting-shared-how = The other Party is asked; what stands holds until it agrees.
button-set-setting = ✓ Set it
button-propose-setting = ✓ Propose it to the other Party
button-default-setting = Back to the initial setting
button-undo-setting = Undo the last change
setting-set-now = Set. { $what }
setting-proposed-now = Proposed to the other Party as { $code }. { $what }

meaning-cases = { $count ->
        [one] Of the one open case
       *[other] Of the { $count } open cases
    } { $moved ->
        [one] one is
       *[other] { $moved } are
    } reminded at other times; the first change: { $next }.
meaning-cases-same = { $count ->
        [0] No case is open.
        [one] For the one open case the next reminder stays as it is.
       *[other] For the { $count } open cases the next reminders stay as they are.
    }
meaning-clock = { $count ->
        [0] No due date runs.
        [one] The one due date that runs stays.
       *[other] The { $count } due dates that run stay.
    }
meaning-clock-sent = { $count ->
        [0] The rule holds for requests received from then on.
        [one] The rule holds for requests received from then on, also for the one that is sent and not yet received.
       *[other] The rule holds for requests received from then on, also for the { $count } that are sent and not yet received.
    }
meaning-hours = The next digest comes { $at }. { $count ->
        [0] No notice waits for a word.
        [one] One notice that waits for a word is planned anew.
       *[other] { $count } notices that wait for a word are planned anew.
    } No due date moves.
meaning-messages = It holds for the messages that are in your Party's chats already, too. The newest card stays, but without its content. No due date moves.
meaning-notes = It holds for notes that are opened from then on; one that is open now is taken off at its own time.
meaning-near = { $count ->
        [0] No due date is so near today.
        [one] One due date is so near today.
       *[other] { $count } due dates are so near today.
    } { $together ->
        [yes] On one morning they share one message.
       *[no] Each has a message of its own.
    } No due date moves.
meaning-escalation = It holds for notices made from then on. { $count ->
        [0] No notice of your Party waits for a word.
        [one] The one notice of your Party that waits for a word keeps its steps.
       *[other] The { $count } notices of your Party that wait for a word keep their steps.
    }
meaning-meetings = { $count ->
        [0] No meeting is to come. The change holds for those that are agreed later.
        [one] The one meeting to come is planned anew; its time stays.
       *[other] The { $count } meetings to come are planned anew; their times stay.
    }
meaning-plan = { $count ->
        [0] No activity is open. The change holds for those that come later.
        [one] The one open activity is planned anew; its last day stays.
       *[other] The { $count } open activities are planned anew; their last days stay.
    }
meaning-approvals = It holds for proposals made from then on. { $count ->
        [0] No proposal waits.
        [one] The one that waits keeps its time.
       *[other] The { $count } that wait keep their time.
    }
meaning-end = { $count ->
        [0] No notice of termination runs. The change holds for one that is recorded later.
       *[other] A notice of termination runs: its reminders are planned anew, and its last day stays.
    }

error-unknown-setting = There is no setting of that name. Nothing was changed; these are the settings.
error-setting-value = That cannot be set here. Please write { $how }.
error-setting-order = The reminders must go from the farthest to the nearest, each once, for example 15 7 3 1.
error-setting-never = A reminder { $days } days before would never come, as the time is only { $clock } days.
error-setting-near = Then no reminder before a due date has a message of its own for { $party }. Please keep one { $days } days before, or nearer.
error-setting-never-working = A reminder { $days } days before would come before the receipt, as { $working } working days are about { $clock } days.
error-setting-meeting = A reminder { $days } days before a meeting would never come, as meetings are set at most { $most } days ahead.
error-setting-quiet = { $start } to { $end } o'clock are quiet hours of { $party }.
error-setting-window = The coordinators would hear only after up to { $span } days of what has to be acknowledged within { $days } days.
error-setting-escalation = The last on the ladder would hear only after { $hours } working hours, and the time for an answer is { $days } days.
error-setting-emergency = In an emergency everybody on the ladder has to hear within { $hours } hours.
error-setting-coordinators = Of what nobody acknowledges the coordinators have to hear, so that step cannot be left out.
error-setting-no-recipient = An emergency that is not acknowledged must reach others: the coordinators, the administrators or the other Party.
error-setting-urgent = An urgent request whose receipt is not confirmed must also reach the coordinators or the administrators.
error-setting-week = A week needs at least { $least } working days.
error-setting-last = The last step of a ladder is told again and again after a time of its own; it cannot be left out.
error-setting-same = That is how it stands already. Nothing was changed.
error-setting-rejected = This cannot hold any more, and nothing was changed. { $why }
error-stale-setting = Somebody has changed this meanwhile. Nothing of yours was changed; this is how it stands now.
error-nothing-to-undo = This was never changed, so there is nothing to undo.
error-not-your-party = That is the other Party's. Its own administrators change it. Nothing was changed.
