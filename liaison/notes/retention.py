"""How long content is kept, and what keeps it longer: pure rules of facts.

A clock cannot be trusted to say that a year has passed: one that jumps ahead would erase everything
at once. So a day counts only where the desk looked at its end. What is to be erased must be old by
the clock, and so many daily looks must have passed it; one jump, however far, is one look. A desk
that was down for a month keeps what it has for a month longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from liaison.audit.digests import RecordKind
from liaison.core.access import COORDINATORS, NotYourRole
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict
from liaison.core.people import Person, PersonId
from liaison.core.references import Reference

LEGAL_HOLD_RECORD = RecordKind("hold")

DAY = timedelta(days=1)
APART = timedelta(hours=20)
"""Two looks count as two where so much lies between them."""
GRACE_DAYS = 7
"""For so many days after its coordinators were told of it a note is still there."""


class HoldExists(Conflict):
    """The Party holds the case already."""

    key = "error-hold-exists"


class NoHold(Conflict):
    """The Party does not hold the case."""

    key = "error-no-hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """That a Party keeps everything about a case, by the order in a letter. ``at`` is aware UTC."""

    reference: Reference
    party: PartyCode
    letter: str
    by: PersonId
    at: datetime


def check_coordinator(person: Person) -> None:
    """Let coordinators hold a case for their Party and let go of it. Raises ``NotYourRole``."""
    if person.role not in COORDINATORS:
        raise NotYourRole


def counts(last: datetime | None, now: datetime) -> bool:
    """Whether a look counts. ``last`` is the latest one that is not ahead of ``now``: looks that
    were made while the clock was ahead are no measure once it is right again.
    """
    return last is None or now - last >= APART


def kept_before(runs: Sequence[datetime], days: int, now: datetime) -> datetime | None:
    """The moment before which something must have come to have been kept for so many days.

    ``runs`` are those that counted, the newest first. None where they are too few yet.
    """
    if len(runs) < runs_needed(days):
        return None
    return min(now - days * DAY, *runs[: runs_needed(days)])


def runs_needed(days: int) -> int:
    """How many looks lie around so many days."""
    return days + 1
