"""Nominations of administrators, which another administrator confirms, and their outcome."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.people import repository as people_repository
from liaison.people.nominations import Nomination, NominationCode, NominationState
from liaison.people.rules import AGENCY_LENGTH
from storage.engine.records import Records
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    one_of,
    partial_index,
    record_of,
    table_of,
)

IS_OPEN = "state = 'open'"


class NominationRows(Rows, table=True):
    """Nominations: of a person, or of a person of an agency who is not yet invited."""

    __tablename__ = "nominations"
    __table_args__ = (
        one_of("state", NominationState),
        check("code_length", "length(code) = 9"),
        check("party_named", "length(party) = 2"),
        check("agency_length", f"length(agency) BETWEEN 1 AND {AGENCY_LENGTH}"),
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
_ROW = NOMINATIONS.c
IS_REQUESTED: ColumnElement[bool] = _ROW.state == NominationState.OPEN.value
"""The nominations that wait for another administrator."""
_OPEN = select(NominationRows).where(IS_REQUESTED).order_by(_ROW.asked_at, _ROW.code)


class Nominations(Records[Nomination, NominationRows], people_repository.Nominations):
    """Nominations of both Parties."""

    _rows = NominationRows

    async def _of(self, row: NominationRows) -> Nomination:
        return record_of(Nomination, row)

    def _values(self, nomination: Nomination) -> dict[str, Any]:
        return columns_of(NominationRows, nomination)

    async def add(self, nomination: Nomination) -> None:
        await self._sql.run(insert(NOMINATIONS).values(self._values(nomination)).inline())

    async def get(self, code: NominationCode) -> Nomination | None:
        return await self._one(self._found(code))

    async def exists(self, code: NominationCode) -> bool:
        return await self._taken(code)

    async def find_open(
        self, party: PartyCode, *, person: PersonId | None, agency: str
    ) -> Nomination | None:
        who = _ROW.person == person
        if person is None:
            who = _ROW.person.is_(None) & (_ROW.agency == agency)
        return await self._one(_OPEN.where(_ROW.party == party, who))

    async def listed(self, party: PartyCode) -> Sequence[Nomination]:
        return await self._all(_OPEN.where(_ROW.party == party))

    async def end(self, nomination: Nomination) -> bool:
        ended = update(NOMINATIONS).where(_ROW.code == nomination.code, IS_REQUESTED)
        return await self._sql.changes(ended.values(self._values(nomination))) > 0
