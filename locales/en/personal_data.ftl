# The filter for personal data, and guessed invitations.
guard-blocked = Your message seems to contain { $kind }. The bot did not keep it and is deleting it from this chat, but it has already reached Telegram. Send such data by official letter only, and write again without it.
guard-letter-day = If it is the date of a letter, write “letter date” before it.

personal-data =
    { $kind ->
        [email] an e-mail address
        [resident_number] a Chinese resident identity number
        [birth_date] a date of birth
        [passport] a passport number
        [identity_card] the number of an identity document
       *[phone] a telephone number
    }

alert-guesses = ⚠️ Wrong invitation links, or wrong words after /lost, tried within one hour: { $count }. It may be an attempt to guess. Please check the list of people, give links only to the people invited, and ask for words of /lostword that no one can guess.
alert-flood = ⚠️ { $count } messages of people who have not joined were dropped within half a minute. The service works; members are answered first. If it lasts, tell the operator.
