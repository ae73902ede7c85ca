"""The salts of what the audit record proves, and the rows that it proves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.audit import repository as audit_repository
from liaison.audit.digests import Matter, Place, Proven, person_facts
from storage.agreement.differences import DIFFERENCES, difference_of
from storage.agreement.terminations import TERMINATIONS, termination_of
from storage.approvals import TWO_KEYS, key_of_row
from storage.crypto.field_encryption import Seals, Unsealed
from storage.disclosures import DISCLOSURES, facts_of_row
from storage.engine.schema import Rows, UtcDateTime, check, table_of
from storage.engine.statements import Statements
from storage.meetings.agendas import AGENDA_ITEMS, item_of
from storage.meetings.rows import MEETING_EVENTS, MEETINGS, meeting_event_of, meeting_of, offer_ends
from storage.notes.repository import LEGAL_HOLDS, NOTES, hold_of, note_facts_of
from storage.people.repository import PEOPLE, person_of
from storage.plan import ACTIVITIES, activity_of
from storage.requests.rows import EVENTS, REQUESTS, event_of, request_of, what_follows
from storage.settings.holidays import DAY_CHANGES, day_change_of
from storage.settings.repository import SETTING_CHANGES, setting_change_of


class SaltRows(Rows, table=True):
    """Salts, packed, by the matter that they are of."""

    __tablename__ = "salts"
    __table_args__ = (check("named", "length(matter) > 0"),)
    matter: str = Field(primary_key=True)
    salt: str = Field(sa_type=Text)


SALTS = table_of(SaltRows)
_FOUND = select(SALTS).where(SALTS.c.matter == bindparam("its_matter"))
_ADDING = insert(SALTS).inline()
_KEPT = "kept_"
"""Begins the names of values that are read as the database has them, beside what they stand for."""
_UNFETCHED = (ValueError, TypeError, DBAPIError)
"""What is raised where a value is none of its column. Where it was the database that failed, the
next statement fails as well.
"""
_UNREADABLE = (
    Unsealed,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What is raised where a row is none that the desk has written. A key that is missing is no fault
of the row.
"""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table: what each is called, how it is read, and which columns follow from that.

    Of ``names`` the first is that of a matter, and the second of what belongs to it or, where it is
    ``version``, of a line of its history.
    """

    table: Table
    matter: Matter
    _: KW_ONLY
    names: tuple[str, ...]
    read: Callable[[Row[Any], Seals], object]
    follows: Callable[[Any], Mapping[str, object]] = lambda _: {}

    @property
    def keys(self) -> Sequence[ColumnElement[Any]]:
        return [self.table.c[each] for each in self.names]

    @property
    def spelled(self) -> Sequence[str]:
        """The columns in which SQLite keeps one value in more than one spelling, and compares by
        the spelling.
        """
        types = (Boolean, Date, UtcDateTime)
        return [each.name for each in self.table.c if isinstance(each.type, types)]

    def chosen(self) -> Select[Any]:
        kept = [
            type_coerce(self.table.c[each], String).label(_KEPT + each) for each in self.spelled
        ]
        return select(self.table, *kept)

    def key(self, row: Row[Any]) -> tuple[Any, ...]:
        return tuple(getattr(row, each) for each in self.names)

    def place(self, key: Sequence[Any]) -> Place:
        of, *within = key
        place = Place(self.matter, str(of))
        if not within:
            return place
        is_version = self.names[1] == "version" and isinstance(within[0], int)
        return replace(place, version=within[0]) if is_version else place.within(within[0])

    def is_as_written(self, row: Row[Any], said: object) -> bool:
        """Whether the desk writes what a row says in just this way."""
        spelled = all(
            getattr(row, _KEPT + each) in _spellings(getattr(row, each)) for each in self.spelled
        )
        follows = self.follows(said).items()
        return spelled and all(getattr(row, name) == value for name, value in follows)


def _spellings(value: object) -> tuple[object, object]:
    """How PostgreSQL gives a value back, and SQLite."""
    match value:
        case datetime():
            return value, value.replace(tzinfo=None).isoformat(" ", "microseconds")
        case date():
            return value, value.isoformat()
    return value, value


_ROWS = (
    _Rows(PEOPLE, Matter.PERSON, names=("id",), read=lambda row, _: person_facts(person_of(row))),
    _Rows(
        REQUESTS,
        Matter.REQUEST,
        names=("reference",),
        read=lambda row, _: request_of(row),
        follows=what_follows,
    ),
    _Rows(
        EVENTS, Matter.REQUEST, names=("reference", "version"), read=lambda row, _: event_of(row)
    ),
    _Rows(NOTES, Matter.NOTE, names=("reference", "number"), read=note_facts_of),
    _Rows(LEGAL_HOLDS, Matter.HOLD, names=("reference", "party"), read=lambda row, _: hold_of(row)),
    _Rows(MEETINGS, Matter.MEETING, names=("code",), read=meeting_of, follows=offer_ends),
    _Rows(
        MEETING_EVENTS,
        Matter.MEETING,
        names=("meeting", "version"),
        read=lambda row, _: meeting_event_of(row),
    ),
    _Rows(AGENDA_ITEMS, Matter.AGENDA, names=("id",), read=item_of),
    _Rows(ACTIVITIES, Matter.ACTIVITY, names=("number",), read=activity_of),
    _Rows(TWO_KEYS, Matter.TWO_KEY, names=("code",), read=lambda row, _: key_of_row(row)),
    _Rows(DISCLOSURES, Matter.DISCLOSURE, names=("code",), read=lambda row, _: facts_of_row(row)),
    _Rows(
        TERMINATIONS, Matter.TERMINATION, names=("code",), read=lambda row, _: termination_of(row)
    ),
    _Rows(DIFFERENCES, Matter.DIFFERENCE, names=("code",), read=difference_of),
    _Rows(
        SETTING_CHANGES,
        Matter.SETTING,
        names=("code", "id"),
        read=lambda row, _: setting_change_of(row),
    ),
    _Rows(
        DAY_CHANGES, Matter.HOLIDAYS, names=("party", "id"), read=lambda row, _: day_change_of(row)
    ),
)
TABLES = range(len(_ROWS))
"""The tables whose rows are proven, by their numbers."""


class ProvenRows(audit_repository.Salts):
    """Salts, and what they are used for."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def salt(self, place: Place, fresh: Callable[[], str]) -> str:
        kept = await self._salts([place])
        if kept:
            return self._open(place.salted, kept[place.salted])
        made = fresh()
        packed = self._sql.seals.pack(made, table="salts", row=place.salted, column="salt")
        await self._sql.run(_ADDING, {"matter": place.salted, "salt": packed})
        return made

    async def forget(self, places: Sequence[Place]) -> None:
        names = [each.salted for each in places]
        await self._sql.run(delete(SALTS).where(SALTS.c.matter.in_(names)))

    async def page(self, table: int, *, after: Proven | None, most: int) -> Sequence[Proven]:
        """Rows of a table after one, with their salts, in the order of their keys."""
        rows = _ROWS[table]
        page = rows.chosen().order_by(*rows.keys).limit(most)
        if after is not None:
            page = page.where(tuple_(*rows.keys) > after.key)
        try:
            return await self._proven(rows, page)
        except _UNFETCHED:
            keys = await self._sql.run(page.with_only_columns(*rows.keys))
        each = [await self._one(rows, tuple(key)) for key in keys]
        return [found for found in each if found is not None]

    async def again(self, table: int, seen: Proven) -> Proven | None:
        """A row as it stands by now; None where it is gone."""
        return await self._one(_ROWS[table], seen.key)

    async def _one(self, rows: _Rows, its_key: tuple[Any, ...]) -> Proven | None:
        mine = [key == value for key, value in zip(rows.keys, its_key, strict=True)]
        try:
            found = await self._proven(rows, rows.chosen().where(*mine))
        except _UNFETCHED:
            return Proven(rows.place(its_key), None, None, its_key)
        return found[0] if found else None

    async def _proven(self, rows: _Rows, chosen: Select[Any]) -> Sequence[Proven]:
        found = [(rows.key(row), row) for row in await self._sql.run(chosen)]
        places = [rows.place(key) for key, _ in found]
        salts = await self._salts(places)
        return [
            Proven(place, self._read(rows, row), self._salt(place.salted, salts), key)
            for place, (key, row) in zip(places, found, strict=True)
        ]

    def _read(self, rows: _Rows, row: Row[Any]) -> object:
        """What a row says; None where it says what no step can have said."""
        try:
            said = rows.read(row, self._sql.seals)
            return said if rows.is_as_written(row, said) else None
        except _UNREADABLE:
            return None

    def _salt(self, name: str, packed: Mapping[str, str]) -> str | None:
        """The salt of a matter; None where there is none, or where it does not open."""
        try:
            return self._open(name, packed[name]) if name in packed else None
        except Unsealed:
            return None

    def _open(self, name: str, packed: str) -> str:
        return self._sql.seals.unpack(packed, table="salts", row=name, column="salt")

    async def _salts(self, places: Sequence[Place]) -> Mapping[str, str]:
        """What is kept of the salts of matters, packed."""
        wanted = {each.salted for each in places}
        if len(wanted) == 1:
            found = await self._sql.run(_FOUND, {"its_matter": places[0].salted})
        else:
            many = select(SALTS).where(SALTS.c.matter.in_(sorted(wanted)))
            found = await self._sql.run(many)
        return {row.matter: row.salt for row in found}
