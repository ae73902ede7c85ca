"""The updates of one story, heard again: several times, under new numbers, in another order."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from liaison.domain.notices import CODE_LENGTH
from storage.conversations import CONVERSATIONS
from storage.migrate import fresh
from tests.faults.cast import Json, Near, near_cast, tell_short_story
from tests.faults.kills import NAMES, bad
from tests.faults.ledger import Facts, Sent, sent_by
from tests.folders import memory_folder

NEW_NUMBERS = 1_000_000_000
MOST_DRAWS = 1_000
STEPS = ("log", "receive", "answer", "close")


class Repeatable:
    """The same random bytes whenever so many are drawn, so that all runs have the same buttons.

    One draft and one case are all that a run may make of them. The codes of notices are many, and
    nobody presses them here: each is another.
    """

    def __init__(self) -> None:
        self._draws: Counter[int] = Counter()

    def __call__(self, count: int) -> bytes:
        self._draws[count] += 1
        assert self._draws.total() < MOST_DRAWS, "a second case waits for another name for ever"
        number = self._draws[count] if count == CODE_LENGTH else 0
        return hashlib.sha256(f"{count} {number}".encode()).digest()[:count]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a desk made of the updates that it heard. ``alerts`` are the keys of what it said once
    only beside the notices, which are among the facts.
    """

    facts: Facts
    sent: Sent
    states: Counter[str]
    alerts: list[str]

    def steps(self) -> list[str]:
        """The steps that the case took."""
        return [event["action"] for event in self.facts["request_events"]]


async def recorded() -> list[Json]:
    """The updates of the story, those of the opened chats first."""
    async with _desk() as cast:
        await tell_short_story(cast)
        return cast.heard


async def heard(batches: Iterable[Sequence[Json]]) -> Outcome:
    """What a new desk comes to that hears these batches of updates, one after the other."""
    async with _desk() as cast:
        await _hear(cast, batches)
        return outcome_of(cast)


async def heard_by_step(updates: Iterable[Json]) -> list[Outcome]:
    """What a new desk has come to when the case has taken no step, one step, and so on."""
    found: dict[int, Outcome] = {}
    async with _desk() as cast:
        for update in updates:
            await _hear(cast, [[update]])
            outcome = outcome_of(cast)
            found[len(outcome.steps())] = outcome
    return [found[steps] for steps in range(len(STEPS) + 1)]


async def _hear(cast: Near, batches: Iterable[Sequence[Json]]) -> None:
    for batch in batches:
        await cast.app.ingest.receive(batch)
        await cast.settle()


def outcome_of(cast: Near) -> Outcome:
    return Outcome(
        facts=cast.ledger.facts(),
        sent=sent_by(cast.sandbox, cast.catalog),
        states=cast.ledger.states(),
        alerts=cast.ledger.keys(),
    )


@asynccontextmanager
async def _desk() -> AsyncIterator[Near]:
    with memory_folder() as folder:
        async with near_cast(fresh(folder), *NAMES, random=Repeatable()) as cast:
            yield cast


def presses(updates: Iterable[Json]) -> list[Json]:
    return [each for each in updates if "callback_query" in each]


def renumbered(updates: Iterable[Json], start: int) -> list[Json]:
    """The same under new numbers, as Telegram sends again what was not answered."""
    return [{**each, "update_id": start + at} for at, each in enumerate(updates)]


def wrong_with(outcome: Outcome, by_step: Sequence[Outcome]) -> list[str]:
    """Why a story in another order did not come to an allowed end: it may have stopped at any
    step, but every step that was taken is whole, and told to whom it is told to in order.
    """
    steps = outcome.steps()
    calm = by_step[min(len(steps), len(STEPS))]
    wrong = [f"left: {state}" for state in bad(outcome.states)]
    wrong += [
        f"{table}: {outcome.facts[table]} not {rows}"
        for table, rows in calm.facts.items()
        if table != CONVERSATIONS.name and outcome.facts[table] != rows
    ]
    if outcome.alerts != calm.alerts:
        wrong.append(f"alerts: {outcome.alerts}")
    return wrong
