"""Amendments of the Agreement: one Party proposes a text, the other agrees (Article 12)."""

from collections.abc import Iterable, Sequence
from datetime import date

from liaison.agreement import terminations
from liaison.agreement.repository import Terminations
from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.errors import Conflict
from liaison.core.people import Person
from liaison.core.transaction import Tx, today_of
from liaison.core.validation import text_days

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


async def check_not_ended(tx: Tx) -> None:
    """Check that the Agreement has not ended. Raises ``Conflict``."""
    terminations.check_not_ended(await tx.of(Terminations).latest(), tx.now)


async def agreed(tx: Tx) -> Sequence[Approval]:
    """The amendments that both Parties agreed to, newest first."""
    return await tx.of(Approvals).agreed(AMENDMENT_APPROVAL)


async def propose(tx: Tx, person: Person, *, reference: str, day: date) -> Approval:
    """Propose the text with that reference and date, a local date of the person's Party.

    Raises ``Conflict``, ``DateOutOfRange`` or what ``approvals.service.propose``
    raises.
    """
    await check_not_ended(tx)
    text_days(today_of(tx, person.party)).check(day)
    change = amendment(reference, day, await agreed(tx))
    return await approval_service.propose(tx, person, change)
