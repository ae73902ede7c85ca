"""Notes, legal holds and the retention of notes: the tables and the repositories."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    Select,
    String,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field, col

from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.core.registry import Concept
from liaison.notes import repository as note_repository
from liaison.notes.rules import (
    LEGAL_HOLD_RECORD,
    NOTE_RECORD,
    LegalHold,
    Note,
    NoteKind,
    note_facts,
)
from liaison.requests.model import State
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    fixed,
    number_key,
    one_of,
    partial_index,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import Repository, Statements, Stored
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX
from storage.queues.work_queue import NOW
from storage.record_digests import ProvenTable
from storage.requests.rows import REQUESTS


class NoteRows(Rows, table=True):
    """Notes. ``body`` is encrypted with the key of the Party that wrote it."""

    __tablename__ = "notes"
    __table_args__ = (
        one_of("kind", NoteKind),
        check("number_positive", "number > 0"),
        check("party_named", "length(party) = 2"),
        check("body_until_erased", "(body IS NULL) = (erased_at IS NOT NULL)"),
        check("announced_before_erased", "erased_at IS NULL OR announced_at IS NOT NULL"),
        partial_index("ix_notes_kept", "reference", where="erased_at IS NULL"),
    )
    reference: str = Field(primary_key=True, foreign_key="requests.reference")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    party: str
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcDateTime)
    body: Ciphertext | None = Field(sa_type=Text)
    announced_at: datetime | None = Field(sa_type=UtcDateTime)
    erased_at: datetime | None = Field(sa_type=UtcDateTime)


class LegalHoldRows(Rows, table=True):
    """Current legal holds; those that were lifted are in the audit record."""

    __tablename__ = "legal_holds"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("ordered", "length(letter) > 0"),
    )
    reference: str = Field(primary_key=True, foreign_key="requests.reference")
    party: str = Field(primary_key=True)
    letter: Ciphertext = Field(sa_type=String)
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcDateTime)


NOTES = table_of(NoteRows)
LEGAL_HOLDS = table_of(LegalHoldRows)
_NOTE, _HOLD = NOTES.c, LEGAL_HOLDS.c
_ENCRYPTED = EncryptedColumns(table=NOTES, columns=("body",), party="party")
_ORDER = EncryptedColumns(table=LEGAL_HOLDS, columns=("letter",), once_clear=True)
FACTS: Select[NoteRows] = select(*(column for column in _NOTE if column.name != "body"))
"""All columns of a note except its text."""
_COUNTED = (
    select(func.count()).select_from(NOTES).where(_NOTE.reference == bindparam("its_reference"))
)


class Notes(note_repository.Notes):
    """The notes of requests. Only ``read`` returns the text of one."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._counts: dict[Reference, int] = {}

    async def add(self, note: Note, body: str) -> None:
        self._counts.clear()
        encrypted = _ENCRYPTED.encrypt(self._sql.cipher, note, body=body)
        values = columns_of(NoteRows, note, person=note.by, **encrypted)
        await self._sql.run(insert(NOTES).values(values).inline())

    async def get(self, reference: Reference, number: int) -> Note | None:
        its = (_NOTE.reference == reference, _NOTE.number == number)
        return next(iter(await self._all(FACTS.where(*its))), None)

    async def read(self, note: Note) -> str | None:
        its = (_NOTE.reference == note.reference, _NOTE.number == note.number)
        row = required(await self._sql.row(select(NoteRows).where(*its)))
        [body] = _ENCRYPTED.decrypt(self._sql.cipher, row)
        return body

    async def listed(
        self, reference: Reference, *, offset: int, limit: int
    ) -> tuple[Sequence[Note], int]:
        page = FACTS.where(_NOTE.reference == reference).order_by(_NOTE.number.desc())
        found = await self._all(page.offset(offset).limit(limit))
        return found, await self.count(reference)

    async def count(self, reference: Reference) -> int:
        if reference not in self._counts:
            counted = await self._sql.run(_COUNTED, {"its_reference": reference})
            self._counts[reference] = counted.scalar_one()
        return self._counts[reference]

    async def _all(self, found: Select[NoteRows]) -> Sequence[Note]:
        return [note_of(row) for row in await self._sql.rows(found)]


class LegalHolds(Repository, note_repository.LegalHolds):
    """Current legal holds: at most one of each Party on a request."""

    async def put(self, hold: LegalHold) -> None:
        letter = _ORDER.encrypt(self._sql.cipher, hold, letter=hold.letter)
        values = columns_of(LegalHoldRows, hold, person=hold.by, **letter)
        await self._sql.run(insert(LEGAL_HOLDS).values(values).inline())
        unerased = (_NOTE.reference == hold.reference, _NOTE.erased_at.is_(None))
        await self._sql.run(update(NOTES).where(*unerased).values(announced_at=None))

    async def remove(self, hold: LegalHold) -> None:
        its = (_HOLD.reference == hold.reference, _HOLD.party == hold.party)
        await self._sql.run(delete(LEGAL_HOLDS).where(*its))

    async def get(self, reference: Reference) -> Sequence[LegalHold]:
        found = select(LegalHoldRows).where(_HOLD.reference == reference)
        rows = await self._sql.rows(found.order_by(_HOLD.at, _HOLD.party))
        return [legal_hold_of(row, self._sql.cipher) for row in rows]

    async def any_exist(self) -> bool:
        found = select(exists(select(LegalHoldRows)))
        return (await self._sql.run(found)).scalar_one()


def note_facts_of(row: NoteRows, cipher: FieldCipher) -> Mapping[str, object]:
    """The audited facts of the note in a row, and of its text."""
    [body] = _ENCRYPTED.decrypt(cipher, row)
    return note_facts(note_of(row), body)


def note_of(row: NoteRows) -> Note:
    """The note in a row."""
    return record_of(Note, row, by=row.person)


def legal_hold_of(row: LegalHoldRows, cipher: FieldCipher) -> LegalHold:
    """The legal hold in a row."""
    [letter] = _ORDER.decrypt(cipher, row)
    return record_of(LegalHold, row, letter=letter, by=row.person)


_MAX_REQUESTS = 20
"""Requests of one run at most: the notification to the coordinators fits into one message."""


class RetentionRunRows(Rows, table=True):
    """The daily runs that counted, in order."""

    __tablename__ = "retention_runs"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int = number_key()
    at: datetime = Field(sa_type=UtcDateTime)


RETENTION_RUNS = table_of(RetentionRunRows)
_RUN, _REQUEST = RETENTION_RUNS.c, REQUESTS.c
_ENDED = _REQUEST.state.in_([State.CLOSED.value, State.WITHDRAWN.value])
_HELD = exists().where(LEGAL_HOLDS.c.reference == _REQUEST.reference)
_RUNS = select(col(RetentionRunRows.at))
_LAST_RUN = _RUNS.where(_RUN.at <= NOW).order_by(_RUN.at.desc()).limit(1)
_NEWEST_RUNS = _RUNS.order_by(_RUN.id.desc()).limit(bindparam("most"))
_ADDING_RUN = insert(RETENTION_RUNS).inline()
_DEAD_UPDATE = (INBOX.c.state == fixed("dead"), INBOX.c.payload.is_not(None))


class Retention(Repository, note_repository.Retention):
    """The daily runs, and what they erase."""

    async def last_run(self) -> datetime | None:
        return (await self._sql.run(_LAST_RUN, {"now": self._sql.now})).scalar_one_or_none()

    async def add_run(self) -> None:
        await self._sql.run(_ADDING_RUN, {"at": self._sql.now})

    async def runs(self, limit: int) -> Sequence[datetime]:
        return (await self._sql.run(_NEWEST_RUNS, {"most": limit})).scalars().all()

    async def to_announce(self, ended: datetime) -> Sequence[Reference]:
        return await self._requests(ended, _NOTE.announced_at.is_(None))

    async def to_erase(self, ended: datetime, announced: datetime) -> Sequence[Reference]:
        return await self._requests(ended, _NOTE.announced_at <= announced)

    async def _requests(
        self, ended: datetime, of_notes: ColumnElement[bool]
    ) -> Sequence[Reference]:
        unerased = (
            _NOTE.reference == _REQUEST.reference,
            _NOTE.erased_at.is_(None),
            _NOTE.at < ended,
        )
        noted = exists().where(*unerased, of_notes)
        found = select(_REQUEST.reference).where(_ENDED, _REQUEST.changed_at < ended, noted, ~_HELD)
        some = found.order_by(_REQUEST.reference).limit(_MAX_REQUESTS).with_for_update()
        return [Reference(each) for each in (await self._sql.run(some)).scalars()]

    async def announce(self, reference: Reference, ended: datetime) -> int:
        unerased = (_NOTE.reference == reference, _NOTE.erased_at.is_(None))
        new = (_NOTE.announced_at.is_(None), _NOTE.at < ended)
        announcing = update(NOTES).where(*unerased, *new).values(announced_at=self._sql.now)
        return await self._sql.changes(announcing)

    async def erase(self, reference: Reference, announced: datetime) -> Sequence[Note]:
        due = (
            _NOTE.reference == reference,
            _NOTE.erased_at.is_(None),
            _NOTE.announced_at <= announced,
        )
        now = self._sql.now
        found = await self._sql.rows(FACTS.where(*due).order_by(_NOTE.number))
        await self._sql.run(update(NOTES).where(*due).values(body=None, erased_at=now))
        return [replace(note_of(row), erased_at=now) for row in found]

    async def erase_dead(self, moment: datetime) -> tuple[int, int]:
        updates = update(INBOX).where(*_DEAD_UPDATE, INBOX.c.received_at < moment)
        held = [OUTBOX.c[name].is_not(None) for name in ENCRYPTED]
        dead = (OUTBOX.c.state == fixed("dead"), OUTBOX.c.enqueued_at < moment, or_(*held))
        messages = update(OUTBOX).where(*dead).values(dict.fromkeys(ENCRYPTED))
        return (
            await self._sql.changes(updates.values(payload=None)),
            await self._sql.changes(messages),
        )


CONCEPT: Concept = (
    Stored(note_repository.Notes, Notes),
    Stored(note_repository.LegalHolds, LegalHolds),
    Stored(note_repository.Retention, Retention),
    _ENCRYPTED,
    _ORDER,
    ProvenTable(NOTES, NOTE_RECORD, names=("reference", "number"), read=note_facts_of),
    ProvenTable(
        LEGAL_HOLDS,
        LEGAL_HOLD_RECORD,
        names=("reference", "party"),
        read=legal_hold_of,
    ),
)
