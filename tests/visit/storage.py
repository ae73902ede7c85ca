"""The repository of visits."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Row, String, Table, func, select
from sqlalchemy.sql.expression import insert

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from storage.engine.records import Versioned
from tests.visit import model
from tests.visit.model import Visit, VisitNumber

VISITS = Table(
    "visits",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("party", String, nullable=False),
    Column("by", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)


class Visits(Versioned[Visit], model.Visits):
    """The visits."""

    _table = VISITS
    _key = "number"

    async def _of(self, row: Row[Any]) -> Visit:
        return visit_of(row)

    def _values(self, visit: Visit) -> dict[str, Any]:
        return {each.name: getattr(visit, each.name) for each in VISITS.c}

    async def add(self, visit: Visit) -> None:
        await self._sql.run(insert(VISITS).values(self._values(visit)).inline())

    async def count(self) -> int:
        return int((await self._sql.run(select(func.count()).select_from(VISITS))).scalar_one())


def visit_of(row: Row[Any]) -> Visit:
    """The visit that a row keeps."""
    return Visit(
        number=VisitNumber(row.number),
        party=PartyCode(row.party),
        by=PersonId(row.by),
        day=row.day,
        confirmed=row.confirmed,
        version=row.version,
    )
