# The board, the joint scorecard, and digests.
menu-board = Board

board-title = <b>Board of { $party }</b>
board-overdue = Overdue: { $count }
board-soon = Due within { $days } days: { $count }
board-sent = Not yet received: { $count }
board-forgotten = Received, but no step for { $days } days: { $count }
board-unacknowledged = Notices that nobody acknowledged: { $count }
board-unreachable = People who cannot be reached: { $count }
board-clear = Nothing needs attention now.
button-board-overdue = Overdue ({ $count })
button-board-soon = Due soon ({ $count })
button-board-sent = Not yet received ({ $count })
button-board-forgotten = Without a step ({ $count })
button-board-unacknowledged = Unacknowledged ({ $count })
button-board-unreachable = Not reachable ({ $count })
button-scorecard = Monthly scorecard

scorecard-title = <b>Joint scorecard, { $month }</b>
    Both Parties see the same figures.
scorecard-month = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
scorecard-party = <b>Requests to { $party }</b>
scorecard-received = Received within { $hours } working hours: { $hit } of { $total }
scorecard-answered = Answered in time: { $hit } of { $total }
scorecard-days = Average days from receipt to answer: { $average }
scorecard-average = { $whole }.{ $tenth }
scorecard-none = –
scorecard-open = Open now: { $count }, of them overdue: { $overdue }
scorecard-small-print = By the calendar of the requested Party, a month holds the receipts that fell due in it, { $hours } working hours after the request was logged, and the answers and refusals given in it. Working hours run day and night on working days only. A request that came by letter counts from its record. A refusal is an answer. Open and overdue are as of now.

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = Please write a time of day from 00:00 to 23:59, for example 08:30.
error-not-a-month = Please write a month with its year, for example 2026-03.
error-month-out-of-range = The scorecard covers { $earliest } to { $latest }. Please choose a month between them.
