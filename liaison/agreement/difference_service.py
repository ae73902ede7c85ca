"""Differences about the Agreement: opened by one Party, closed by both (Article 11)."""

from liaison.agreement import differences
from liaison.agreement.differences import (
    CODE_PREFIX,
    DIFFERENCE_APPROVAL,
    Difference,
    check_open,
)
from liaison.agreement.repository import Differences
from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ProposedChange
from liaison.core.access import COORDINATORS, require_role
from liaison.core.agreement import Priority
from liaison.core.cards import text
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import Person
from liaison.core.references import DifferenceCode
from liaison.core.transaction import Tx, unused_code
from liaison.lifecycle.steps import Step, finish_step, found_or_raise, save_step
from liaison.notifications.kinds import NoticeKind, Side
from liaison.notifications.rules import Audience

OPENED = NoticeKind(
    "difference-opened", AGREEMENT_SUBJECT, Audience.APPROVERS, Side.OTHER, Priority.IMPORTANT
)
OPEN, CLOSED = "open", "closed"
SETTLED = "settled"
"""The reason of a proposal to close a difference."""


async def lock(tx: Tx, code: DifferenceCode) -> Difference:
    """Load a difference. Raises ``WrongValue``."""
    return found_or_raise(await tx.of(Differences).lock(code), "error-unknown-difference")


async def open_difference(tx: Tx, person: Person, title: str) -> Difference:
    """Open a difference and notify the other Party. Raises ``NotYourRole``."""
    require_role(person, COORDINATORS)
    difference = Difference(
        code=await unused_code(
            tx, person.party, CODE_PREFIX, DifferenceCode, tx.of(Differences).lock
        ),
        title=title,
        party=person.party,
        by=person.id,
        opened_at=tx.now,
    )
    await tx.of(Differences).add(difference)
    opened = text("notice-difference-opened", code=difference.code)
    notices = OPENED.notices(tx.agreement, person.party, difference.code, opened, by=person.id)
    step = Step(difference, "open", actor=person, notices=notices)
    return await finish_step(tx, step)


async def propose_closing(tx: Tx, person: Person, code: DifferenceCode) -> Approval:
    """Propose to the other Party to close a difference as settled.

    Raises ``WrongValue``, ``Conflict`` or what ``approvals.service.propose`` raises.
    """
    check_open(await lock(tx, code))
    change = ProposedChange(DIFFERENCE_APPROVAL, code, before=OPEN, after=CLOSED, reason=SETTLED)
    return await approval_service.propose(tx, person, change)


async def apply(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Close a difference that both Parties settled. Raises ``WrongValue`` or ``Conflict``."""
    closed = differences.close(await lock(tx, DifferenceCode(change.of)), at=tx.now)
    step = Step(closed, "close", actor=person, subject=AGREEMENT_SUBJECT, of=closed.code)
    await save_step(tx, step, tx.of(Differences).change)
