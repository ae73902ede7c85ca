"""The repository of visits."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import MetaData, func, select
from sqlalchemy.sql.expression import insert
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from storage.engine.records import VersionedRecords
from storage.engine.schema import Rows, table_of
from tests.visit import model
from tests.visit.model import Visit, VisitNumber


class VisitRows(Rows, table=True):
    """Visits, apart from the tables of the service."""

    metadata: ClassVar[MetaData] = MetaData()
    __tablename__ = "visits"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    party: str
    by: int
    day: date
    confirmed: bool
    version: int


VISITS = table_of(VisitRows)


class Visits(VersionedRecords[Visit, VisitRows], model.Visits):
    """The visits."""

    _rows = VisitRows
    _key = "number"

    async def _of(self, row: VisitRows) -> Visit:
        return visit_of(row)

    def _values(self, visit: Visit) -> dict[str, Any]:
        return {each.name: getattr(visit, each.name) for each in VISITS.c}

    async def add(self, visit: Visit) -> None:
        await self._sql.run(insert(VISITS).values(self._values(visit)).inline())

    async def count(self) -> int:
        return int((await self._sql.run(select(func.count()).select_from(VISITS))).scalar_one())


def visit_of(row: VisitRows) -> Visit:
    """The visit that a row keeps."""
    return Visit(
        number=VisitNumber(row.number),
        party=PartyCode(row.party),
        by=PersonId(row.by),
        day=row.day,
        confirmed=row.confirmed,
        version=row.version,
    )
