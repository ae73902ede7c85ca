"""The Python API of the sandbox: a server in this event loop, and its people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from aiohttp import web

from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.guard import own_callers
from sandbox.page_routes import PageRoutes
from sandbox.server import MAX_BODY, errors_as_json
from sandbox.stage import Stage

HOST = "127.0.0.1"
STOP_SECONDS = 2.0
MIDDLEWARES = (errors_as_json, own_callers)


class Sandbox(Stage):
    """A local Telegram. Made by `start`; `async with` stops it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.url = ""
        self._page = PageRoutes(self)
        self._runner: web.AppRunner | None = None

    @classmethod
    async def start(cls, *, port: int = 0, now: Callable[[], datetime] | None = None) -> Sandbox:
        """Listen on loopback, on any free port for 0. `now` is the base clock, aware UTC.

        Raises `OSError` if the port cannot be used.
        """
        sandbox = cls(Clock(now))
        app = web.Application(client_max_size=MAX_BODY, middlewares=MIDDLEWARES)
        sandbox.api.add_routes(app)
        Control(sandbox).add_routes(app)
        sandbox._page.add_routes(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)
        await runner.setup()
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        sandbox._runner = runner
        sandbox.url = f"http://{HOST}:{runner.addresses[0][1]}"
        return sandbox

    async def stop(self) -> None:
        """Answer waiting calls and close; stopping twice does nothing."""
        self._page.close()
        await self.api.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Sandbox:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
