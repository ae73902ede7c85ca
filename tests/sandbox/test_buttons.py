"""Buttons, presses and their answers."""

from datetime import timedelta

import pytest
from aiogram import Bot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Raw, keyboard, press

BUTTON = {"text": "x", "callback_data": "x"}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.mark.parametrize(
    ("button", "error"),
    [
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ខ" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "can't parse inline keyboard button: Text buttons are unallowed"),
        ({**BUTTON, "url": "https://example.org"}, "can't parse inline keyboard button"),
        ({"callback_data": "x"}, 'can\'t parse inline keyboard button: Field "text"'),
        ({"text": "x", "url": "no link"}, "inline keyboard button URL 'no link' is invalid"),
        ("x", "can't parse inline keyboard button"),
    ],
)
async def test_a_bad_button_is_refused(raw: Raw, alice: Phone, button: object, error: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    answer = await raw("sendMessage", chat_id=alice.user_id, text="x", reply_markup=markup)
    assert answer.error.startswith(f"Bad Request: {error}")
    assert len(alice.transcript) == 1


async def test_64_bytes_of_data_are_returned(raw: Raw, alice: Phone) -> None:
    data = "ខ" * 21 + "x"
    assert (await press(raw, alice, data))["data"] == data


@pytest.mark.parametrize("markup", ["{", "[]", '"x"', '{"inline_keyboard": 1}'])
async def test_invalid_markup_is_refused(raw: Raw, alice: Phone, markup: str) -> None:
    answer = await raw("sendMessage", chat_id=alice.user_id, text="x", reply_markup=markup)
    assert answer.error.startswith("Bad Request: ")


async def test_a_press_is_answered_once(raw: Raw, aiogram_bot: Bot, alice: Phone) -> None:
    query = await press(raw, alice)
    assert await aiogram_bot.answer_callback_query(query["id"], "Recorded", show_alert=True)
    assert alice.answers == alice.dialog.alerts == ["Recorded"]
    again = await raw("answerCallbackQuery", callback_query_id=query["id"])
    assert again.error == TOO_OLD
    assert (await raw("answerCallbackQuery", callback_query_id="1")).error == TOO_OLD
    assert (await raw("answerCallbackQuery")).error == TOO_OLD


async def test_an_answer_may_have_200_characters(raw: Raw, alice: Phone) -> None:
    query = await press(raw, alice)
    long = await raw("answerCallbackQuery", callback_query_id=query["id"], text="x" * 201)
    assert long.error == "Bad Request: MESSAGE_TOO_LONG"
    await raw("answerCallbackQuery", callback_query_id=query["id"], text="x" * 200)
    assert alice.answers == ["x" * 200]


@pytest.mark.parametrize(("seconds", "status"), [(149, 200), (150, 400)])
async def test_a_press_can_be_answered_for_150_seconds(
    raw: Raw, sandbox: Sandbox, alice: Phone, seconds: int, status: int
) -> None:
    query = await press(raw, alice)
    sandbox.turn(timedelta(seconds=seconds))
    answer = await raw("answerCallbackQuery", callback_query_id=query["id"])
    assert answer.status == status


async def test_a_press_is_kept_for_150_seconds_and_a_message_for_24_hours(
    raw: Raw, aiogram_bot: Bot, sandbox: Sandbox, alice: Phone
) -> None:
    await raw("sendMessage", chat_id=alice.user_id, text="?", reply_markup=keyboard("Go"))
    alice.press("Go")
    alice.say("and a text")
    for seconds, found in (
        (149, ["callback_query", "message"]),
        (1, ["message"]),
        (24 * 3600 - 151, ["message"]),
        (1, []),
    ):
        sandbox.turn(timedelta(seconds=seconds))
        assert [each.event_type for each in await aiogram_bot.get_updates()] == found
