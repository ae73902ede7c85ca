# Meetings: the card, its steps, lists, history, notices and calendar files.
menu-meetings = Meetings
menu-emergency = ⚠️ Emergency meeting

meeting-kind-annual = annual consultation meeting
meeting-kind-emergency = emergency meeting
meeting-kind-difference = consultation on a difference

meeting-title = <b>{ $code }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>urgent</b>
       *[no] {""}
    }
meeting-cause = 🚨 <b>{ $occasion }</b>
meeting-state-agreed = <b>Agreed by both Parties.</b>
meeting-state-declined = Declined. There will be no meeting on this proposal.
meeting-state-withdrawn = Withdrawn. There will be no meeting on this proposal.
meeting-state-expired = Expired: all proposed times have passed without an agreement.
meeting-state-cancelled = <b>Cancelled.</b>
meeting-objection = Reason: { $objection }
meeting-occasion = Occasion: { $occasion }
meeting-case = Case: { $reference }
meeting-slot = <b>When: { WEEKDAY($day) }, { CAPITALS($start) }</b>
meeting-over = It took place: { WEEKDAY($day) }, { CAPITALS($start) }
meeting-held-open = { $party } has not recorded whether it took place.
meeting-held-yes = { $party }: it took place.
meeting-held-no = { $party }: it did not take place.
meeting-minutes = Minutes: letter { $letter } of { $party }{ $approved ->
        [yes] {", approved by both Parties"}
       *[no] {", not yet approved by both Parties"}
    }
meeting-venue = { $venue }
meeting-video = By video
meeting-host = Host: { $party }
meeting-place = { $place } · host: { $party }
meeting-costs = Costs (Article { $article }): { $guest } pays its own international travel; { $host } pays for the stay, unless both Parties agree otherwise.
meeting-offer = Proposed by { $party }:
meeting-change = Change proposed by { $party }:
meeting-option = { $number }. { WEEKDAY($day) }, { CAPITALS($at) }{ $placed ->
        [yes] {" "}· { $place }
       *[no] {""}
    }{ $chosen ->
        [yes] {" "}– <b>accepted</b>
       *[no] {""}
    }
meeting-waits-answer = Waits for an answer of { $party }.
meeting-waits-both = Waits for an answer of { $party }, and for a coordinator of { $own } to confirm.
meeting-waits-confirm = Waits for a coordinator of { $party } to confirm.
meeting-coming = { $party }: { $people }
attendance-yes = { $name } ({ $agency }) comes
attendance-no = { $name } ({ $agency }) does not come
attendance-substitute = { $name } ({ $agency }) sends a substitute

occasion-yearly = yearly consultation
occasion-at-risk = a person is in danger
occasion-found = victims were found and need help at once
    .button = Victims need help at once
occasion-return = a return has to be arranged
occasion-suspects = suspects may flee or evidence be lost
occasion-stalled = a case has stalled
occasion-interpretation = interpretation of the Agreement
occasion-implementation = implementation of the Agreement
occasion-other = another occasion, told through the official channel
    .button = Another occasion

objection-time = the time does not suit
objection-venue = the venue does not suit
objection-preparation = more time is needed to prepare
objection-settled = the matter is settled
objection-other-channel = it goes on through another channel

meeting-why-decline = Why do you decline { $code }?
meeting-why-withdraw = Why do you withdraw the proposal { $code }?
meeting-why-cancel = Why do you cancel the meeting { $code }?
attend-who = Who comes to { $code } in your place?
attend-nobody = Nobody else of your Party can come to { $code } in your place.

recorded-meeting-accept = Accepted for your Party.
recorded-meeting-back = Confirmed for your Party.
recorded-meeting-decline = Declined for your Party.
recorded-meeting-withdraw = Withdrawn.
recorded-meeting-cancel = Cancelled.
recorded-meeting-attend = Noted.
recorded-meeting-held = Recorded for your Party.
recorded-meeting-minutes = The minutes of { $code } are recorded. They count when the other Party has approved them.

button-accept-option = ✓ Accept option { $number }
button-back-proposal = ✓ Confirm for our Party
button-counter = Other times
button-change-meeting = Change the time
button-decline = Decline
button-retract = Withdraw proposal
button-calloff = Cancel the meeting
button-attend-yes = I come
button-attend-no = I do not come
button-attend-substitute = Substitute
button-held-yes = It took place
button-held-no = It did not
button-minutes = Record the minutes
button-agenda = Agenda
button-meeting-history = History
button-calendar-file = Calendar file
button-meetings-coming = Coming
button-meetings-open = Proposed
button-meetings-past = Past
button-emergency = ⚠️ Emergency meeting
button-propose = Propose a meeting

meetings-title-coming = <b>Meetings to come: { $total }</b>
meetings-title-open = <b>Proposals that wait for an agreement: { $total }</b>
meetings-title-past = <b>Past meetings and proposals: { $total }</b>
meetings-none = There are none.
meetings-line = { $code } · { $kind } · { $state } · { CAPITALS($at) }
meetings-annual-open = Annual consultation meeting { $year }: { $host } hosts. No date is agreed yet.
meetings-annual-agreed = Annual consultation meeting { $year }: { $host } hosts, { CAPITALS($at) } ({ $code }).
meeting-status-proposed = proposed
meeting-status-agreed = agreed
meeting-status-declined = declined
meeting-status-withdrawn = withdrawn
meeting-status-expired = expired
meeting-status-cancelled = cancelled

meeting-history-title = <b>History of { $code }</b>
meeting-event = { $at }: { $action } ({ $party })
meeting-nobody = the desk
meeting-action-propose = proposed
meeting-action-counter = new version
meeting-action-back = confirmed by a coordinator
meeting-action-accept = an option accepted
meeting-action-decline = declined
meeting-action-withdraw = withdrawn
meeting-action-cancel = cancelled
meeting-action-expire = expired
meeting-action-held = it took place
meeting-action-missed = it did not take place
meeting-action-minutes = minutes recorded
meeting-action-approve-minutes = minutes approved

notice-meeting-propose = 📅 A meeting is proposed to your Party: { $kind } { $code }.
notice-meeting-emergency = 🚨 { $occasion }: { $kind } { $code } is proposed to your Party.
notice-meeting-own = 🚨 { $occasion }: { $kind } { $code } has been proposed to { $party }.
notice-meeting-counter = 📅 The other Party proposes other times for { $code } ({ $kind }).
notice-meeting-change = 📅 { $other_party } proposes to change { $code } ({ $kind }).
notice-meeting-back = 📅 A focal person of your Party has proposed { $code } ({ $kind }).
notice-meeting-chosen = 📅 The other Party has accepted a time for { $code } ({ $kind }).
notice-meeting-agreed = ✓ The meeting { $code } is agreed ({ $kind }).
notice-meeting-decline = The other Party has declined { $code } ({ $kind }).
notice-meeting-withdraw = The other Party has withdrawn its proposal { $code } ({ $kind }).
notice-meeting-cancel = ✗ The meeting { $code } is cancelled ({ $kind }).
notice-meeting-expire = ⏱ No agreement was reached in time on { $code } ({ $kind }): all proposed times have passed.
notice-meeting-coming = 📅 { $kind } { $code }: { $days ->
        [0] { $hours ->
            [0] in { $minutes } min
           *[other] { $minutes ->
                [0] in { $hours } h
               *[other] in { $hours } h { $minutes } min
            }
        }
        [one] tomorrow
       *[other] in { $days } days
    }. { WEEKDAY($day) }, { CAPITALS($at) }
notice-meeting-record = { $kind } { $code } is over.
notice-meeting-missed = { $party } has recorded that { $code } ({ $kind }) did not take place.
notice-meeting-substitute = You are to come to { $code } ({ $kind }) as a substitute.
notice-annual-missing = No date is agreed yet for the annual consultation meeting { $year }. { $host } hosts. Please propose one: /propose

calendar-title = { $kind } { $code }
calendar-caption = 📎 { $code } for your calendar
calendar-sent = The calendar file follows.

board-proposals = Meetings proposed, not agreed: { $count }
board-meetings = Meetings to come: { $count }
button-board-proposals = Proposals ({ $count })
button-board-meetings = Meetings ({ $count })

error-unknown-meeting = There is no meeting with this code. Please check it; /meetings shows the codes.
error-stale-meeting = { $code } has changed meanwhile. Nothing was recorded; please look at it as it is now.
error-meeting-state = This step is not possible for this meeting as it is now. Nothing was changed.
error-not-binding = Only a coordinator of your Party can say this for it. Nothing was changed.
error-unknown-option = Please choose one of the options on the table: { $options }.
error-option-passed = The time of this option has passed. Please choose another one or propose other times.
error-own-proposal = Your Party stands behind this proposal already; the other Party has to answer.
error-already-accepted = Your Party has accepted this option already; the other Party has to confirm.
error-already-taken = You recorded this already, { $at }.
error-taken-by-colleague = A colleague recorded this already, { $at }. Nothing of yours was recorded.
error-proposal-open = Your Party has such a proposal open already: { $code }.
error-annual-agreed = The annual consultation meeting of this year is agreed already: { $code }. It can be changed there.
error-annual-year = The annual consultation meeting of { $year } takes place in that year. Please choose times within it.
error-no-reason = Please give a reason for the change.
