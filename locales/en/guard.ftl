# The guard: what is taken off the chat because it seems to hold personal data, and guesses at links.
guard-blocked = Your message seems to hold { $kind }. The desk kept nothing of it and is deleting it from this chat, but it has already reached Telegram. Please send such data by official letter only, and write again without it.

personal-email = an e-mail address
personal-resident-number = a Chinese resident identity number
personal-birth-date = a date of birth
personal-passport = a passport number
personal-identity-card = the number of an identity document
personal-phone = a telephone number

alert-guesses = Invitation links that do not work, tried at the desk within one hour: { $count }. Somebody may be guessing. Please look through the list of your people, and pass links only to those for whom they are meant.
alert-flood = Lines of people who have not joined, dropped within half a minute: { $count }. The service works; members are answered first. If it lasts, tell the operator.
