"""The page at `/`: its files, and its requests that the control API does not have."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.control_api import answering
from sandbox.local_telegram import LocalTelegram
from sandbox.page.phone_json import Reader, phone_json
from sandbox.service_control import ServiceControl
from sandbox.state import Json
from sandbox.users.actions import find
from sandbox.users.history import NEWEST

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
BATCH_SECONDS = 0.02
"""Changes within this time are sent together."""
KEEP_ALIVE_SECONDS = 15.0
"""After this time without a change an empty event is sent, to detect closed connections."""
MORNING = time(9)
MAX_TURN = timedelta(days=400)


class PageRoutes:
    """Serves the page and sends it changes."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram
        self.turning = False
        self.closing = False

    def add_routes(self, app: web.Application) -> None:
        """Add the paths of the page to `app`."""
        app.router.add_get("/", self.file)
        app.router.add_get("/page/{name}", self.file)
        app.router.add_get("/sandbox/events", self.events)
        app.router.add_get("/sandbox/users/{id}/files/{message_id}", self.download)
        app.router.add_get("/sandbox/history", answering(self.past))
        app.router.add_get("/sandbox/service", answering(self.view))
        app.router.add_get("/sandbox/service/page/{id}", answering(self.open_page))
        app.router.add_post("/sandbox/service", answering(self.start_or_stop))
        app.router.add_post("/sandbox/service/turn", answering(self.turn))

    def close(self) -> None:
        """Close the event streams."""
        self.closing = True
        self.telegram.store.signal_change()

    async def file(self, request: web.Request) -> web.Response:
        """A file of the page."""
        name = request.match_info.get("name", "index.html")
        path = next((each for each in FOLDER.iterdir() if each.name == name), None)
        if path is None:
            raise web.HTTPNotFound
        return web.Response(
            body=path.read_bytes(),
            content_type=TYPES[path.suffix],
            charset="utf-8",
            headers=HEADERS,
        )

    async def download(self, request: web.Request) -> web.Response:
        """A file that a person received, for download and never for display."""
        try:
            phone = self.telegram.phones[int(request.match_info["id"])]
            message_id = int(request.match_info["message_id"])
            file = find(phone.bot, phone.user_id, message_id).file
        except (LookupError, ValueError):
            file = None
        if file is None:
            raise web.HTTPNotFound
        attached = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return web.Response(
            body=file.data,
            content_type="application/octet-stream",
            headers={**HEADERS, "Content-Disposition": attached},
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The whole state, then its changes: an event `status`, and a `phone` for each person. With
        `lang` all phones are in this language, else each is in the person's own.
        """
        reader = self.reader(request)
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        sent: dict[str, Json] = {}
        with suppress(ConnectionError):
            while not self.closing:
                changed = self.telegram.store.changed
                changes = [each for each in self.state(reader) if sent.get(each[0]) != each[1]]
                sent.update(changes)
                await response.write("".join(event(*each) for each in changes).encode() or b":\n\n")
                with suppress(TimeoutError):
                    async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                        await changed.wait()
                await asyncio.sleep(BATCH_SECONDS)
        return response

    def state(self, reader: Reader) -> Iterator[tuple[str, Json]]:
        """The parts of the page's state, each with a stable name."""
        service, history = self.telegram.service, self.telegram.history
        begins = None if history is None else history.begins
        yield (
            "status",
            {
                "offset": self.telegram.clock.offset.total_seconds(),
                "turning": self.turning,
                "service": None if service is None else {"running": service.running},
                "language": "" if service is None else service.language,
                "begins": None if begins is None else begins.isoformat(),
                "too_many": any(
                    fault.code == 429 and fault.times is None
                    for fault in self.telegram.faults.planned
                ),
            },
        )
        if self.telegram.store.bots:
            for user_id, phone in self.telegram.phones.items():
                messages = phone.visible[-NEWEST:]
                yield f"phone {user_id}", phone_json(phone, self.telegram.now(), messages, reader)

    def reader(self, request: web.Request) -> Reader:
        """The reader in the language `lang` of the query, or in each person's own."""
        service = self.telegram.service
        translated = None if service is None else service.translated
        return Reader(request.query.get("lang") or None, translated)

    async def past(self, request: web.Request, given: Json) -> Json:
        """The phones as they were `at` a moment, ISO 8601. Raises LookupError without a history."""
        history, reader = self.telegram.history, self.reader(request)
        if history is None:
            raise LookupError("no history is kept")
        self.telegram.record()
        at = datetime.fromisoformat(request.query.get("at", ""))
        phones = self.telegram.phones.items()
        return {
            "phones": [
                phone_json(phone, at, history.at(user_id, at), reader) for user_id, phone in phones
            ]
        }

    async def view(self, request: web.Request, given: Json) -> Json:
        """The view of the bot in the language `lang`."""
        return await self.service_view(request.query.get("lang"))

    async def open_page(self, request: web.Request, given: Json) -> Json:
        """Send a browser to the page of the service, for one person. Raises LookupError."""
        raise web.HTTPSeeOther(await self.service().page_of(int(request.match_info["id"])))

    async def start_or_stop(self, request: web.Request, given: Json) -> Json:
        """Start or stop the bot."""
        service = self.service()
        await (service.start() if given["running"] else service.stop())
        self.telegram.store.signal_change()
        return {"running": service.running}

    async def turn(self, request: web.Request, given: Json) -> Json:
        """Let time pass: `seconds`, until the morning of a `date`, or `to` the next `morning` or
        the next `due` moment. Raises ValueError for a time that is past or too far away.
        """
        if self.turning:
            raise RuntimeError("the clock is being turned")
        self.turning = True
        self.telegram.store.signal_change()
        try:
            now = self.telegram.now()
            at = await self.moment(given, now)
            if not now <= at <= now + MAX_TURN:
                raise ValueError("the time is past, or too far away")
            if self.telegram.service is None:
                self.telegram.turn_to(at)
            else:
                await self.telegram.service.turn_to(at)
        finally:
            self.turning = False
            self.telegram.store.signal_change()
        return {"now": self.telegram.now().isoformat()}

    async def moment(self, given: Json, now: datetime) -> datetime:
        """The moment in a request; raises ValueError if there is none."""
        match given:
            case {"seconds": int(seconds)}:
                return now + timedelta(seconds=seconds)
            case {"date": str(day)}:
                return morning_of(date.fromisoformat(day), await self.last_zone(now))
            case {"to": "morning"}:
                zone = await self.last_zone(now)
                today = now.astimezone(zone).date()
                nine = morning_of(today, zone)
                return nine if nine > now else morning_of(today + timedelta(days=1), zone)
            case {"to": "due"} if due := (await self.service_view())["next_due"]:
                return datetime.fromisoformat(due)
            case {"to": "due"}:
                raise ValueError("nothing is due")
        raise ValueError("seconds, date or to is expected")

    async def last_zone(self, now: datetime) -> ZoneInfo:
        """The zone of the Party in which the morning comes last; UTC without a connected bot."""
        zones = [ZoneInfo(each["zone"]) for each in (await self.service_view())["parties"]]
        return min(
            zones or [ZoneInfo("UTC")],
            key=lambda zone: now.astimezone(zone).utcoffset() or timedelta(),
        )

    async def service_view(self, language: str | None = None) -> Json:
        """The view of the connected bot; empty if there is none."""
        service = self.telegram.service
        if service is None:
            return {"parties": [], "people": [], "next_due": None}
        return await service.view(language or service.language)

    def service(self) -> ServiceControl:
        """The control of the connected bot; raises LookupError if there is none."""
        if self.telegram.service is None:
            raise LookupError("no bot is connected")
        return self.telegram.service


def event(name: str, data: Json) -> str:
    """An event of the stream; its kind is the first part of `name`."""
    kind = name.partition(" ")[0]
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """Nine o'clock of a day in a zone, as an aware time."""
    return datetime.combine(day, MORNING, zone)
