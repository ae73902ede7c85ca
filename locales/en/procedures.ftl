# The procedure (SOP): its versions, and what is done of it in a request.
procedure-none = <b>Procedure (SOP)</b>
    None is in force. Both Parties must agree to one.
procedure-title = <b>Procedure (SOP), version { $version }</b>: { $total } steps, { $agreed ->
        [yes] agreed
       *[no] proposed and not agreed
    }: { $at }
procedure-line = { $step }
    { $kind } · { $who } · { $when }{ $gated ->
        [yes] {" "}· { $gate }
       *[no] {""}
    }
procedure-step = { $number }. { $title }
procedure-who = { $side ->
        [requesting] requesting Party
       *[requested] requested Party
    }, { $role }
procedure-when = { $order ->
        [on] on the day of { $event }
        [after] { $days ->
            [one] one day
           *[other] { $days } days
        } after { $event }
       *[before] { $days ->
            [one] one day
           *[other] { $days } days
        } before { $event }
    }
procedure-event-sent = sending
procedure-event-received = receipt
procedure-event-answered = the reply
procedure-event-planned = the planned return
procedure-event-step = step { $number }
procedure-of-request = <b>{ $reference } · Procedure, version { $version }</b>: { $settled } of { $total } steps done or left out
procedure-state-line = { $step }: { $state }
procedure-open-steps = Steps of the procedure that are not done: { $numbers }.
approval-procedure = Procedure (SOP), { $before ->
        [0] version { $version }
       *[other] version { $before } → { $version }
    }, steps: { $count }
history-procedure = Procedure of version { $version } begins

step-title = <b>{ $step }</b>
step-who = { $party }, { $role }
step-done = done { $at }
step-done-by-act = done
step-left-out = left out: { $reason }
step-due = due by { $day }
step-waits = no date yet
step-not-done = not done
step-not-done-by = not done; it was due by { $day }
step-early = The time of this step has not come. It is set for: { $term }.
step-not-received = The requested Party has not yet confirmed receipt of this request.
step-which = <b>Which step of { $reference }?</b>
step-why = <b>Why is this left out?</b>
    { $step }
action-step-done = Step of the procedure done
action-step-left-out = Step of the procedure left out
recorded-step-done = Recorded as done: { $step }
recorded-step-done-after-all = Recorded as done: { $step }. { $other_party } will be notified.
recorded-step-skip = Recorded as left out: { $step }. { $other_party } will be notified.
notice-step-left-out = 📋 { $reference }: { $other_party } leaves out a step: { $step } ({ $reason }).
notice-step-done-after-all = 📋 { $reference }: { $other_party } has done a step that it had left out: { $step }.

omission-not-needed = not needed here
omission-done-before = done in an earlier request
omission-other-authority = done by another authority
omission-not-possible = not possible
gate-consent = consent of each victim
gate-guardian = guardian for each child
gate-medical = fitness to travel
gate-travel-document = travel documents
gate-escort = escort
gate-reception = reception
field-steps = Steps
field-step = Step
field-by = Done by
field-term = Time
field-gate = Condition

button-step = Step { $number }
button-step-done = ✓ Done
button-step-skip = Leave out…
button-procedure = Procedure
button-request-procedure = Procedure: { $count } open
button-procedure-import = Propose the example procedure

error-step-over = Step { $number } of { $reference } cannot be marked now. Nothing was changed.
error-step-safety = The safety check leaves the condition of step { $number } open. Decide on it first: /safety { $reference }
error-no-procedure = No procedure was in force when { $reference } began. /procedure shows the present one.
