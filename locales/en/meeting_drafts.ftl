# Proposing a meeting, question by question.
proposal-ask-kind = <b>What kind of meeting is it?</b>
    For an emergency meeting, write “emergency meeting”.
proposal-ask-occasion = <b>What is the subject?</b>
    Details go through the official channel, not here.
proposal-ask-another = <b>The emergency meeting { $code } was proposed for this cause and is not answered yet. Do you want to propose another one?</b>
proposal-ask-request = <b>Which request is it about?</b>
    Choose or write a reference, for example KH26-7F3KK, or skip.
proposal-ask-objection = <b>Why do you want to change the agreed meeting?</b>
proposal-ask-urgency = <b>How urgent is it?</b>
proposal-ask-day = <b>{ $number ->
        [1] On which day?
       *[other] Time { $number }: on which day?
    }</b>
    Choose a day or write one, also with its time, for example 27 Nov 14:00. Time in { $place }.
proposal-ask-when = <b>When?</b>
    Choose a time or write one, for example tomorrow 10am. Time in { $place }.
proposal-ask-time = <b>{ $number ->
        [1] At what time?
       *[other] Time { $number }: at what time?
    }</b>
    Choose or write it, for example 14:30. Time in { $place }.
proposal-ask-venue = <b>{ WEEKDAY($at) }, { CAPITALS($at) }. Where?</b>
    Choose, or write the place in one line without names of people.
error-not-a-place = This is not a place.
proposal-ask-host = <b>Which Party hosts the meeting?</b>
button-add-time = Add a time

proposal-kind = Meeting: { $kind }
proposal-counters = Other times for { $code } ({ $kind }). Earlier answers of both Parties will no longer count.
proposal-changes = Change of the agreed meeting { $code } ({ $kind }). The agreed time is valid until both agree to the change.
proposal-option = <b>Option { $number }:</b> { WEEKDAY($at) }, { CAPITALS($at) } · { $place }
proposal-off =
    { $why ->
        [weekend] ⚠️ This is a weekend day in { $party }.
        [holiday] ⚠️ This is a holiday in { $party }: { $holiday }.
       *[night] ⚠️ This is in the quiet hours of { $party }.
    }
proposal-not-in-turn = ⚠️ The host alternates. In that year it is the turn of { $party }.
proposal-check =
    { $purpose ->
        [emergency] <b>Please check. This goes to { $party } at once, at any hour:</b>
        [propose] <b>Please check. This goes to { $party }:</b>
        [change] <b>Please check. This change goes to { $party }:</b>
       *[counter] <b>Please check. These times go to { $party }:</b>
    }
waits-proposal = You have a draft of a meeting proposal. It is not sent yet.
waits-emergencydraft = You have a draft of an emergency proposal. It is not sent yet.
proposal-sent =
    { $how ->
        [new] The proposal is sent.
        [counter] The other times are sent.
        [second] { $other_party } had already proposed such a meeting. Your proposal was sent as other times for it.
       *[alone] The proposal is stored. { $party } does not use the bot yet: send it through the official channel too.
    }

button-resume-proposal = Continue the meeting draft
button-delete-proposal = Delete the meeting draft
button-resume-emergencydraft = Continue the emergency draft
button-delete-emergencydraft = Delete the emergency draft
button-day-yesterday = Yesterday
button-day-today = Today
button-day-tomorrow = Tomorrow
button-day-other = Other day…
button-in-an-hour = In 1 hour
button-reading = { $day }
button-morning = { $time }
button-afternoon = { $time }
button-today-at = Today { $time }
button-tomorrow-at = Tomorrow { $time }
button-earlier-month = ‹ { $month }
button-later-month = { $month } ›

grid-blank = ·
month-of-year = { $month } { $year }
month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
weekday-short =
    { $day ->
        [monday] Mo
        [tuesday] Tu
        [wednesday] We
        [thursday] Th
        [friday] Fr
        [saturday] Sa
       *[sunday] Su
    }

error-meeting-time = This time has passed or is more than a year ahead: { CAPITALS($at) }. Choose another.
error-one-time = Write one time here. At the check you can add another.
error-option-count = A proposal has one to { $most } different options. Choose other times.
