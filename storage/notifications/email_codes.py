"""E-mail addresses that wait for confirmation by the code that was sent to them."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Field

from liaison.core.people import PersonId
from liaison.notifications import repository as notification_repository
from liaison.notifications.email import MailCode
from storage.engine.schema import Rows, UtcDateTime, WideInteger, check, table_of
from storage.engine.statements import Repository
from storage.people.repository import EMAIL_LENGTHS


class MailCodeRows(Rows, table=True):
    """Unconfirmed addresses, one for each person. The code itself is not stored."""

    __tablename__ = "mail_codes"
    __table_args__ = (
        check("address_length", f"length(address) BETWEEN {EMAIL_LENGTHS}"),
        check("hash_length", "length(code_hash) = 64"),
        check("tries_counted", "attempts >= 0"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    address: str
    code_hash: str
    expires_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int


MAIL_CODES = table_of(MailCodeRows)


class MailCodes(Repository, notification_repository.MailCodes):
    """The confirmation code expected from each person."""

    async def put(self, code: MailCode) -> None:
        values = {
            "address": code.address,
            "code_hash": code.code_hash,
            "expires_at": code.expires_at,
            "attempts": code.attempts,
        }
        new = self._sql.insert(MAIL_CODES).values(person=code.person, **values)
        await self._sql.run(new.on_conflict_do_update(index_elements=["person"], set_=values))

    async def get(self, person: PersonId) -> MailCode | None:
        row = await self._sql.row(select(MailCodeRows).where(MAIL_CODES.c.person == person))
        if row is None:
            return None
        return MailCode(
            person=row.person,
            address=row.address,
            code_hash=row.code_hash,
            expires_at=row.expires_at,
            attempts=row.attempts,
        )

    async def remove(self, person: PersonId) -> None:
        await self._sql.run(delete(MAIL_CODES).where(MAIL_CODES.c.person == person))
