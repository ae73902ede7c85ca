"""Runs the named jobs, each at its interval; the first of them runs due timers.

A missed tick is made up for by the next one, as the rows of timers stay due. Timers wait while it
is undecided whether an outage is ending.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta
from typing import TypeAlias

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.crash import crash_point
from bot.log import error_code
from bot.monitoring.alerts import alert
from bot.monitoring.metrics import Metrics
from bot.monitoring.outages import OutageDetector
from liaison.core.errors import UserError
from liaison.core.registry import Unregistered
from liaison.core.timers import TimerKind
from storage.database import Database
from storage.queues.timers import ClaimedTimer

LEASE = timedelta(seconds=30)
AT_ONCE = 20
TICK_SECONDS = 1.0
FIRST_PAUSE = timedelta(seconds=60)
MAX_PAUSE = timedelta(hours=1)

log = structlog.get_logger()


RunTimer: TypeAlias = Callable[..., Awaitable[None]]
"""Runs the timer of a ``kind`` and ``subject``, which last ran ``since`` then."""


class Scheduler:
    """Runs due timers each second, and added jobs."""

    def __init__(
        self,
        database: Database,
        timer_runner: RunTimer,
        *,
        outages: OutageDetector,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._timer_runner = timer_runner
        self._outages = outages
        self._clock = clock
        self._metrics = metrics
        self._ticked = clock.monotonic()
        self._jobs = AsyncIOScheduler(timezone=UTC)
        self._running: list[asyncio.Lock] = []
        self.add_job("tick", self.drain, seconds=TICK_SECONDS)

    def add_job(self, name: str, job: Callable[[], Awaitable[object]], *, seconds: float) -> None:
        """Run a job every so many seconds, one run at a time, also after a failure."""
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
        """Run the jobs until stopped; those under way are finished."""
        self._jobs.start()
        await stop.wait()
        self._jobs.pause()
        await asyncio.sleep(0)  # a job that was just submitted starts, instead of being cancelled
        for running in self._running:
            async with running:  # waits for the run that holds it
                pass
        self._jobs.shutdown(wait=False)

    async def drain(self, *, watched: bool = True) -> int:
        """Run all due timers; returns how many. Not ``watched``, for tests, outages are ignored."""
        count = 0
        while True:
            # Checked between batches, too, as many batches take long.
            may_work = not watched or await self._outages.may_work()
            if not may_work:
                self._ticked = self._clock.monotonic()
                return count
            async with self._database.transaction(decides=False) as tx:
                rows = await tx.timers.claim(limit=AT_ONCE, lease=LEASE)
            self._ticked = self._clock.monotonic()
            if not rows:
                return count
            await crash_point("scheduler.claimed")
            for row in rows:
                with bound_contextvars(cause=row.cause):
                    await self._run_timer(row)
            count += len(rows)
            if len(rows) < AT_ONCE:
                return count

    def tick_age(self) -> float:
        """Seconds since due timers were last claimed."""
        return self._clock.monotonic() - self._ticked

    async def _run_timer(self, row: ClaimedTimer) -> None:
        try:
            async with self._database.transaction(cause=row.cause) as tx:
                await self._timer_runner(tx, kind=row.kind, subject=row.subject, since=row.since)
                await crash_point("scheduler.before_commit")
        except Unregistered:
            log.info("unknown-kind", kind=row.kind)
            async with self._database.transaction() as tx:
                await tx.timers.release_to_newer(row)
        except Exception as error:  # noqa: BLE001  # one subject must not stop the others
            await self._fail(row, error)
        else:
            self._metrics.timer("done")
            await crash_point("scheduler.after_commit")

    async def _fail(self, row: ClaimedTimer, error: Exception) -> None:
        """Reject the timer, or retry later and alert the administrators the first time."""
        kind = self._database.registry.find(TimerKind, row.kind)
        rejected = None if kind is None else kind.rejected
        if isinstance(error, UserError) and rejected is not None:
            async with self._database.transaction(cause=row.cause) as tx:
                await rejected(tx, row.subject, error)
                return
        log.error("timer-failed", kind=row.kind, subject=row.subject, error=error_code(error))
        self._metrics.timer("failed")
        pause = min(FIRST_PAUSE * 2 ** min(row.attempts - 1, 16), MAX_PAUSE)
        async with self._database.transaction() as tx:
            name = type(error).__name__
            if await tx.timers.retry(row, self._clock.now() + pause, name) and row.attempts == 1:
                await alert(tx, "alert-timer", row.subject, name="subject", code=name)
