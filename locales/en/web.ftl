# The page.
web-name = Liaison service
web-skip = Skip to the content
web-navigation = Pages
web-sign-in = Sign in
web-sign-out = Sign out
web-go-on = Go to Today
web-last-answer = Answer, { $at }
web-again = Your text was read { $times } times. The answer is the same.
web-messages = Notifications
web-new = New
web-sent = Sent { $at }
web-news = There is something new. Open it here.
web-emergency = Emergency: open it here now.
web-write = Write what you want to do, or search
web-answer = Your answer
web-pin = Your PIN
web-send = Send
web-question-waits = A question waits for your answer. Answer it first.
web-session-over = Your session has ended. Sign in, then send what you wrote.
web-send-now = You are signed in. Check what you wrote, then send it.
web-check-again = This page was open for too long. Check what you wrote, then send it.
web-asked-meanwhile = Something else is asked now than on that page. Open it, or check what you wrote, then send it.
web-too-long = This text is too long. Send at most 4096 characters.
web-only-text = Only text can be sent here. Send files through the official channel.
web-not-found = There is no such page, or you may not open it.
web-refused = The service does not take what the browser sent. Open the page again.
web-failed = The service could not do this. Try again later or, if it is urgent, use the official channel.
web-blocked = This seems to contain { $kind }. The service did not keep it. Send such data by official letter only, and write again without it.
web-lostword-ask =
    <b>Which words will suspend your account?</b>
    If your phone or computer is stolen, send /lost and these words to the bot from any phone. Choose words that no one can guess.
web-intro-purpose = <b>What this is</b>
    This page carries requests between the competent authorities of { $own } and { $other }, counts the days and reminds in time. “To do” shows what you have to do.
web-intro-limits = <b>What never belongs here</b>
    Names, identity and telephone numbers, addresses, photos and files of victims or suspects. Send them by official letter only. What you type by mistake is refused before it is stored, if it is recognised.
web-intro-deletion = <b>Messages disappear</b>
    The answer to what you did stays until the next one, an opened note for minutes. The records stay: open them with “Requests” or “To do”.
web-note-opened = This note of { $reference } leaves this page in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }. It is recorded that you opened it.
web-note-warning = Write no names, numbers, dates of birth or addresses, and nothing about a victim: send these through the official channel. What you write is encrypted before it is stored.
web-pin-ask =
    <b>Please write your PIN.</b>
    It is needed for “{ $step }”.
    If you did not start this, do not write the PIN, and speak to your administrators. If you have forgotten your PIN, another administrator can remove it.
web-pin-which =
    { $pin ->
        [new]
            <b>Which 6 digits?</b>
            Choose digits that no one can guess from your birthday or phone number.
       *[duress]
            <b>Which 6 digits for duress?</b>
            If you are forced to enter your PIN, enter these: everything looks as usual, but no notes are shown, and your administrators are alerted.
    }
web-recorded-letter = The letter is being made: { $act }, { $code }. You will find it below, under “Notifications”.
