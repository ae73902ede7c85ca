"""What one Party has proposed to the other and waits for its key, or has ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.approvals import repository as approval_repository
from liaison.approvals.rules import (
    APPROVAL_RECORD,
    Change,
    TwoKey,
    TwoKeyCode,
    TwoKeyKind,
    TwoKeyState,
)
from liaison.approvals.service import WAKE
from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from storage.engine.records import Versioned
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    one_of,
    partial_index,
    table_of,
)
from storage.engine.statements import Statements
from storage.engine.stored import Stored
from storage.queues.missing_timers import TimedRecords
from storage.record_digests import ProvenTable

IS_OPEN = "state = 'open'"


class TwoKeyRows(Rows, table=True):
    """Proposals. ``of_what`` names the matter; values are codes or dates in ISO form."""

    __tablename__ = "two_keys"
    __table_args__ = (
        check("kind_named", "length(kind) > 0"),
        one_of("state", TwoKeyState),
        check("code_length", "length(code) = 9"),
        check("named", "length(of_what) > 0 AND length(reason) > 0"),
        check("party_named", "length(party) = 2"),
        check("changes_something", "value_before <> value_after"),
        check("open_for_a_time", "made_at < expires_at"),
        check("version", "version >= 1"),
        check("ended_once", "(state = 'open') = (ended_at IS NULL)"),
        check(
            "ended_by_somebody",
            "(ended_by IS NOT NULL) = (state IN ('agreed', 'declined', 'withdrawn'))",
        ),
        partial_index("ux_two_keys_open", "kind", "of_what", unique=True, where=IS_OPEN),
    )
    code: str = Field(primary_key=True)
    kind: str
    of_what: str
    value_before: str
    value_after: str
    reason: str
    party: str
    made_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    version: int
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    ended_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")


TWO_KEYS = table_of(TwoKeyRows)
_KEY = TWO_KEYS.c
WAITS: ColumnElement[bool] = _KEY.state == TwoKeyState.OPEN.value
"""What waits for the second key."""
_OPEN_ABOUT = select(TwoKeyRows).where(
    WAITS, _KEY.kind == bindparam("its_kind"), _KEY.of_what == bindparam("its_matter")
)
_MOST = 50


class TwoKeys(Versioned[TwoKey, TwoKeyRows], approval_repository.TwoKeys):
    """Proposals that need the keys of both Parties."""

    _rows = TwoKeyRows

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._open: dict[tuple[TwoKeyKind, str], TwoKey | None] = {}

    async def _of(self, row: TwoKeyRows) -> TwoKey:
        return key_of_row(row)

    def _values(self, key: TwoKey) -> dict[str, Any]:
        change = key.change
        return columns_of(
            TwoKeyRows,
            key,
            kind=change.kind,
            of_what=change.of,
            value_before=change.before,
            value_after=change.after,
            reason=change.reason,
            made_by=key.by,
        )

    async def add(self, key: TwoKey) -> bool:
        self._open.clear()
        new = self._sql.insert(TWO_KEYS).values(self._values(key))
        alone = new.on_conflict_do_nothing(
            index_elements=["kind", "of_what"], index_where=text(IS_OPEN)
        )
        return await self._sql.changes(alone) > 0

    async def get(self, key: object) -> TwoKey | None:
        return await self._one(self._found(key))

    async def locked(self, code: TwoKeyCode) -> TwoKey | None:
        return await self._locked(code)

    async def listed(self) -> Sequence[TwoKey]:
        found = select(TwoKeyRows).where(WAITS).order_by(_KEY.made_at, _KEY.code).limit(_MOST)
        return await self._all(found)

    async def agreed(self, kind: TwoKeyKind) -> Sequence[TwoKey]:
        state = _KEY.state == TwoKeyState.AGREED.value
        found = select(TwoKeyRows).where(state, _KEY.kind == kind)
        return await self._all(found.order_by(_KEY.ended_at.desc(), _KEY.code).limit(_MOST))

    async def find_open(self, kind: TwoKeyKind, of: str) -> TwoKey | None:
        if (kind, of) not in self._open:
            about = {"its_kind": kind, "its_matter": of}
            self._open[kind, of] = await self._one(_OPEN_ABOUT, about)
        return self._open[kind, of]

    async def change(self, key: TwoKey) -> bool:
        self._open.clear()
        return await super().change(key)


def key_of_row(row: TwoKeyRows) -> TwoKey:
    """The proposal that a row keeps."""
    return TwoKey(
        code=TwoKeyCode(row.code),
        change=Change(
            kind=TwoKeyKind(row.kind),
            of=row.of_what,
            before=row.value_before,
            after=row.value_after,
            reason=row.reason,
        ),
        party=PartyCode(row.party),
        by=row.made_by,
        made_at=row.made_at,
        expires_at=row.expires_at,
        state=TwoKeyState(row.state),
        version=row.version,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )


CONCEPT: Concept = (
    TimedRecords(WAKE, TWO_KEYS.c.code, lambda _: WAITS),
    Stored(approval_repository.TwoKeys, TwoKeys),
    ProvenTable(TWO_KEYS, APPROVAL_RECORD, names=("code",), read=lambda row, _: key_of_row(row)),
)
