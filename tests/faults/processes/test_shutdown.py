"""Stopped with SIGTERM or SIGKILL at any moment: what was confirmed to Telegram is in the inbox."""

import asyncio
import json
import logging
import random
from pathlib import Path
from typing import Any

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from tests.faults.campaign import CampaignFigures
from tests.faults.outcome import SENDING, errors_in, expect_all_done, sent_by
from tests.faults.process import DemoServer
from tests.faults.scenario_driver import RemoteApp, local_driver, options_in, remote_driver
from tests.fresh_databases import fresh
from tests.scenario import TOKEN

PEOPLE = ("sokha", "dara", "li", "zhang")
MAX_PAUSE = 0.8
"""Real seconds: from before the start is over until after all is sent."""
AT_A_TIME = 8
OUTAGE = "outage-ended"
"""Logged, rightly, where several processes ended before they had worked."""


async def stop_at_random(folder: Path, *, runs: int) -> CampaignFigures:
    """Let people write, end the process at some moment, look what was confirmed, start again."""
    figures = CampaignFigures(name="stopped at random moments")
    chance = random.Random(figures.seed)
    url = fresh(folder)
    async with remote_driver(folder, url, *PEOPLE) as (driver, remote):
        updates = driver.sandbox.store.bot(TOKEN.get_secret_value()).updates
        first = updates.next_id - len(PEOPLE)
        for _ in range(runs):
            for _ in range(chance.randrange(AT_A_TIME)):
                driver[chance.choice(PEOPLE)].phone.say("/menu")
            await asyncio.sleep(chance.uniform(0, MAX_PAUSE))
            await end(remote, figures, gently=chance.random() < 0.5)
            figures.runs += 1
            waiting = {update["update_id"] for update in driver.sandbox.pending()}
            confirmed = set(range(first, updates.next_id)) - waiting
            figures.lost += len(confirmed - remote.state_reader.updates())
            remote.pass_leases()
            remote.services = [DemoServer(options_in(folder, driver.sandbox, url))]
        driver[PEOPLE[0]].phone.say("/menu")  # answered by a process that has started
        await driver.settle()
        await remote.finish()
        given = set(range(first, updates.next_id))
        figures.expect(
            remote.state_reader.updates() == given, f"kept: {remote.state_reader.updates() ^ given}"
        )
        expect_all_done(figures, remote.state_reader.states())
        sent = sum(c.method == SENDING and c.code == 200 for c in driver.sandbox.calls)
        figures.lost += max(0, len(given) - sent)
        figures.extra += max(0, sent - len(given))
        figures.expect(figures.extra <= figures.runs * len(PEOPLE), f"{figures.extra} copies")
    figures.expect(not errors_in(folder, OUTAGE), f"{errors_in(folder, OUTAGE)[:3]}")
    outages = [json.loads(line)["subject"] for line in errors_in(folder) if OUTAGE in line]
    figures.expect(len(outages) == len(set(outages)), f"twice: {outages}")
    return figures


async def end(remote: RemoteApp, figures: CampaignFigures, *, gently: bool) -> None:
    """End the process with SIGTERM or with SIGKILL."""
    [service] = remote.services
    if not gently:
        service.kill()
        return
    code = await service.stop()
    # Before the loop has taken the signals over, they end the process as ever.
    figures.expect(code in {0, -15}, f"stopped with {code}")


async def stop_while_sending(folder: Path) -> CampaignFigures:
    """Stop while a call to Telegram hangs; the next start sends again what may have arrived."""
    figures = CampaignFigures(name="stopped while a call hangs", runs=1)
    url = fresh(folder)
    hurried = [{"stops_soon": True}]
    async with remote_driver(folder, url, *PEOPLE, processes=hurried) as (driver, remote):
        await driver.settle()
        before = sent_by(driver.sandbox, remote.catalog)
        fault = driver.sandbox.faults.hold(method=SENDING)
        driver[PEOPLE[0]].phone.say("/menu")
        await fault.reached.wait()
        await end(remote, figures, gently=True)
        fault.release()
        remote.pass_leases()
        remote.services = [DemoServer(options_in(folder, driver.sandbox, url))]
        await driver.settle()
        await remote.finish()
        after = sent_by(driver.sandbox, remote.catalog)
        times = (after.times - before.times).total()
        figures.extra, figures.lost = max(0, times - 1), int(times == 0)
        figures.expect(after.marked.total() == 1, "the second time was not marked")
        figures.expect(times <= 2, f"{times} copies")
        expect_all_done(figures, remote.state_reader.states())
    return figures


async def test_a_stop_while_a_call_hangs_loses_nothing(folder: Path) -> None:
    (await stop_while_sending(folder)).close()


@pytest.mark.soak
async def test_stopped_or_killed_at_many_random_moments_no_update_is_lost(folder: Path) -> None:
    (await stop_at_random(folder, runs=200)).close()


async def test_a_stop_in_the_very_moment_of_a_tick_is_quiet(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()

    class Ticks(AsyncIOScheduler):  # type: ignore[misc]  # it ships without types
        looks = 0

        def _process_jobs(self) -> Any:
            self.looks += 1
            if self.looks > 1:  # at the first look no tick is due yet
                stop.set()
            return super()._process_jobs()

    monkeypatch.setattr("bot.workers.scheduler.AsyncIOScheduler", Ticks)
    monkeypatch.setattr("bot.workers.scheduler.TICK_SECONDS", 0.01)
    async with local_driver(fresh(folder)) as driver:
        await driver.app.scheduler.run(stop)
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []
