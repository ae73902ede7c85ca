"""The registration of a kind of approval by a concept."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date
from typing import TypeAlias

from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.cards import Button, Text
from liaison.core.outbox import Subject
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx

Terms: TypeAlias = "Sequence[tuple[str, Text]]"
"""The names of fields, and their values."""


@dataclass(frozen=True, slots=True)
class ApprovalType:
    """A kind of change that one Party proposes and the other approves.

    People in ``approvers`` propose and agree. ``text`` describes the change in one line, and
    ``terms`` are the values of its record that it does not name. ``lock``
    locks the record of a proposal; every transaction locks that first and the proposal second.
    ``check`` raises what prevents agreement. ``apply`` makes the agreed change; if it raises, the
    proposal stays open. The button that ``opens`` the record is for those who may use its command.
    ``command`` shows and answers a proposal through its record; ``tell`` notifies of a proposal
    or its end, by an actor or none, in place of the usual notices. A list names it with the record
    that it is ``about``, if there is one. It is ``due`` by a day, if only an answer by then is in
    time.
    """

    key: ApprovalKind
    approvers: frozenset[Role]
    _: KW_ONLY
    text: Callable[[ProposedChange], Text]
    terms: Callable[[Tx, ProposedChange], Awaitable[Terms]] | None = None
    lock: Callable[[Tx, Approval], Awaitable[object]] | None = None
    check: Callable[[Tx, ProposedChange], Awaitable[None]] | None = None
    apply: Callable[[Tx, Person, ProposedChange], Awaitable[None]] | None = None
    opens: Callable[[ProposedChange], Button] | None = None
    command: Callable[[ProposedChange], str] | None = None
    about: Callable[[ProposedChange], tuple[Subject, str] | None] = lambda _change: None
    due: Callable[[ProposedChange], date] | None = None
    tell: Callable[[Tx, Approval, Person | None], Awaitable[None]] | None = None


def approval_type(tx: Tx, change: ProposedChange) -> ApprovalType:
    """The registered approval type of a change. Raises ``Unregistered``."""
    return tx.registry.get(ApprovalType, change.kind)


async def terms_of(tx: Tx, change: ProposedChange) -> Terms:
    """The values of the record of a change that its line does not name."""
    terms = approval_type(tx, change).terms
    return () if terms is None else await terms(tx, change)


def change_text(tx: Tx, change: ProposedChange) -> Text:
    """A proposed change in one line, before and after."""
    return approval_type(tx, change).text(change)
