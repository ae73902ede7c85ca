"""What is due is looked at, once, what fails is looked at again, and jobs run at intervals."""

import asyncio
from datetime import datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from structlog.testing import capture_logs

from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.outbox import Message, Op
from liaison.core.people import Role
from liaison.core.transaction import Tx
from sandbox import Sandbox
from tests.service.conftest import MORNING, Open, RunningService


class Looking:
    """Remembers what was looked at; fails as often as it is told to."""

    def __init__(self, fails: int = 0, again: timedelta | None = None) -> None:
        self.fails = fails
        self.again = again
        self.looked: list[tuple[str, datetime]] = []

    async def __call__(self, tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
        if kind != "request":  # what the service plans by itself
            await tx.schedule_timer(kind, subject, None)
            return
        self.looked.append((subject, since))
        await tx.audit("looked", subject, actor=None)
        if len(self.looked) <= self.fails:
            raise LookupError
        await tx.schedule_timer(kind, subject, None if self.again is None else tx.now + self.again)


async def test_a_subject_is_looked_at_when_it_is_due_and_not_before(open_service: Open) -> None:
    looking = Looking()
    async with open_service(timer_runner=looking) as service:
        async with service.app.database.transaction() as tx:
            await tx.schedule_timer("request", "KH26-1", MORNING + timedelta(days=1))
            await tx.schedule_timer("request", "KH26-2", MORNING + timedelta(days=2))
        await service.later(86_399)
        assert looking.looked == []
        await service.later(1)
        assert looking.looked == [("KH26-1", MORNING)]
        await service.later(86_400)
        assert [subject for subject, _ in looking.looked] == ["KH26-1", "KH26-2"]


async def test_a_month_of_downtime_is_one_look(open_service: Open) -> None:
    looking = Looking(again=timedelta(days=1))
    async with open_service(timer_runner=looking) as service:
        async with service.app.database.transaction() as tx:
            await tx.schedule_timer("request", "KH26-1", MORNING + timedelta(days=1))
        await service.later(30 * 86_400)
        assert looking.looked == [("KH26-1", MORNING)]
        await service.later(86_400)
        assert looking.looked[1:] == [("KH26-1", MORNING + timedelta(days=30))]


async def test_a_failing_look_is_rolled_back(open_service: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    looking = Looking(fails=3)
    async with open_service(timer_runner=looking) as service:
        await service.join(ada, role=Role.ADMIN)
        async with service.app.database.transaction() as tx:
            await tx.schedule_timer("request", "KH26-1", MORNING)
            await tx.schedule_timer("request", "KH26-2", MORNING)
        await service.settle()
        assert [subject for subject, _ in looking.looked] == ["KH26-1", "KH26-2"]
        for pause, looks in ((59, 2), (1, 4), (119, 4), (1, 5)):
            await service.later(pause)
            assert len(looking.looked) == looks
        looked = [row for row in await service.rows("audit", "action") if row == ("looked",)]
        assert len(looked) == 2
    alerts = [each.text for each in ada.visible if each.from_bot]
    assert len(alerts) == 2
    assert "KH26-1" in alerts[0]


async def test_the_log_names_the_timer_that_made_a_message(
    open_service: Open, sandbox: Sandbox
) -> None:
    ada = sandbox.user(first_name="Ada")

    async def tells(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
        assert since <= tx.now
        await tx.schedule_timer(kind, subject, None)
        await tx.enqueue(Message(Address(ada.user_id), Op.SEND, card=card(text("cancelled"))))

    async with open_service(timer_runner=tells) as service:
        await service.join(ada)
        async with service.app.database.transaction() as tx:
            await tx.schedule_timer("request", "KH26-1 day", MORNING)
        with capture_logs() as lines:
            await service.settle()
    causes = {each["cause"] for each in lines if each["event"] == "outbox"}
    assert "timer:request:KH26-1:day" in causes


async def test_more_than_a_batch_is_due_at_once(open_service: Open) -> None:
    looking = Looking()
    async with open_service(timer_runner=looking) as service:
        async with service.app.database.transaction() as tx:
            for number in range(45):
                await tx.schedule_timer("request", f"KH26-{number}", MORNING)
        await service.settle()
    assert len({subject for subject, _ in looking.looked}) == len(looking.looked) == 45


async def test_each_job_is_run_at_its_interval_however_late_and_once_at_a_time(
    open_service: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: dict[str, tuple[float, object, bool, int]] = {}
    pause = AsyncIOScheduler.pause

    def look(running: AsyncIOScheduler) -> None:
        for job in running.get_jobs():
            seconds = job.trigger.interval.total_seconds()
            jobs[job.id] = seconds, job.misfire_grace_time, job.coalesce, job.max_instances
        pause(running)

    monkeypatch.setattr(AsyncIOScheduler, "pause", look)
    stop = asyncio.Event()
    stop.set()
    async with open_service(settings={"heartbeat_url": "http://localhost/"}) as service:
        await service.app.scheduler.run(stop)
    seconds = {"tick": 1, "outages": 10, "checks": 30, "heartbeat": 30}
    assert jobs == {name: (each, None, True, 1) for name, each in seconds.items()}


async def test_a_failing_job_is_logged_and_run_again(service: RunningService) -> None:
    stop = asyncio.Event()
    runs: list[int] = []

    async def fail() -> None:
        runs.append(len(runs))
        if len(runs) == 2:
            stop.set()
        raise LookupError

    service.app.scheduler.add_job("fails", fail, seconds=0.01)
    with capture_logs() as logs:
        await service.app.scheduler.run(stop)
    assert len(runs) >= 2
    assert {(line["event"], line["kind"]) for line in logs} == {("job-failed", "fails")}


async def test_a_job_that_is_under_way_at_a_stop_is_finished(service: RunningService) -> None:
    begun, stop, done = asyncio.Event(), asyncio.Event(), list[bool]()

    async def work() -> None:
        begun.set()
        await stop.wait()
        await asyncio.sleep(0)
        done.append(True)

    service.app.scheduler.add_job("long", work, seconds=0.01)
    running = asyncio.create_task(service.app.scheduler.run(stop))
    await begun.wait()
    stop.set()
    await running
    assert done == [True]
