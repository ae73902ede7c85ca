"""The page among very many requests: how long people who read at the same time wait.

Each of the sessions is of another person and opens Today and the table of requests in turns. The
browsers are a process of their own, the service is this one.
"""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from os import urandom
from secrets import token_urlsafe
from statistics import quantiles
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, web

from benchmarks.lists import OPEN, open_filled
from benchmarks.people import EVERYONE
from benchmarks.queues import FEW, MANY
from benchmarks.table import Figure
from bot.app import collect_garbage_rarely
from bot.clock import SystemClock
from bot.http_server import make_runner
from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from liaison.core.channels import Address, page_of
from liaison.core.people import Person, hash_token
from liaison.core.transaction import People, Tx
from liaison.pages.model import CalendarEntry, PageSession
from liaison.pages.repository import PageSessions
from storage.database import Database
from storage.transaction import Transaction
from web.server import make_app
from web.sessions import SESSION_COOKIE

SESSIONS = 30
PATHS = {
    "/": "Today",
    "/show?line=requests": "Requests",
    "/show?line=requests%20all&sort=due": "Requests, sorted",
}
PAUSE_SECONDS = 3.0
"""How long a person looks at a page."""
_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Backend:
    """The backend into a service that only shows."""

    url: str = "https://page.example"
    key: bytes = field(default=b"page", repr=False)
    texts: Catalog
    database: Database

    def is_of_telegram(self, _signed: str, _signature: str) -> bool:
        return False

    def now(self) -> datetime:
        return _CLOCK.now()

    def random(self, count: int) -> bytes:
        return urandom(count)

    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        return self.database.transaction()

    def calendar(self, _person: Person, _entries: Sequence[CalendarEntry]) -> bytes:
        raise web.HTTPNotFound

    async def answer(self, _address: Address, _update: Mapping[str, Any]) -> None:
        raise web.HTTPNotFound


async def pages(*, quick: bool) -> list[Figure]:
    """Open pages evenly, and all at one moment."""
    requests, rounds = (FEW, 2) if quick else (MANY, 4)
    async with open_filled(requests, open_requests=OPEN) as filled:
        async with filled.database.transaction() as tx:
            tokens = [await _sign_in(tx, each) for each in EVERYONE[:SESSIONS]]
        texts = Catalog.load(agreement=default_agreement())
        runner = make_runner(
            make_app(_Backend(texts=texts, database=filled.database)), stop_seconds=1.0
        )
        await runner.setup()
        collect_garbage_rarely()  # as the service does
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            base = f"http://127.0.0.1:{runner.addresses[0][1]}"
            figures = []
            for how, pause in (("evenly", PAUSE_SECONDS), ("all at one moment", 0.0)):
                waits = await _browse(base, tokens, rounds, pause)
                for path, name in zip(
                    PATHS, ("Today", "Requests", "Requests, sorted"), strict=True
                ):
                    what = f"{name} among {requests:,}, {SESSIONS} sessions {how}, p99"
                    found = quantiles(waits[path], n=100)[98]
                    figures.append(Figure(what=what, ours=found * 1000, unit="ms"))
            return figures
        finally:
            await runner.cleanup()


async def _sign_in(tx: Transaction, chat: int) -> str:
    person = await tx.of(People).by_address(Address(chat))
    assert person is not None, "one of the people"
    token = token_urlsafe(32)
    session = PageSession(
        token_hash=hash_token(token),
        address=page_of(person.id),
        opened_at=tx.now,
        used_at=tx.now,
    )
    await tx.of(PageSessions).add(session)
    return token


async def _browse(
    base: str, tokens: Sequence[str], rounds: int, pause: float
) -> Mapping[str, Sequence[float]]:
    """The seconds of each page, by its path, as another process sees them."""
    given = json.dumps([base, tokens, rounds, pause])
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.pages", given, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    found: Mapping[str, Sequence[float]] = json.loads(printed)
    return found


async def _open_pages(base: str, tokens: Sequence[str], rounds: int, pause: float) -> None:
    waits: dict[str, list[float]] = {path: [] for path in PATHS}

    async def session(http: ClientSession, number: int, token: str) -> None:
        headers = {"Cookie": f"{SESSION_COOKIE}={token}"}
        await asyncio.sleep(pause * number / len(tokens))
        for turn, path in enumerate([*PATHS] * (rounds + 1)):
            start = perf_counter()
            async with http.get(f"{base}{path}", headers=headers) as response:
                assert response.status == 200, response.status
                await response.read()
            taken = perf_counter() - start
            if turn >= len(PATHS):  # the first ones fill the caches
                waits[path].append(taken)
            await asyncio.sleep(max(0.0, pause - taken))

    async with ClientSession() as http:
        await asyncio.gather(*(session(http, at, token) for at, token in enumerate(tokens)))
    print(json.dumps(waits))


if __name__ == "__main__":
    asyncio.run(_open_pages(*json.loads(sys.argv[1])))
