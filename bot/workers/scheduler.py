"""Runs the named jobs, each at its interval; the first of them does what is due.

What is due is a row of the wake-ups, one for each open subject; a tick that is missed is made up
for by the next one, as rows stay due. It waits while an outage may turn out to end.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.crash import crash_point
from bot.log import code_of
from bot.monitoring.alerts import alert
from bot.monitoring.metrics import Metrics
from bot.monitoring.outages import OutageDetector
from liaison.core.registry import Unregistered
from liaison.core.transaction import Tx
from storage.database import Database
from storage.queues.timers import Timer

LEASE = timedelta(seconds=30)
AT_ONCE = 20
TICK_SECONDS = 1.0
FIRST_PAUSE = timedelta(seconds=60)
LONGEST_PAUSE = timedelta(hours=1)

log = structlog.get_logger()


class RunTimer(Protocol):
    """The use case that looks at one subject and says when to look again."""

    def __call__(self, tx: Tx, *, kind: str, subject: str, since: datetime) -> Awaitable[None]:
        """Look at a subject of a kind; ``since`` is when it was looked at last."""


class Scheduler:
    """Does what is due once a second, and runs the jobs that are added to it. ``on_said`` is called
    after each commit.
    """

    def __init__(
        self,
        database: Database,
        look_at: RunTimer,
        *,
        outages: OutageDetector,
        clock: Clock,
        metrics: Metrics,
        on_said: Callable[[], None],
    ) -> None:
        self._database = database
        self._look_at = look_at
        self._outages = outages
        self._clock = clock
        self._metrics = metrics
        self._on_said = on_said
        self._ticked = clock.monotonic()
        self._jobs = AsyncIOScheduler(timezone=UTC)
        self._running: list[asyncio.Lock] = []
        self.add_job("tick", self.drain, seconds=TICK_SECONDS)

    def add_job(self, name: str, job: Callable[[], Awaitable[object]], *, seconds: float) -> None:
        """Run a job every so many seconds, one run at a time. One that fails is logged by its name
        and run again.
        """
        running = asyncio.Lock()

        async def run() -> None:
            async with running:
                try:
                    await job()
                except Exception:  # the next run tries again
                    log.exception("job-failed", kind=name)

        self._running.append(running)
        self._jobs.add_job(
            run,
            "interval",
            id=name,
            seconds=seconds,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Run the jobs until told to stop; those under way then are finished."""
        self._jobs.start()
        await stop.wait()
        self._jobs.pause()
        await asyncio.sleep(0)  # a job that was just handed over begins, instead of being cut off
        for running in self._running:
            async with running:  # waits for the run that holds it
                pass
        self._jobs.shutdown(wait=False)

    async def drain(self, *, watched: bool = True) -> int:
        """Look at all that is due now; says how many subjects that were.

        Without ``watched`` no outage is expected: for tests and demo, where time stands still.
        """
        looked = 0
        while True:
            # Asked between batches, too: many of them take their time.
            may_work = not watched or await self._outages.may_work()
            self._ticked = self._clock.monotonic()
            if not may_work:
                return looked
            async with self._database.transaction(decides=False) as tx:
                rows = await tx.timers.claim(limit=AT_ONCE, lease=LEASE)
            if not rows:
                return looked
            await crash_point("scheduler.claimed")
            for row in rows:
                await self._run_timer(row)
            looked += len(rows)

    def tick_age(self) -> float:
        """Seconds since what is due was last asked for."""
        return self._clock.monotonic() - self._ticked

    async def _run_timer(self, row: Timer) -> None:
        try:
            async with self._database.transaction() as tx:
                await self._look_at(tx, kind=row.kind, subject=row.subject, since=row.since)
                await crash_point("scheduler.before_commit")
        except Unregistered:
            log.info("unknown-kind", kind=row.kind)
            async with self._database.transaction() as tx:
                await tx.timers.release_to_newer(row)
        except Exception as error:  # noqa: BLE001  # one subject must not stop the others
            await self._retry(row, error)
        else:
            self._metrics.timer("done")
            await crash_point("scheduler.after_commit")
        self._on_said()

    async def _retry(self, row: Timer, error: Exception) -> None:
        """Look again later, and tell the administrators the first time."""
        log.error("timer-failed", kind=row.kind, subject=row.subject, error=code_of(error))
        self._metrics.timer("failed")
        pause = min(FIRST_PAUSE * 2 ** min(row.attempts - 1, 16), LONGEST_PAUSE)
        async with self._database.transaction() as tx:
            name = type(error).__name__
            if await tx.timers.retry(row, self._clock.now() + pause, name) and row.attempts == 1:
                await alert(tx, "alert-timer", row.subject, name="subject", code=name)
