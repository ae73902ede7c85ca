"""Versioned records: their history, conflicts of a step that comes too late or for the second time,
and reminders.

Reminders use the due times of a record and two instants, never what was sent before. So a crash, a
month of downtime or a changed setting needs no special path.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.cards import Value
from liaison.core.errors import Conflict
from liaison.core.people import Person, PersonId, Role

_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class VersionedRef(Generic[_K]):
    """The record of a step, and the version that the person saw, if any."""

    key: _K
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A step in the history of a record: the ``version`` it made, its time (aware UTC), and the
    person who took it, None for the service.
    """

    version: int
    action: str
    at: datetime
    party: PartyCode | None
    role: Role | None
    person: PersonId | None
    facts: Mapping[str, str | int] = field(default_factory=dict)


def recorded_by(by: PersonId | None, person: Person, **values: Value) -> Conflict:
    """The error for ``person`` if ``by``, of the same Party, has taken the step already."""
    colleague = "error-recorded-by-colleague"
    return Conflict("error-already-recorded" if by == person.id else colleague, **values)


class Timed(Protocol):
    """Anything with a due time."""

    @property
    def at(self) -> datetime:
        """When it is due, aware UTC."""


_TimedT = TypeVar("_TimedT", bound=Timed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPlan(Generic[_TimedT]):
    """The reminders to send now, and when to check again; never, if ``next_at`` is None."""

    reminders: tuple[_TimedT, ...] = ()
    next_at: datetime | None = None


def plan_reminders(
    moments: Iterable[_TimedT],
    *,
    since: datetime,
    now: datetime,
    slot: Callable[[_TimedT], Hashable],
    until: datetime | None,
) -> ReminderPlan[_TimedT]:
    """Decide which reminders became due after ``since`` and until ``now``, and when to check again.
    ``moments`` are sorted and may be endless; of several of one ``slot`` that became due together
    only the last is sent. At ``until`` the record changes by itself.
    """
    newest: dict[Hashable, _TimedT] = {}
    next_at = until if until is not None and until > now else None
    for each in moments:
        if each.at > now:
            next_at = each.at if next_at is None else min(next_at, each.at)
            break
        if each.at > since:
            newest.pop(slot(each), None)
            newest[slot(each)] = each
    return ReminderPlan(reminders=tuple(newest.values()), next_at=next_at)


def lateness(at: datetime, agreement: Agreement, now: datetime) -> timedelta:
    """How long ago a reminder was due; zero if that is too short to be an outage."""
    late = now - at
    return late if late >= agreement.notices.outage_after else timedelta(0)
