# Check, Send, Take back: what the other Party will see.
check-title = <b>{ $act }</b>
    Please check. This goes to { $party }.
check-title-person = <b>{ $act }</b>
    Please check. This goes to { $party }.
check-to-approve = <b>{ $act }</b>
    Please check. A coordinator must approve it before it goes to { $party }.
check-letter = ⚠️ { $wrong ->
    [code] { $example } is a reference of the bot, not a letter number.
    [used] This letter number already belongs to { $example }.
    [name] “{ $example }” looks like a name or a sentence, not like the number of a letter.
    [number] “{ $example }” has no year and no office, unlike the whole number of a letter.
   *[form] This does not look like the letter numbers of { $party }, for example { $example }.
 } Check it again.
check-doubtful = Not sent. The button “{ $button }” sends it as it is; to change it, write the right value.
check-denied = Not sent. What is wrong? Change a value by its button, or press “Cancel”.
check-denied-whole = Not sent. Press “Cancel”, or write what you want to do instead.
check-blocked = { $own ->
    [yes] Not sent yet: to send this instead, take that one back first.
   *[no] Not sent yet: wait until that one is sent, or its sender takes it back.
 }
check-overtaken = { $act } was sent. What you checked after it was not sent.
button-send-to = Send to { $party }
button-send-to-person = Send to { $party }
button-change = Change: { $field }
button-take-back = Take back
button-delete-act = Delete: { $act }
button-delete-check = Do not send it
check-dropped = Not finished, nothing was sent: { $act }.
act-about = { $act } · { $about }
act-leaves = <b>{ $act }</b>
    It goes to { $party } { $at }. Until then you can take it back.
act-unchanged = Nothing was changed. Take it back first, then change it.
act-pending = { $act } ({ $name }) leaves { $at } unless it is taken back.
act-to-approve = { $act } ({ $name }): waiting for the approval of a coordinator.
act-submitted = <b>{ $act }</b>
    Sent to a coordinator for approval. Until then you can take it back.
act-approved = <b>{ $act }</b>
    { $name } has approved it.
act-returned = <b>{ $act }</b>
    { $name } returned it: { $why }
recorded-return-act = Returned: { $act }. Its sender will be notified.
return-act = Return: { $act }
return-act-why = <b>{ $act }</b>
    What is missing? Write one line.
notice-act-waits = 🔑 { $name } asks for your approval: { $act }.
error-act-no-coordinator = This needs the approval of a coordinator, and there is none. Ask your administrator to invite one.
button-submit-act = Send for approval
button-approve-act = Approve and send
button-return-act = Return
check-cancelled = Not sent. Nothing was changed.
act-taken-back = Taken back. { $party } has seen nothing.
act-not-sent = <b>Not sent.</b>
act-newer-kept = You are checking or writing something newer, which is kept. These are the values of “{ $act }”:
act-waits-again = <b>{ $act }</b>
    { $name } took the approval back. It needs approval again.
act-unsent = Not sent while you had no access: { $act }. Please send it if it is still needed.
act-overtaken = Not sent: { $act } ({ $name }). { $change }{ $acts ->
        [some] {" Choose below what to do now."}
        [none] {" If it is still needed, send an official letter or make a new request."}
       *[unknown] {""}
    }
notice-act-withheld = ⚠️ Not sent: { $act }. { $name } may no longer do this. Send it if it is still needed.
error-check-changed = What it says has changed meanwhile. Nothing was sent: please check it again.
error-act-sent = { $name } has already sent this. You do not need to do it again.
error-act-pending = { $pending } Your step was not sent. Its sender can still take it back. After that, choose what is still possible.
error-act-left = This is not on its way: it has left, was taken back, or was never sent. Open the record; if nothing can be corrected there any more, send an official letter.
act-not-on-its-way = There is nothing that you can take back.
act-of-others = You have sent nothing that you can take back. Only the colleague who sent this can take it back:
field-note = Note
field-missing = Missing information
field-result = Result
changed-value = { $before } → { $after }
field-answer-by = Reply due by
field-grounds = Grounds
field-information = Letter with information
field-withdrawal-letter = Letter of withdrawal
field-reason = Reason
field-due = New due date
field-time = Time
field-attendance = Attendance
field-substitute = Substitute
field-place = Place
field-item = Item
field-last-day = Last day
field-terminates = Party that ends it
field-lead = Lead
field-decision = Decision
field-since = Since
field-agency = Agency
field-disclosed = What
field-stated = Recorded
field-third-party = Recipient
field-purpose = Purpose
field-scope = Scope
field-until = Valid until
field-difference = Difference
field-proposal = Proposal
field-change = New value
field-activity = Activity
meeting-act-accept = Accept the time
meeting-act-back = Approve the proposal
meeting-act-decline = Decline the proposal
meeting-act-withdraw = Withdraw the proposal
meeting-act-cancel = Cancel the meeting
meeting-act-held = Record that it took place
meeting-act-missed = Record that it did not take place
meeting-act-attend = Say who attends
command-approve = Approve what colleagues send
command-send = Send what was checked
command-takeback = Take back what you sent
