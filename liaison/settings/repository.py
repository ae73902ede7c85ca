"""What a service may ask of the repositories of settings and holidays."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import Person
from liaison.settings.holidays import CalendarDay, DayChange
from liaison.settings.model import SettingChange, Value


class SettingChanges(Protocol):
    """What administrators have set in place of the profile's values."""

    async def changes(self) -> Sequence[SettingChange]:
        """Every change, oldest first."""

    async def set(
        self, party: PartyCode | None, code: str, value: Value | None, *, actor: Person
    ) -> SettingChange:
        """Set a value for a Party, or for both; None puts the profile's back."""


class Holidays(Protocol):
    """What administrators said of the days of a Party's calendar."""

    async def changes(self) -> Sequence[DayChange]:
        """Every word, oldest first."""

    async def record(
        self, party: PartyCode, days: Sequence[CalendarDay], *, actor: Person | None
    ) -> Sequence[DayChange]:
        """Say something of days of a Party; nobody stands for the command line."""
