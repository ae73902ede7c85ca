"""Parameters, files, tokens and errors over HTTP."""

import json
from pathlib import Path

import pytest
from aiogram import Bot
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import TOKEN, Raw
from tests.sandbox.response_validator import SCHEMA


@pytest.mark.parametrize("text", ["12345", "true", "null", "[1]", '{"a": 1}', '"quoted"', "1e3"])
async def test_a_text_is_never_parsed_as_json(raw: Raw, alice: Phone, text: str) -> None:
    sent = [
        await raw("sendMessage", chat_id=alice.user_id, text=text),
        await raw.send(
            "POST", f"/bot{TOKEN}/sendMessage", json={"chat_id": alice.user_id, "text": text}
        ),
    ]
    assert [answer.result["text"] for answer in sent] == [text, text]


async def test_both_libraries_send_digits_as_a_text(
    aiogram_bot: Bot, ptb_bot: ExtBot[None], alice: Phone
) -> None:
    assert (await aiogram_bot.send_message(alice.user_id, "12345")).text == "12345"
    assert (await ptb_bot.send_message(alice.user_id, "12345")).text == "12345"


@pytest.mark.parametrize(
    ("token", "status", "description"),
    [
        ("424242:too-short", 401, "Unauthorized"),
        (f"{TOKEN}x", 401, "Unauthorized"),
        ("424242:", 401, "Unauthorized"),
        ("no-token-at-all", 404, "Not Found"),
    ],
)
async def test_a_bad_token_is_refused(raw: Raw, token: str, status: int, description: str) -> None:
    answer = await raw("getMe", token=token)
    assert (answer.status, answer.error) == (status, description)


async def test_an_unknown_method_is_not_found(raw: Raw) -> None:
    others = SCHEMA["other_methods"]
    assert "sendPhoto" in others
    for method in [*others, "nonsense"]:
        answer = await raw(method)
        assert (answer.status, answer.error) == (404, "Not Found: method not found")


async def test_invalid_utf8_is_refused(raw: Raw) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    path = f"/bot{TOKEN}/sendMessage"
    bodies: list[tuple[bytes, str]] = [
        (b"chat_id=1&text=%ff", headers["Content-Type"]),
        (b'{"chat_id": 1, "text": "\\ud800"}', "application/json"),
    ]
    for body, kind in bodies:
        answer = await raw.send("POST", path, data=body, headers={"Content-Type": kind})
        assert answer.error == "Bad Request: strings must be encoded in UTF-8"


async def test_no_answer_contains_null(raw: Raw, alice: Phone) -> None:
    alice.say("hello")
    answer = await raw("getUpdates")
    assert "null" not in json.dumps(answer.body)


async def test_the_server_listens_on_loopback_only(sandbox: Sandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")


def test_the_schema_extract_names_its_source_and_licence() -> None:
    licence = Path(__file__).with_name("schema-LICENSE.txt").read_text(encoding="utf-8")
    assert "aiogram" in SCHEMA["note"]
    assert "Permission is hereby granted" in licence
