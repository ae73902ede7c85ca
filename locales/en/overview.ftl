# The overview, the joint scorecard, and daily and weekly summaries.

overview-title = <b>Overview of { $party }</b>
overview-requests =
    { $list ->
        [overdue] Overdue
        [soon] Due within { $days } days
        [forgotten] Received, but no action for { $days } days
       *[sent] Not yet received
    }: { $count }{ $count ->
        [0] {""}
       *[other] {" "}({ $own_party } { $ours }, { $other_party } { $theirs })
    }
overview-unacknowledged = Open notifications: { $count }
overview-unreachable = People who cannot be reached: { $count }
overview-clear = Nothing needs attention now.
button-overview =
    { $list ->
        [overdue] Overdue ({ $count })
        [soon] Due soon ({ $count })
        [sent] Not yet received ({ $count })
        [forgotten] No action taken ({ $count })
        [unacknowledged] Open notifications ({ $count })
        [unreachable] Not reachable ({ $count })
        [proposals] Proposals ({ $count })
       *[meetings] Meetings ({ $count })
    }
button-scorecard = Monthly scorecard

scorecard-title = <b>Joint scorecard, { $month }</b>
    Both Parties see the same figures.
scorecard-party = <b>Requests to { $party }</b>
scorecard-received = Received within { $hours } working hours: { $hit } of { $total }
scorecard-answered = Replied in time: { $hit } of { $total }
scorecard-days = Average days from receipt to reply: { $average }
scorecard-average = { $whole }.{ $tenth }
scorecard-none = –
scorecard-open = Open now: { $count }, of them overdue: { $overdue }
scorecard-small-print = By the calendar of the requested Party. A month counts the receipts due in it ({ $hours } working hours after the request was logged) and the replies and refusals given in it; a refusal counts as a reply. A working day has 24 working hours. A request that came by letter counts from the day it was recorded. Open and overdue are as of now.

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = Write a time from 00:00 to 23:59, for example 08:30.
error-not-a-month = Write a month with its year, for example 2026-03.
error-month-out-of-range = The scorecard covers { $earliest } to { $latest }. Choose a month between them.
