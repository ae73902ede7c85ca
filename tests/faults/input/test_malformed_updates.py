"""Updates of shapes that Telegram does not have: each is set aside and delays no other."""

import copy
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.monitoring.checks import CHECK_SECONDS
from liaison.notifications.reachability import UNREACHABLE
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.input.test_failing_handlers import DEAD_ROWS, DEAD_UPDATE
from tests.faults.outcome import Facts, unfinished
from tests.faults.recorded_updates import NEW_NUMBERS
from tests.faults.scenario_driver import NAMES, Json, LocalDriver, local_driver
from tests.fresh_databases import fresh

ADMIN = "bopha"
EVERY = 10
ALERTS = (DEAD_UPDATE, DEAD_ROWS)
LEFT = "chat.left"
FLOOD = "alert-flood"
"""Spoilt updates come from no member: so many of them are a flood."""
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


async def harmless(driver: LocalDriver) -> list[Json]:
    """An update of each kind that changes nothing by itself."""
    sokha = driver["sokha"]
    await sokha.says("/menu")
    sokha.phone.press_data("requests")
    await driver.settle()
    sokha.phone.edit("/help")
    await driver.settle()
    sokha.phone.block()
    await driver.settle()
    sokha.phone.unblock()
    await driver.settle()
    return driver.heard[-5:]


async def receive_poison(folder: Path, *, one_of: int) -> CampaignFigures:
    """Let the service receive one of so many spoilt updates, and between them good ones."""
    figures = CampaignFigures(name="poison updates")
    async with local_driver(fresh(folder), *NAMES, ADMIN) as driver:
        bad_ones = [each for update in await harmless(driver) for each in poison(update)][::one_of]
        before = driver.state_reader.facts()
        good = 0
        for start in range(0, len(bad_ones), EVERY):
            batch = [
                {**each, "update_id": NEW_NUMBERS + start + at}
                for at, each in enumerate(bad_ones[start : start + EVERY])
            ]
            driver["li"].phone.say("/menu")
            good += 1
            await driver.app.ingest.receive(batch)
            await driver.settle()
            figures.runs += len(batch)
        seen = [each for each in driver["li"].visible if each.from_bot]
        figures.lost += good + 1 - len(seen)  # the first answers the opened chat
        driver.patient = True
        await driver.settle()
        driver.sandbox.turn(timedelta(seconds=CHECK_SECONDS))
        await driver.settle()
        validator(driver, figures, before)
    return figures


def validator(driver: LocalDriver, figures: CampaignFigures, before: Facts) -> None:
    """Each spoilt update is dead with one alert, or harmless: at most one who is not reachable."""
    after, states = driver.state_reader.facts(), driver.state_reader.states()
    new = [each for each in after["audit"] if each not in before["audit"]]
    dead = [each["subject"] for each in new if each["action"] == DEAD_UPDATE]
    audited = [each for each in new if each["action"] == DEAD_ROWS]
    others = {
        (each["action"], each["subject"])
        for each in new
        if each["action"] not in (*ALERTS, LEFT, FLOOD)
    }
    known = {(each["action"], each["subject"]) for each in before["audit"]}
    figures.expect(unfinished(states) == ["inbox dead"], f"left: {states}")
    figures.expect(len(dead) == len(set(dead)) == states["inbox dead"], f"{states} {dead}")
    figures.expect(len(audited) == 1, f"by the audit: {audited}")
    figures.expect(others <= known, f"audit: {others - known}")
    for table in ("requests", "request_events", "people"):
        figures.expect(after[table] == before[table], f"{table}: {after[table]}")
    told = {each["notice_key"] for each in after["notices"]}
    figures.expect(told <= {UNREACHABLE.key}, f"notices: {told}")


@quick_or_long("one_of", 19, 1)
async def test_malformed_updates_delay_no_other(folder: Path, one_of: int) -> None:
    (await receive_poison(folder, one_of=one_of)).close()
