# PINs: six digits, asked for before acts that another user of the phone must not do.
pin-none = 🔢 You have no PIN.
pin-there = 🔢 You have a PIN.
pin-forgotten = If you have forgotten it, { $names } can remove it; then set a new one.
pin-forgotten-alone = If you have forgotten it, ask the operator of the service to invite another administrator, who can remove it.
pin-for =
    A PIN protects you if another person has your phone. The bot asks for its 6 digits before confidential notes, exports, disclosures, joint approvals and changes to people, then not again for 10 minutes.
pin-ask =
    <b>Please write your PIN.</b>
    It is needed for “{ $step }”.
    If you did not start this, do not write the PIN, and speak to your administrators. What you write is deleted from this chat at once. If you have forgotten your PIN, another administrator can remove it.
pin-which =
    { $pin ->
        [new]
            <b>Which 6 digits?</b>
            Choose digits that no one can guess from your birthday or phone number. What you write is deleted from this chat at once, but it has reached Telegram.
       *[duress]
            <b>Which 6 digits for duress?</b>
            If you are forced to enter your PIN, enter these: everything looks as usual, but no notes are shown, and your administrators are alerted. What you write is deleted from this chat at once.
    }
pin-again = <b>Write the same 6 digits again.</b>

button-pin-new = Set a PIN
button-pin-change = Change the PIN
button-pin-off = Remove PIN
button-confirm-pin = Confirm the PIN
button-unpin = Remove the PIN

recorded-pin = Your PIN is set.
recorded-pin-off = Your PIN is removed.
recorded-unpin = The PIN of { $name } is removed.{ $told ->
        [yes] {" "}{ $name } will be notified.
       *[no] {""}
    }

pin-taken-off = ⚠️ { $who } has removed your PIN. If you did not ask for this, speak to your administrators and coordinators at once.
notice-pin-locked = ⚠️ A wrong PIN was entered 5 times for { $name } ({ $agency }). Please ask { $name } in person or by phone. If it was another person, suspend the account.
notice-pin-off = ⚠️ { $who } removed the PIN of { $name } ({ $agency }).

error-not-a-pin = A PIN has 6 digits. Nothing was changed.
error-pin-too-late = The PIN was asked for more than 10 minutes ago. Nothing was done: start again.
error-weak-pin = These digits are too easy to guess: the same digit 6 times, or digits in order. Choose others.
error-pins-differ = The second PIN is different. Start again.
error-wrong-pin = This is not your PIN. { $left ->
        [one] One try is left.
       *[other] { $left } tries are left.
    }
error-pin-locked = A wrong PIN was entered 5 times. No PIN is accepted until { $ends }; your administrators will be notified.
error-no-pin = { $name } has no PIN.
error-own-pin = You can change your own PIN with /pin. If you have forgotten it, another administrator can remove it.

pin-waits = 🔢 You have set a PIN. It will be asked for when an administrator or a coordinator has confirmed that it was you.
button-pin-duress = PIN for duress
notice-pin-waits = 🔑 { $name } ({ $agency }) has set a PIN. Ask { $name } in person or by phone: did { $name } do it?
notice-pin-duress = 🚨 { $name } ({ $agency }) has entered the PIN for duress: the person may be forced. Do not write to { $name } here. Suspend the account if needed, and get help.
recorded-confirm-pin = The PIN of { $name } is confirmed.
error-same-pin = The PIN for duress must differ from your PIN.
pin-required = <b>Please set a PIN first.</b> Coordinators and administrators need one here, so that no one else decides with their phone. Then do this again: nothing was changed.
pin-unconfirmed = <b>Your PIN is not confirmed yet.</b> { $names } can do it. Please ask by phone, then do this again: nothing was changed.
error-pin-kept = Coordinators and administrators need a PIN. You can change it with /pin.
people-no-pin = Without a PIN: { $names }
