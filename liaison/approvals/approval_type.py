"""What a concept registers of the approvals that it asks for."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.cards import Button, Text
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx


async def _no_record(_tx: Tx, _key: Approval) -> None:
    """Nothing is locked: the proposal itself is all there is."""


async def _no_effect(_tx: Tx, _person: Person, _change: ProposedChange) -> None:
    """Nothing more is done: what was agreed is itself the record."""


async def _always(_tx: Tx, _change: ProposedChange) -> None:
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

    key: ApprovalKind
    approvers: frozenset[Role]
    text: Callable[[ProposedChange], Text]
    lock: Callable[[Tx, Approval], Awaitable[object]] = _no_record
    check: Callable[[Tx, ProposedChange], Awaitable[None]] = _always
    apply: Callable[[Tx, Person, ProposedChange], Awaitable[None]] = _no_effect
    buttons: Callable[[Person, ProposedChange], Iterable[Button]] = lambda _person, _change: ()
    command: Callable[[ProposedChange], str] | None = None
    tell_expiry: Callable[[Tx, Approval], Awaitable[None]] | None = None


def approval_type(tx: Tx, change: ProposedChange) -> ApprovalType:
    """How a change is approved. Raises ``Unregistered``."""
    return tx.registry.get(ApprovalType, change.kind)


def change_text(tx: Tx, change: ProposedChange) -> Text:
    """What a proposal would change, before and after, in one line."""
    return approval_type(tx, change).text(change)
