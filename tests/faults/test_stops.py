"""Told to stop, or killed, at any moment: what Telegram was told we have, we have."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.migrate import fresh
from tests.faults.cast import near_cast, place_in
from tests.faults.stops import stop_at_random, stop_while_sending


@pytest.mark.faults
async def test_stopped_or_killed_at_random_moments_no_update_is_lost(folder: Path) -> None:
    # Beside each other, as a call that hangs holds up a stop for seconds.
    ended = await asyncio.gather(
        stop_at_random(place_in(folder, "random"), runs=5),
        stop_while_sending(place_in(folder, "sending")),
    )
    for tally in ended:
        tally.close()


@pytest.mark.soak
async def test_stopped_or_killed_at_many_random_moments(folder: Path) -> None:
    (await stop_at_random(folder, runs=200)).close()


@pytest.mark.faults
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

    monkeypatch.setattr("bot.scheduler.AsyncIOScheduler", Ticks)
    monkeypatch.setattr("bot.scheduler.TICK_SECONDS", 0.01)
    async with near_cast(fresh(folder)) as cast:
        await cast.app.scheduler.run(stop)
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []
