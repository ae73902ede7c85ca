"""Invitations, by the hash of their token, and failed attempts."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Index, func, insert, select, update
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId, Role
from liaison.people import repository as people_repository
from liaison.people.rules import AGENCY_LENGTH, Invite
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


class InviteRows(Rows, table=True):
    """Invitations. The token itself is not stored."""

    __tablename__ = "invites"
    __table_args__ = (
        one_of("role", Role),
        check("hash_length", "length(token_hash) = 64"),
        check("party_named", "length(party) = 2"),
        check("agency_length", f"length(agency) BETWEEN 1 AND {AGENCY_LENGTH}"),
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
    id: int = number()
    chat_id: int = Field(sa_type=WideInteger)
    at: datetime = Field(sa_type=UtcDateTime)


INVITES = table_of(InviteRows)
INVITE_ATTEMPTS = table_of(InviteAttemptRows)


class InvitesAndAttempts(Repository, people_repository.Invites):
    """Invitations and failed attempts."""

    async def add(self, invite: Invite) -> None:
        values = columns_of(InviteRows, invite, used_by=None)
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

    async def opened_from(self, chat_id: int) -> Invite | None:
        found = await self._found(INVITES.c.opened_by == chat_id, *self._unused())
        return found[0] if found else None

    async def open(self, invite: Invite) -> bool:
        unopened = (INVITES.c.token_hash == invite.token_hash, INVITES.c.opened_by.is_(None))
        opened = update(INVITES).where(*unopened, *self._unused())
        return (
            await self._sql.changes(opened.values(columns_of(InviteRows, invite, used_by=None))) > 0
        )

    async def use(self, token_hash: str, *, person: PersonId) -> bool:
        unused = (INVITES.c.token_hash == token_hash, INVITES.c.used_at.is_(None))
        used = update(INVITES).where(*unused).values(used_at=self._sql.now, used_by=person)
        return await self._sql.changes(used) > 0

    async def revoke(self, invite: Invite) -> None:
        await self._revoke(INVITES.c.token_hash == invite.token_hash)

    async def revoke_of(self, person: PersonId) -> None:
        await self._revoke(INVITES.c.invited_by == person)

    async def revoke_admins(self, party: PartyCode) -> None:
        made_here = (INVITES.c.party == party, INVITES.c.invited_by.is_not(None))
        await self._revoke(*made_here, INVITES.c.role == Role.ADMIN.value)

    async def _revoke(self, *which: ColumnElement[bool]) -> None:
        ended = update(INVITES).where(*which, *self._unused())
        await self._sql.run(ended.values(expires_at=self._sql.now))

    def _unused(self) -> tuple[ColumnElement[bool], ...]:
        return INVITES.c.used_at.is_(None), INVITES.c.expires_at > self._sql.now

    async def _found(self, *which: ColumnElement[bool]) -> Sequence[Invite]:
        chosen = select(InviteRows).where(*which).order_by(INVITES.c.expires_at)
        return [record_of(Invite, row) for row in await self._sql.rows(chosen)]

    async def attempts(self, chat_id: int, *, since: datetime) -> int:
        return await self._count(
            INVITE_ATTEMPTS.c.chat_id == chat_id, INVITE_ATTEMPTS.c.at >= since
        )

    async def all_attempts(self, *, since: datetime) -> int:
        return await self._count(INVITE_ATTEMPTS.c.at >= since)

    async def record_attempt(self, chat_id: int, *, at: datetime) -> None:
        await self._sql.run(insert(INVITE_ATTEMPTS).values(chat_id=chat_id, at=at).inline())

    async def _count(self, *which: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(INVITE_ATTEMPTS).where(*which)
        return (await self._sql.run(counted)).scalar_one()
