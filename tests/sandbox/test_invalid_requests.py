"""Invalid calls are refused in the Bot API's form and never crash the server."""

import io
import json
import random
from typing import Any

import pytest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import TOKEN, Raw
from tests.sandbox.response_validator import SCHEMA

ROUNDS = 40
INVALID_VALUES = (
    *("", " ", "0", "-1", "1", "77", "1e9", "nan", "null", "true", "\x00", "៧", "x" * 5000),
    *("@", "@x", "{", "[]", "{}", "[{}]", '[[{"text": 1}]]', '{"type": 1}', '"x"', "HTML", "-"),
    *("attach://", "attach://none", "99999999999999999999999999", "<b>", "&#0;", "\u202e", "😀"),
    '{"inline_keyboard": [[{"text": "x", "callback_data": {}}]]}',
    '{"inline_keyboard": [{"text": "x"}]}',
    '{"keyboard": [[{"text": null}]]}',
    '{"message_id": "1", "chat_id": []}',
    '{"type": "chat", "chat_id": {"a": 1}}',
    '{"type": "chat_member", "chat_id": 77, "user_id": "x"}',
    '[{"type": "bold", "offset": -1, "length": 1}]',
    '[{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": "x"}}]',
    '[{"type": ["bold"], "offset": 0, "length": 1}]',
    '[{"command": {"a": 1}, "description": []}]',
    '{"type": "web_app", "text": "", "web_app": {}}',
    '{"is_disabled": 5, "url": {}}',
    f'<a href="tg://user?id={"9" * 5000}">x</a>',
    f'<tg-emoji emoji-id="{"9" * 5000}">x</tg-emoji>',
    f'<tg-time unix="{"9" * 5000}">x</tg-time>',
    f"&#{'9' * 5000};",
)
REFUSED = {400, 403, 404, 409, 429}


def invalid_value(rng: random.Random) -> str:
    return rng.choice(INVALID_VALUES)


@pytest.mark.parametrize("method", sorted(SCHEMA["methods"]))
async def test_invalid_parameters_are_answered_or_refused(
    raw: Raw, sandbox: Sandbox, alice: Phone, method: str
) -> None:
    rng = random.Random(method)
    sandbox.user(user_id=77, first_name="Seventy").start()
    names = SCHEMA["methods"][method]["parameters"]
    for _ in range(ROUNDS):
        params: dict[str, Any] = {
            name: invalid_value(rng) for name in names if name != "timeout" and rng.random() < 0.6
        }
        if "chat_id" in names and rng.random() < 0.5:
            params["chat_id"] = str(alice.user_id)
        answer = await raw(method, **params)
        if answer.status != 200:
            assert answer.error, params
            assert answer.status in REFUSED, params


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "a/b"])
async def test_invalid_bodies_are_answered_or_refused(raw: Raw, kind: str) -> None:
    rng = random.Random(kind)
    bodies = [
        b"",
        b"--x--\r\n",
        b"--x\r\n\r\n\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n',
        b"--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--\r\n",
        b"no boundary at all",
        json.dumps({"chat_id": {"a": [1]}, "text": None, "entities": True}).encode(),
        json.dumps({"chat_id": 1.5, "text": ["x"]}).encode(),
        *(rng.randbytes(40) for _ in range(20)),
    ]
    for body in bodies:
        path = f"/bot{TOKEN}/sendMessage"
        answer = await raw.send("POST", path, data=body, headers={"Content-Type": kind})
        assert answer.status == 400, body
        assert answer.error.startswith("Bad Request: ")


async def test_an_upload_over_fifty_megabytes_is_refused(raw: Raw, alice: Phone) -> None:
    size = 50 * 1024 * 1024
    head = b'--x\r\nContent-Disposition: form-data; name="document"; filename="a"\r\n\r\n'
    body = io.BytesIO(head + b"\0" * (size + 1) + b"\r\n--x--\r\n")
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    path = f"/bot{TOKEN}/sendDocument?chat_id={alice.user_id}"
    answer = await raw.send("POST", path, data=body, headers=headers)
    assert (answer.status, answer.error) == (413, "Request Entity Too Large")
    body = io.BytesIO(head + b"\r\n--x--\r\n")
    empty = await raw.send("POST", path, data=body, headers=headers)
    assert empty.error == "Bad Request: file must be non-empty"
