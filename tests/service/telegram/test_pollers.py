"""Of several replicas one asks Telegram for updates, and another goes on where it stops."""

import asyncio
from collections.abc import Callable

import pytest

from bot import crash
from bot.telegram import ingest
from sandbox import Sandbox
from tests.service.conftest import Ended, Open, SettableClock, ends_at


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replica on standby checks again at once, and every check reads the database."""
    monkeypatch.setattr(ingest, "STAND_BY_SECONDS", 0.01)
    monkeypatch.setattr(ingest, "RENEW_SECONDS", 0.0)


async def test_the_second_waits_until_the_first_stops(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    first_stops, second_stops = asyncio.Event(), asyncio.Event()
    async with open_service() as first, open_service() as second:
        polling = asyncio.create_task(first.app.ingest.run(first_stops))
        await sandbox.wait_for(sandbox.polling)
        waiting = asyncio.create_task(second.app.ingest.run(second_stops))
        alice.say("one")
        await sandbox.wait_for(lambda: not sandbox.pending() and sandbox.polling())
        assert second.app.ingest._taken is None
        first_stops.set()
        await polling
        alice.say("two")
        await sandbox.wait_for(lambda: not sandbox.pending())
        second_stops.set()
        await waiting
        assert [state for _, state in await second.rows("inbox", "id, state")] == ["waiting"] * 2
    assert [call for call in sandbox.calls if call.code == 409] == []


async def test_one_that_died_is_followed_when_its_lease_is_over(
    open_service: Open, sandbox: Sandbox, clock: SettableClock, hook: Callable[[crash.Hook], None]
) -> None:
    alice = sandbox.user(first_name="Alice")
    stop = asyncio.Event()
    async with open_service() as first, open_service() as second:
        hook(ends_at("ingest.after_commit"))
        alice.say("one")
        with pytest.raises(Ended):
            await first.app.ingest.run(asyncio.Event())
        clock.turn(ingest.LEASE.total_seconds() - 1)
        alice.say("two")
        assert not await second.app.ingest._is_leader()
        waiting = asyncio.create_task(second.app.ingest.run(stop))
        clock.turn(1)
        await sandbox.wait_for(lambda: not sandbox.pending())
        stop.set()
        await waiting
        assert len(await second.rows("inbox", "id")) == 2
