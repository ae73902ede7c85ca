"""What may happen to a desk by chance: people who act, time that passes, and meanwhile deaths at
crash points, calls that fail, starts anew, a second desk that takes over or works beside it.

A plan is what people do. It is told undisturbed first, and then with many sets of mishaps: whatever
those are, it must come to the same.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, event

from bot.app import App
from bot.settings import Settings
from bot.writing import bare, plain
from liaison.domain.cards import text
from liaison.domain.request_facts import Asked, Kind, Letter
from liaison.usecases import requests
from sandbox import Sandbox
from storage import database
from storage.audit import AUDIT
from storage.notice_rows import NOTICES
from tests.conftest import SEED
from tests.driver import TOKEN
from tests.faults.campaign import Tally
from tests.faults.cast import seat
from tests.faults.kills import bad, differing
from tests.faults.ledger import Facts, Sent, alike, sent_by, unnumbered
from tests.faults.model import STAFF, Case
from tests.faults.pair import LANGUAGE, Pair
from tests.faults.plans import (
    BEGINNING,
    Changes,
    Dies,
    Fails,
    Mishap,
    Schedule,
    Step,
    Waits,
    draw_mishaps,
    draw_plan,
)
from tests.faults.transcript import MESSAGES

NEEDED_IN = timedelta(days=20)
SENDERS = {"sokha": Kind.VERIFICATION, "zhang": Kind.INFORMATION}
LAST = timedelta(hours=1)
OK = 200
_NAME = re.compile(r"<\d+>")


@contextmanager
def shared_engines() -> Iterator[None]:
    """Let desks of this process take over the engines that others let go of: each compiles its
    statements only once.
    """
    free: dict[URL, list[Engine]] = {}

    def taken(place: URL, **options: Any) -> Engine:
        left = free.setdefault(place, [])
        if left:
            return left.pop()
        engine = create_engine(place, **options)
        event.listen(engine, "engine_disposed", left.append)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", taken)
        yield


class Fated(Pair):
    """Two desks to which things happen."""

    async def meet(self, mishap: Mishap) -> None:
        """Let something go wrong, now or soon."""
        match mishap:
            case Dies(point, times):
                self.death.waits_at(point, hits=times)
            case Fails(method, fault):
                made = replace(fault, reached=asyncio.Event(), released=asyncio.Event())
                self.sandbox.faults.add(replace(made, method=method))
            case Changes(restarts, swaps, together):
                if restarts:
                    await self.restart()
                if swaps:
                    self.swap()
                self.together = together

    async def take(self, step: Step) -> None:
        """Let people do something, or time pass."""
        if isinstance(step, Waits):
            await self.turn_to(max(BEGINNING + step.until, self.sandbox.now()))
            return
        for deed in step:
            phone = self[deed.who.lower()].phone
            if deed.presses:
                # Which card is the newest of all is by chance where two come at once.
                phone.press_shown(deed.line, about=deed.case)
            else:
                phone.say(deed.line)
        await self.settle()


@dataclass(kw_only=True)
class Came:
    """What a schedule came to. ``stands`` are the texts in each chat at the end, ``shown`` all that
    ever were: which of several a press takes the place of depends on which came last.
    """

    facts: Facts
    sent: Sent
    states: Counter[str]
    stands: set[tuple[int, str]]
    shown: set[tuple[int, str]]
    deaths: int = 0
    copies: int = 0
    """So many messages at most may be there once more."""


@asynccontextmanager
async def fated(url: str) -> AsyncIterator[tuple[Fated, list[Case]]]:
    """A sandbox, people who have joined already and read English, two desks, and two cases."""
    lives = count()
    async with await Sandbox.start(now=lambda: BEGINNING) as sandbox:
        settings = Settings(token=TOKEN, api_base=sandbox.url, database_url=url)
        sandbox.bot_username(TOKEN.get_secret_value())

        def make_app() -> App:
            # The references of the cases are the first that is drawn: the same in each life.
            random = Random(next(lives)).randbytes
            return App(settings, clock=sandbox.clock, random=random, paced=False, strict=True)

        cast = Fated(sandbox, make_app, url)
        await seat(cast, cast.app, *(name.lower() for name in STAFF))
        sandbox.world.bot(settings.required_token()).updates.clear()  # their /start was before
        with cast.death.about():
            await cast.app.open()
            await cast.other.open()
            try:
                cases = await _begin(cast)
                await cast.settle()
                yield cast, cases
            finally:
                await cast.other.close()
                await cast.app.close()


async def _begin(cast: Fated) -> list[Case]:
    """Let each Party have sent a case."""
    await cast.drop_digests()
    cases = []
    async with cast.app.database.transaction() as tx:
        for player in cast.players.values():
            person = await tx.people.by_chat(player.phone.user_id)
            assert person is not None
            player.language = LANGUAGE
            await tx.people.set_language(person.id, LANGUAGE)
        for name, kind in SENDERS.items():
            person = await tx.people.by_chat(cast[name].phone.user_id)
            assert person is not None
            needed_by = tx.now.date() + NEEDED_IN
            asked = Asked(
                kind=kind,
                urgent=False,
                persons=1,
                children=0,
                letter=Letter(),
                needed_by=None if kind is Kind.VERIFICATION else needed_by,
            )
            request = await requests.log(tx, person, asked)
            cases.append(Case(request.reference, kind.value, needed_by))
    return cases


async def come(url: str, schedule: Schedule) -> Came:
    """Let a schedule happen on an empty database."""
    async with fated(url) as (cast, cases):
        known = [case.reference for case in cases]
        for number, step in enumerate(schedule.plan):
            for mishap in schedule.before(number):
                await cast.meet(mishap)
            await cast.take(step)
        cast.death.goes()
        faults = [each for each in cast.sandbox.faults.planned if each.after_effect]
        unanswered = sum(each.met for each in faults)
        cast.sandbox.faults.clear()
        await cast.turn_to(cast.sandbox.now() + LAST)
        return Came(
            facts=_facts(cast, known),
            sent=sent_by(cast.sandbox, cast.catalog, known),
            states=cast.ledger.states(),
            stands=_stands(cast),
            shown=_shown(cast),
            deaths=cast.death.count,
            copies=cast.death.in_flight + unanswered,
        )


def _facts(cast: Fated, known: Sequence[str]) -> Facts:
    """What is there, in no order, as what is done at once is in none: without numbers of rows and
    names of codes. How often a notice took other words, and which of them were said, depends on
    what came before the next.
    """
    facts = unnumbered(cast.ledger.facts(known))
    for notice in facts[NOTICES.name]:
        del notice["said"], notice["version"]
    for row in facts[AUDIT.name]:
        row["subject"] = _NAME.sub("<code>", row["subject"])
    return {table: sorted(rows, key=repr) for table, rows in facts.items()}


def _stands(cast: Fated) -> set[tuple[int, str]]:
    return {
        (player.phone.user_id, _words(cast, bare(each.text)))
        for player in cast.players.values()
        for each in player.visible
        if each.from_bot
    }


def _shown(cast: Fated) -> set[tuple[int, str]]:
    return {
        (call.chat_id, _words(cast, bare(plain(call.values["text"]))))
        for call in cast.sandbox.calls
        if call.method in MESSAGES and call.code == OK and call.chat_id is not None
    }


def _words(cast: Fated, said: str) -> str:
    line = plain(bare(cast.catalog.text(text("repeat-line"), LANGUAGE))) + "\n\n"
    return alike(said.removeprefix(line))


def judge(tally: Tally, schedule: Schedule, came: Came, calm: Came) -> None:
    """Hold a disturbed schedule against the undisturbed one."""
    tally.runs += 1
    tally.kills += came.deaths
    missing = [*came.sent.missing(calm.sent), *sorted(calm.stands - came.shown - came.stands)]
    extra = came.sent.extra(calm.sent)
    tally.lost += len(missing)
    tally.extra += extra
    tally.doubled += came.facts != calm.facts
    times, marked = came.sent.times - calm.sent.times, came.sent.marked
    handled = [each.states["inbox done"] for each in (came, calm)]
    wrong: dict[str, object] = {
        "lost": missing,
        "strange": came.sent.strange(calm.sent),
        "unmarked": [each for each, extras in times.items() if marked[each] < extras],
        "copies": extra if extra > came.copies else 0,
        "left": set(bad(came.states)) - {"outbox failed"},
        "handled": handled if len(set(handled)) > 1 else (),
        **{table: differing(came.facts[table], rows) for table, rows in calm.facts.items()},
    }
    found = {name: what for name, what in wrong.items() if what}
    tally.expect(not found, f"{schedule}: {found}")


async def begun(place: Callable[[], str]) -> list[Case]:
    """The cases with which every schedule begins. ``place`` makes an empty database."""
    async with fated(place()) as (_, cases):
        return cases


async def by_chance(
    place: Callable[[], str], *, plans: int, each: int, name: str, seed: int = SEED
) -> Tally:
    """Tell so many plans, each with so many sets of mishaps. ``place`` makes an empty database."""
    tally, chance = Tally(name=name, seed=seed), Random(seed)
    cases = await begun(place)
    for _ in range(plans):
        plan = draw_plan(cases, seed=chance.getrandbits(32))
        calm = await come(place(), Schedule(plan))
        for _ in range(each):
            schedule = Schedule(plan, tuple(draw_mishaps(chance, len(plan))))
            try:
                came = await come(place(), schedule)
            except (AssertionError, LookupError, TimeoutError) as error:
                tally.wrong.append(f"{schedule}: {type(error).__name__} {error}")
                continue
            judge(tally, schedule, came, calm)
    tally.expect(tally.kills * 4 >= tally.runs, f"only {tally.kills} deaths")
    return tally
