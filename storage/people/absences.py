"""Absences: who is out of office, from when until when, and the deputy."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, select
from sqlmodel import Field

from liaison.core import repository as core_repository
from liaison.core.absences import Absence
from liaison.core.agreement import PartyCode
from liaison.core.people import AccountStatus, PersonId
from storage.engine.schema import Rows, WideInteger, check, table_of
from storage.engine.statements import Repository
from storage.people.repository import PEOPLE


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
_OF_PARTY = (
    select(AbsenceRows)
    .join(PEOPLE, PEOPLE.c.id == ABSENCES.c.person)
    .where(PEOPLE.c.party == bindparam("its_party"), PEOPLE.c.status == AccountStatus.ACTIVE.value)
    .order_by(ABSENCES.c.person)
)


class Absences(Repository, core_repository.Absences):
    """Absences, at most one for each person."""

    async def put(self, absence: Absence) -> None:
        values = {"first": absence.first, "last": absence.last, "deputy": absence.deputy}
        new = self._sql.insert(ABSENCES).values(person=absence.person, **values)
        await self._sql.run(new.on_conflict_do_update(index_elements=["person"], set_=values))

    async def end(self, person: PersonId) -> None:
        await self._sql.run(delete(ABSENCES).where(ABSENCES.c.person == person))

    async def of(self, party: PartyCode) -> Sequence[Absence]:
        rows = await self._sql.rows(_OF_PARTY, {"its_party": party})
        return [
            Absence(
                person=row.person,
                first=row.first,
                last=row.last,
                deputy=row.deputy,
            )
            for row in rows
        ]
