"""The desk watches over itself: an outage is seen once, and nothing is forgotten in silence."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot import watch
from liaison.domain.cards import text
from liaison.domain.ladders import Escalation, Ladder, LadderStep, Priority
from liaison.domain.notices import Audience, Notice, Subject
from liaison.domain.people import Role
from liaison.usecases.ports import Guard, Tx
from sandbox import Phone, Sandbox
from storage.marks import Marks
from tests.kernel.conftest import MORNING, Desk, Open, news, numbered, seen
from tests.kernel.test_running import running

pytestmark = pytest.mark.stories

MINUTE = timedelta(minutes=1)
CODE = "7F3K9"


class Audited:
    """Looks at whatever is due and says so in the audit record."""

    async def __call__(self, tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
        del since
        await tx.audit("looked", subject, by=None)
        await tx.wake(kind, subject, tx.now + timedelta(days=30))


async def actions(desk: Desk) -> list[str]:
    """What stands in the audit record, in its order."""
    return [action for _, action in await desk.rows("audit", "seq, action")]


async def mark(desk: Desk) -> str:
    [(at,)] = await desk.rows("marks", "at")
    return str(at)


# Outages


async def test_the_desk_beats_every_ten_seconds_and_not_at_every_tick(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        first = await mark(desk)
        desk.dial.turn(9)
        await desk.settle()
        assert await mark(desk) == first
        desk.dial.turn(1)
        await desk.settle()
        assert await mark(desk) != first


@pytest.mark.parametrize(("seconds", "times"), [(120, 0), (121, 1)])
async def test_a_pause_is_an_outage_after_two_minutes(
    open_desk: Open, seconds: float, times: int
) -> None:
    async with open_desk() as desk:
        await desk.settle()
        await desk.outage(seconds)
        assert (await actions(desk)).count("desk.outage") == times


async def test_the_first_start_ever_follows_no_outage(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        assert await actions(desk) == []


async def test_one_of_two_desks_sees_an_outage_and_each_administrator_hears_of_it_once(
    open_desk: Open, sandbox: Sandbox
) -> None:
    phones = [sandbox.user(first_name=name) for name in ("Ada", "Bo", "Cy")]
    async with open_desk() as one, open_desk() as two:
        for phone, party in zip(phones[:2], ("KH", "CN"), strict=True):
            await one.join(phone, party=party, role=Role.ADMIN)
        await one.join(phones[2])
        await one.settle()
        await two.settle()
        one.dial.turn(151)
        await asyncio.gather(one.app.watch.hear(), two.app.watch.hear())
        await one.settle()
        await two.settle()
        assert (await actions(one)).count("desk.outage") == 1
        assert (await actions(one)).count("alert-outage") == 1
    for phone in phones[:2]:
        [told] = seen(phone)
        assert "16 March 2026, 10:00 Phnom Penh · 11:00 Beijing · 03:00 UTC" in told
        assert "16 March 2026, 10:02 Phnom Penh · 11:02 Beijing · 03:02 UTC" in told
    assert seen(phones[2]) == []


async def test_an_outage_is_seen_before_anything_that_came_due_in_it(open_desk: Open) -> None:
    async with open_desk(look_at=Audited()) as desk:
        await desk.settle()
        async with desk.app.database.transaction() as tx:
            await tx.wake("case", "KH26-1", MORNING + MINUTE)
        desk.dial.turn(3_600)
        await desk.app.scheduler.drain()
        assert await actions(desk) == []
        await desk.app.ingest.drain()
        await desk.app.scheduler.drain()
        assert await actions(desk) == ["desk.outage", "alert-outage", "looked"]


async def test_it_is_seen_before_what_people_wrote_meanwhile(
    open_desk: Open, sandbox: Sandbox
) -> None:
    async def note(_words: str, tx: Tx) -> None:
        await tx.audit("heard", "hello", by=None)

    ada = sandbox.user(first_name="Ada")
    async with open_desk(note) as desk:
        await desk.settle()
        desk.dial.turn(3_600)
        ada.say("hello")
        async with running(desk.app):
            await sandbox.wait_for(lambda: not sandbox.pending())
        await desk.settle()
        assert await actions(desk) == ["desk.outage", "alert-outage", "heard"]


async def test_nothing_is_looked_at_while_it_is_not_known_whether_there_was_an_outage(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_marks: Marks, _name: str) -> None:
        raise LookupError

    async with open_desk(look_at=Audited()) as desk:
        await desk.settle()
        async with desk.app.database.transaction() as tx:
            await tx.wake("case", "KH26-1", MORNING)
        desk.dial.turn(3_600)
        with monkeypatch.context() as broken, capture_logs() as logs:
            broken.setattr(Marks, "at", fail)
            await desk.app.scheduler._tick()
            await desk.app.watch.begin()
        assert [line["event"] for line in logs] == ["tick-failed", "beat-failed"]
        assert await actions(desk) == []
        await desk.app.ingest.drain()
        await desk.app.scheduler._tick()
        assert await actions(desk) == ["desk.outage", "alert-outage", "looked"]


async def test_who_begins_or_wakes_up_waits_a_minute_to_hear_and_then_goes_on(
    open_desk: Open, sandbox: Sandbox
) -> None:
    async with open_desk(look_at=Audited()) as desk:
        await desk.settle()
    desk.dial.turn(3_600)
    sandbox.faults.server_error(method="getUpdates", times=None)
    async with open_desk(look_at=Audited()) as desk:
        await desk.app.watch.begin()
        async with desk.app.database.transaction() as tx:
            await tx.wake("case", "KH26-1", MORNING)
        await desk.settle()
        desk.dial.turn(59)
        await desk.settle()
        assert await actions(desk) == []
        desk.dial.turn(1)
        await desk.settle()
        assert await actions(desk) == ["looked"]
        sandbox.faults.clear()
        await desk.settle()
        assert await actions(desk) == ["looked", "desk.outage", "alert-outage"]


async def test_who_stands_by_does_not_take_itself_for_one_who_hears(open_desk: Open) -> None:
    async with open_desk() as one, open_desk(look_at=Audited()) as two:
        await one.settle()
        async with two.app.database.transaction() as tx:
            await tx.wake("case", "KH26-1", MORNING)
        first = await mark(one)
        for _ in range(4):
            one.dial.turn(30)
            await two.app.scheduler.drain()
        assert await actions(one) == ["looked"]
        assert await mark(one) == first
        one.dial.turn(1)
        assert two.app.watch.findings()["unheard"] == 121


async def test_who_wakes_up_goes_on_as_soon_as_another_desk_has_heard(open_desk: Open) -> None:
    async with open_desk() as one, open_desk(look_at=Audited()) as two:
        await one.settle()
        await two.settle()
        async with two.app.database.transaction() as tx:
            await tx.wake("case", "KH26-1", MORNING)
        one.dial.turn(3_600)
        await two.app.scheduler.drain()
        assert await actions(one) == []
        await one.app.ingest.drain()
        await two.app.scheduler.drain()
        assert await actions(one) == ["desk.outage", "alert-outage", "looked"]


async def test_nobody_outside_is_told_that_a_deaf_desk_is_well(open_desk: Open) -> None:
    beats: list[int] = []
    async with open_desk() as desk:
        desk.app.watch._on_well = lambda: beats.append(1)
        await desk.settle()
        for _ in range(8):
            desk.dial.turn(30)
            await desk.app.watch.tend()
        assert len(beats) == 4


async def test_what_piles_up_in_an_outage_is_given_time_to_leave(
    open_desk: Open, sandbox: Sandbox
) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_desk(look_at=Audited()) as desk:
        await desk.join(ada)
        await desk.settle()
        await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
        await desk.say(news(ada, numbered(1), guard=Guard(notice=CODE)))
        await desk.outage(3_600)
        await desk.later(30)
        assert len(seen(ada)) == 1
        assert desk.app.watch.findings() == {}


# What an audit finds


async def plant_notice(desk: Desk, *, wake_at: datetime | None) -> None:
    """An open notice, and the moment at which it is looked at again."""
    async with desk.app.database.transaction() as tx:
        await tx.notices.add(
            Notice(
                code=CODE,
                party=tx.agreement.parties[0].code,
                priority=Priority.IMPORTANT,
                subject=Subject.DESK,
                of="something",
                topic="something",
                headline=text("error-internal"),
                audience=Audience.STAFF,
                ladder=Ladder((LadderStep(to=Escalation.DAILY, after=timedelta(days=1)),)),
                made_at=tx.now,
            )
        )
        await tx.wake("notice", CODE, wake_at)


async def forget_a_wake_up(desk: Desk, _ada: Phone, _sandbox: Sandbox) -> float:
    await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
    async with desk.app.database.transaction() as tx:
        await tx.wake("notice", CODE, None)
    return 30


async def hold_back_a_notice(desk: Desk, ada: Phone, sandbox: Sandbox) -> float:
    await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
    sandbox.faults.too_many(3_600, method="sendMessage", chat_id=ada.user_id)
    await desk.say(news(ada, numbered(1), guard=Guard(notice=CODE)))
    await desk.settle()
    return 121


async def lose_sight_of_a_message(desk: Desk, ada: Phone, sandbox: Sandbox) -> float:
    sandbox.faults.hang_up(method="sendMessage", chat_id=ada.user_id, after_effect=False)
    await desk.say(news(ada, numbered(1)))
    await desk.settle()
    async with desk.app.database.transaction() as tx:
        await tx.outbox.hold_chat(ada.user_id, MORNING + timedelta(hours=1))
    return 601


async def give_up_an_update(desk: Desk, ada: Phone, _sandbox: Sandbox) -> float:
    ada.say("hello")
    await desk.app.ingest.drain()
    [row] = await desk.claimed()
    async with desk.app.database.transaction() as tx:
        assert await tx.inbox.dead(row, error="LookupError")
    return 30


Fault = Callable[[Desk, Phone, Sandbox], Awaitable[float]]
FAULTS: dict[str, tuple[Fault, str]] = {
    "unwoken": (forget_a_wake_up, "had not planned to look again: 1."),
    "unsent": (hold_back_a_notice, "waited for more than two minutes and are not sent yet: 1."),
    "unknown": (lose_sight_of_a_message, "after ten minutes whether they arrived: 1."),
    "dead": (give_up_an_update, "in the last 24 hours and has set aside: 1."),
}


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_is_found_by_the_next_audit_and_told_once_a_day(
    open_desk: Open, sandbox: Sandbox, kind: str
) -> None:
    plant, says = FAULTS[kind]
    admin, ada = sandbox.user(first_name="Admin"), sandbox.user(first_name="Ada")
    async with open_desk(look_at=Audited()) as desk:
        await desk.join(admin, role=Role.ADMIN)
        await desk.join(ada)
        await desk.settle()
        needs = await plant(desk, ada, sandbox)
        await desk.later(needs - 1)
        assert seen(admin) == []
        assert desk.app.watch.findings() == {}
        await desk.later(30)
        assert desk.app.watch.findings() == {kind: 1}
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
        assert two.app.watch.findings() == one.app.watch.findings() == {"dead": 1}
        await one.settle()
    assert len(seen(admin)) == 1


async def test_what_lasts_is_told_again_the_next_day_and_what_is_over_is_logged(
    open_desk: Open, sandbox: Sandbox
) -> None:
    admin, ada = sandbox.user(first_name="Admin"), sandbox.user(first_name="Ada")
    async with open_desk(look_at=Audited()) as desk:
        await desk.join(admin, role=Role.ADMIN)
        await desk.join(ada)
        await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
        sandbox.faults.too_many(90_000, method="sendMessage", chat_id=ada.user_id)
        await desk.say(news(ada, numbered(1), guard=Guard(notice=CODE)))
        await desk.settle()
        await desk.later(121)
        assert len(seen(admin)) == 1
        await desk.later(86_400)
        assert len(seen(admin)) == 2
        with capture_logs() as logs:
            await desk.later(3_600)
            await desk.later(30)
        assert len(seen(admin)) == 2
        assert desk.app.watch.findings() == {}
    well = [line for line in logs if line["event"] == "audit-well-again"]
    assert [line["kind"] for line in well] == ["unsent"]


async def test_what_nobody_would_have_looked_at_again_is_looked_at_at_once(
    open_desk: Open,
) -> None:
    async with open_desk(look_at=Audited()) as desk:
        await desk.settle()
        await plant_notice(desk, wake_at=None)
        await desk.later(30)
        assert await actions(desk) == ["alert-unwoken", "looked"]
        await desk.later(30)
        assert desk.app.watch.findings() == {}


async def test_what_was_given_up_counts_for_a_day(open_desk: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_desk() as desk:
        await desk.join(ada)
        await give_up_an_update(desk, ada, sandbox)
        await desk.later(86_400)
        assert desk.app.watch.findings() == {"dead": 1}
        await desk.later(30)
        assert desk.app.watch.findings() == {}


async def test_an_audit_that_fails_stops_nothing_and_is_missed_after_two_minutes(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_marks: Marks, _name: str) -> None:
        raise LookupError

    async with open_desk(look_at=Audited()) as desk:
        await desk.settle()
        monkeypatch.setattr(watch, "_look", fail)
        async with desk.app.database.transaction() as tx:
            await tx.wake("case", "KH26-1", MORNING + 2 * MINUTE)
        with capture_logs() as logs:
            for _ in range(12):
                await desk.later(10)
        assert [line["event"] for line in logs] == ["audit-failed"] * 4
        assert desk.app.watch.findings() == {}
        assert await actions(desk) == ["looked"]
        await desk.later(1)
        assert desk.app.watch.findings() == {"audit_age": 121}
        monkeypatch.undo()
        await desk.later(30)
        assert desk.app.watch.findings() == {}


async def test_a_desk_that_stands_still_is_found_out(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        desk.dial.turn(120)
        assert desk.app.watch.findings() == {}
        desk.dial.turn(1)
        assert desk.app.watch.findings() == {"beat_age": 121, "audit_age": 121, "unheard": 121}
