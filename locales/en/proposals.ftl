# Proposing a meeting, question by question.
proposal-ask-kind = <b>What kind of meeting is it?</b>
    An emergency meeting is proposed by /emergency.
proposal-ask-occasion = <b>What is the occasion?</b>
    Particulars go by the official channel, not here.
proposal-ask-another = <b>The emergency meeting { $code } is proposed for this cause and waits for an answer. Do you mean another one?</b>
proposal-ask-case = <b>Which case is it about?</b>
    Press or write a reference, for example KH26-7F3KK. Without a case, skip.
proposal-ask-objection = <b>Why is the agreed meeting to be changed?</b>
proposal-ask-urgency = <b>How urgent is it?</b>
proposal-ask-day = <b>Option { $number } of at most { $most }: on which day?</b>
    Press a day or write one, also with its time, for example 27.11 14:00. Time in { $place }.
proposal-ask-when = <b>When?</b>
    Press a time or write one, for example tomorrow 10am. Time in { $place }.
proposal-ask-time = <b>Option { $number } of at most { $most }: at what time?</b>
    Press or write it, for example 14:30. Time in { $place }.
proposal-ask-venue = <b>Option { $number }: { WEEKDAY($day) }, { CAPITALS($at) }. Where?</b>
    Press, or write the place in one line. Please write no names of persons.
proposal-ask-more = <b>Shall there be another option?</b>
    { $number } of at most { $most } so far. The more there are, the sooner one suits.
proposal-ask-host = <b>Which Party hosts the meeting?</b>
proposal-more-yes = Add another option
proposal-more-no = Enough

proposal-kind = Meeting: { $kind }
proposal-counters = Other times for { $code } ({ $kind }). Earlier answers of both Parties will no longer count.
proposal-changes = Change of the agreed meeting { $code } ({ $kind }). What is agreed stands until the change is agreed, too.
proposal-option = <b>Option { $number }:</b> { WEEKDAY($day) }, { CAPITALS($at) } · { $place }
proposal-weekend = ⚠️ Not a working day in { $party }: it falls on a weekend.
proposal-holiday = ⚠️ Not a working day in { $party }: { $holiday }.
proposal-night = ⚠️ In the quiet hours of { $party }.
proposal-check-emergency = <b>Please check. This goes to { $party } at once, at any hour:</b>
proposal-check-propose = <b>Please check. This goes to { $party }:</b>
proposal-check-change = <b>Please check. This change goes to { $party }:</b>
proposal-check-counter = <b>Please check. These times go to { $party }:</b>
waits-proposal = You have a proposal of a meeting that is not finished. Go on with it, or begin again?
proposal-sent-new = The proposal { $code } has been sent.
proposal-sent-alone = The proposal { $code } is kept. { $party } has nobody at the desk yet who could answer: please send it through the official channel, too.
proposal-sent-counter = The other times for { $code } have been sent.
proposal-sent-second = The other Party had proposed such a meeting before. Your proposal has been sent as other times for { $code }.

button-resume-proposal = Go on with the proposal
button-delete-proposal = Delete the proposal
button-day-yesterday = Yesterday
button-day-today = Today
button-day-tomorrow = Tomorrow
button-day-other = Other day…
button-in-an-hour = In 1 hour
button-today-at = Today { $time }
button-tomorrow-at = Tomorrow { $time }
button-earlier-month = ‹ { $month }
button-later-month = { $month } ›

grid-blank = ·
month-of-year = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-mon = Mo
weekday-tue = Tu
weekday-wed = We
weekday-thu = Th
weekday-fri = Fr
weekday-sat = Sa
weekday-sun = Su

error-meeting-time = This time has passed or is more than a year ahead: { CAPITALS($at) }.
error-option-count = A proposal has one to { $most } options, each of them a different one.
error-venue = Please write the place in one line of at most { $most } characters, without a link.
