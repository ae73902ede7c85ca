# Two keys: what both Parties must agree to, and the extension of a case.
button-extend = Propose an extension
button-extension-agree = ✓ Agree to the extension
button-extension-decline = Decline the extension
button-extension-withdraw = Withdraw the extension

extension-reason-information-awaited = information is still awaited
    .button = Information awaited
extension-reason-many-persons = many persons are concerned
    .button = Many persons
extension-reason-court = a court is dealing with it
    .button = Before a court
extension-reason-holidays = public holidays
extension-reason-other-channel = it is dealt with through another channel
    .button = Another channel

extend-until = <b>Until which day shall the time for { $reference } run?</b>
    It ends on { $due } now. Press a day or write a date, for example 15 March 2026.
extend-why = <b>Why shall the time for { $reference } run until { $due }?</b>
    The other Party is asked as soon as you choose. The date moves only if it agrees.

case-extended = Extended by both Parties from { $first } to { $due }.
case-extension-proposed = <b>{ $party } proposes a new due date: { $first } → { $due }</b> ({ $code }). Reason: { $reason }. Open until { $ends }.
explain-extended = Both Parties agreed to extend the time from { $first } to { $due }.

action-extend = Extension agreed by both Parties
recorded-extend = The time for { $reference } has been extended.
recorded-extension-proposed = The extension of { $reference } has been proposed to the other Party. The date stands until it agrees.
recorded-extension-agree = Agreed: the time for { $reference } has been extended.
recorded-extension-decline = The extension of { $reference } has been declined. The date stands.
recorded-extension-withdraw = The proposed extension of { $reference } has been withdrawn. The date stands.

notice-extend = { $reference }: both Parties agreed to extend the time.
notice-extension-proposed = 📆 { $reference }: an extension is proposed.
notice-extension-declined = { $reference }: the other Party declined the extension. The date stands.
notice-extension-withdrawn = { $reference }: the other Party withdrew the extension that it had proposed. The date stands.
notice-extension-expired = ⏱ { $reference }: the proposed extension was not answered in time. The date stands.

error-extension-passed = The proposed date, { $due }, has passed, so it cannot be agreed to any more; please propose a later one. Nothing was changed.
error-unknown-approval = There is no proposal of that code here. Nothing was changed; this is what is open.
error-approval-pending = Proposed already and waiting for an answer: { $code }. Nothing was proposed beside it.
error-approval-ended = { $code } is open no longer. Nothing was changed; this is how it stands now.
error-already-decided = Already recorded for { $code }: { $at }.
error-decided-by-colleague = Somebody of your Party was first ({ $at }). Nothing of yours was recorded.
error-own-approval = Your own Party proposed { $code }. The other Party has to agree.
error-other-partys-approval = The other Party proposed { $code }; only it can withdraw it. You may agree or decline.
error-no-approver = Both Parties must agree, and { $party } has nobody at this desk who could. Nothing was proposed.

menu-keys = Waits for both keys
approvals-title = <b>What needs the keys of both Parties</b>
approvals-none = Nothing waits.
approval-line = { $code }, proposed by { $party }: { $matter }; open until { $ends }
approval-title = <b>{ $code }</b>, proposed by { $party }:
approval-extension = { $reference }: due { $before } → { $after }
approval-open = Open until { $ends }.
approval-agreed = Agreed by { $who }, { $at }: it holds.
approval-declined = Declined by { $who }, { $at }. What stood stands.
approval-withdrawn = Withdrawn by { $who }, { $at }. What stood stands.
approval-expired = Not answered in time ({ $at }). What stood stands.
button-approval-agree = ✓ Agree
button-approval-decline = Decline
button-approval-withdraw = Withdraw proposal
recorded-approval-agree = Agreed: { $code } holds from now on.
recorded-approval-decline = { $code } has been declined. What stood stands.
recorded-approval-withdraw = { $code } has been withdrawn. What stood stands.
notice-approval-proposed = 🔑 { $code }: the other Party proposes a change.
notice-approval-agreed = { $code }: both Parties agreed.
notice-approval-declined = { $code }: the other Party declined.
notice-approval-withdrawn = { $code }: the other Party withdrew its proposal.
notice-approval-expired = ⏱ { $code } was not answered in time.
