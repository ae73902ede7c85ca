# Agendas of meetings, and what meetings decided.
agenda-title = <b>Agenda of { $code }</b> ({ $kind }): { $total }
agenda-line = { $item }. { $title } – { $party }{ $with_request ->
        [yes] {" "}· { $request }
       *[no] {""}
    }{ $mark ->
        [discussed] {" "}– ✓ discussed
        [dropped] {" "}– removed
        [carried] {" "}– carried over to the next meeting
       *[open] { $carried ->
            [0] {""}
           *[other] {" "}– carried over ({ $carried })
        }
    }
agenda-topic =
    { $topic ->
        [overdue] Overdue request
        [refused] Refused request
        [objected] Request with an objection to a step
        [returned] Request whose reply was returned
        [difference] Difference
        [consent] Consent that ends soon
       *[activity] Overdue activity of the plan
    }{ $with_code ->
        [yes] {" "}{ $code }
       *[no] {""}
    }
agenda-draft-title = <b>Draft agenda of { $code }</b>: { $total }
    Both Parties see the same points.
agenda-draft-line = { $number }. { $point }{ $on_agenda ->
        [yes] {" "}– ✓ on the agenda
        [carried] {" "}– carried over
       *[no] {""}
    }
agenda-decisions = <b>Decided:</b>
minutes-title = <b>Minutes of { $code }</b> ({ $kind })
minutes-present = Attending for { $party }: { $people }
minutes-person = { $role } ({ $agency })
minutes-decision = { $number }. { $title } – { $lead }, by { $last }{ $approved ->
        [yes] {""}
       *[no] {" "}– not yet approved
    }
minutes-sign = For the { $authority }
minutes-sign-by = Name, position, date and signature
recorded-minutes-file = The minutes of { $code } are being sent.
agenda-what = <b>What do you want to add to the agenda of { $code }?</b>
    Write one line without names or details of people. You can start with the reference of a request.
agenda-added = Item { $item } is on the agenda. Both Parties can see it.

recorded-agenda =
    { $action ->
        [discuss] Item { $item } is recorded as discussed.
        [carry] Item { $item } is carried over to the next meeting of this kind.
       *[drop] Item { $item } is removed from the agenda.
    }

decide-who = <b>Decision of { $code }: who will carry it out?</b>
decide-until = <b>By which day?</b>
    Choose a day or write a date, for example 15 March 2026.
decide-what = <b>What did { $code } decide?</b>
    Write one line without names or details of people.
error-minutes-content = The content stays in the letter; write only its number here. What was decided is recorded with /decide.
minutes-which = <b>What is the number of the letter with the minutes of { $code }?</b>
recorded-decision = The decision is recorded as activity { $number }. It joins the action plan when { $other_party } approves it.

button-agenda-add = Add to the agenda
button-agenda-draft = Draft agenda
button-agenda-draft-add = Add point { $number }
button-agenda-minutes = Minutes
button-agenda-discuss = ✓ Item { $item } discussed
button-agenda-carry = Carry over item { $item }
button-agenda-drop = Remove item { $item }
button-decide = Record a decision

error-not-a-title = Write one line of at most { $most } characters, without links or long numbers.
error-item-ended = This was already recorded for item { $item }: it was discussed, carried over or removed.
error-agenda-closed = { $code } is over or will not take place. Use the agenda of the next meeting: /meetings
error-meeting-not-over = { $code } has not taken place yet. You can record this after the meeting.
error-meeting-not-held =
    { $disputed ->
        [yes] The Parties have recorded different things about { $code }. Settle whether it took place, then correct the record that is wrong.
       *[no] First record that { $code } took place. Nothing was changed.
    }
error-minutes-approved = { $approved ->
        [waits] The minutes of { $code } wait for approval: have them agreed to or declined first. Nothing was changed.
       *[yes] Both Parties have already approved the minutes of { $code }. Nothing was changed.
    }
error-decision-approved = Both Parties have approved a decision of { $code }, so it took place. Nothing was changed.
