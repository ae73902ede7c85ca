"""The wiring of the service: all parts that run, put together in one module."""

import asyncio
import gc
import os
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

import structlog

from bot.channels.email import Mailer
from bot.clock import Clock, SystemClock
from bot.concepts import CONCEPTS
from bot.database import database_of
from bot.i18n.catalog import Catalog
from bot.monitoring.checks import CHECK_SECONDS, Checks
from bot.monitoring.health import HEARTBEAT_SECONDS, Health, Heartbeat
from bot.monitoring.metrics import Metrics
from bot.monitoring.outages import DETECT_SECONDS, OutageDetector
from bot.monitoring.watchdog import Watchdog
from bot.profile.language_file import texts_of
from bot.readiness import Readiness
from bot.settings import Settings, load_agreement_of
from bot.telegram.admission import Admission
from bot.telegram.channel import TelegramChannel
from bot.telegram.client import TelegramClient
from bot.telegram.ingest import Ingest
from bot.telegram.profile import BotProfile
from bot.telegram.webhook import Webhook
from bot.telegram.webhook_registration import WebhookRegistrar
from bot.web import PageServer, ServiceBackend, key_of, telegram_key_of
from bot.witness.published_record import PublishedRecord
from bot.workers.dispatcher import LEASE, Routes, UpdateDispatcher
from bot.workers.scheduler import RunTimer, Scheduler
from bot.workers.sender import Sender
from handlers.routes import build_router
from liaison.core.registry import Concept
from liaison.core.timers import run_timer
from liaison.core.transaction import Timestamps
from liaison.notifications.outages import LAST_CONTACT
from storage.crypto import KeyFile
from storage.migrations.migrate import head
from storage.queue_metrics import QueueMetrics
from storage.queues.pg_listener import PgListener

log = structlog.get_logger()

STOP_SECONDS = 8.0
A_SECOND = timedelta(seconds=1)


def collect_garbage_rarely() -> None:
    """Scan what is loaded never, and the rest rarely: a scan of all takes a fifth of a second, and
    an update leaves few reference cycles.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000)


class App:
    """The service: workers, jobs and servers over one database.

    Call ``open`` first and ``close`` last; between them either ``run``, or ``settle`` any number of
    times. ``concepts`` are the registered concepts, ``paced`` keeps Telegram's rate limits
    and that of members, ``strict`` makes a missing text an error; a ``watchdog``, if set, monitors
    the event loop during ``run``.
    """

    catalog_type: ClassVar[type[Catalog]] = Catalog
    page_type: ClassVar[type[PageServer]] = PageServer

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        random: Callable[[int], bytes] = os.urandom,
        concepts: Iterable[Concept] = CONCEPTS,
        router: Routes | None = None,
        timer_runner: RunTimer = run_timer,
        paced: bool = True,
        strict: bool = False,
    ) -> None:
        self.clock = clock or SystemClock()
        self.agreement = load_agreement_of(settings)
        self.database = database_of(
            settings, concepts=concepts, agreement=self.agreement, clock=self.clock, random=random
        )
        texts = texts_of(settings.agreement)
        self.catalog = self.catalog_type.load(*texts, agreement=self.agreement, strict=strict)
        self.catalog.profile = settings.agreement
        self.metrics = Metrics()
        token = settings.required_token()
        self.telegram = TelegramClient(
            token,
            api_base=settings.api_base,
            proxy=settings.proxy,
            clock=self.clock,
            paced=paced,
            on_call=self.metrics.telegram_call,
        )
        self.profile = BotProfile(self.telegram, self.catalog)
        server = settings.mail
        mailer = None if server is None else Mailer(server, now=self.clock.now)
        self.sender = Sender(
            self.database,
            TelegramChannel(self.telegram, page_url=settings.web_url),
            mailer,
            catalog=self.catalog,
            metrics=self.metrics,
            clock=self.clock,
            random=random,
            paced=paced,
        )
        self.database.on_enqueued = self.sender.wake.set
        self.dispatcher = UpdateDispatcher(
            self.database,
            router or build_router(self.catalog),
            token=token,
            clock=self.clock,
            metrics=self.metrics,
        )
        self.outages = OutageDetector(
            self.database,
            clock=self.clock,
            is_doubted=lambda: self.telegram.contradicts_clock,
            trouble=lambda: (self.webhook.registrar if self.webhook else self.ingest).error_code,
        )
        admission = Admission(self.clock, limits_members=paced)
        self.checks = Checks(
            self.database,
            clock=self.clock,
            outages=self.outages,
            shed=lambda: admission.shed,
            turned_away=lambda: self.webhook.turned_away if self.webhook else 0,
        )
        name = os.urandom(8).hex()
        self.ingest = Ingest(
            self.database,
            self.telegram,
            admission=admission,
            name=name,
            metrics=self.metrics,
            on_contact=self.outages.record_contact,
            on_new=self.dispatcher.wake.set,
        )
        self.webhook = self._webhook(settings, name)
        self.page = self._page(settings, token, random)
        on_rows = {"inbox": self.dispatcher.wake.set, "outbox": self.sender.wake.set}
        listener = PgListener(settings.database_url, on_rows)
        self.listener = listener if listener.wanted else None
        self.watchdog: Watchdog | None = None
        self._settled_at: datetime | None = None
        self.scheduler = Scheduler(
            self.database,
            timer_runner,
            outages=self.outages,
            clock=self.clock,
            metrics=self.metrics,
        )
        self.probes = Readiness(
            self.database,
            metrics=self.metrics,
            checks=self.checks,
            outages=self.outages,
            scheduler=self.scheduler,
            ingest=self.ingest,
            registrar=None if self.webhook is None else self.webhook.registrar,
        )
        url = settings.heartbeat_url
        self.heartbeat = None if url is None else Heartbeat(url, is_well=self.probes.is_healthy)
        self.scheduler.add_job("outages", self.outages.detect, seconds=DETECT_SECONDS)
        self.scheduler.add_job("checks", self.checks.run, seconds=CHECK_SECONDS)
        if self.heartbeat is not None:
            self.scheduler.add_job("heartbeat", self.heartbeat.run, seconds=HEARTBEAT_SECONDS)
        self.health = None
        if settings.health_port is not None:
            self.health = Health(
                (settings.health_host, settings.health_port),
                findings=self.probes.findings,
                lacks=self.probes.missing,
                page=self.probes.page,
                record=self._record(settings),
            )

    def _page(
        self, settings: Settings, token: str, random: Callable[[int], bytes]
    ) -> PageServer | None:
        if settings.web_url is None:
            return None
        backend = ServiceBackend(
            url=settings.web_url,
            key=key_of(token),
            telegram_key=telegram_key_of(token),
            texts=self.catalog,
            database=self.database,
            dispatcher=self.dispatcher,
            clock=self.clock,
            draw=random,
        )
        return self.page_type(settings, backend)

    def _record(self, settings: Settings) -> PublishedRecord | None:
        if settings.witness_token is None:
            return None
        token = settings.witness_token.get_secret_value()
        return PublishedRecord(self.database, KeyFile(settings.keys_file), token)

    def _webhook(self, settings: Settings, name: str) -> Webhook | None:
        url = settings.webhook_url
        if url is None:
            return None
        registrar = WebhookRegistrar(
            self.database,
            self.telegram,
            name=name,
            url=url,
            secret=settings.webhook_secrets[0],
            clock=self.clock,
            on_contact=self.outages.record_contact,
        )
        return Webhook(
            registrar,
            self.ingest.receive,
            on_post=self.metrics.webhook_post,
            on_refused=self.metrics.webhook_refused,
            path=urlsplit(url).path,
            secrets=settings.webhook_secrets,
            listen=settings.webhook_place,
            on_contact=self.outages.record_contact,
        )

    async def open(self) -> None:
        """Open the database. Raises ``StorageError`` if it cannot be used."""
        await self.database.open()
        if self.database.schema != head():
            log.warning("schema-newer", code=self.database.schema)

    async def take_over(self) -> None:
        """Take over the work of a killed predecessor; for the only process on this database."""
        async with self.database.transaction(decides=False) as tx:
            claimed = await tx.take_over(lease=LEASE)
            if not await tx.of(Timestamps).get(LAST_CONTACT):
                log.warning("database-new", remedy="liaison doctor")
        if claimed:
            log.info("taken-over", count=claimed)

    async def close(self) -> None:
        """Close the database and all connections."""
        await self.probes.close()
        await self.sender.close()
        await self.database.close()

    async def run(self, stop: asyncio.Event) -> None:
        """Run until ``stop`` is set, then end within ten seconds."""
        collect_garbage_rarely()
        log.info("started")
        workers = [
            asyncio.create_task(each.run(stop))
            for each in (
                self.webhook or self.ingest,
                self.listener,
                self.dispatcher,
                self.sender,
                self.scheduler,
                self.outages,
                self.watchdog,
                self.profile,
                self.page,
            )
            if each is not None
        ]
        over = asyncio.Event()  # health checks are answered until then
        asked = [asyncio.create_task(self.health.run(stop, over))] if self.health else []
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({stopping, *workers, *asked}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()  # a worker that ended by itself has failed: the others end, too
        self.dispatcher.wake.set()
        self.sender.wake.set()
        _, late = await asyncio.wait(workers, timeout=STOP_SECONDS)
        over.set()
        for worker in (*late, stopping):
            worker.cancel()
        results = await asyncio.gather(*workers, *asked, return_exceptions=True)
        log.info("stopped", late=len(late))
        for error in results:
            if isinstance(error, Exception):
                raise error

    async def work(self, queues: Collection[str], *, watched: bool = True) -> int:
        """Process what is due in some queues and send what follows; returns how many rows."""
        worked = await self.dispatcher.drain() if "inbox" in queues else 0
        worked += await self.scheduler.drain(watched=watched) if "timers" in queues else 0
        waits = "outbox" in queues or self.sender.wake.is_set()
        return worked + (await self.sender.drain() if waits else 0)

    async def settle(self) -> None:
        """Receive, handle and send until nothing is due now by the clock: for tests and demo."""
        now = self.clock.now()
        if self._settled_at is None or abs(now - self._settled_at) >= A_SECOND:
            self._settled_at = now
            await self.outages.detect()
            await self.checks.run()
        await self.ingest.drain()
        await self.outages.may_work()
        due = await self._due() or ("timers",)  # readiness asks when those last ran
        while await self.work(due):
            due = await self._due()

    async def _due(self) -> Collection[str]:
        async with self.database.transaction(decides=False) as tx:
            return [name for name, (due, _) in (await tx.of(QueueMetrics).next_at()).items() if due]
