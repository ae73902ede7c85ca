"""The registration of a kind of approval by a concept."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.cards import Button, Text
from liaison.core.outbox import Subject
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx

Terms: TypeAlias = "Sequence[tuple[str, Text]]"
"""The names of fields, and their values."""


async def _no_record(_tx: Tx, _key: Approval) -> None:
    """Lock nothing: the proposal has no record."""


async def _no_effect(_tx: Tx, _person: Person, _change: ProposedChange) -> None:
    """Apply nothing: the agreed proposal is the record."""


async def _no_terms(_tx: Tx, _change: ProposedChange) -> Terms:
    """No more than the line of the change says."""
    return ()


async def _always(_tx: Tx, _change: ProposedChange) -> None:
    """Allow every change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalType:
    """A kind of change that one Party proposes and the other approves.

    People in ``approvers`` propose and agree. ``text`` describes the change in one line, and
    ``terms`` are the values of its record that it does not name. ``lock``
    locks the record of a proposal; every transaction locks that first and the proposal second.
    ``check`` raises what prevents agreement. ``apply`` makes the agreed change; if it raises, the
    proposal stays open. ``buttons`` open the record. ``command`` shows and answers a proposal
    through its record; ``tell_expiry`` notifies both Parties of the expiry in place of the usual
    notice. A list names it with the record that it is ``about``, if there is one.
    """

    key: ApprovalKind
    approvers: frozenset[Role]
    text: Callable[[ProposedChange], Text]
    terms: Callable[[Tx, ProposedChange], Awaitable[Terms]] = _no_terms
    lock: Callable[[Tx, Approval], Awaitable[object]] = _no_record
    check: Callable[[Tx, ProposedChange], Awaitable[None]] = _always
    apply: Callable[[Tx, Person, ProposedChange], Awaitable[None]] = _no_effect
    buttons: Callable[[Person, ProposedChange], Iterable[Button]] = lambda _person, _change: ()
    command: Callable[[ProposedChange], str] | None = None
    about: Callable[[ProposedChange], tuple[Subject, str] | None] = lambda _change: None
    tell_expiry: Callable[[Tx, Approval], Awaitable[None]] | None = None


def approval_type(tx: Tx, change: ProposedChange) -> ApprovalType:
    """The registered approval type of a change. Raises ``Unregistered``."""
    return tx.registry.get(ApprovalType, change.kind)


def change_text(tx: Tx, change: ProposedChange) -> Text:
    """A proposed change in one line, before and after."""
    return approval_type(tx, change).text(change)
