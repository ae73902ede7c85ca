"""One call to Telegram in ten fails, in any of the ways in which calls do: all messages arrive."""

import asyncio
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from typing_extensions import override

from bot.telegram import channel
from liaison.core.agreement import Priority
from liaison.notifications.repository import Notices
from sandbox.api.faults import Fault, FaultKind, Faults
from storage.migrations.migrate import fresh
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.outcome import SENDING, expect_all_done
from tests.faults.sample_notifications import CN, notification_about
from tests.faults.scenario_driver import local_driver
from tests.scenario import plain

SHARE = 0.1
SHOWING = (SENDING, "editmessagetext")
KINDS = (
    Fault(FaultKind.ERROR, code=429, retry_after=1),
    Fault(FaultKind.ERROR, code=429, retry_after=30),
    Fault(FaultKind.ERROR, code=500),
    Fault(FaultKind.ERROR, code=502, html=True),
    Fault(FaultKind.HANG_UP_BEFORE),
    Fault(FaultKind.HANG_UP_AFTER, after_effect=True),
    Fault(FaultKind.HOLD, after_effect=True),
)
REFERENCE = re.compile(r"\b[A-Z]{2}\d{2}-[0-9A-Z]{5}\b", re.ASCII)
LONGEST_CALL = 1.5
"""Real seconds after which the service gives up a call."""


class RandomFaults(Faults):
    """Fails a share of the calls. ``unanswered`` counts messages that arrived without an answer."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.met: Counter[FaultKind] = Counter()
        self.unanswered = 0
        self._chance = chance

    @override
    def take(self, method: str, chat_id: int | None) -> Fault | None:
        if method not in SHOWING or self._chance.random() >= SHARE:
            return None
        kind = self._chance.choice(KINDS)
        fault = replace(kind, released=asyncio.Event(), reached=asyncio.Event())
        self.planned.append(fault)  # so that what is held is released at the end
        self.met[fault.kind] += 1
        self.unanswered += fault.after_effect and method == SENDING
        return fault


async def notify(folder: Path, *, count: int) -> CampaignFigures:
    """Send so many notifications to two people: each has all of them, in order, repeats marked."""
    figures = CampaignFigures(name="one call in ten fails", runs=count)
    faults = RandomFaults(Random(figures.seed))
    async with local_driver(fresh(folder), "sokha", "li", "zhang") as driver:
        driver.patient = True
        driver.sandbox.faults = driver.sandbox.api.faults = faults
        wanted = []
        for _ in range(count):
            async with driver.app.database.transaction() as tx:
                sender = await driver.person(tx, "sokha")
                code = await notification_about(tx, sender, Priority.IMPORTANT)
                notice = await tx.of(Notices).peek(code, party=CN)
                assert notice is not None
                wanted.append(notice.subject_id)
            await driver.settle()
        for player in (driver["li"], driver["zhang"]):
            arrived = [each.text for each in player.visible if each.from_bot]
            about = [found[0] for each in arrived if (found := REFERENCE.search(each))]
            order = list(dict.fromkeys(about))
            figures.lost += len(set(wanted) - set(order))
            figures.extra += len(about) - len(order)
            in_order = order == wanted and about == sorted(about, key=wanted.index)
            figures.expect(in_order, "in another order")
            repeat = player.words("repeat-line")
            marked = sum(repeat in plain(each) for each in arrived)
            figures.doubled += max(0, len(about) - len(order) - marked)
        expect_all_done(figures, driver.state_reader.states())
    figures.expect(figures.extra <= faults.unanswered, f"{faults.unanswered} unanswered")
    figures.expect(faults.met.keys() == {each.kind for each in KINDS}, f"{faults.met}")
    return figures


@pytest.fixture(autouse=True)
def short_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that hangs takes little time."""
    monkeypatch.setattr(channel, "CALL_SECONDS", LONGEST_CALL)


@quick_or_long("count", 60, 1_500)
async def test_notifications_arrive_though_one_call_in_ten_fails(folder: Path, count: int) -> None:
    (await notify(folder, count=count)).close()
