# Confidential notes about requests, legal holds, and erasure.
button-notes = 🔒 Confidential notes ({ $count })
notes-title = <b>Confidential notes of { $reference }</b>: { $total }
notes-readers = Focal persons and coordinators of both Parties can open them. Each opening is recorded.
notes-line = Note { $number } · { $kind } · { $party }{ $own ->
        [yes] {" "}({ $name })
       *[no] {""}
    } · { $at }{ $erased ->
        [yes] {" "}– erased { $ends }
       *[no] {""}
    }
notes-hold = ⚖️ Legal hold of { $party } by letter { $letter }, since { $at }: the notes of this request are not erased.

note-kind-note = Note
note-kind-refusal = Reason for a refusal
note-kind-extension = Reason for an extension
note-kind-withdrawal = Reason for a withdrawal
note-kind-objection = Reason for an objection

note-opened = This note of { $reference } is deleted from the chat in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }. It is recorded that you opened it.
note-which-step = <b>For which step of { $reference } do you give the reason?</b>
note-what = <b>{ $reference } · { $kind }: what do you want to write?</b>
note-warning = Write no names, numbers, dates of birth or addresses, and nothing about a victim: send these through the official channel. What you write passes through Telegram before it is encrypted here; your message is then deleted from the chat.
note-final = You cannot change it after it is sent.
recorded-note = Note { $number } of { $reference } is stored. { $other_party } will be notified that there is a note, not what it says.

hold-which = <b>Which letter orders the legal hold on { $reference }?</b> Write its number.
recorded-hold =
    { $step ->
        [on] Recorded: the notes of { $reference } are not erased until { $own_party } ends the legal hold.
       *[off] Recorded: { $own_party } ended its legal hold on { $reference }.
    }

button-note-open = Open note { $number }
button-note-write = Write a note
button-note-reason = Write a reason
button-hold-on = ⚖️ Start a legal hold
button-hold-off = End the legal hold

notice-note = 🔒 { $reference }: { $party } has added a confidential note.
notice-erasing = 🔒 { $notes ->
        [one] One confidential note
       *[other] { $notes } confidential notes
    } of ended requests will be erased from { $first }: { $requests }. To keep notes, start a legal hold: /note and the reference.

error-not-a-note = Write at most { $most } characters in at most { $lines } lines, without links. Nothing was kept of what you wrote.
error-note-not-shown = Write letters or digits, without invisible characters. Nothing was kept of what you wrote.
error-note-is-pin = A PIN is not a note. Nothing was kept of what you wrote.
error-note-erased = Note { $number } was erased { $at }. Its text is no longer kept.
error-hold-exists = { $own_party } already has a legal hold on { $reference }, by letter { $letter }.
error-no-hold = { $own_party } has no legal hold on { $reference }.
