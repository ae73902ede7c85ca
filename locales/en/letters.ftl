# Official letters: made as PDF files, and opened by the code on them.
button-letter = Letter (PDF)
button-letter-open = Open the letter
button-letter-in = In { $language }
button-letter-word = Word file (DOCX)
button-next-number = Next number
letter-request = request
letter-notice = advance notice of a repatriation
    .button = Advance notice
letter-receipt = confirmation of receipt
    .button = Receipt
letter-ask = request for information
letter-supply = information
letter-reply = reply
letter-part = part of a reply
letter-refusal = refusal
letter-extension = extension of the due date
    .button = Extension
letter-invitation = invitation to a meeting
    .button = Invitation
letter-consent = consent to a disclosure
    .button = Consent
letters-title = <b>Letters on { $code }</b>
letters-by-hand = Names and particulars are never in the file: write them by hand.
letters-none = There is no letter for you to write on it now.
letter-title = <b>Letter</b>: { $act }, { $code }
recorded-letter = The letter is being sent: { $act }, { $code }.
letter-scanned =
    { $numbered ->
        [yes] Scanned letter: { $act }, number { $number }
        [gone] Scanned letter: { $act }. The record no longer has the number that is on it.
       *[no] Scanned letter: { $act }
    }
letter-extended = from { $before } to { $after }
letter-link = https://t.me/{ $bot }?start={ $code }
error-unknown-letter = This code is of no letter that you can open here. Scan it once more, or search for the letter number.
error-number-taken = The number was already taken: continue in the newest message.
error-no-such-letter = There is no such letter on { $code } now. Write /letter { $code } for those that there are.
error-no-documents =
    { $none ->
        [yes] This service cannot make documents. Its operator has to install the extra “documents”, and fonts.
       *[no] This service has no font for documents in { $language }. Its operator has to install one.
    }
