# Dates, lists, and errors of the service.
date-long = { $day } { $month } { $year }
date-short = { $day } { $month }

# A moment of the reader, and one in both capitals: the date, then the time in each.
moment = { $first }, { $right }
moment-more = { $left } · { $right }
moment-time = { $time } { $place }
moment-time-other-day = { $time } { $place } ({ $day })
moment-own = { $day }, { $time }
moment-today = today { $time }
moment-tomorrow = tomorrow { $time }

list-more = { $left }, { $right }
list-last = { $left } and { $right }
list-none = None at present.

repeat-line = You may have received this message before. It is sent again to be sure.

error-internal = The bot could not process your last message. Nothing was changed, and the administrators will be notified. Try again later or, if it is urgent, use the official channel.
error-too-fast = Too many messages at once. What you send now does not arrive: wait half a minute, then send it again.

alert-dead-update = ⚠️ The bot could not process update { $update }. Everything else continues. Please tell the operator.
alert-unsent = ⚠️ Message { $row } could not be sent, and it was not delivered. Please tell the operator.
alert-plain = ⚠️ Telegram refused the formatting of message { $row }, and it was delivered as plain text. Please tell the operator.
alert-timer = ⚠️ The bot could not check { $subject } on time and will try again later. Please tell the operator.
alert-conflict = ⚠️ Another program receives this bot’s messages with the same token. If this is not intended, another person may have the token: please have it replaced.
alert-webhook = ⚠️ The address or the secret of this bot’s messages was changed with the same token, and has been corrected. If this was not intended, another person may have the token: please have it replaced.
alert-timers-missing = ⚠️ Open matters without a timer: { $count }. This has been corrected. Please tell the operator.
alert-waiting = ⚠️ Important messages not sent after more than two minutes: { $count }. Please tell the operator.
alert-saturated = ⚠️ The service cannot keep up. Messages that have waited for more than a minute, or could not be taken: { $count }. Answers and emergencies may come late. Please tell the operator.
alert-unknown = ⚠️ Messages that may or may not have arrived after ten minutes: { $count }. Please tell the operator.
alert-dead = ⚠️ Updates and messages that could not be processed in the last 24 hours: { $count }. Please tell the operator.
