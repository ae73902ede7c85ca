# PINs: six digits of a person's own, asked for before what somebody else with the same telephone must not do.
pin-none = 🔢 You have no PIN.
pin-there = 🔢 You have a PIN.
pin-for =
    With a PIN the desk asks for six digits before a sealed note is opened, something is disclosed or exported, your Party agrees to what needs the keys of both, or people are invited, confirmed, removed, let in again or given another role. It then does not ask again for ten minutes.
    Whoever holds your phone, or takes over your number, does not know them.
pin-ask =
    <b>Please write your PIN.</b>
    It stands before { $step }.
    If you did not begin this, do not write it, and speak to your administrators. What you write is taken off this chat at once. If you have forgotten it, another administrator of your Party can take it off.
pin-step = “{ $what }” ({ $typed })
pin-step-about = “{ $what }” for { $name } ({ $typed })
pin-which =
    <b>Which six digits?</b>
    Please choose digits that nobody can guess from your birthday or phone number. What you write is taken off this chat at once, but it has reached Telegram.
pin-again = <b>Please write the same six digits once more.</b>

button-pin-new = Set a PIN
button-pin-change = Change the PIN
button-pin-off = Do without a PIN
button-unpin = Take off the PIN

recorded-pin = Your PIN is set.
recorded-pin-off = Your PIN is taken off.
recorded-unpin = The PIN of { $name } is taken off.{ $told ->
        [yes] {" "}{ $name } has been told.
       *[no] {""}
    }

pin-taken-off = An administrator of your Party has taken off your PIN. If you did not ask for this, please speak to your administrators and coordinators at once.
notice-pin-locked = A wrong PIN was written five times for { $name } ({ $agency }). Please ask { $name } in person, or by a call, whether it was so; if not, suspend the account.
notice-pin-off = The PIN of { $name } ({ $agency }) was taken off by an administrator.

error-not-a-pin = A PIN has six digits. Nothing was changed.
error-pin-too-late = The PIN was asked for more than ten minutes ago. Nothing was done; please begin again.
error-weak-pin = These digits are too easy to guess: one digit six times, or digits in their order.
error-pins-differ = The second time other digits were written. Please begin again.
error-wrong-pin = This is not your PIN. { $left ->
        [one] One try is left.
       *[other] { $left } tries are left.
    }
error-pin-locked = A wrong PIN was written five times. No PIN is taken until { $ends }; the administrators of your Party have been told.
error-no-pin = { $name } has no PIN.
error-own-pin = You change your own PIN by /pin. If you have forgotten it, another administrator of your Party can take it off.

menu-pin = PIN
