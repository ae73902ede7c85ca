"""Proposals to the other Party and the notices about them.

Proposals about requests are not included: their notices belong to the request.
"""

from collections.abc import Iterator

from liaison.approvals import service as approval_service
from liaison.approvals.approval_type import ApprovalType, approval_type
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_SUBJECT, Approval, ApprovalKind, ProposedChange
from liaison.core.agreement import Agreement, PartyCode, Priority
from liaison.core.cards import text
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NewNotice
from liaison.notifications.rules import Audience

PROPOSED = "proposed"
"""Key of the notice that asks for approval."""


async def propose(tx: Tx, person: Person, change: ProposedChange) -> Approval:
    """Propose a change and notify the other Party.

    Raises what ``service.propose`` raises.
    """
    approval = await approval_service.propose(tx, person, change)
    await _notify(tx, approval, actor=person)
    return approval


async def expire_about(tx: Tx, kind: ApprovalKind, subject_id: str) -> None:
    """Expire the open proposal about a record that has ended, and resolve its notices."""
    approval = await tx.of(Approvals).find_open(kind, subject_id)
    if approval is not None:
        await approval_service.expire_about(tx, kind, subject_id)
        await notification_service.after_step(
            tx, APPROVAL_SUBJECT, approval.code, actor=None, is_obsolete=lambda _: True
        )


async def notify_end(tx: Tx, approval: Approval, *, actor: Person | None) -> None:
    """Resolve the notices that ask for approval, and notify of the end of a proposal: the other
    Party of the actor, or both Parties if it expired.
    """
    await notification_service.after_step(
        tx, APPROVAL_SUBJECT, approval.code, actor=actor, is_obsolete=lambda _: True
    )
    await _notify(tx, approval, actor=actor)


async def _notify(tx: Tx, approval: Approval, *, actor: Person | None) -> None:
    kind = approval_type(tx, approval.change)
    notices = notices_of(approval, kind, tx.agreement, actor=actor)
    await notification_service.notify(tx, *notices)


def notices_of(
    approval: Approval, kind: ApprovalType, agreement: Agreement, *, actor: Person | None
) -> Iterator[NewNotice]:
    """The notices that a proposal is open, or how it ended, for people who may approve."""
    state = PROPOSED if approval.is_open else approval.state
    title = text(f"notice-approval-{state}", code=approval.code, matter=kind.text(approval.change))
    for party, priority in told(approval, agreement, actor=actor):
        yield NewNotice(
            party=party,
            subject=APPROVAL_SUBJECT,
            subject_id=approval.code,
            notice_key=state,
            title=title,
            audience=(
                Audience.APPROVERS if Role.ADMIN in kind.approvers else Audience.COORDINATORS_ONLY
            ),
            priority=priority,
            triggered_by=None if actor is None else actor.id,
        )


def told(
    approval: Approval, agreement: Agreement, *, actor: Person | None
) -> Iterator[tuple[PartyCode, Priority]]:
    """Who is told of a proposal or its end: the other Party of the actor, or both if it expired.

    The Party that is asked must acknowledge it, and at the end the Party that proposed.
    """
    for party in agreement.parties:
        if actor is None or party.code != actor.party:
            important = approval.is_open or party.code == approval.party
            yield party.code, Priority.IMPORTANT if important else Priority.ROUTINE
