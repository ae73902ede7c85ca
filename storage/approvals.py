"""Proposals of one Party to the other: open, or decided."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, bindparam, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.approvals import repository as approval_repository
from liaison.approvals.rules import (
    APPROVAL_RECORD,
    Approval,
    ApprovalKind,
    ApprovalState,
    ProposedChange,
)
from liaison.approvals.service import TIMER
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
    one_of,
    partial_index,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import Statements, Stored
from storage.queues.timers import TimedRecords
from storage.record_digests import ProvenTable

IS_OPEN = "state = 'open'"


class ApprovalRows(Rows, table=True):
    """Proposals. ``subject_id`` is the id of the subject; values are codes or ISO dates, of which
    the last can be followed by the number of a letter and is encrypted.
    """

    __tablename__ = "approvals"
    __table_args__ = (
        check("kind_named", "length(kind) > 0"),
        one_of("state", ApprovalState),
        check("code_length", "length(code) = 9"),
        check("named", "length(subject_id) > 0 AND length(reason) > 0"),
        check("party_named", "length(party) = 2"),
        check("changes_something", "value_before <> value_after"),
        check("open_for_a_time", "made_at < expires_at"),
        check("version", "version >= 1"),
        check("ended_once", "(state = 'open') = (ended_at IS NULL)"),
        check(
            "ended_by_somebody",
            "(ended_by IS NOT NULL) = (state IN ('agreed', 'declined', 'withdrawn'))",
        ),
        partial_index("ux_approvals_open", "kind", "subject_id", unique=True, where=IS_OPEN),
    )
    code: str = Field(primary_key=True)
    kind: str
    subject_id: str
    value_before: str
    value_after: Ciphertext = Field(sa_type=String)
    reason: str
    party: str
    made_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    version: int
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    ended_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")


APPROVALS = table_of(ApprovalRows)
_KEY = APPROVALS.c
_ENCRYPTED = EncryptedColumns(table=APPROVALS, columns=("value_after",), once_clear=True)
WAITS: ColumnElement[bool] = _KEY.state == ApprovalState.OPEN.value
"""The proposals that wait for the second approval."""
_OPEN_ABOUT = select(ApprovalRows).where(
    WAITS, _KEY.kind == bindparam("its_kind"), _KEY.subject_id == bindparam("its_subject_id")
)
_MAX = 50
_LISTED = select(ApprovalRows).where(WAITS).order_by(_KEY.made_at, _KEY.code).limit(_MAX)


def approval_of_row(row: ApprovalRows, cipher: FieldCipher) -> Approval:
    """The proposal in a row."""
    [after] = _ENCRYPTED.decrypt(cipher, row)
    return record_of(
        Approval,
        row,
        change=ProposedChange(
            ApprovalKind(row.kind),
            row.subject_id,
            before=row.value_before,
            after=required(after),
            reason=row.reason,
        ),
        by=row.made_by,
    )


class Approvals(VersionedRecords[Approval, ApprovalRows], approval_repository.Approvals):
    """Proposals that need the approval of both Parties."""

    _rows = ApprovalRows
    _read = staticmethod(approval_of_row)

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._open: dict[tuple[ApprovalKind, str], Approval | None] = {}

    def _values(self, approval: Approval) -> Columns:
        change = approval.change
        return columns_of(
            ApprovalRows,
            approval,
            kind=change.kind,
            subject_id=change.of,
            value_before=change.before,
            reason=change.reason,
            made_by=approval.by,
            **_ENCRYPTED.encrypt(self._sql.cipher, approval, value_after=change.after),
        )

    async def add(self, approval: Approval) -> bool:
        self._open.clear()
        new = self._adding(approval, "kind", "subject_id", where=IS_OPEN)
        return await self._sql.changes(new) > 0

    async def get(self, key: object) -> Approval | None:
        return await self._one(self._found(key))

    async def listed(self) -> Sequence[Approval]:
        return await self._all(_LISTED)

    async def agreed(self, kind: ApprovalKind) -> Sequence[Approval]:
        state = _KEY.state == ApprovalState.AGREED.value
        found = select(ApprovalRows).where(state, _KEY.kind == kind)
        return await self._all(found.order_by(_KEY.ended_at.desc(), _KEY.code).limit(_MAX))

    async def about(self, kind: ApprovalKind, of: str) -> Sequence[Approval]:
        found = select(ApprovalRows).where(_KEY.kind == kind, _KEY.subject_id == of)
        return await self._all(found.order_by(_KEY.made_at))

    async def find_open(self, kind: ApprovalKind, of: str) -> Approval | None:
        if (kind, of) not in self._open:
            about = {"its_kind": kind, "its_subject_id": of}
            self._open[kind, of] = await self._one(_OPEN_ABOUT, about)
        return self._open[kind, of]

    async def change(self, approval: Approval) -> bool:
        self._open.clear()
        return await super().change(approval)


CONCEPT: Concept = (
    TimedRecords(TIMER, APPROVALS.c.code, WAITS),
    Stored(approval_repository.Approvals, Approvals),
    _ENCRYPTED,
    ProvenTable(
        APPROVALS,
        APPROVAL_RECORD,
        names=("code",),
        read=approval_of_row,
        typed=("subject_id",),
    ),
)
