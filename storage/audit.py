"""The audit record: who did what, written in the same transaction.

Rows are only ever added; triggers of the migration refuse to change or delete one. Each has the
hash that chains it to the one before (``liaison.core.audit_chain``).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    String,
    Text,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.audit_chain import LISTED, START, AuditEntry, ChainHead, hash_of, written_moment
from liaison.core.people import Person, PersonId, Role
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    dump_json,
    given_key,
    one_of,
    table_of,
)
from storage.engine.statements import Statements
from storage.notes import NOTES

FIRST = -(2**63)
"""Below the number of any entry, even one inserted without the service."""


class AuditRows(Rows, table=True):
    """Audit entries in order, numbered without gaps. ``facts`` are class 1."""

    __tablename__ = "audit"
    __table_args__ = (
        one_of("role", Role),
        check("counted", "seq > 0"),
        check("named", "length(action) > 0 AND length(subject) > 0"),
        check("person_whole", "(person IS NULL) = (party IS NULL)"),
        check("hash_length", "length(hash) = 64"),
    )
    seq: int = given_key()
    at: datetime = Field(sa_type=UtcDateTime)
    party: str | None
    role: str | None
    person: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    action: str
    subject: str
    facts: str = Field(sa_type=Text)
    hash: str


AUDIT = table_of(AuditRows)
_ADDING = insert(AUDIT).inline()
_LAST = select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
_LAST_BEFORE = _LAST.where(AUDIT.c.at < bindparam("before"))
_TURN = 7_031_985
"""The number of the advisory lock: arbitrary, but used for nothing else in the database."""
_TAKING_TURN = select(func.pg_advisory_xact_lock(_TURN))
# The moment as stored: SQLite keeps text, which may have been tampered with and unreadable.
_AS_KEPT = [type_coerce(each, String) if each is AUDIT.c.at else each for each in AUDIT.c]
_PAGE = (
    select(*_AS_KEPT)
    .where(AUDIT.c.seq >= bindparam("first"))
    .order_by(AUDIT.c.seq)
    .limit(bindparam("most", type_=WideInteger))
)

_NOTED = literal('{"number":', String) + cast(NOTES.c.number, String) + literal("}", String)
_BY_PARTY = AUDIT.c.party == bindparam("its_party")
_FOR_PARTY = or_(
    _BY_PARTY,
    exists().where(
        NOTES.c.party == bindparam("its_party"),
        NOTES.c.reference == AUDIT.c.subject,
        AUDIT.c.facts == _NOTED,
    ),
)
"""The entry is about an act of the Party, or about a note of it."""


class Audit:
    """The audit record; entries are written just before the transaction commits."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._lines: list[Mapping[str, Any]] = []

    def add(
        self, action: str, subject: str, *, actor: Person | None, facts: Mapping[str, object]
    ) -> None:
        """Add an entry with class 1 facts only."""
        self._lines.append(
            {
                "party": None if actor is None else actor.party,
                "role": None if actor is None else actor.role.value,
                "person": None if actor is None else actor.id,
                "action": action,
                "subject": subject,
                "facts": dump_json(facts),
            }
        )

    @property
    def has_new(self) -> bool:
        """Whether there are entries to write."""
        return self._lines != []

    async def head(self, before: datetime | None = None) -> ChainHead:
        """The head of the record without the entries that are not yet written, or at a moment."""
        last, at = (_LAST, {}) if before is None else (_LAST_BEFORE, {"before": before})
        row = (await self._sql.run(last, at)).one_or_none()
        return START if row is None else ChainHead(row.seq, row.hash)

    async def lines(self, first: int, most: int) -> Sequence[AuditEntry]:
        """Up to ``most`` entries in order, from number ``first`` on."""
        return _entries(await self._sql.run(_PAGE, {"first": first, "most": most}))

    async def listed(
        self, party: PartyCode, *, action: str | None, subject: str | None, before: int | None
    ) -> Sequence[AuditEntry]:
        """See ``Tx.audit_entries``."""
        entries = select(*_AS_KEPT).order_by(AUDIT.c.seq.desc()).limit(LISTED)
        if before is not None:
            entries = entries.where(AUDIT.c.seq < before)
        if subject is not None:
            entries = entries.where(AUDIT.c.subject == subject)
        if action is None:
            entries = entries.where(_BY_PARTY)
        else:
            entries = entries.where(AUDIT.c.action == action, _FOR_PARTY)
        return _entries(await self._sql.run(entries, {"its_party": party}))

    async def flush(self) -> None:
        """Write the pending entries; other writers then wait until the transaction ends."""
        lines, self._lines = self._lines, []
        if not lines:
            return
        if self._sql.dialect == "postgresql":
            await self._sql.run(_TAKING_TURN)
        head, at, rows = await self.head(), self._sql.now, []
        for fields in lines:
            entry = AuditEntry(seq=head.seq + 1, at=written_moment(at), hash="", **fields)
            head = ChainHead(entry.seq, hash_of(entry, head.hash))
            rows.append({**fields, "seq": head.seq, "at": at, "hash": head.hash})
        await self._sql.run(_ADDING, rows)


def _entries(rows: Iterable[Any]) -> Sequence[AuditEntry]:
    return [AuditEntry(seq, _moment(at), *rest) for seq, at, *rest in rows]


def _moment(stored: Any) -> str:
    if isinstance(stored, datetime):
        return written_moment(stored)
    try:
        return written_moment(datetime.fromisoformat(stored).replace(tzinfo=UTC))
    except (TypeError, ValueError):
        return str(stored)
