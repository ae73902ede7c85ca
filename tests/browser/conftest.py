"""A Chromium without a window, and a service with both Parties' people that it looks at."""

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from bot.commands.demo import DemoApp
from sandbox.users.history import History
from tests.browser.screen import PATIENCE_MS, Screen
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.scenario import PARTS, controlled, open_driver

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""It looks at this machine only, and asks no one else anything."""
DESKTOP: ViewportSize = {"width": 1280, "height": 1080}


def chromium() -> str | None:
    """The path of the Chromium of the system; None if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The Chromium of the system."""
    path = chromium()
    if path is None:
        pytest.fail("no Chromium: install it, on Debian by 'apt-get install chromium'")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ALONE))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def screen(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Screen]:
    """The page, and on it six people, each with the own language."""
    pictures = tmp_path_factory.mktemp("screens")
    with memory_folder() as folder:
        async with open_driver(database_url=fresh(folder), app_type=DemoApp) as driver:
            driver.sandbox.history = History()
            await driver.gather(*PARTS)
            async with controlled(driver, language="en"):
                page = await browser.new_page(viewport=DESKTOP)
                screen = Screen(page, driver, pictures=pictures)
                await screen.open()
                yield screen
                assert screen.faults == []
                await page.close()
