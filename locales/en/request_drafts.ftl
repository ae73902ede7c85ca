# Logging a request, question by question.
draft-progress = New request · Step { $step }
draft-follows = Continues { $reference }: its numbers and your letter are filled in. You can change them at the check.
draft-ask-kind = <b>What do you request?</b>
draft-ask-urgency = <b>How urgent is it?</b>
draft-ask-persons = <b>How many people does it concern?</b>
    Choose or write a number. Write no names.
draft-ask-children = <b>How many of them are children?</b>
draft-ask-letter = <b>What is the number of the official letter?</b>
    For example 123/26 MoI. Details of people belong in the letter, not here.
draft-ask-letter-day = <b>What is the date of the letter?</b>
    For example “yesterday”, or a date.
draft-ask-channel = <b>Through which channel does the letter go?</b>
draft-ask-received-on = <b>On which day did { $own_party } receive the letter?</b>
    The time to reply begins on that day.
draft-ask-needed-by = <b>By which day do you need a reply?</b>
    For example 15 March 2026 or 2026-03-15.
draft-ask-planned-on = <b>On which day is the return planned?</b>
    For example 15 March 2026 or 2026-03-15.
draft-ask-crossing = <b>Where will the border be crossed?</b>
draft-ask-assistance = <b>Which kinds of help do you ask for?</b> Choose one or more, then continue.
draft-ask-safety-voluntary = <b>Safety check.</b> Is the return voluntary?
draft-ask-safety-retrafficking-risk = <b>Safety check.</b> Has the risk of being trafficked again been assessed?
draft-ask-safety-guardian = <b>Safety check.</b> Does each child have a guardian?
draft-ask-safety-medical = <b>Safety check.</b> Are medical needs covered?
draft-ask-safety-interpreter = <b>Safety check.</b> Is an interpreter available?

field-kind = Type
field-urgency = Urgency
field-persons = People
field-children = Children
field-letter = Letter
field-letter-day = Date of the letter
field-channel = Channel
field-received-on = Received on
field-needed-by = Reply needed by
field-planned-on = Return planned on
field-crossing = Crossing point
field-assistance = Kinds of help
field-safety-voluntary = Return is voluntary
field-safety-retrafficking-risk = Risk of new trafficking assessed
field-safety-guardian = Guardian for each child
field-safety-medical = Medical needs covered
field-safety-interpreter = Interpreter available
field-open-points = Open points
field-occasion = Subject
field-another = Another meeting
field-objection = Reason
field-request = Request
field-option-day = Option { $number }: day
field-option-time = Option { $number }: time
field-option-when = Option { $number }: time
field-option-venue = Option { $number }: place
field-host = Host

urgency-routine = routine
urgency-urgent = urgent
check-yes = yes
check-no = no
check-not-applicable = not applicable

named-value = { $name }: { $value }
draft-check =
    { $mode ->
        [new] <b>Please check. This goes to { $party }:</b>
       *[record] <b>Please check. { $party } sent this request by letter:</b>
    }
draft-delivery = { $to ->
        [all] { $off ->
            [no] { $party } will be notified at once.
           *[yes] { $party } is off now and will be notified { $at }.
        }
        [duty] { $off ->
            [no] { $party } will be notified at once, the person on duty first.
           *[yes] { $party } is off now. The person on duty will be notified at once; all others { $at }.
        }
       *[coordinators] { $off ->
            [no] { $party } will be notified at once.
           *[yes] { $party } is off now. The coordinators will be notified at once; all others { $at }.
        }
    }
draft-safety-open = ⚠️ Not settled: { $checks }. The coordinators of both Parties must approve or postpone.
waits-draft = You have a draft of a request. It is not sent yet.
draft-cancelled = Draft deleted. Nothing was sent.
button-resume-draft = Continue the draft
button-delete-draft = Delete the draft
button-begin-again = Start again

request-sent = The request is sent.
request-sent-alone = The request is recorded. { $other_party } does not use the bot yet: send the letter, and record its replies here.
request-recorded = The request is recorded. The time to reply has begun.

error-not-complete = Nothing was sent: answer this question first.
error-not-skipped = This question needs an answer. Choose or write one.
error-date-range = { SAME($first, $last) ->
        [yes] The date can only be { $first }.
       *[no] Give a date from { $first } to { $last }.
    }
error-draft-expired = This is not open now: it was sent, cancelled or replaced. Write “menu”.
error-not-a-letter = Write the letter number{ $why ->
    [date] {": this is a date."}
    [none] {": this step needs one."}
    [long] {" in at most "}{ $most } characters.
    [digit] {" with its digits, not only 0."}
    [words] {" alone: this looks like a name or a sentence."}
   *[signs] {" alone, in one line and with the usual signs."}
 } Do not write names, identity numbers or telephone numbers.
error-letter-like-a-document = More than { $most } digits in a row look like an identity or telephone number. Write the letter number with its slash and year, or a shorter form.

draft-press = Nothing was changed. Write the line and its new value{ $example ->
        [letter] {", for example “Letter: 124/26”"}
        [place] {", for example “Place: Phnom Penh”"}
       *[other] {""}
    }, or use the buttons.
draft-changed = { $question } changed: { $answer }
draft-which = This can be more than one line. Which one should change?
again = { $wrong }
    This is still not accepted. { $kind ->
        [day] Write a day such as { $day }, or press one.
       *[other] Write only what the question asks for, or press a button.
    }
draft-overtaken = One answer is out of date. Give it again.
draft-renewed = { $about } has changed since you began. Check your answers.
