"""Meetings: one open proposal of a kind about the same, bound to the version that was seen."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from liaison.core.agreement import MeetingKind
from liaison.core.people import Person, PersonId, Role
from liaison.core.transaction import People
from liaison.core.working_time import DAY
from liaison.meetings import rules as meeting_rules
from liaison.meetings import service as meeting_service
from liaison.meetings.model import (
    Attendance,
    Meeting,
    MeetingActionContext,
    MeetingCode,
    MeetingProposal,
    MeetingState,
    Objection,
    Occasion,
    Presence,
)
from liaison.meetings.repository import Meetings
from storage.database import Database
from storage.meetings.rows import MEETING_EVENTS
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, REFERENCE, SECOND, START, at_once, join, once

CODE = MeetingCode("M26-7F3K9")
UNKNOWN = MeetingCode("M26-00000")
LENGTH = timedelta(hours=1)


async def both(tx: Transaction) -> tuple[Person, Person]:
    return await join(tx, KH, 1, Role.COORDINATOR), await join(tx, CN, 2, Role.COORDINATOR)


def acts(person: Person, at: datetime = START) -> MeetingActionContext:
    return MeetingActionContext(person=person, at=at, binds=True)


def proposed(
    actor: Person,
    code: str = CODE,
    *,
    kind: MeetingKind = MeetingKind.EMERGENCY,
    about: str = "",
    starts: Sequence[datetime] = (START + 2 * DAY, START + DAY),
    venue: str | None = "Room 7",
    at: datetime = START,
) -> meeting_rules.MeetingStep:
    """A binding proposal that was just made."""
    made = plan(kind, starts, venue)
    return meeting_rules.propose(made, acts(actor, at), code=MeetingCode(code), about=about)


def plan(
    kind: MeetingKind, starts: Sequence[datetime], venue: str | None = None
) -> MeetingProposal:
    return MeetingProposal(
        kind=kind,
        occasion=Occasion.YEARLY if kind is MeetingKind.ANNUAL else Occasion.AT_RISK,
        urgent=True,
        case=None,
        options=tuple((start, venue) for start in starts),
        host=CN,
    )


def accepted(meeting: Meeting, actor: Person, option: int = 1) -> meeting_rules.MeetingStep:
    by = acts(actor, meeting.changed_at)
    return meeting_rules.accept(meeting, by, option=option, length=LENGTH)


def countered(meeting: Meeting, actor: Person) -> meeting_rules.MeetingStep:
    options = [(START + 9 * DAY, None)]
    return meeting_rules.counter(
        meeting, acts(actor, meeting.changed_at), options=options, host=KH, objection=Objection.TIME
    )


async def keep(tx: Transaction, *steps: meeting_rules.MeetingStep) -> Meeting:
    """A new meeting after all its steps."""
    assert await tx.of(Meetings).add(*steps[0])
    for step in steps[1:]:
        assert await tx.of(Meetings).change(*step)
    return steps[-1][0]


async def test_a_meeting_about_a_case_that_does_not_exist_is_refused(db: Database) -> None:
    async def add() -> None:
        async with db.transaction() as tx:
            alice, _ = await both(tx)
            meeting, event = proposed(alice, about=REFERENCE)
            await tx.of(Meetings).add(replace(meeting, case=REFERENCE), event)

    with pytest.raises(IntegrityError):
        await add()


@pytest.mark.parametrize("about", ["", REFERENCE])
async def test_a_second_open_proposal_about_the_same_is_refused(db: Database, about: str) -> None:
    kind = MeetingKind.DIFFERENCE
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposed(alice, about=about)
        assert await tx.of(Meetings).add(*first)
        assert not await tx.of(Meetings).add(*proposed(bob, "M26-0AAAA", about=about))
        assert not await tx.of(Meetings).lock(MeetingCode("M26-0AAAA"))
        assert await tx.of(Meetings).events(MeetingCode("M26-0AAAA")) == []
        assert await tx.of(Meetings).add(*proposed(bob, "M26-1AAAA", about="KH26-00000"))
        assert await tx.of(Meetings).add(*proposed(bob, "M26-2AAAA", about=about, kind=kind))
        assert await tx.of(Meetings).change(*accepted(first[0], bob))
        assert await tx.of(Meetings).add(*proposed(bob, "M26-3AAAA", about=about))


@pytest.mark.parametrize("about", ["", REFERENCE])
async def test_of_proposals_at_once_one_succeeds(replicas: list[Database], about: str) -> None:
    people = await once(replicas[0], both)
    steps = [proposed(people[n % 2], f"M26-{n}AAAA", about=about) for n in range(len(replicas))]

    async def add(db: Database, step: meeting_rules.MeetingStep) -> bool:
        async with db.transaction() as tx:
            made = await tx.of(Meetings).add(*step)
            await asyncio.sleep(0)
            found = await tx.of(Meetings).find(MeetingKind.EMERGENCY, about, MeetingState.PROPOSED)
            assert found is not None, "the second finds what to counter"
            assert made is (found.code == step[0].code)
            return made

    made = await asyncio.gather(*map(add, replicas, steps))
    assert sorted(made) == [False, False, False, True]
    async with replicas[0].transaction() as tx:
        meeting, event = steps[made.index(True)]
        lines = (await tx._sql.run(select(MEETING_EVENTS.c.meeting))).scalars().all()
        assert lines == [meeting.code]
        assert await tx.of(Meetings).events(meeting.code) == [event]
        shown, total = await tx.of(Meetings).listed("open", limit=5)
        assert (shown, total) == ([meeting], 1)


async def test_one_annual_consultation_is_agreed_for_a_year(db: Database) -> None:
    annual = MeetingKind.ANNUAL

    async def agree(code: str, about: str) -> tuple[Meeting, Person]:
        async with db.transaction() as tx:
            alice = await tx.of(People).get(PersonId(1))
            bob = await tx.of(People).get(PersonId(2))
            assert alice is not None
            assert bob is not None
            first = proposed(alice, code, kind=annual, about=about)
            return await keep(tx, first, accepted(first[0], bob)), bob

    await once(db, both)
    agreed, bob = await agree("M26-0AAAA", "2026")
    await agree("M26-1AAAA", "2027")
    with pytest.raises(IntegrityError):
        await agree("M26-2AAAA", "2026")
    async with db.transaction() as tx:
        objection = Objection.PREPARATION
        step = meeting_rules.cancel(agreed, acts(bob), objection=objection)
        assert await tx.of(Meetings).change(*step)
    again, _ = await agree("M26-3AAAA", "2026")
    async with db.transaction() as tx:
        assert await tx.of(Meetings).find(annual, "2026", MeetingState.AGREED) == again


async def test_a_meeting_is_found_by_its_subject_and_state(db: Database) -> None:
    emergency, where = MeetingKind.EMERGENCY, MeetingState.PROPOSED
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        meeting = await keep(tx, proposed(alice, about=REFERENCE))
        assert await tx.of(Meetings).find(emergency, REFERENCE, where) == meeting
        for other in (
            (MeetingKind.DIFFERENCE, REFERENCE, where),
            (emergency, "", where),
            (emergency, REFERENCE, MeetingState.AGREED),
        ):
            assert await tx.of(Meetings).find(*other) is None
        assert await tx.of(Meetings).change(*accepted(meeting, bob))
        assert await tx.of(Meetings).find(emergency, REFERENCE, where) is None


async def test_of_several_in_a_state_the_one_that_came_to_it_last_is_found(db: Database) -> None:
    agreed: dict[int, Meeting] = {}
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        for hours in (1, 3, 2):
            at = START + timedelta(hours=hours)
            first = proposed(alice, f"M26-{hours}AAAA", at=at)
            agreed[hours] = await keep(tx, first, accepted(first[0], bob))
        found = await tx.of(Meetings).find(MeetingKind.EMERGENCY, "", MeetingState.AGREED)
    assert found == agreed[3]


def comes(person: Person, presence: Presence = Presence.YES, **changes: object) -> Attendance:
    said = Attendance(
        person=person.id, party=person.party, presence=presence, substitute=None, at=START
    )
    return replace(said, **changes)  # type: ignore[arg-type]


async def test_attendances_keep_their_first_order_and_their_last_answer(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        deputy = await join(tx, CN, 3)
        await keep(tx, proposed(alice))
        other = await keep(tx, proposed(alice, "M26-0AAAA", about="another"))
        for person in (bob, alice):
            await tx.of(Meetings).attend(CODE, comes(person))
        last = comes(bob, Presence.SUBSTITUTE, substitute=deputy.id, at=START + SECOND)
        await tx.of(Meetings).attend(CODE, last)
        await tx.of(Meetings).attend(other.code, comes(bob, Presence.NO))
        assert await tx.of(Meetings).attendances(CODE) == [last, comes(alice)]
        back = comes(bob, at=START + 2 * SECOND)
        await tx.of(Meetings).attend(CODE, back)
        assert await tx.of(Meetings).attendances(CODE) == [back, comes(alice)]
        assert await tx.of(Meetings).attendances(other.code) == [comes(bob, Presence.NO)]
        assert await tx.of(Meetings).attendances(UNKNOWN) == []


async def test_emergencies_of_one_moment_are_a_proposal_and_a_counter(
    replicas: list[Database],
) -> None:
    async def propose(tx: Transaction, person: Person) -> Meeting:
        times = [START + DAY + person.id * SECOND]
        return await meeting_service.propose(tx, person, plan(MeetingKind.EMERGENCY, times))

    people = await once(replicas[0], both)
    made = await at_once(replicas, propose, people)
    assert all(isinstance(each, Meeting) for each in made)
    [meeting], _ = await once(replicas[0], lambda tx: tx.of(Meetings).listed("open", limit=9))
    assert meeting.offer is not None
    assert (meeting.version, meeting.offer.number) == (2, 2)
    assert meeting.offer.by != meeting.made_by


async def test_of_several_answers_of_one_person_one_is_kept(replicas: list[Database]) -> None:
    async with replicas[0].transaction() as tx:
        alice, _ = await both(tx)
        await keep(tx, proposed(alice))
    words = [comes(alice, at=START + number * SECOND) for number in range(len(replicas))]

    await at_once(replicas, lambda tx, word: tx.of(Meetings).attend(CODE, word), words)
    [kept] = await once(replicas[0], lambda tx: tx.of(Meetings).attendances(CODE))
    assert kept in words
