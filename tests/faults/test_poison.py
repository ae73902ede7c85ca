"""Updates of shapes that Telegram does not have: each is set aside and delays no other."""

import copy
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.monitoring.checks import CHECK_SECONDS
from liaison.notifications.reachability import UNREACHABLE
from storage.migrations.migrate import fresh
from tests.faults.campaign import Tally
from tests.faults.cast import NAMES, Json, LocalCast, local_cast
from tests.faults.ledger import Facts, unfinished
from tests.faults.recording import NEW_NUMBERS
from tests.faults.test_failing_handlers import DEAD_ROWS, DEAD_UPDATE

ADMIN = "bopha"
EVERY = 10
ALERTS = (DEAD_UPDATE, DEAD_ROWS)
LEFT = "chat.left"
"""A spoilt update may say that it came from a group, which the bot leaves."""
GONE = object()
WRONG: tuple[Any, ...] = (
    GONE, None, True, "x", "", "\ud800", -1, 2**31, 2**63, 2**200, 1e308, 0.5, [], {}, [[{}]],
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each part of an update."""
    if path:
        yield path
    match value:
        case dict():
            for name in value:
                yield from places(value[name], (*path, name))
        case list():
            for at in range(len(value)):
                yield from places(value[at], (*path, at))
        case _:
            pass


def spoilt(update: Json, path: tuple[Any, ...], wrong: Any) -> Json:
    """A copy with something else, or nothing, at one place."""
    made = copy.deepcopy(update)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    if wrong is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = wrong
    return made


def poison(update: Json) -> Iterator[Json]:
    """The update with each part missing, empty or of another kind, and with unknown parts."""
    body = {name: value for name, value in update.items() if name != "update_id"}
    for path in places(body):
        yield from (spoilt(body, path, wrong) for wrong in WRONG)
    yield {**body, "surprise": {"chat": {"id": 5}}}
    yield {name: {**value, "surprise": 1} for name, value in body.items()}
    yield {}


async def harmless(cast: LocalCast) -> list[Json]:
    """An update of each kind that changes nothing by itself."""
    sokha = cast["sokha"]
    await sokha.says("/menu")
    sokha.phone.press_data("cases")
    await cast.settle()
    sokha.phone.edit("/help")
    await cast.settle()
    sokha.phone.block()
    await cast.settle()
    sokha.phone.unblock()
    await cast.settle()
    return cast.heard[-5:]


async def receive_poison(folder: Path, *, one_of: int) -> Tally:
    """Let the service receive one of so many spoilt updates, and between them good ones."""
    tally = Tally(name="poison updates")
    async with local_cast(fresh(folder), *NAMES, ADMIN) as cast:
        bad_ones = [each for update in await harmless(cast) for each in poison(update)][::one_of]
        before = cast.ledger.facts()
        good = 0
        for start in range(0, len(bad_ones), EVERY):
            batch = [
                {**each, "update_id": NEW_NUMBERS + start + at}
                for at, each in enumerate(bad_ones[start : start + EVERY])
            ]
            cast["li"].phone.say("/menu")
            good += 1
            await cast.app.ingest.receive(batch)
            await cast.settle()
            tally.runs += len(batch)
        seen = [each for each in cast["li"].visible if each.from_bot]
        tally.lost += good + 1 - len(seen)  # the first answers the opened chat
        cast.patient = True
        await cast.settle()
        cast.sandbox.turn(timedelta(seconds=CHECK_SECONDS))
        await cast.settle()
        judge(cast, tally, before)
    return tally


def judge(cast: LocalCast, tally: Tally, before: Facts) -> None:
    """Each spoilt update is either dead with one alert, or harmless: one that says that the bot was
    blocked, or is no longer, says so of the person whose chat it is.
    """
    after, states = cast.ledger.facts(), cast.ledger.states()
    new = after["audit"][len(before["audit"]) :]
    dead = [each["subject"] for each in new if each["action"] == DEAD_UPDATE]
    audited = [each for each in new if each["action"] == DEAD_ROWS]
    others = {
        (each["action"], each["subject"]) for each in new if each["action"] not in (*ALERTS, LEFT)
    }
    known = {(each["action"], each["subject"]) for each in before["audit"]}
    tally.expect(unfinished(states) == ["inbox dead"], f"left: {states}")
    tally.expect(len(dead) == len(set(dead)) == states["inbox dead"], f"{states} {dead}")
    tally.expect(len(audited) == 1, f"by the audit: {audited}")
    tally.expect(others <= known, f"audit: {others - known}")
    for table in ("requests", "request_events", "people"):
        tally.expect(after[table] == before[table], f"{table}: {after[table]}")
    told = {each["notice_key"] for each in after["notices"]}
    tally.expect(told <= {UNREACHABLE}, f"notices: {told}")


@pytest.mark.faults
async def test_spoilt_updates_delay_no_other_and_end_with_one_alert_or_harmless(
    folder: Path,
) -> None:
    (await receive_poison(folder, one_of=19)).close()


@pytest.mark.soak
async def test_all_spoilt_updates(folder: Path) -> None:
    (await receive_poison(folder, one_of=1)).close()
