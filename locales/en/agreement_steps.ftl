# The Agreement: its clauses, its Parties, amendment, termination, and differences.
title = <b>{ $name }</b>
of-party = { $party }: { $value }

clause-asked = The Parties can ask each other for: { $types }.
clause-verification = Article { $article }: the result of an identity check is due { $unit ->
        [working] { $days } working days
       *[calendar] { $days } days
    } after the request is received.
clause-repatriation = Article { $article }: a repatriation is announced in advance through one of these channels: { $channels }.
clause-meetings = Article { $article }: the competent authorities consult once a year, in the two countries in turn, and in an emergency when they agree on a time and place. Visitors pay their international travel, the host pays for the stay.
clause-refusal = Article { $article }: a request can be refused on these grounds, with a reason: { $grounds }.
clause-confidentiality = Article { $article }: information received stays confidential. It goes to a third party only with the prior written consent of the Party that gave it.
clause-differences = Article { $article }: differences are settled by consultation.
clause-amendment = Article { $article }: the Agreement is amended when both Parties consent.
clause-termination = Article { $article }: either Party can end the Agreement by a notice through the diplomatic channel. It ends { $days } days after the other side received the notice.

clocks-title = <b>Today</b>
amendments-none = Amendments: none.
amendments-title = Amendments agreed: { $total }
amendment-line = { $reference } of { $day }; proposed by { $proposed }, agreed by { $agreed }, { $at }
differences-none = Differences: none open.
differences-title = Differences open: { $total }
difference-line = { $code } { $title }; opened by { $party }, { $at }
termination-running = ⏳ <b>{ $party } has given notice to end the Agreement.</b> Letter { $letter }, received on { $received }, entered by { $who }. The Agreement ends on { $last }: { $days ->
        [0] today
        [one] one day is left
       *[other] { $days } days are left
    }.
termination-ended = <b>The Agreement ended on { $last }.</b> { $party } gave notice in letter { $letter }, received on { $received }, entered by { $who }.
termination-withdrawn = { $party } withdrew its notice of termination ({ $letter }, received on { $received }) by letter { $withdrawal } of { $day }. The Agreement continues.

button-amend = Propose an amendment
button-terminate = Record a notice of termination
button-terminate-withdraw = Withdraw the termination notice
button-difference = Open a difference
button-consult = Propose a consultation
button-difference-close = Propose to close it

amend-which-day = <b>What is the date of the text of the amendment?</b>
    Choose today or write a date, for example “yesterday”.
amend-which-text = <b>What is the reference of the text of { $day }?</b>
    At most 60 characters, for example the number of the letter it came with.
recorded-proposed = Proposed to { $other_party }: { $code }. It takes effect when { $other_party } agrees.
approval-amendment = Amendment of the Agreement: { $reference } of { $day }

terminate-which-party = <b>Which Party gave notice to end the Agreement?</b>
    Record it only from the diplomatic letter.
terminate-which-day = <b>On which day was the letter of { $party } received?</b>
    Choose today or write a date, for example “yesterday”. Use the local date where it was received.
terminate-which-letter = <b>What is the number of the letter?</b>
    You record that { $party } gave notice, received on { $received }, and that the Agreement ends on { $last }.
recorded-termination = The notice of termination of { $party } is recorded. The notice period has begun.
withdrawal-which-day = <b>What is the date of the letter that withdraws the notice of termination?</b>
    Choose today or write a date, for example “yesterday”.
withdrawal-which-letter = <b>What is the number of the letter of { $day }?</b>
    You record that the notice of termination is withdrawn.
recorded-termination-withdrawn = The notice of termination is withdrawn. The Agreement continues.
terminate-act = { $party } gave notice to end the Agreement, received on { $received }; it ends on { $last }
button-terminate-strike = Delete this entry, it was a mistake
strike-act = { $entry ->
        [given] Delete the entry that { $party } gave notice to end the Agreement
       *[withdrawn] Delete the entry that { $party } withdrew its notice of termination
    }
recorded-termination-struck = The entry is deleted. { $other_party } will be notified.

difference-which = <b>What is the difference about?</b>
    At most 120 characters. Write no names, and nothing about a victim.
difference-title = <b>Difference { $code }</b>: { $title }
difference-opened = Opened by { $who }, { $at }
difference-open = Open. It closes when both Parties agree after a consultation.
difference-closing = { $party } proposes to close it: { $code }. This is not agreed yet.
difference-closed = Closed by both Parties, { $at }.
difference-meeting = Consultation: { $code }
recorded-difference = The difference { $code } is open. { $other_party } will be notified.
approval-difference = Difference { $code }: settled and closed

notice-termination-given = ⏳ { $party } has given notice to end the Agreement. It ends on { $last }.
notice-termination-withdrawn = ✓ { $party } has withdrawn its notice of termination. The Agreement continues.
notice-termination-struck = ✏️ { $entry ->
        [given] The entry that { $party } gave notice to end the Agreement was a mistake and is deleted. The Agreement continues.
       *[withdrawn] The entry that { $party } withdrew its notice was a mistake and is deleted. The Agreement ends on { $last }.
    }
notice-difference-opened = ⚖️ { $other_party } has opened a difference about the Agreement: { $code }.
reminder-agreement-ends = ⏳ The Agreement ends on { $last }, by notice of { $party }.
reminder-agreement-ended = ⏳ The Agreement ended on { $last }, by notice of { $party }.

error-amendment-agreed = Both Parties have already agreed to this text: { $at }. Nothing was proposed.
error-termination-runs = A notice of termination is already recorded: the Agreement ends on { $last }. Nothing was recorded.
error-no-termination = There is no notice of termination now. Nothing was recorded.
error-agreement-ended = The Agreement ended on { $last }. Nothing was recorded.
error-entry-exists = There is no entry that you can delete. A Party can delete its own entry until the other side has seen it, and at any time a notice of its own that the other side entered.
error-difference-closed = Both Parties have already closed { $code }: { $at }. Nothing was changed.
