# E-mail: the address of a person, and what little an e-mail says.
mail-subject = Liaison bot
mail-waiting = The liaison bot has a message for you: { $reference }. Please open the chat with the bot.
mail-page = Something waits for you on the page of the liaison service: { $url }
mail-code = Your code for the liaison bot is { $code }. It is valid for { $minutes } minutes. If you did not ask for it, ignore this e-mail.

mail-ask = The bot has no e-mail address for you. Please write one: it is used if a message does not reach you and in emergencies. An e-mail contains only a reference.
mail-present = Your e-mail address is { $address }. To change it, write another one.
mail-code-asked = A code of 6 digits was sent to { $address }. Write it here within { $minutes } minutes.
mail-confirmed = { $address } is confirmed. It is used if a message does not reach you and in emergencies.
mail-removed = Your e-mail address was removed.

button-mail-remove = Remove the address
button-mail-again = Ask for a new code

error-no-mail = This bot cannot send e-mail.
error-not-an-address = This is not an e-mail address. Write it like name@example.org.
error-too-many-codes = You have asked for 5 codes within an hour. Try again in an hour.
error-no-code = No code is valid now. Ask for a new one: /email
error-wrong-code = This is not the code that was sent. { $left ->
        [one] One try is left.
       *[other] { $left } tries are left.
    }

alert-no-mail = ⚠️ The mail server refused e-mail { $row }, and it was not delivered. Please tell the operator.
