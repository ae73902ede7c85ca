"""The two doors of the service: a person types and presses in the chat, or on the page."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any, Protocol, TypeAlias

from aiohttp import ClientSession, web
from sqlalchemy import select

from bot.app import App
from bot.http_server import make_runner
from bot.settings import Settings
from liaison.notifications import chat_messages
from storage.encrypted_columns import EncryptedColumns
from storage.migrations.tables import METADATA
from tests.scenario import ScenarioDriver
from tests.service.web.visitor import URL, Visitor
from tests.stories.prepared_state import PreparedState

OF_ONE_DOOR = frozenset(
    {
        "inbox", "outbox", "chat_messages", "conversations", "page_messages", "page_sessions",
        "message_slots", "timestamps",
    }
)  # fmt: skip
"""The tables that hold how an act came, and how its answer went."""
Tables: TypeAlias = Mapping[str, Sequence[str]]
"""The rows of each table, in order."""


class Drawn(App):
    """The service, which draws the same codes each time; the sender, which draws single bytes, does
    not count.
    """

    def __init__(self, settings: Settings, **given: Any) -> None:
        drawn = Random(0)

        def draw(count: int) -> bytes:
            return bytes(1) if count == 1 else drawn.randbytes(count)

        super().__init__(settings, random=draw, **given)


class Door(Protocol):
    """Where a person acts."""

    async def types(self, words: str) -> None:
        """Type a text."""

    async def presses(self, pattern: str) -> bool:
        """Press the newest button whose command is of a pattern, if there is one."""


class Chat:
    """The chat of a person."""

    def __init__(self, driver: ScenarioDriver, name: str) -> None:
        self._driver, self._user = driver, driver[name]

    async def types(self, words: str) -> None:
        self._user.phone.say(words)
        await self._driver.settle()

    async def presses(self, pattern: str) -> bool:
        shown = reversed(self._user.visible)
        buttons = (each for message in shown for row in message.buttons for each in row)
        data = next((e.data for e in buttons if re.match(pattern, e.data or "")), None)
        if data is not None:
            self._user.phone.press_data(data)
            await self._driver.settle()
        return data is not None


class Browser:
    """The page of a person."""

    def __init__(self, driver: ScenarioDriver, visitor: Visitor) -> None:
        self._driver, self._visitor = driver, visitor

    async def types(self, words: str) -> None:
        await self._visitor.get()
        await self._visitor.write(words)
        await self._driver.settle()

    async def presses(self, pattern: str) -> bool:
        lines = ((e, e.fields.get("line", "")) for e in self._visitor.read.forms)
        form = next((each for each, line in lines if re.match(pattern, line)), None)
        if form is not None:
            await self._visitor.post(form.action, form.fields)
            await self._driver.settle()
        return form is not None


@asynccontextmanager
async def served(driver: ScenarioDriver) -> AsyncIterator[tuple[ClientSession, str]]:
    """Serve the page of a service: browsers, and its address on this machine."""
    assert driver.app.page is not None
    runner = make_runner(driver.app.page.app, stop_seconds=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with ClientSession() as http:
            yield http, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def opened(state: PreparedState, folder: Path) -> AsyncIterator[ScenarioDriver]:
    """A copy of a state, in a service that has a page, too."""
    async with state.open(folder, web_url=URL, app_type=Drawn) as driver:
        yield driver


async def rows_of(driver: ScenarioDriver) -> Tables:
    """What is stored, in clear, of all that does not depend on the door."""
    database, found = driver.app.database, dict[str, list[str]]()
    async with database.transaction(decides=False) as tx:
        for table in METADATA.sorted_tables:
            if table.name not in OF_ONE_DOOR:
                sealed = database.registry.find(EncryptedColumns, table.name)
                rows = await tx._sql.rows(select(table))
                found[table.name] = sorted(
                    repr(_clear(row._asdict(), sealed, tx._sql.cipher, row))
                    for row in rows
                    if getattr(row, "kind", "") != chat_messages.TIMER
                )
    return found


def _clear(
    columns: dict[str, object], sealed: EncryptedColumns | None, cipher: Any, row: object
) -> dict[str, object]:
    if "fence" in columns:
        columns.pop("id")  # of a timer: several are made in any order
    for each in ("last_seen_on", "verified_at_door"):
        columns.pop(each, None)
    if sealed is None:
        return columns
    return columns | dict(zip(sealed.columns, sealed.decrypt(cipher, row), strict=True))


def different(first: Tables, second: Tables) -> Sequence[str]:
    """The rows that are in one of both alone."""
    return [f"{name}: {row}" for name in first for row in sorted({*first[name]} ^ {*second[name]})]
