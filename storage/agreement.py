"""Notices of termination and differences about the Agreement; both Parties see all of each."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import String, Text, delete, insert, select
from sqlmodel import Field

from liaison.agreement import repository as agreement_repository
from liaison.agreement.rules import (
    DIFFERENCE_RECORD,
    TERMINATION_RECORD,
    ByLetter,
    Difference,
    Termination,
)
from liaison.agreement.service import TIMER
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.records import VersionedRecords
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    partial_index,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import Stored
from storage.queues.timers import TimedRecords
from storage.queues.work_queue import NOW
from storage.record_digests import ProvenTable

IS_IN_FORCE = "withdrawn_at IS NULL"


class TerminationRows(Rows, table=True):
    """Notices of termination. ``party`` gave one, the other received it on ``received_on``."""

    __tablename__ = "terminations"
    __table_args__ = (
        check("code_length", "length(code) = 9"),
        check("named", "length(agreement) > 0 AND length(letter) > 0"),
        check("party_named", "length(party) = 2"),
        check("ends_later", "received_on < ends_on"),
        check("version", "version >= 1"),
        check(
            "withdrawn_whole",
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawn_on IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawal IS NULL)",
        ),
        check("withdrawn_after_receipt", "withdrawn_on IS NULL OR received_on <= withdrawn_on"),
        partial_index("ux_terminations_standing", "agreement", unique=True, where=IS_IN_FORCE),
    )
    code: str = Field(primary_key=True)
    agreement: str
    party: str
    letter: Ciphertext = Field(sa_type=String)
    received_on: date
    ends_on: date
    ends_at: datetime = Field(sa_type=UtcDateTime)
    made_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    version: int
    withdrawal: Ciphertext | None = Field(sa_type=String)
    withdrawn_on: date | None
    withdrawn_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    withdrawn_at: datetime | None = Field(sa_type=UtcDateTime)


TERMINATIONS = table_of(TerminationRows)
_LETTERS = EncryptedColumns(table=TERMINATIONS, columns=("letter", "withdrawal"), once_clear=True)
_TERMINATION = TERMINATIONS.c


_RUNS = _TERMINATION.withdrawn_at.is_(None) & (_TERMINATION.ends_at > NOW)
"""The condition that a notice is not withdrawn and not yet in effect."""


def termination_of(row: TerminationRows, cipher: FieldCipher) -> Termination:
    """The notice in a row."""
    letter, withdrawal = _LETTERS.decrypt(cipher, row)
    back = None
    if row.withdrawn_at is not None:
        back = ByLetter(
            letter=required(withdrawal),
            day=required(row.withdrawn_on),
            by=required(row.withdrawn_by),
            at=row.withdrawn_at,
        )
    notice = ByLetter(letter=required(letter), day=row.received_on, by=row.made_by, at=row.made_at)
    return record_of(Termination, row, notice=notice, withdrawal=back)


class Terminations(
    VersionedRecords[Termination, TerminationRows], agreement_repository.Terminations
):
    """Notices of termination: both Parties see the same."""

    _rows = TerminationRows

    _read = staticmethod(termination_of)

    def _values(self, termination: Termination) -> Columns:
        notice, back = termination.notice, termination.withdrawal
        return columns_of(
            TerminationRows,
            termination,
            received_on=notice.day,
            made_by=notice.by,
            made_at=notice.at,
            withdrawn_on=None if back is None else back.day,
            withdrawn_by=None if back is None else back.by,
            withdrawn_at=None if back is None else back.at,
            **_LETTERS.encrypt(
                self._sql.cipher,
                termination,
                letter=notice.letter,
                withdrawal=None if back is None else back.letter,
            ),
        )

    async def add(self, termination: Termination) -> bool:
        new = self._adding(termination, "agreement", where=IS_IN_FORCE)
        return await self._sql.changes(new) > 0

    async def latest(self) -> Termination | None:
        found = select(TerminationRows).order_by(
            _TERMINATION.withdrawn_at.is_not(None), _TERMINATION.made_at.desc(), _TERMINATION.code
        )
        return await self._one(found.limit(1).with_for_update())

    async def strike(self, termination: Termination) -> bool:
        seen = (_TERMINATION.code == termination.code, _TERMINATION.version == termination.version)
        return await self._sql.changes(delete(TERMINATIONS).where(*seen)) > 0


_MAX = 20


class DifferenceRows(Rows, table=True):
    """Differences. ``title`` holds typed text and is encrypted."""

    __tablename__ = "differences"
    __table_args__ = (
        check("code_length", "length(code) = 9"),
        check("party_named", "length(party) = 2"),
        check("titled", "length(title) > 0"),
        check("version", "version >= 1"),
        partial_index("ix_differences_open", "opened_at", where="closed_at IS NULL"),
    )
    code: str = Field(primary_key=True)
    title: Ciphertext = Field(sa_type=Text)
    party: str
    opened_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    opened_at: datetime = Field(sa_type=UtcDateTime)
    version: int
    closed_at: datetime | None = Field(sa_type=UtcDateTime)


DIFFERENCES = table_of(DifferenceRows)
_DIFFERENCE = DIFFERENCES.c
_ENCRYPTED = EncryptedColumns(table=DIFFERENCES, columns=("title",))


def difference_of(row: DifferenceRows, cipher: FieldCipher) -> Difference:
    """The difference in a row."""
    [title] = _ENCRYPTED.decrypt(cipher, row)
    return record_of(Difference, row, title=title, by=row.opened_by)


class Differences(VersionedRecords[Difference, DifferenceRows], agreement_repository.Differences):
    """Differences of both Parties."""

    _rows = DifferenceRows

    _read = staticmethod(difference_of)

    def _values(self, difference: Difference) -> Columns:
        title = _ENCRYPTED.encrypt(self._sql.cipher, difference, title=difference.title)
        return columns_of(DifferenceRows, difference, opened_by=difference.by, **title)

    async def add(self, difference: Difference) -> None:
        await self._sql.run(insert(DIFFERENCES).values(self._values(difference)).inline())

    async def opened(self) -> Sequence[Difference]:
        found = select(DifferenceRows).where(_DIFFERENCE.closed_at.is_(None))
        return await self._all(found.order_by(_DIFFERENCE.opened_at, _DIFFERENCE.code).limit(_MAX))


CONCEPT: Concept = (
    TimedRecords(TIMER, TERMINATIONS.c.code, _RUNS),
    Stored(agreement_repository.Terminations, Terminations),
    Stored(agreement_repository.Differences, Differences),
    _ENCRYPTED,
    _LETTERS,
    ProvenTable(TERMINATIONS, TERMINATION_RECORD, names=("code",), read=termination_of),
    ProvenTable(DIFFERENCES, DIFFERENCE_RECORD, names=("code",), read=difference_of),
)
