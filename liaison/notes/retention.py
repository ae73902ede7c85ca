"""Retention periods and legal holds: pure rules of facts.

The clock alone is not trusted: one that jumps ahead would erase everything at once. Content is
erased only if it is old enough by the clock and as many daily runs have happened since; one jump of
the clock is one run. After a month of downtime, content is kept a month longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from liaison.audit.digests import RecordKind
from liaison.core.access import COORDINATORS, NotYourRole
from liaison.core.agreement import PartyCode
from liaison.core.people import Person, PersonId
from liaison.core.references import Reference

LEGAL_HOLD_RECORD = RecordKind("hold")

DAY = timedelta(days=1)
APART = timedelta(hours=20)
"""Two runs count as two only if they are at least this far apart."""
GRACE_DAYS = 7
"""A note is kept this many days after its erasure was announced to the coordinators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """A Party's order, by letter, to keep everything about a request. ``at`` is aware UTC."""

    reference: Reference
    party: PartyCode
    letter: str
    by: PersonId
    at: datetime


def check_coordinator(person: Person) -> None:
    """Check that the person is a coordinator. Raises ``NotYourRole``."""
    if person.role not in COORDINATORS:
        raise NotYourRole


def counts(last: datetime | None, now: datetime) -> bool:
    """Whether a run counts. ``last`` is the latest counted run that is not after ``now``: runs from
    while the clock was ahead are ignored once it is right again.
    """
    return last is None or now - last >= APART


def kept_before(runs: Sequence[datetime], days: int, now: datetime) -> datetime | None:
    """The moment before which content must date to have been kept for that many days.

    ``runs`` are the counted ones, newest first. None if there are too few yet.
    """
    if len(runs) < runs_needed(days):
        return None
    return min(now - days * DAY, *runs[: runs_needed(days)])


def runs_needed(days: int) -> int:
    """The number of runs that enclose that many days."""
    return days + 1
