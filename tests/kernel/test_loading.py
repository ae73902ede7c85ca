"""aiogram loaded for updates reads them as aiogram does, and leaves nothing that is broken."""

import json
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.faults

ALICE = {"id": 7, "is_bot": False, "first_name": "Alice", "language_code": "km"}
BOT = {"id": 8, "is_bot": True, "first_name": "Desk", "username": "desk_bot"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Alice"}
CHANNEL = {"id": -1001, "type": "channel", "title": "News"}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 3}
PHOTO = [{**FILE, "width": 1, "height": 1}]


def _message(**more: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1_770_000_000, "chat": PRIVATE, "from": ALICE, **more}


def _member(status: str, **more: Any) -> dict[str, Any]:
    old = {"status": "member", "user": BOT}
    new = {"status": status, "user": BOT, **more}
    return {
        "chat": CHANNEL,
        "from": ALICE,
        "date": 1,
        "old_chat_member": old,
        "new_chat_member": new,
    }


HIDDEN = {"type": "hidden_user", "sender_user_name": "Bob", "date": 1}
KEYBOARD = {"inline_keyboard": [[{"text": "Menu", "callback_data": "menu"}]]}
PRESS = {"id": "q", "from": ALICE, "chat_instance": "c", "data": "menu"}
WRONG: list[dict[str, Any]] = [
    {"message": {"text": "x"}},
    {"my_chat_member": _member("restricted", is_member=True)},
]
UPDATES: list[dict[str, Any]] = [
    *WRONG,
    {"message": _message(text="/menu", entities=[{"type": "bold", "offset": 0, "length": 2}])},
    {"message": _message(text="x", forward_origin=HIDDEN)},
    {"message": _message(text="x", via_bot=BOT, sender_chat=CHANNEL)},
    {"message": _message(text="x", reply_to_message=_message(text="before"))},
    {"message": _message(photo=PHOTO, caption="seen", caption_entities=[])},
    {"message": _message(document={**FILE, "thumbnail": PHOTO[0]})},
    {"message": _message(voice={**FILE, "duration": 1})},
    {"message": _message(contact={"phone_number": "1", "first_name": "Bob"})},
    {"message": _message(location={"latitude": 1.5, "longitude": 2.5})},
    {"message": _message(new_chat_members=[BOT])},
    {"message": _message(a_field_of_tomorrow={"deep": [1, None]})},
    {"edited_message": _message(text="y", edit_date=2)},
    {"callback_query": {**PRESS, "message": _message(text="card", reply_markup=KEYBOARD)}},
    {"callback_query": {**PRESS, "message": {"chat": PRIVATE, "message_id": 1, "date": 0}}},
    {"callback_query": {**PRESS, "inline_message_id": "i"}},
    {"my_chat_member": _member("left")},
    {"my_chat_member": _member("kicked", until_date=0)},
    {"channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "z"}},
]
READING = """
import json, sys
if "light" in sys.argv:
    from bot.loading import load_aiogram
    load_aiogram()
from aiogram.types import Update
from pydantic import ValidationError
for number, raw in enumerate(json.load(sys.stdin)):
    try:
        print(Update.model_validate({"update_id": number, **raw}).model_dump_json())
    except ValidationError as error:
        print(error.error_count())
"""
BUILDING = """
from bot.loading import load_aiogram
load_aiogram()
from aiogram import methods, types
from pydantic import BaseModel, ValidationError
known = vars(types) | vars(methods)
kinds = [each for each in known.values() if isinstance(each, type)]
left = [each for each in kinds if issubclass(each, BaseModel) and not each.__pydantic_complete__]
for kind in left:
    try:
        kind.model_validate({})
    except ValidationError:
        pass
print(len(left), *(each.__name__ for each in left if not each.__pydantic_complete__))
"""


def _run(program: str, *words: str, given: str = "") -> list[str]:
    command = [sys.executable, "-W", "error", "-c", program, *words]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_updates_are_read_as_aiogram_reads_them() -> None:
    light, whole = (_run(READING, how, given=json.dumps(UPDATES)) for how in ("light", "whole"))
    assert light == whole
    assert sum(each.startswith("{") for each in light) == len(UPDATES) - len(WRONG)


def test_what_was_put_off_builds_itself_when_it_is_used() -> None:
    (said,) = _run(BUILDING)
    count, *broken = said.split()
    assert int(count) > 400
    assert broken == []
