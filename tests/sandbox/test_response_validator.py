"""The validator of the other tests finds wrong answers."""

from typing import Any

import pytest

from tests.sandbox.response_validator import ResponseValidator, problems

CHAT = {"id": 1, "type": "private", "first_name": "A"}
MESSAGE = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "text": "x"}


def test_a_valid_message_passes() -> None:
    assert problems(MESSAGE, "Message", "m") == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": None}, "m.text is null"),
        ({"text": 5}, "m.text is no String: 5"),
        ({"date": True}, "m.date is no Integer: True"),
        ({"chat": {"id": 1, "type": "secret"}}, "m.chat.type is none of"),
        ({"chat": {"type": "private"}}, "m.chat lacks id"),
        ({"surprise": 1}, "m has an unknown field surprise"),
        ({"has_protected_content": False}, "m.has_protected_content is not true"),
        ({"poll": {}}, "m.poll has a type that the sandbox should not use: Poll"),
        ({"entities": {}}, "m.entities is no array"),
        ({"entities": [1]}, "m.entities[0] is no MessageEntity"),
        ({"forward_origin": {"type": "user", "date": 1}}, "m.forward_origin lacks sender_user"),
    ],
)
def test_an_invalid_message_is_found(change: dict[str, Any], problem: str) -> None:
    (found,) = problems({**MESSAGE, **change}, "Message", "m")
    assert found.startswith(problem)


def test_an_update_must_be_of_one_kind() -> None:
    validator = ResponseValidator()
    validator.update({"update_id": 1, "message": MESSAGE, "edited_message": MESSAGE})
    assert validator.problems == ["an update of 2 kinds: ['edited_message', 'message']"]
