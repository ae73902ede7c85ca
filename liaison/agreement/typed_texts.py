"""The letters and titles that people typed about the Agreement."""

from collections.abc import Sequence

from liaison.agreement.repository import Differences, Terminations
from liaison.agreement.rules import DIFFERENCE_RECORD, TERMINATION_RECORD, TerminationCode
from liaison.agreement.service import AMENDMENT_APPROVAL
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_RECORD, ApprovalCode
from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.references import DifferenceCode
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import found_or_raise
from liaison.redactions.service import TypedText


async def of_termination(tx: Tx, _party: PartyCode, code: str) -> Sequence[TypedText]:
    """The letters of a notice of termination. Raises ``WrongValue``."""
    known = found_or_raise(await tx.of(Terminations).lock(TerminationCode(code)), "/agreement")
    texts = [("letter", known.notice)]
    if known.withdrawal is not None:
        texts.append(("withdrawal-letter", known.withdrawal))
    record = RecordRef(TERMINATION_RECORD, code)
    return [TypedText(name, each.letter, each.day, record, "letter-day") for name, each in texts]


async def of_difference(tx: Tx, _party: PartyCode, code: str) -> Sequence[TypedText]:
    """The title of a difference. Raises ``WrongValue``."""
    known = found_or_raise(await tx.of(Differences).lock(DifferenceCode(code)), "/agreement")
    record = RecordRef(DIFFERENCE_RECORD, code)
    return [TypedText("difference", known.title, known.opened_at, record)]


async def of_amendment(tx: Tx, _party: PartyCode, code: str) -> Sequence[TypedText]:
    """The reference of an amendment. Raises ``WrongValue``."""
    known = found_or_raise(await tx.of(Approvals).get(ApprovalCode(code)), "/approvals")
    if known.change.kind != AMENDMENT_APPROVAL:
        return ()
    record = RecordRef(APPROVAL_RECORD, code)
    return [TypedText("letter", known.change.of, known.made_at, record)]
