"""Approvals: saved, audited and expired.

The caller has locked the subject of the proposal, changes it and sends the notices.
"""

from liaison.approvals import rules as approval_rules
from liaison.approvals.approval_type import approval_type
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import (
    CODE_PREFIX,
    Approval,
    ApprovalAction,
    ApprovalCode,
    ApprovalKind,
    ProposedChange,
)
from liaison.core.cards import text
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx, unused_code
from liaison.core.working_time import DAY
from liaison.lifecycle.steps import NextCheck, Step, finish_step, save_step

TIMER = "two_key"
"""Timer kind for the expiry of proposals."""


async def propose(tx: Tx, person: Person, change: ProposedChange) -> Approval:
    """Propose a change to the other Party.

    Raises ``NotYourRole``, ``UserError``, or ``Conflict`` if a similar proposal is open.
    """
    other = tx.agreement.other(person.party)
    approvers = approval_type(tx, change).approvers
    if not await tx.of(People).team(other.code, *approvers):
        raise UserError("error-no-approver", party=text(other.name))
    while True:
        await check_none_open(tx, change.kind, change.of)
        approval = approval_rules.propose(
            change,
            person,
            approvers=approvers,
            code=await unused_code(
                tx, person.party, CODE_PREFIX, ApprovalCode, tx.of(Approvals).get
            ),
            at=tx.now,
            open_for=tx.agreement.approvals.open_days * DAY,
        )
        if await tx.of(Approvals).add(approval):
            break
    timer = NextCheck(TIMER, approval.code, at=approval.expires_at)
    step = Step(approval, "propose", actor=person, timer=timer, of=approval.change.of)
    return await finish_step(tx, step)


async def check_none_open(tx: Tx, kind: ApprovalKind, of: str) -> None:
    """Check that no proposal about the same subject is open. Raises ``Conflict``."""
    opened = await tx.of(Approvals).find_open(kind, of)
    if opened is not None:
        raise Conflict("error-approval-pending", code=opened.code)


async def end(tx: Tx, person: Person, approval: Approval, action: ApprovalAction) -> Approval:
    """Agree, decline or withdraw. Raises what ``rules.end`` raises."""
    approvers = approval_type(tx, approval.change).approvers
    by = await tx.of(People).get(approval.ended_by)
    first = "" if by is None else by.name
    ended = approval_rules.end(
        approval, action, person, approvers=approvers, at=tx.now, first=first
    )
    await _save(tx, ended, action, actor=person)
    return ended


async def expire(tx: Tx, approval: Approval) -> Approval:
    """Expire an open proposal that was not answered in time."""
    ended = approval_rules.expire(approval, at=tx.now)
    await _save(tx, ended, "expire", actor=None)
    return ended


async def expire_about(tx: Tx, kind: ApprovalKind, subject_id: str) -> None:
    """Expire the open proposal about a subject that has ended."""
    approval = await tx.of(Approvals).find_open(kind, subject_id)
    if approval is not None:
        await _save(tx, approval_rules.expire(approval, at=tx.now), "settle", actor=None)


async def _save(tx: Tx, approval: Approval, step: str, *, actor: Person | None) -> None:
    timer = NextCheck(TIMER, approval.code, at=None)
    ended = Step(approval, step, actor=actor, timer=timer, of=approval.change.of)
    await save_step(tx, ended, tx.of(Approvals).change)
