"""The service under the page: stopped and started in earnest, and led through turned time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientConnectorError, ClientSession, web
from playwright.async_api import Browser, expect

from bot.commands.demo import DemoApp
from liaison.pages.service import NewKey, enrol
from tests.fresh_databases import fresh
from tests.ports import free_port
from tests.scenario import PARTS, ScenarioDriver, controlled, log_verification, open_driver
from web.sessions import SESSION_COOKIE


@pytest.fixture
async def driver(folder: Path) -> AsyncIterator[ScenarioDriver]:
    async with open_driver(database_url=fresh(folder)) as driver:
        yield driver


async def told(driver: ScenarioDriver, name: str, words: str) -> None:
    """Wait until somebody has been told something."""
    await driver.sandbox.wait_for(lambda: driver[name].has_seen(words))


async def test_what_is_said_during_an_outage_is_answered_after_it(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", "wang", language="en")
    async with controlled(driver, language="en") as control:
        driver["sokha"].phone.say("/requests")
        await told(driver, "sokha", "None at present.")
        await control.stop()
        driver["wang"].phone.say("/people")
        await control.turn_to(driver.sandbox.now() + timedelta(hours=2))
        assert len(driver.sandbox.pending()) == 1
        before = driver.app
        await control.start()
        assert driver.app is not before
        await told(driver, "wang", "People of China")
        await control.start()
        assert control.running


async def test_time_is_led_from_one_thing_that_is_due_to_the_next(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", "wang", language="en")
    await log_verification(driver, "sokha", persons=1, children=0, letter="7/26 MoI")
    async with controlled(driver, language="en") as control:
        due = await driver.service.next_due()
        assert due is not None
        await control.turn_to(due)
        assert await driver.service.next_due() not in {None, due}
        await control.turn_to(due + timedelta(days=8))
        driver["wang"].phone.say("/people")
        await told(driver, "wang", "People of China")


async def test_the_boards_are_those_that_a_coordinator_reads(driver: ScenarioDriver) -> None:
    await driver.gather(*PARTS, language="en")
    await driver["zhang"].says("/overview")
    async with controlled(driver, language="en") as control:
        view = await control.view("en")
        for line in view["parties"][1]["board"]:
            assert line in driver["zhang"].card
        names = [driver.sandbox.phones[each["id"]].user.first_name for each in view["people"]]
        assert names == ["Sokha", "Li", "Dara", "Zhang", "Bopha", "Wang"]
        with pytest.raises(KeyError):
            await control.view("xx")
        await control.stop()
        assert await control.view("en") == {**view, "next_due": None}
        assert (await control.view("zh"))["parties"] == []


async def test_a_service_that_ends_by_itself_ends_the_demonstration(
    driver: ScenarioDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_stop: object) -> None:
        msg = "out of order"
        raise OSError(msg)

    monkeypatch.setattr(driver.app.scheduler, "run", broken)
    async with controlled(driver, language="en") as control:
        with pytest.raises(OSError, match="out of order"):
            await control.broken


async def listens(http: ClientSession, url: str) -> None:
    """Wait until a page is served."""
    async with asyncio.timeout(30):
        while True:
            with suppress(ClientConnectorError):
                async with http.get(f"{url}/sign-in"):
                    return
            await asyncio.sleep(0)


async def test_the_page_of_the_service_is_open_beside_the_phones(folder: Path) -> None:
    """Also after the service was stopped and led through time; a new passkey needs a link."""
    url = f"http://localhost:{free_port()}"
    async with (
        open_driver(database_url=fresh(folder), web_url=url) as driver,
        ClientSession() as http,
    ):
        await driver.gather("sokha", "wang", language="en")
        async with controlled(driver, language="en") as control:
            address = driver["sokha"].phone.user_id
            opens = f"{driver.sandbox.url}/sandbox/service/page/"
            await control.turn_to(driver.sandbox.now() + timedelta(hours=1))
            await listens(http, url)
            async with http.get(f"{opens}{address}") as shown:
                link = str(shown.url)
                assert link.startswith(f"{url}/enrol/")
                assert driver["sokha"].words("button-enrol") in await shown.text()
            async with driver.app.database.transaction() as tx:
                key = NewKey(id="a2V5", public_key="cHVibGlj", sign_count=0)
                token = await enrol(tx, link.rpartition("/")[2], key)
            cookie = {"Cookie": f"{SESSION_COOKIE}={token}"}
            async with http.get(f"{url}/events", headers=cookie) as events:
                await control.turn_to(driver.sandbox.now() + timedelta(minutes=1))
                assert await events.text() == "retry: 1000\n\n"  # its server has stopped
            await listens(http, url)
            async with http.get(f"{url}/events", headers=cookie) as events:
                with pytest.raises(TimeoutError):  # it waits for news
                    async with asyncio.timeout(0.2):
                        await events.text()
            async with http.get(f"{opens}{address}", allow_redirects=False) as shown:
                assert shown.headers["Location"] == url
            for unknown in (address + 1000, "x"):
                async with http.get(f"{opens}{unknown}") as shown:
                    assert shown.status in {404, 400}
            await control.stop()
            async with http.get(f"{opens}{address}") as shown:
                assert shown.status == web.HTTPNotFound.status_code


@pytest.mark.asyncio(loop_scope="module")
async def test_who_has_no_telegram_has_a_link_in_the_place_of_a_phone(
    folder: Path, browser: Browser
) -> None:
    """It opens the page, signed in as that person: of the last one if there were several."""
    url = f"http://localhost:{free_port()}"
    async with open_driver(database_url=fresh(folder), web_url=url, app_type=DemoApp) as driver:
        driver.page_only = "CN"
        await driver.gather("sokha", "wang", "li")
        async with controlled(driver, language="en"), ClientSession() as http:
            await listens(http, url)
            context = await browser.new_context()
            page = await context.new_page()
            await page.goto(driver.sandbox.url)
            await expect(page.locator(".phone .say")).to_have_count(1)
            for name, settings in (("wang", 1), ("li", 0)):
                shown = page.locator(f"#phone-{driver[name].phone.user_id}")
                async with context.expect_page() as opened:
                    await shown.get_by_role("link").click()
                own = await opened.value
                await expect(own.locator("html")).to_have_attribute("lang", "zh")
                await expect(own.locator("nav a[href*=requests]")).to_have_count(1)
                await expect(own.locator("nav a[href*=settings]")).to_have_count(settings)
                await own.close()
            await context.close()
