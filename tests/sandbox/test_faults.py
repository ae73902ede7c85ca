"""Planned faults and flood limits."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Raw


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
