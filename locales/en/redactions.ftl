# Redactions: a text that should not have been typed is taken out by both Parties.
button-redact = Take out personal data
button-typed-text = Text { $number }
redaction-which = <b>Which text of { $code } contains personal data?</b>
    Choose where it is, do not write it again. For another record, write /redact with its number.
redaction-people = { $number ->
    [no] the invitations of { $party }
   *[other] person { $number } of { $party }
}
redaction-text = { $number }. { $field } · { $dated }: { $at }
field-typed-on = Written
field-joined = Joined
field-asked-on = Proposed
approval-redaction = { $code }: take out personal data ({ $field }) for good, and delete all earlier messages from the chats of both Parties
redaction-done = ✂️ A text of { $code } was taken out, as both Parties agreed. All earlier messages were deleted from the chats. What you have to do is in /today.
error-nothing-to-redact = There is no such text of { $code } to take out. If it was taken out already, there is nothing more to do.
error-not-redacted = Of { $code } nothing can be taken out: it is a number of up to five digits, or words that the bot itself uses. Correct it: open the record.
taken-out = [taken out by both Parties]
