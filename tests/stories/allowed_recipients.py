"""Who may be told what. At its end every story is held against this table: each message that left
had a reader who may read it, and a reason. The table follows the rules, not the code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from sqlalchemy import Executable, Row, select

from handlers.input.command_router import CommandHandler
from liaison.core.cards import Text
from liaison.core.channels import PAGE, channel_of
from liaison.core.outbox import PERSON_SUBJECT, Op, Urgency
from liaison.core.people import AccountStatus, Role
from liaison.notifications.repository import Notices
from storage.audit import AUDIT
from storage.database import Database
from storage.notifications.rows import NOTICES
from storage.people.repository import ABSENCES, PEOPLE
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from storage.requests.rows import REQUESTS
from tests.registered import REGISTRY

EITHER = "either"
A_MINUTE = timedelta(minutes=1)
VIEWS = {each.key for each in REGISTRY.all(CommandHandler).values() if each.shows == each.key}
"""The commands that show the records of both Parties."""
FIRST: Mapping[str, frozenset[str]] = {
    "staff": frozenset({Role.FOCAL_PERSON, Role.COORDINATOR}),
    "coordinators": frozenset({Role.COORDINATOR}),
    "admins": frozenset({Role.ADMIN}),
    "approvers": frozenset({Role.COORDINATOR, Role.ADMIN}),
    "all": frozenset(Role),
}
_TABLE = """
notice-log                  requested   staff
notice-record               either      staff
notice-receive              requesting  staff
notice-ask                  requesting  staff
notice-inquire              requested   staff
notice-progress             requesting  staff
notice-supply*              requested   staff
notice-answer               requesting  staff
notice-answer-part          requesting  staff
notice-answer-part-letter   requesting  staff
notice-correct*             either      staff
notice-return               requested   staff
notice-refuse               requesting  staff
notice-withdraw*            either      staff
notice-close                requested   staff
notice-agree                either      staff
notice-object               either      staff
notice-note                 either      staff
notice-extend               either      staff
notice-approve-safety       either      staff
notice-postpone             either      staff
notice-answer-safety        either      staff
notice-safety               either      coordinators
notice-extension-proposed   either      coordinators
notice-extension-*          either      staff
notice-assign               requested   staff         inner
notice-act-waits            either      coordinators  inner
notice-offer                requested   staff         inner
notice-offer-declined       requested   staff         inner
notice-taken                requested   staff         inner
todo-receive                requested   staff
todo-answer                 requested   staff
todo-assign                 requested   coordinators
todo-take                   requested   staff         inner
todo-progress               requested   staff
todo-review                 either      staff
todo-safety                 either      staff
todo-supply                 requesting  staff
todo-close                  requesting  staff
todo-wait-supply            requested   staff
todo-wait-approve           requested   staff
todo-wait-receipt           requesting  staff
todo-wait-reply             requesting  staff
todo-wait-safety            either      staff
todo-step                   either      staff
todo-wait-step              either      staff
notice-step-left-out        either      staff
notice-step-done-after-all  either      staff
notice-act-withheld         either      coordinators  inner
notice-handover             either      staff         inner
notice-deputy               either      all           inner
notice-deputy-over          either      all           inner
notice-joined               either      approvers         inner
notice-operator-invites     either      approvers
notice-unconfirmed          either      approvers         inner
notice-newcomer             either      approvers     inner
notice-role                 either      approvers         inner
notice-agency               either      all               inner
notice-status-*             either      approvers         inner
notice-lostword             either      approvers         inner
notice-pin-*                either      approvers         inner
notice-passkey              either      approvers         inner
notice-appoint*             either      coordinators
notice-own-setting          either      coordinators  inner
notice-approver-gone        either      coordinators
notice-no-staff             either      approvers
notice-unreachable          either      approvers     inner
nomination-asked            either      approvers     inner
nomination-*                either      admins        inner
notice-invitation*          either      admins        inner
notice-meeting-back         either      staff         inner
notice-meeting-chosen       either      staff         inner
notice-meeting-own*         either      all
notice-meeting-withdraw     either      all
notice-meeting-agreed       either      all
notice-meeting-cancel       either      all
notice-meeting-decline      either      all
notice-meeting-expire*      either      all
notice-meeting-*            either      staff
notice-annual-missing       either      staff
notice-agenda-draft         either      coordinators
notice-decided              either      staff
reminder-activity-*         either      staff
notice-erasing              either      staff
notice-holidays             either      staff
notice-holidays-provisional either      admins
notice-of-other             either      staff
notice-of-unreachable       either      staff
notice-disclosure-*         either      coordinators
notice-termination-*        either      approvers
reminder-agreement-*        either      approvers
notice-difference-opened    either      approvers
notice-approval-*           either      approvers
"""
READERS = [line.split() for line in _TABLE.split("\n") if line]
"""What is told; to which side of a request, or to either Party; and who of it is told first, before
anything climbs. What is ``inner`` the other Party is never told. The first line that fits holds.
"""
UNASKED: Mapping[str, frozenset[str]] = {
    "alert": FIRST["admins"],
    "calendar": FIRST["staff"],
    "redaction": FIRST["all"],
    "reported_steps": FIRST["staff"],
    "mail": FIRST["all"],
    "morning": FIRST["all"],
    "due": FIRST["all"],
    "today": FIRST["all"],
    "requests": FIRST["all"],
    "approve": FIRST["coordinators"],
    "duty": FIRST["staff"],
    "handover": FIRST["staff"],
}
"""What is sent without a notice: how its key or slot begins, and who receives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredState:
    """What the database has at the end of a story."""

    people: Mapping[int, Row[Any]]
    roles: Mapping[int, frozenset[str]]
    notices: Mapping[str, Row[Any]]
    headlines: Mapping[str, Text]
    requests: Mapping[str, Row[Any]]
    sent: Sequence[Row[Any]]
    heard: Mapping[int, datetime]
    audit: Sequence[Row[Any]]


async def check_readers(database: Database) -> StoredState:
    """Hold every message that left against the table, and return what was stored."""
    kept = await _kept(database)
    first: dict[str, datetime] = {}
    for row in kept.sent:
        if row.person is not None:
            assert kept.people[row.person].chat_id == row.chat_id, row
            assert _was_active(kept, row.person, row.enqueued_at), row
        code = _notice_of(row)
        if code is not None:
            early = first.setdefault(code, row.enqueued_at) == row.enqueued_at
            _check_notice(kept, row, code, early=early)
        elif row.op in {Op.SEND, Op.FILE, Op.MAIL} or row.message_id is None:
            _check_reason(kept, row)
    return kept


def _check_notice(kept: StoredState, row: Row[Any], code: str, *, early: bool) -> None:
    notice, banner = kept.notices[code], kept.headlines[code]
    whose, first, *inner = readers_of(banner)
    assert notice.internal or not inner, banner
    assert kept.people[row.person].party == notice.party, (banner, row)
    if banner.key in ("notice-of-other", "notice-of-unreachable"):
        about = banner.values["about"]
        assert isinstance(about, Text)
        assert "inner" not in readers_of(about), f"the other Party was told: {about}"
    request = kept.requests.get(notice.subject_id)
    assert request is None or whose == EITHER or getattr(request, whose) == notice.party, banner
    if notice.subject == PERSON_SUBJECT and notice.subject_id.isdigit():
        assert kept.people[int(notice.subject_id)].party == notice.party, banner
    there = [
        each
        for each in kept.people.values()
        if each.party == notice.party
        and each.role in FIRST[first]
        and each.joined_at <= row.enqueued_at
        and _was_active(kept, each.id, row.enqueued_at)
        and (each.unreachable_since is None or each.unreachable_since > row.enqueued_at)
        and _was_reachable(kept, each.id, row.enqueued_at)
    ]
    # Where the Party has no such person who can be reached, it climbs at once.
    assert not early or not there or kept.roles[row.person] & FIRST[first], banner


def readers_of(banner: Text) -> Sequence[str]:
    """The line of the table for a headline. Raises ``LookupError`` where there is none."""
    for key, *readers in READERS:
        if fnmatchcase(banner.key, key):
            return readers
    raise LookupError(banner.key)


def _check_reason(kept: StoredState, row: Row[Any]) -> None:
    """An answer follows what was written or pressed; else the key or the audit record says why."""
    kind = (row.dedupe_key or row.message_slot or "").replace(":", " ").partition(" ")[0]
    if kind in UNASKED:
        assert row.person is None or kept.roles[row.person] & UNASKED[kind], row
    elif row.urgency in (Urgency.REPLY, Urgency.STRANGER):
        on_page = channel_of(row.chat_id) is PAGE  # acts on a page are in no inbox
        assert on_page or kept.heard[row.chat_id] <= row.enqueued_at, row
    else:
        reader = next(each for each in kept.people.values() if each.chat_id == row.chat_id)
        if row.op == Op.EDIT and row.message_slot and row.message_slot.split()[0] in VIEWS:
            return  # an open card follows its record, without a sound
        ids = str(reader.id)
        acts = [each for each in kept.audit if ids in (each.subject, str(each.person))]
        same_moment = any(abs(each.at - row.enqueued_at) < A_MINUTE for each in acts)
        assert same_moment, f"nothing was done with {reader.name} when this was said: {row}"


def _was_active(kept: StoredState, person: int, at: datetime) -> bool:
    """Whether a person was active at a moment, or until then."""
    active, *ended = (f"person.{each}" for each in AccountStatus)
    about = [e for e in kept.audit if e.subject == str(person) and e.action in {active, *ended}]
    last = [e.action for e in about if e.at < at or (e.at == at and e.action == active)][-1:]
    return last in ([], [active])


def _was_reachable(kept: StoredState, person: int, at: datetime) -> bool:
    """Whether a person who can be reached at the end could be at a moment."""
    changes = {"person.unreachable", "person.reachable"}
    about = [e for e in kept.audit if e.subject == str(person) and e.action in changes]
    return [e.action for e in about if e.at <= at][-1:] != ["person.unreachable"]


def _notice_of(row: Row[Any]) -> str | None:
    if row.dedupe_key is not None and row.dedupe_key.startswith("notice:"):
        return str(row.dedupe_key.split(":")[1])
    kind, _, code = (row.message_slot or "").partition(" ")
    return code if kind == "inbox" else None


async def _kept(database: Database) -> StoredState:
    async with database.transaction(decides=False) as tx:

        async def rows(statement: Executable) -> list[Row[Any]]:
            return list(await tx._sql.run(statement))

        people = {each.id: each for each in await rows(select(PEOPLE))}
        absences, audit = await rows(select(ABSENCES)), await rows(select(AUDIT))
        notices = {each.code: each for each in await rows(select(NOTICES))}
        found = [await tx.of(Notices).lock(code, party=row.party) for code, row in notices.items()]
        said = OUTBOX.c.state == "sent", OUTBOX.c.op.in_((Op.SEND, Op.EDIT, Op.FILE, Op.MAIL))
        return StoredState(
            people=people,
            roles={number: _roles(number, people, absences, audit) for number in people},
            notices=notices,
            headlines={each.code: each.title for each in found if each is not None},
            requests={each.reference: each for each in await rows(select(REQUESTS))},
            sent=await rows(select(OUTBOX).where(*said).order_by(OUTBOX.c.id)),
            heard={
                each.chat_id: each.received_at
                for each in reversed(await rows(select(INBOX).order_by(INBOX.c.id)))
            },
            audit=audit,
        )


def _roles(
    number: int,
    people: Mapping[int, Row[Any]],
    absences: Sequence[Row[Any]],
    audit: Sequence[Row[Any]],
) -> frozenset[str]:
    """The roles that a person has or had, and those of the people whose deputy the person was."""
    if any(each.subject == str(number) and each.action == "person.role" for each in audit):
        return FIRST["all"]
    stood_in_for = [each.person for each in absences if each.deputy == number]
    return frozenset(people[each].role for each in (number, *stood_in_for))
