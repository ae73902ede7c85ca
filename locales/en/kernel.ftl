# What the desk itself says: dates, lists, and what went wrong on its side.
date-long = { $day } { $month } { $year }
date-short = { $day } { $month }

# A moment of the reader, and one in both capitals: the date, then the time in each.
moment = { $left }, { $right }
moment-more = { $left } · { $right }
moment-time = { $time } { $place }
moment-time-other-day = { $time } { $place } ({ $day })
moment-own = { $day }, { $time }

list-more = { $left }, { $right }
list-last = { $left } and { $right }

repeat-line = This message may have reached you before. It is sent again to be sure.

error-internal = The desk could not process your last message. Nothing was changed, and the administrators have been told. Please try again later or, if it is urgent, use the official channel.

alert-dead-update = The desk could not process the update { $update } and has set it aside. Nothing else is held up. Please tell the operator.
alert-unsent = Telegram refused the message { $row } of the desk, and it was not delivered. Please tell the operator.
alert-plain = Telegram refused the formatting of the message { $row } of the desk, and it was delivered as plain text. Please tell the operator.
alert-timer = The desk could not look at { $subject } when it was due, and tries again later. Please tell the operator.
alert-conflict = Another program receives this bot’s messages with the same token. If nobody started it on purpose, the token may be in wrong hands: please have it replaced.
alert-webhook = Somebody changed where this bot’s messages are sent, or the secret that comes with them, with the same token. It has been put right. If nobody did so on purpose, the token may be in wrong hands: please have it replaced.
alert-timers-missing = Open matters at which the desk had not planned to look again: { $count }. This has been put right. Please tell the operator.
alert-waiting = Important messages that have waited for more than two minutes and are not sent yet: { $count }. Please tell the operator.
alert-unknown = Messages of which the desk does not know after ten minutes whether they arrived: { $count }. Please tell the operator.
alert-dead = Updates and messages that the desk could not process in the last 24 hours and has set aside: { $count }. Please tell the operator.
