"""The versions of the procedure: both Parties see all of them, and none is ever removed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import Text, bindparam, insert, select
from sqlmodel import Field

from liaison.core.people import Person, PersonId
from liaison.core.references import Reference
from liaison.core.registry import Concept
from liaison.procedures import repository as procedure_repository
from liaison.procedures.model import (
    PROCEDURE_RECORD,
    STEP_RECORD,
    Mark,
    OmissionReason,
    Procedure,
    ProcedureNumber,
    ProcedureStep,
    StepMark,
)
from storage.crypto import FieldCipher
from storage.engine.records import VersionedRecords, add_numbered
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    given_key,
    one_of,
    record_of,
    table_of,
)
from storage.engine.statements import Repository, Statements, Stored
from storage.record_digests import ProvenTable

_STEPS: Final = TypeAdapter(tuple[ProcedureStep, ...])


class ProcedureRows(Rows, table=True):
    """Versions of the procedure. ``steps`` is JSON without anything that people typed."""

    __tablename__ = "procedures"
    __table_args__ = (
        check("number_positive", "number > 0"),
        check("party_named", "length(party) = 2"),
        check("version", "version >= 1"),
    )
    number: int = given_key()
    steps: str = Field(sa_type=Text)
    party: str
    made_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    agreed_at: datetime | None = Field(sa_type=UtcDateTime)
    version: int


class StepMarkRows(Rows, table=True):
    """Marks of steps in requests, numbered in each request; none is ever changed."""

    __tablename__ = "procedure_marks"
    __table_args__ = (
        one_of("mark", Mark),
        one_of("reason", OmissionReason),
        check("number_positive", "number > 0"),
        check("step_named", "length(step) > 0"),
        check("party_named", "length(party) = 2"),
        check("left_out_with_reason", "(mark = 'left_out') = (reason IS NOT NULL)"),
    )
    reference: str = Field(primary_key=True, foreign_key="requests.reference")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    step: str
    mark: str
    reason: str | None
    party: str
    made_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcDateTime)


PROCEDURES = table_of(ProcedureRows)
STEP_MARKS = table_of(StepMarkRows)
_PROCEDURE, _MARK = PROCEDURES.c, STEP_MARKS.c
_AGREED = (
    select(ProcedureRows)
    .where(_PROCEDURE.agreed_at.is_not(None))
    .order_by(_PROCEDURE.agreed_at.desc(), _PROCEDURE.number.desc())
)
_OF_REQUESTS = (
    select(StepMarkRows)
    .where(_MARK.reference.in_(bindparam("references", expanding=True)))
    .order_by(_MARK.reference, _MARK.number)
)


def procedure_of(row: ProcedureRows, _cipher: FieldCipher) -> Procedure:
    """The version in a row."""
    return record_of(Procedure, row, steps=_STEPS.validate_json(row.steps), by=row.made_by)


def mark_of(row: StepMarkRows, _cipher: FieldCipher) -> StepMark:
    """The mark in a row."""
    return record_of(StepMark, row, by=row.made_by)


class Procedures(VersionedRecords[Procedure, ProcedureRows], procedure_repository.Procedures):
    """The versions of the procedure."""

    _rows = ProcedureRows
    _read = staticmethod(procedure_of)
    _key = "number"

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._agreed: Sequence[Procedure] | None = None

    def _values(self, procedure: Procedure) -> Columns:
        steps = _STEPS.dump_json(procedure.steps).decode()
        return columns_of(ProcedureRows, procedure, steps=steps, made_by=procedure.by)

    async def add(self, steps: tuple[ProcedureStep, ...], *, actor: Person) -> Procedure:
        def made(number: int) -> Procedure:
            return Procedure(
                number=ProcedureNumber(number),
                steps=steps,
                party=actor.party,
                by=actor.id,
                made_at=self._sql.now,
            )

        number = await add_numbered(
            self._sql, PROCEDURES, "number", lambda number: self._values(made(number))
        )
        return made(number)

    async def get(self, number: ProcedureNumber) -> Procedure | None:
        return await self._one(self._found(number))

    async def agreed(self) -> Sequence[Procedure]:
        if self._agreed is None:
            self._agreed = await self._all(_AGREED)
        return self._agreed

    async def change(self, record: Procedure) -> bool:
        self._agreed = None
        return await super().change(record)


class StepMarks(Repository, procedure_repository.StepMarks):
    """The marks of steps in requests."""

    async def add(self, mark: StepMark) -> None:
        values = columns_of(StepMarkRows, mark, made_by=mark.by)
        await self._sql.run(insert(STEP_MARKS).values(values).inline())

    async def of(self, references: Sequence[Reference]) -> Mapping[Reference, Sequence[StepMark]]:
        rows = await self._sql.rows(_OF_REQUESTS, {"references": list(references)})
        marks = [mark_of(row, self._sql.cipher) for row in rows]
        return {of: list(each) for of, each in groupby(marks, key=lambda each: each.reference)}


CONCEPT: Concept = (
    Stored(procedure_repository.Procedures, Procedures),
    Stored(procedure_repository.StepMarks, StepMarks),
    ProvenTable(PROCEDURES, PROCEDURE_RECORD, names=("number",), read=procedure_of),
    ProvenTable(STEP_MARKS, STEP_RECORD, names=("reference", "number"), read=mark_of),
)
