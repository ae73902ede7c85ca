"""Amendments of the Agreement: a reference to a text, approved by both Parties (Article 12)."""

from collections.abc import Iterable
from datetime import date

from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.errors import Conflict

AMENDMENT_APPROVAL = ApprovalKind("amendment")
"""A change of the Agreement's text, by a reference to the signed document (Article 12)."""

UNAMENDED = "none"
"""The value before an amendment: no text with that reference."""
TEXT = "text"
"""The reason of a proposal to amend; the text itself gives the reasons."""


def amendment(reference: str, day: date, agreed: Iterable[Approval]) -> ProposedChange:
    """The proposed text with that reference and date. Raises ``Conflict``."""
    for each in agreed:
        if each.change.of == reference and each.ended_at is not None:
            raise Conflict("error-amendment-agreed", at=each.ended_at)
    return ProposedChange(
        AMENDMENT_APPROVAL, reference, before=UNAMENDED, after=day.isoformat(), reason=TEXT
    )
