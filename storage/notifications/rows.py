"""The tables of notices and their recipients, and their mapping to rows and back.

``late`` and ``grace`` are seconds. The notice keeps a copy of its escalation policy: JSON, an empty
list if there is none.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from liaison.core import cards
from liaison.core.agreement import EscalationStep, Priority
from liaison.core.people import PersonId
from liaison.notifications.rules import CODE_LENGTH, Audience, Notice, NoticeState, Outage
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    dump_json,
    load_json,
    number_key,
    one_of,
    partial_index,
    record_of,
    required,
    table_of,
)

IS_OPEN = "state = 'open'"


class NoticeRows(Rows, table=True):
    """Notices. ``subject_id`` identifies the subject, ``outage`` the one to notify again for."""

    __tablename__ = "notices"
    __table_args__ = (
        one_of("priority", Priority),
        check("subject_named", "length(subject) > 0"),
        one_of("audience", Audience),
        one_of("state", NoticeState),
        check("code_length", f"length(code) = {CODE_LENGTH}"),
        check("party_named", "length(party) = 2"),
        check("named", "length(subject_id) > 0 AND length(notice_key) > 0"),
        check("counts", "version >= 1 AND escalation_step >= 0"),
        check("spans", "late >= 0 AND grace >= 0"),
        check("outage_whole", "(outage_start IS NULL) = (outage_end IS NULL)"),
        check("escalation_unless_routine", "(escalation_policy = '[]') = (priority = 'routine')"),
        check(
            "notified_and_routine",
            "state <> 'told' OR notified_at IS NOT NULL AND priority = 'routine'",
        ),
        check("ended_once", "(ended_at IS NOT NULL) = (state IN ('acknowledged', 'settled'))"),
        check("acknowledged_by_somebody", "(ended_by IS NOT NULL) = (state = 'acknowledged')"),
        check("acknowledged_not_routine", "state <> 'acknowledged' OR priority <> 'routine'"),
        partial_index(
            "ux_notices_open",
            "party",
            "subject",
            "subject_id",
            "notice_key",
            unique=True,
            where=IS_OPEN,
        ),
        partial_index("ix_notices_open", "party", "made_at", where=IS_OPEN),
        partial_index("ix_notices_open_code", "code", where=IS_OPEN),
        Index("ix_notices_subject", "subject", "subject_id"),
    )
    code: str = Field(primary_key=True)
    party: str
    priority: str
    subject: str
    subject_id: str
    notice_key: str
    title: Ciphertext = Field(sa_type=Text)
    audience: str
    escalation_policy: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=UtcDateTime)
    states: str
    triggered_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    internal: bool
    due_by: datetime | None = Field(sa_type=UtcDateTime)
    late: float
    state: str
    version: int
    escalation_step: int
    notified_at: datetime | None = Field(sa_type=UtcDateTime)
    grace: float
    repeat: bool
    outage_start: datetime | None = Field(sa_type=UtcDateTime)
    outage_end: datetime | None = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    ended_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")


class NoticeRecipientRows(Rows, table=True):
    """The recipients of notices. ``id`` is the order of their first notification."""

    __tablename__ = "notice_recipients"
    __table_args__ = (
        UniqueConstraint("notice", "person"),
        Index("ix_notice_recipients_person", "person"),
        {"sqlite_autoincrement": True},
    )
    id: int = number_key()
    notice: str = Field(foreign_key="notices.code")
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    notified_at: datetime = Field(sa_type=UtcDateTime)
    by_mail: bool
    taken_at: datetime | None = Field(sa_type=UtcDateTime)


NOTICES = table_of(NoticeRows)
NOTICE_RECIPIENTS = table_of(NoticeRecipientRows)
ENCRYPTED = EncryptedColumns(table=NOTICES, columns=("title",), party="party")


def notice_values(notice: Notice, cipher: FieldCipher) -> Columns:
    """The columns of a notice."""
    outage = notice.repeat_for
    return columns_of(
        NoticeRows,
        notice,
        escalation_policy=dump_json(
            [{"to": e.to.value, "after": e.after.total_seconds()} for e in notice.escalation_policy]
        ),
        states=" ".join(notice.states),
        late=notice.late.total_seconds(),
        grace=notice.grace.total_seconds(),
        outage_start=None if outage is None else outage.start,
        outage_end=None if outage is None else outage.end,
        **ENCRYPTED.encrypt(cipher, notice, title=cards.dump(notice.title)),
    )


@lru_cache(maxsize=2_000)
def notice_of(row: NoticeRows, cipher: FieldCipher) -> Notice:
    """The notice in a row; a row that has not changed is decrypted once in a process."""
    [title] = ENCRYPTED.decrypt(cipher, row)
    outage = None
    if row.outage_start is not None:
        outage = Outage(start=row.outage_start, end=required(row.outage_end))
    return record_of(
        Notice,
        row,
        title=cards.load(cards.Text, required(title)),
        escalation_policy=load_json(tuple[EscalationStep, ...], row.escalation_policy) or (),
        states=tuple(row.states.split()),
        late=timedelta(seconds=row.late),
        grace=timedelta(seconds=row.grace),
        repeat_for=outage,
    )
