"""A service with a page, the people of both Parties, and browsers on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web

from bot.http_server import make_runner
from liaison.core.people import Person
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.scenario import PARTS, ScenarioDriver, open_driver, person_of
from tests.service.web.visitor import URL, Visitor

HOST = "127.0.0.1"


@dataclass(eq=False)
class Served:
    """A page that is served on this machine."""

    driver: ScenarioDriver
    http: ClientSession
    base: str

    async def visitor(self, name: str) -> Visitor:
        """Somebody who has just signed in."""
        return await Visitor.signed_in(self.http, self.base, self.driver, name)

    def stranger(self, token: str = "") -> Visitor:
        """A browser without a session, or with a token that is none."""
        return Visitor(self.http, self.base, self.driver, "", token)

    async def acts(self) -> int:
        """How many acts are in the audit record."""
        async with self.driver.app.database.transaction() as tx:
            return (await tx.audit_chain_head()).seq

    async def person(self, name: str) -> Person:
        """What the service knows of somebody."""
        async with self.driver.app.database.transaction() as tx:
            return await person_of(tx, self.driver[name])


@asynccontextmanager
async def serving(*names: str, language: str | None = "en") -> AsyncIterator[Served]:
    """Serve a page for these people of both Parties."""
    with memory_folder() as folder:
        async with open_driver(database_url=fresh(folder), web_url=URL) as driver:
            await driver.gather(*names, language=language)
            assert driver.app.page is not None
            runner = make_runner(driver.app.page.app, stop_seconds=1.0)
            await runner.setup()
            try:
                await web.TCPSite(runner, HOST, 0).start()
                async with ClientSession() as http:
                    yield Served(driver, http, f"http://{HOST}:{runner.addresses[0][1]}")
            finally:
                await runner.cleanup()


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """A page of one test."""
    async with serving(*PARTS) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[Served]:
    """A page of all tests of a module, which change nothing that another one reads."""
    async with serving(*PARTS) as opened:
        yield opened
