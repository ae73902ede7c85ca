"""Repositories of settings and holidays."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import Person
from liaison.settings.holidays import CalendarDay, DayChange
from liaison.settings.model import Numbers, SettingChange


class SettingChanges(Protocol):
    """Changes that administrators made to the profile's values."""

    async def changes(self) -> Sequence[SettingChange]:
        """All changes, oldest first."""

    async def set(
        self, party: PartyCode | None, code: str, value: Numbers | None, *, actor: Person
    ) -> SettingChange:
        """Set a value for a Party, or for both; None restores the profile's value."""


class Holidays(Protocol):
    """Days that administrators recorded in the calendars of the Parties."""

    async def changes(self) -> Sequence[DayChange]:
        """All records, oldest first."""

    async def record(
        self, party: PartyCode, days: Sequence[CalendarDay], *, actor: Person
    ) -> Sequence[DayChange]:
        """Record days of a Party."""
