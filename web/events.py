"""Events: an open page hears at once that there is something new for its person.

One loop asks for all open pages of this process, as another replica may have stored the message.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog
from aiohttp import web

from liaison.core.channels import Address
from liaison.pages.repository import PageMessages
from web.door import Door
from web.sessions import VISIT

log = structlog.get_logger()

POLL_SECONDS: Final = 0.5
STREAM_SECONDS: Final = 55.0
"""After this time a browser connects again, and is asked for its session."""
MAX_STREAMS: Final = 6
"""The open pages of one person; further ones are told nothing by themselves."""
_RETRY: Final = b"retry: 1000\n\n"
_NEW: Final = b"event: news\ndata: 1\n\n"


@dataclass(eq=False)
class News:
    """Tells open pages of what is new for them."""

    door: Door
    _asked: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)
    _open: Counter[Address] = field(default_factory=Counter, init=False)
    _unshown: Mapping[Address, int] = field(default_factory=dict, init=False)
    _closing: bool = field(default=False, init=False)
    _polling: asyncio.Task[None] | None = field(default=None, init=False)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send an event for each change, until the page is closed or the time is over."""
        visit = request[VISIT]
        if visit is None or self._open[visit.address] >= MAX_STREAMS:
            return web.Response(status=204)  # browsers do not ask again then
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        try:
            await response.prepare(request)
            await response.write(_RETRY)
        except ConnectionError:  # the browser has left already
            return response
        self._open[visit.address] += 1
        if self._polling is None:
            self._polling = asyncio.create_task(self._poll())
        try:
            with suppress(TimeoutError, ConnectionError):
                async with asyncio.timeout(STREAM_SECONDS):
                    await self._send(request, response, visit.address)
        finally:
            self._open[visit.address] -= 1
            if not +self._open and self._polling is not None:
                self._polling.cancel()
                self._polling = None
        return response

    async def _send(
        self, request: web.Request, response: web.StreamResponse, address: Address
    ) -> None:
        told = 0
        while True:
            async with self._asked:
                await self._asked.wait()
            if self._closing or request.transport is None or request.transport.is_closing():
                return
            found = self._unshown.get(address, 0)
            if found > told:
                await response.write(_NEW)
            told = found

    async def _poll(self) -> None:
        while True:
            try:
                async with self.door.transaction() as tx:
                    found = await tx.of(PageMessages).unshown([*+self._open])
            except Exception:  # the loop continues when the database fails
                log.exception("page-events-failed")
            else:
                self._unshown = found
                async with self._asked:
                    self._asked.notify_all()
            await asyncio.sleep(POLL_SECONDS)

    async def close(self, _app: web.Application) -> None:
        """End all streams."""
        self._closing = True
        async with self._asked:
            self._asked.notify_all()
