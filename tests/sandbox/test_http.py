"""Parameters, files, tokens and errors over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import TOKEN, Raw
from tests.sandbox.response_validator import SCHEMA


@pytest.mark.parametrize("method", ["getMe", "getme", "GETME", "gEtMe"])
@pytest.mark.parametrize("verb", ["GET", "POST"])
async def test_a_method_is_found_by_get_and_post(raw: Raw, method: str, verb: str) -> None:
    me = (await raw.send(verb, f"/bot{TOKEN}/{method}")).result
    assert me["is_bot"] is True
    assert me["username"] == "liaison_424242_bot"


async def test_parameters_are_read_from_every_kind_of_body(raw: Raw, alice: Phone) -> None:
    path = f"/bot{TOKEN}/sendMessage"
    params = {"chat_id": str(alice.user_id), "text": "សួស្តី 你好 & =+%"}
    await raw.send("GET", path, params=params)
    await raw.send("POST", path, params=params)
    await raw.send("POST", path, data=params)
    await raw.send("POST", path, json={"chat_id": alice.user_id, "text": params["text"]})
    with aiohttp.MultipartWriter("form-data") as parts:
        for name, value in params.items():
            parts.append(value).set_content_disposition("form-data", name=name)
    await raw.send("POST", path, data=parts)
    assert [line.text for line in alice.transcript[1:]] == [params["text"]] * 5


async def test_the_query_wins_over_the_body(raw: Raw, alice: Phone) -> None:
    path = f"/bot{TOKEN}/sendMessage?text=query"
    await raw.send("POST", path, data={"chat_id": str(alice.user_id), "text": "body"})
    assert alice.transcript[-1].text == "query"


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


async def test_a_chunked_upload_without_a_length_is_complete(raw: Raw, alice: Phone) -> None:
    data = bytes(range(256)) * 1000

    async def body() -> AsyncIterator[bytes]:
        parts = {"chat_id": str(alice.user_id), "document": "attach://here"}
        for name, value in parts.items():
            head = f'--frontier\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            yield f"{head}{value}\r\n".encode()
        yield b'--frontier\r\nContent-Disposition: form-data; name="here"; filename="a.bin"\r\n\r\n'
        yield data
        yield b"\r\n--frontier--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=frontier"}
    path = f"/bot{TOKEN}/sendDocument"
    sent = (await raw.send("POST", path, data=body(), headers=headers)).result
    assert sent["document"]["file_name"] == "a.bin"
    assert alice.transcript[-1].document == data


async def test_both_libraries_upload_and_fetch_a_file(
    aiogram_bot: Bot, ptb_bot: ExtBot[None], alice: Phone
) -> None:
    by_aiogram = await aiogram_bot.send_document(
        alice.user_id, BufferedInputFile(b"one", "one.ics"), caption="first"
    )
    by_ptb = await ptb_bot.send_document(
        alice.user_id, b"two", filename="two.ics", caption="second"
    )
    found = [(line.text, line.document_name, line.document) for line in alice.transcript[1:]]
    assert found == [("first", "one.ics", b"one"), ("second", "two.ics", b"two")]
    assert by_aiogram.document is not None
    fetched = await ptb_bot.get_file(by_aiogram.document.file_id)
    assert bytes(await fetched.download_as_bytearray()) == b"one"
    assert by_ptb.document is not None
    assert by_ptb.document.mime_type == "text/calendar"
    stream = await aiogram_bot.download(by_ptb.document.file_id)
    assert stream is not None
    assert stream.read() == b"two"


async def test_a_file_can_be_sent_again_by_its_id(raw: Raw, aiogram_bot: Bot, alice: Phone) -> None:
    first = await aiogram_bot.send_document(alice.user_id, BufferedInputFile(b"one", "one.pdf"))
    assert first.document is not None
    again = await aiogram_bot.send_document(alice.user_id, first.document.file_id)
    assert again.document == first.document
    missing = await raw("sendDocument", chat_id=alice.user_id, document="nonsense")
    assert missing.error == "Bad Request: wrong file identifier/HTTP URL specified"
    assert (
        await raw("sendDocument", chat_id=alice.user_id)
    ).error == "Bad Request: there is no document in the request"


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


async def test_every_well_formed_token_is_a_separate_bot(raw: Raw, sandbox: Sandbox) -> None:
    other = "7:" + "b" * 35
    me = (await raw("getMe", token=other)).result
    assert (me["id"], me["username"]) == (7, "liaison_7_bot")
    assert sandbox.bot_username(other) == "liaison_7_bot"


async def test_an_unknown_method_is_not_found(raw: Raw) -> None:
    others = SCHEMA["other_methods"]
    assert "sendPhoto" in others
    for method in [*others, "nonsense"]:
        answer = await raw(method)
        assert (answer.status, answer.error) == (404, "Not Found: method not found")


@pytest.mark.parametrize("path", ["/bot", f"/bot{TOKEN}", f"/bot{TOKEN}/getMe/more", "/x"])
async def test_an_unknown_path_is_refused_as_json(raw: Raw, path: str) -> None:
    assert (await raw.send("GET", path)).error == "Not Found"


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


async def test_a_json_body_must_be_an_object(raw: Raw) -> None:
    path = f"/bot{TOKEN}/getMe"
    for body in (b"{", b"[]", b"7"):
        headers = {"Content-Type": "application/json"}
        assert (await raw.send("POST", path, data=body, headers=headers)).status == 400


async def test_no_answer_contains_null(raw: Raw, alice: Phone) -> None:
    alice.say("hello")
    answer = await raw("getUpdates")
    assert "null" not in json.dumps(answer.body)


async def test_an_unknown_file_path_is_not_found(raw: Raw) -> None:
    assert (await raw.send("GET", f"/file/bot{TOKEN}/documents/file_9.pdf")).error == "Not Found"
    assert (await raw("getFile", file_id="x")).error == "Bad Request: invalid file_id"


async def test_the_server_listens_on_loopback_only(sandbox: Sandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")


async def test_calls_run_concurrently(raw: Raw, alice: Phone) -> None:
    texts = [str(number) for number in range(50)]
    await asyncio.gather(*(raw("sendMessage", chat_id=alice.user_id, text=text) for text in texts))
    ids = [line.message_id for line in alice.transcript]
    assert sorted(line.text for line in alice.transcript[1:]) == sorted(texts)
    assert len(set(ids)) == len(ids)


def test_the_schema_extract_names_its_source_and_licence() -> None:
    licence = Path(__file__).with_name("schema-LICENSE.txt").read_text(encoding="utf-8")
    assert "aiogram" in SCHEMA["note"]
    assert "Permission is hereby granted" in licence
