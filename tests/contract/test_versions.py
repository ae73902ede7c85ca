"""Records that change by steps: each change is bound to the version that was seen."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from liaison.agreement.repository import Differences, Terminations
from liaison.approvals.repository import Approvals
from liaison.core.people import Person
from liaison.core.working_time import DAY
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import Disclosure
from liaison.meetings.agenda import AgendaItem
from liaison.meetings.model import Meeting, MeetingState
from liaison.meetings.repository import Agendas, Meetings
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Notice
from liaison.plan.repository import Activities
from liaison.plan.rules import Activity
from liaison.procedures.model import Procedure
from liaison.procedures.repository import Procedures
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, Missing, Request
from liaison.requests.repository import Requests
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.agreement.test_differences import difference
from tests.contract.agreement.test_terminations import termination
from tests.contract.approvals.test_approvals import proposal
from tests.contract.disclosures.test_disclosures import consent_key, kept
from tests.contract.meetings.test_agendas import ENTRY, FIRST, agreed
from tests.contract.meetings.test_meetings import both, countered, keep, proposed
from tests.contract.notifications.test_notifications import NOTICE
from tests.contract.plan.test_activities import intent
from tests.contract.procedures.test_procedures import STEPS
from tests.contract.requests.test_requests import received
from tests.contract.samples import CN, REFERENCE, at_once, logged


def next_version(record: Any, _actor: Person) -> tuple[Any, ...]:
    return (replace(record, version=record.version + 1),)


@dataclass(frozen=True)
class Kind:
    """A kind of record: how it is kept, read to be changed, and brought to its next version."""

    repository: type[Any]
    add: Callable[[Transaction, Person, Person], Awaitable[Any]]
    get: Callable[[Transaction, Any], Awaitable[Any]]
    step: Callable[[Any, Person], tuple[Any, ...]] = next_version


def coded(repository: type[Any], make: Callable[[Person], Any]) -> Kind:
    """A kind that is found by its code."""

    async def add(tx: Transaction, alice: Person, _bob: Person) -> Any:
        record = make(alice)
        await tx.of(repository).add(record)
        return record

    return Kind(repository, add, lambda tx, record: tx.of(repository).lock(record.code))


async def add_disclosure(tx: Transaction, alice: Person, _bob: Person) -> Disclosure:
    return await kept(tx, consent_key(alice))


async def add_activity(tx: Transaction, _alice: Person, _bob: Person) -> Activity:
    return await tx.of(Activities).add(intent(), source=None, actor=None)


async def add_procedure(tx: Transaction, alice: Person, _bob: Person) -> Procedure:
    return await tx.of(Procedures).add(STEPS, actor=alice)


async def add_item(tx: Transaction, alice: Person, bob: Person) -> AgendaItem:
    meeting = await agreed(tx, (alice, bob), FIRST, ahead=DAY)
    return await tx.of(Agendas).add(meeting, ENTRY, actor=alice)


async def get_item(tx: Transaction, item: AgendaItem) -> AgendaItem | None:
    meeting = await tx.of(Meetings).lock(item.meeting)
    assert meeting is not None
    return await tx.of(Agendas).lock(item.id, on=meeting)


async def add_request(tx: Transaction, alice: Person, bob: Person) -> Request:
    step = received((await logged(tx, alice))[0], bob)
    assert await tx.of(Requests).change(*step)
    return step[0]


def ask(request: Request, actor: Person) -> request_rules.RequestStep:
    context = ActionContext(person=actor, at=request.changed_at)
    return request_rules.ask(request, context, missing=[Missing.NAMES])


async def add_meeting(tx: Transaction, alice: Person, _bob: Person) -> Meeting:
    return await keep(tx, proposed(alice))


async def find_meeting(tx: Transaction, meeting: Meeting) -> Meeting | None:
    return await tx.of(Meetings).find(meeting.kind, "", MeetingState.PROPOSED)


async def find_notice(tx: Transaction, notice: Notice) -> Notice:
    [found] = await tx.of(Notices).open_about(CN, notice.subject, notice.subject_id)
    return found


MEETINGS = Kind(
    Meetings, add_meeting, lambda tx, meeting: tx.of(Meetings).lock(meeting.code), countered
)
NOTICES = coded(Notices, lambda _alice: NOTICE)
KINDS = {
    "difference": coded(Differences, difference),
    "termination": coded(Terminations, termination),
    "approval": replace(
        coded(Approvals, proposal), get=lambda tx, record: tx.of(Approvals).lock(record.code)
    ),
    "disclosure": Kind(
        Disclosures, add_disclosure, lambda tx, record: tx.of(Disclosures).lock(record.code)
    ),
    "activity": Kind(
        Activities, add_activity, lambda tx, record: tx.of(Activities).lock(record.number)
    ),
    "procedure": Kind(
        Procedures, add_procedure, lambda tx, record: tx.of(Procedures).lock(record.number)
    ),
    "agenda item": Kind(Agendas, add_item, get_item),
    "request": Kind(
        Requests, add_request, lambda tx, _: tx.of(Requests).lock(REFERENCE, party=CN), ask
    ),
    "meeting": MEETINGS,
    "meeting by its subject": replace(MEETINGS, get=find_meeting),
    "notice": replace(
        NOTICES, get=lambda tx, notice: tx.of(Notices).lock(notice.code, party=notice.party)
    ),
    "notice by its subject": replace(NOTICES, get=find_notice),
}
EACH_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


async def events(tx: Transaction, record: Any) -> list[int]:
    """The versions in the history of a record that has one."""
    match record:
        case Request():
            found = await tx.of(Requests).events(record.reference, party=CN)
            return [event.version for event in found]
        case Meeting():
            return [event.version for event in await tx.of(Meetings).events(record.code)]
    return list(range(1, record.version + 1))


@EACH_KIND
async def test_a_change_is_bound_to_the_version_that_was_seen(db: Database, kind: Kind) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        seen = await kind.add(tx, alice, bob)
    async with db.transaction() as tx:
        assert await kind.get(tx, seen) == seen
        step = kind.step(seen, bob)
        assert await tx.of(kind.repository).change(*step)
        for version in (seen.version, seen.version + 1, seen.version + 3):
            stale = [replace(each, version=version) for each in step]
            assert not await tx.of(kind.repository).change(*stale)
    async with db.transaction() as tx:
        assert await kind.get(tx, seen) == step[0]
        assert await events(tx, step[0]) == list(range(1, step[0].version + 1))


@EACH_KIND
async def test_of_many_changes_at_once_one_succeeds(replicas: list[Database], kind: Kind) -> None:
    async with replicas[0].transaction() as tx:
        alice, bob = await both(tx)
        step = kind.step(await kind.add(tx, alice, bob), bob)

    changed = await at_once(
        replicas, lambda tx, each: tx.of(kind.repository).change(*each), [step] * 4
    )
    assert (changed.count(True), changed.count(False)) == (1, 3)


@EACH_KIND
async def test_a_record_read_for_a_change_is_locked(replicas: list[Database], kind: Kind) -> None:
    async with replicas[0].transaction() as tx:
        alice, bob = await both(tx)
        seen = await kind.add(tx, alice, bob)

    async def change(db: Database) -> None:
        async with db.transaction() as tx:
            record = await kind.get(tx, seen)
            await asyncio.sleep(0)
            assert await tx.of(kind.repository).change(*kind.step(record, bob))

    await asyncio.gather(*(change(db) for db in replicas * 3))
    async with replicas[0].transaction() as tx:
        record = await kind.get(tx, seen)
        assert record.version == seen.version + 12
        assert await events(tx, record) == list(range(1, record.version + 1))
