# Meetings: the card, its steps, lists, history, notices and calendar files.

meeting-kind-annual = annual consultation
    .button = annual
meeting-kind-emergency = emergency meeting
    .button = emergency
meeting-kind-difference = consultation on a difference
    .button = difference

meeting-title = <b>{ $code }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>urgent</b>
       *[no] {""}
    }
meeting-cause = 🚨 <b>{ $occasion }</b>
meeting-emergency = 🚨 { $occasion } · { $about }
meeting-state =
    { $state ->
        [agreed] <b>Agreed by both Parties.</b>
        [declined] Declined.
        [withdrawn] Withdrawn.
        [expired] Expired: all proposed times have passed.
       *[cancelled] <b>Cancelled.</b>
    }
meeting-slot = <b>When: { WEEKDAY($start) }, { CAPITALS($start) }</b>
meeting-over = It took place: { WEEKDAY($start) }, { CAPITALS($start) }
meeting-held =
    { $answer ->
        [yes] { $party }: it took place.
        [no] { $party }: it did not take place.
       *[open] { $party } has not recorded whether it took place.
    }
meeting-minutes = Minutes: letter { $letter } of { $party }{ $approved ->
        [yes] {", approved by both Parties"}
        [waits] {", not yet approved by both Parties"}
       *[no] {", not approved"}
    }
meeting-video = By video
meeting-phone = By phone
meeting-place = { $place } · host: { $party }
meeting-costs = Costs (Article { $article }): { $guest } pays its international travel, { $host } pays for the stay, unless both Parties agree otherwise.
meeting-offer = Proposed by { $party }:
meeting-counter = Other times suggested by { $party }:
meeting-change = Change proposed by { $party }:
meeting-time = { WEEKDAY($at) }, { CAPITALS($at) }
meeting-option = { $number }. { WEEKDAY($at) }, { CAPITALS($at) }{ $placed ->
        [yes] {" "}· { $place }
       *[no] {""}
    }{ $chosen ->
        [yes] {" "}– <b>accepted</b>
       *[no] {""}
    }
meeting-waits-answer = { $party } has not answered yet.
meeting-waits-confirm = A coordinator of { $party } must also approve.
meeting-telephone = ☎️ { $count } offers within an hour: agree on the time by telephone ({ $authority }), then offer or accept it here.
attendance =
    { $presence ->
        [yes] { $name } ({ $agency }) attends
        [no] { $name } ({ $agency }) does not attend
       *[substitute] { $name } ({ $agency }) sends { $substitute }
    }
attendance-other = a substitute

occasion-yearly = Annual consultation
occasion-at-risk = A person is in danger
occasion-found = Victims were found and need help at once
    .button = Victims need help at once
occasion-return = A return must be arranged
occasion-suspects = Suspects may flee or evidence be lost
occasion-stalled = A request makes no progress
occasion-interpretation = Interpretation of the Agreement
occasion-implementation = Implementation of the Agreement
occasion-other = Another subject, given through the official channel
    .button = Another subject

objection-time = the time does not suit
objection-venue = the venue does not suit
objection-preparation = more time is needed to prepare
objection-settled = the matter is settled
objection-other-channel = it is handled through another channel

meeting-why =
    { $action ->
        [decline] Why do you decline { $code }?
        [withdraw] Why do you withdraw the proposal { $code }?
       *[cancel] Why do you cancel the meeting { $code }?
    }
attend-question = Do you attend { $code }?
attend-not-agreed = { $code } is not agreed yet: whether you attend is asked once both Parties have agreed.
attend-who = Who attends { $code } in your place?
attend-own = This is your own answer. { $names } must answer too.
attend-nobody = No colleague can attend { $code } in your place.

recorded-meeting =
    { $step ->
        [accept] Accepted for { $own_party }.
        [back] Approved for { $own_party }.
        [decline] Declined for { $own_party }.
        [withdraw] Withdrawn.
        [cancel] Cancelled.
        [attend] Noted.
       *[held] Recorded for { $own_party }.
    }
recorded-meeting-minutes = The minutes of { $code } are recorded. They take effect when { $other_party } approves them.

button-accept-option = ✓ Accept option { $number }
button-back-proposal = ✓ Approve
button-counter = Other times
button-change-meeting = Change the time
button-decline = Decline
button-retract = Withdraw proposal
button-calloff = Cancel the meeting
button-attend-yes = Attending
button-attend-no = Not attending
button-attend-substitute = Substitute
button-held-yes = It took place
button-held-no = It did not
button-minutes = Record the minutes
button-agenda = Agenda
button-calendar-file = Calendar file
button-meetings-coming = Coming
button-meetings-open = Proposed
button-meetings-past = Past
button-propose = Propose a meeting

meetings-title =
    { $which ->
        [coming] <b>Coming meetings: { $total }</b>
        [open] <b>Open proposals: { $total }</b>
       *[past] <b>Past meetings and proposals: { $total }</b>
    }
meetings-line = { $code } · { $kind } · { $state } · { CAPITALS($at) }
meetings-annual-open = Annual consultation { $year }: { $host } hosts. No date is agreed yet.
meetings-annual-agreed = Annual consultation { $year }: { $host } hosts, { CAPITALS($at) } ({ $code }).
meeting-status =
    { $state ->
        [proposed] proposed
        [agreed] agreed
        [declined] declined
        [withdrawn] withdrawn
        [expired] expired
       *[cancelled] cancelled
    }

history-meeting = Meeting { $code } proposed
meeting-action =
    { $action ->
        [propose] Proposed
        [counter] Other times suggested
        [back] Approved by a coordinator
        [accept] A time accepted
        [decline] Declined
        [withdraw] Withdrawn
        [cancel] Cancelled
        [expire] Expired
        [held] It took place
        [missed] It did not take place
        [minutes] Minutes recorded
       *[approve_minutes] Minutes approved
    }

notice-meeting-propose = 📅 { $other_party } proposes a meeting: { $kind } { $code }.
notice-meeting-emergency = Meeting { $code } ({ $kind }), proposed by { $other_party }.
notice-meeting-own = The meeting { $code } ({ $kind }) is proposed to { $party }.
notice-meeting-own-counter = Other times for { $kind } { $code } are suggested to { $party }.
notice-meeting-counter = 📅 { $other_party } suggests other times for { $code } ({ $kind }).
notice-meeting-change = 📅 { $other_party } proposes to change { $code } ({ $kind }).
notice-meeting-back = 📅 A colleague has proposed { $code } ({ $kind }).
notice-meeting-back-counter = 📅 A colleague has suggested other times for { $code } ({ $kind }).
notice-meeting-chosen = 📅 { $other_party } has accepted a time for { $code } ({ $kind }).
notice-meeting-agreed = ✓ The meeting { $code } is agreed ({ $kind }).
notice-meeting-decline = ✗ { $party } has declined { $code } ({ $kind }).
notice-meeting-withdraw = ✗ { $party } has withdrawn its proposal { $code } ({ $kind }).
notice-meeting-cancel = ✗ The meeting { $code } is cancelled ({ $kind }).
notice-meeting-expire = ⏱ { $code } ({ $kind }) was not agreed: all proposed times have passed.
notice-meeting-expire-unapproved = ⏱ { $code } ({ $kind }) was not agreed: { $party } accepted it, but no coordinator of { $by } approved it in time.
notice-meeting-coming = 📅 Meeting { $code } ({ $kind }): { $days ->
        [0] { $hours ->
            [0] { $minutes ->
                [0] it has begun
               *[other] in { $minutes } min
            }
           *[other] { $minutes ->
                [0] in { $hours } h
               *[other] in { $hours } h { $minutes } min
            }
        }
        [one] tomorrow
       *[other] in { $days } days
    }. { WEEKDAY($at) }, { CAPITALS($at) }
notice-meeting-record = 📅 The time of { $kind } { $code } has passed.
notice-meeting-missed = ✗ { $party } has recorded that { $code } ({ $kind }) did not take place.
notice-meeting-missed-differs = ⚠️ { $party } has recorded that { $code } did not take place; { $own_party }, that it did.
notice-meeting-held-differs = ⚠️ { $party } has recorded that { $code } took place; { $own_party }, that it did not.
notice-meeting-substitute = 📅 { $name } asks you to attend { $code } ({ $kind }) as a substitute: { $when } · { $place }.
notice-agenda-draft = 📋 { $code }: the draft agenda of the annual consultation on { $day } is ready. Points: { $count }. Choose those for the agenda.
notice-annual-missing = 📅 The annual consultation { $year } has no date yet. { $host } hosts. Please propose one: /propose

calendar-title = { $kind } { $code }
calendar-caption = 📎 { $code } for your calendar
calendar-sent = The calendar file follows.

overview-proposals = Meetings proposed, not agreed: { $count }
overview-meetings = Coming meetings: { $count }

error-unknown-code = There is nothing with this number or code. Check every character, or choose from { $list }
error-not-binding = Only a coordinator can do this. Ask { $names }. Nothing was changed.
error-unknown-option = Choose one of these options: { $options }.
error-option-passed = The time of this option has passed. Choose another or suggest other times.
error-own-proposal = { $own_party } already made this proposal. { $other_party } must answer.
error-already-accepted = { $own_party } has already accepted this option. { $other_party } must confirm.
error-proposal-open = There is already an open proposal: { $code }. Open it first.
error-annual-agreed = The annual consultation of this year is already agreed: { $code }. You can change it there.
error-annual-year = The annual consultation of { $year } must be in that year. Choose times in it.
error-no-reason = Give a reason for the change.
