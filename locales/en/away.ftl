# Time away and deputies.
menu-away = Time away

away-first = <b>From which day will you be away?</b>
    Press a day or write a date, for example 15 March 2026.
away-last = <b>Which day will be the last one away?</b>
    Press a day or write a date, for example 15 March 2026.
away-deputy = <b>Who replaces you { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }?</b>
    Notices to you will go to your deputy as well.
away-shown = <b>Your time away</b>
    { SAME($first, $last) ->
        [yes] On { $first }
       *[no] From { $first } to { $last }
    }. Deputy: { $name }.
away-recorded = You are away { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }. { $name } replaces you and is told so.
away-ended = Your time away has been ended. No one replaces you any more.
away-line = Away until { $last }; { $replaced ->
        [yes] deputy: { $name }.
       *[no] without a deputy at present.
    }
button-away-end = End my time away

notice-deputy = { $name } is away { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }; { $deputy } is the deputy. Notices to { $name } go to { $deputy } as well.
notice-deputy-over = { $deputy } is no longer the deputy of { $name } for { SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first } to { $last }
    }.

error-away-past = { $day } has passed already. Please give today or a later day as the last one.
error-away-begun = { $day } has passed already. Please give today or a later day as the first one.
error-away-backwards = The last day cannot come before the first one, { $first }.
error-away-too-far = Time away can be recorded up to { $last }. Please give an earlier day.
error-not-away = No time away is recorded for you. /away records one.
error-own-deputy = Nobody can be their own deputy. Please choose a colleague.
error-deputy-not-active = The access of { $name } is suspended. Please choose another colleague.
error-deputy-rights = { $name } does not have your rights. Focal persons and coordinators stand in for each other, and administrators for administrators.
error-deputy-loop = { $name } is away on some of these days, and the deputies there lead back to you. Please choose another colleague.
error-no-deputy = There is no one else of your side who could replace you. An administrator can invite a person.
