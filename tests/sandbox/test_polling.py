"""getUpdates: offsets, long polls, allowed updates and lifetimes."""

import asyncio
from datetime import timedelta

import pytest
from aiogram import Bot
from telegram.error import Conflict
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Answer, Raw, keyboard
from tests.sandbox.response_validator import ResponseValidator


def texts(answer: Answer) -> list[str]:
    return [update["message"]["text"] for update in answer.result]


async def test_updates_are_kept_until_an_offset_confirms_them(raw: Raw, alice: Phone) -> None:
    alice.say("one")
    alice.say("two")
    first = await raw("getUpdates")
    assert texts(first) == texts(await raw("getUpdates")) == ["one", "two"]
    ids = [update["update_id"] for update in first.result]
    assert ids[1] == ids[0] + 1
    assert texts(await raw("getUpdates", offset=ids[1])) == ["two"]
    assert texts(await raw("getUpdates")) == ["two"]
    assert texts(await raw("getUpdates", offset=ids[1] + 1)) == []


async def test_a_negative_offset_drops_all_but_the_last(raw: Raw, alice: Phone) -> None:
    for text in ("one", "two", "three"):
        alice.say(text)
    assert texts(await raw("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await raw("getUpdates", offset=-9)) == ["two", "three"]
    assert texts(await raw("getUpdates")) == ["two", "three"]


async def test_an_offset_far_in_the_future_confirms_nothing(raw: Raw, alice: Phone) -> None:
    alice.say("one")
    assert texts(await raw("getUpdates", offset=2_000_000_000)) == ["one"]


@pytest.mark.parametrize(("limit", "expected"), [("1", 1), ("0", 1), ("-5", 1), ("7", 7)])
async def test_the_limit_is_clamped(raw: Raw, alice: Phone, limit: str, expected: int) -> None:
    for number in range(120):
        alice.say(str(number))
    assert len((await raw("getUpdates", limit=limit)).result) == expected
    assert len((await raw("getUpdates")).result) == 100
    assert len((await raw("getUpdates", limit="500")).result) == 100


async def test_a_long_poll_returns_an_update(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    poll = asyncio.create_task(raw("getUpdates", timeout=50))
    await sandbox.wait_for(sandbox.polling)
    alice.say("now")
    assert texts(await asyncio.wait_for(poll, 30)) == ["now"]


async def test_a_long_poll_ends_empty_after_its_timeout(raw: Raw) -> None:
    assert texts(await asyncio.wait_for(raw("getUpdates", timeout=1), 30)) == []


async def test_a_second_poll_ends_the_first(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    first = asyncio.create_task(raw("getUpdates", timeout=50))
    await sandbox.wait_for(sandbox.polling)
    second = asyncio.create_task(raw("getUpdates", timeout=50))
    answer = await asyncio.wait_for(first, 30)
    assert answer.status == 409
    assert answer.error == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    alice.say("for the second")
    assert texts(await asyncio.wait_for(second, 30)) == ["for the second"]


async def test_polls_of_bots_are_independent(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    first = asyncio.create_task(raw("getUpdates", timeout=50))
    await sandbox.wait_for(sandbox.polling)
    await raw("getUpdates", token="7:" + "b" * 35)
    alice.say("still here")
    assert texts(await asyncio.wait_for(first, 30)) == ["still here"]


async def test_a_webhook_ends_polling(raw: Raw, sandbox: Sandbox, ptb_bot: ExtBot[None]) -> None:
    poll = asyncio.create_task(raw("getUpdates", timeout=50))
    await sandbox.wait_for(sandbox.polling)
    await raw("setWebhook", url="http://127.0.0.1:1/hook")
    assert (await asyncio.wait_for(poll, 30)).error == "Conflict: terminated by setWebhook request"
    assert (await raw("getUpdates")).error == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    with pytest.raises(Conflict):
        await ptb_bot.get_updates()
    await raw("deleteWebhook")
    assert (await raw("getUpdates")).result == []


async def test_allowed_updates_are_kept_until_changed(raw: Raw, alice: Phone) -> None:
    await raw("getUpdates", allowed_updates=["callback_query"])
    alice.say("unheard")
    assert texts(await raw("getUpdates")) == []
    await raw("getUpdates", allowed_updates="not json")
    alice.say("unheard too")
    assert texts(await raw("getUpdates")) == []
    await raw("getUpdates", allowed_updates=["message"])
    alice.say("heard")
    alice.block()
    assert texts(await raw("getUpdates")) == ["heard"]
    await raw("getUpdates", allowed_updates=[])
    alice.unblock()
    assert "my_chat_member" in (await raw("getUpdates")).result[-1]


async def test_a_message_is_kept_for_24_hours(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    alice.say("hello")
    sandbox.turn(timedelta(hours=24, seconds=-1))
    assert texts(await raw("getUpdates")) == ["hello"]
    sandbox.turn(timedelta(seconds=1))
    assert texts(await raw("getUpdates")) == []


async def test_a_press_is_kept_for_150_seconds_unconfirmed(
    raw: Raw, aiogram_bot: Bot, sandbox: Sandbox, alice: Phone
) -> None:
    await raw("sendMessage", chat_id=alice.user_id, text="?", reply_markup=keyboard("Go"))
    alice.press("Go")
    alice.say("and a text")
    sandbox.turn(timedelta(seconds=149))
    found = [update.event_type for update in await aiogram_bot.get_updates()]
    assert found == ["callback_query", "message"]
    sandbox.turn(timedelta(seconds=1))
    assert [update.event_type for update in await aiogram_bot.get_updates()] == ["message"]


async def test_ids_are_random_after_a_quiet_week(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    alice.say("one")
    first = (await raw("getUpdates")).result[0]["update_id"]
    sandbox.turn(timedelta(days=7, seconds=-1))
    alice.say("two")
    second = (await raw("getUpdates")).result[0]["update_id"]
    assert second == first + 1
    sandbox.turn(timedelta(days=7))
    alice.say("three")
    # Whether the new number is higher or lower, an old offset loses nothing.
    third = (await raw("getUpdates")).result[0]["update_id"]
    assert abs(third - second) > 1


async def test_the_next_id_can_be_set_lower(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    alice.say("one")
    first = (await raw("getUpdates")).result[0]["update_id"]
    sandbox.turn(timedelta(days=8))
    sandbox.store.first_bot().updates.next_id = first - 1_000
    sandbox.turn(timedelta(days=-8))
    alice.say("two")
    assert texts(await raw("getUpdates", offset=first + 1)) == ["one", "two"]


async def test_a_raw_update_is_delivered_as_it_is(
    raw: Raw, sandbox: Sandbox, validator: ResponseValidator
) -> None:
    update_id = sandbox.inject({"from_the_future": {"x": None, "y": [1, "២"]}})
    again = sandbox.inject({"update_id": 5, "message": "no object"})
    validator.ignored |= {update_id, again}
    assert (await raw("getUpdates")).result == [
        {"from_the_future": {"x": None, "y": [1, "២"]}, "update_id": update_id},
        {"update_id": 5, "message": "no object"},
    ]


async def test_ids_are_deterministic() -> None:
    async def story() -> list[int]:
        async with await Sandbox.start() as sandbox:
            sandbox.bot_username("7:" + "b" * 35)
            phone = sandbox.user(first_name="Alice")
            message_id = phone.say("one")
            update = sandbox.pending()[0]
            return [phone.user_id, message_id, update["update_id"]]

    assert await story() == await story()


async def test_stopping_ends_a_waiting_poll(raw: Raw, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(raw("getUpdates", timeout=50))
    await sandbox.wait_for(sandbox.polling)
    await asyncio.wait_for(sandbox.stop(), 30)
    assert (await poll).result == []
    await sandbox.stop()
