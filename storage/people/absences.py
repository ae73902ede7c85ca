"""Who is away, from when until when, and who stands in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, select
from sqlmodel import Field

from liaison.core import repository as core_repository
from liaison.core.absences import Away
from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId, Standing
from storage.engine.schema import Rows, WideInteger, check, table_of
from storage.engine.statements import Statements
from storage.people.repository import PEOPLE


class AwayRows(Rows, table=True):
    """The last time away that each person named. It is over by itself, so old ones stay."""

    __tablename__ = "aways"
    __table_args__ = (
        check("first_before_last", "first <= last"),
        check("deputy_is_another", "deputy <> person"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    first: date
    last: date
    deputy: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")


AWAYS = table_of(AwayRows)
_OF_PARTY = (
    select(AwayRows)
    .join(PEOPLE, PEOPLE.c.id == AWAYS.c.person)
    .where(PEOPLE.c.party == bindparam("its_party"), PEOPLE.c.standing == Standing.ACTIVE.value)
    .order_by(AWAYS.c.person)
)


class Aways(core_repository.Aways):
    """Times away, one of each person."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def put(self, away: Away) -> None:
        values = {"first": away.first, "last": away.last, "deputy": away.deputy}
        new = self._sql.insert(AWAYS).values(person=away.person, **values)
        await self._sql.run(new.on_conflict_do_update(index_elements=["person"], set_=values))

    async def end(self, person: PersonId) -> None:
        await self._sql.run(delete(AWAYS).where(AWAYS.c.person == person))

    async def of(self, party: PartyCode) -> Sequence[Away]:
        rows = await self._sql.rows(_OF_PARTY, {"its_party": party})
        return [
            Away(
                person=row.person,
                first=row.first,
                last=row.last,
                deputy=row.deputy,
            )
            for row in rows
        ]
