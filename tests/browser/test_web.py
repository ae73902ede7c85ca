"""The page in a real browser: on a phone and on a wide screen, in three languages, by keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.http_server import make_runner
from liaison.core.cards import card, text
from liaison.core.channels import page_of
from liaison.notifications.sounds import Tells, message_to
from liaison.pages.repository import PageMessages
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.ports import free_port
from tests.scenario import PARTS, ScenarioDriver, log_verification, open_driver, person_of
from tests.service.web.visitor import open_session
from tests.stories.meetings.proposal_steps import raises_emergency
from web.sessions import SESSION_COOKIE

pytestmark = pytest.mark.asyncio(loop_scope="module")
NARROW, WIDE = 360, 1280
SPEAKERS = {"km": "sokha", "zh": "li", "en": "dara"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served() -> AsyncIterator[tuple[ScenarioDriver, str]]:
    """A service with a page at localhost, and a request to China and one to Cambodia."""
    with memory_folder() as folder:
        port = free_port()
        url = f"http://localhost:{port}"
        async with open_driver(database_url=fresh(folder), web_url=url) as driver:
            await driver.gather(*PARTS)
            for name, letter in (("li", "9/26 MPS"), ("sokha", "12/26 MoI")):
                await log_verification(driver, name, persons=3, children=1, letter=letter)
            assert driver.app.page is not None
            runner = make_runner(driver.app.page.app, stop_seconds=1.0)
            await runner.setup()
            try:
                await web.TCPSite(runner, "localhost", port).start()
                yield driver, url
            finally:
                await runner.cleanup()


@asynccontextmanager
async def opened(
    browser: Browser, served: tuple[ScenarioDriver, str], name: str, width: int, **options: bool
) -> AsyncIterator[tuple[Page, list[str]]]:
    """A page on which somebody is signed in, and what went wrong or left this machine."""
    driver, url = served
    token = await open_session(driver, name)
    context: BrowserContext = await browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if options.get("dark") else "light",
        java_script_enabled=not options.get("plain"),
    )
    await context.add_cookies(
        [{
            "name": SESSION_COOKIE, "value": token, "url": url.replace("http:", "https:"),
            "httpOnly": True, "secure": True, "sameSite": "Strict",
        }]
    )  # fmt: skip
    page, faults = await context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text))
    page.on("request", lambda sent: None if sent.url.startswith(url) else faults.append(sent.url))
    await page.goto(url)
    yield page, faults
    await context.close()


async def check(page: Page) -> None:
    """Check a loaded page by axe, and that it needs no scrolling to the side."""
    await page.wait_for_load_state()
    found = await Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("language", SPEAKERS)
async def test_pages_fit_and_can_be_used_by_everyone(
    browser: Browser,
    served: tuple[ScenarioDriver, str],
    language: str,
    width: int,
) -> None:
    name = SPEAKERS[language]
    for dark in (False, True):
        async with opened(browser, served, name, width, dark=dark) as (page, faults):
            await expect(page.locator("html")).to_have_attribute("lang", language)
            await check(page)
            async with page.expect_navigation():
                await page.get_by_role("navigation").get_by_role("link").nth(1).click()
            await check(page)
            async with page.expect_navigation():
                await page.locator("main table a", has_text="26-").first.click()
            await check(page)
            reference = page.url.rpartition("=")[2]
            for line in ("meetings", f"{reference}%20history"):
                response = await page.goto(f"{served[1]}/show?line={line}")
                assert response is not None
                assert response.ok, line
                await check(page)
            await page.goto(f"{served[1]}/nothing")
            await check(page)
            assert [each for each in faults if "404" not in each] == []


async def test_all_can_be_done_by_keyboard_and_without_javascript(
    browser: Browser, served: tuple[ScenarioDriver, str]
) -> None:
    async with opened(browser, served, "dara", WIDE, plain=True) as (page, _):
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.closest('main') !== null")
        await page.locator("#field").focus()
        await page.keyboard.type("/requests")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator("#answer")).to_contain_text("12/26 MoI")
        await page.get_by_role("navigation").get_by_role("link", name="Requests").click()
        await expect(page.locator("main")).to_contain_text("12/26 MoI")


async def test_an_open_page_shows_a_message_without_losing_what_is_typed(
    browser: Browser, served: tuple[ScenarioDriver, str]
) -> None:
    driver, _ = served

    async def tell() -> None:
        """Put a message on the page, beside one that goes to the chat."""
        async with driver.app.database.transaction() as tx:
            wang, said = await person_of(tx, driver["wang"]), card(text("calendar-sent"))
            await tx.of(PageMessages).send(page_of(wang.id), said)
            await tx.enqueue(message_to(wang, said, Tells.NEWS))
        await driver.settle()

    async with opened(browser, served, "wang", NARROW) as (page, faults):
        await tell()
        await expect(page.locator("article.new")).to_have_count(1)
        await page.locator("#field").fill("typed")
        await tell()
        await expect(page.locator("#news a")).to_be_visible()
        await expect(page.locator("#field")).to_have_value("typed")
        await check(page)
        assert faults == []


async def test_an_open_page_says_first_that_something_new_is_an_emergency(
    browser: Browser, served: tuple[ScenarioDriver, str]
) -> None:
    async with opened(browser, served, "li", NARROW) as (page, faults):
        await page.goto(f"{served[1]}/show?line=meetings")
        await raises_emergency(served[0]["dara"], "3.3 14:00")
        await expect(page.get_by_role("alert")).to_have_text("紧急情况：请立即点击打开。")
        await check(page)
        assert faults == []


async def test_a_file_that_is_dropped_on_a_page_is_refused_and_nothing_is_lost(
    browser: Browser, served: tuple[ScenarioDriver, str]
) -> None:
    async with opened(browser, served, "dara", WIDE) as (page, faults):
        await page.locator("#field").fill("typed")
        file = await page.evaluate_handle(
            "() => { const dropped = new DataTransfer();"
            " dropped.items.add(new File(['x'], 'letter.pdf')); return dropped; }"
        )
        await page.locator("main").dispatch_event("drop", {"dataTransfer": file})
        await expect(page.get_by_role("status")).to_contain_text(["Only text can be sent here."])
        await expect(page.locator("#field")).to_have_value("typed")
        assert faults == []
