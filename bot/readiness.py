"""Health, readiness and the metrics page of the service, with a time limit for the database."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass
from typing import Final, Generic, TypeVar

import structlog

from bot.log import error_code
from bot.monitoring.checks import Checks
from bot.monitoring.metrics import Gauges, Metrics
from bot.monitoring.outages import DATABASE_FAILED, KINDS, OutageDetector
from bot.telegram.ingest import Ingest
from bot.telegram.webhook_registration import WebhookRegistrar
from bot.workers.scheduler import Scheduler
from storage.database import Database
from storage.queue_metrics import QueueMetrics, QueueStats
from storage.transaction import Transaction

log = structlog.get_logger()

ANSWER_SECONDS = 2.0
TICK_SECONDS: Final = 30.0
"""A tick comes every second; after so long the scheduler has stopped."""

_T = TypeVar("_T")


@dataclass(eq=False)
class Readiness:
    """Reports on the parts of the service to health checks and metrics."""

    database: Database
    _: KW_ONLY
    metrics: Metrics
    checks: Checks
    outages: OutageDetector
    scheduler: Scheduler
    ingest: Ingest
    registrar: WebhookRegistrar | None

    def __post_init__(self) -> None:
        self._answers = SharedQuery(self.database, lambda tx: tx.of(QueueMetrics).ping())
        self._measured = SharedQuery(self.database, lambda tx: tx.of(QueueMetrics).measure())

    def findings(self) -> Mapping[str, int]:
        """The findings of the service, by kind: how many, or for how many seconds."""
        return {**self.checks.findings(), **self.outages.findings()}

    async def missing(self) -> Sequence[str]:
        """The codes of why the service cannot take work; empty if it can.

        ``tick``: timers were not claimed for half a minute. ``unreachable``, ``token refused``,
        ``clock``: why it has not reached Telegram yet. ``database-silent``: the database does not
        answer in time; ``database-failed``: it cannot be used. The schema is checked when the
        database is opened.
        """
        late = ["tick"] if self.scheduler.tick_age() > TICK_SECONDS else []
        unreached = self.outages.missing()
        late += [] if unreached is None else [unreached]
        try:
            await self._answers.answer()
        except TimeoutError:
            return [*late, "database-silent"]
        except Exception as error:  # noqa: BLE001  # whatever the driver finds to say
            log.warning("not-ready", error=error_code(error))
            return [*late, DATABASE_FAILED]
        return [*late, DATABASE_FAILED] if self.outages.is_failing else late

    async def is_healthy(self) -> bool:
        """Whether there are no findings and the service can take work."""
        return not self.findings() and not await self.missing()

    async def page(self) -> bytes:
        """The page of metrics; without those of the database if it does not answer."""
        gauges = Gauges(
            findings={
                **self.checks.found(),
                **dict.fromkeys(KINDS, 0),
                **self.outages.findings(),
            },
            tick_age=self.scheduler.tick_age(),
            audit_age=self.checks.age(),
            poller=self.ingest.polls,
            webhook=None if self.registrar is None else self.registrar.hook,
            connections=self.database.connections,
            max_connections=self.database.max_connections,
            measured=await self._measure(),
        )
        return self.metrics.page(gauges)

    async def close(self) -> None:
        """Cancel queries under way."""
        await self._answers.close()
        await self._measured.close()

    async def _measure(self) -> QueueStats | None:
        try:
            return await self._measured.answer()
        except Exception as error:  # noqa: BLE001  # the rest of the page is wanted all the more
            log.warning("not-measured", error=error_code(error))
            return None


class SharedQuery(Generic[_T]):
    """A query of the database that concurrent callers share.

    Callers during a running query wait for the same answer. It is not cancelled when they go: a
    blocked statement cannot be, and the next one would be blocked, too.
    """

    def __init__(self, database: Database, ask: Callable[[Transaction], Awaitable[_T]]) -> None:
        self._database = database
        self._ask = ask
        self._asking: asyncio.Task[_T] | None = None

    async def answer(self) -> _T:
        """The answer. Raises ``TimeoutError`` after two seconds, and the errors of the database."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._run())
        return await asyncio.wait_for(asyncio.shield(self._asking), ANSWER_SECONDS)

    async def close(self) -> None:
        """Cancel the query under way."""
        asking = self._asking
        if asking is not None:
            asking.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await asking

    async def _run(self) -> _T:
        async with self._database.transaction(decides=False) as tx:
            return await self._ask(tx)
