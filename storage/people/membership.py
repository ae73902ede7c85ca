"""Invitations, nominations of administrators, and PINs.

Tokens and PINs are kept as hashes; those of PINs are encrypted with the key of the Party.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Index,
    String,
    delete,
    exists,
    func,
    insert,
    select,
    true,
    update,
)
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import PersonId, Role
from liaison.core.registry import Concept
from liaison.people import invitation_service, nomination_service
from liaison.people import repository as people_repository
from liaison.people.nominations import (
    NOMINATION_RECORD,
    Nomination,
    NominationCode,
    NominationState,
)
from liaison.people.pins import PIN_ATTEMPTS, PIN_LOCK, PIN_RECORD, Pin, pin_facts
from liaison.people.rules import AGENCY_SIGNS, INVITATION_RECORD, Invite
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.records import Records
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
from storage.engine.statements import Repository, saving
from storage.queues.timers import LIMIT, NeverWritten, TimedRecords
from storage.queues.work_queue import NOW
from storage.record_digests import ProvenTable


class InviteRows(Rows, table=True):
    """Invitations. The token itself is not stored."""

    __tablename__ = "invites"
    __table_args__ = (
        one_of("role", Role),
        check("hash_length", "length(token_hash) = 64"),
        check("party_named", "length(party) = 2"),
        check("agency_length", f"length(agency) BETWEEN 1 AND {AGENCY_SIGNS}"),
        check("used_by_somebody", "(used_at IS NULL) = (used_by IS NULL)"),
    )
    token_hash: str = Field(primary_key=True)
    party: str
    role: str
    agency: str
    invited_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(sa_type=UtcDateTime)
    used_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    opened_by: int | None = Field(sa_type=WideInteger)
    opened_name: str | None
    opened_username: str | None


class InviteAttemptRows(Rows, table=True):
    """Invalid invitation links, by chat."""

    __tablename__ = "invite_attempts"
    __table_args__ = (Index("ix_invite_attempts_chat_id", "chat_id", "at"),)
    id: int = number_key()
    chat_id: int = Field(sa_type=WideInteger)
    at: datetime = Field(sa_type=UtcDateTime)


INVITES = table_of(InviteRows)
INVITE_ATTEMPTS = table_of(InviteAttemptRows)


class InvitesAndAttempts(Repository, people_repository.Invites):
    """Invitations and failed attempts."""

    async def add(self, invite: Invite) -> None:
        values = columns_of(InviteRows, invite)
        await self._sql.run(insert(INVITES).values(values).inline())

    async def find(self, token_hash: str) -> Invite | None:
        found = await self._found(INVITES.c.token_hash == token_hash)
        return found[0] if found else None

    async def usable(self, token_hashes: Collection[str]) -> Collection[str]:
        found = select(INVITES.c.token_hash).where(INVITES.c.token_hash.in_(token_hashes))
        return set((await self._sql.run(found.where(*self._unused()))).scalars())

    async def listed(self, party: PartyCode) -> Sequence[Invite]:
        made_here = (INVITES.c.party == party, INVITES.c.invited_by.is_not(None))
        return await self._found(*made_here, *self._unused())

    async def waits(self, address: Address) -> bool:
        return bool(await self._found(INVITES.c.opened_by == address, *self._unused()))

    async def open(self, invite: Invite) -> bool:
        unopened = (INVITES.c.token_hash == invite.token_hash, INVITES.c.opened_by.is_(None))
        opened = update(INVITES).where(*unopened, *self._unused())
        return await self._sql.changes(opened.values(columns_of(InviteRows, invite))) > 0

    async def use(self, token_hash: str, *, person: PersonId) -> Invite | None:
        unused = (INVITES.c.token_hash == token_hash, INVITES.c.used_at.is_(None))
        found = await self._changed(*unused, used_at=self._sql.now, used_by=person)
        return next(iter(found), None)

    async def joined_by(self, person: PersonId) -> Collection[PersonId]:
        joined = select(INVITES.c.used_by).where(INVITES.c.invited_by == person)
        return set((await self._sql.run(joined.where(INVITES.c.used_by.is_not(None)))).scalars())

    async def revoke(self, invite: Invite) -> Sequence[Invite]:
        return await self._revoke(INVITES.c.token_hash == invite.token_hash)

    async def revoke_of(self, person: PersonId) -> Sequence[Invite]:
        return await self._revoke(INVITES.c.invited_by == person)

    async def revoke_role(
        self, party: PartyCode, role: Role, *, by_operator: bool
    ) -> Sequence[Invite]:
        made_by = INVITES.c.invited_by
        made = made_by.is_(None) if by_operator else made_by.is_not(None)
        return await self._revoke(INVITES.c.party == party, INVITES.c.role == role.value, made)

    async def _revoke(self, *which: ColumnElement[bool]) -> Sequence[Invite]:
        return await self._changed(*which, *self._unused(), expires_at=self._sql.now)

    async def _changed(self, *which: ColumnElement[bool], **values: object) -> Sequence[Invite]:
        changing = update(INVITES).where(*which).values(**values).returning(InviteRows)
        return [record_of(Invite, row) for row in await self._sql.rows(changing)]

    def _unused(self) -> tuple[ColumnElement[bool], ...]:
        return INVITES.c.used_at.is_(None), INVITES.c.expires_at > self._sql.now

    async def _found(self, *which: ColumnElement[bool]) -> Sequence[Invite]:
        chosen = select(InviteRows).where(*which).order_by(INVITES.c.expires_at)
        return [record_of(Invite, row) for row in await self._sql.rows(chosen)]

    async def attempts(self, address: Address | None, *, since: datetime) -> int:
        its = true() if address is None else INVITE_ATTEMPTS.c.chat_id == address
        counted = select(func.count()).select_from(INVITE_ATTEMPTS)
        found = await self._sql.run(counted.where(its, INVITE_ATTEMPTS.c.at >= since))
        return found.scalar_one()

    async def forget_attempts(self, *, before: datetime) -> None:
        await self._sql.run(delete(INVITE_ATTEMPTS).where(INVITE_ATTEMPTS.c.at < before))

    async def record_attempt(self, address: Address, *, at: datetime) -> None:
        await self._sql.run(insert(INVITE_ATTEMPTS).values(chat_id=address, at=at).inline())


IS_OPEN = "state = 'open'"


class NominationRows(Rows, table=True):
    """Nominations: of a person, or of a person of an agency who is not yet invited."""

    __tablename__ = "nominations"
    __table_args__ = (
        one_of("state", NominationState),
        check("code_length", "length(code) = 9"),
        check("party_named", "length(party) = 2"),
        check("agency_length", f"length(agency) BETWEEN 1 AND {AGENCY_SIGNS}"),
        check("of_another", "person <> asked_by"),
        check("open_for_a_time", "asked_at < expires_at"),
        check("ended_once", "(state = 'open') = (ended_at IS NULL)"),
        check("ended_by_somebody", "(ended_by IS NOT NULL) = (state IN ('confirmed', 'declined'))"),
        check("confirmed_by_another", "state <> 'confirmed' OR ended_by <> asked_by"),
        partial_index(
            "ux_nominations_invite",
            "party",
            "agency",
            unique=True,
            where=f"{IS_OPEN} AND person IS NULL",
        ),
        partial_index("ux_nominations_person", "person", unique=True, where=IS_OPEN),
    )
    code: str = Field(primary_key=True)
    party: str
    person: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    agency: str
    asked_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    ended_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    change: str | None


NOMINATIONS = table_of(NominationRows)
_NOMINATION = NOMINATIONS.c
IS_REQUESTED: ColumnElement[bool] = _NOMINATION.state == NominationState.OPEN.value
"""The nominations that wait for another administrator."""
_OPEN = select(NominationRows).where(IS_REQUESTED).order_by(_NOMINATION.asked_at, _NOMINATION.code)


class Nominations(Records[Nomination, NominationRows], people_repository.Nominations):
    """Nominations of both Parties."""

    _rows = NominationRows

    async def _of(self, row: NominationRows) -> Nomination:
        return record_of(Nomination, row)

    def _values(self, nomination: Nomination) -> Columns:
        return columns_of(NominationRows, nomination)

    async def add(self, nomination: Nomination) -> None:
        await self._sql.run(insert(NOMINATIONS).values(self._values(nomination)).inline())

    async def get(self, code: NominationCode) -> Nomination | None:
        return await self._one(self._found(code))

    async def find_open(
        self, party: PartyCode, *, person: PersonId | None, agency: str
    ) -> Nomination | None:
        who = _NOMINATION.person == person
        if person is None:
            who = _NOMINATION.person.is_(None) & (_NOMINATION.agency == agency)
        return await self._one(_OPEN.where(_NOMINATION.party == party, who))

    async def listed(self, party: PartyCode) -> Sequence[Nomination]:
        return await self._all(_OPEN.where(_NOMINATION.party == party))

    async def end(self, nomination: Nomination) -> bool:
        ended = update(NOMINATIONS).where(_NOMINATION.code == nomination.code, IS_REQUESTED)
        return await self._sql.changes(ended.values(self._values(nomination))) > 0


class PinRows(Rows, table=True):
    """PINs, at most one for each person. ``pin_hash`` is encrypted with the key of the Party."""

    __tablename__ = "pins"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("wrong_counted", f"failed_attempts >= 0 AND failed_attempts < {PIN_ATTEMPTS}"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    party: str
    pin_hash: Ciphertext = Field(sa_type=String)
    failed_attempts: int
    locked_until: datetime | None = Field(sa_type=UtcDateTime)
    verified_until: datetime | None = Field(sa_type=UtcDateTime)
    waits_since: datetime | None = Field(sa_type=UtcDateTime)
    verified_at_door: Address | None = Field(sa_type=WideInteger)


PINS = table_of(PinRows)
_PIN = PINS.c
ENCRYPTED_PINS = EncryptedColumns(table=PINS, columns=("pin_hash",), party="party")
_SAVING = saving(PINS, "person")


class Pins(Repository, people_repository.Pins):
    """The PIN of each person, if there is one."""

    async def put(self, pin: Pin) -> None:
        pin_hash = ENCRYPTED_PINS.encrypt(self._sql.cipher, pin, pin_hash=pin.pin_hash)
        values = columns_of(PinRows, pin, **pin_hash)
        await self._sql.run(_SAVING[self._sql.dialect], values)

    async def lock(self, person: PersonId) -> Pin | None:
        its = select(PinRows).where(_PIN.person == person)
        row = await self._sql.row(its.with_for_update())
        return None if row is None else pin_of(row, self._sql.cipher)

    async def exists(self, person: PersonId) -> bool:
        found = await self._sql.run(select(exists().where(_PIN.person == person)))
        return bool(found.scalar_one())

    async def owners(self, party: PartyCode) -> Collection[PersonId]:
        found = select(_PIN.person).where(_PIN.party == party, _PIN.waits_since.is_(None))
        return set((await self._sql.run(found)).scalars())

    async def remove(self, person: PersonId) -> None:
        await self._sql.run(delete(PINS).where(_PIN.person == person))


def pin_of(row: PinRows, cipher: FieldCipher) -> Pin:
    """The PIN in a row."""
    [pin_hash] = ENCRYPTED_PINS.decrypt(cipher, row)
    return record_of(Pin, row, pin_hash=pin_hash)


_INVITE = INVITES.c
_WAITS = _INVITE.invited_by.is_not(None) & _INVITE.used_at.is_(None) & (_INVITE.expires_at > NOW)
PROVEN: Concept = (
    TimedRecords(invitation_service.TIMER, _INVITE.token_hash, _WAITS),
    TimedRecords(nomination_service.TIMER, NOMINATIONS.c.code, IS_REQUESTED),
    ProvenTable(
        INVITES,
        INVITATION_RECORD,
        names=("party", "token_hash"),
        read=lambda row, _: record_of(Invite, row),
        typed=("agency",),
    ),
    ProvenTable(
        NOMINATIONS,
        NOMINATION_RECORD,
        names=("code",),
        read=lambda row, _: record_of(Nomination, row),
        typed=("agency",),
    ),
    ProvenTable(
        PINS,
        PIN_RECORD,
        names=("person",),
        read=lambda row, cipher: pin_facts(pin_of(row, cipher)),
    ),
    NeverWritten("pins", select(_PIN.person).where(_PIN.locked_until > LIMIT), PIN_LOCK),
)
"""What the audit record proves of these tables."""
