"""What a concept registers of the approvals that it asks for."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from liaison.approvals.rules import Change, TwoKey, TwoKeyKind
from liaison.core.cards import Button, Text
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx


async def _no_record(_tx: Tx, _key: TwoKey) -> None:
    """Nothing is locked: the proposal itself is all there is."""


async def _no_effect(_tx: Tx, _person: Person, _change: Change) -> None:
    """Nothing more is done: what was agreed is itself the record."""


async def _always(_tx: Tx, _change: Change) -> None:
    """Nothing forbids it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalType:
    """One kind of change that one Party proposes and the other agrees to.

    ``approvers`` propose and agree. ``text`` says in one line what would change. ``lock`` locks the
    record that a proposal is about: every transaction takes that first and the proposal second.
    ``check`` raises what forbids to agree, and ``apply`` does what was agreed; it raises what
    forbids the change by now, and then the proposal stays open. ``buttons`` open the record.
    A proposal whose record shows and answers it has a ``command`` for that; ``tell_expiry`` tells
    both Parties that its time is over where the usual notice does not say it.
    """

    key: TwoKeyKind
    approvers: frozenset[Role]
    text: Callable[[Change], Text]
    lock: Callable[[Tx, TwoKey], Awaitable[object]] = _no_record
    check: Callable[[Tx, Change], Awaitable[None]] = _always
    apply: Callable[[Tx, Person, Change], Awaitable[None]] = _no_effect
    buttons: Callable[[Person, Change], Iterable[Button]] = lambda _person, _change: ()
    command: Callable[[Change], str] | None = None
    tell_expiry: Callable[[Tx, TwoKey], Awaitable[None]] | None = None


def approval_type(tx: Tx, change: Change) -> ApprovalType:
    """How a change is approved. Raises ``Unregistered``."""
    return tx.registry.get(ApprovalType, change.kind)


def change_text(tx: Tx, change: Change) -> Text:
    """What a proposal would change, before and after, in one line."""
    return approval_type(tx, change).text(change)
