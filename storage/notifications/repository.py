"""Notices, always read on behalf of the Party that they belong to."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeAlias, TypeVar

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlmodel import col

from liaison.core.agreement import PartyCode, Priority
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from liaison.notifications import repository as notification_repository
from liaison.notifications.rules import (
    EMERGENCY_WINDOW,
    NOTICE_RECORD,
    Audience,
    Notice,
    NoticeRecipient,
    NoticeState,
    Outage,
    notice_facts,
)
from liaison.notifications.service import TIMER
from storage.engine.records import Records
from storage.engine.schema import Columns, WideInteger, columns_of, fixed, record_of
from storage.engine.statements import Statements, Stored, inserting
from storage.notifications.chat_messages import ChatMessages, MailCodes
from storage.notifications.rows import (
    ENCRYPTED,
    NOTICE_RECIPIENTS,
    NOTICES,
    NoticeRecipientRows,
    NoticeRows,
    notice_of,
    notice_values,
)
from storage.pages.repository import PAGE_MESSAGES
from storage.people.repository import PEOPLE
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import LIMIT, TIMERS, NeverWritten, TimedRecords
from storage.record_digests import ProvenTable

_T = TypeVar("_T")
_About: TypeAlias = tuple[PartyCode, Subject, str]
_NOTE = NOTICES.c
IS_OPEN = _NOTE.state == fixed(NoticeState.OPEN)
IS_TIMED = and_(
    IS_OPEN,
    or_(
        _NOTE.priority == fixed(Priority.EMERGENCY),
        _NOTE.priority == fixed(Priority.URGENT),
    ),
)
"""Notices that escalate."""
_NOTIFIED = and_(_NOTE.notified_at.is_not(None), _NOTE.priority != Priority.ROUTINE.value)
_ESCALATES = and_(_NOTIFIED, _NOTE.priority == fixed(Priority.EMERGENCY))
_IS_WAITING = and_(IS_OPEN, _NOTIFIED)
_NOTICE = "notice"
"""The kind of the timers of notices."""
_ADDING = inserting(NOTICES, lambda row: row.on_conflict_do_nothing(index_elements=["code"]))
_BY_ID = _NOTE.code == bindparam("its_code")
_SEEN = select(NoticeRows).where(_BY_ID, _NOTE.party == bindparam("its_party"))
_OPEN_AMONG = select(col(NoticeRows.code)).where(
    _NOTE.code.in_(bindparam("its_codes", expanding=True)),
    _NOTE.state.in_([NoticeState.OPEN.value, NoticeState.DELIVERED.value]),
)
_WAITING_FOR = (
    select(NoticeRecipientRows)
    .where(NOTICE_RECIPIENTS.c.notice == bindparam("its_code"))
    .order_by(NOTICE_RECIPIENTS.c.id)
)
_DROPPING_RECIPIENT = delete(NOTICE_RECIPIENTS).where(
    NOTICE_RECIPIENTS.c.notice == bindparam("its_code"),
    NOTICE_RECIPIENTS.c.person == bindparam("its_person"),
)
_ARRIVED = select(OUTBOX.c.dedupe_key).where(
    OUTBOX.c.dedupe_key.in_(bindparam("its_keys", expanding=True)),
    OUTBOX.c.state == "sent",
    ~exists().where(PAGE_MESSAGES.c.outbox == OUTBOX.c.id, PAGE_MESSAGES.c.shown_at.is_(None)),
)
_ADDING_RECIPIENTS = inserting(
    NOTICE_RECIPIENTS,
    lambda row: row.on_conflict_do_update(
        index_elements=["notice", "person"],
        set_={
            "notified_at": row.excluded.notified_at,
            "by_mail": and_(NOTICE_RECIPIENTS.c.by_mail, row.excluded.by_mail),
            "taken_at": func.coalesce(NOTICE_RECIPIENTS.c.taken_at, row.excluded.taken_at),
        },
    ),
)


class Notices(Records[Notice, NoticeRows], notification_repository.Notices):
    """Notices and their recipients, read once in a transaction."""

    _rows, _read = NoticeRows, staticmethod(notice_of)

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._open: dict[_About, dict[str, Notice]] = {}
        self._open_of: dict[PartyCode, Sequence[Notice]] = {}
        self._copies: dict[str, Sequence[NoticeRecipient]] = {}
        self._written: dict[str, Notice] = {}

    async def add(self, notice: Notice) -> bool:
        row = _ADDING[self._sql.dialect]
        added = await self._sql.changes(row, self._values(notice)) > 0
        return self._saved(notice, is_done=added)

    async def lock(self, code: str, *, party: PartyCode) -> Notice | None:
        return await self._one(_LOCKED, {"its_code": code, "its_party": party})

    async def get(self, code: str, *, party: PartyCode) -> Notice | None:
        return await self._one(_SEEN, {"its_code": code, "its_party": party})

    async def open_among(self, codes: Collection[str]) -> Collection[str]:
        found = await self._sql.run(_OPEN_AMONG, {"its_codes": sorted(codes)})
        return set(found.scalars())

    async def find_open(
        self, party: PartyCode, subject: Subject, subject_id: str, notice_key: str
    ) -> Notice | None:
        known = self._open.get((party, subject, subject_id))
        if known is not None:
            return next((each for each in known.values() if each.notice_key == notice_key), None)
        about = _about(subject, subject_id, party) | {"its_topic": notice_key}
        return await self._one(_OPEN_ON_TOPIC, about)

    async def was_made(
        self, party: PartyCode, notice_key: str, *, since: datetime | None = None
    ) -> bool:
        made = exists().where(_NOTE.party == party, _NOTE.notice_key == notice_key)
        if since is not None:
            made = made.where(_NOTE.made_at >= since)
        return bool((await self._sql.run(select(made))).scalar_one())

    async def last_across(self, subject: Subject, subject_id: str) -> Notice | None:
        return await self._one(_LAST_ACROSS, _about(subject, subject_id))

    async def open_about(
        self, party: PartyCode, subject: Subject, subject_id: str, *others: PartyCode
    ) -> Sequence[Notice]:
        found = await self._all(_OPEN_ABOUT, _about(subject, subject_id, party, *others))
        for each in (party, *others):
            self._open[each, subject, subject_id] = {}
        for notice in found:
            self._keep(notice)
        return found

    async def change(self, notice: Notice) -> bool:
        changed = await self._sql.changes(self._changing(notice)) > 0
        return self._saved(notice, is_done=changed)

    def written(self, party: PartyCode) -> Sequence[Notice]:
        return [each for each in self._written.values() if each.party == party]

    async def recipients(self, code: str) -> Sequence[NoticeRecipient]:
        if code not in self._copies:
            found = await self._sql.rows(_WAITING_FOR, {"its_code": code})
            self._copies[code] = [record_of(NoticeRecipient, row) for row in found]
        return self._copies[code]

    async def arrived(self, keys: Collection[str]) -> Collection[str]:
        return (await self._sql.run(_ARRIVED, {"its_keys": sorted(keys)})).scalars().all()

    async def save_recipients(self, code: str, *recipients: NoticeRecipient) -> None:
        self._copies.pop(code, None)
        rows = [columns_of(NoticeRecipientRows, each, notice=code) for each in recipients]
        await self._sql.run(_ADDING_RECIPIENTS[self._sql.dialect], rows)

    async def drop_recipient(self, code: str, person: PersonId) -> bool:
        self._copies.pop(code, None)
        its = {"its_code": code, "its_person": person}
        return await self._sql.changes(_DROPPING_RECIPIENT, its) > 0

    async def waiting_for(self, person: PersonId) -> Sequence[Notice]:
        return await self._all(_WAITING_FOR_PERSON, {"its_person": person})

    async def newest(self, party: PartyCode, *, limit: int) -> Sequence[Notice]:
        told = select(NoticeRows).where(_NOTE.party == party, _NOTE.notified_at.is_not(None))
        return await self._all(told.order_by(_NOTE.notified_at.desc(), _NOTE.code).limit(limit))

    async def undelivered(self, party: PartyCode) -> Sequence[Notice]:
        return [
            each
            for each in await self._all_open(party)
            if not each.escalates and (each.notified_at is None or each.repeat)
        ]

    async def unread(self, party: PartyCode) -> Sequence[tuple[Notice, frozenset[PersonId]]]:
        people: dict[str, set[PersonId]] = {}
        opened = await self._all_open(party)
        found = [each for each in opened if each.notified_at and each.needs_acknowledgement]
        for code, person in await self._sql.run(_UNREAD_BY, {"its_party": party}) if found else ():
            people.setdefault(code, set()).add(person)
        return [(each, frozenset(people.get(each.code, ()))) for each in found]

    async def _all_open(self, party: PartyCode) -> Sequence[Notice]:
        if party not in self._open_of:
            self._open_of[party] = await self._all(_OPEN_OF, {"its_party": party})
        return self._open_of[party]

    async def extend_all(self, outage: Outage) -> int:
        # Locked in one fixed order, to avoid deadlocks.
        opened = _lockable(select(_NOTE.code).where(IS_OPEN))
        longer = (
            update(NOTICES)
            .where(_NOTE.code.in_(opened))
            .values(
                version=_NOTE.version + 1,
                grace=_NOTE.grace + outage.length.total_seconds(),
                outage_start=case((_ESCALATES, outage.start), else_=null()),
                outage_end=case((_ESCALATES, outage.end), else_=null()),
            )
        )
        self._open.clear()
        self._open_of.clear()
        count = await self._sql.changes(longer)
        if count:
            await self._schedule_all()
        return count

    async def _schedule_all(self) -> None:
        now = self._sql.now
        scheduled = {"at": now, "since": now, "next_at": now, "attempts": 0, "error": None}
        values = {"fence": 0, **scheduled}
        columns = [literal(value, TIMERS.c[name].type) for name, value in values.items()]
        each = select(literal(_NOTICE), _NOTE.code, *columns).where(IS_TIMED)
        row = self._sql.insert(TIMERS).from_select(["kind", "subject", *values], each)
        await self._sql.run(
            row.on_conflict_do_update(
                index_elements=["kind", "subject"], set_={**scheduled, "fence": TIMERS.c.fence + 1}
            )
        )

    def _saved(self, notice: Notice, *, is_done: bool) -> bool:
        """Cache a notice if it was written; returns whether it was."""
        if is_done:
            self._open_of.clear()
            self._written[notice.code] = notice
            self._keep(notice)
        return is_done

    def _keep(self, notice: Notice) -> None:
        """Cache a notice that was read or written, if it is open."""
        known = self._open.get((notice.party, notice.subject, notice.subject_id))
        if known is not None:
            known.pop(notice.code, None)
            if notice.is_open:
                known[notice.code] = notice

    def _values(self, record: Notice) -> Columns:
        return notice_values(record, self._sql.cipher)


def _lockable(found: Select[_T]) -> Select[_T]:
    """The same rows, each locked: the oldest first."""
    return found.order_by(_NOTE.made_at, _NOTE.code).with_for_update()


_LOCKED = _lockable(_SEEN)
_OPEN_ABOUT = _lockable(
    select(NoticeRows).where(
        IS_OPEN,
        _NOTE.party.in_(bindparam("its_parties", expanding=True)),
        _NOTE.subject == bindparam("its_subject"),
        _NOTE.subject_id == bindparam("its_subject_id"),
    )
)
_OPEN_ON_TOPIC = _OPEN_ABOUT.where(_NOTE.notice_key == bindparam("its_topic"))

_BY_AGE = (_NOTE.made_at, _NOTE.code)
_OPEN_OF = (
    select(NoticeRows).where(IS_OPEN, _NOTE.party == bindparam("its_party")).order_by(*_BY_AGE)
)
_PERSON = bindparam("its_person", type_=WideInteger)
_IS_RECIPIENT = exists().where(
    NOTICE_RECIPIENTS.c.notice == _NOTE.code, NOTICE_RECIPIENTS.c.person == _PERSON
)
_OWN_PARTY = select(PEOPLE.c.party).where(PEOPLE.c.id == _PERSON).scalar_subquery()
_WAITING_FOR_PERSON = (
    select(NoticeRows)
    .where(_IS_WAITING, _NOTE.party == _OWN_PARTY, _IS_RECIPIENT)
    .order_by(*_BY_AGE)
)
_UNREAD_BY = select(NOTICE_RECIPIENTS.c.notice, NOTICE_RECIPIENTS.c.person).where(
    NOTICE_RECIPIENTS.c.notice.in_(
        select(_NOTE.code).where(_IS_WAITING, _NOTE.party == bindparam("its_party"))
    )
)
_LAST_ACROSS = (
    select(NoticeRows)
    .join(PEOPLE, PEOPLE.c.id == _NOTE.triggered_by)
    .where(
        _NOTE.subject == bindparam("its_subject"),
        _NOTE.subject_id == bindparam("its_subject_id"),
        _NOTE.party != PEOPLE.c.party,
    )
    .order_by(_NOTE.made_at.desc(), (_NOTE.audience == fixed(Audience.STAFF)).desc(), _NOTE.code)
    .limit(1)
)
"""Of those made at once, the one to all staff."""


def _about(subject: Subject, subject_id: str, *parties: PartyCode) -> Columns:
    return {"its_parties": parties, "its_subject": subject, "its_subject_id": subject_id}


CONCEPT: Concept = (
    TimedRecords(TIMER, NOTICES.c.code, IS_TIMED),
    Stored(notification_repository.Notices, Notices),
    Stored(notification_repository.ChatMessages, ChatMessages),
    Stored(notification_repository.MailCodes, MailCodes),
    ENCRYPTED,
    NeverWritten(
        "notice_recipients",
        select(NOTICE_RECIPIENTS.c.notice)
        .join(NOTICES, _NOTE.code == NOTICE_RECIPIENTS.c.notice)
        .where(_NOTE.notified_at.is_(None)),
    ),
    NeverWritten(
        "notices",
        select(_NOTE.code).where(_NOTE.notified_at > LIMIT),
        EMERGENCY_WINDOW,
    ),
    ProvenTable(
        NOTICES,
        NOTICE_RECORD,
        names=("code",),
        read=lambda row, cipher: notice_facts(notice_of(row, cipher)),
    ),
)
