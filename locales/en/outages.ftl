# What is told after a time in which the desk did not run.
outage-updates-lost = ⚠️ The desk was not running, or could not reach Telegram.
    From: { $at }
    Until: { $ends }
    Telegram keeps messages for 24 hours only. What you sent to the desk in this time may not have arrived: please look at your cases, and send again what is missing.
