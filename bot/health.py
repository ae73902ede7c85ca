"""Whether the desk is well, for those outside who ask, and for those who wait to hear of it."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

import aiohttp
import structlog
from aiohttp import web

from bot.settings import PREFIX, SettingsError
from liaison.domain.cards import text

log = structlog.get_logger()

HOST = "127.0.0.1"
PATH = "/healthz"
STOP_SECONDS = 1.0
HEARTBEAT_SECONDS = 5.0


class Health:
    """Answers ``GET /healthz`` on this machine: 200, or 503 with what is wrong.

    ``findings`` says what is wrong now, by kind: nothing where the desk is well.
    """

    def __init__(self, port: int, findings: Callable[[], Mapping[str, int]]) -> None:
        self._port = port
        self._findings = findings
        self.app = web.Application()
        self.app.router.add_get(PATH, self._answer)

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until told to stop. Raises ``SettingsError`` where the port is taken."""
        runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=STOP_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
            await stop.wait()
        except OSError:
            name = f"{PREFIX}HEALTH_PORT"
            raise SettingsError(text("setup-health-port-taken", name=name)) from None
        finally:
            await runner.cleanup()

    async def _answer(self, _request: web.Request) -> web.Response:
        findings = self._findings()
        if not findings:
            return web.json_response({"ok": True})
        return web.json_response({"ok": False, "findings": dict(findings)}, status=503)


class Heartbeat:
    """Calls an address as long as the desk is well, so that somebody outside notices silence."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._call: asyncio.Task[None] | None = None

    def beat(self) -> None:
        """Call it beside what else is done; not where the call before is still under way."""
        if self._call is None or self._call.done():
            self._call = asyncio.create_task(self._get())

    async def close(self) -> None:
        """Give up what is under way."""
        if self._call is not None:
            self._call.cancel()
            with suppress(asyncio.CancelledError):
                await self._call

    async def _get(self) -> None:
        limit = aiohttp.ClientTimeout(total=HEARTBEAT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.get(self._url) as response,
            ):
                code = "" if response.ok else f"http {response.status}"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            code = type(error).__name__
        if code:
            log.warning("heartbeat-failed", code=code)
