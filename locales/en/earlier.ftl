# Texts that an earlier version may have stored in notices and queued messages.
alert-outage = The bot was offline or could not reach Telegram.
    From: { $at }
    Until: { $ends }
    Overdue messages are being sent now, and response times are longer by this outage. Please tell the operator.
digest-daily = 📋 Good day. Here is your daily summary.
digest-weekly = 📋 Good day. Here is your weekly summary.
idle-card = This message was deleted to protect the request. Open /menu.
idle-card-open = This message was deleted to protect the request. What you started was kept: continue below.
notice-replaced = This notification is repeated below.
reminder-activity-due = ⏰ Activity { $number } of the action plan is due by { $last }.
reminder-activity-overdue = ⚠️ Activity { $number } of the action plan was due by { $last } and is not recorded as done.
reminder-due = ⏰ { $reference }: { $days ->
        [0] the reply is due today.
        [one] the reply is due tomorrow.
       *[other] the reply is due in { $days } days.
    }
reminder-forgotten = ⏰ { $reference }: received, but no action for { $days } days.
reminder-overdue = ⚠️ { $reference }: the reply is { $days ->
        [one] one day overdue.
       *[other] { $days } days overdue.
    }
reminder-overdue-alert = ⚠️ { $reference } is overdue: the due date has passed without a reply.
reminder-receipt = ⏰ { $reference }: receipt is not confirmed yet.
setting-overdue-days = Reminders while overdue
notice-return = ↩️ { $reference }: the reply was returned as insufficient. Please reply again; the due date does not change.
notice-supply = { $reference }: { $other_party } has sent the information.
