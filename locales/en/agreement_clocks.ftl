# The Agreement: its clauses in our own words, its Parties, and its own clocks.
menu-agreement = The Agreement
agreement-title = <b>{ $name }</b>
agreement-authority-line = { $party }: { $authority }

clause-asked = May be asked for: { $types }.
clause-verification = Article { $article }: the result of a verification is given within { $unit ->
        [working] { $days } working days
       *[calendar] { $days } days
    } of receiving the request.
clause-repatriation = Article { $article }: a repatriation is announced in advance, by one of these ways: { $channels }.
clause-meetings = Article { $article }: the competent authorities consult once a year, in the two countries in turn, and in an emergency whenever they agree on time and venue. Guests pay their international travel, the host pays for the stay.
clause-refusal = Article { $article }: a request may be refused on these grounds, and the reason is told: { $grounds }.
clause-confidentiality = Article { $article }: what was received stays confidential; it goes to a third party only with the prior written consent of the Party that gave it.
clause-differences = Article { $article }: differences are settled by consultation.
clause-amendment = Article { $article }: the Agreement is amended by the consent of both Parties.
clause-termination = Article { $article }: either Party may end it by a notice through the diplomatic channel; it ends { $days } days after the other Party received the notice.

clocks-title = <b>As it stands today</b>
amendments-none = Amendments: none.
amendments-title = Amendments agreed: { $total }
amendment-line = { $reference } of { $day }; proposed by { $proposed }, agreed by { $agreed }, { $at }
differences-none = Differences: none is open.
differences-title = Differences open: { $total }
difference-line = { $code } { $title }; opened by { $party }, { $at }
termination-running = ⏳ <b>A notice of termination runs.</b> { $party } gave it by the letter { $letter }, received on { $received }. The Agreement ends on { $last }: { $days ->
        [0] today is the last day
        [one] one day is left
       *[other] { $days } days are left
    }.
termination-ended = <b>The Agreement ended on { $last }</b>, by the notice of { $party } in the letter { $letter }, received on { $received }.
termination-withdrawn = { $party } took its notice of termination ({ $letter }, received on { $received }) back by the letter { $withdrawal } of { $day }. The Agreement goes on.

button-amend = Propose an amendment
button-terminate = Record a notice of termination
button-terminate-withdraw = Take the notice of termination back
button-difference = Open a difference
button-consult = Propose a consultation
button-difference-close = Propose to close it

amend-which-day = <b>Of which date is the text of the amendment?</b>
    Press today or write a date, for example 15 March 2026.
amend-which-text = <b>What is the reference of the text of { $day }?</b>
    At most 60 characters, for example that of the letter it came with. The other Party is asked as soon as you have written it.
recorded-amendment = Proposed to the other Party: { $code }. The Agreement is amended when it agrees.
approval-amendment = amendment of the Agreement: { $reference } of { $day }

terminate-which-party = <b>Which Party gave notice to end the Agreement?</b>
    Record it only from the diplomatic letter.
terminate-which-day = <b>On which day was the letter of { $party } received?</b>
    Press today or write a date, for example 15 March 2026. It is the date where it was received.
terminate-which-letter = <b>What is the reference of the letter?</b>
    With it you record: { $party } gave notice, received on { $received }; the Agreement ends on { $last }. The other Party is told at once.
recorded-termination = The notice of termination of { $party } is recorded. Its days run.
withdrawal-which-day = <b>Of which date is the letter that takes the notice of termination back?</b>
    Press today or write a date, for example 15 March 2026.
withdrawal-which-letter = <b>What is the reference of the letter of { $day }?</b>
    With it you record that the notice of termination is taken back. The other Party is told at once.
recorded-termination-withdrawn = Recorded: the notice of termination is taken back. The Agreement goes on.
terminate-act = { $party } gave notice to end the Agreement, received on { $received }; it ends on { $last }
button-terminate-strike = Strike the entry, it was a mistake
strike-act = { $entry ->
        [given] Strike the entry that { $party } gave notice to end the Agreement
       *[withdrawn] Strike the entry that { $party } took its notice of termination back
    }
recorded-termination-struck = The entry is struck. The other Party is told.

difference-which = <b>What is the difference about?</b>
    A few words, at most 120 characters. Please write no names of persons and nothing about a victim.
difference-title = <b>Difference { $code }</b>: { $title }
difference-opened = Opened by { $who }, { $at }
difference-open = Open. It is settled by consultation and closed when both Parties agree.
difference-closing = { $party } proposes to close it: { $code } waits for the other Party.
difference-closed = Closed by both Parties, { $at }.
difference-meeting = Consultation: { $code }
meeting-difference = Difference: { $code }
recorded-difference = The difference { $code } is open. The other Party is told.
recorded-difference-closing = Proposed to close { $code }: { $proposal } waits for the other Party.
approval-difference = the difference { $code } is settled and closed

notice-termination-given = ⏳ { $party } has given notice to end the Agreement. It ends on { $last }.
notice-termination-withdrawn = { $party } has taken its notice of termination back. The Agreement goes on.
notice-termination-struck = { $entry ->
        [given] The entry that { $party } gave notice to end the Agreement was a mistake and is struck. The Agreement goes on.
       *[withdrawn] The entry that { $party } took its notice of termination back was a mistake and is struck. The Agreement ends on { $last }.
    }
notice-difference-opened = ⚖️ The other Party has opened a difference about the Agreement: { $code }.
reminder-agreement-ends = ⏳ By the notice of { $party } the Agreement ends on { $last }.
reminder-agreement-ended = ⏳ By the notice of { $party } the Agreement ended on { $last }.

error-amendment-agreed = Both Parties have agreed to that very text already: { $at }. Nothing was proposed.
error-termination-runs = A notice of termination is recorded already and runs: the Agreement ends on { $last }. Nothing was recorded beside it.
error-no-termination = No notice of termination runs. Nothing was recorded.
error-agreement-ended = The Agreement ended on { $last }. Nothing was recorded.
error-not-your-termination = The other Party gave the notice; only it takes it back. Nothing was recorded.
error-entry-exists = There is no entry that your Party could strike: only its own, until the other Party acknowledges it. Nothing was changed.
error-unknown-difference = There is no difference of that code. /agreement shows those that are open.
error-difference-closed = Both Parties have closed { $code }: { $at }. Nothing was changed.
