"""What the administrators of a Party have set in place of the profile's values."""

from sqlalchemy import select
from sqlmodel import Field

from liaison.domain.agreements import Agreement, PartyCode
from liaison.domain.schedules import Schedule, default_schedule
from storage.schema import Rows, check, table_of
from storage.statements import Statements


class ScheduleRows(Rows, table=True):
    """The settings of the Parties that have set any. Times are minutes after local midnight."""

    __tablename__ = "schedules"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("digest_within_a_day", "digest_at BETWEEN 0 AND 1439"),
    )
    party: str = Field(primary_key=True)
    digest_at: int


SCHEDULES = table_of(ScheduleRows)


class Schedules:
    """The settings of each Party; those of the agreement where it has set none."""

    def __init__(self, sql: Statements, *, agreement: Agreement) -> None:
        self._sql = sql
        self._agreement = agreement

    async def of(self, party: PartyCode) -> Schedule:
        """The schedule of a Party."""
        found = await self._sql.run(select(SCHEDULES).where(SCHEDULES.c.party == party))
        row = found.one_or_none()
        if row is None:
            return default_schedule(self._agreement)
        return Schedule(digest_at=row.digest_at)

    async def put(self, party: PartyCode, schedule: Schedule) -> None:
        """Set it."""
        values = {"digest_at": schedule.digest_at}
        new = self._sql.insert(SCHEDULES).values(party=party, **values)
        await self._sql.run(new.on_conflict_do_update(index_elements=["party"], set_=values))
