"""What a newcomer plays on the page: Sokha reads Khmer, Dara English, Li and Zhang Chinese, and the
page itself speaks each of the three in turn.
"""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.screen import MEETING, Screen, worded

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_request_is_logged_by_hand_and_the_reminder_comes(screen: Screen) -> None:
    await screen.speaks("en")
    reference = await screen.logs_request("sokha")
    await screen.sees("li", reference)
    await screen.presses("li", "button-receive-today")
    await screen.sends("li")
    await screen.sees("sokha", screen.words("sokha", "notice-receive", reference=reference))
    day = screen.driver.sandbox.now().date() + timedelta(days=15)
    await screen.turns("due")
    await screen.turns("morning")
    await screen.page.locator("#date").fill(day.isoformat())
    await screen.turns("go")
    due_on = day + timedelta(days=15)
    reminder = screen.words("li", "todo-due", days=15, day=due_on)
    await screen.sees("li", reminder)
    await screen.pictured("request")


async def test_an_emergency_meeting_is_agreed_and_its_file_is_kept(screen: Screen) -> None:
    await screen.speaks("km")
    tomorrow = screen.driver.sandbox.now() + timedelta(days=1)
    time = f"{tomorrow.day}.{tomorrow.month} 14:00"
    await screen.says("dara", "/emergency", "at_risk", time)
    await screen.sends("dara", at_once=True)
    shown = await screen.sees("zhang", screen.words("zhang", "meeting-kind-emergency"))
    code = MEETING.search(shown)
    assert code is not None
    await screen.presses("zhang", "button-accept-option", number=1)
    file = screen.phone("sokha").locator("a.file").last
    await expect(file).to_be_visible()
    async with screen.page.expect_download() as waiting:
        await file.click()
    kept = (await (await waiting.value).path()).read_bytes()
    assert kept.startswith(b"BEGIN:VCALENDAR")
    assert code[0].encode() in kept
    await screen.pictured("emergency")


async def test_where_somebody_blocks_the_bot_the_next_person_is_told(screen: Screen) -> None:
    await screen.speaks("zh")
    li = screen.phone("li")
    block = li.locator(".block")
    await block.click()
    await expect(block).to_have_attribute("aria-pressed", "true")
    await expect(li.get_by_role("textbox")).to_be_disabled()
    reference = await screen.logs_request("sokha")
    await screen.sees("zhang", reference)
    assert await li.locator(".message", has_text=reference).count() == 0
    # Zhang reads the language that the page and its boards speak now.
    unreachable = worded(screen.words("zhang", "overview-unreachable", count=1, days=0))
    board = screen.page.locator(".board[data-party='2']")
    await expect(board).to_contain_text(unreachable)
    await screen.pictured("blocked")
    await block.click()
    await expect(block).to_have_attribute("aria-pressed", "false")
    await screen.says("li", "/start")
    await expect(board).not_to_contain_text(unreachable)
