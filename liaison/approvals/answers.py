"""Answering a proposal: what was proposed comes into force, or to nothing."""

from liaison.approvals import proposals, service
from liaison.approvals.approval_type import approval_type
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import TwoKey, TwoKeyAction, TwoKeyCode, UnknownKey
from liaison.core.people import Person
from liaison.core.registry import Unregistered
from liaison.core.transaction import Tx


async def find(tx: Tx, code: TwoKeyCode) -> TwoKey:
    """A proposal; nobody else ends it before this transaction does.

    Raises ``UnknownKey``, also where only a newer version knows what is proposed.
    """
    try:
        key = await _locked(tx, code)
    except Unregistered:
        raise UnknownKey from None
    if key is None:
        raise UnknownKey
    return key


async def answer(tx: Tx, person: Person, code: TwoKeyCode, action: TwoKeyAction) -> TwoKey:
    """Agree to what the other Party proposed, decline it, or withdraw what the own one did.

    Raises ``UnknownKey``, what ``service.end`` raises, or what forbids the change by now; then the
    proposal stays open.
    """
    key = await find(tx, code)
    kind = approval_type(tx, key.change)
    if kind.command is not None:
        raise UnknownKey  # it is answered with its record
    if action is TwoKeyAction.AGREE:
        await kind.check(tx, key.change)
    ended = await service.end(tx, person, key, action)
    if action is TwoKeyAction.AGREE:
        await kind.apply(tx, person, key.change)
    await proposals.tell_end(tx, ended, by=person)
    return ended


async def look(tx: Tx, code: TwoKeyCode) -> None:
    """Look at a proposal whose time has come: it expires, and both Parties hear of it."""
    key = await _locked(tx, code)
    if key is None or not key.is_open:
        await tx.wake(service.WAKE, code, None)
    elif key.expires_at > tx.now:
        await tx.wake(service.WAKE, code, key.expires_at)
    else:
        ended = await service.expire(tx, key)
        tell_expiry = approval_type(tx, key.change).tell_expiry
        if tell_expiry is None:
            await proposals.tell_end(tx, ended, by=None)
        else:
            await tell_expiry(tx, ended)


async def _locked(tx: Tx, code: TwoKeyCode) -> TwoKey | None:
    """A proposal, locked after what it is about: every transaction takes the two in this order."""
    seen = await tx.of(TwoKeys).get(code)
    if seen is None:
        return None
    await approval_type(tx, seen.change).lock(tx, seen)
    return await tx.of(TwoKeys).locked(code)
