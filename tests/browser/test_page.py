"""The page itself: the tour, the keyboard, a narrow window, text that would be HTML, faults."""

import json
import re

import pytest
from playwright.async_api import Browser, Route, expect

from sandbox.page.routes import FOLDER
from tests.browser.conftest import DESKTOP
from tests.browser.screen import Screen
from tests.registered import PERMISSIONS
from tests.scenario import Story

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
    """It points at the request that the last scene of the demonstration leaves."""
    await screen.speaks("en")
    story = Story(screen.driver)
    assert story.scenes()[-1].play == story.something_is_left_to_do
    reference = await screen.logs_request("li")
    page, sokha = screen.page, screen.phone("sokha")
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.clock.install()
    await page.locator("#tour-begin").click()
    for _ in range(2):
        await page.locator("#tour-next").click()
    await expect(page.locator("#tour-step")).to_have_text(f"Step 3 of {STEPS}")
    receive = sokha.locator("button.shown")
    await expect(receive).to_have_attribute("data-command", re.compile(f"^receive {reference}"))
    await receive.click()  # which fails where the panel of the tour covers it
    await expect(page.locator("#tour-step")).to_have_text(f"Step 4 of {STEPS}")
    await expect(sokha.locator("button.shown")).to_have_attribute(
        "data-command", re.compile("^send")
    )
    await page.locator("#tour-play").click()
    for step in (5, 6):
        await page.clock.fast_forward("00:04")
        await expect(page.locator("#tour-step")).to_have_text(f"Step {step} of {STEPS}")
    await page.locator("#tour-close").click()
    await page.set_viewport_size(DESKTOP)
    await screen.sees("li", screen.words("li", "notice-receive", reference=reference))


async def test_a_page_whose_texts_come_late_shows_no_fault(
    browser: Browser, screen: Screen
) -> None:
    page, faults = await browser.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.clock.install()

    async def late(route: Route) -> None:
        await page.clock.run_for(3_000)
        await route.continue_()

    await page.route("**/texts.*.json", late)
    await page.goto(screen.driver.sandbox.url)
    await expect(page.locator(".phone")).to_have_count(len(screen.driver.players))
    await page.close()
    assert faults == []


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
    await screen.answered("dara", screen.page.keyboard.press("Space"))
    await expect(dara.locator(".message").last.locator(":focus")).to_have_count(1)
    unnamed = "[...document.querySelectorAll('button, input, select, a, section, [role=log]')]"
    unnamed += ".filter((each) => !each.hidden && !(each.ariaLabel || each.textContent.trim()"
    unnamed += " || each.labels?.length || each.getAttribute('aria-labelledby'))).length"
    assert await screen.page.evaluate(unnamed) == 0


async def test_a_badge_counts_what_came_until_the_phone_is_used(screen: Screen) -> None:
    page, dara = screen.page, screen.phone("dara")
    badge, chip = dara.locator(".unread"), page.locator("#people a", has_text="Dara")
    await screen.says("dara", "/help")
    await expect(badge).to_be_hidden()
    await page.locator("#tour-begin").focus()
    await screen.bot_sends("dara", "News")
    await expect(badge).to_have_text("♪ 1 new")
    await expect(chip).to_have_text("Dara · 1")
    await dara.get_by_role("textbox").focus()
    await expect(badge).to_be_hidden()
    await expect(chip).to_have_text("Dara")


async def test_buttons_are_as_on_a_phone_of_telegram(screen: Screen) -> None:
    """One line, equal widths in a row, cut with an ellipsis, and the room of a phone of 360 px."""
    labels = ("Yes", "Ask for a very long piece of information")
    keyboard = [[{"text": each, "callback_data": "x"} for each in labels[:size]] for size in (1, 2)]
    await screen.bot_sends("dara", "rows", keyboard=keyboard)
    widths, lines = await screen.message("dara", "rows").evaluate(
        """(message) => {
          const rows = [...message.querySelectorAll(".buttons > div")];
          const shown = rows.flatMap((row) => [...row.children]);
          return [
            rows.map((row) => [...row.children].map((each) => each.clientWidth)),
            shown.map((each) => [each.offsetHeight, getComputedStyle(each).textOverflow,
              each.scrollWidth > each.clientWidth]),
          ];
        }"""
    )
    (alone,), (left, right) = widths
    assert left == right
    assert (alone, left) == (278, 136)  # with eight pixels of padding
    assert {height for height, _, _ in lines} == {36}
    assert [is_cut for _, overflow, is_cut in lines if overflow == "ellipsis"] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("width", [360, 768, 1280])
async def test_nothing_is_wider_than_the_window(screen: Screen, width: int) -> None:
    """And the first phone ends where the window does."""
    await screen.page.set_viewport_size({"width": width, "height": 740})
    wide = "document.documentElement.scrollWidth"
    ends = "document.querySelector('.phone').getBoundingClientRect().bottom"
    for language in ("km", "zh", "en"):
        await screen.speaks(language)
        await screen.page.wait_for_function(f"() => {ends} > 600 && {ends} <= 740")
        assert await screen.page.evaluate(wide) <= width
    await screen.pictured(f"width-{width}")


async def test_what_looks_like_html_stays_text(screen: Screen) -> None:
    words = "<img src=x onerror=alert(1)><b>bold</b>"
    await screen.says("dara", words)
    own = screen.phone("dara").locator(".message.own").last
    await expect(own.locator(".text")).to_have_text(words)
    assert await screen.page.locator(".phone img").count() == 0
    html = '<b>b <i>bi</i></b> <a href="https://example.org/x">a</a> &lt;b&gt;'
    await screen.bot_sends("dara", html)
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
