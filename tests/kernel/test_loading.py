"""aiogram loaded for updates alone reads them as aiogram does."""

import json
import subprocess
import sys
from typing import Any

import pytest
from aiogram.types import Update
from pydantic import ValidationError

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
from bot.loading import load_aiogram
load_aiogram()
from aiogram.types import Update
from pydantic import ValidationError
from pydantic import ValidationError
for number, raw in enumerate(json.load(sys.stdin)):
    try:
        print(Update.model_validate({"update_id": number, **raw}).model_dump_json())
    except ValidationError as error:
        print(error.error_count())
"""


def test_updates_are_read_as_aiogram_reads_them() -> None:
    light = subprocess.run(
        [sys.executable, "-W", "error", "-c", READING],
        input=json.dumps(UPDATES),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    whole = [_read({"update_id": number, **raw}) for number, raw in enumerate(UPDATES)]
    assert light == whole
    assert sum(each.startswith("{") for each in light) == len(UPDATES) - len(WRONG)


def _read(raw: dict[str, Any]) -> str:
    try:
        return Update.model_validate(raw).model_dump_json()
    except ValidationError as error:
        return str(error.error_count())
