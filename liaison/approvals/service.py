"""Two keys: what one Party proposes and the other agrees to, kept, audited and let expire.

Whoever calls has locked the matter that a proposal is about; what it changes there, and who hears
of it, is the caller's.
"""

from liaison.approvals import rules as approval_rules
from liaison.approvals.approval_type import approval_type
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import (
    CODE_PREFIX,
    Change,
    KeyOpen,
    NobodyToAgree,
    TwoKey,
    TwoKeyAction,
    TwoKeyCode,
    TwoKeyKind,
)
from liaison.core.cards import text
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx, unused_code
from liaison.core.working_time import DAY
from liaison.lifecycle.steps import Step, Timer, finish_step, save_step

WAKE = "two_key"
"""The kind under which proposals are looked at again."""


async def propose(tx: Tx, person: Person, change: Change) -> TwoKey:
    """Propose a change to the other Party.

    Raises ``NotYourRole``, ``NobodyToAgree``, or ``KeyOpen`` where the like is open already.
    """
    other = tx.agreement.other(person.party)
    approvers = approval_type(tx, change).approvers
    if not await tx.of(People).team(other.code, *approvers):
        raise NobodyToAgree(party=text(other.name))
    while True:
        await check_none_open(tx, change.kind, change.of)
        key = approval_rules.propose(
            change,
            person,
            approvers=approvers,
            code=await unused_code(
                tx, person.party, CODE_PREFIX, TwoKeyCode, tx.of(TwoKeys).exists
            ),
            at=tx.now,
            open_for=tx.agreement.two_keys.open_days * DAY,
        )
        if await tx.of(TwoKeys).add(key):
            break
    timer = Timer(kind=WAKE, subject=key.code, at=key.expires_at)
    return await finish_step(tx, Step(record=key, action="propose", by=person, timer=timer))


async def check_none_open(tx: Tx, kind: TwoKeyKind, of: str) -> None:
    """Raises ``KeyOpen`` where something is proposed already for the same."""
    opened = await tx.of(TwoKeys).find_open(kind, of)
    if opened is not None:
        raise KeyOpen(code=opened.code)


async def end(tx: Tx, person: Person, key: TwoKey, action: TwoKeyAction) -> TwoKey:
    """Agree, decline or withdraw. Raises what ``life.end`` raises."""
    approvers = approval_type(tx, key.change).approvers
    ended = approval_rules.end(key, action, person, approvers=approvers, at=tx.now)
    await _keep(tx, ended, action, by=person)
    return ended


async def expire(tx: Tx, key: TwoKey) -> TwoKey:
    """End an open proposal that nobody answered in time."""
    ended = approval_rules.expire(key, at=tx.now)
    await _keep(tx, ended, "expire", by=None)
    return ended


async def settle(tx: Tx, kind: TwoKeyKind, of: str) -> None:
    """End what is open about a matter that has ended."""
    key = await tx.of(TwoKeys).find_open(kind, of)
    if key is not None:
        await _keep(tx, approval_rules.expire(key, at=tx.now), "settle", by=None)


async def _keep(tx: Tx, key: TwoKey, step: str, *, by: Person | None) -> None:
    timer = Timer(kind=WAKE, subject=key.code, at=None)
    await save_step(tx, Step(record=key, action=step, by=by, timer=timer), tx.of(TwoKeys).change)
