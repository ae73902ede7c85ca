# Redactions: a text that should not have been typed is taken out by both Parties.
button-redact = Take out a text
button-typed-text = Text { $number }
redaction-which = <b>Which text of { $code } contains personal data?</b>
    Choose where it is, do not write it again.
redaction-people = { $number ->
    [no] the invitations of { $party }
   *[other] person { $number } of { $party }
}
redaction-text = { $number }. { $field }, { $at }
field-typed-on = Date
approval-redaction = { $code }: take out a text ({ $field }) for good, and delete all earlier messages from the chats of both Parties
redaction-done = ✂️ A text of { $code } was taken out, as both Parties agreed. All earlier messages were deleted from the chats. What you have to do is in /today.
error-nothing-to-redact = There is no such text of { $code } to take out. If it was taken out already, there is nothing more to do.
taken-out = [taken out by both Parties]
