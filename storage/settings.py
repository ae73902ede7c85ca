"""Changes of settings and of the days of a calendar, and the settings in force.

All changes are kept, the latest of each counts. The settings are reloaded only after a change: each
transaction first reads the number of changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import insert, select, text
from sqlmodel import Field

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.people import Person, PersonId
from liaison.core.registry import Concept
from liaison.core.working_time import WorkCalendar
from liaison.settings import model
from liaison.settings import repository as settings_repository
from liaison.settings.holidays import (
    HOLIDAYS_RECORD,
    CalendarDay,
    DayChange,
    DayKind,
    latest,
    overlay,
)
from liaison.settings.model import SETTING_RECORD, Numbers, SettingChange
from storage.crypto import FieldCipher
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    number_key,
    one_of,
    record_of,
    table_of,
)
from storage.engine.statements import Repository, Statements, Stored
from storage.record_digests import ProvenTable


class SettingRows(Rows, table=True):
    """Changes of settings. No ``party`` means both Parties; no value means the profile's."""

    __tablename__ = "settings"
    __table_args__ = (
        check("named", "length(code) > 0"),
        check("party_named", "party IS NULL OR length(party) = 2"),
        check("valued", "value IS NULL OR length(value) > 0"),
        {"sqlite_autoincrement": True},
    )
    id: int = number_key()
    party: str | None
    code: str
    value: str | None
    made_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)


SETTING_CHANGES = table_of(SettingRows)


class SettingChanges(Repository, settings_repository.SettingChanges):
    """Changes of settings. None is ever removed: to undo one the old value is set again."""

    async def changes(self) -> Sequence[SettingChange]:
        found = await self._sql.rows(select(SettingRows).order_by(SETTING_CHANGES.c.id))
        return [setting_change_of(row, self._sql.cipher) for row in found]

    async def set(
        self, party: PartyCode | None, code: str, value: Numbers | None, *, actor: Person
    ) -> SettingChange:
        new = insert(SETTING_CHANGES).values(
            party=party,
            code=code,
            value=None if value is None else model.dump_value(value),
            made_by=actor.id,
            made_at=self._sql.now,
        )
        [row] = await self._sql.rows(new.returning(SettingRows))
        return setting_change_of(row, self._sql.cipher)


def setting_change_of(row: SettingRows, _cipher: FieldCipher) -> SettingChange:
    """The change in a row."""
    value = None if row.value is None else model.load_value(row.value)
    return record_of(SettingChange, row, number=row.id, value=value, by=row.made_by, at=row.made_at)


class HolidayRows(Rows, table=True):
    """Changes of days. ``name`` is empty except for a holiday."""

    __tablename__ = "holidays"
    __table_args__ = (
        one_of("kind", DayKind),
        check("party_named", "length(party) = 2"),
        check("holiday_named", "(kind = 'off') = (length(name) > 0)"),
        {"sqlite_autoincrement": True},
    )
    id: int = number_key()
    party: str
    day: date
    kind: str
    name: str
    made_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)


DAY_CHANGES = table_of(HolidayRows)


class Holidays(Repository, settings_repository.Holidays):
    """Changes of days. None is ever removed: a day is set back to the calendar's value instead."""

    async def changes(self) -> Sequence[DayChange]:
        found = await self._sql.rows(select(HolidayRows).order_by(DAY_CHANGES.c.id))
        return [day_change_of(row, self._sql.cipher) for row in found]

    async def record(
        self, party: PartyCode, days: Sequence[CalendarDay], *, actor: Person
    ) -> Sequence[DayChange]:
        made = {
            "party": party,
            "made_by": actor.id,
            "made_at": self._sql.now,
        }
        rows = [columns_of(HolidayRows, each, **made) for each in days]
        new = insert(DAY_CHANGES).returning(HolidayRows, sort_by_parameter_order=True)
        return [day_change_of(row, self._sql.cipher) for row in await self._sql.rows(new, rows)]


def day_change_of(row: HolidayRows, _cipher: FieldCipher) -> DayChange:
    """The change in a row."""
    said = record_of(CalendarDay, row)
    return record_of(DayChange, row, number=row.id, said=said, by=row.made_by, at=row.made_at)


# Changes may commit in another order than their numbers, so the rows are counted, too.
_REVISION = text(
    "SELECT (SELECT count(*) FROM settings), (SELECT max(id) FROM settings),"
    " (SELECT count(*) FROM holidays), (SELECT max(id) FROM holidays)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveSettings:
    """An agreement and calendars as of a revision; None for the profile alone."""

    agreement: Agreement
    calendar_of: Callable[[PartyCode], WorkCalendar]
    revision: tuple[int, ...] | None = None
    days: dict[PartyCode, list[CalendarDay]] = field(default_factory=dict)
    _made: dict[PartyCode, tuple[WorkCalendar, WorkCalendar]] = field(default_factory=dict)

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working days of a Party, with the changes of its days."""
        base = self.calendar_of(party)
        weekend = frozenset(self.agreement.party(party).weekend)
        days = self.days.get(party)
        if not days and base.weekend == weekend:
            return base
        # The base changes with the year only, and applying the changes copies it.
        made = self._made.get(party)
        if made is None or made[0] is not base:
            made = self._made[party] = (base, overlay(base, days or (), weekend=weekend))
        return made[1]


async def reload(
    sql: Statements, terms: EffectiveSettings, profile: Agreement
) -> EffectiveSettings:
    """The present settings: the same object if nothing was changed."""
    revision = tuple(each or 0 for each in (await sql.run(_REVISION)).one())
    if revision == terms.revision:
        return terms
    days: dict[PartyCode, list[CalendarDay]] = {}
    for (party, _, _), change in latest(await Holidays(sql).changes()).items():
        days.setdefault(party, []).append(change.said)
    return EffectiveSettings(
        agreement=model.effective_agreement(profile, await SettingChanges(sql).changes()),
        calendar_of=terms.calendar_of,
        revision=revision,
        days=days,
    )


CONCEPT: Concept = (
    Stored(settings_repository.SettingChanges, SettingChanges),
    Stored(settings_repository.Holidays, Holidays),
    ProvenTable(SETTING_CHANGES, SETTING_RECORD, names=("code", "id"), read=setting_change_of),
    ProvenTable(DAY_CHANGES, HOLIDAYS_RECORD, names=("party", "id"), read=day_change_of),
)
