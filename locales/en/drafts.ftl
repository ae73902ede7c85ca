# Logging a request, question by question.
draft-progress = Step { $step } of { $steps }
draft-follows = Continues { $reference }: what is known is filled in, and can be changed at the check.
draft-ask-kind = <b>What is requested?</b>
draft-ask-urgency = <b>How urgent is it?</b>
draft-ask-persons = <b>How many persons does it concern?</b>
    Press or write a number. Please write no names.
draft-ask-children = <b>How many of them are children?</b>
draft-ask-letter = <b>What is the reference of the official letter?</b>
    For example 123/26 MoI. Particulars of persons belong in the letter, not here.
draft-ask-letter-day = <b>What is the date of the letter?</b>
    For example 15 March 2026 or 2026-03-15.
draft-ask-channel = <b>By which channel does the letter go?</b>
draft-ask-received-on = <b>On which day did your side receive the letter?</b>
    The days are counted from it.
draft-ask-needed-by = <b>By which day is an answer needed?</b>
    For example 15 March 2026 or 2026-03-15.
draft-ask-planned-on = <b>On which day is the return planned?</b>
    For example 15 March 2026 or 2026-03-15.
draft-ask-crossing = <b>Where will the border be crossed?</b>
draft-ask-assistance = <b>Which kinds of help are asked for?</b> Choose one or more, then go on.
draft-ask-safety-voluntary = <b>Safety check.</b> Is the return voluntary?
draft-ask-safety-retrafficking-risk = <b>Safety check.</b> Has the risk of being trafficked again been looked at?
draft-ask-safety-guardian = <b>Safety check.</b> Is there a guardian for each child?
draft-ask-safety-medical = <b>Safety check.</b> Are medical needs provided for?
draft-ask-safety-interpreter = <b>Safety check.</b> Is an interpreter provided for?

field-kind = Type
field-urgency = Urgency
field-persons = Persons
field-children = Of them children
field-letter = Letter
field-letter-day = Date of the letter
field-channel = Channel
field-received-on = Received on
field-needed-by = Answer needed by
field-planned-on = Return planned on
field-crossing = Crossing point
field-assistance = Kinds of help
field-safety-voluntary = Return is voluntary
field-safety-retrafficking-risk = Risk of being trafficked again looked at
field-safety-guardian = Guardian for each child
field-safety-medical = Medical needs provided for
field-safety-interpreter = Interpreter provided for
field-open-points = Open points
field-occasion = Cause
field-another = Another meeting
field-objection = Reason
field-case = Request
field-option-day = Option { $number }: day
field-option-time = Option { $number }: time
field-option-venue = Option { $number }: place
field-option-more = After option { $number }
field-host = Host

urgency-routine = routine
urgency-urgent = urgent
check-yes = yes
check-no = no
check-not-applicable = not applicable

draft-line = { $question }: { $answer }
draft-check-new = <b>Please check. This goes to { $party }:</b>
draft-check-record = <b>Please check. This request of { $party } came by letter:</b>
draft-delivery = { $to ->
        [all] { $off ->
            [no] { $party } will be notified as soon as it leaves.
           *[yes] { $party } is off now and will be notified { $at }.
        }
        [duty] { $off ->
            [no] { $party } will be notified as soon as it leaves, the person on duty first.
           *[yes] { $party } is off now. The person on duty will be notified as soon as it leaves; all others { $at }.
        }
       *[coordinators] { $off ->
            [no] { $party } will be notified as soon as it leaves.
           *[yes] { $party } is off now. The coordinators will be notified as soon as it leaves; all others { $at }.
        }
    }
draft-safety-open = ⚠️ Not settled: { $checks }. The coordinators of both Parties will have to approve or postpone.
waits-draft = You have a request that is not finished. Go on with it, or begin again?
draft-cancelled = The draft has been discarded. Nothing was sent.
button-resume-draft = Go on with the draft
button-delete-draft = Delete the draft
button-begin-again = Begin again

request-sent = Request { $reference } has been sent.
request-sent-alone = Request { $reference } has been recorded. The other Party has nobody at the desk yet: please send the letter, and record here what its letters answer.
request-recorded = Request { $reference } has been recorded. The clock has started.

error-not-skipped = This question needs an answer.
error-date-range = Please give a date from { $first } to { $last }.
error-draft-expired = This is not open now: it was sent, cancelled or replaced. /menu leads on.
error-not-a-letter = Please write the reference of the letter in at most { $most } characters, with its number. Names, identity numbers and telephone numbers do not belong here.
error-letter-like-a-document = More than { $most } digits in a row look like the number of a document or a telephone. Please write the letter's number with its slash and year, or in a shorter form.

draft-press = Please use the buttons below: typed words change nothing here.
draft-again = { $wrong }
    That was not accepted before, either. { $kind ->
        [day] Write a day such as { $day }, or press one.
       *[other] Write only what the question asks for, or press a button.
    }
draft-overtaken = An answer no longer fits, as days have passed meanwhile. Please give it again.
