"""The people of both Parties."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Row, func, select, update
from sqlmodel import Field

from liaison.domain.agreements import PartyCode
from liaison.domain.people import AGENCY_LENGTH, NAME_LENGTH, Person, PersonId, Role, Standing
from storage.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    number,
    one_of,
    partial_index,
    table_of,
)
from storage.statements import Statements


class PersonRows(Rows, table=True):
    """People. Nobody is ever deleted: who left is marked as removed, and may join anew."""

    __tablename__ = "people"
    __table_args__ = (
        one_of("role", Role),
        one_of("standing", Standing),
        check("party_named", "length(party) = 2"),
        check("agency_length", f"length(agency) BETWEEN 1 AND {AGENCY_LENGTH}"),
        check("name_length", f"length(name) <= {NAME_LENGTH}"),
        check("private_chat", "chat_id > 0"),
        check("language_named", "length(language) > 0"),
        partial_index("ux_people_chat_id", "chat_id", unique=True, where="standing <> 'removed'"),
        Index("ix_people_chat_id", "chat_id", "id"),
        Index("ix_people_party", "party", "standing", "id"),
        Index("ux_people_number", "party", "number", unique=True),
        check("number_positive", "number > 0"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = number()
    number: int
    party: str
    role: str
    agency: str
    name: str
    chat_id: int = Field(sa_type=WideInteger)
    language: str | None
    standing: str
    joined_at: datetime = Field(sa_type=UtcDateTime)


PEOPLE = table_of(PersonRows)


class PeopleOfParties:
    """The people, each chat's person read once in a transaction."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._by_chat: dict[int, Person | None] = {}

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a chat whatever the standing, the latest who joined from it."""
        if chat_id not in self._by_chat:
            latest = PEOPLE.select().where(PEOPLE.c.chat_id == chat_id)
            row = (await self._sql.run(latest.order_by(PEOPLE.c.id.desc()).limit(1))).one_or_none()
            self._by_chat[chat_id] = None if row is None else _person(row)
        return self._by_chat[chat_id]

    async def get(self, person: PersonId) -> Person | None:
        """One person by id."""
        found = await self._sql.run(select(PEOPLE).where(PEOPLE.c.id == person))
        row = found.one_or_none()
        return None if row is None else _person(row)

    async def team(self, party: PartyCode, *roles: Role) -> Sequence[Person]:
        """The active people of a Party with one of the roles (all roles when none is named)."""
        chosen = select(PEOPLE).where(
            PEOPLE.c.party == party,
            PEOPLE.c.standing == Standing.ACTIVE.value,
            PEOPLE.c.role.in_([role.value for role in roles or Role]),
        )
        rows = await self._sql.run(chosen.order_by(PEOPLE.c.id))
        return [_person(row) for row in rows]

    async def listed(self, party: PartyCode) -> Sequence[Person]:
        """The active and suspended people of a Party, in the order in which they joined."""
        here = [Standing.ACTIVE.value, Standing.SUSPENDED.value]
        chosen = select(PEOPLE).where(PEOPLE.c.party == party, PEOPLE.c.standing.in_(here))
        rows = await self._sql.run(chosen.order_by(PEOPLE.c.id))
        return [_person(row) for row in rows]

    async def add(
        self, *, party: PartyCode, role: Role, agency: str, name: str, chat_id: int, at: datetime
    ) -> Person:
        """Keep a new active person, who has no language yet."""
        before = select(func.count() + 1).where(PEOPLE.c.party == party).scalar_subquery()
        new = self._sql.insert(PEOPLE).values(
            number=before,
            party=party,
            role=role.value,
            agency=agency,
            name=name,
            chat_id=chat_id,
            standing=Standing.ACTIVE.value,
            joined_at=at,
        )
        row = (await self._sql.run(new.returning(*PEOPLE.c))).one()
        self._by_chat.pop(chat_id, None)
        return _person(row)

    async def set_language(self, person: PersonId, language: str) -> None:
        """Remember the language a person chose."""
        await self._change(person, language=language)

    async def set_standing(self, person: PersonId, standing: Standing) -> None:
        """Suspend, remove or bring back; what is queued for the person is checked on leaving."""
        await self._change(person, standing=standing.value)

    async def _change(self, person: PersonId, **values: Any) -> None:
        await self._sql.run(update(PEOPLE).where(PEOPLE.c.id == person).values(**values))
        self._by_chat.clear()


def _person(row: Row[Any]) -> Person:
    return Person(
        id=PersonId(row.id),
        number=row.number,
        party=PartyCode(row.party),
        role=Role(row.role),
        agency=row.agency,
        name=row.name,
        chat_id=row.chat_id,
        language=row.language,
        standing=Standing(row.standing),
        joined_at=row.joined_at,
    )
