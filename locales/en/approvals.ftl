# Joint approvals: what both Parties must agree to, and the extension of a request.
button-extend = Propose an extension
button-extension-agree = Agree to the extension
button-extension-decline = Decline the extension
button-extension-withdraw = Withdraw proposal

extension-reason-information-awaited = information is still awaited
    .button = Information awaited
extension-reason-many-persons = many people are concerned
    .button = Many people
extension-reason-court = a court is dealing with it
    .button = Before a court
extension-reason-holidays = public holidays
extension-reason-other-channel = it is handled through another channel
    .button = Another channel
extension-reason-wrong-receipt = the day of receipt was recorded wrongly
    .button = Wrong day of receipt
extension-reason-verifying = the verification is not finished
    .button = Still verifying

extend-until = <b>What is the new due date for { $reference }?</b>
    The day of receipt stays as recorded: only an extension that both Parties agree to changes the due date.
    It is due on { $due } now. Choose a day or write a date, for example 15 March 2026.
extend-why = <b>Why do you need until { $due } for { $reference }?</b>
    The date changes only if { $other_party } agrees.

request-extended = Extended by both Parties from { $first } to { $due }.
request-extension-proposed = <b>{ $party } proposes a new due date: { $first } → { $due }</b> ({ $code }). Reason: { $reason }. Open until { $ends }.

action-extend = Extension agreed by both Parties
history-extension =
    { $state ->
        [proposed] Extension proposed
        [declined] Extension declined
        [withdrawn] Proposed extension withdrawn
        [overtaken] Proposed extension no longer needed
       *[expired] Proposed extension not answered in time
    }
recorded-extension-proposed = You proposed an extension. The date changes only if { $other_party } agrees.
recorded-extension =
    { $action ->
        [agree] Agreed: the due date is extended.
        [decline] You declined the extension. The date does not change.
       *[withdraw] You withdrew the proposed extension. The date does not change.
    }

notice-extend = ✓ { $reference }: both Parties agreed to extend the due date.
extension-over = { $reference }: the proposed extension is no longer open.
notice-extension-proposed = 📆 { $reference }: { $other_party } proposes an extension.
notice-extension-declined = ✗ { $reference }: { $other_party } declined the extension. The date does not change.
notice-extension-withdrawn = ✗ { $reference }: { $other_party } withdrew its proposed extension. The date does not change.
notice-extension-expired = ⏱ { $reference }: the proposed extension was not answered in time. The date does not change.

error-approval-pending = This is already proposed and not answered yet: { $code }. Nothing was proposed.
error-approval-ended = { $code } is no longer open. Nothing was changed: this is its state now.
error-other-partys-approval = { $other_party } proposed { $code }, so only { $other_party } can withdraw it. You can agree or decline.
error-no-approver = Both Parties must agree, but { $party } has no one here who can. Nothing was proposed.

approvals-title = <b>Joint approvals</b>
approval-line = { $code }, proposed by { $party }: { $matter }; open until { $ends }
approval-title = <b>{ $code }</b>, proposed by { $party }:
approval-extension = { $reference }: due { $before } → { $after }
approval-open = Open until { $ends }.
approval-ended =
    { $state ->
        [agreed] Agreed by { $who }, { $at }: in effect.
        [declined] Declined by { $who }, { $at }. Nothing changes.
        [withdrawn] Withdrawn by { $who }, { $at }. Nothing changes.
       *[expired] Not answered in time ({ $at }). Nothing changes.
    }
button-approval-agree = Agree
button-approval-decline = Decline
button-approval-withdraw = Withdraw proposal
recorded-approval =
    { $action ->
        [agree] Agreed: { $code } takes effect now.
        [decline] You declined { $code }. Nothing changes.
       *[withdraw] You withdrew { $code }. Nothing changes.
    }
notice-approval-proposed = 🔑 { $code }: { $other_party } asks { $own_party } to agree.
notice-approval-agreed = ✓ { $code }: both Parties agreed.
notice-approval-declined = ✗ { $code }: { $other_party } declined.
notice-approval-withdrawn = ✗ { $code }: { $other_party } withdrew its proposal.
notice-approval-expired = ⏱ { $code } was not answered in time.
