# Texts that an earlier version may have stored in notices and queued messages.
alert-outage = The bot was not running, or could not reach Telegram.
    From: { $at }
    Until: { $ends }
    What came due meanwhile is being made up for, and the time for acknowledging is longer by this outage. Please tell the operator.
digest-daily = 📋 Good day. Here is the daily digest of your Party.
digest-weekly = 📋 Good day. Here is the weekly digest of your Party.
idle-card = The liaison desk. What stood here was taken off the chat, as messages stay in it for a limited time only.
idle-card-open = What you began is kept: please go on with it below.
notice-replaced = This notice has been repeated below.
reminder-activity-due = ⏰ Activity { $number } of the plan of action is to be done by { $last }.
reminder-activity-overdue = ⚠️ Activity { $number } of the plan of action was to be done by { $last } and is not recorded as done.
reminder-due = ⏰ { $reference }: { $days ->
        [0] the answer is due today.
        [one] the answer is due tomorrow.
       *[other] the answer is due in { $days } days.
    }
reminder-forgotten = ⏰ { $reference } was received, and no step has been taken for { $days } days.
reminder-overdue = ⚠️ { $reference }: the answer is overdue by { $days ->
        [one] one day.
       *[other] { $days } days.
    }
reminder-overdue-alert = ⚠️ { $reference } is overdue: the due date has passed without an answer.
reminder-receipt = ⏰ { $reference }: receipt is not confirmed yet.
setting-overdue-days = Reminders while overdue
