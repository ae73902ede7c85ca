# The count of a due date, as /explain shows it.
deadlines-explain-title = Due date of a verification request to { $party }
deadlines-explain-rule-calendar = Rule: under Article { $article } of the Agreement the result is due within { $days } days after the request is received. Calendar days are counted.
deadlines-explain-rule-working = Rule: under Article { $article } of the Agreement the result is due within { $days } days after the request is received. Working days of the requested Party are counted.
deadlines-explain-roll-none = Holidays, questions about the request and faults of this desk do not move the date. Only an extension agreed by both Parties does.
deadlines-explain-roll-next-working-day = If the last day is not a working day of the requested Party, the next working day counts. Questions about the request and faults of this desk do not move the date.
deadlines-explain-day-zero = Day 0: { $receipt }, the date of receipt by the local calendar of { $party }.
deadlines-explain-steps = Count: { $steps }.
deadlines-explain-step = day { $number } is { $day }
deadlines-explain-extended = Both Parties agreed to extend the time to { $due }. By the rule alone it would be { $counted }.
deadlines-explain-kept = The date was fixed at the receipt: { $due }. By the rule and the holidays as they are now it would be { $counted }, but a date that stands is moved by both Parties only.
deadlines-explain-due = Due: { $due } ({ WEEKDAY($due) }). The request is answered in time if the result is given before that day ends, which is at { $ends }.

deadlines-due-worked = { $due } is a working day in { $party }.
deadlines-due-made-up = { $due } falls on a weekend but is a make-up working day in { $party }.
deadlines-due-weekend = { $due } is not a working day in { $party }: it falls on a weekend. Last working day before it: { $last } ({ WEEKDAY($last) }). Next working day after it: { $next } ({ WEEKDAY($next) }). This is for information; the due date stands.
deadlines-due-holiday = { $due } is not a working day in { $party }: { $holiday }. Last working day before it: { $last } ({ WEEKDAY($last) }). Next working day after it: { $next } ({ WEEKDAY($next) }). This is for information; the due date stands.

deadlines-no-holidays = There are no public holidays in { $party } within this time.
deadlines-holidays = Public holidays in { $party } within this time: { $holidays }.
deadlines-holiday-day = { $holiday } ({ $day })
deadlines-holiday-days = { $holiday } ({ $first } – { $last })
deadlines-holidays-decreed = The public holidays of { $party } for this time are officially published.
deadlines-holidays-provisional = Provisional: the public holidays of { $party } for part of this time are not officially published yet. What is said here about working days may change.

error-not-a-date = That is not a date the bot can read. Please write it as 2026-03-15, 15/3/2026 (day first) or 15 March 2026, with all four digits of the year.
error-ambiguous-date = “{ $typed }” can be read in two ways. Which day do you mean?
error-ambiguous-time = “{ $typed }” can be at night or in the afternoon. Which time do you mean?
error-not-a-count = Please write a whole number from { $low } to { $high }.
