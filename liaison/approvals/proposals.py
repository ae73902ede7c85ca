"""Proposals to the other Party and the notices about them.

Proposals about requests are not included: their notices belong to the request.
"""

from liaison.approvals import service as approval_service
from liaison.approvals.approval_type import approval_type, change_text
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_SUBJECT, Approval, ApprovalKind, ProposedChange
from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.escalation_policy import Priority
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import NewNotice

PROPOSED = "proposed"
"""Key of the notice that asks for approval."""


async def propose(tx: Tx, person: Person, change: ProposedChange) -> Approval:
    """Propose a change and notify the other Party.

    Raises what ``service.propose`` raises.
    """
    approval = await approval_service.propose(tx, person, change)
    await notification_service.notify(
        tx,
        NewNotice(
            party=tx.agreement.other(person.party).code,
            subject=APPROVAL_SUBJECT,
            subject_id=approval.code,
            notice_key=PROPOSED,
            title=text(
                "notice-approval-proposed", code=approval.code, matter=change_text(tx, change)
            ),
            audience=_audience(tx, approval),
            priority=Priority.IMPORTANT,
            triggered_by=person.id,
        ),
    )
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
    for party in tx.agreement.parties:
        if actor is None or party.code != actor.party:
            await _notify(tx, approval, party.code, actor=actor)


async def _notify(tx: Tx, approval: Approval, party: PartyCode, *, actor: Person | None) -> None:
    """Notify one Party; the proposing Party must acknowledge."""
    priority = Priority.IMPORTANT if party == approval.party else Priority.ROUTINE
    await notification_service.notify(
        tx,
        NewNotice(
            party=party,
            subject=APPROVAL_SUBJECT,
            subject_id=approval.code,
            notice_key=approval.state,
            title=text(
                f"notice-approval-{approval.state}",
                code=approval.code,
                matter=change_text(tx, approval.change),
            ),
            audience=_audience(tx, approval),
            priority=priority,
            triggered_by=None if actor is None else actor.id,
        ),
    )


def _audience(tx: Tx, approval: Approval) -> Audience:
    """Only people who may approve are notified."""
    admins = Role.ADMIN in approval_type(tx, approval.change).approvers
    return Audience.APPROVERS if admins else Audience.COORDINATORS_ONLY
