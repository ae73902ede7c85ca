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

button-earlier-year = ‹ { $year }
button-later-year = { $year } ›
report-title = <b>Annual report { $year }</b> ({ $before } in brackets)
report-requests = Requests: { $requests } ({ $requests_before }), extensions: { $extensions } ({ $extensions_before }), refusals: { $refusals } ({ $refusals_before })
report-in-time = Replied in time: { $hit } of { $total } ({ $hit_before } of { $total_before }); overdue now without a reply: { $unanswered } ({ $unanswered_before })
report-days = Days to reply: median { $median } ({ $median_before }), 90th percentile { $most } ({ $most_before })
report-meetings = Meetings that took place: { $count } ({ $before })
report-plan = Activities done: { $done } of { $total } ({ $done_before } of { $total_before }), overdue: { $overdue }
report-small-print = Both Parties see the same figures, by the calendar of the requested Party. A year counts what was logged, replied, refused and extended in it; a refusal counts as a reply. Half of the replies took the median of days or less, nine of ten the 90th percentile or less. Overdue requests without a reply count in the year in which they were logged, as of now.
report-of-year = <b>Annual report { $year }</b>
report-of-plan = Action plan
report-year = { $year }
report-all = all types
report-until = As of { $at }.
report-figure-requests = Requests
report-figure-unanswered = Requests of the year that are overdue now without a reply
report-figure-replies = Replies
report-figure-in-time = Replies in time
report-figure-percent = Replies in time, percent
report-figure-median = Days from receipt to reply, median
report-figure-most = Days from receipt to reply, 90th percentile
report-figure-extensions = Extensions
report-figure-refusals = Refusals
report-figure-grounds = Refusals by ground
report-figure-meetings = Meetings that took place
report-figure-activities = Activities of the plan with their last day in the year
report-figure-done = Of these activities: done
report-figure-overdue = Of these activities: overdue
field-figure = Figure
field-counted = Type or ground
button-pdf = PDF in { $language }
recorded-report = The report for { $year } is being sent.

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = Write a time from 00:00 to 23:59, for example 08:30.
error-not-a-month = Write a month with its year, for example 2026-03.
error-month-out-of-range = The scorecard covers { $earliest } to { $latest }. Choose a month between them.
error-year-out-of-range = { $single ->
        [yes] There is a report for { $latest } only, for example: /report { $latest }
       *[no] There are reports for { $earliest } to { $latest }. Choose a year between them, for example: /report { $latest }
    }
