# Check, Send, Take back: what the other Party will see.
check-title = <b>{ $act }</b>
    Please check. This goes to { $party }.
check-letter-unlike = ⚠️ This does not look like the letter numbers of your Party, for example { $example }. Please look again.
button-send-to = Send to { $party }
button-change = Change: { $field }
button-take-back = Take back
act-about = { $act } · { $about }
act-leaves = <b>{ $act }</b>
    It goes to { $party } at { $at }. Until then you can take it back.
act-taken-back = Taken back. { $party } has seen nothing.
act-not-sent = <b>Not sent. Nothing was changed.</b>
error-act-pending = Another step on this record is being sent. It leaves at { $at }; then please try again.
error-act-left = This has left already, or was taken back. Please open the record.
field-missing = Information
field-result = Result
field-grounds = Grounds
field-reason = Reason
field-due = New due date
field-time = Time
field-item = Item
field-last-day = Last day
field-lead = Lead
field-decision = Decision
field-since = Since
field-third-party = Recipient
field-purpose = Purpose
field-scope = Scope
field-until = Valid until
field-difference = Difference
meeting-act-accept = Accept the time
meeting-act-back = Confirm the proposal
meeting-act-decline = Decline the proposal
meeting-act-withdraw = Withdraw the proposal
meeting-act-cancel = Cancel the meeting
meeting-act-held = Record that it took place
meeting-act-missed = Record that it did not take place
