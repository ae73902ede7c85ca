"""Amendments of the Agreement: a reference to the text, agreed with two keys (Article 12)."""

from collections.abc import Iterable
from datetime import date

from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.errors import Conflict

AMENDMENT_APPROVAL = ApprovalKind("amendment")
"""The Agreement's text, by a reference to what was signed (Article 12)."""

UNAMENDED = "none"
"""What stands before an amendment: nothing of that reference."""
TEXT = "text"
"""The reason of a proposal to amend: the text says it."""


class AmendmentAgreed(Conflict):
    """Both Parties have agreed to that very text."""

    key = "error-amendment-agreed"


def amendment(reference: str, day: date, agreed: Iterable[Approval]) -> ProposedChange:
    """What is proposed: the text of that reference and date. Raises ``AmendmentAgreed``."""
    for each in agreed:
        if each.change.of == reference and each.ended_at is not None:
            raise AmendmentAgreed(at=each.ended_at)
    return ProposedChange(
        kind=AMENDMENT_APPROVAL,
        of=reference,
        before=UNAMENDED,
        after=day.isoformat(),
        reason=TEXT,
    )
