# What people are told after a time in which the bot did not run.
outage-ended = ⏱ The bot was out of service. If you pressed a button meanwhile, press it again.
    From: { $at }
    Until: { $ends }
outage-updates-lost = ⚠️ The bot was out of service.
    From: { $at }
    Until: { $ends }
    Telegram keeps messages for 24 hours only. What you sent in this time may be lost: check your requests, and send again what is missing.
