"""The health endpoints, and the heartbeat for an external monitor."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

import aiohttp
import structlog
from aiohttp import web

from bot.http_server import listen, make_runner
from bot.monitoring.metrics import PAGE_TYPE
from bot.witness.published_record import RECORD, PublishedRecord

log = structlog.get_logger()

HEALTH, READY, METRICS = "/healthz", "/readyz", "/metrics"
STOP_SECONDS = 1.0
HEARTBEAT_SECONDS = 30.0
CALL_SECONDS = 5.0


@dataclass(eq=False)
class Health:
    """Serves the health endpoints on one host and port.

    ``/healthz``: 200, or 503 with the current ``findings`` by kind. ``/readyz``: 200, or 503 with
    the codes of ``lacks``, the reasons why the service cannot take work. ``/metrics``: the ``page``
    for Prometheus. The ``record`` answers a witness, if one may ask.
    """

    listen: tuple[str, int]
    _: KW_ONLY
    findings: Callable[[], Mapping[str, int]]
    lacks: Callable[[], Awaitable[Sequence[str]]]
    page: Callable[[], Awaitable[bytes]]
    record: PublishedRecord | None = None
    _stop: asyncio.Event | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.app = web.Application()
        self.app.router.add_get(HEALTH, self._answer_health)
        self.app.router.add_get(READY, self._answer_ready)
        self.app.router.add_get(METRICS, self._answer_metrics)
        if self.record is not None:
            self.app.router.add_get(RECORD, self.record.answer)

    async def run(self, stop: asyncio.Event, over: asyncio.Event) -> None:
        """Serve until ``over`` is set, not ready from ``stop`` on. Raises ``SettingsError``."""
        self._stop = stop
        runner = make_runner(self.app, stop_seconds=STOP_SECONDS)
        try:
            await listen(runner, *self.listen, "HEALTH_HOST", "HEALTH_PORT")
            await over.wait()
        finally:
            await runner.cleanup()

    async def _answer_health(self, _request: web.Request) -> web.Response:
        findings = self.findings()
        if not findings:
            return web.json_response({"ok": True})
        return web.json_response({"ok": False, "findings": dict(findings)}, status=503)

    async def _answer_ready(self, _request: web.Request) -> web.Response:
        stopping = self._stop is not None and self._stop.is_set()
        codes = ["stopping"] if stopping else list(await self.lacks())
        if not codes:
            return web.json_response({"ready": True})
        return web.json_response({"ready": False, "codes": codes}, status=503)

    async def _answer_metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=await self.page(), headers={"Content-Type": PAGE_TYPE})


@dataclass(eq=False, repr=False)
class Heartbeat:
    """Calls a URL while the service ``is_well``, so that an external monitor notices silence."""

    url: str
    _: KW_ONLY
    is_well: Callable[[], Awaitable[bool]]

    async def run(self) -> None:
        """Call it once, with a timeout of five seconds; a failure is logged."""
        if not await self.is_well():
            return
        if code := await error_of(self.url):
            log.warning("heartbeat-failed", code=code)


async def error_of(url: str) -> str:
    """Why an address does not answer within five seconds; empty if it does."""
    limit = aiohttp.ClientTimeout(total=CALL_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=limit) as session,
            session.get(url) as response,
        ):
            return "" if response.ok else f"http {response.status}"
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return type(error).__name__
