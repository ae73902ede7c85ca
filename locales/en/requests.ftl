# Cases: the card, its steps, lists and history.
state-sent = waiting for receipt
state-received = received
state-answered = answered
state-refused = refused
state-withdrawn = withdrawn
state-closed = closed

case-title = <b>{ $reference }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>urgent</b>
       *[no] {""}
    }
case-about = { $kind }{ $urgent ->
        [yes] {" "}· <b>urgent</b>
       *[no] {""}
    } · { $persons }
case-parties = { $requesting } → { $requested } · { $persons }
case-period = { $days } days to reply, from the day of receipt
case-state = State: { $state }
case-received = Received on { $received }. Answer due by <b>{ $due }</b>: { $days ->
        [0] today is the last day.
        [one] one day left.
       *[other] { $days } days left.
    }
case-overdue = Received on { $received }. Answer was due by <b>{ $due }</b>: { $days ->
        [one] one day overdue.
       *[other] { $days } days overdue.
    }
case-missing = Information asked for: { $missing }.
outcome = { $result }{ $confirmed ->
        [-1] {""}
       *[other] {" "}({ $confirmed } of { $persons })
    }
case-outcome = Result: { $result }.{ $with_letter ->
        [yes] {" "}Letter { $letter }.
       *[no] {""}
    }
case-refusal = Grounds of refusal: { $grounds }. The reason is given in letter { $letter }.
case-withdrawal = Reason: { $reason }.
case-persons = { $persons ->
        [one] One person
       *[other] { $persons } persons
    }, { $children ->
        [0] no children
        [one] one of them a child
       *[other] { $children } of them children
    }
case-letter = Letter { $letter }{ $dated ->
        [yes] {" "}of { $day }
       *[no] {""}
    }{ $sent ->
        [yes] , { $channel }
       *[no] {""}
    }
case-needed-by = Answer needed by { $day }
case-assistance = Kinds of help: { $kinds }
case-repatriation = Return planned on: { $day }; crossing point: { $crossing }
case-safety = { $check }: { $answer }
case-assignee = Assigned to { $name }, { $agency }
case-statement = { $action }: stated by { $party } from letter { $letter }. { $verdict }
statement-unjudged = No comment yet.
statement-agreed = The other Party agreed { $at }.
statement-objected = <b>The other Party objects</b> ({ $at }).

result-confirmed = nationality and identity confirmed
result-not-confirmed = not confirmed
result-partly-confirmed = partly confirmed
result-done = carried out
result-partly-done = partly carried out
result-not-possible = not possible

withdrawal-settled = the matter is settled
withdrawal-duplicate = sent twice
withdrawal-mistake = sent by mistake
withdrawal-wish = at the wish of the persons concerned
withdrawal-other-channel = dealt with through another channel

missing-names = full names and other names used
missing-birth = dates of birth
missing-documents = copies of documents
missing-portrait = photographs
missing-origin = places of origin
missing-family = particulars of relatives
missing-circumstances = circumstances of the case
missing-letter = a complete official letter

action-log = Sent
action-record = Request that came by letter
action-receive = Receipt
action-ask = Information asked for
action-supply = Information supplied
action-assign = Assigned
action-answer = Answer
action-draft-refusal = Refusal prepared
action-drop-refusal = Prepared refusal set aside
action-refuse = Refusal
action-withdraw = Withdrawal
action-close = Closing
action-agree = Agreed with what was stated by letter
action-object = Objection to what was stated by letter

button-receive-today = Received today
button-receive-earlier = Received earlier…
button-receive-by-letter = Record receipt from a letter
button-ask = Ask for information
button-supply = Information sent
button-supply-by-letter = Record information from a letter
button-assign = Assign
button-answer = Answer
button-answer-by-letter = Record an answer from a letter
button-refuse = Refuse
button-refuse-by-letter = Record a refusal from a letter
button-withdraw = Withdraw request
button-withdraw-by-letter = Record a withdrawal from a letter
button-close = Acknowledge and close
button-close-by-letter = Record the closing from a letter
button-agree = Agree
button-object = Object
button-no-letter = Without a letter
button-history = History
button-explain = Explain the date
button-case = Back to the case
button-cases = Cases
button-open-case = { $reference }
choice-chosen = ✅ { $label }
choice-open = { $label }

receive-when = <b>On which day was the request received?</b>
    Press a day or write a date, for example 15 March 2026. The days are counted from it.
by-letter-which = <b>Which letter of the other Party says so?</b> Please write its reference.
ask-what = <b>What is missing for { $reference }?</b>
    Choose one or several, then continue. The particulars themselves go by the official channel.
supply-which = <b>By which letter was the information sent?</b> Please write its reference.
assign-whom = <b>Who takes the case?</b>
answer-which = <b>What is the result for { $persons ->
        [one] the person
       *[other] the { $persons } persons
    }?</b>
answer-how-many = <b>How many of the { $persons } persons are confirmed?</b>
answer-letter = <b>By which letter does the answer go?</b> Please write its reference. A check follows.
refuse-grounds = <b>On which grounds of Article { $article }?</b>
    Choose one or several, then continue.
refuse-chosen = Grounds of refusal: { $grounds }.
refuse-letter = <b>Which letter gives the reason?</b> Please write its reference. A check follows. The other Party must be told the reason (Article { $article }).
withdraw-why = <b>Why is the request withdrawn?</b>
withdraw-letter = <b>Which letter says so?</b> Please write its reference. A check follows.

recorded-receive = Receipt of { $reference } has been recorded.
recorded-ask = The question on { $reference } has been sent. The days go on being counted.
recorded-supply = Recorded: the information on { $reference } was sent.
recorded-assign = { $reference } has been assigned.
recorded-answer = The answer to { $reference } has been sent.
recorded-refuse = The refusal of { $reference } has been sent.
recorded-withdraw = { $reference } has been withdrawn.
recorded-close = { $reference } has been closed.
recorded-agree = Recorded: your Party agrees with what was stated on { $reference }.
recorded-object = Recorded: your Party objects to what was stated on { $reference }.

cases-title = <b>Cases: { $filter }</b> ({ $more ->
        [yes] more than { $total }
       *[no] { $total }
    })
cases-none = There are none.
cases-page = Page { $page } of { $pages }
cases-line = { $urgent ->
        [yes] ❗
       *[no] {""}
    }<b>{ $reference }</b> { $kind } – { $standing ->
        [overdue] { $days ->
            [one] one day overdue
           *[other] { $days } days overdue
        }
        [running] { $days ->
            [0] due today
            [one] one day left
           *[other] { $days } days left
        }
       *[still] { $state }
    }
filter-open = { $chosen ->
        [yes] • Open
       *[no] Open
    }
filter-ours = { $chosen ->
        [yes] • Our turn
       *[no] Our turn
    }
filter-overdue = { $chosen ->
        [yes] • Overdue
       *[no] Overdue
    }
filter-ended = { $chosen ->
        [yes] • Ended
       *[no] Ended
    }
filter-all = { $chosen ->
        [yes] • All
       *[no] All
    }
filter-soon = Due soon
filter-sent = Not yet received
filter-forgotten = Without a step
filter-left = Assignee has left
button-previous-page = ‹ Previous
button-next-page = Next ›

history-title = <b>History of { $reference }</b>
history-line = { $action }: { $at }, { $who }{ $with_values ->
        [yes] {" "}– { $values }
       *[no] {""}
    }
history-role = { $role } of { $party }
history-letter = letter { $letter }
history-from-letter = from letter { $letter }

explain-what = <b>Which date shall be explained?</b>
    Write a date of receipt, for example 2026-09-10, or the reference of a case.
explain-not-received = Receipt of this request is not confirmed yet: the days begin to count on the day of receipt.
explain-needed-by = The Agreement sets no number of days for this type of request. The requesting Party needs the answer by { $due }.
button-explain-other = The same for { $party }

error-stale = { $reference } has moved on since that card was shown. Nothing was changed; this is where it stands now.
error-already-recorded = Already recorded for { $reference }: { $at }.
error-wrong-state = { $reference } is not at a point where this can be done. Nothing was changed.
error-not-your-side = This step on { $reference } belongs to the other Party.
error-needs-letter = A step of the other Party is recorded only with the letter that told it.
error-counts = The numbers do not add up: the request concerns { $persons ->
        [one] one person
       *[other] { $persons } persons
    }.
error-receipt-date = The day of receipt must lie between { $first } and { $last }.
error-needed-by = { $day } has passed already. Please give today or a later day.
error-nothing-asked = No question is open on this case.
error-nothing-to-judge = Nothing stated by letter waits for a word of your Party.
error-no-ground = A refusal needs at least one of the grounds that the Agreement names.
error-not-an-answer = That result does not answer this type of request.
error-not-your-case = The case is assigned to somebody else. A coordinator of your Party can assign it anew.

case-clock = Received on { $received }; the answer was due by { $due }.
recorded-by-letter = Recorded for { $reference }, as the letter of the other Party says.
error-recorded-by-colleague = { $reference }: a colleague was first ({ $at }). What you chose was not recorded.
progress-in-progress = work is in progress
progress-province = an authority in a province has been asked
    .button = Waiting for a province
progress-other-authority = another authority has been asked
    .button = Waiting for an authority
progress-more-time = more time is needed
progress-letter = the reply is on its way by letter
    .button = Letter on its way
progress-which = <b>What is the progress of { $reference }?</b>
case-progress = Progress on { $at }: { $progress }
case-inquired = Asked about progress: { $at }
action-inquire = Asked about progress
action-progress = Progress
button-inquire = Ask about progress
button-progress = Report progress
recorded-inquire = The other Party is asked about the progress of { $reference }.
recorded-progress = The other Party is told the progress of { $reference }.
error-already-inquired = You asked already, { $at }. The other Party has not replied yet.

action-correct = Answer corrected
action-return = Answer returned
button-correct = Correct the answer
button-return = Return as insufficient
notice-correct = ✏️ { $reference }: the answer has been corrected: { $change }. Please look at it again.
notice-return = ↩️ { $reference }: the answer has been returned as insufficient.
recorded-correct = The correction of { $reference } has been sent: { $change }.
recorded-return = The answer to { $reference } has been returned.
return-what = <b>What is missing in the answer to { $reference }?</b>
error-nothing-to-correct = { $reference } has this answer already, or was not answered. Nothing was changed.

case-follows = Continues { $reference }
case-followed = Continued by { $reference } ({ $kind }): { $at }
button-next = Next request

case-safety-open = ⚠️ Safety check: coordinators of { $parties } have to approve or postpone.
case-safety-approved = { $party } approved after the safety check: { $reason }.
safety-reason-agreed = the persons now agree to return
    .button = They agree to return
safety-reason-guardian = a guardian or an authority takes care of each child
    .button = Each child has a guardian
safety-reason-letter = a letter has answered what was open
    .button = Answered by letter
safety-reason-court = a court or an authority has decided
    .button = Decided by an authority
safety-which = <b>Safety check of { $reference }: why can the return take place?</b>
    Open: { $checks }.
postpone-to = <b>To which day is the return of { $reference } postponed?</b>
action-approve-safety = Return approved after the safety check
action-postpone = Return postponed
button-safety = Decide on the safety check
button-postpone = Postpone…
recorded-approve-safety = The return of { $reference } has been approved by your Party.
recorded-postpone = The return of { $reference } has been postponed.
action-answer-safety = Safety check: point answered
button-answer-safety = Answer the safety check
safety-answer = <b>Safety check of { $reference }: which point do you answer?</b>
recorded-answer-safety = { $reference }: the safety check has been answered.
notice-answer-safety = { $reference }: a point of the safety check has been answered.
error-nothing-to-decide = The safety check of this request leaves nothing to decide for your Party. /case shows it.
notice-safety = ⚠️ { $reference }: the safety check left points open.
notice-approve-safety = { $reference }: the other Party has approved the return after the safety check.
notice-postpone = { $reference }: the other Party has postponed the return.

case-numbers = By number in the letter: { $numbers }.
numbers-confirmed = { $numbers }: confirmed
numbers-not-confirmed = { $numbers }: not confirmed
numbers-unknown = { $numbers }: not answered yet
numbers-which = <b>What is the result for each of the { $persons } persons, by number in the letter?</b>
    Press a number until it is right, or write for example 1=c,2=n,3=u: confirmed, not confirmed, unknown yet. No names.
numbers-said = { $number }: { $said }
numbers-button-confirmed = confirmed
numbers-button-not-confirmed = not confirmed
numbers-button-unknown = –
button-by-number = By number…
action-answer-part = Part of the answer
notice-answer-part = { $reference }: some persons have been answered, by number. The others follow.
recorded-answer-part = Part of the answer to { $reference } has been sent. It stays open until every number is answered.
