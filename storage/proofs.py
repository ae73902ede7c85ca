"""The salts of what the audit record proves, and the rows that it proves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, Table, Text, bindparam, delete, insert, select, tuple_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.domain.proofs import Matter, Place, Proven, person_facts
from storage.activities import ACTIVITIES, activity_of
from storage.agendas import AGENDA_ITEMS, item_of
from storage.differences import DIFFERENCES, difference_of
from storage.disclosures import DISCLOSURES, facts_of_row
from storage.holidays import DAY_CHANGES, day_change_of
from storage.meeting_rows import MEETING_EVENTS, MEETINGS, meeting_event_of, meeting_of
from storage.notes import LEGAL_HOLDS, NOTES, hold_of, note_facts_of
from storage.people import PEOPLE, person_of
from storage.request_rows import EVENTS, REQUESTS, event_of, request_of
from storage.schedules import SETTING_CHANGES, setting_change_of
from storage.schema import Rows, check, table_of
from storage.sealing import Seals, Unsealed
from storage.statements import Statements
from storage.terminations import TERMINATIONS, termination_of
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
    """The rows of a table: what each is called, and how it is read.

    Of ``names`` the first is that of a matter, and the second of what belongs to it or, where there
    is a ``history``, of a line of it.
    """

    table: Table
    matter: Matter
    names: tuple[str, ...]
    read: Callable[[Row[Any], Seals], object]
    history: bool = False

    @property
    def keys(self) -> Sequence[ColumnElement[Any]]:
        return [self.table.c[each] for each in self.names]

    def key(self, row: Row[Any]) -> tuple[Any, ...]:
        return tuple(getattr(row, each) for each in self.names)

    def place(self, row: Row[Any]) -> Place:
        of, *within = self.key(row)
        place = Place(self.matter, str(of))
        if not within:
            return place
        return replace(place, version=within[0]) if self.history else place.within(within[0])


_ROWS = (
    _Rows(
        table=PEOPLE,
        matter=Matter.PERSON,
        names=("id",),
        read=lambda row, _: person_facts(person_of(row)),
    ),
    _Rows(
        table=REQUESTS,
        matter=Matter.REQUEST,
        names=("reference",),
        read=lambda row, _: request_of(row),
    ),
    _Rows(
        table=EVENTS,
        matter=Matter.REQUEST,
        names=("reference", "version"),
        history=True,
        read=lambda row, _: event_of(row),
    ),
    _Rows(table=NOTES, matter=Matter.NOTE, names=("reference", "number"), read=note_facts_of),
    _Rows(
        table=LEGAL_HOLDS,
        matter=Matter.HOLD,
        names=("reference", "party"),
        read=lambda row, _: hold_of(row),
    ),
    _Rows(table=MEETINGS, matter=Matter.MEETING, names=("code",), read=meeting_of),
    _Rows(
        table=MEETING_EVENTS,
        matter=Matter.MEETING,
        names=("meeting", "version"),
        history=True,
        read=lambda row, _: meeting_event_of(row),
    ),
    _Rows(table=AGENDA_ITEMS, matter=Matter.AGENDA, names=("id",), read=item_of),
    _Rows(table=ACTIVITIES, matter=Matter.ACTIVITY, names=("number",), read=activity_of),
    _Rows(
        table=TWO_KEYS,
        matter=Matter.TWO_KEY,
        names=("code",),
        read=lambda row, _: key_of_row(row),
    ),
    _Rows(
        table=DISCLOSURES,
        matter=Matter.DISCLOSURE,
        names=("code",),
        read=lambda row, _: facts_of_row(row),
    ),
    _Rows(
        table=TERMINATIONS,
        matter=Matter.TERMINATION,
        names=("code",),
        read=lambda row, _: termination_of(row),
    ),
    _Rows(table=DIFFERENCES, matter=Matter.DIFFERENCE, names=("code",), read=difference_of),
    _Rows(
        table=SETTING_CHANGES,
        matter=Matter.SETTING,
        names=("code", "id"),
        read=lambda row, _: setting_change_of(row),
    ),
    _Rows(
        table=DAY_CHANGES,
        matter=Matter.HOLIDAYS,
        names=("party", "id"),
        read=lambda row, _: day_change_of(row),
    ),
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

    async def forget(self, places: Sequence[Place]) -> None:
        """Destroy the salts of matters: what their digests were made of is found out no more."""
        names = [each.salted for each in places]
        await self._sql.run(delete(SALTS).where(SALTS.c.matter.in_(names)))

    async def page(self, table: int, *, after: Proven | None, most: int) -> Sequence[Proven]:
        """Rows of a table after one, with their salts, in the order of their keys."""
        rows = _ROWS[table]
        page = select(rows.table).order_by(*rows.keys).limit(most)
        if after is not None:
            page = page.where(tuple_(*rows.keys) > after.key)
        return await self._proven(rows, page)

    async def again(self, table: int, seen: Proven) -> Proven | None:
        """A row as it stands by now; None where it is gone."""
        rows = _ROWS[table]
        mine = [key == value for key, value in zip(rows.keys, seen.key, strict=True)]
        found = await self._proven(rows, select(rows.table).where(*mine))
        return found[0] if found else None

    async def _proven(self, rows: _Rows, page: Any) -> Sequence[Proven]:
        found = [(rows.place(row), row) for row in await self._sql.run(page)]
        salts = await self._salts([place for place, _ in found])
        return [
            Proven(place, self._read(rows, row), salts.get(place.salted), rows.key(row))
            for place, row in found
        ]

    def _read(self, rows: _Rows, row: Row[Any]) -> object:
        """What a row says; None where it does not open, which is what no step said."""
        try:
            return rows.read(row, self._sql.seals)
        except Unsealed:
            return None

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
