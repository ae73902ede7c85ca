"""Turning the second key: what was proposed comes into force, or to nothing."""

from typing import assert_never

from liaison.agreement import amendment_service, difference_service
from liaison.approvals import proposals as approval_proposals
from liaison.approvals import service as approval_service
from liaison.approvals.kinds import matter_text
from liaison.approvals.rules import Change, TwoKey, TwoKeyAction, TwoKeyCode, TwoKeyKind, UnknownKey
from liaison.core.people import Person
from liaison.core.references import DifferenceCode
from liaison.core.transaction import Tx
from liaison.disclosures import service as disclosure_service
from liaison.disclosures.rules import code_in
from liaison.plan import changes as plan_changes
from liaison.plan.rules import ActivityNumber
from liaison.requests import extensions
from liaison.settings import service as settings_service


async def find(tx: Tx, code: TwoKeyCode) -> TwoKey:
    """A proposal; nobody else ends it before this transaction does. Raises ``UnknownKey``."""
    key = await _locked(tx, code)
    if key is None:
        raise UnknownKey
    return key


async def answer(tx: Tx, person: Person, code: TwoKeyCode, action: TwoKeyAction) -> TwoKey:
    """Agree to what the other Party proposed, decline it, or withdraw what the own one did.

    Raises ``UnknownKey``, what ``two_keys.end`` raises, or what forbids the change by now; then
    the proposal stays open.
    """
    key = await find(tx, code)
    if key.change.kind is TwoKeyKind.EXTENSION:
        raise UnknownKey  # it is ended with its case
    if action is TwoKeyAction.AGREE and key.change.kind is TwoKeyKind.AMENDMENT:
        await amendment_service.check_not_ended(tx)
    ended = await approval_service.end(tx, person, key, action)
    if action is TwoKeyAction.AGREE:
        await _put_in_force(tx, person, key.change)
    await approval_proposals.tell_end(tx, ended, matter=matter_text(key.change), by=person)
    return ended


async def look(tx: Tx, code: TwoKeyCode) -> None:
    """Look at a proposal whose time has come: it expires, and both Parties hear of it."""
    seen = await tx.two_keys.get(code)
    if seen is not None and seen.change.kind is TwoKeyKind.EXTENSION:
        await extensions.look(tx, code)
        return
    key = await _locked(tx, code)
    if key is None or not key.is_open:
        await tx.wake(approval_service.WAKE, code, None)
    elif key.expires_at > tx.now:
        await tx.wake(approval_service.WAKE, code, key.expires_at)
    else:
        ended = await approval_service.expire(tx, key)
        await approval_proposals.tell_end(tx, ended, matter=matter_text(key.change), by=None)


async def _locked(tx: Tx, code: TwoKeyCode) -> TwoKey | None:
    """A proposal, locked after what it is about: every transaction takes the two in this order."""
    seen = await tx.two_keys.get(code)
    if seen is not None and seen.change.kind is TwoKeyKind.ACTIVITY:
        await tx.activities.get(ActivityNumber(int(seen.change.of)))
    elif seen is not None and seen.change.kind is TwoKeyKind.DIFFERENCE:
        await tx.differences.get(DifferenceCode(seen.change.of))
    elif seen is not None and seen.change.kind is TwoKeyKind.DISCLOSURE:
        await tx.disclosures.get(code_in(seen.change))
    return await tx.two_keys.locked(code)


async def _put_in_force(tx: Tx, person: Person, change: Change) -> None:
    match change.kind:
        case TwoKeyKind.SETTING:
            await settings_service.put_in_force(tx, person, change)
        case TwoKeyKind.DIFFERENCE:
            await difference_service.put_in_force(tx, person, change)
        case TwoKeyKind.ACTIVITY:
            await plan_changes.put_in_force(tx, person, change)
        case TwoKeyKind.DISCLOSURE:
            await disclosure_service.put_in_force(tx, person, change)
        case TwoKeyKind.AMENDMENT | TwoKeyKind.EXTENSION:
            pass  # what was agreed is itself the record; an extension is agreed with its case
        case _:
            assert_never(change.kind)
