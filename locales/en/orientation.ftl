# After joining: the form of address, how the bot works, and a practice request.
button-intro = How it works
button-intro-resume = Continue “How it works”
honorific-choose = How should your name be shown to your colleagues?
honorific-chosen = Your name is shown as { $name }.
honorific-mr = Mr { $name }
honorific-ms = Ms { $name }
honorific-his-excellency = H.E. Mr { $name }
honorific-her-excellency = H.E. Ms { $name }

intro-purpose = <b>What this is</b>
    This bot carries requests between the competent authorities of { $own } and { $other }, counts the days and reminds in time. “To do” shows what you have to do.
button-intro-purpose = What never belongs here
intro-limits = <b>What never belongs here</b>
    Names, identity and telephone numbers, addresses, photos and files of victims or suspects. Send them by official letter only. What you type by mistake is deleted here, but Telegram has seen it.
button-intro-limits = Messages disappear
intro-deletion = <b>Messages disappear</b>
    Messages with details are deleted from this chat after { $hours } hours. The records stay: open them with “Requests” or “To do”.
button-intro-deletion = Continue
intro-practice-received = <b>TRAINING: new request</b>
    { $other } asks for an identity check of 2 persons. Letter: 000/00.
    Please confirm receipt. This is practice: nothing is stored or sent.
button-intro-practice-received = Confirm receipt
intro-practice-confirmed = <b>TRAINING: receipt confirmed</b>
    The { $days } days have begun. Reminders come before the due date.
    Your authority has finished the check. Please reply.
button-intro-practice-confirmed = Reply
intro-practice-check = <b>TRAINING: check before sending</b>
    Result: nationality and identity confirmed
    Letter: 000/00
    In a real request, { $other } sees the reply only after you send it.
button-intro-practice-check = Send to { $other }
intro-practice-sent = <b>TRAINING: reply sent</b>
    In a real request, { $other } is notified now and closes the request. This was practice: nothing was stored or sent. /help shows it again.
