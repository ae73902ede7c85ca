"""The updates of one story, heard again: several times, under new numbers, in another order."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from storage.migrate import fresh
from tests.faults.cast import Json, Near, memory_folder, near_cast, tell_short_story
from tests.faults.kills import NAMES, bad
from tests.faults.ledger import Facts, Sent, sent_by

NEW_NUMBERS = 1_000_000_000
MOST_DRAWS = 1_000
STEPS = ("log", "receive", "answer", "close")


class Repeatable:
    """The same random bytes whenever so many are drawn, so that all runs have the same buttons.

    One draft and one case are all that a run may make of them.
    """

    def __init__(self) -> None:
        self._draws = 0

    def __call__(self, count: int) -> bytes:
        self._draws += 1
        assert self._draws < MOST_DRAWS, "a second case waits for another reference for ever"
        return hashlib.sha256(str(count).encode()).digest()[:count]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a desk made of the updates that it heard."""

    facts: Facts
    sent: Sent
    states: Counter[str]
    notices: set[str]

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
        for batch in batches:
            await cast.app.ingest.receive(batch)
            await cast.settle()
        return outcome_of(cast)


def outcome_of(cast: Near) -> Outcome:
    return Outcome(
        facts=cast.ledger.facts(),
        sent=sent_by(cast.sandbox, cast.catalog),
        states=cast.ledger.states(),
        notices=cast.ledger.keys(),
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


def wrong_with(outcome: Outcome, calm: Outcome) -> list[str]:
    """Why a story in another order did not come to an allowed end: it may have stopped at any
    step, but every step that was taken is whole.
    """
    steps = outcome.steps()
    taken = len(steps)
    wrong = [f"left: {state}" for state in bad(outcome.states)]
    if steps != calm.steps()[:taken]:
        wrong.append(f"steps: {steps}")
    wrong += [
        f"{table}: {outcome.facts[table]}"
        for table in ("request_events", "audit")
        if outcome.facts[table] != calm.facts[table][:taken]
    ]
    if outcome.facts["people"] != calm.facts["people"]:
        wrong.append(f"people: {outcome.facts['people']}")
    if [case["version"] for case in outcome.facts["requests"]] != [taken][: bool(taken)]:
        wrong.append(f"requests: {outcome.facts['requests']}")
    expected = {key for key in calm.notices if int(key.split(":")[2]) <= taken}
    if outcome.notices != expected:
        wrong.append(f"notices: {outcome.notices} not {expected}")
    return wrong
