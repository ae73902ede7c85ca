"""No service goes by a clock that Telegram contradicts by more than a day."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.monitoring.outages import ClockContradicted
from bot.telegram.aiohttp_request import TelegramRequest
from liaison.core.channels import Address
from sandbox import Phone, Sandbox
from storage.queues.outbox import MAX_CHAT_PAUSE
from tests.service.conftest import (
    MORNING,
    Open,
    RunningService,
    SettableClock,
    news,
    numbered,
    seen,
)
from tests.service.monitoring.monitored import Audited, actions
from tests.service.monitoring.test_health import outside

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("said", "far"),
    [
        ("", False),
        ("yesterday", False),
        ("Mon, 99 Mar 2026 03:00:00 GMT", False),
        ("Tue, 16 Mar 2027 03:00:00 -0000", False),  # of no zone
        (format_datetime(MORNING + DAY, usegmt=True), False),
        (format_datetime(MORNING - DAY, usegmt=True), False),
        (format_datetime(MORNING + DAY + SECOND, usegmt=True), True),
        (format_datetime(MORNING - DAY - SECOND, usegmt=True), True),
    ],
)
def test_only_a_date_that_is_off_by_more_than_a_day_contradicts(said: str, far: bool) -> None:
    assert TelegramRequest(None, SettableClock(), lambda *_: None)._is_far(said) is far


async def doubted(service: RunningService) -> None:
    """Let Telegram be two days ahead of the service, and say so."""
    service.sandbox.turn(2 * DAY)
    await service.app.ingest.drain()


async def test_nothing_is_done_while_it_is_doubted(open_service: Open, sandbox: Sandbox) -> None:
    async with (
        outside() as (waits, url),
        open_service(timer_runner=Audited(), settings={"heartbeat_url": url}) as service,
    ):
        await service.settle()
        await service.app.heartbeat.run()
        assert waits.calls == 1
        await service.once(lambda tx: tx.schedule_timer("request", "KH26-1", tx.now))
        await doubted(service)
        await service.later(60)
        await service.app.heartbeat.run()
        assert (await actions(service), waits.calls) == ([], 1)
        assert service.app.probes.findings() == {"clock": 1}
        sandbox.turn(-2 * DAY)
        await service.later(60)
        await service.app.heartbeat.run()
        assert (await actions(service), waits.calls) == (["looked"], 2)
        assert service.app.probes.findings() == {}


async def test_what_is_posted_meanwhile_is_refused(service: RunningService) -> None:
    await service.settle()
    await doubted(service)
    with pytest.raises(ClockContradicted):
        await service.app.outages.record_contact()


@pytest.mark.parametrize(
    ("pause", "sent"), [(365 * DAY, 1), (MAX_CHAT_PAUSE, 0)], ids=["clock ahead", "a week"]
)
async def test_only_a_pause_that_no_right_clock_set_is_ended(
    service: RunningService, alice: Phone, pause: timedelta, sent: int
) -> None:
    await service.settle()
    await service.once(lambda tx: tx.outbox.pause_chat(Address(alice.user_id), tx.now + pause))
    await service.send(news(alice, numbered(1)))
    assert seen(alice) == []
    await service.later(60)
    assert len(seen(alice)) == sent
