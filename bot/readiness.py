"""What those outside may ask: what is wrong with the service, can it take work, and how much is
there. A database that hangs must not keep them waiting.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final, Generic, TypeVar

import structlog

from bot.log import code_of
from bot.monitoring.checks import Checks
from bot.monitoring.metrics import Gauges, Metrics
from bot.monitoring.outages import OutageDetector
from bot.telegram.ingest import Ingest
from bot.telegram.webhook_registration import WebhookRegistrar
from bot.workers.scheduler import Scheduler
from storage.database import Database
from storage.queue_metrics import QueueStats
from storage.transaction import Transaction

log = structlog.get_logger()

ANSWER_SECONDS = 2.0
TICK_SECONDS: Final = 30.0
"""A tick comes every second; after so long none will come by itself."""

_T = TypeVar("_T")


class Readiness:
    """Reports on the parts of the service to health checks and metrics."""

    def __init__(
        self,
        database: Database,
        *,
        metrics: Metrics,
        checks: Checks,
        outages: OutageDetector,
        scheduler: Scheduler,
        ingest: Ingest,
        registrar: WebhookRegistrar | None,
    ) -> None:
        self._metrics = metrics
        self._checks = checks
        self._outages = outages
        self._scheduler = scheduler
        self._ingest = ingest
        self._announcing = registrar
        self._answers = SharedQuery(database, lambda tx: tx.queue_metrics.ping())
        self._measured = SharedQuery(database, lambda tx: tx.queue_metrics.measure())

    def findings(self) -> Mapping[str, int]:
        """What is wrong with the service, by kind: how many, or for how many seconds already."""
        return {**self._checks.findings(), **self._outages.findings()}

    async def missing(self) -> Sequence[str]:
        """What keeps the desk from taking work, by code; nothing where it can.

        ``tick``: it has not looked for half a minute at what is due. ``unreachable``, ``token
        refused``, ``clock``: why it has not reached Telegram yet. ``database-silent``: the
        database does not answer in time; ``database-failed``: it cannot be used. One that is open
        has the tables of this program: that is looked at when it is opened.
        """
        late = ["tick"] if self._scheduler.tick_age() > TICK_SECONDS else []
        unreached = self._outages.missing()
        late += [] if unreached is None else [unreached]
        try:
            await self._answers.answer()
        except TimeoutError:
            return [*late, "database-silent"]
        except Exception as error:  # noqa: BLE001  # whatever the driver finds to say
            log.warning("not-ready", error=code_of(error))
            return [*late, "database-failed"]
        return late

    async def is_healthy(self) -> bool:
        """Whether nothing is wrong and the service can take work."""
        return not self.findings() and not await self.missing()

    async def page(self) -> bytes:
        """The page of metrics; without what lies in the database where that does not answer."""
        gauges = Gauges(
            findings=self._checks.found(),
            tick_age=self._scheduler.tick_age(),
            audit_age=self._checks.age(),
            poller=self._ingest.polls,
            webhook=None if self._announcing is None else self._announcing.hook,
            measured=await self._measure(),
        )
        return self._metrics.page(gauges)

    async def close(self) -> None:
        """Give up what is under way."""
        await self._answers.close()
        await self._measured.close()

    async def _measure(self) -> QueueStats | None:
        try:
            return await self._measured.answer()
        except Exception as error:  # noqa: BLE001  # the rest of the page is wanted all the more
            log.warning("not-measured", error=code_of(error))
            return None


class SharedQuery(Generic[_T]):
    """One thing that is asked of the database, by one transaction at a time.

    Whoever asks while it is under way waits for the same answer. It is not cut off when they go:
    a statement that hangs cannot be, and the next one would hang behind it.
    """

    def __init__(self, database: Database, ask: Callable[[Transaction], Awaitable[_T]]) -> None:
        self._database = database
        self._ask = ask
        self._asking: asyncio.Task[_T] | None = None

    async def answer(self) -> _T:
        """The answer. Raises ``TimeoutError`` after two seconds, and what the database raises."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._run())
            self._asking.add_done_callback(self._over)
        asking = self._asking
        done, _ = await asyncio.wait({asking}, timeout=ANSWER_SECONDS)
        if not done:
            raise TimeoutError
        return asking.result()

    async def close(self) -> None:
        """Give up what is under way."""
        asking = self._asking
        if asking is not None:
            asking.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await asking

    async def _run(self) -> _T:
        async with self._database.transaction(decides=False) as tx:
            return await self._ask(tx)

    def _over(self, asking: asyncio.Task[_T]) -> None:
        self._asking = None
        if not asking.cancelled():
            asking.exception()  # looked at, also where nobody waits for it any more
