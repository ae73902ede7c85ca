# What the desk itself says: dates, lists, and what went wrong on its side.
date-long = { $day } { $month } { $year }

# An instant: the date, then the time in each capital and in UTC.
moment = { $left }, { $right }
moment-more = { $left } · { $right }
moment-time = { $time } { $place }
moment-time-other-day = { $time } { $place } ({ $day })
moment-utc = UTC

list-more = { $left }, { $right }
list-last = { $left } and { $right }

repeat-line = This message may have reached you before. It is sent again to be sure.

error-internal = The desk could not process your last message. Nothing was changed, and the administrators have been told. Please try again later or, if it is urgent, use the official channel.

alert-dead-update = The desk could not process the update { $update } and has set it aside. Nothing else is held up. Please tell whoever runs the desk.
alert-unsent = Telegram refused the message { $row } of the desk, and it was not delivered. Please tell whoever runs the desk.
alert-plain = Telegram refused the formatting of the message { $row } of the desk, and it was delivered as plain text. Please tell whoever runs the desk.
alert-wakeup = The desk could not look at { $subject } when it was due, and tries again later. Please tell whoever runs the desk.
alert-conflict = Another program receives this bot’s messages with the same token. If nobody started it on purpose, the token may be in wrong hands: please have it replaced.
