"""Asks every second what is due: the only thing that the clock does.

What is due stands in the wake-ups, one row for each open subject; a tick that is missed is made up
for by the next one, as rows stay due. The watch comes before them: it sees whether there was an
outage.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alerts import alert
from bot.clock import Clock
from bot.crash import crash_point
from bot.log import code_of
from bot.metrics import Metrics
from bot.watch import Watch
from liaison.usecases.looks import UnknownKind
from liaison.usecases.ports import Tx
from storage.database import Database
from storage.wakeups import Wakeup

LEASE = timedelta(seconds=30)
AT_ONCE = 20
TICK_SECONDS = 1.0
FIRST_PAUSE = timedelta(seconds=60)
LONGEST_PAUSE = timedelta(hours=1)

log = structlog.get_logger()


class LookAt(Protocol):
    """The use case that looks at one subject and says when to look again."""

    def __call__(self, tx: Tx, *, kind: str, subject: str, since: datetime) -> Awaitable[None]:
        """Look at a subject of a kind; ``since`` is when it was looked at last."""


class Scheduler:
    """Ticks. ``on_said`` is called after each commit."""

    def __init__(
        self,
        database: Database,
        look_at: LookAt,
        *,
        watch: Watch,
        clock: Clock,
        metrics: Metrics,
        on_said: Callable[[], None],
    ) -> None:
        self._database = database
        self._look_at = look_at
        self._watch = watch
        self._clock = clock
        self._metrics = metrics
        self._on_said = on_said
        self._ticking = asyncio.Lock()

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until told to stop; a tick under way then is finished."""
        ticks = AsyncIOScheduler(timezone=UTC)
        ticks.add_job(
            self._tick,
            "interval",
            seconds=TICK_SECONDS,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        ticks.start()
        await stop.wait()
        ticks.pause()
        await asyncio.sleep(0)  # a tick that was just handed over begins, instead of being cut off
        async with self._ticking:
            ticks.shutdown(wait=False)

    async def drain(self, *, watched: bool = True) -> int:
        """Look at all that is due now; says how many subjects that were.

        Without ``watched`` the watch is left alone: for tests and demo, where time stands still.
        """
        looked = 0
        async with self._ticking:
            while True:
                # Between batches, too: many of them take their time.
                if watched and not await self._watch.tend():
                    return looked
                async with self._database.transaction(decides=False) as tx:
                    rows = await tx.wakeups.claim(limit=AT_ONCE, lease=LEASE)
                if not rows:
                    return looked
                await crash_point("scheduler.claimed")
                for row in rows:
                    await self._look(row)
                looked += len(rows)

    async def _tick(self) -> None:
        try:
            await self.drain()
        except Exception:  # the next tick tries again
            log.exception("tick-failed")
        else:
            self._metrics.tick()

    async def _look(self, row: Wakeup) -> None:
        try:
            async with self._database.transaction() as tx:
                await self._look_at(tx, kind=row.kind, subject=row.subject, since=row.since)
                await crash_point("scheduler.before_commit")
        except UnknownKind:
            log.info("not-known-here", kind=row.kind)
            async with self._database.transaction() as tx:
                await tx.wakeups.put_back(row)
        except Exception as error:  # noqa: BLE001  # one subject must not stop the others
            await self._push(row, error)
        else:
            self._metrics.look("done")
            await crash_point("scheduler.after_commit")
        self._on_said()

    async def _push(self, row: Wakeup, error: Exception) -> None:
        """Look again later, and tell the administrators the first time."""
        log.error("wakeup-failed", kind=row.kind, subject=row.subject, error=code_of(error))
        self._metrics.look("failed")
        pause = min(FIRST_PAUSE * 2 ** min(row.attempts - 1, 16), LONGEST_PAUSE)
        async with self._database.transaction() as tx:
            name = type(error).__name__
            if await tx.wakeups.push(row, self._clock.now() + pause, name) and row.attempts == 1:
                await alert(tx, "alert-wakeup", row.subject, name="subject", code=name)
