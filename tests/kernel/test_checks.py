"""The desk watches over itself: nothing is forgotten in silence."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.monitoring import checks
from liaison.core.outbox import SendPrecondition
from liaison.core.people import Role
from liaison.core.transaction import Tx
from sandbox import Phone, Sandbox
from tests.kernel.conftest import MORNING, Desk, Open, news, numbered, seen
from tests.kernel.watched import CODE, Audited, actions, plant_notice

pytestmark = pytest.mark.stories


async def forget_a_wake_up(desk: Desk, _ada: Phone, _sandbox: Sandbox) -> float:
    await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
    async with desk.app.database.transaction() as tx:
        await tx.schedule_timer("notice", CODE, None)
    return 1


async def hold_back_a_notice(desk: Desk, ada: Phone, sandbox: Sandbox) -> float:
    await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
    sandbox.faults.too_many(3_600, method="sendMessage", chat_id=ada.user_id)
    await desk.say(news(ada, numbered(1), precondition=SendPrecondition(notice=CODE)))
    await desk.settle()
    return 121


async def lose_sight_of_a_message(desk: Desk, ada: Phone, sandbox: Sandbox) -> float:
    sandbox.faults.hang_up(method="sendMessage", chat_id=ada.user_id, after_effect=False)
    await desk.say(news(ada, numbered(1)))
    await desk.settle()
    async with desk.app.database.transaction() as tx:
        await tx.outbox.pause_chat(ada.user_id, MORNING + timedelta(hours=1))
    return 601


async def give_up_an_update(desk: Desk, ada: Phone, _sandbox: Sandbox) -> float:
    ada.say("hello")
    await desk.app.ingest.drain()
    [row] = await desk.claimed()
    async with desk.app.database.transaction() as tx:
        assert await tx.inbox.dead(row, error="LookupError")
    return 1


Fault = Callable[[Desk, Phone, Sandbox], Awaitable[float]]
FAULTS: dict[str, tuple[Fault, str]] = {
    "timers-missing": (forget_a_wake_up, "had not planned to look again: 1."),
    "unsent": (hold_back_a_notice, "waited for more than two minutes and are not sent yet: 1."),
    "unknown": (lose_sight_of_a_message, "after ten minutes whether they arrived: 1."),
    "dead": (give_up_an_update, "in the last 24 hours and has set aside: 1."),
}


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_is_found_by_the_next_check_and_told_once_a_day(
    open_desk: Open, sandbox: Sandbox, kind: str
) -> None:
    plant, says = FAULTS[kind]
    admin, ada = sandbox.user(first_name="Admin"), sandbox.user(first_name="Ada")
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.join(admin, role=Role.ADMIN)
        await desk.join(ada)
        await desk.settle()
        needs = await plant(desk, ada, sandbox)
        await desk.later(needs - 1)
        assert seen(admin) == []
        assert desk.app.probes.findings() == {}
        await desk.later(1)
        assert desk.app.probes.findings() == {kind: 1}
        [told] = seen(admin)
        assert says in told
        for _ in range(3):
            await desk.later(30)
        assert len(seen(admin)) == 1


async def test_two_desks_tell_of_a_fault_once(open_desk: Open, sandbox: Sandbox) -> None:
    admin, ada = sandbox.user(first_name="Admin"), sandbox.user(first_name="Ada")
    async with open_desk() as one, open_desk() as two:
        await one.join(admin, role=Role.ADMIN)
        await one.join(ada)
        await give_up_an_update(one, ada, sandbox)
        await one.later(30)
        await two.settle()
        assert two.app.probes.findings() == one.app.probes.findings() == {"dead": 1}
        await one.settle()
    assert len(seen(admin)) == 1


async def test_what_lasts_is_told_again_the_next_day_and_what_is_over_is_logged(
    open_desk: Open, sandbox: Sandbox
) -> None:
    admin, ada = sandbox.user(first_name="Admin"), sandbox.user(first_name="Ada")
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.join(admin, role=Role.ADMIN)
        await desk.join(ada)
        await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
        sandbox.faults.too_many(90_000, method="sendMessage", chat_id=ada.user_id)
        await desk.say(news(ada, numbered(1), precondition=SendPrecondition(notice=CODE)))
        await desk.settle()
        await desk.later(121)
        assert len(seen(admin)) == 1
        await desk.later(86_400)
        assert len(seen(admin)) == 2
        with capture_logs() as logs:
            await desk.later(3_600)
            await desk.later(30)
        assert len(seen(admin)) == 2
        assert desk.app.probes.findings() == {}
    well = [line for line in logs if line["event"] == "check-well-again"]
    assert [line["kind"] for line in well] == ["unsent"]


async def test_what_nobody_would_have_looked_at_again_is_looked_at_at_once(
    open_desk: Open,
) -> None:
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.settle()
        await plant_notice(desk, wake_at=None)
        await desk.later(30)
        assert await actions(desk) == ["alert-timers-missing", "looked"]
        await desk.later(30)
        assert desk.app.probes.findings() == {}


async def test_what_was_given_up_counts_for_a_day(open_desk: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_desk() as desk:
        await desk.join(ada)
        await give_up_an_update(desk, ada, sandbox)
        await desk.later(86_400)
        assert desk.app.probes.findings() == {"dead": 1}
        await desk.later(30)
        assert desk.app.probes.findings() == {}


async def test_a_check_that_fails_is_missed_after_two_minutes(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_tx: Tx, **_options: object) -> None:
        raise LookupError

    async with open_desk() as desk:
        await desk.settle()
        with monkeypatch.context() as broken:
            broken.setattr(checks, "_query", fail)
            for _ in range(4):
                desk.dial.turn(30)
                await desk.app.outages.detect()
                with pytest.raises(LookupError):
                    await desk.app.checks.run()
        await desk.app.ingest.drain()
        await desk.app.outages.detect()
        assert desk.app.probes.findings() == {}
        desk.dial.turn(1)
        assert desk.app.probes.findings() == {"check_age": 121}
        await desk.app.checks.run()
        assert desk.app.probes.findings() == {}


async def test_a_desk_that_stands_still_is_found_out(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        desk.dial.turn(120)
        assert desk.app.probes.findings() == {}
        desk.dial.turn(1)
        assert desk.app.probes.findings() == {"beat_age": 121, "check_age": 121, "unreachable": 121}
