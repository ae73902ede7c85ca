# Requests: the card, its steps, lists and history.
state =
    { $state ->
        [sent] waiting for receipt
        [received] received
        [answered] replied
        [refused] refused
        [withdrawn] withdrawn
       *[closed] closed
    }

request-title = <b>{ $reference }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>urgent</b>
       *[no] {""}
    }
request-about = { $kind }{ $urgent ->
        [yes] {" "}· <b>urgent</b>
       *[no] {""}
    } · { $persons }
request-parties = { $requesting } → { $requested } · { $persons }
request-period = { $days } days to reply, from the day of receipt
request-received = Received on { $received }. Reply due by <b>the end of { $due }, { $place } time</b>: { $days ->
        [0] that is the last day.
        [one] one day left.
       *[other] { $days } days left.
    }
request-overdue = Received on { $received }. Reply was due by <b>{ $due }</b>: { $days ->
        [one] one day overdue.
       *[other] { $days } days overdue.
    }
outcome = { $result }{ $confirmed ->
        [-1] {""}
       *[other] {" "}({ $confirmed } of { $persons })
    }
request-outcome = Result: { $result }.{ $with_letter ->
        [yes] {" "}Letter { $letter }.
       *[no] {""}
    }
request-refusal = Grounds of refusal: { $grounds }. The reason is in letter { $letter }.
request-persons = { $persons ->
        [one] One person
       *[other] { $persons } people
    }, { $children ->
        [0] no children
        [one] one of them a child
       *[other] { $children } of them children
    }
request-letter = Letter { $letter }{ $dated ->
        [yes] {" "}of { $day }
       *[no] {""}
    }{ $sent ->
        [yes] , { $channel }
       *[no] {""}
    }
request-needed-by = Reply needed by { $day }
request-repatriation = Return planned on: { $day }; crossing point: { $crossing }
request-assignee = Assigned to { $name }, { $agency }{ $left ->
        [yes] ; can no longer work on it
       *[no] { "" }
    }
request-statement = { $action }: recorded by { $party } from letter { $letter }. { $verdict }
statement =
    { $verdict ->
        [agreed] The Party concerned agreed { $at }.
        [objected] <b>The Party concerned objects</b> ({ $at }).
       *[unjudged] No comment yet.
    }

result-confirmed = nationality and identity confirmed
result-not-confirmed = not confirmed
result-partly-confirmed = partly confirmed
result-done = carried out
result-partly-done = partly carried out
result-not-possible = not possible

withdrawal-settled = the matter is settled
withdrawal-duplicate = sent twice
withdrawal-mistake = sent by mistake
withdrawal-wish = at the wish of the people concerned
withdrawal-other-channel = handled through another channel

missing-names = full names and other names used
missing-birth = dates of birth
missing-documents = copies of documents
missing-portrait = photographs
missing-origin = places of origin
missing-family = details of relatives
missing-circumstances = circumstances
missing-letter = a complete official letter

action-log = Sent
action-record = Request that came by letter
action-receive = Confirmation of receipt
action-ask = Question about missing information
action-supply = Supply of information
action-assign = Assigned
action-answer = Reply
action-draft-refusal = Refusal prepared
action-drop-refusal = Prepared refusal cancelled
action-refuse = Refusal
action-withdraw = Withdrawal
action-close = Closing
action-agree = Agreed with what was recorded from a letter
action-object = Objected to what was recorded from a letter

button-receive-today = Received today
button-receive-earlier = Another day…
button-receive-by-letter = Record receipt from a letter
button-ask = Ask for information
button-supply = Information sent
button-supply-by-letter = Record information from a letter
button-assign = Assign
button-answer = Reply
button-answer-by-letter = Record a reply from a letter
button-refuse = Refuse
button-refuse-by-letter = Record a refusal from a letter
button-withdraw = Withdraw request
button-withdraw-by-letter = Record a withdrawal from a letter
button-close = Close request
button-close-by-letter = Record the closing from a letter
button-agree = Agree
button-object = Object
button-no-letter = Without a letter
button-history = History
button-explain = Explain the date
button-request = Back to the request
button-open-request = { $reference }
choice-chosen = ✅ { $label }

receive-when = <b>On which day was the request received?</b>
    Choose a day or write a date, for example “today”. The time to reply begins on that day.
by-letter-which = <b>Which letter of { $other_party } says so?</b> Write its number.
ask-what = <b>What is missing for { $reference }?</b>
    Choose one or more, then continue. The details go through the official channel.
error-no-letter-here = No letter number is recorded at this step.
supply-which = <b>By which letter was the information sent?</b> Write its number.
assign-whom = <b>Who takes the request?</b>
answer-which = <b>What is the result for { $persons ->
        [one] the person
       *[other] the { $persons } people
    }?</b>
answer-how-many = <b>How many of the { $persons } people are confirmed?</b>
answer-letter = <b>By which letter does the reply go?</b> Write its number. You can check everything before it is sent.
refuse-grounds = <b>On which grounds of Article { $article }?</b>
    Choose one or more, then continue. Missing information is no ground: ask { $other_party } for it.
refuse-letter = <b>Which letter gives the reason?</b> Write its number. { $other_party } must get the reason (Article { $article }).
withdraw-why = <b>Why is the request withdrawn?</b>
withdraw-letter = <b>Which letter says so?</b> Write its number. You can check everything before it is sent.

recorded-step =
    { $action ->
        [receive] Receipt is recorded.
        [ask] { $other_party } is asked for information. The due date does not change.
        [supply] Recorded: the information was sent.
        [assign] The request is assigned.
        [answer] The reply is sent.
        [answer_part] Part of the reply is sent. The request stays open until every number has a result.
        [refuse] The refusal is sent.
        [withdraw] The request is withdrawn.
        [close] The request is closed.
        [return] The reply is returned.
        [inquire] { $other_party } is asked about the progress.
        [progress] { $other_party } is informed of the progress.
        [agree] Recorded: { $own_party } agrees with what was recorded from its letter.
        [object] Recorded: { $own_party } objects to what was recorded from its letter.
        [approve_safety] { $own_party } has approved the return.
        [postpone] The return is postponed.
        [answer_safety] The answer to the safety check is recorded.
       *[by_letter] Recorded from the letter of { $other_party }.
    }

requests-title = <b>Requests: { $filter }</b> ({ $more ->
        [yes] more than { $total }
       *[no] { $total }
    })
requests-page = Page { $page } of { $pages }
requests-line = { $request } · { $requesting } → { $requested } – { $state }{ $standing ->
        [overdue] { $days ->
            [one] , one day overdue
           *[other] , { $days } days overdue
        }
        [running] { $days ->
            [0] , due today
            [one] , one day left
           *[other] , { $days } days left
        }
       *[still] {""}
    }
filter-chosen = • { $filter }
filter-open = Open
filter-ours = Our turn
filter-overdue = Overdue
filter-ended = Ended
filter-all = All
filter-soon = Due soon
filter-sent = Not yet received
filter-forgotten = No action taken
filter-left = Handler has left
button-previous-page = ‹ Previous
button-next-page = Next ›

history-title = <b>History of { $reference }</b>
history-line = { $action }: { $at }, { $who }{ $with_values ->
        [yes] {" "}– { $values }
       *[no] {""}
    }
history-approved = { $author }, approved by { $name }
history-role = { $party } ({ $role })
history-bot = the bot
history-letter = letter { $letter }
history-from-letter = from letter { $letter }

explain-what = <b>Which date do you want explained?</b>
    Write a date of receipt, for example 2026-09-10, or the reference of a request.
explain-not-received = Receipt of this request is not confirmed yet. The time to reply begins on the day of receipt.
explain-needed-by = The Agreement sets no number of days for this type of request. The requesting Party needs the reply by { $due }.
button-explain-other = The same for { $party }

error-stale = This has changed since you opened it. Nothing was changed: this is its state now.
error-already-recorded = This was already recorded: { $at }. Nothing was changed now.
error-wrong-state = This cannot be done with { $reference } now. Nothing was changed. Below is its state, and what can be done.
error-not-your-side = Only { $other_party } can do this. Nothing was changed.
error-needs-letter = Record a step of { $other_party } only from its letter. Give the letter number.
error-counts = The numbers do not add up: the request concerns { $persons ->
        [one] one person.
       *[other] { $persons } people.
    } Check the numbers.
error-answered-by-number = Some people were already answered by number: { $numbers }. The result must agree with this. To change it, answer by number.
error-numbers-same = Nothing in this is new. By number, the reply is already: { $numbers }. Give the result of another number, or a different result.
error-receipt-range = The request was sent on { $first }. { SAME($first, $last) ->
        [yes] It can only have been received on that day.
       *[no] Give a day from then to { $last }.
    }
error-day-passed = { $day } has passed. Give today or a later day.
error-no-ground = A refusal needs at least one ground of the Agreement. Choose one.
error-not-an-answer = This result does not fit this type of request. Choose another.
error-not-your-request = This request is assigned to another person. A coordinator can assign it again.

request-clock = Received on { $received }; the reply was due by { $due }.
error-recorded-by-colleague = { $reference }: { $who } already recorded this, { $at }. You do not need to do it again.
progress-in-progress = work is in progress
progress-province = an authority in a province has been asked
    .button = Waiting for a province
progress-other-authority = another authority has been asked
    .button = Waiting for an authority
progress-more-time = more time is needed
progress-letter = the reply is on its way by letter
    .button = Letter on its way
progress-which = <b>What is the progress of { $reference }?</b>
request-progress = Progress, { $at }: { $progress }
request-inquired = Asked about progress: { $at }
action-inquire = Asked about progress
action-progress = Progress
button-inquire = Ask about progress
button-progress = Report progress
error-already-inquired = You already asked, { $at }. { $other_party } has not answered yet. You can ask again from { $until }.

action-correct = Correction
action-return = Return of the reply
button-correct = Correct the reply
button-correct-refusal = Correct the refusal
button-correct-sent = Correct a value
button-return = Return as insufficient
notice-correct = ✏️ { $reference }: { $party } has corrected the reply: { $change }.
notice-correct-refusal = ✏️ { $reference }: { $party } has corrected the refusal: { $change }.
notice-correct-sent = ✏️ { $reference }: { $party } has corrected what it sent: { $change }.
notice-return = ↩️ { $reference }: the reply was returned as insufficient. Missing: { $missing }.
correct-present = Correction · { $reference }. Sent before: { $now }.
correct-which = <b>Which value do you correct?</b>
correct-value = <b>{ $field }: what is right?</b> Now: { $now }
recorded-correct = The correction is sent: { $change }.
error-refusal-not-returned = A refusal cannot be returned. You can ask again or open a difference.
return-what = <b>What is missing in the reply to { $reference }?</b>
error-nothing-to-correct = { $reference } already has this reply or refusal. Give another result, ground or letter.
error-reply-not-complete = { $reference } has no complete reply yet. To correct a reply by number, reply again: the newest counts. If the day of receipt is wrong, write “wrong receipt date”: a coordinator proposes an extension.
error-closed-for-correction = { $reference } is closed, so nothing of it can be corrected or returned. Nothing was changed. Send an official letter, or a new request.

request-follows = Continues { $reference }
request-followed = Continued by { $reference } ({ $kind }): { $at }
button-next = Next request
button-ask-again = Ask again

request-safety-open = ⚠️ Safety check: the coordinators of { $parties } must approve or postpone.
request-safety-undecided = ⚠️ Safety check: the coordinators of { $parties } did not decide before the reply.
request-safety-approved = { $party } approved after the safety check: { $reason }.
safety-reason-agreed = the people now agree to return
    .button = They agree to return
safety-reason-guardian = each child has a guardian or an authority
    .button = Each child has a guardian
safety-reason-letter = a letter has answered what was open
    .button = Answered by letter
safety-reason-court = a court or an authority has decided
    .button = Decided by an authority
safety-which = <b>Safety check of { $reference }: why can the return take place?</b>
    Open: { $checks }.
postpone-to = <b>To which day is the return of { $reference } postponed?</b>
action-approve-safety = Approval of the return after the safety check
action-postpone = Postponement of the return
button-safety = Decide on the safety check
button-postpone = Postpone…
action-answer-safety = Safety check: point answered
button-answer-safety = Answer the safety check
safety-answer = <b>Safety check of { $reference }: which point do you answer?</b>
notice-answer-safety = ✓ { $reference }: a point of the safety check has been answered.
error-nothing-to-decide = You have nothing to decide about the safety check of this request. /request shows it.
notice-safety = ⚠️ { $reference }: the safety check left points open.
notice-approve-safety = ✓ { $reference }: { $other_party } has approved the return after the safety check.
notice-postpone = 📆 { $reference }: { $other_party } has postponed the return. Earlier approvals no longer apply.

request-numbers = By number: { $numbers }.
numbers-confirmed = { $numbers }: confirmed
numbers-not-confirmed = { $numbers }: not confirmed
numbers-unknown = { $numbers }: unanswered
numbers-which = <b>What is the result for each of the { $persons } people, by number in the letter?</b>
    Press a number until it is right, or write for example { $example }. No names.
numbers-which-of-many = <b>What is the result for each of the { $persons } people, by number in the letter?</b>
    Choose some of them, or write for example { $example }. The others can follow with another letter. No names.
numbers-range = { $first }–{ $last }
button-numbers-all = All: { $said }
numbers-said = { $number }: { $said }
numbers-counted = { $count } { $said }
numbers-word-confirmed = confirmed
numbers-word-not-confirmed = not confirmed
numbers-word-unknown = unanswered
button-by-number = By number…
action-answer-part = Part of the reply
notice-answer-part = 📨 { $reference }: { $other_party } has replied for some people.
notice-answer-part-letter = 📨 { $reference }: { $other_party } has replied for some people. Letter { $letter }.
