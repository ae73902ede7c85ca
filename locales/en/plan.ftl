# The plan of action. The words of an activity come in the languages in which they were given.
-reader = the reader
    .language = en
activity-words = { -reader.language ->
        [km] { $km }
        [zh] { $zh }
       *[en] { $en }
    }
activity-title = <b>Activity { $number }</b>: { $title }
activity-lead-both = both Parties
activity-period = { SAME($first, $last) ->
        [yes] On { $first }
       *[no] Period: { $first } to { $last }
    }
activity-last = Due by { $last }
activity-status = Status: { $standing } (recorded { $at })
activity-source = Decided at the meeting { $code }
activity-overdue = { $state }, { $days ->
        [one] <b>overdue by one day</b>
       *[other] <b>overdue by { $days } days</b>
    }
activity-state =
    { $state ->
        [proposed] recorded, not yet approved by both Parties
        [planned] planned
        [under_way] under way
        [done] done
       *[dropped] dropped by both Parties
    }
activity-step =
    { $step ->
        [start] Under way
        [done] Done
        [approved] Approved
        [move] Last day moved
       *[drop] Dropped
    }

plan-title =
    { $which ->
        [open] <b>Action plan: { $total } open</b>
       *[all] <b>Action plan: { $total } in all</b>
    }
plan-line = { $number }. { $title } – { $lead }, by { $last }: { $standing }

recorded-activity =
    { $action ->
        [start] Activity { $number } is now under way.
       *[done] Activity { $number } is now done.
    }

button-activity-start = ▶ Under way
button-activity-done = ✓ Done
button-open-activity = Activity { $number }
button-plan-open = Open
button-plan-all = All

button-activity-move = Change the last day
button-activity-drop = Propose to drop it
activity-until = <b>What is the new last day for activity { $number }?</b>
    It is due by { $last } now. Write a date, for example 15 March 2026. The day changes only if { $other_party } agrees.
approval-activity-moved = Activity { $number }: due by { $before } → { $after }
approval-activity-dropped = Activity { $number } (due by { $last }) → dropped
button-plan-import = Propose the plan of the Minutes
approval-plan = Plan of the Minutes, activities: { $count }
approval-decision = Decision of { $code }, activity { $number }
approval-minutes = Minutes of { $code }

error-activity-ended = Activity { $number } has already ended. Nothing was changed.
error-activity-not-approved = Both Parties have not approved activity { $number } yet. Nothing was changed.
