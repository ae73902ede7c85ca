"""The people of both Parties, and their absences."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from types import SimpleNamespace
from typing import Unpack

from sqlalchemy import Index, String, bindparam, delete, func, literal, select, union, update
from sqlmodel import Field

from liaison.audit.digests import ABSENCE_RECORD, PERSON_RECORD, person_facts
from liaison.core import transaction as core_transaction
from liaison.core.absences import Absence
from liaison.core.agreement import PartyCode
from liaison.core.cards import named
from liaison.core.channels import Address, person_of_page
from liaison.core.people import AccountStatus, Appointment, Person, PersonId, Role
from liaison.core.registry import Concept
from liaison.core.transaction import PersonChanges
from liaison.people import repository as people_repository
from liaison.people.rules import AGENCY_SIGNS, NAME_LENGTH
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.records import add_numbered
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    number_key,
    one_of,
    partial_index,
    record_of,
    table_of,
)
from storage.engine.statements import ReadOnce, Repository, Statements, Stored, saving
from storage.people.membership import (
    ENCRYPTED_PINS,
    INVITES,
    NOMINATIONS,
    PROVEN,
    InvitesAndAttempts,
    Nominations,
    Pins,
)
from storage.record_digests import ProvenTable

EMAIL_LENGTHS = "3 AND 254"
"""The limits of the length of an e-mail address, for checks (RFC 5321)."""


class PersonRows(Rows, table=True):
    """People. None is ever deleted: those who left are marked as removed, and may join again."""

    __tablename__ = "people"
    __table_args__ = (
        one_of("role", Role),
        one_of("status", AccountStatus),
        check("party_named", "length(party) = 2"),
        check("agency_length", f"length(agency) BETWEEN 1 AND {AGENCY_SIGNS}"),
        check("name_length", f"length(name) <= {NAME_LENGTH}"),
        check("private_chat", "chat_id > 0"),
        check("language_named", "length(language) > 0"),
        check("email_length", f"length(email) BETWEEN {EMAIL_LENGTHS}"),
        partial_index("ux_people_chat_id", "chat_id", unique=True, where="status <> 'removed'"),
        Index("ix_people_chat_id", "chat_id", "id"),
        Index("ix_people_party", "party", "status", "id"),
        Index("ux_people_number", "party", "number", unique=True),
        check("number_positive", "number > 0"),
        {"sqlite_autoincrement": True},
    )
    id: PersonId = number_key()
    number: int
    party: str
    role: str
    agency: str
    name: str
    chat_id: int = Field(sa_type=WideInteger)
    language: str | None
    status: str
    joined_at: datetime = Field(sa_type=UtcDateTime)
    unreachable_since: datetime | None = Field(sa_type=UtcDateTime)
    email: str | None
    last_seen_on: date | None
    honorific: str | None
    appointed_since: date | None
    appointment_letter: Ciphertext | None = Field(sa_type=String)
    appointment_told_at: datetime | None = Field(sa_type=UtcDateTime)
    unconfirmed_since: datetime | None = Field(sa_type=UtcDateTime)
    agreed_at: datetime | None = Field(sa_type=UtcDateTime)
    duress_since: datetime | None = Field(sa_type=UtcDateTime)
    lost_word: str | None


PEOPLE = table_of(PersonRows)
ENCRYPTED = EncryptedColumns(table=PEOPLE, columns=("appointment_letter",), once_clear=True)
_OF_CHAT = (
    select(PersonRows)
    .where(PEOPLE.c.chat_id == bindparam("its_chat"))
    .order_by(PEOPLE.c.id.desc())
    .limit(1)
)
_BY_ID = select(PersonRows).where(PEOPLE.c.id == bindparam("its_id"))
_THOSE = select(PersonRows).where(PEOPLE.c.id.in_(bindparam("its_ids", expanding=True)))
_TEAM = (
    select(PersonRows)
    .where(PEOPLE.c.party == bindparam("its_party"))
    .where(PEOPLE.c.status == AccountStatus.ACTIVE.value)
    .order_by(PEOPLE.c.id)
)
_ANY_OF_TEAM = (
    select(PEOPLE.c.id)
    .where(PEOPLE.c.party == bindparam("its_party"))
    .where(PEOPLE.c.status == AccountStatus.ACTIVE.value)
    .where(PEOPLE.c.role.in_(bindparam("its_roles", expanding=True)))
    .limit(1)
)


_FORMER = ((INVITES, "expires_at", "until"), (NOMINATIONS, "asked_at", "asked-on"))
"""Other tables with agencies, the columns with their instants and the names of these."""


class PeopleOfParties(core_transaction.People, ReadOnce):
    """The people; each person and each Party's team are read once in a transaction."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._by_id: dict[PersonId, Person] = {}
        self._by_address: dict[Address, Person | None] = {}
        self._teams: dict[PartyCode, Sequence[Person]] = {}

    async def by_address(self, address: Address) -> Person | None:
        if (person := person_of_page(address)) is not None:
            return await self.get(PersonId(person))
        if address not in self._by_address:
            row = await self._sql.row(_OF_CHAT, {"its_chat": address})
            self._by_address[address] = None if row is None else self._known(row)
        return self._by_address[address]

    async def members(self, chats: Collection[int]) -> Collection[int]:
        found = select(PEOPLE.c.chat_id).where(
            PEOPLE.c.chat_id.in_(chats), PEOPLE.c.status != AccountStatus.REMOVED.value
        )
        return set((await self._sql.run(found)).scalars())

    async def get(self, person: PersonId | None) -> Person | None:
        if person is None:
            return None
        if person not in self._by_id:
            row = await self._sql.row(_BY_ID, {"its_id": person})
            if row is None:
                return None
            self._known(row)
        return self._by_id[person]

    async def team(self, party: PartyCode, *roles: Role) -> Sequence[Person]:
        if party not in self._teams:
            rows = await self._sql.rows(_TEAM, {"its_party": party})
            self._teams[party] = [self._known(row) for row in rows]
        team = self._teams[party]
        return [each for each in team if each.role in roles] if roles else team

    async def has_active(self, party: PartyCode, *roles: Role) -> bool:
        if self._teams:  # who acts reads both teams, to notify them
            return bool(await self.team(party, *roles))
        found = await self._sql.run(_ANY_OF_TEAM, {"its_party": party, "its_roles": roles})
        return found.first() is not None

    async def those(self, people: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        rows = await self._sql.rows(_THOSE, {"its_ids": sorted(people)})
        return {row.id: self._read(row) for row in rows}

    async def listed(self, party: PartyCode) -> Sequence[Person]:
        here = [AccountStatus.ACTIVE.value, AccountStatus.SUSPENDED.value]
        chosen = select(PersonRows).where(PEOPLE.c.party == party, PEOPLE.c.status.in_(here))
        return [self._read(row) for row in await self._sql.rows(chosen.order_by(PEOPLE.c.id))]

    async def add(
        self,
        *,
        party: PartyCode,
        role: Role,
        agency: str,
        name: str,
        address: Address,
        at: datetime,
    ) -> Person:
        values = {
            "role": role.value,
            "agency": agency,
            "name": name,
            "chat_id": address,
            "status": AccountStatus.ACTIVE.value,
            "joined_at": at,
        }
        its_party = {"party": party}
        number = await add_numbered(self._sql, PEOPLE, "number", lambda _: values, within=its_party)
        its = (PEOPLE.c.party == party, PEOPLE.c.number == number)
        [row] = await self._sql.rows(select(PersonRows).where(*its))
        self._forget()
        return self._known(row)

    async def change(self, person: PersonId, **values: Unpack[PersonChanges]) -> None:
        columns: Columns = dict(values)
        if "appointment" in values:
            del columns["appointment"]
            known = values["appointment"]
            columns["appointed_since"] = known and known.since
            columns["appointment_told_at"] = known and known.told_at
            letter = None if known is None else known.letter
            its = SimpleNamespace(id=person)
            columns |= ENCRYPTED.encrypt(self._sql.cipher, its, appointment_letter=letter)
        if since := values.get("unreachable_since"):
            columns["unreachable_since"] = func.coalesce(PEOPLE.c.unreachable_since, since)
        await self._sql.run(update(PEOPLE).where(PEOPLE.c.id == person).values(**columns))
        self._forget()

    async def of_lost_word(self, word_hash: str) -> Sequence[Person]:
        its = select(PersonRows).where(PEOPLE.c.lost_word == word_hash)
        return [self._read(row) for row in await self._sql.rows(its)]

    async def former_agencies(self, party: PartyCode) -> Sequence[tuple[str, datetime, str]]:
        here = {each.agency for each in await self.listed(party)}
        known = [
            select(table.c.agency, func.max(table.c[at]).label("at"), literal(dated))
            .where(table.c.party == party)
            .group_by(table.c.agency)
            for table, at, dated in ((PEOPLE, "joined_at", "joined"), *_FORMER)
        ]
        rows = [tuple(row) for row in await self._sql.run(union(*known).order_by("at"))]
        last = {row[0]: row for row in rows if row[0] not in here}
        return sorted(last.values(), key=itemgetter(1), reverse=True)

    async def lock_admins(self, party: PartyCode) -> Sequence[Person]:
        admins = _TEAM.where(PEOPLE.c.role == Role.ADMIN.value)
        # Transactions that only refer to a person need not wait.
        locked = admins.with_for_update(key_share=True)
        rows = await self._sql.rows(locked, {"its_party": party})
        self._forget()
        return [self._read(row) for row in rows]

    async def lock(self, person: PersonId) -> Person | None:
        row = await self._sql.row(_BY_ID.with_for_update(key_share=True), {"its_id": person})
        return None if row is None else self._read(row)

    def _forget(self) -> None:
        self._by_id.clear()
        self._by_address.clear()
        self._teams.clear()

    def _read(self, row: PersonRows) -> Person:
        return person_of(row, self._sql.cipher)

    def _known(self, row: PersonRows) -> Person:
        person = self._read(row)
        self._by_id[person.id] = person
        return person


def person_of(row: PersonRows, cipher: FieldCipher) -> Person:
    """The person in a row."""
    since, [letter] = row.appointed_since, ENCRYPTED.decrypt(cipher, row)
    appointment = None
    if since is not None and letter is not None:
        appointment = Appointment(since=since, letter=letter, told_at=row.appointment_told_at)
    titled = row.honorific and named("honorific", row.honorific, name=row.name)
    name, address = titled or row.name, Address(row.chat_id)
    return record_of(Person, row, name=name, address=address, appointment=appointment)


class AbsenceRows(Rows, table=True):
    """The latest absence of each person. It ends by itself, so old ones remain."""

    __tablename__ = "absences"
    __table_args__ = (
        check("first_before_last", "first <= last"),
        check("deputy_is_another", "deputy <> person"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    first: date
    last: date
    deputy: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")


ABSENCES = table_of(AbsenceRows)
_SAVING = saving(ABSENCES, "person")
_OF_PARTY = (
    select(AbsenceRows)
    .join(PEOPLE, PEOPLE.c.id == ABSENCES.c.person)
    .where(PEOPLE.c.party == bindparam("its_party"), PEOPLE.c.status == AccountStatus.ACTIVE.value)
    .order_by(ABSENCES.c.person)
)


class Absences(Repository, core_transaction.Absences):
    """Absences, at most one for each person."""

    async def put(self, absence: Absence) -> None:
        await self._sql.run(_SAVING[self._sql.dialect], columns_of(AbsenceRows, absence))

    async def end(self, person: PersonId) -> None:
        await self._sql.run(delete(ABSENCES).where(ABSENCES.c.person == person))

    async def of(self, party: PartyCode) -> Sequence[Absence]:
        rows = await self._sql.rows(_OF_PARTY, {"its_party": party})
        return [record_of(Absence, row) for row in rows]


CONCEPT: Concept = (
    Stored(core_transaction.People, PeopleOfParties),
    Stored(core_transaction.Absences, Absences),
    Stored(core_transaction.InvitationLinks, InvitesAndAttempts),
    Stored(people_repository.Invites, InvitesAndAttempts),
    Stored(people_repository.Nominations, Nominations),
    Stored(people_repository.Pins, Pins),
    ENCRYPTED_PINS,
    ENCRYPTED,
    *PROVEN,
    ProvenTable(
        PEOPLE,
        PERSON_RECORD,
        names=("id",),
        read=lambda row, cipher: person_facts(person_of(row, cipher)),
        typed=("agency",),
    ),
    ProvenTable(
        ABSENCES,
        ABSENCE_RECORD,
        names=("person",),
        read=lambda row, _: record_of(Absence, row),
    ),
)
