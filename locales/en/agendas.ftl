# Agendas of meetings, and what meetings decided.
agenda-title = <b>Agenda of { $code }</b> ({ $kind }): { $total }
agenda-none = Nothing is on the agenda yet.
agenda-line = № { $item } { $title } – { $party }{ $with_case ->
        [yes] {" "}· { $case }
       *[no] {""}
    }{ $mark ->
        [discussed] {" "}– ✓ discussed
        [dropped] {" "}– taken off
        [carried] {" "}– carried over to the next meeting
       *[open] { $carried ->
            [0] {""}
           *[other] {" "}– carried over ({ $carried })
        }
    }
agenda-decisions = <b>Decided:</b>
agenda-what = <b>What is to go on the agenda of { $code }?</b>
    Please write it in one line, without names or particulars of people. The reference of a case may stand in front of it.
agenda-added = № { $item } is on the agenda. Both Parties see it.

recorded-agenda-discuss = № { $item } is recorded as discussed.
recorded-agenda-carry = № { $item } is carried over to the next meeting of this kind.
recorded-agenda-drop = № { $item } is taken off the agenda.

decide-who = <b>A decision of { $code }: who is to carry it out?</b>
decide-until = <b>By which day?</b>
    Press a day or write a date, for example 15 March 2026.
decide-what = <b>What did { $code } decide?</b>
    Please write it in one line, without names or particulars of people.
minutes-which = <b>What is the number of the letter with the minutes of { $code }?</b>
recorded-decision = The decision is recorded as activity { $number }. It becomes part of the plan of action when the other Party has approved it.

button-agenda-add = Add to the agenda
button-agenda-discuss = ✓ № { $item } discussed
button-agenda-carry = № { $item } carry over
button-agenda-drop = Take № { $item } off
button-decide = Record a decision

error-not-a-title = Please write one line of at most { $most } characters, without links and long numbers.
error-unknown-item = The agenda of { $code } has no item of this number. /agenda { $code } shows it.
error-stale-item = № { $item } has changed since that card was shown. Nothing was recorded; this is the agenda now.
error-item-recorded = Already recorded for № { $item }.
error-item-ended = № { $item } was discussed or taken off already. Nothing was changed.
error-not-your-item = № { $item } was put on the agenda by the other Party; only that Party takes it off.
error-agenda-closed = { $code } is over or will not be held. Please use the agenda of the next meeting: /meetings
error-meeting-not-over = { $code } is not over. What became of it can be recorded after it has been held.
error-meeting-not-held = First record on the card of { $code } that it took place. Nothing was changed.
error-minutes-approved = Both Parties have approved the minutes of { $code } already. Nothing was changed.
