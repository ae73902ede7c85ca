"""What a service may ask of the storage: one transaction and its repositories.

A service gets a ``Tx``, never commits it and never sends: what it says and what it changes are
rows of the same transaction, and either all of them hold or none.
"""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.audit_chain import ChainHead
from liaison.core.outbox import Message
from liaison.core.people import Person
from liaison.core.references import HALVES, new_coded
from liaison.core.registry import Registry
from liaison.core.working_time import WorkCalendar, local_date

_R = TypeVar("_R")
_C = TypeVar("_C", bound=str)


class Tx(Protocol):
    """One transaction: what it reads, changes, says, remembers and wakes up holds as a whole."""

    @property
    def now(self) -> datetime:
        """The moment of this transaction, aware UTC, the same at every call."""

    @property
    def agreement(self) -> Agreement:
        """The agreement in force: the profile, with all that was set laid over it."""

    profile: Agreement
    """The agreement as its profile has it."""
    can_send_mail: bool
    """Whether the service can send e-mail."""

    registry: Registry
    """What the concepts have registered."""

    def of(self, repository: type[_R]) -> _R:
        """The repository of that type, which is made when it is first asked for."""

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working days of a Party."""

    def random(self, count: int) -> bytes:
        """That many random bytes."""

    async def enqueue(self, message: Message) -> None:
        """Put a row into the outbox, unless its key is there already."""

    async def enqueue_once(self, message: Message) -> bool:
        """Put a row into the outbox at once; false where its key is there already."""

    async def audit(self, action: str, subject: str, *, actor: Person | None, **facts: Any) -> None:
        """Add a line to the audit record: class 1 facts only."""

    async def audit_chain_head(self) -> ChainHead:
        """The head of the audit record as it was before this transaction."""

    async def last_run(self, kind: str, subject: str) -> datetime | None:
        """When a subject was last looked at or planned for; None where nothing is planned."""

    async def schedule_timer(self, kind: str, subject: str, at: datetime | None) -> None:
        """Look at a subject again then, and only then; never again where ``at`` is None."""

    async def reload_settings(self) -> None:
        """Take what was set in this transaction into the agreement and the calendars."""

    async def rerun_timers(self, *kinds: str) -> None:
        """Look now at everything of these kinds that is planned for later: a rule has changed."""


def today_of(tx: Tx, party: PartyCode) -> date:
    """Today's date in a Party's zone."""
    return local_date(tx.now, tx.agreement.party(party).zone)


async def unused_code(
    tx: Tx,
    party: PartyCode,
    letters: str,
    code: Callable[[str], _C],
    is_taken: Callable[[_C], Awaitable[bool]],
) -> _C:
    """A code of those letters that no record has yet, drawn from the half of a Party's own, with
    the year that it is in its zone.
    """
    half = HALVES[[each.code for each in tx.agreement.parties].index(party)]
    year = today_of(tx, party).year
    while True:
        drawn = code(new_coded(letters, year, tx.random, half=half))
        if not await is_taken(drawn):
            return drawn
