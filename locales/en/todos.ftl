# To-dos, the morning message, and near due dates.
today-title = <b>To do{ $count ->
        [0] {""}
       *[other] : { $count }
    }</b>
today-none = You have nothing to do.
today-waits = For information:
todo-and-more = { $line } · and { $count ->
        [one] one more
       *[other] { $count } more
    }
today-taken = { $line } · on it: { $names }
today-deferred = { $line } · postponed, reminder on { $day }
today-message = <b>To do:</b> { $parts }
today-overdue = { $count } overdue
today-due = { $count } due{ $count ->
        [one] {""}
       *[other] , first
    }{" "}{ $days ->
        [0] today
        [one] tomorrow
       *[other] in { $days } days
    }
today-meeting = meeting { WEEKDAY($day) }, { $day }
today-receive = { $count } to receive
today-other = { $count } not due yet
today-unread = { $count } unread
today-put-off = { $count } put off
command-today = Show what you need to do
    .button = To do

morning-title = <b>{ $count ->
        [0] Good morning.
       *[other] Good morning. To do: { $count }
    }</b>
morning-more = { $count ->
        [one] One more is in the list of all to-dos.
       *[other] { $count } more are in the list of all to-dos.
    }
due-title = <b>⏰ Due dates: { $count }</b>
due-please = Please { $act ->
        [todo-receive] confirm receipt
        [todo-safety] approve the return or postpone it
        [todo-decide] agree or decline
        [todo-approve] approve the draft or return it
        [todo-meeting-confirm] approve the proposal
       *[other] reply
    }{ $in_time ->
        [yes] {" "}by the end of the due date, { $place } time
       *[no] {""}
    }.
due-others = { $names } can do this. Please make sure that it is done.
due-no-one = No one in the service can do this now. Please invite a person who can.

todo-due = { $days ->
        [0] due today
        [one] due tomorrow
       *[other] due in { $days } days
    } ({ $day })
todo-overdue = { $days ->
        [one] overdue by one day
       *[other] overdue by { $days } days
    } ({ $day })
todo-due-off = { $due }, last working day before: { $last }
todo-not-due = no due date yet
todo-open-for = { $days ->
        [0] since today
        [one] for one day
       *[other] for { $days } days
    }
todo-request = { $reference }{ $lettered ->
        [yes] {" "}· { $letter }
       *[no] {""}
    } · { $kind }{ $urgent ->
        [yes] {" "}· urgent
       *[no] {""}
    }
todo-receive = 📨 { $request } · receipt not confirmed · { $due }
todo-answer = ⏰ { $request } · reply { $due }
todo-assign = 👤 { $request } · no handler yet: assign · reply { $due }
todo-take = { $request } · take it over or decline
todo-approve = 🔑 { $act } · waits for approval · reply { $due }
todo-returned = ↩️ { $act } · returned: change it and send it again · reply { $due }
todo-review = { $request } · recorded for { $own_party } from a letter: agree or object
todo-supply = { $request } · send information
todo-progress = { $request } · report progress
todo-safety = ⚠️ { $request } · safety check: approve or postpone · { $due }
todo-close = { $state ->
    [refused] ⛔ { $request } · { $other_party } has refused: close, or ask again
   *[answered] ✅ { $request } · the reply has arrived: close
    }
todo-wait-approve = { $request } · a coordinator has to approve the draft · reply { $due }
todo-wait-supply = { $request } · { $other_party } has not sent the information
todo-wait-receipt = { $request } · { $other_party } has not confirmed receipt · { $due }
todo-wait-reply = { $request } · reply of { $other_party } { $due }
todo-wait-safety = { $request } · safety check: { $other_party } has not decided · { $due }
todo-step = 📋 { $request } · { $step } · { $due }
todo-wait-step = { $request } · { $other_party }: { $step } · { $due }
todo-decide = 🔑 { $code } · joint approval: { $matter } · answer by { $ends }
todo-decide-by = 🔑 { $code } · joint approval: { $matter } · answer by { $ends } · { $due }
todo-wait-decide = { $code } · joint approval, { $other_party } has not answered: { $matter } · open until { $ends }
todo-meeting-answer = { $code } · { $kind } · first time { $first } · answer the proposal
todo-meeting-confirm = { $code } · { $kind } · first time { $first } · approve the proposal
todo-meeting-wait = { $code } · { $kind } · first time { $first } · { $other_party } has not answered
todo-meeting-back = { $code } · { $kind } · first time { $first } · a coordinator has not approved the proposal
todo-meeting-again = { $code } · { $kind } · not agreed in time: propose it again if it is still needed
todo-meeting-attend = { $code } · { $kind } · { WEEKDAY($at) }, { CAPITALS($at) } · attending or not?
todo-meeting-held = { $code } · { $kind } · record whether it took place
todo-meeting-disputed = { $code } · { $kind } · the Parties differ on whether it took place: record it again, or set another time
todo-meeting-record = { $code } · { $kind } · record what was decided
todo-activity-due = ⏰ Activity { $number } · ends on { $last }
todo-activity-overdue = ⚠️ Activity { $number } · should have ended on { $last }

button-todo-receive = Confirm receipt { $reference }
button-todo-answer = Reply { $reference }
button-todo-approve = Open: { $act }
button-todo-assign = Assign { $reference }
button-todo-supply = Send information { $reference }
button-todo-progress = Report progress { $reference }
button-todo-safety = Safety check { $reference }
button-todo-step = Step { $number } { $reference }
button-todo-close = Open reply { $reference }
button-todo-wait = Ask about { $reference }
button-today = All to-dos
button-unread = Open notifications: { $count }
button-all-seen = All seen
button-defer = Remind me on …
button-take-todo = I am on it

all-seen = { $count ->
        [0] There is nothing to mark as seen. What asks for an act ends with that act.
        [one] One notification is marked as seen.
       *[other] { $count } notifications are marked as seen.
    }
defer-until = On which day do you want to be reminded?
deferred = You will be reminded on { $day } ({ WEEKDAY($day) }): { $line }
deferred-day-off = { $day } ({ WEEKDAY($day) }) is a day off. You will be reminded on { $next } ({ WEEKDAY($next) }): { $line }
taken = Your colleagues now see that you are on it: { $line }
error-unknown-todo = This is not on your list. /today shows your to-dos.
error-not-deferred = This is urgent, or due today: it cannot be put off. Take its step now, or ask a colleague to take it.
command-defer = Be reminded of a to-do later
command-take = Say that you are on it
