"""The secret addresses of calendar feeds, one for each person."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Field

from liaison.core.people import PersonId
from liaison.pages import repository as page_repository
from liaison.pages.model import CalendarFeed
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    record_of,
    table_of,
)
from storage.engine.statements import Repository, saving


class CalendarFeedRows(Rows, table=True):
    """Calendar feeds. The token itself is not stored."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (check("hash_length", "length(token_hash) = 64"),)
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    token_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=UtcDateTime)


FEEDS = table_of(CalendarFeedRows)
_SAVING = saving(FEEDS, "person")


class CalendarFeeds(Repository, page_repository.CalendarFeeds):
    """The calendar feeds of people."""

    async def put(self, feed: CalendarFeed) -> None:
        await self._sql.run(_SAVING[self._sql.dialect], columns_of(CalendarFeedRows, feed))

    async def find(self, token_hash: str) -> CalendarFeed | None:
        row = await self._sql.row(select(CalendarFeedRows).where(FEEDS.c.token_hash == token_hash))
        return None if row is None else record_of(CalendarFeed, row)

    async def of(self, person: PersonId) -> CalendarFeed | None:
        row = await self._sql.row(select(CalendarFeedRows).where(FEEDS.c.person == person))
        return None if row is None else record_of(CalendarFeed, row)

    async def remove(self, person: PersonId) -> bool:
        return await self._sql.changes(delete(FEEDS).where(FEEDS.c.person == person)) > 0
