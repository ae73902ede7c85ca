"""Turning the second key: what was proposed comes into force, or to nothing."""

from typing import assert_never

from liaison.domain.activities import ActivityNumber
from liaison.domain.differences import DifferenceCode
from liaison.domain.disclosures import code_in
from liaison.domain.people import Person
from liaison.domain.two_keys import (
    Change,
    TwoKey,
    TwoKeyAction,
    TwoKeyCode,
    TwoKeyKind,
    UnknownKey,
)
from liaison.usecases import (
    amendments,
    differences,
    disclosures,
    extensions,
    joint,
    plan_changes,
    schedules,
    two_keys,
)
from liaison.usecases.key_cards import matter_text
from liaison.usecases.ports import Tx


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
        await amendments.check_not_ended(tx)
    ended = await two_keys.end(tx, person, key, action)
    if action is TwoKeyAction.AGREE:
        await _put_in_force(tx, person, key.change)
    await joint.tell_end(tx, ended, matter=matter_text(key.change), by=person)
    return ended


async def look(tx: Tx, code: TwoKeyCode) -> None:
    """Look at a proposal whose time has come: it expires, and both Parties hear of it."""
    seen = await tx.two_keys.get(code)
    if seen is not None and seen.change.kind is TwoKeyKind.EXTENSION:
        await extensions.look(tx, code)
        return
    key = await _locked(tx, code)
    if key is None or not key.is_open:
        await tx.wake(two_keys.WAKE, code, None)
    elif key.expires_at > tx.now:
        await tx.wake(two_keys.WAKE, code, key.expires_at)
    else:
        ended = await two_keys.expire(tx, key)
        await joint.tell_end(tx, ended, matter=matter_text(key.change), by=None)


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
            await schedules.put_in_force(tx, person, change)
        case TwoKeyKind.DIFFERENCE:
            await differences.put_in_force(tx, person, change)
        case TwoKeyKind.ACTIVITY:
            await plan_changes.put_in_force(tx, person, change)
        case TwoKeyKind.DISCLOSURE:
            await disclosures.put_in_force(tx, person, change)
        case TwoKeyKind.AMENDMENT | TwoKeyKind.EXTENSION:
            pass  # what was agreed is itself the record; an extension is agreed with its case
        case _:
            assert_never(change.kind)
