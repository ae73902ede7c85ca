"""Passkeys in a real browser, with a device that the browser itself imitates."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, ViewportSize, expect

from bot.http_server import make_runner
from liaison.pages.service import make_link
from liaison.people import pins
from sandbox.users.web_app import open_web_app
from tests.browser.page_steps import presses, with_device, writes
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.ports import free_port
from tests.scenario import (
    HOLD,
    PARTS,
    ScenarioDriver,
    code_in,
    open_driver,
    person_of,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def paged() -> AsyncIterator[ScenarioDriver]:
    """A service with a page at a name that browsers trust without a certificate."""
    port = free_port()
    with memory_folder() as folder:
        url = f"http://localhost:{port}"
        async with open_driver(database_url=fresh(folder), web_url=url) as driver:
            await driver.gather(*PARTS)
            assert driver.app.page is not None
            runner = make_runner(driver.app.page.app, stop_seconds=1.0)
            await runner.setup()
            await web.TCPSite(runner, "localhost", port).start()
            try:
                yield driver
            finally:
                await runner.cleanup()


async def link_for(driver: ScenarioDriver, name: str) -> str:
    """A link that a person made."""
    async with driver.app.database.transaction() as tx:
        person = await person_of(tx, driver[name])
        return await make_link(tx, person, by=person, with_pin=True)


@pytest.mark.parametrize(("name", "size"), [("dara", WIDE), ("li", NARROW), ("sokha", NARROW)])
async def test_a_person_enrols_signs_out_and_signs_in(
    paged: ScenarioDriver,
    browser: Browser,
    name: str,
    size: ViewportSize,
) -> None:
    user = paged[name]
    context = await browser.new_context(viewport=size, locale=user.language)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await with_device(page)
    link = await link_for(paged, name)
    await page.goto(link)
    await page.get_by_role("button", name=user.words("button-enrol")).click()
    await expect(page.get_by_role("button", name=user.words("web-sign-out"))).to_be_visible()
    await page.goto(link)
    await expect(page.get_by_role("alert").first).to_contain_text(user.words("error-page-link"))
    await page.get_by_role("button", name=user.words("web-sign-out")).click()
    await paged.turn(timedelta(seconds=1))
    await page.get_by_role("button", name=user.words("button-sign-in")).click()
    await expect(page.get_by_role("button", name=user.words("web-sign-out"))).to_be_visible()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"]
    assert faults == []
    await context.close()


async def test_what_was_typed_is_sent_after_signing_in_and_a_passkey_counts_as_the_pin(
    paged: ScenarioDriver, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "PIN_VALID_FOR", timedelta(minutes=10))
    user = paged["zhang"]
    context = await browser.new_context(viewport=NARROW, locale=user.language)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await with_device(page)
    await page.goto(await link_for(paged, "zhang"))
    await page.get_by_role("button", name=user.words("button-enrol")).click()
    await page.locator("#field").fill("/lostword")
    await paged.turn(timedelta(minutes=31))
    await page.get_by_role("button", name=user.words("web-send")).click()
    await page.get_by_role("button", name=user.words("button-sign-in")).click()
    await expect(page.get_by_role("status")).to_contain_text(user.words("web-send-now"))
    await expect(page.locator("#field")).to_have_value("/lostword")
    await page.keyboard.press("Enter")
    await expect(page.locator("#field")).to_have_attribute("type", "password")
    await paged.turn(timedelta(seconds=1))
    await page.get_by_role("button", name=user.words("button-passkey-confirm")).click()
    await expect(page.locator("textarea#field")).to_be_visible()
    await expect(page.locator("#answer")).to_contain_text("/lost")
    assert faults == []
    await context.close()


async def test_the_data_of_telegram_signs_in_once(paged: ScenarioDriver, browser: Browser) -> None:
    phone = paged["bopha"].phone
    context = await browser.new_context(viewport=NARROW, locale="km")
    page = await context.new_page()
    url = (await link_for(paged, "bopha")).partition("/enrol")[0] + "/telegram"
    at = int(paged.app.clock.now().timestamp())
    opened = open_web_app(phone.bot, phone.user, url, at=at)
    await page.goto(opened)
    await expect(
        page.get_by_role("button", name=paged["bopha"].words("web-sign-out"))
    ).to_be_visible()
    await context.clear_cookies()
    await page.goto(opened)
    await expect(page.get_by_role("alert")).to_contain_text(paged["bopha"].words("error-sign-in"))
    assert page.url == url
    await context.close()


async def test_a_suspended_person_is_refused_in_one_sentence(
    paged: ScenarioDriver, browser: Browser
) -> None:
    wang = paged["wang"]
    context = await browser.new_context(locale=wang.language)
    page = await context.new_page()
    await with_device(page)
    await page.goto(await link_for(paged, "wang"))
    await page.get_by_role("button", name=wang.words("button-enrol")).click()
    await expect(page.get_by_role("button", name=wang.words("web-sign-out"))).to_be_visible()
    await wang.says("/lost")
    await page.goto(page.url)
    await page.get_by_role("button", name=wang.words("button-sign-in")).click()
    await expect(page.get_by_role("alert")).to_contain_text(wang.words("error-sign-in"))
    await context.close()


async def test_without_javascript_a_sentence_says_what_is_missing(
    paged: ScenarioDriver, browser: Browser
) -> None:
    context = await browser.new_context(java_script_enabled=False, locale="en")
    page = await context.new_page()
    assert paged.app.page is not None
    await page.goto((await link_for(paged, "dara")).partition("/enrol")[0] + "/sign-in")
    await expect(page.get_by_text("JavaScript is off in this browser")).to_be_visible()
    await expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    await context.close()


@pytest.mark.parametrize(
    ("name", "other", "people"),
    [("dara", "li", "4 people"), ("li", "sokha", "4人"), ("sokha", "li", "៤ នាក់")],
)
async def test_a_request_is_corrected_on_the_page_and_received_on_a_phone(
    paged: ScenarioDriver, browser: Browser, tmp_path: Path, name: str, other: str, people: str
) -> None:
    """By a person who has just made a passkey and signed in with it."""
    user, asked = paged[name], paged[other]
    words, agency = user.words, user.part.agency
    context = await browser.new_context(viewport=NARROW, locale=user.language)
    page = await context.new_page()
    await with_device(page)
    await page.goto(await link_for(paged, name))
    await presses(page, words("button-enrol"), words("web-sign-out"))
    await paged.turn(timedelta(seconds=1))
    await presses(page, words("button-sign-in"))
    await writes(page, user.words("web-send"), "/new")
    kind, urgency = "agreement-request-verification", "urgency-routine"
    await presses(page, words(f"{kind}.button"), words(f"{urgency}.button"))
    await presses(page, *(words("answer.button", value=each) for each in (3, 1)))
    await writes(page, user.words("web-send"), f"9/26 {agency}")
    skip, channel = "button-skip", "agreement-channel-police"
    await presses(page, words(f"{skip}.button"), words(f"{channel}.button"))
    await writes(page, user.words("web-send"), people, f"10/26 {agency}")
    await page.screenshot(path=tmp_path / "check.png", full_page=True)
    await presses(page, user.send_label)
    await page.screenshot(path=tmp_path / "sent.png", full_page=True)
    await context.close()
    await paged.turn(HOLD)
    told = asked.sees(f"10/26 {agency}", asked.words("request-persons", persons=4, children=1))
    await asked.chooses("button-receive-today")
    await asked.sends()
    user.sees_key("notice-receive", reference=code_in(told, user.part.party))
