"""The Python API of the sandbox: a local Telegram that listens on a loopback port.

A loopback address is not enough: any site that is open in a browser may send requests to this
machine, by its address or by a name of the site's own (DNS rebinding). They are rejected.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.api.bot_api import MAX_BODY, error_response
from sandbox.api.errors import ApiError
from sandbox.control_api import ControlApi
from sandbox.local_telegram import LocalTelegram
from sandbox.page.routes import PageRoutes
from sandbox.state.clock import Clock

HOST = "127.0.0.1"
STOP_SECONDS = 2.0
LOOPBACK = frozenset({HOST, "localhost", "::1"})


@web.middleware
async def errors_as_json(request: web.Request, handler: Any) -> web.StreamResponse:
    """Answer an unknown path in the Bot API's form, too."""
    try:
        found: web.StreamResponse = await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        code = 404 if error.status == 405 else error.status
        reason = "Not Found" if code == 404 else error.reason
        return error_response(ApiError(code, reason))
    return found


@web.middleware
async def reject_foreign_requests(request: web.Request, handler: Any) -> web.StreamResponse:
    """Reject with 403 requests for another host, or from the page of another site or port."""
    if not is_loopback(request.host):
        raise web.HTTPForbidden(reason="Forbidden: only loopback names are answered")
    if request.headers.get("Origin", f"http://{request.host}") != f"http://{request.host}":
        raise web.HTTPForbidden(reason="Forbidden: another site's page is not answered")
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        raise web.HTTPForbidden(reason="Forbidden: another site's page is not answered")
    found: web.StreamResponse = await handler(request)
    return found


def is_loopback(host: str) -> bool:
    """Whether a `Host` header, with or without a port, is a loopback name."""
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


class Sandbox(LocalTelegram):
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
        middlewares = (errors_as_json, reject_foreign_requests)
        app = web.Application(client_max_size=MAX_BODY, middlewares=middlewares)
        sandbox.api.add_routes(app)
        ControlApi(sandbox).add_routes(app)
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
