# E-mail: the address of a person, and what little an e-mail says.
mail-subject = Liaison bot
mail-waiting = The liaison desk holds something for you: { $reference }. Please open the chat with the desk.
mail-code = Your code for the liaison desk is { $code }. It can be used for { $minutes } minutes. If you did not ask for it, please ignore this e-mail.

mail-ask = The desk has no e-mail address of yours. Please write one: the desk uses it when Telegram does not reach you and in emergencies, and an e-mail never holds more than a reference.
mail-present = Your e-mail address at the desk is { $address }. To change it, please write another one.
mail-code-asked = A code of six digits has been sent to { $address }. Please write it here within { $minutes } minutes.
mail-confirmed = { $address } is confirmed. The desk uses it when Telegram does not reach you and in emergencies.
mail-removed = The desk keeps no e-mail address of yours.

button-mail-remove = Remove the address
button-mail-again = Ask for a new code

error-no-mail = This desk cannot send e-mail.
error-not-an-address = This is not an e-mail address. Please write it like name@example.org.
error-too-many-codes = Five codes have been sent within the hour already. Please try again in an hour.
error-no-code = No code is being waited for. Please start with /email.
error-wrong-code = This is not the code that was sent. { $left ->
        [one] One try is left.
       *[other] { $left } tries are left.
    }
error-code-too-old = The code is older than 15 minutes. Please ask for a new one.
error-code-tries = The code was wrong too often and can no longer be used. Please ask for a new one.

alert-no-mail = The e-mail { $row } of the desk was refused by the mail server, and it was not delivered. Please tell the operator.

menu-email = E-mail
