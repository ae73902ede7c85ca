"""Both Parties propose a meeting at once, and an acceptance crosses a counter."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar

from sqlalchemy import select
from typing_extensions import override

from bot import crash
from bot.database import database_of
from bot.settings import Settings
from liaison.domain import requests as life
from liaison.domain.access import NotYourSide
from liaison.domain.agreements import MeetingKind
from liaison.domain.deadlines import local_date
from liaison.domain.errors import Refusal
from liaison.domain.meeting_facts import (
    Meeting,
    MeetingState,
    Objection,
    Occasion,
    Plan,
)
from liaison.domain.meetings import NoReason, StaleMeeting, UnknownOption
from liaison.domain.people import Role
from liaison.domain.references import Reference, new_reference
from liaison.domain.request_facts import Act
from liaison.usecases import meetings
from liaison.usecases.meeting_cards import show_meeting
from liaison.usecases.meetings import MeetingPress
from storage.audit import AUDIT
from storage.transaction import Transaction
from tests.conftest import SEED
from tests.driver import MORNING, PARTS, TOKEN
from tests.faults.campaign import Tally
from tests.faults.cast import Near, near_cast
from tests.faults.notice_presses import ASKED, CN, KH
from tests.faults.notice_races import AIMED, SAY, Aim, Races, unsettled
from tests.faults.turns import Cut, Turns

DARA, ZHANG, ACCEPT, COUNTER, CANCEL, LOOK = "dara", "zhang", "accept", "counter", "cancel", "look"
"""Who or what races, each at a desk of its own."""
WHOLE = 10_000
"""More awaits than any of it has."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STAFF = [name for name, part in PARTS.items() if part.role != Role.ADMIN]
Verb: TypeAlias = Callable[[Transaction], Awaitable[object]]
Refusals: TypeAlias = dict[str, type[Refusal] | None]
_Races = TypeVar("_Races", bound="MeetingRaces")


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """An acceptance by China, and the counter that it meets."""

    meeting: Meeting
    option: int
    by: str
    accept_seen: int | None
    counter_seen: int | None
    reason: Objection | None


class MeetingRaces(Races):
    """A cast, and desks more on its database: what races is done at one each."""

    def __init__(self, cast: Near, url: str, turns: Turns, tally: Tally) -> None:
        super().__init__(cast, url, turns, tally)
        self.first: dict[str, int] = {}
        """How many races each came first in."""
        self.refused: Refusals = {}
        settings = Settings(token=TOKEN, api_base=cast.sandbox.url, database_url=url)
        self.desks = {
            name: database_of(settings, agreement=cast.app.agreement, clock=cast.app.clock)
            for name in (DARA, ZHANG, ACCEPT, COUNTER, CANCEL, LOOK)
        }

    @override
    def committed(self, name: str) -> None:
        self.order.append(name)
        if name == CANCEL:
            self.calls_before = len(self.cast.sandbox.calls)
            self.flying = len(self.cast.app.delivery._flying)
            self.claimed = self.claiming

    async def meet(
        self, verbs: Mapping[str, Verb], aim: Aim | None = None, *, delivers: bool = False
    ) -> tuple[str, ...]:
        """Let verbs race once and everything be told; their names in the order of their commits.

        What is refused commits nothing.
        """
        self.order.clear()
        self.refused = dict.fromkeys(verbs)
        self.calls_before = self.flying = 0
        self.claimed = False
        works: dict[str, Callable[[], Awaitable[object]]] = {
            name: self.doing(name, verb) for name, verb in verbs.items()
        }
        if delivers:
            works[SAY] = self.say
        cut = self.cut(tuple(verbs)) if aim is None else Cut(self.chance, *aim)
        steps = await self.turns.race(cut, **works)
        for name in verbs:
            self.longest[name] = max(self.longest[name], steps[name])
        if cut.made and cut.name is not None:
            self.cuts[cut.name].add(cut.at)
        await self.cast.app.delivery.drain()
        self.tally.runs += 1
        done = tuple(name for name in self.order if name in verbs)
        self.first[done[0]] = self.first.get(done[0], 0) + 1
        return done

    def doing(self, name: str, verb: Verb) -> Callable[[], Awaitable[None]]:
        """A verb done in one transaction at its desk; that it was refused is taken note of."""

        async def act(tx: Transaction) -> None:
            await verb(tx)

        async def work() -> None:
            try:
                await self.whole(self.desks[name], act)
            except Refusal as error:
                self.refused[name] = type(error)

        return work

    def uncut(self, *names: str) -> list[Aim]:
        """The awaits of any at which another one has not gone on yet."""
        return [
            (name, at)
            for name in names
            for at in range(self.longest[name])
            if at not in self.cuts[name]
        ]

    # What stands before a race

    def begin(self) -> None:
        self.cast.sandbox.api.calls.clear()
        self.cast.sandbox.turn_to(MORNING)

    def options(self, *hours: int) -> tuple[tuple[datetime, str | None], ...]:
        return tuple((MORNING + DAY + each * HOUR, None) for each in hours)

    def plan(self, case: Reference | None, *hours: int) -> Plan:
        return Plan(
            kind=MeetingKind.EMERGENCY,
            occasion=Occasion.AT_RISK,
            urgent=True,
            case=case,
            options=self.options(*hours),
            host=self.chance.choice((KH, CN)),
        )

    async def case(self, tx: Transaction) -> Reference:
        """A new case from Cambodia."""
        act = Act(person=await self.person(tx, "sokha"), at=tx.now)
        while await tx.requests.exists(reference := new_reference(KH, tx.now.year, tx.random)):
            pass
        today = local_date(tx.now, tx.agreement.party(KH).zone)
        request, event = life.log(ASKED, act, reference=reference, requested=CN, today=today)
        await tx.requests.add(request, event)
        return reference

    async def proposed(self, *hours: int) -> Meeting:
        """A proposal of Cambodia about a new case, told to all."""
        async with self.cast.app.database.transaction() as tx:
            plan = self.plan(await self.case(tx), *hours)
            meeting = await meetings.propose(tx, await self.person(tx, DARA), plan)
        await self.cast.app.delivery.drain()
        return meeting

    async def agreed(self, hour: int) -> Meeting:
        """An agreed meeting, told to all."""
        meeting = await self.proposed(hour)
        async with self.cast.app.database.transaction() as tx:
            press = MeetingPress(code=meeting.code)
            agreed = await meetings.accept(tx, await self.person(tx, ZHANG), press, option=1)
        await self.cast.app.delivery.drain()
        return agreed

    # Both Parties propose

    async def run_proposals(self, aim: Aim | None = None, *, linked: bool) -> None:
        self.begin()
        async with self.cast.app.database.transaction() as tx:
            case = await self.case(tx) if linked else None
        plans = {DARA: self.plan(case, 1, 2), ZHANG: self.plan(case, 3)}

        def proposing(name: str) -> Verb:
            async def act(tx: Transaction) -> None:
                await meetings.propose(tx, await self.person(tx, name), plans[name])

            return act

        first, *others = await self.meet({name: proposing(name) for name in plans}, aim)
        where = f"race {self.tally.runs}, {' '.join(self.order)}"
        self.tally.expect(not any(self.refused.values()), f"{where}: {self.refused}")
        async with self.cast.app.database.transaction() as tx:
            [second] = others
            meeting = await tx.meetings.find(
                MeetingKind.EMERGENCY, case or "", MeetingState.PROPOSED
            )
            assert meeting is not None
            assert meeting.offer is not None
            stands = (meeting.version, meeting.offer.number, meeting.made_by, meeting.offer.by)
            right = (2, 2, PARTS[first].party, PARTS[second].party)
            self.tally.expect(stands == right, f"{where}: {stands}")
            offered = tuple((each.start, each.venue) for each in meeting.offer.options)
            self.tally.lost += offered != plans[second].options
            await self.judge_audit(tx, meeting, where, "propose", "counter")
            await self.judge_sight(tx, meeting, where)
            by, press = await self.person(tx, second), MeetingPress(code=meeting.code)
            # It makes room for the next one about nothing in particular.
            await meetings.withdraw(tx, by, press, objection=Objection.SETTLED)
        await self.cast.app.delivery.drain()

    async def judge_audit(
        self, tx: Transaction, meeting: Meeting, where: str, *actions: str
    ) -> None:
        """The audit record holds these steps of a meeting, each once, and so does its history."""
        lines = select(AUDIT.c.action).where(AUDIT.c.subject == meeting.code).order_by(AUDIT.c.seq)
        audited = list((await tx._sql.run(lines)).scalars())
        told = [each.action for each in await tx.meetings.events(meeting.code)]
        self.tally.doubled += max(0, len(audited) - len(actions))
        self.tally.expect(audited == [f"meeting.{each}" for each in actions], f"{where}: {audited}")
        self.tally.expect(told == list(actions), f"{where}: {told}")

    async def judge_sight(self, tx: Transaction, meeting: Meeting, where: str) -> None:
        """People of both Parties see the same of a meeting, whatever they may do about it."""
        seen = {
            name: (await show_meeting(tx, await self.person(tx, name), meeting)).paragraphs
            for name in (DARA, ZHANG)
        }
        self.tally.expect(seen[DARA] == seen[ZHANG], f"{where}: {seen}")

    # An acceptance crosses a counter

    async def run_crossing(self, aim: Aim | None = None) -> None:
        self.begin()
        meeting = await self.proposed(1, 2)
        chance = self.chance
        start = Crossing(
            meeting=meeting,
            option=chance.choice((1, 2)),
            by=chance.choice((DARA, "li")),
            accept_seen=chance.choice((None, meeting.version)),
            counter_seen=chance.choice((None, None, meeting.version)),
            reason=chance.choice((None, Objection.TIME)),
        )

        async def accept(tx: Transaction) -> None:
            press = MeetingPress(code=meeting.code, seen=start.accept_seen)
            await meetings.accept(tx, await self.person(tx, ZHANG), press, option=start.option)

        async def counter(tx: Transaction) -> None:
            press = MeetingPress(code=meeting.code, seen=start.counter_seen)
            by = await self.person(tx, start.by)
            options, reason = self.options(3), start.reason
            await meetings.counter(tx, by, press, options=options, host=KH, objection=reason)

        done = await self.meet({ACCEPT: accept, COUNTER: counter}, aim)
        await self.judge_crossing(start, done)

    async def judge_crossing(self, start: Crossing, done: Sequence[str]) -> None:
        tally = self.tally
        where = f"race {tally.runs}, {' '.join(done)}, {start.by}"
        async with self.cast.app.database.transaction() as tx:
            now = await meetings.find(tx, start.meeting.code)
            offers = None if now.offer is None else (now.offer.by, now.offer.number)
            party = PARTS[start.by].party
            wanted: Refusals
            if done[0] == ACCEPT:
                assert start.meeting.offer is not None
                option = start.meeting.offer.option(start.option)
                assert option is not None
                slot = None if now.slot is None else now.slot.start
                right = (MeetingState.AGREED, option.start)
                tally.expect((now.state, slot) == right, f"{where}: {now}")
                wanted = {ACCEPT: None, COUNTER: _too_late(start)}
                changes = wanted[COUNTER] is None
                actions = ["propose", "accept", *["counter"] * changes]
                tally.expect(offers == ((party, 1) if changes else None), f"{where}: {now.offer}")
            else:
                tally.expect(
                    (now.state, now.slot) == (MeetingState.PROPOSED, None), f"{where}: {now}"
                )
                tally.expect(offers == (party, 2), f"{where}: {now.offer}")
                typed: type[Refusal] = UnknownOption if start.by == DARA else NotYourSide
                stale = typed if start.accept_seen is None else StaleMeeting
                wanted, actions = {ACCEPT: stale, COUNTER: None}, ["propose", "counter"]
            tally.expect(self.refused == wanted, f"{where}: {self.refused}, not {wanted}")
            tally.lost += now.version != len(actions)
            await self.judge_audit(tx, now, where, *actions)
            await self.judge_sight(tx, now, where)


def _too_late(start: Crossing) -> type[Refusal] | None:
    """Why a counter that comes after the acceptance is refused; where it is not, it is a change."""
    if start.counter_seen is not None:
        return StaleMeeting
    return None if start.reason else NoReason


@asynccontextmanager
async def racing(url: str, tally: Tally, kind: type[_Races]) -> AsyncIterator[_Races]:
    """Races of a kind among the people of the stories."""
    async with near_cast(url, *PARTS) as cast, Turns(url) as turns:
        races = kind(cast, url, turns, tally)
        turns.on_commit = races.committed
        crash.CRASH.hook = races.at_point
        for desk in races.desks.values():
            await desk.open()
            async with desk.transaction():
                pass  # it has the agreement as it is in force: the first race is no longer for it
        try:
            yield races
        finally:
            crash.CRASH.hook = None
            for desk in races.desks.values():
                await desk.close()


async def propose_together(url: str, *, runs: int) -> Tally:
    """Let both Parties propose at once, so often: about the same case, and about none."""
    tally = Tally(name="both Parties propose at once", seed=SEED)
    async with racing(url, tally, MeetingRaces) as races:
        for number in range(runs):
            await races.run_proposals(first_of(number, DARA, ZHANG), linked=number % 3 != 2)
        tally.expect(even(races, runs), f"{races.first}")
        tally.expect(not await unsettled(races), "left in the outbox")
    return tally


async def accept_across_counter(url: str, *, runs: int, every_await: bool = False) -> Tally:
    """Let an acceptance cross a counter, so often; ``every_await`` as in ``race_with_look``."""
    tally = Tally(name="an acceptance crossing a counter", seed=SEED)
    async with racing(url, tally, MeetingRaces) as races:
        for number in range(runs):
            await races.run_crossing(first_of(number, ACCEPT, COUNTER))
        tally.expect(even(races, runs), f"{races.first}")
        for number in range(AIMED if every_await else 0):
            uncut = races.uncut(ACCEPT, COUNTER)
            if not uncut:
                break
            await races.run_crossing(uncut[number % len(uncut)])
        uncut = races.uncut(ACCEPT, COUNTER)
        tally.expect(not (every_await and uncut), f"never cut at {uncut}")
        tally.expect(not await unsettled(races), "left in the outbox")
    return tally


def first_of(number: int, *names: str) -> Aim | None:
    """Who goes first all the way in a race of that number: each once, and then chance decides."""
    return (names[number], WHOLE) if number < len(names) else None


def even(races: MeetingRaces, runs: int) -> bool:
    """Whether each of the two came first often enough to say something of both orders."""
    return len(races.first) == 2 and min(races.first.values()) >= runs // 10
