"""Changes of the days of a Party's calendar: all are kept, the latest on a day counts."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import Person, PersonId
from liaison.settings import repository as settings_repository
from liaison.settings.holidays import CalendarDay, DayChange, DayKind
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    number,
    one_of,
    record_of,
    table_of,
)
from storage.engine.statements import Repository


class HolidayRows(Rows, table=True):
    """Changes of days. ``name`` is empty except for a holiday."""

    __tablename__ = "holidays"
    __table_args__ = (
        one_of("kind", DayKind),
        check("party_named", "length(party) = 2"),
        check("holiday_named", "(kind = 'off') = (length(name) > 0)"),
        {"sqlite_autoincrement": True},
    )
    id: int = number()
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
        return [day_change_of(row) for row in found]

    async def record(
        self, party: PartyCode, days: Sequence[CalendarDay], *, actor: Person | None
    ) -> Sequence[DayChange]:
        made = {
            "party": party,
            "made_by": None if actor is None else actor.id,
            "made_at": self._sql.now,
        }
        rows = [columns_of(HolidayRows, each, **made) for each in days]
        new = insert(DAY_CHANGES).returning(HolidayRows, sort_by_parameter_order=True)
        return [day_change_of(row) for row in await self._sql.rows(new, rows)]


def day_change_of(row: HolidayRows) -> DayChange:
    """The change in a row."""
    said = record_of(CalendarDay, row)
    return record_of(DayChange, row, number=row.id, said=said, by=row.made_by, at=row.made_at)
