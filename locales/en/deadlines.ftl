# The count of a due date, as /explain shows it.
deadlines-explain-title = Due date of an identity check by { $party }
deadlines-explain-rule =
    { $unit ->
        [calendar] Rule (Article { $article }): { $days } calendar days after the request is received.
       *[working] Rule (Article { $article }): { $days } working days of the requested Party after the request is received.
    }
deadlines-explain-roll =
    { $roll ->
        [none] Nothing except an agreed extension changes this date: not holidays, not questions, not an outage of the bot.
       *[next_working_day] If the last day is not a working day of the requested Party, the next working day counts. Questions and outages of the bot do not change the date.
    }
deadlines-explain-day-zero = Day 0: { $receipt }, the local date of receipt in { $party }.
deadlines-explain-steps = Count: { $steps }.
deadlines-explain-step = day { $number } is { $day }
deadlines-explain-extended = Both Parties agreed to extend the date to { $due }. By the rule alone it is { $counted }.
deadlines-explain-kept = The date was fixed on receipt: { $due }. By the present rule and holidays it is { $counted }, but only both Parties can change a fixed date.
deadlines-explain-due = Due: { $due } ({ WEEKDAY($due) }), by the end of that day: { CAPITALS($ends) }. A reply before that is in time.

deadlines-due-worked = { $due } is a working day in { $party }.
deadlines-due-made-up = { $due } is on a weekend but is a make-up working day in { $party }.
deadlines-due-weekend = { $due } is on a weekend in { $party }. Last working day before: { $last } ({ WEEKDAY($last) }). Next working day: { $next } ({ WEEKDAY($next) }). The due date does not change.
deadlines-due-holiday = { $due } is a holiday in { $party }: { $holiday }. Last working day before: { $last } ({ WEEKDAY($last) }). Next working day: { $next } ({ WEEKDAY($next) }). The due date does not change.

deadlines-no-holidays = There are no public holidays in { $party } in this time.
deadlines-holidays = Public holidays in { $party } in this time: { $holidays }.
deadlines-holiday-days = { $holiday } ({ SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first } – { $last }
    })
deadlines-holidays-decreed = The public holidays of { $party } for this time are officially published.
deadlines-holidays-provisional = Provisional: some public holidays of { $party } in this time are not officially published yet, so working days may change.

error-hour-for-date = This question asks for a day, not for an hour. Write a day, for example 15 March 2026.
error-not-a-date = The bot cannot read this date. Write “today”, 15 March, 15/3/2026 (day first) or 2026-03-15, or press a button.
error-ambiguous-date = “{ $typed }” can be read in two ways. Which day do you mean?
error-ambiguous-time = “{ $typed }” can be at night or in the afternoon. Which time do you mean?
error-ambiguous-moment = “{ $typed }”: choose the day and the time, or write them.
error-not-a-count = Write a whole number from { $low } to { $high }.
