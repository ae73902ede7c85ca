"""The service watches over itself: nothing is forgotten in silence."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.monitoring import checks
from liaison.core.channels import Address
from liaison.core.outbox import SendPrecondition
from liaison.core.people import Role
from liaison.core.transaction import Tx
from sandbox import Phone, Sandbox
from tests.service.conftest import MORNING, Open, RunningService, news, numbered, seen
from tests.service.monitoring.monitored import CODE, actions, give_up_an_update, plant_notice
from tests.service.monitoring.test_health import WELL, asked


async def forget_a_wake_up(service: RunningService, _ada: Phone) -> float:
    await plant_notice(service, wake_at=MORNING + timedelta(days=30))
    await service.once(lambda tx: tx.schedule_timer("notice", CODE, None))
    return 1


async def hold_back_a_notice(service: RunningService, ada: Phone) -> float:
    await plant_notice(service, wake_at=MORNING + timedelta(days=30))
    service.sandbox.faults.too_many(3_600, method="sendMessage", chat_id=ada.user_id)
    await service.send(news(ada, numbered(1), precondition=SendPrecondition(notice=CODE)))
    return 121


async def lose_sight_of_a_message(service: RunningService, ada: Phone) -> float:
    service.sandbox.faults.hang_up(method="sendMessage", chat_id=ada.user_id, after_effect=False)
    await service.send(news(ada, numbered(1)))
    await service.once(
        lambda tx: tx.outbox.pause_chat(Address(ada.user_id), MORNING + timedelta(hours=1))
    )
    return 601


Fault = Callable[[RunningService, Phone], Awaitable[float]]
FAULTS: dict[str, tuple[Fault, str]] = {
    "timers-missing": (forget_a_wake_up, "Open matters without a timer: 1."),
    "unsent": (hold_back_a_notice, "not sent after more than two minutes: 1."),
    "unknown": (lose_sight_of_a_message, "after ten minutes: 1."),
    "dead": (give_up_an_update, "in the last 24 hours: 1."),
}


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_is_told_daily(
    service: RunningService, alice: Phone, ada: Phone, kind: str
) -> None:
    plant, says = FAULTS[kind]
    await service.settle()
    needs = await plant(service, alice)
    await service.later(needs - 1)
    assert seen(ada) == []
    assert await asked(service) == WELL
    await service.later(1)
    assert await asked(service) == (503, {"ok": False, "findings": {kind: 1}})
    [told] = seen(ada)
    assert says in told
    for _ in range(3):
        await service.later(30)
    assert len(seen(ada)) == 1


async def test_two_desks_tell_of_a_fault_once(open_service: Open, sandbox: Sandbox) -> None:
    admin, ada = sandbox.user(first_name="Admin"), sandbox.user(first_name="Ada")
    async with open_service() as one, open_service() as two:
        await one.join(admin, role=Role.ADMIN)
        await one.join(ada)
        await give_up_an_update(one, ada)
        await one.later(30)
        await two.settle()
        assert two.app.probes.findings() == one.app.probes.findings() == {"dead": 1}
        await one.settle()
    assert len(seen(admin)) == 1


async def test_what_lasts_is_told_again_the_next_day_and_its_end_is_logged(
    service: RunningService, alice: Phone, ada: Phone, sandbox: Sandbox
) -> None:
    await plant_notice(service, wake_at=MORNING + timedelta(days=30))
    sandbox.faults.too_many(90_000, method="sendMessage", chat_id=alice.user_id)
    await service.send(news(alice, numbered(1), precondition=SendPrecondition(notice=CODE)))
    await service.later(121)
    assert len(seen(ada)) == 1
    await service.later(86_400)
    assert len(seen(ada)) == 2
    with capture_logs() as logs:
        await service.later(3_600)
        await service.later(30)
    assert len(seen(ada)) == 2
    assert service.app.probes.findings() == {}
    well = [line for line in logs if line["event"] == "check-well-again"]
    assert [line["kind"] for line in well] == ["unsent"]


async def test_what_was_left_without_a_timer_is_looked_at_at_once(service: RunningService) -> None:
    await service.settle()
    await plant_notice(service, wake_at=None)
    await service.later(30)
    assert await actions(service) == ["alert-timers-missing", "looked"]
    await service.later(30)
    assert service.app.probes.findings() == {}


async def test_what_was_given_up_counts_for_a_day(service: RunningService, alice: Phone) -> None:
    await give_up_an_update(service, alice)
    await service.later(86_400)
    assert service.app.probes.findings() == {"dead": 1}
    await service.later(30)
    assert service.app.probes.findings() == {}


async def test_a_failing_check_is_missed(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_tx: Tx, **_options: object) -> None:
        raise LookupError

    await service.settle()
    with monkeypatch.context() as broken:
        broken.setattr(checks, "_query", fail)
        for _ in range(4):
            service.clock.turn(30)
            await service.app.outages.detect()
            with pytest.raises(LookupError):
                await service.app.checks.run()
    await service.app.ingest.drain()
    await service.app.outages.detect()
    assert service.app.probes.findings() == {}
    service.clock.turn(1)
    assert service.app.probes.findings() == {"check_age": 121}
    await service.app.checks.run()
    assert service.app.probes.findings() == {}
