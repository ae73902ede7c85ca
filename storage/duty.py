"""The duty rosters of both Parties."""

from datetime import date

from sqlalchemy import bindparam, delete, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from liaison.duty import repository as duty_repository
from liaison.duty.rules import DUTY_RECORD, Roster, RosterDay, RosterEntry
from storage.engine.schema import Rows, WideInteger, check, table_of
from storage.engine.statements import Repository, Stored, saving
from storage.record_digests import ProvenTable


class DutyRows(Rows, table=True):
    """Who is on duty on a day: the number of a day of the week (Monday is 1), or a date."""

    __tablename__ = "duty_roster"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("weekday_or_date", "length(on_day) IN (1, 10)"),
    )
    party: str = Field(primary_key=True)
    on_day: str = Field(primary_key=True)
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")


DUTY_ROSTER = table_of(DutyRows)
_SAVING = saving(DUTY_ROSTER, "party", "on_day")
_OF_PARTY = select(DutyRows).where(DUTY_ROSTER.c.party == bindparam("its_party"))


class DutyRosters(Repository, duty_repository.DutyRosters):
    """Rosters, at most one person for each day."""

    async def of(self, party: PartyCode) -> Roster:
        rows = await self._sql.rows(_OF_PARTY, {"its_party": party})
        return {_day(row.on_day): row.person for row in rows}

    async def put(self, party: PartyCode, on: RosterDay, person: PersonId | None) -> None:
        key = {"party": party, "on_day": str(on)}
        if person is None:
            entry = (DUTY_ROSTER.c[name] == value for name, value in key.items())
            await self._sql.run(delete(DUTY_ROSTER).where(*entry))
            return
        await self._sql.run(_SAVING[self._sql.dialect], {**key, "person": person})


def _day(stored: str) -> RosterDay:
    return int(stored) if len(stored) == 1 else date.fromisoformat(stored)


CONCEPT: Concept = (
    Stored(duty_repository.DutyRosters, DutyRosters),
    ProvenTable(
        DUTY_ROSTER,
        DUTY_RECORD,
        names=("party", "on_day"),
        read=lambda row, _: RosterEntry(row.party, row.on_day, row.person),
    ),
)
