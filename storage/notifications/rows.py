"""The tables of notices and their copies, and how a notice becomes a row and a row a notice again.

``late`` and ``grace`` are seconds. A ladder is kept as the copy that it is: JSON, an empty list
where there is none.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.cards import dump_text, load_text
from liaison.core.escalation_policy import Escalation, Ladder, LadderStep, Priority
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.notifications.rules import CODE_LENGTH, Audience, Copy, Notice, NoticeState, Outage
from storage.crypto.field_encryption import Ciphertext, Seals
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    dump_json,
    number,
    one_of,
    partial_index,
    required,
    table_of,
)

IS_OPEN = "state = 'open'"


class NoticeRows(Rows, table=True):
    """Notices. ``of_what`` names the subject; the outage is the one to be told once more for."""

    __tablename__ = "notices"
    __table_args__ = (
        one_of("priority", Priority),
        check("subject_named", "length(subject) > 0"),
        one_of("audience", Audience),
        one_of("state", NoticeState),
        check("code_length", f"length(code) = {CODE_LENGTH}"),
        check("party_named", "length(party) = 2"),
        check("named", "length(of_what) > 0 AND length(topic) > 0"),
        check("counts", "version >= 1 AND rung >= 0"),
        check("spans", "late >= 0 AND grace >= 0"),
        check("outage_whole", "(outage_start IS NULL) = (outage_end IS NULL)"),
        check("ladder_unless_routine", "(ladder = '[]') = (priority = 'routine')"),
        check(
            "told_and_routine", "state <> 'told' OR told_at IS NOT NULL AND priority = 'routine'"
        ),
        check("ended_once", "(ended_at IS NOT NULL) = (state IN ('acknowledged', 'settled'))"),
        check("acknowledged_by_somebody", "(ended_by IS NOT NULL) = (state = 'acknowledged')"),
        check("acknowledged_not_routine", "state <> 'acknowledged' OR priority <> 'routine'"),
        partial_index(
            "ux_notices_open", "party", "subject", "of_what", "topic", unique=True, where=IS_OPEN
        ),
        partial_index("ix_notices_open", "party", "made_at", where=IS_OPEN),
        partial_index("ix_notices_open_code", "code", where=IS_OPEN),
    )
    code: str = Field(primary_key=True)
    party: str
    priority: str
    subject: str
    of_what: str
    topic: str
    headline: Ciphertext = Field(sa_type=Text)
    audience: str
    ladder: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=UtcDateTime)
    states: str
    actor: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    is_inner: bool
    due_by: datetime | None = Field(sa_type=UtcDateTime)
    late: float
    state: str
    version: int
    rung: int
    told_at: datetime | None = Field(sa_type=UtcDateTime)
    grace: float
    again: bool
    outage_start: datetime | None = Field(sa_type=UtcDateTime)
    outage_end: datetime | None = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    ended_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")


class CopyRows(Rows, table=True):
    """Who was told of which notice. ``id`` is the order in which they first were."""

    __tablename__ = "notice_copies"
    __table_args__ = (
        UniqueConstraint("notice", "person"),
        Index("ix_notice_copies_person", "person"),
        {"sqlite_autoincrement": True},
    )
    id: int = number()
    notice: str = Field(foreign_key="notices.code")
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    told_at: datetime = Field(sa_type=UtcDateTime)
    by_mail: bool


NOTICES = table_of(NoticeRows)
COPIES = table_of(CopyRows)


def notice_values(notice: Notice, seals: Seals) -> dict[str, Any]:
    """The columns of a notice."""
    outage = notice.again_for
    return columns_of(
        NoticeRows,
        notice,
        of_what=notice.of,
        headline=seals.pack(
            dump_text(notice.headline),
            table="notices",
            row=notice.code,
            column="headline",
            party=notice.party,
        ),
        ladder=_dump_ladder(notice.ladder),
        states=" ".join(notice.states),
        is_inner=notice.inner,
        late=notice.late.total_seconds(),
        grace=notice.grace.total_seconds(),
        outage_start=None if outage is None else outage.start,
        outage_end=None if outage is None else outage.end,
    )


def notice_of(row: NoticeRows, seals: Seals) -> Notice:
    """The notice that a row keeps."""
    headline = seals.unpack(
        row.headline, table="notices", row=row.code, column="headline", party=row.party
    )
    outage = None
    if row.outage_start is not None:
        outage = Outage(start=row.outage_start, end=required(row.outage_end))
    return Notice(
        code=row.code,
        party=PartyCode(row.party),
        priority=Priority(row.priority),
        subject=Subject(row.subject),
        of=row.of_what,
        topic=row.topic,
        headline=load_text(headline),
        audience=Audience(row.audience),
        ladder=_ladder(row.ladder),
        made_at=row.made_at,
        states=tuple(row.states.split()),
        actor=row.actor,
        inner=row.is_inner,
        due_by=row.due_by,
        late=timedelta(seconds=row.late),
        state=NoticeState(row.state),
        version=row.version,
        rung=row.rung,
        told_at=row.told_at,
        grace=timedelta(seconds=row.grace),
        again=row.again,
        again_for=outage,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )


def copy_of(row: CopyRows) -> Copy:
    """The copy that a row keeps."""
    return Copy(person=row.person, told_at=row.told_at, by_mail=row.by_mail)


def _dump_ladder(ladder: Ladder) -> str:
    steps = [{"to": step.to.value, "after": step.after.total_seconds()} for step in ladder.steps]
    return dump_json(steps)


def _ladder(stored: str) -> Ladder:
    return Ladder(
        tuple(
            LadderStep(to=Escalation(step["to"]), after=timedelta(seconds=step["after"]))
            for step in json.loads(stored)
        )
    )
