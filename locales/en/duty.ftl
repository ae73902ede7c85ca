# The duty roster: who answers urgent matters.
command-duty = Show who is on duty
    .button = Duty roster

duty-now = <b>On duty now: { $who }</b>
duty-line = { WEEKDAY($day) }, { $day }: { $who }
duty-no-one = no one
duty-gap =
    { $why ->
        [unset] not set, so all coordinators
        [inactive] this person has no access any more or has another role, so all coordinators
        [absent] this person is out of office without a deputy, so all coordinators
       *[unreachable] this person cannot be reached, so all coordinators
    }

duty-week = <b>On duty each week</b>
    Choose a day to change it. An entry for one date comes first.
duty-which-day = <b>For which day do you want to change the duty?</b>
    Choose a day or write a date, for example 15 March 2026.
duty-which-person = <b>Who is on duty, all day: { $day }?</b>
duty-assigned = On duty { $day }: { $who }.
button-duty-week = Change the week
button-duty-day = Change one day
button-duty-clear = Remove the entry

duty-handover = 👤 <b>You are on duty until the end of { $last }.</b>
    You get urgent requests at once, also at night and on days off.
duty-handover-all = 👤 <b>On duty now: { $who }.</b>
    Until the end of { $last } you, too, get urgent requests at once, also at night and on days off.
duty-over = You are no longer on duty.
duty-matters = { $count ->
        [0] No urgent matter is open.
        [one] One urgent matter is open:
       *[other] { $count } urgent matters are open:
    }

todo-duty = 🗓 { $count ->
        [one] The roster has no one for { $day }, so all coordinators are on duty
       *[other] The roster has no one for { $count } of the next 7 days, first for { $day }, so all coordinators are on duty
    }
button-todo-duty = Open duty roster

error-not-for-duty = Only an active focal person or coordinator can be on duty. Choose another person.
