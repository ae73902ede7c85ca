"""Proposals to the other Party and the notices about them.

Proposals about requests are not included: their notices belong to the request.
"""

from liaison.approvals import service as approval_service
from liaison.approvals.approval_type import ApprovalType, approval_type
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
    await _notify(tx, approval, tx.agreement.other(person.party).code, actor=person)
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
    kind = approval_type(tx, approval.change)
    await notification_service.notify(tx, notice_of(approval, kind, party, actor=actor))


def notice_of(
    approval: Approval, kind: ApprovalType, party: PartyCode, *, actor: Person | None
) -> NewNotice:
    """The notice to a Party that a proposal is open, or how it ended, for people who may approve.

    The Party that is asked must acknowledge it, and at the end the Party that proposed.
    """
    state = PROPOSED if approval.is_open else approval.state
    important = approval.is_open or party == approval.party
    admins = Role.ADMIN in kind.approvers
    return NewNotice(
        party=party,
        subject=APPROVAL_SUBJECT,
        subject_id=approval.code,
        notice_key=state,
        title=text(
            f"notice-approval-{state}", code=approval.code, matter=kind.text(approval.change)
        ),
        audience=Audience.APPROVERS if admins else Audience.COORDINATORS_ONLY,
        priority=Priority.IMPORTANT if important else Priority.ROUTINE,
        triggered_by=None if actor is None else actor.id,
    )
