"""Somebody acknowledges a notice while a desk is about to tell its next rung."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, TypeAlias

from sqlalchemy import false, func, or_, select
from sqlalchemy.exc import OperationalError

from bot import crash
from bot.database import database_of
from bot.settings import Settings
from liaison.domain.deadlines import local_date
from liaison.domain.ladders import Priority
from liaison.domain.notices import Notice, NoticeState
from liaison.domain.people import Person, Role
from liaison.domain.references import Reference
from liaison.usecases import notices, requests
from liaison.usecases.notice_cards import ended_line
from liaison.usecases.notice_messages import UNHEARD
from liaison.usecases.requests import Press
from sandbox.world import Message
from storage.audit import AUDIT
from storage.database import Database
from storage.notice_rows import NOTICES
from storage.outbox_rows import OUTBOX, SHOWN
from storage.transaction import Transaction
from storage.wakeups import WAKEUPS
from tests.conftest import SEED
from tests.driver import MORNING, PARTS, TOKEN, plain
from tests.faults.campaign import Tally
from tests.faults.cast import Near, near_cast
from tests.faults.notice_presses import ACKNOWLEDGED, CN, notice_about
from tests.faults.turns import Cut, Turns

WORD, LOOK, SAY = "word", "look", "say"
Aim: TypeAlias = tuple[str, int]
CLIMBED = (0, 0, 0, 1, 1, 2, 3, 5)
"""How many rungs may have been told before a race."""
AIMED = 300
"""Races that may be run besides so that every await is cut once."""
RANDOM_ONE_OF = 4
"""In one of so many races chance orders all awaits; the others change hands at one of them."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """What stands before a race: a notice whose next rung is due, and who acknowledges it how."""

    notice: Notice
    person: Person
    at: datetime
    by_step: bool
    said: int
    """The last row of the outbox."""
    stood: int
    """How many messages there were before anything was told of the notice."""
    delivers: bool


class Races:
    """A cast, and two desks more on its database: one hears the word, one looks."""

    def __init__(self, cast: Near, url: str, turns: Turns, tally: Tally) -> None:
        self.cast = cast
        self.turns = turns
        self.tally = tally
        self.chance = Random(tally.seed)
        self.order: list[str] = []
        self.retried = 0
        self.rungs: dict[str, int] = defaultdict(int)
        """How many races the word came first in, and how many the look."""
        self.cuts: dict[str, set[int]] = defaultdict(set)
        self.longest: dict[str, int] = defaultdict(lambda: 1)
        self.calls_before = self.flying = 0
        self.claiming = self.claimed = False
        """Whether a round of delivery is under way, and whether one was when the word came."""
        settings = Settings(token=TOKEN, api_base=cast.sandbox.url, database_url=url)
        app = cast.app
        self.desks = {
            name: database_of(settings, agreement=app.agreement, clock=app.clock)
            for name in (WORD, LOOK)
        }

    def committed(self, name: str) -> None:
        """Take note of who committed, and of what was on its way when the word did."""
        self.order.append(name)
        if name == WORD:
            self.calls_before = len(self.cast.sandbox.calls)
            self.flying = len(self.cast.app.delivery._flying)
            self.claimed = self.claiming

    async def person(self, tx: Transaction, name: str) -> Person:
        found = await tx.people.by_chat(self.cast[name].phone.user_id)
        assert found is not None
        return found

    async def start(self, *, delivers: bool) -> Start:
        """Make a notice, let it climb some rungs, and let the next one come due."""
        cast, chance = self.cast, self.chance
        cast.sandbox.api.calls.clear()
        stood = len(self.messages())
        cast.sandbox.turn_to(MORNING)
        priority = chance.choice((Priority.IMPORTANT, Priority.EMERGENCY))
        async with cast.app.database.transaction() as tx:
            code = await notice_about(tx, await self.person(tx, "sokha"), priority)
        for _ in range(chance.choice(CLIMBED)):
            await cast.app.delivery.drain()
            await self.turn_to_next(code)
            async with cast.app.database.transaction() as tx:
                await notices.look(tx, code)
        if not delivers:
            await cast.app.delivery.drain()
        await self.turn_to_next(code)
        async with cast.app.database.transaction() as tx:
            notice = await tx.notices.seen(code, party=CN)
            assert notice is not None
            team = await tx.people.team(CN)
            told = {copy.person for copy in await tx.notices.copies(code)}
            person = chance.choice([each for each in team if each.id in told])
            said = await tx._sql.run(select(func.max(OUTBOX.c.id)))
            return Start(
                notice=notice,
                person=person,
                at=tx.now,
                by_step=person.role is not Role.ADMIN and chance.random() < 0.2,
                said=said.scalar_one(),
                stood=stood,
                delivers=delivers,
            )

    async def turn_to_next(self, code: str) -> None:
        """Let time pass until a notice is to be looked at."""
        async with self.cast.app.database.transaction() as tx:
            when = select(WAKEUPS.c.at).where(WAKEUPS.c.kind == notices.WAKE)
            found = await tx._sql.run(when.where(WAKEUPS.c.subject == code))
            at = found.scalar_one()
        self.cast.sandbox.turn_to(at)

    def messages(self) -> dict[tuple[int, int], Message]:
        return self.cast.sandbox.world.bot(TOKEN.get_secret_value()).messages

    # What races

    async def word(self, start: Start) -> None:
        async def act(tx: Transaction) -> None:
            person = await tx.people.by_chat(start.person.chat_id)
            assert person is not None
            if start.by_step:
                press = Press(reference=Reference(start.notice.of))
                today = local_date(tx.now, tx.agreement.party(CN).zone)
                await requests.receive(tx, person, press, day=today)
            else:
                await notices.confirm(tx, person, start.notice.code)

        await self.whole(self.desks[WORD], act)

    async def look(self, start: Start) -> None:
        await self.whole(self.desks[LOOK], lambda tx: notices.look(tx, start.notice.code))

    async def whole(
        self, database: Database, act: Callable[[Transaction], Awaitable[None]]
    ) -> None:
        """Do it in one transaction, and again where the database chose it to end a deadlock."""
        while True:
            try:
                async with database.transaction() as tx:
                    await act(tx)
            except OperationalError:
                self.retried += 1
            else:
                return

    async def say(self) -> None:
        delivery = self.cast.app.delivery
        while True:
            self.claiming = True
            try:
                count, _ = await delivery._round()
            except OperationalError:
                self.retried += 1
                continue
            self.claiming = False
            if self.claimed:
                self.claimed, self.flying = False, len(delivery._flying)
            if delivery._flying:
                with self.turns.rest():
                    await self.until_one_landed()
            elif not count:
                return

    async def until_one_landed(self) -> None:
        delivery = self.cast.app.delivery
        delivery.wake.clear()
        if not any(task.done() for task in delivery._flying):
            await delivery.wake.wait()

    def at_point(self, point: str) -> Awaitable[None] | None:
        """Let each call to Telegram wait for its turn before it is made."""
        if point != "delivery.before_send" or not self.turns.running:
            return None
        self.turns.join(f"call {len(self.turns.running)}")
        return self.turns.pause(point)

    # One race

    def cut(self, names: tuple[str, ...]) -> Cut:
        if self.chance.randrange(RANDOM_ONE_OF) == 0:
            return Cut(self.chance)
        name = self.chance.choice(names)
        at = self.chance.randrange(self.longest[name])
        return Cut(self.chance, name, at)

    async def run(self, *, delivers: bool, aim: Aim | None = None) -> None:
        """Let the two race once; with ``aim`` one is cut off at that await, if it gets there."""
        start = await self.start(delivers=delivers)
        self.order.clear()
        works: dict[str, Callable[[], Awaitable[object]]] = {
            WORD: lambda: self.word(start),
            LOOK: lambda: self.look(start),
        }
        if delivers:
            works[SAY] = self.say
        cut = self.cut((WORD, LOOK)) if aim is None else Cut(self.chance, *aim)
        steps = await self.turns.race(cut, **works)
        for name in (WORD, LOOK):
            self.longest[name] = max(self.longest[name], steps[name])
        if cut.made and cut.name is not None:
            self.cuts[cut.name].add(cut.at)
        await self.cast.app.delivery.drain()
        self.tally.runs += 1
        await self.judge(start)

    def missed(self) -> list[Aim]:
        """The awaits of either at which the other has not gone on yet."""
        return [
            (name, at)
            for name in (WORD, LOOK)
            for at in range(self.longest[name])
            if at not in self.cuts[name]
        ]

    async def judge(self, start: Start) -> None:
        """What must hold once somebody has acknowledged."""
        tally, code = self.tally, start.notice.code
        where = f"race {tally.runs}, {' '.join(self.order)}"
        first = self.order.index(WORD) < self.order.index(LOOK)
        self.rungs[WORD if first else LOOK] += 1
        async with self.cast.app.database.transaction() as tx:
            now = await tx.notices.seen(code, party=CN)
            assert now is not None
            ended = (now.state, now.ended_by, now.ended_at)
            right = (NoticeState.ACKNOWLEDGED, start.person.id, start.at)
            tally.expect(ended == right, f"{where}: {ended}")
            audited = select(func.count()).select_from(AUDIT)
            audited = audited.where(AUDIT.c.action == ACKNOWLEDGED, AUDIT.c.subject == code)
            tally.doubled += (await tx._sql.run(audited)).scalar_one() - 1
            woken = select(WAKEUPS.c.at).where(WAKEUPS.c.subject == code)
            tally.expect(not await tx._sql.run(woken), f"{where}: looked at again")
            told = select(OUTBOX.c.state).where(
                OUTBOX.c.id > start.said, OUTBOX.c.guard_notice == code
            )
            states = list((await tx._sql.run(told)).scalars())
            copies = list(await tx.notices.copies(code))
            if first:
                late = [copy.person for copy in copies if copy.told_at >= start.at]
                tally.doubled += len(states) + len(late) + now.rung - start.notice.rung
                tally.expect(not states, f"{where}: a rung after the word")
            else:
                tally.expect(now.rung > start.notice.rung and states, f"{where}: no rung")
            states += await self.told_other_side(tx, start, first=first)
            wanted = {"superseded", "sent"} if start.delivers else {"superseded"}
            tally.expect(set(states) <= wanted, f"{where}: {states}")
            await self.judge_copies(tx, start, now, where)
        self.judge_calls(start, where)

    async def told_other_side(self, tx: Transaction, start: Start, *, first: bool) -> list[str]:
        """What became of what the other Party was told in the race: that nobody had said a word."""
        topic = f"{UNHEARD}:{start.notice.code}"
        made = select(NOTICES.c.code).where(NOTICES.c.topic == topic)
        made = made.where(NOTICES.c.made_at == start.at)
        found = (await tx._sql.run(made)).scalars()
        if first:
            self.tally.doubled += len(found)
        keys = [OUTBOX.c.key.like(f"notice:{code}:%") for code in found]
        told = select(OUTBOX.c.state).where(or_(false(), *keys))
        return list((await tx._sql.run(told)).scalars())

    async def judge_copies(self, tx: Transaction, start: Start, now: Notice, where: str) -> None:
        """Every copy that was sent says who acknowledged, and nothing asks for it any more."""
        new = list(self.messages().values())[start.stood :]
        standing = [each for each in new if not each.deleted]
        button = f"ack {now.code}"
        asking = [each.message_id for each in standing if button in json.dumps(each.wire)]
        self.tally.lost += len(asking)
        self.tally.expect(not asking, f"{where}: still asks {asking}")
        slots = select(SHOWN.c.chat_id).where(SHOWN.c.slot == f"notice:{now.code}")
        told = set((await tx._sql.run(slots)).scalars())
        told |= {c.chat_id for c in self.cast.sandbox.calls if button in str(c.values)}
        for copy in await tx.notices.copies(now.code):
            viewer = await tx.people.get(copy.person)
            assert viewer is not None
            if viewer.chat_id not in told:
                continue  # nothing had been sent when the word came
            line = self.cast.catalog.plain(
                ended_line(tx, now, start.person), viewer.language or "en"
            )
            own = [each for each in standing if each.chat_id == viewer.chat_id]
            says = sum(line in plain(each.wire["text"]) for each in own)
            self.tally.lost += not says
            self.tally.expect(says == 1, f"{where}: {viewer.chat_id} is told {says} times: {line}")

    def judge_calls(self, start: Start, where: str) -> None:
        """No call asks for a word after it was given, but for what had been claimed before."""
        asked = [
            call
            for call in self.cast.sandbox.calls[self.calls_before :]
            if f"ack {start.notice.code}" in str(call.values)
        ]
        allowed = self.flying if start.delivers else 0
        self.tally.expect(len(asked) <= allowed, f"{where}: asks {len(asked)} times after the word")


@asynccontextmanager
async def _races(url: str, tally: Tally) -> AsyncIterator[Races]:
    async with near_cast(url, *PARTS) as cast, Turns(url) as turns:
        races = Races(cast, url, turns, tally)
        turns.on_commit = races.committed
        crash.CRASH.hook = races.at_point
        for desk in races.desks.values():
            await desk.open()
        try:
            yield races
        finally:
            crash.CRASH.hook = None
            for desk in races.desks.values():
                await desk.close()


async def race_with_look(url: str, *, runs: int, every_await: bool = False) -> Tally:
    """Let a word race with a look, so often; in a third of the races the desk delivers as well.

    ``every_await`` expects that each await of either was one at which the other went on.
    """
    tally = Tally(name="a word racing a rung", seed=SEED)
    async with _races(url, tally) as races:
        for number in range(runs):
            await races.run(delivers=number % 3 == 2)
        tally.expect(min(races.rungs[WORD], races.rungs[LOOK]) >= runs // 5, f"{races.rungs}")
        for number in range(AIMED if every_await else 0):  # few races are long enough for the last
            missed = races.missed()
            if not missed:
                break
            await races.run(delivers=number % 3 == 2, aim=missed[number % len(missed)])
        tally.expect(not (every_await and races.missed()), f"never cut at {races.missed()}")
        tally.expect(not await unsettled(races), "left in the outbox")
    return tally


async def unsettled(races: Races) -> list[Any]:
    """What still lies in the outbox, or was given up."""
    async with races.cast.app.database.transaction() as tx:
        left = select(OUTBOX.c.id).where(OUTBOX.c.state.in_(["waiting", "dead", "failed"]))
        return list(await tx._sql.run(left))
