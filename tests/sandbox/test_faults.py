"""Planned faults and flood limits."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Raw, press


async def test_429_has_the_time_to_wait_in_body_and_header(
    raw: Raw,
    aiogram_bot: Bot,
    ptb_bot: ExtBot[None],
    sandbox: Sandbox,
    alice: Phone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    sandbox.faults.too_many(17, method="sendMessage", times=3)
    answer = await raw("sendMessage", chat_id=alice.user_id, text="x")
    assert answer.status == 429
    assert answer.error == "Too Many Requests: retry after 17"
    assert answer.body["parameters"] == {"retry_after": 17}
    assert answer.headers["Retry-After"] == "17"
    with pytest.raises(TelegramRetryAfter) as by_aiogram:
        await aiogram_bot.send_message(alice.user_id, "x")
    assert by_aiogram.value.retry_after == 17
    with pytest.raises(RetryAfter) as by_ptb:
        await ptb_bot.send_message(alice.user_id, "x")
    assert by_ptb.value.retry_after == timedelta(seconds=17)
    assert (await ptb_bot.send_message(alice.user_id, "at last")).text == "at last"
    assert [line.text for line in alice.transcript[1:]] == ["at last"]


async def test_a_fault_applies_only_to_its_method_and_chat(
    raw: Raw, sandbox: Sandbox, alice: Phone, bob: Phone
) -> None:
    bob.start()
    fault = sandbox.faults.error(
        400, "Bad Request: chat not found", method="SendMessage", chat_id=bob.user_id, times=None
    )
    assert (await raw("sendMessage", chat_id=alice.user_id, text="x")).result
    assert (await raw("sendChatAction", chat_id=bob.user_id, action="typing")).result
    for _ in range(3):
        answer = await raw("sendMessage", chat_id=bob.user_id, text="x")
        assert answer.error == "Bad Request: chat not found"
    assert fault.applied == 3
    sandbox.faults.clear()
    assert (await raw("sendMessage", chat_id=bob.user_id, text="x")).result


async def test_an_answer_counts_for_its_chat(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    query = (await press(raw, alice))["id"]
    sandbox.faults.error(403, "Forbidden: bot was blocked by the user", chat_id=alice.user_id)
    assert (await raw("answerCallbackQuery", callback_query_id=query)).status == 403
    assert (await raw("answerCallbackQuery", callback_query_id=query)).result is True


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_a_gateway_answers_with_an_html_page(
    raw: Raw, aiogram_bot: Bot, ptb_bot: ExtBot[None], sandbox: Sandbox, alice: Phone, code: int
) -> None:
    sandbox.faults.server_error(code, method="sendMessage", times=2)
    with pytest.raises(ClientDecodeError):
        await aiogram_bot.send_message(alice.user_id, "x")
    with pytest.raises(NetworkError):
        await ptb_bot.send_message(alice.user_id, "x")
    assert len(alice.transcript) == 1


async def test_a_revoked_token_gets_401(aiogram_bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.error(401, "Unauthorized", times=None)
    with pytest.raises(TelegramUnauthorizedError):
        await aiogram_bot.get_me()


async def test_a_migrated_group_is_named(raw: Raw, sandbox: Sandbox) -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    sandbox.faults.error(400, text).migrate_to_chat_id = -1001
    answer = await raw("sendMessage", chat_id=-5, text="x")
    assert answer.body["parameters"] == {"migrate_to_chat_id": -1001}


@pytest.mark.parametrize(("after_effect", "transmitted"), [(False, 0), (True, 1)])
async def test_a_hang_up_comes_before_or_after_the_effect(
    raw: Raw, aiogram_bot: Bot, sandbox: Sandbox, alice: Phone, after_effect: bool, transmitted: int
) -> None:
    sandbox.faults.hang_up(after_effect=after_effect, method="sendMessage", times=2)
    with pytest.raises(aiohttp.ClientError):
        await raw("sendMessage", chat_id=alice.user_id, text="x")
    with pytest.raises(TelegramNetworkError):
        await aiogram_bot.send_message(alice.user_id, "x")
    assert len(alice.transcript) == 1 + 2 * transmitted


async def test_a_hang_up_is_a_network_error_in_the_other_library(
    ptb_bot: ExtBot[None], sandbox: Sandbox, alice: Phone
) -> None:
    sandbox.faults.hang_up(after_effect=True, method="sendMessage")
    with pytest.raises(NetworkError):
        await ptb_bot.send_message(alice.user_id, "x")
    assert alice.transcript[-1].text == "x"


async def test_a_slow_call_runs_into_the_clients_timeout(
    ptb_bot: ExtBot[None], sandbox: Sandbox, alice: Phone
) -> None:
    sandbox.faults.slow(0.2, method="sendMessage")
    with pytest.raises(TimedOut):
        await ptb_bot.send_message(alice.user_id, "x", read_timeout=0.02)
    await sandbox.wait_for(lambda: alice.transcript[-1].text == "x")


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_held_call_waits_until_it_is_released(
    raw: Raw, sandbox: Sandbox, alice: Phone, after_effect: bool
) -> None:
    fault = sandbox.faults.hold(method="sendMessage", after_effect=after_effect)
    call = asyncio.create_task(raw("sendMessage", chat_id=alice.user_id, text="x"))
    await asyncio.wait_for(fault.reached.wait(), 30)
    assert (len(alice.transcript) == 2) is after_effect
    assert not call.done()
    fault.release()
    assert (await call).result["text"] == "x"


async def test_flood_limits_are_off_by_default(raw: Raw, alice: Phone) -> None:
    for _ in range(40):
        assert (await raw("sendMessage", chat_id=alice.user_id, text="x")).result


async def test_a_private_chat_allows_a_burst(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    sandbox.flood.on = True
    params: dict[str, Any] = {"chat_id": alice.user_id, "text": "x"}
    for _ in range(sandbox.flood.burst):
        assert (await raw("sendMessage", **params)).result
    refused = await raw("sendMessage", **params)
    assert refused.body["parameters"] == {"retry_after": 1}
    sandbox.turn(timedelta(seconds=1))
    sent = await raw("sendMessage", **params)
    assert (await raw("sendMessage", **params)).status == 429
    where: dict[str, Any] = {"chat_id": alice.user_id, "message_id": sent.result["message_id"]}
    assert (await raw("editMessageText", **where, text="edits are not counted")).result


async def test_thirty_messages_a_second_are_allowed_overall(raw: Raw, sandbox: Sandbox) -> None:
    sandbox.flood.on = True
    phones = [sandbox.user(first_name=str(number)) for number in range(32)]
    for phone in phones:
        phone.start()
    statuses = [
        (await raw("sendMessage", chat_id=phone.user_id, text="x")).status for phone in phones
    ]
    assert statuses == [200] * 30 + [429] * 2
    sandbox.turn(timedelta(seconds=1))
    assert (await raw("sendMessage", chat_id=phones[31].user_id, text="x")).result


async def test_a_group_allows_twenty_a_minute(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    group = sandbox.group(title="Office")
    group.add_bot(by=alice)
    sandbox.flood.on = True
    params: dict[str, Any] = {"chat_id": group.chat_id, "text": "x"}
    for _ in range(20):
        assert (await raw("sendMessage", **params)).result
    refused = await raw("sendMessage", **params)
    assert refused.body["parameters"] == {"retry_after": 60}
    sandbox.turn(timedelta(seconds=60))
    assert (await raw("sendMessage", **params)).result


async def test_calls_are_recorded(raw: Raw, sandbox: Sandbox) -> None:
    await raw("sendMessage", chat_id=5, text="x")
    call = sandbox.calls[-1]
    assert (call.method, call.chat_id, call.code) == ("sendmessage", 5, 400)
    assert call.values["text"] == "x"
