"""Events: an open page hears at once that there is something new for its person.

One loop asks for all open pages of this process, as another replica may have stored the message. A
page says by a mark what it has shown: the number of the newest message, signed, as the number alone
would tell how much the other Party is sent.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog
from aiohttp import web

from liaison.core.agreement import Priority
from liaison.core.people import PersonId
from liaison.core.transaction import Tx
from liaison.notifications.repository import Notices
from liaison.pages.repository import PageMessages
from web.backend import Backend
from web.sessions import NEWS, SESSION, Session, find_session

log = structlog.get_logger()

POLL_SECONDS: Final = 0.5
STREAM_SECONDS: Final = 55.0
"""After this time a browser connects again, and is asked for its session."""
MAX_STREAMS: Final = 6
"""The open pages of one person; further ones are told nothing by themselves."""
_RETRY: Final = b"retry: 1000\n\n"


async def news_mark(tx: Tx, session: Session) -> str:
    """The mark of a page that shows the present."""
    found = await tx.of(PageMessages).newest([session.person.id])
    return _mark(session, found[session.person.id])


def _mark(session: Session, newest: int) -> str:
    return session.sign(NEWS, str(newest))


@dataclass(eq=False)
class News:
    """Tells open pages of what is new for them."""

    backend: Backend
    _asked: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)
    _open: Counter[PersonId] = field(default_factory=Counter, init=False)
    _newest: Mapping[PersonId, int] = field(default_factory=dict, init=False)
    _closing: bool = field(default=False, init=False)
    _polling: asyncio.Task[None] | None = field(default=None, init=False)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send an event for each change, until the page is closed or the time is over."""
        session = request[SESSION]
        if session is None or self._open[session.person.id] >= MAX_STREAMS:
            return web.Response(status=204)  # browsers do not ask again then
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        try:
            await response.prepare(request)
            await response.write(_RETRY)
        except ConnectionError:  # the browser has left already
            return response
        self._open[session.person.id] += 1
        if self._polling is None:
            self._polling = asyncio.create_task(self._poll())
        try:
            with suppress(TimeoutError, ConnectionError):
                async with asyncio.timeout(STREAM_SECONDS):
                    await self._send(request, response, session)
        finally:
            self._open[session.person.id] -= 1
            if not +self._open and self._polling is not None:
                self._polling.cancel()
                self._polling = None
        return response

    async def _send(
        self, request: web.Request, response: web.StreamResponse, session: Session
    ) -> None:
        shown = request.headers.get("Last-Event-ID") or request.query.get("mark", "")
        while True:
            async with self._asked:
                await self._asked.wait()
            if self._closing or request.transport is None or request.transport.is_closing():
                return
            newest = self._newest.get(session.person.id)
            if newest is not None and (mark := _mark(session, newest)) != shown:
                if await find_session(self.backend, session.token, uses=False) is None:
                    return
                event = await self._event(session)
                await response.write(f"event: {event}\nid: {mark}\ndata: 1\n\n".encode())
                shown = mark

    async def _event(self, session: Session) -> str:
        """``emergency`` while a notice of one is unread, else ``news``."""
        async with self.backend.transaction() as tx:
            unread = await tx.of(Notices).waiting_for(session.person.id)
        is_emergency = any(each.priority is Priority.EMERGENCY for each in unread)
        return "emergency" if is_emergency else "news"

    async def _poll(self) -> None:
        while True:
            try:
                async with self.backend.transaction() as tx:
                    found = await tx.of(PageMessages).newest([*+self._open])
            except Exception:  # the loop continues when the database fails
                log.exception("page-events-failed")
            else:
                self._newest = found
                async with self._asked:
                    self._asked.notify_all()
            await asyncio.sleep(POLL_SECONDS)

    async def close(self, _app: web.Application) -> None:
        """End all streams."""
        self._closing = True
        async with self._asked:
            self._asked.notify_all()
