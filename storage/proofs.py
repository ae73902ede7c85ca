"""The salts of what the audit record proves, and the rows that it proves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, Text, bindparam, insert, select, tuple_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.domain.proofs import Matter, Place, Proven
from storage.activities import ACTIVITIES, activity_of
from storage.agendas import AGENDA_ITEMS, item_of
from storage.meeting_rows import MEETING_EVENTS, MEETINGS, meeting_event_of, meeting_of
from storage.request_rows import EVENTS, REQUESTS, event_of, request_of
from storage.schema import Rows, check, table_of
from storage.sealing import Seals
from storage.statements import Statements
from storage.two_keys import TWO_KEYS, key_of_row


class SaltRows(Rows, table=True):
    """Salts, packed, by the matter that they are of."""

    __tablename__ = "salts"
    __table_args__ = (check("named", "length(matter) > 0"),)
    matter: str = Field(primary_key=True)
    salt: str = Field(sa_type=Text)


SALTS = table_of(SaltRows)
_FOUND = select(SALTS.c.salt).where(SALTS.c.matter == bindparam("its_matter"))
_ADDING = insert(SALTS).inline()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """The rows of a table: what each is called, and how it is read."""

    table: Table
    matter: Matter
    name: str
    read: Callable[[Row[Any], Seals], object]
    version: str | None = None

    @property
    def keys(self) -> Sequence[ColumnElement[Any]]:
        names = (self.name,) if self.version is None else (self.name, self.version)
        return [self.table.c[each] for each in names]

    def place(self, row: Row[Any]) -> Place:
        version = None if self.version is None else getattr(row, self.version)
        return Place(self.matter, str(getattr(row, self.name)), version)


_ROWS = (
    _Rows(
        table=REQUESTS,
        matter=Matter.REQUEST,
        name="reference",
        read=lambda row, _: request_of(row),
    ),
    _Rows(
        table=EVENTS,
        matter=Matter.REQUEST,
        name="reference",
        version="version",
        read=lambda row, _: event_of(row),
    ),
    _Rows(table=MEETINGS, matter=Matter.MEETING, name="code", read=meeting_of),
    _Rows(
        table=MEETING_EVENTS,
        matter=Matter.MEETING,
        name="meeting",
        version="version",
        read=lambda row, _: meeting_event_of(row),
    ),
    _Rows(table=AGENDA_ITEMS, matter=Matter.AGENDA, name="id", read=item_of),
    _Rows(table=ACTIVITIES, matter=Matter.ACTIVITY, name="number", read=activity_of),
    _Rows(table=TWO_KEYS, matter=Matter.TWO_KEY, name="code", read=lambda row, _: key_of_row(row)),
)
TABLES = range(len(_ROWS))
"""The tables whose rows are proven, by their numbers."""


class ProvenRows:
    """Salts, and what they are used for."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def salt(self, place: Place, fresh: Callable[[], str]) -> str:
        """The salt of a matter; one that has none yet gets a fresh one.

        Whoever asks has locked the matter, or just made it.
        """
        kept = await self._salts([place])
        if kept:
            return kept[place.salted]
        made = fresh()
        packed = self._sql.seals.pack(made, table="salts", row=place.salted, column="salt")
        await self._sql.run(_ADDING, {"matter": place.salted, "salt": packed})
        return made

    async def page(self, table: int, *, after: Place | None, most: int) -> Sequence[Proven]:
        """Rows of a table after one, with their salts, in the order of their keys."""
        rows = _ROWS[table]
        page = select(rows.table).order_by(*rows.keys).limit(most)
        if after is not None:
            numbered = after.matter in (Matter.AGENDA, Matter.ACTIVITY)
            last = (int(after.of) if numbered else after.of, after.version)
            page = page.where(tuple_(*rows.keys) > last[: len(rows.keys)])
        return await self._proven(rows, page)

    async def again(self, table: int, place: Place) -> Proven | None:
        """A row as it stands by now; None where it is gone."""
        rows = _ROWS[table]
        numbered = place.matter in (Matter.AGENDA, Matter.ACTIVITY)
        its = (int(place.of) if numbered else place.of, place.version)
        mine = [key == value for key, value in zip(rows.keys, its, strict=False)]
        found = await self._proven(rows, select(rows.table).where(*mine))
        return found[0] if found else None

    async def _proven(self, rows: _Rows, page: Any) -> Sequence[Proven]:
        found = [(rows.place(row), row) for row in await self._sql.run(page)]
        salts = await self._salts([place for place, _ in found])
        seals = self._sql.seals
        return [
            Proven(place, rows.read(row, seals), salts.get(place.salted)) for place, row in found
        ]

    async def _salts(self, places: Sequence[Place]) -> Mapping[str, str]:
        wanted = {each.salted for each in places}
        if len(wanted) == 1:
            found = await self._sql.run(_FOUND, {"its_matter": places[0].salted})
            packed = [(places[0].salted, row.salt) for row in found]
        else:
            many = select(SALTS).where(SALTS.c.matter.in_(sorted(wanted)))
            packed = [(row.matter, row.salt) for row in await self._sql.run(many)]
        return {
            name: self._sql.seals.unpack(salt, table="salts", row=name, column="salt")
            for name, salt in packed
        }
