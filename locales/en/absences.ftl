# Time away and deputies.

away-first = <b>From which day are you out of office?</b>
    Choose a day or write a date, for example 15 March 2026.
away-last = <b>What is the last day?</b>
    Choose a day or write a date, for example 15 March 2026.
away-deputy = <b>Who is your deputy { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }?</b>
    Your notifications will go to your deputy as well.
away-shown = <b>Out of office</b>
    { SAME($first, $last) ->
        [yes] On { $first }
       *[no] From { $first } to { $last }
    }. Deputy: { $name }.
away-recorded = You are out of office { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }. { $name } is your deputy and will be notified.
away-ended = You are back in office. You no longer have a deputy.
away-line = Out of office until { $last }; { $replaced ->
        [yes] deputy: { $name }.
       *[no] no deputy now.
    }
button-away-end = I am back in office

notice-deputy = 👤 { $deputy }: { $name } is out of office { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }. You are the deputy and also get the notifications of { $name }.
notice-deputy-over = 👤 { $deputy }: you are no longer the deputy of { $name } for { SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first } to { $last }
    }.

error-not-away = You are not recorded as out of office. Use /away to record it.
error-away-of-another = Each person records their own absence. Please ask { $name } to do so.
error-own-deputy = You cannot be your own deputy. Choose a colleague.
error-deputy-not-active = The access of { $name } is suspended. Choose another colleague.
error-deputy-rights = { $name } does not have your rights. Focal persons and coordinators replace each other; administrators replace administrators.
error-deputy-loop = { $name } is out of office on some of these days, with a deputy that leads back to you. Choose another colleague.
error-no-deputy = No colleague can be your deputy. Ask an administrator to invite one.
