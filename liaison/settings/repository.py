"""What a service may ask of the repositories of settings and holidays."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import Person
from liaison.settings.holidays import Day, DayChange
from liaison.settings.model import Change, Value


class Schedules(Protocol):
    """What administrators have set in place of the profile's values."""

    async def changes(self) -> Sequence[Change]:
        """Every change, oldest first."""

    async def set(
        self, party: PartyCode | None, code: str, value: Value | None, *, by: Person
    ) -> Change:
        """Set a value for a Party, or for both; None puts the profile's back."""


class Holidays(Protocol):
    """What administrators said of the days of a Party's calendar."""

    async def changes(self) -> Sequence[DayChange]:
        """Every word, oldest first."""

    async def say(
        self, party: PartyCode, days: Sequence[Day], *, by: Person | None
    ) -> Sequence[DayChange]:
        """Say something of days of a Party; nobody stands for the command line."""
