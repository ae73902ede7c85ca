"""The rule for the due reminders of a record and its next check, the same for all records.

It uses the due times of a record and two instants, never what was sent before. So a crash, a month
of downtime or a changed setting needs no special path.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from liaison.core.agreement import Agreement


class Timed(Protocol):
    """Anything with a due time."""

    @property
    def at(self) -> datetime:
        """When it is due, aware UTC."""


_T = TypeVar("_T", bound=Timed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPlan(Generic[_T]):
    """The reminders to send now, and when to check again; never, if ``next_at`` is None."""

    reminders: tuple[_T, ...] = ()
    next_at: datetime | None = None


def plan_reminders(
    moments: Iterable[_T],
    *,
    since: datetime,
    now: datetime,
    slot: Callable[[_T], Hashable],
    until: datetime | None = None,
) -> ReminderPlan[_T]:
    """Decide which reminders became due after ``since`` and until ``now``, and when to check again.

    ``moments`` are sorted by time and may be endless. Of several of one ``slot`` that became due
    together (after an outage) only the last is sent. ``until`` is the time at which the record
    changes by itself: it is checked then, too.
    """
    newest: dict[Hashable, _T] = {}
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
