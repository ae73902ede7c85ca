"""What both Parties set together: proposed by one, told to the other, and ended by a second key.

What is about a case is not here: its proposals are told of with the case.
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
"""The topic of the notice that asks for the second key."""


async def propose(tx: Tx, person: Person, change: ProposedChange) -> Approval:
    """Propose a change to the other Party and tell it.

    Raises what ``two_keys.propose`` raises.
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
    """End what is open about a matter that has ended; nobody is asked for the second key now."""
    approval = await tx.of(Approvals).find_open(kind, subject_id)
    if approval is not None:
        await approval_service.expire_about(tx, kind, subject_id)
        await notification_service.after_step(
            tx, APPROVAL_SUBJECT, approval.code, actor=None, is_obsolete=lambda _: True
        )


async def notify_end(tx: Tx, approval: Approval, *, actor: Person | None) -> None:
    """Tell what became of a proposal: who did not end it, and both Parties where its time ended it.

    What asked for the second key is answered by that.
    """
    await notification_service.after_step(
        tx, APPROVAL_SUBJECT, approval.code, actor=actor, is_obsolete=lambda _: True
    )
    for party in tx.agreement.parties:
        if actor is None or party.code != actor.party:
            await _notify(tx, approval, party.code, actor=actor)


async def _notify(tx: Tx, approval: Approval, party: PartyCode, *, actor: Person | None) -> None:
    """Whoever proposed hears of the end for certain."""
    pressing = Priority.IMPORTANT if party == approval.party else Priority.ROUTINE
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
            priority=pressing,
            triggered_by=None if actor is None else actor.id,
        ),
    )


def _audience(tx: Tx, approval: Approval) -> Audience:
    """Who turns the key of a Party hears of it, and nobody else."""
    admins = Role.ADMIN in approval_type(tx, approval.change).approvers
    return Audience.APPROVERS if admins else Audience.COORDINATORS_ONLY
