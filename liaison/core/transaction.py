"""The interface of a transaction and its repositories.

A service gets a ``Tx``, never commits it and never sends: its messages and changes are rows of the
same transaction, and are saved together or not at all.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.audit_chain import AuditEntry, ChainHead
from liaison.core.outbox import Message
from liaison.core.people import Person
from liaison.core.references import HALVES, new_coded
from liaison.core.registry import Registry
from liaison.core.working_time import WorkCalendar, local_date

_R = TypeVar("_R")
_C = TypeVar("_C", bound=str)


class Tx(Protocol):
    """One transaction: its changes, messages, audit entries and timers are saved together."""

    @property
    def now(self) -> datetime:
        """The time of this transaction, aware UTC, the same at every call."""

    @property
    def agreement(self) -> Agreement:
        """The agreement in force: the profile with the changed settings."""

    profile: Agreement
    """The agreement as defined by its profile."""
    can_send_mail: bool
    """Whether the service can send e-mail."""

    registry: Registry
    """What the concepts have registered."""

    def of(self, repository: type[_R]) -> _R:
        """The repository of that type, created at the first call."""

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working calendar of a Party."""

    def random(self, count: int) -> bytes:
        """That many random bytes."""

    async def enqueue(self, message: Message) -> None:
        """Add a row to the outbox, unless its dedupe key exists already."""

    async def enqueue_once(self, message: Message) -> bool:
        """Add a row to the outbox at once; False if its dedupe key exists already."""

    async def audit(
        self, action: str, subject: str, *, actor: Person | None, **facts: object
    ) -> None:
        """Add an audit entry with class 1 facts only."""

    async def audit_chain_head(self, *, before: datetime | None = None) -> ChainHead:
        """The head of the audit record before this transaction, or at a moment (aware UTC)."""

    async def audit_entries(
        self, party: PartyCode, *, action: str | None, subject: str | None, before: int | None
    ) -> Sequence[AuditEntry]:
        """At most ``LISTED`` audit entries of people of a Party, the newest first: only those
        before the number ``before``, about ``subject`` and of ``action``, if these are given.
        Those of an action include acts of others on notes of the Party.
        """

    async def last_run(self, kind: str, subject: str) -> datetime | None:
        """When the timer of a subject last ran or was set; None if it is not set."""

    async def lock_timer(self, kind: str, subject: str) -> None:
        """Let no other transaction set or run the timer of a subject before this one ends."""

    async def schedule_timer(self, kind: str, subject: str, at: datetime | None) -> None:
        """Replace the timer of a subject; remove it if ``at`` is None."""

    def dry_run(self) -> AbstractAsyncContextManager["Tx"]:
        """A transaction on the same data, whose changes are undone at the end."""

    async def reload_settings(self) -> None:
        """Apply the settings changed in this transaction to the agreement and the calendars."""

    async def rerun_timers(self, *kinds: str) -> None:
        """Make all timers of these kinds due now, because a rule has changed."""


def today_of(tx: Tx, party: PartyCode) -> date:
    """Today's date in a Party's zone."""
    return local_date(tx.now, tx.agreement.party(party).zone)


async def unused_code(
    tx: Tx,
    party: PartyCode,
    letters: str,
    code: Callable[[str], _C],
    find: Callable[[_C], Awaitable[object]],
) -> _C:
    """A code of those letters by which ``find`` finds nothing, from the Party's own half, with the
    year in the Party's zone.
    """
    half = HALVES[[each.code for each in tx.agreement.parties].index(party)]
    year = today_of(tx, party).year
    while True:
        drawn = code(new_coded(letters, year, tx.random, half=half))
        if not await find(drawn):
            return drawn
