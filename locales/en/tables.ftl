# Tables, calendars and plots of the page.
table-letter = Letter
table-kind = Type
table-parties = Direction
table-turn = Next step by
table-state = Status
table-due = Due on
table-handler = Assigned to
table-logged = Logged on
request-direction = { $requesting } → { $requested }
time-left = { $standing ->
        [overdue] { $days ->
            [one] one day overdue
           *[other] { $days } days overdue
        }
       *[running] { $days ->
            [0] due today
            [one] one day left
           *[other] { $days } days left
        }
    }
web-find = Search by letter number, reference, place, type or month
web-search = Search
web-found = { $total ->
        [0] No request was found.
        [one] One request was found.
       *[other] { $more ->
            [yes] More than { $total } requests were found. These are the latest.
           *[no] { $total } requests were found.
        }
    }
web-first = This table has the first { $most } requests of the list. Search for others.
web-pages = Pages of this list
web-printed = { $reference } · { $party } · as of { $at } · all times are { $place } time (UTC{ $offset })
calendar-time = { $kind } ({ $state }): { $at }
calendar-off = Holiday in { $party }
field-month = Month
plot-answered = Replied in time
plot-days = Average days from receipt to reply
plot-rate = { $hit } of { $total } ({ $percent } %)
