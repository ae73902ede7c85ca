# The calendars of both Parties: holidays, and changes by administrators.
holidays-title = <b>Holidays of { $party }</b>
holiday-line = { $day } ({ WEEKDAY($day) }): { $name }
holiday-worked = { $day } ({ WEEKDAY($day) }) is a working day.
holidays-next = Next holidays: { $count }
holidays-provisional = The holidays of { $year } are not published yet, so these days are provisional.
button-holidays-of = Holidays of { $party }
button-holiday-add = Add a holiday
button-holiday-strike = Make it a working day
button-holiday-import = Add a list
button-holidays-published = { $year } is published
button-holiday-back = Undo: { $day }
holiday-which-day = <b>Which day?</b> For example 15 March 2026.
holiday-which-name = <b>What is the name of the holiday on { $day }?</b>
holiday-which-year = <b>Which year’s holidays are published?</b>
holiday-which-list = <b>Please send the list:</b> each day with its name, for example
    2027-04-14 New Year
    2027-04-15 New Year
act-holidays = Change of holidays
recorded-holidays = { $days ->
        [one] Recorded.
       *[other] { $days } days are recorded.
    } { $requests ->
        [0] No open request is affected.
        [one] One open request is affected; its due date does not change.
       *[other] { $requests } open requests are affected; their due dates do not change.
    }
holidays-recorded =
    { $what ->
        [off]
            { $party } has new holidays: { $days }{ $more ->
                [0] .
               *[other] { " " }and { $more } more.
            }
        [worked]
            In { $party } these days are now working days: { $days }{ $more ->
                [0] .
               *[other] { " " }and { $more } more.
            }
        [calendar]
            In { $party } these days are again as in the calendar: { $days }{ $more ->
                [0] .
               *[other] { " " }and { $more } more.
            }
        [published] { $party } has published its holidays for { $year }.
        [weekdays] The working days of { $party } are now { $now }.
       *[span] The quiet hours of { $party } are now { $now }.
    }
holidays-none-moved = No open request is affected
holidays-moved-request = { $reference } is still due { $due }; the last working day before that is now { $last }{ $off ->
        [no] {""}
       *[yes] , the next one after it { $next }
    }
holidays-moved-more = { $count } more
notice-holidays = 🗓 { $what } { $requests }.
notice-holidays-provisional = 🗓 The holidays of { $year } are not in the calendar yet. Please add them with /holidays when they are published.
error-holiday-day = Write the day and a name of at most 60 characters, for example 2027-04-14 New Year. Nothing was changed.
error-holiday-entry = Line { $number } of the list cannot be read: “{ $entry }”. Nothing was recorded.
error-holiday-many = A list can have at most { $most } days. Nothing was recorded.
error-holiday-off = { $party } would have no working day from { $first } to { $last }. At most { $most } days off in a row are possible.
