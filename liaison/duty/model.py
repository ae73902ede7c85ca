"""The duty roster of a Party, and who is on duty on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId

DUTY_SUBJECT = Subject("duty")

RosterDay: TypeAlias = int | date
"""A day of the week (Monday is 1), or one date, local to the Party."""
Roster: TypeAlias = Mapping[RosterDay, PersonId]
"""Who is on duty. The entry of a date precedes that of its day of the week."""


class DutyGap(StrEnum):
    """Why no one is on duty, so that the coordinators are."""

    UNSET = "unset"
    INACTIVE = "inactive"
    """The person is suspended or removed, or is no longer a focal person or coordinator."""
    ABSENT = "absent"
    """The person is absent, and so is every deputy."""
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDay:
    """Who is on duty on a local day of the Party: a person, or no one because of a ``gap``."""

    day: date
    person: Person | None = None
    gap: DutyGap | None = None
