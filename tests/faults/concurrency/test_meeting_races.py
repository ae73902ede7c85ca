"""Two act on one meeting at the same moment: one is first, and both Parties see the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from liaison.core.agreement import MeetingKind
from liaison.core.errors import Conflict, UserError
from liaison.core.people import NotYourSide, Role
from liaison.core.references import Reference
from liaison.lifecycle.model import VersionedRef
from liaison.meetings import service as meeting_service
from liaison.meetings import timers as meeting_timers
from liaison.meetings.model import (
    Meeting,
    MeetingAction,
    MeetingProposal,
    MeetingState,
    Objection,
    Occasion,
)
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import cancel as cancel_rule
from liaison.meetings.rules import withdraw
from liaison.meetings.views import AGREED, show_meeting
from storage.notifications.rows import NOTICES
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.faults.campaign import quick_or_long
from tests.faults.concurrency.concurrent_transactions import Races, Side, repeated, run
from tests.faults.sample_notifications import CN, KH, new_request
from tests.scenario import MORNING, PARTS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STAFF = [name for name, part in PARTS.items() if part.role != Role.ADMIN]


def options(*hours: int) -> tuple[tuple[datetime, str | None], ...]:
    return tuple((MORNING + DAY + each * HOUR, None) for each in hours)


def plan(races: Races, request: Reference | None, *hours: int) -> MeetingProposal:
    return MeetingProposal(
        kind=MeetingKind.EMERGENCY,
        occasion=Occasion.AT_RISK,
        urgent=True,
        case=request,
        options=options(*hours),
        host=races.chance.choice((KH, CN)),
    )


def begin(races: Races) -> None:
    races.driver.sandbox.api.calls.clear()
    races.driver.sandbox.turn_to(MORNING)


async def proposed(races: Races, *hours: int, by: str = "dara") -> Meeting:
    """A proposal of Cambodia about a new request, of which all are notified."""
    driver = races.driver
    async with driver.app.database.transaction() as tx:
        request = await new_request(tx, await driver.person(tx, "sokha"))
        actor = await driver.person(tx, by)
        meeting = await meeting_service.propose(tx, actor, plan(races, request, *hours))
    await driver.app.sender.drain()
    return meeting


async def validator(races: Races, tx: Transaction, meeting: Meeting, *actions: str) -> None:
    """The audit record and the history hold these steps once; both Parties see the same, besides
    who of them has to answer.
    """
    audited = await races.audited(tx, meeting.code)
    told = [each.action for each in await tx.of(Meetings).events(meeting.code)]
    races.figures.doubled += max(0, len(audited) - len(actions))
    races.figures.lost += max(0, len(actions) - len(audited))
    races.expect(audited == [f"meeting.{each}" for each in actions], f"{audited}")
    races.expect(told == list(actions), f"{told}")
    seen = [
        (await show_meeting(tx, await races.driver.person(tx, name), meeting)).paragraphs
        for name in ("dara", "zhang")
    ]
    facts = [
        [line for lines in card for line in lines if not line.key.startswith("meeting-waits")]
        for card in seen
    ]
    races.expect(facts[0] == facts[1], f"{seen}")


async def race_proposals(races: Races) -> None:
    """Both Parties propose at once: the times of the second one are a counter-proposal."""
    begin(races)
    driver, linked = races.driver, races.figures.runs % 3 != 2
    async with driver.app.database.transaction() as tx:
        request = await new_request(tx, await driver.person(tx, "sokha")) if linked else None
    kind, occasion = MeetingKind.DIFFERENCE, Occasion.IMPLEMENTATION
    plans = {
        name: replace(plan(races, request, *hours), kind=kind, occasion=occasion)
        for name, hours in (("dara", (1, 2)), ("zhang", (3,)))
    }

    def side(name: str) -> Side:
        async def propose(tx: Transaction) -> None:
            await meeting_service.propose(tx, await driver.person(tx, name), plans[name])

        return Side(name, propose)

    first, second = await races.cross(side("dara"), side("zhang"))
    await driver.app.sender.drain()
    async with driver.app.database.transaction() as tx:
        about, state = request or "", MeetingState.PROPOSED
        meeting = await tx.of(Meetings).find(kind, about, state)
        assert meeting is not None
        assert meeting.offer is not None
        found = (meeting.version, meeting.offer.number, meeting.made_by, meeting.offer.by)
        races.expect(found == (2, 2, PARTS[first].party, PARTS[second].party), f"{found}")
        offered = tuple((each.start, each.venue) for each in meeting.offer.options)
        races.figures.lost += offered != plans[second].options
        await validator(races, tx, meeting, "propose", "counter")
        # It makes room for the next one that is about no request.
        actor, ref = await driver.person(tx, second), VersionedRef(meeting.code)
        permit = await meeting_service.check(tx, actor, ref, MeetingAction.WITHDRAW)
        await meeting_service.take_step(tx, permit, partial(withdraw, objection=Objection.SETTLED))
    await driver.app.sender.drain()


async def race_counter(races: Races) -> None:
    """China accepts an option while Cambodia proposes other times."""
    begin(races)
    driver, chance = races.driver, races.chance
    meeting = await proposed(races, 1, 2)
    assert meeting.offer is not None
    option, by = chance.choice((1, 2)), chance.choice(("dara", "li"))
    accept_seen = chance.choice((None, meeting.version))
    counter_seen = chance.choice((None, None, meeting.version))
    reason = chance.choice((None, Objection.TIME))

    async def accept(tx: Transaction) -> None:
        ref = VersionedRef(meeting.code, version=accept_seen)
        zhang = await driver.person(tx, "zhang")
        permit = await meeting_service.check(tx, zhang, ref, MeetingAction.ACCEPT)
        await meeting_service.accept(tx, permit, option=option)

    async def counter(tx: Transaction) -> None:
        ref = VersionedRef(meeting.code, version=counter_seen)
        person = await driver.person(tx, by)
        permit = await meeting_service.check(tx, person, ref, MeetingAction.COUNTER)
        await meeting_service.counter(tx, permit, options=options(3), host=KH, objection=reason)

    accepting, countering = Side("accept", accept), Side("counter", counter)
    order = await races.cross(accepting, countering)
    await driver.app.sender.drain()
    async with driver.app.database.transaction() as tx:
        now = await meeting_service.lock(tx, meeting.code)
        offered = None if now.offer is None else (now.offer.by, now.offer.number)
        party = PARTS[by].party
        refused: tuple[type[UserError] | None, type[UserError] | None]
        if order[0] == "accept":
            chosen = meeting.offer.option(option)
            assert chosen is not None
            agreed = (now.state, now.slot and now.slot.start)
            races.expect(agreed == (MeetingState.AGREED, chosen.start), f"{now}")
            late = Conflict if counter_seen is not None else None if reason else UserError
            refused = (None, late)
            races.expect(offered == (None if late else (party, 1)), f"{now.offer}")
            actions = ["propose", "accept", *([] if late else ["counter"])]
        else:
            races.expect((now.state, now.slot) == (MeetingState.PROPOSED, None), f"{now}")
            races.expect(offered == (party, 2), f"{now.offer}")
            typed: type[UserError] = UserError if by == "dara" else NotYourSide
            refused = (typed if accept_seen is None else Conflict, None)
            actions = ["propose", "counter"]
        found = (accepting.refused, countering.refused)
        as_expected = all(
            each is None if error is None else each is not None and issubclass(each, error)
            for each, error in zip(found, refused, strict=True)
        )
        races.expect(as_expected, f"{found}, not {refused}")
        await validator(races, tx, now, *actions)


def consent(
    races: Races, name: str, meeting: Meeting, action: MeetingAction, option: int | None = None
) -> Side:
    """A person consents to a proposal."""

    async def act(tx: Transaction) -> None:
        ref = VersionedRef(meeting.code, version=meeting.version)
        person = await races.driver.person(tx, name)
        permit = await meeting_service.check(tx, person, ref, action, option=option)
        await meeting_service.accept(tx, permit, option=option)

    return Side(action, act)


async def race_consents(races: Races) -> None:
    """China accepts an option while a coordinator of Cambodia confirms the proposal: both count."""
    begin(races)
    driver, option = races.driver, races.chance.choice((1, 2))
    meeting = await proposed(races, 1, 2, by="sokha")
    assert meeting.offer is not None
    chosen = meeting.offer.option(option)
    assert chosen is not None
    accepting = consent(races, "zhang", meeting, MeetingAction.ACCEPT, option)
    confirming = consent(races, "dara", meeting, MeetingAction.CONFIRM)
    order = await races.cross(accepting, confirming)
    await driver.app.sender.drain()
    races.expect((accepting.refused, confirming.refused) == (None, None), "refused")
    async with driver.app.database.transaction() as tx:
        now = await meeting_service.lock(tx, meeting.code)
        agreed = (now.state, now.slot and now.slot.start)
        races.expect(agreed == (MeetingState.AGREED, chosen.start), f"{now}")
        await validator(races, tx, now, "propose", *order)


async def race_withdrawal(races: Races) -> None:
    """China accepts an option while Cambodia withdraws the proposal: only the first one counts."""
    begin(races)
    driver = races.driver
    meeting = await proposed(races, 1, by="sokha")

    async def withdrawn(tx: Transaction) -> None:
        ref = VersionedRef(meeting.code, version=meeting.version)
        person = await driver.person(tx, "dara")
        permit = await meeting_service.check(tx, person, ref, MeetingAction.WITHDRAW)
        await meeting_service.take_step(tx, permit, partial(withdraw, objection=Objection.SETTLED))

    accepting = consent(races, "zhang", meeting, MeetingAction.ACCEPT, 1)
    withdrawing = Side(MeetingAction.WITHDRAW, withdrawn)
    first, *others = await races.cross(accepting, withdrawing)
    await driver.app.sender.drain()
    late = withdrawing if first == accepting.name else accepting
    races.expect(not others and late.refused is Conflict, f"{late}")
    async with driver.app.database.transaction() as tx:
        now = await meeting_service.lock(tx, meeting.code)
        await validator(races, tx, now, "propose", first)
        found = select(NOTICES.c.notice_key).where(NOTICES.c.subject_id == meeting.code)
        told = {*(await tx._sql.run(found)).scalars()}
        races.expect(("withdrawn" in told) == (first == withdrawing.name), f"{first}: {told}")
        races.expect(AGREED not in told, f"{first}: {told}")


async def race_reminder(races: Races) -> None:
    """A meeting is cancelled while its reminder is due."""
    begin(races)
    driver = races.driver
    meeting = await proposed(races, 1)
    async with driver.app.database.transaction() as tx:
        ref, actor = VersionedRef(meeting.code), await driver.person(tx, "zhang")
        permit = await meeting_service.check(tx, actor, ref, MeetingAction.ACCEPT)
        meeting = await meeting_service.accept(tx, permit, option=1)
    await driver.app.sender.drain()
    assert meeting.slot is not None
    driver.sandbox.turn_to(meeting.slot.start - DAY)
    async with driver.app.database.transaction() as tx:
        last = (await tx._sql.run(select(func.max(OUTBOX.c.id)))).scalar_one()

    async def cancel(tx: Transaction) -> None:
        ref, actor = VersionedRef(meeting.code), await driver.person(tx, "dara")
        permit = await meeting_service.check(tx, actor, ref, MeetingAction.CANCEL)
        await meeting_service.take_step(
            tx, permit, partial(cancel_rule, objection=Objection.SETTLED)
        )

    async def remind(tx: Transaction) -> None:
        await meeting_timers.run_timer(tx, meeting.code)

    cancelling, reminding = Side("cancel", cancel), Side("remind", remind)
    order = await races.cross(cancelling, reminding)
    await driver.app.sender.drain()
    races.expect((cancelling.refused, reminding.refused) == (None, None), "refused")
    async with driver.app.database.transaction() as tx:
        now = await meeting_service.lock(tx, meeting.code)
        races.expect(now.state is MeetingState.CANCELLED, f"{now}")
        timers = select(TIMERS.c.at).where(TIMERS.c.subject == meeting.code)
        races.expect(not (await tx._sql.run(timers)).all(), "a timer is left")
        new = select(OUTBOX.c.state).where(
            OUTBOX.c.id > last,
            OUTBOX.c.precondition_subject_id == meeting.code,
            OUTBOX.c.precondition_states == MeetingState.AGREED.value,
            OUTBOX.c.op == "send",
        )
        states = list((await tx._sql.run(new)).scalars())
        await validator(races, tx, now, "propose", "accept", "cancel")
    made = len(STAFF) if order[0] == "remind" else 0
    races.expect(len(states) == made, f"{len(states)} reminders, not {made}")
    races.expect(set(states) <= {"superseded"}, f"sent after the cancellation: {states}")
    for name in STAFF:
        files = [each.document for each in driver[name].visible if each.document is not None]
        off = [each for each in files if meeting.code.encode() in each and b"CANCEL" in each]
        races.figures.lost += not off
        races.figures.doubled += max(0, len(off) - 1)


RACES = {
    "both Parties propose": race_proposals,
    "an acceptance and a counter-proposal": race_counter,
    "a cancellation and a reminder": race_reminder,
}


@pytest.mark.parametrize("name", RACES)
@quick_or_long("runs", 4, 200)
async def test_one_of_two_is_first(urls: Callable[[str], str], name: str, runs: int) -> None:
    await run(repeated(name, RACES[name]), urls("race"), runs)
