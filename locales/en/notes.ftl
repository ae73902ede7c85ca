# Sealed notes about cases, legal holds, and what is erased. What a note says is never a text of ours.
button-notes = 🔒 Sealed notes ({ $count })
notes-title = <b>Sealed notes of { $reference }</b>: { $total }
notes-readers = Focal persons and coordinators of both Parties can open them. Each opening is recorded.
notes-none = There are none yet.
notes-line = № { $number } · { $kind } · { $party }{ $own ->
        [yes] {" "}({ $name })
       *[no] {""}
    } · { $at }{ $erased ->
        [yes] {" "}– erased { $ends }
       *[no] {""}
    }
notes-hold = ⚖️ Legal hold of { $party } by letter { $letter }, since { $at }: nothing of this case is erased.

note-kind-note = Note
note-kind-refusal = Reason of a refusal
note-kind-extension = Reason of an extension
note-kind-withdrawal = Reason of a withdrawal
note-kind-objection = Reason of an objection

note-opened = This note of { $reference } is taken off the chat in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }. It has been recorded that you opened it.
note-which-step = <b>The reason of which step of { $reference }?</b>
note-what = <b>{ $reference } · { $kind }: what is it to say?</b>
note-warning = Please write no names, numbers, dates of birth or addresses, and nothing about a victim: these go by the official channel. What you write has passed through Telegram before it is sealed here; your message is then taken off the chat.
note-final = It cannot be changed or taken back afterwards.
recorded-note = № { $number } has been sealed for { $reference }. The other Party is told that it is there, not what it says.

hold-which = <b>By which order is { $reference } to be kept?</b> Please write the reference of the letter.
recorded-hold-on = Recorded: nothing of { $reference } is erased while your Party’s legal hold stands.
recorded-hold-off = Recorded: your Party’s legal hold on { $reference } is lifted.

button-note-open = Open № { $number }
button-note-write = Write a note
button-note-reason = Write a reason
button-hold-on = ⚖️ Put a legal hold
button-hold-off = Lift the legal hold

notice-note = { $reference }: { $party } has added a sealed note.
notice-erasing = { $notes ->
        [one] One sealed note
       *[other] { $notes } sealed notes
    } of ended cases will be erased from { $first } on: { $cases }. Whatever must stay is kept by a legal hold: /note with the reference of the case leads to it.

error-not-a-note = Please write at most { $most } characters in at most { $lines } lines, without links. Nothing was kept of what you wrote.
error-note-not-shown = Please write letters or digits, without signs that cannot be seen or shown. Nothing was kept of what you wrote.
error-unknown-note = { $reference } has no sealed note of this number. /note { $reference } lists them.
error-note-erased = № { $number } was erased { $at }. What it said is no longer kept.
error-hold-exists = { $reference } is held by your Party already, by letter { $letter }.
error-no-hold = Your Party has no legal hold on { $reference }.
