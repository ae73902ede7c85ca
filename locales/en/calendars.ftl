# The calendars of both Parties, and what their administrators say of days.
menu-holidays = Holidays
holiday = { $name }
holidays-title = <b>Holidays of { $party }</b>
holiday-line = { $day } ({ WEEKDAY($day) }): { $name }
holiday-worked = { $day } ({ WEEKDAY($day) }) is worked.
holidays-next = These are the next { $count } days.
holidays-provisional = The holidays of { $year } are not published yet: its days are provisional.
button-holidays-of = Holidays of { $party }
button-holiday-add = Add a holiday
button-holiday-strike = Say that a day is worked
button-holiday-import = Add a list
button-holidays-published = { $year } is published
button-holiday-back = Take back: { $day }
holiday-which-day = <b>Which day?</b> Please write it, for example 15 March 2026.
holiday-which-name = <b>What is the name of the holiday on { $day }?</b>
holiday-which-list = <b>Please send the list:</b> each day with its name, for example
    2027-04-14 New Year
    2027-04-15 New Year
recorded-holidays = { $days ->
        [one] Recorded.
       *[other] { $days } days are recorded.
    } { $cases ->
        [0] No open case is touched.
        [one] One open case is touched; its due date stands.
       *[other] { $cases } open cases are touched; their due dates stand.
    }
holidays-recorded-off = { $party } has new holidays: { $days }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }
holidays-recorded-worked = In { $party } these days are worked: { $days }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }
holidays-recorded-calendar = In { $party } these days are again as the calendar has them: { $days }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }
holidays-recorded-published = { $party } has published its holidays of { $year }.
holidays-recorded-week = The working days of { $party } are now { $days }.
holidays-none-moved = No open case is touched.
holidays-moved-case = { $reference } stays due { $due }; the last working day until then is now { $last }
holidays-moved-more = { $count } more
notice-holidays = 🗓 { $what } { $cases }.
notice-holidays-provisional = 🗓 The holidays of { $year } are not in the calendar yet, and its days are provisional. Please add them under /holidays as soon as they are published.
setup-holidays-imported = { $count ->
        [one] One holiday of { $party } is recorded; open cases touched: { $cases }.
       *[other] { $count } holidays of { $party } are recorded; open cases touched: { $cases }.
    }
error-holiday-day = Please write the day and a name of at most 60 characters, for example 2027-04-14 New Year. Nothing was changed.
error-holiday-entry = Line { $number } of the list cannot be read: “{ $entry }”. Nothing of the list was recorded.
error-holiday-many = A list may have at most { $most } days. Nothing of it was recorded.
error-holiday-off = From { $first } to { $last } { $party } would have no working day; at most { $most } days in a row may be free. Nothing was changed.
error-holiday-recorded = { $day } is that already. Nothing was changed.
error-holiday-file = The list cannot be read: { $path }.
