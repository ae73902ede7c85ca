"""Answers to proposals: agree, decline, withdraw, expire."""

from liaison.approvals import proposals, service
from liaison.approvals.approval_type import approval_type
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalAction, ApprovalCode, UnknownApproval
from liaison.core.people import Person
from liaison.core.registry import Unregistered
from liaison.core.transaction import Tx


async def find(tx: Tx, code: ApprovalCode) -> Approval:
    """Load and lock a proposal.

    Raises ``UnknownApproval``, also if only a newer version of the service knows its kind.
    """
    try:
        approval = await _locked(tx, code)
    except Unregistered:
        raise UnknownApproval from None
    if approval is None:
        raise UnknownApproval
    return approval


async def answer_proposal(
    tx: Tx, person: Person, code: ApprovalCode, action: ApprovalAction
) -> Approval:
    """Agree to or decline a proposal of the other Party, or withdraw one of the own Party.

    Raises ``UnknownApproval``, what ``service.end`` raises, or what prevents the change now; the
    proposal then stays open.
    """
    approval = await find(tx, code)
    kind = approval_type(tx, approval.change)
    if kind.command is not None:
        raise UnknownApproval  # such a proposal is answered through its record
    agrees = action is ApprovalAction.AGREE
    if agrees and kind.check is not None:
        await kind.check(tx, approval.change)
    ended = await service.end(tx, person, approval, action)
    if agrees and kind.apply is not None:
        await kind.apply(tx, person, approval.change)
    await proposals.notify_end(tx, ended, actor=person)
    return ended


async def run_timer(tx: Tx, code: ApprovalCode) -> None:
    """Expire a proposal whose time is over, and notify both Parties."""
    approval = await _locked(tx, code)
    if approval is None or not approval.is_open:
        await tx.schedule_timer(service.TIMER, code, None)
    elif approval.expires_at > tx.now:
        await tx.schedule_timer(service.TIMER, code, approval.expires_at)
    else:
        ended = await service.expire(tx, approval)
        tell_expiry = approval_type(tx, approval.change).tell_expiry
        if tell_expiry is None:
            await proposals.notify_end(tx, ended, actor=None)
        else:
            await tell_expiry(tx, ended)


async def _locked(tx: Tx, code: ApprovalCode) -> Approval | None:
    """Load and lock a proposal after its record; every transaction locks in this order."""
    seen = await tx.of(Approvals).get(code)
    if seen is None:
        return None
    if (lock := approval_type(tx, seen.change).lock) is not None:
        await lock(tx, seen)
    return await tx.of(Approvals).locked(code)
