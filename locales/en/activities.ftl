# The plan of action. The words of an activity come in the languages in which they were given.
-reader = the reader
    .language = en
activity-words = { -reader.language ->
        [km] { $km }
        [zh] { $zh }
       *[en] { $en }
    }
activity-title = <b>Activity { $number }</b>: { $title }
activity-lead = Lead: { $lead }
activity-lead-both = both Parties
activity-period = { SAME($first, $last) ->
        [yes] On { $first }
       *[no] Period: { $first } to { $last }
    }
activity-last = To be done by { $last }
activity-status = Status: { $standing } (recorded { $at })
activity-source = Decided by the meeting { $code }
activity-overdue = { $state }, { $days ->
        [one] <b>overdue by one day</b>
       *[other] <b>overdue by { $days } days</b>
    }
activity-state-proposed = recorded, not yet approved by both Parties
activity-state-planned = planned
activity-state-under-way = under way
activity-state-done = done
activity-state-dropped = dropped by both Parties

plan-title-open = <b>Plan of action: { $total } to be done</b>
plan-title-all = <b>Plan of action: { $total } in all</b>
plan-line = { $number }. { $title } – { $lead }, by { $last }: { $standing }
plan-none = There are none.

recorded-activity-start = Activity { $number } is recorded as under way.
recorded-activity-done = Activity { $number } is recorded as done.

button-activity-start = ▶ Under way
button-activity-done = ✓ Done
button-open-activity = Activity { $number }
button-plan = Plan of action
button-plan-open = To be done
button-plan-all = All
menu-plan = Plan of action

button-activity-move = Move the last day
button-activity-drop = Propose to drop it
activity-until = <b>Until which day shall activity { $number } be done?</b>
    It is to be done by { $last } now. Write a date, for example 15 March 2026. The other Party is asked at once; the day moves only if it agrees.
recorded-activity-proposed = Proposed to the other Party: { $code }. Activity { $number } stays as it is until the other Party agrees.
approval-activity-moved = activity { $number }: to be done by { $before } → { $after }
approval-activity-dropped = activity { $number } (to be done by { $last }) → dropped
button-plan-import = Propose the plan of the Minutes
recorded-plan-proposed = Proposed to the other Party: { $code }. The activities are added when it agrees.
approval-plan = plan of the Minutes, activities: { $count }
approval-decision = decision of { $code }, activity { $number }
approval-minutes = minutes of { $code }
error-same-last-day = Activity { $number } is to be done by that day already.


error-unknown-activity = The plan has no activity of this number. /plan shows them.
error-stale-activity = Activity { $number } has changed since that card was shown. Nothing was recorded; this is where it stands now.
error-activity-recorded = Already recorded for activity { $number }: { $at }.
error-activity-ended = Activity { $number } has ended already. Nothing was changed.
error-activity-not-approved = Activity { $number } is not yet approved by both Parties. Nothing was changed.
error-not-leading = Activity { $number } is led by the other Party; only that Party says how it stands.

setup-help-import-plan = Add the activities of a file to the plan of action. What the plan has already is not added again.
setup-help-import-holidays = Add the holidays of a file to the calendar of a Party
setup-plan-imported = { $added ->
        [0] Nothing was added to the plan of action
        [one] One activity was added to the plan of action
       *[other] { $added } activities were added to the plan of action
    }{ $known ->
        [0] .
        [one] ; one was there already.
       *[other] ; { $known } were there already.
    }
error-plan-unreadable = The plan cannot be read: { $path }.
error-plan-syntax = The plan is not valid TOML: { $path } ({ $detail }).
error-plan-missing = Nothing was imported: the plan lacks the field { $field }.
error-plan-unknown-field = Nothing was imported: the plan has a field that is not known: { $field }.
error-plan-value = Nothing was imported: the plan has a value that cannot be used: { $field } = { $value }.
