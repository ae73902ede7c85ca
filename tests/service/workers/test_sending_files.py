"""Files for calendars come like messages: to whom they may, in their words, as fast as they may."""

import asyncio
from dataclasses import replace

import pytest

from bot.i18n.formatting import MAX_CAPTION, units
from bot.telegram.client import _NewMessagesOnly
from liaison.core.cards import card, text
from liaison.core.outbox import Message, Op
from sandbox import Phone, Sandbox
from tests.service.channels.test_calendar_files import ENTRY, read
from tests.service.conftest import Open, RunningService, news, seen, states

CAPTION = card(text("command-help"))


def file_to(phone: Phone, **options: object) -> Message:
    return replace(news(phone, CAPTION, **options), op=Op.FILE, calendar_event=ENTRY)


def files(phone: Phone) -> list[bytes]:
    return [each.document for each in phone.visible if each.document is not None]


@pytest.mark.parametrize(
    ("language", "caption", "title", "place"),
    [
        ("en", "Show help", "Open the menu", "By video"),
        ("km", "បង្ហាញជំនួយ", "បើកម៉ឺនុយ", "តាមប្រព័ន្ធវីដេអូ"),
        ("zh", "查看帮助", "打开菜单", "视频会议"),
    ],
)
async def test_a_file_comes_with_its_caption_in_the_language_of_its_reader(
    open_service: Open, alice: Phone, language: str, caption: str, title: str, place: str
) -> None:
    async with open_service() as service:
        await service.join(alice, language=language)
        await service.send(file_to(alice))
        assert await states(service) == [("sent", None)]
    assert seen(alice) == [caption]
    message = alice.visible[-1]
    assert message.document_name == "M26-7F3K9.ics"
    assert message.protect_content
    assert alice.messages[-1].wire["document"]["mime_type"] == "text/calendar"
    [event] = read(files(alice)[0]).events
    assert (event.summary, event.location) == (title, place)


async def test_a_file_for_no_language_has_all(open_service: Open, alice: Phone) -> None:
    async with open_service() as service:
        await service.join(alice, language=None)
        await service.send(file_to(alice))
    [event] = read(files(alice)[0]).events
    assert event.summary == "打开菜单 / បើកម៉ឺនុយ / Open the menu"
    assert event.description is not None
    assert event.description.endswith("\n\nShow help\nList requests")


async def test_a_file_that_may_have_come_is_sent_once_more_and_marked(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.hang_up(after_effect=True, method="sendDocument")
    await service.send(file_to(alice))
    await service.later(14.9)
    assert seen(alice) == ["Show help"]
    await service.later(0.1)
    await service.later(3_600)
    again = "You may have received this message before. It is sent again to be sure.\n\nShow help"
    assert seen(alice) == ["Show help", again]
    first, second = files(alice)
    assert first == second


async def test_a_long_caption_ends_at_a_whole_line(service: RunningService, alice: Phone) -> None:
    lines = [text("error-not-of-choices", choices="x" * 300)] * 4
    await service.send(replace(file_to(alice), card=card(lines)))
    assert await states(service) == [("sent", None)]
    assert 600 < units(alice.visible[-1].text) <= MAX_CAPTION
    assert seen(alice)[0].endswith("\n\n…")


async def test_files_and_messages_share_the_pace_for_all_chats() -> None:
    limiter = _NewMessagesOnly(overall_max_rate=1, overall_time_period=3_600, max_retries=0)
    made: list[str] = []

    async def call(endpoint: str) -> bool:
        made.append(endpoint)
        return True

    async def limited(endpoint: str) -> object:
        return await limiter.process_request(call, (endpoint,), {}, endpoint, {"chat_id": 1}, None)

    await limited("sendDocument")
    for endpoint in ("sendmessage", "senddocument"):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(limited(endpoint), 0.01)
    await limited("editMessageText")
    assert made == ["sendDocument", "editMessageText"]
