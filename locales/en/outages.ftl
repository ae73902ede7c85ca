# What people are told after a time in which the bot did not run.
outage-later = It was offline again from { $at } until { $ends }.
outage-ended = ⏱ The bot was offline. If you pressed a button meanwhile, press it again.
    From: { $at }
    Until: { $ends }
outage-updates-lost = ⚠️ The bot was offline. What you sent meanwhile may be lost: please send it again.
    From: { $at }
    Until: { $ends }
outage-restored = ⚠️ The bot was restored from a backup.
    From: { $at }
    Until: { $ends }
    What you did in this time is missing, even if the bot confirmed it. Please check your requests, and repeat what is missing.
