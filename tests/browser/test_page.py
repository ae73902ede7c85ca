"""The page itself: the tour, the keyboard, a narrow window, text that would be HTML, faults."""

import json
import re

import pytest
from playwright.async_api import expect

from sandbox.page.routes import FOLDER
from tests.browser.screen import Screen
from tests.registered import PERMISSIONS
from tests.scenario import TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")
STEPS = 9


async def test_the_tour_can_be_read_and_gives_the_focus_back(screen: Screen) -> None:
    page = screen.page
    begin = page.locator("#tour-begin")
    await begin.click()
    for step in range(1, STEPS + 1):
        await expect(page.locator("#tour-step")).to_have_text(f"Step {step} of {STEPS}")
        await expect(page.locator("#tour-title")).to_be_focused()
        await page.locator("#tour-next").click()
    await expect(page.locator("#tour")).to_be_hidden()
    await expect(begin).to_be_focused()


async def test_the_tour_waits_for_an_act_and_goes_on_by_itself(screen: Screen) -> None:
    await screen.speaks("en")
    reference = await screen.logs_request("sokha")
    page, li = screen.page, screen.phone("li")
    await page.clock.install()
    await page.locator("#tour-begin").click()
    for _ in range(2):
        await page.locator("#tour-next").click()
    await expect(page.locator("#tour-step")).to_have_text(f"Step 3 of {STEPS}")
    receive = li.locator("button.shown")
    await expect(receive).to_have_attribute("data-command", re.compile(f"^receive {reference}"))
    await receive.click()
    await expect(page.locator("#tour-step")).to_have_text(f"Step 4 of {STEPS}")
    await expect(li.locator("button.shown")).to_have_attribute("data-command", re.compile("^send"))
    await page.locator("#tour-play").click()
    for step in (5, 6):
        await page.clock.fast_forward("00:04")
        await expect(page.locator("#tour-step")).to_have_text(f"Step {step} of {STEPS}")
    await page.locator("#tour-close").click()
    await screen.sees("sokha", screen.words("sokha", "notice-receive", reference=reference))


async def test_all_phones_are_read_in_the_language_of_the_page(screen: Screen) -> None:
    await screen.says("li", "/people")
    title = screen.words("li", "people-title", party=screen.words("li", "agreement-party-cn"))
    await screen.sees("li", title)
    await screen.uses_own_languages(False)
    await screen.speaks("en")
    await screen.sees("li", "People of China")
    await expect(screen.phone("li").locator(".chat")).to_have_attribute("lang", "en")
    await screen.uses_own_languages(True)
    await screen.sees("li", title)
    await expect(screen.phone("li").locator(".chat")).to_have_attribute("lang", "zh")


async def test_the_scrubber_shows_the_phones_as_they_were(screen: Screen) -> None:
    page, dara = screen.page, screen.phone("dara")
    await screen.says("dara", "/help")
    before = screen.driver.sandbox.now()
    await screen.turns("week")
    await screen.says("dara", "/overview")
    newest = "Overview of Cambodia"
    await screen.sees("dara", newest)
    await page.locator("#scrubber").evaluate(
        "(scrubber, at) => { scrubber.value = at; scrubber.dispatchEvent(new Event('input')); }",
        int(before.timestamp()) + 1,
    )
    await expect(page.locator("#shown-past")).to_be_visible()
    await expect(dara.locator(".message", has_text=newest)).to_have_count(0)
    await expect(dara.locator(".say")).to_have_attribute("inert", "")
    await page.locator("#to-now").click()
    await expect(page.locator("#shown-past")).to_be_hidden()
    await screen.sees("dara", newest)


async def test_a_mark_tells_what_came_with_a_sound(screen: Screen) -> None:
    phone = screen.driver["dara"].phone
    marked = await screen.phone("dara").locator(".message .sound").count()
    assert marked == sum(each.from_bot and not each.silent for each in phone.visible)
    assert any(each.from_bot and each.silent for each in phone.visible)


async def test_the_tour_names_commands_that_there_are() -> None:
    for path in FOLDER.glob("texts.*.json"):
        words = json.loads(path.read_text("utf-8"))
        told = [value for key, value in words.items() if re.match("tour-body|add-hint", key)]
        named = set(re.findall(r"/[a-z]+", " ".join(told)))
        assert named == {"/new", "/emergency", "/language", "/invite"}
        assert named <= {f"/{name}" for name in PERMISSIONS}


async def test_all_can_be_done_by_keyboard(screen: Screen) -> None:
    dara = screen.phone("dara")
    menu = dara.locator(".menu")
    await menu.focus()
    await screen.page.keyboard.press("Enter")
    await expect(menu).to_have_attribute("aria-expanded", "true")
    await expect(dara.locator(".commands button").first).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(menu).to_be_focused()
    await screen.page.keyboard.press("Tab")
    await screen.page.keyboard.type("/overview")
    await screen.page.keyboard.press("Enter")
    await screen.sees("dara", "Overview of Cambodia")
    await expect(dara.get_by_role("log")).to_have_attribute("aria-live", "polite")
    button = dara.locator(".message").last.locator(".buttons button").first
    await button.focus()
    await screen.page.keyboard.press("Space")
    await expect(dara.locator(".message").last.locator(":focus")).to_have_count(1)
    unnamed = "[...document.querySelectorAll('button, input, select, a, section, [role=log]')]"
    unnamed += ".filter((each) => !each.hidden && !(each.ariaLabel || each.textContent.trim()"
    unnamed += " || each.labels?.length || each.getAttribute('aria-labelledby'))).length"
    assert await screen.page.evaluate(unnamed) == 0


@pytest.mark.parametrize("width", [360, 768, 1280])
async def test_nothing_is_wider_than_the_window(screen: Screen, width: int) -> None:
    await screen.page.set_viewport_size({"width": width, "height": 740})
    wide = "document.documentElement.scrollWidth"
    for language in ("km", "zh", "en"):
        await screen.speaks(language)
        assert await screen.page.evaluate(wide) <= width
    await screen.pictured(f"width-{width}")


async def test_what_looks_like_html_stays_text(screen: Screen) -> None:
    words = "<img src=x onerror=alert(1)><b>bold</b>"
    await screen.says("dara", words)
    own = screen.phone("dara").locator(".message.own").last
    await expect(own.locator(".text")).to_have_text(words)
    assert await screen.page.locator(".phone img").count() == 0
    html = '<b>b <i>bi</i></b> <a href="https://example.org/x">a</a> &lt;b&gt;'
    bot = f"{screen.driver.sandbox.url}/bot{TOKEN.get_secret_value()}/sendMessage"
    chat = screen.driver["dara"].phone.user_id
    sent: dict[str, str | float | bool] = {"chat_id": chat, "text": html, "parse_mode": "HTML"}
    assert (await screen.page.request.post(bot, form=sent)).ok
    text = screen.message("dara", "b bi a <b>").locator(".text")
    await expect(text.locator("strong em")).to_have_text("bi")
    await expect(text.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    assert await text.inner_text() == "b bi a <b>"


async def test_the_service_is_stopped_and_refused_from_the_page(screen: Screen) -> None:
    outage, refusal = screen.page.locator("#outage"), screen.page.locator("#too-many")
    await outage.click()
    await expect(outage).to_have_attribute("aria-checked", "true")
    await expect(screen.page.locator("#due")).to_have_text("The bot is stopped and does nothing.")
    await screen.phone("dara").get_by_role("textbox").fill("/people")
    await screen.phone("dara").get_by_role("textbox").press("Enter")
    await screen.turns("hour")
    assert screen.driver["dara"].has_seen("People of Cambodia") == 0
    await outage.click()
    await screen.sees("dara", "People of Cambodia")
    await refusal.click()
    await expect(refusal).to_have_attribute("aria-checked", "true")
    await refusal.click()
    await expect(refusal).to_have_attribute("aria-checked", "false")


async def test_a_new_phone_joins_by_the_link_of_an_invitation(screen: Screen) -> None:
    await screen.says("wang", "/invite")
    await screen.presses("wang", "role-focal-person")
    await screen.says("wang", "MPS")
    link = re.search(r"https://t\.me/\S+", screen.driver["wang"].card)
    assert link is not None
    add = screen.page.locator("#add")
    await add.get_by_label("Name").fill("Chen")
    await add.get_by_role("button").click()
    name = screen.page.get_by_role("heading", name="Chen", exact=True)
    chen = screen.page.locator(".phone").filter(has=name)
    await expect(chen.locator(".who")).to_have_text("has not joined")
    line = chen.get_by_role("textbox")
    await line.fill(link[0])
    await line.press("Enter")
    await screen.presses("wang", "button-invitation-yes")
    await line.focus()
    await chen.get_by_role("button", name="English").dispatch_event("click")
    await expect(chen.locator(".who")).to_have_text("focal person · China")
    await expect(line).to_be_focused()  # though the phone was moved to those of the same role
