"""What an update that was given up leaves behind."""

import json
from datetime import UTC, date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workers import dead_letters
from bot.workers.dead_letters import DeadUpdateContent
from tests.unit.samples import AGREEMENT

dead_update_content = partial(
    dead_letters.dead_update_content, vocabularies=AGREEMENT.vocabularies, prefixes=()
)

TODAY = date(2026, 11, 25)
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
IDENTITY = "11010119900307803X"


def of(**update: object) -> DeadUpdateContent:
    return dead_update_content(json.dumps({"update_id": 5, **update}), today=TODAY)


def message(**more: object) -> dict[str, object]:
    return {"message_id": 7, "date": int(AT.timestamp()), "chat": {"id": 100001}, **more}


def test_a_typed_message_stays_unless_it_has_personal_data_or_could_be_a_pin() -> None:
    assert of(message=message(text="good morning")) == DeadUpdateContent(message_id=7, sent_at=AT)
    seen = of(message=message(text=f"her id {IDENTITY}"))
    assert seen == DeadUpdateContent(message_id=7, sent_at=AT, must_be_deleted=True)
    assert of(message=message(text="/pin 274193")).must_be_deleted


def test_what_is_no_text_goes_and_an_edit_is_no_new_message() -> None:
    assert of(message=message(photo=[])).must_be_deleted
    assert of(message=message(text="look", quote={"text": IDENTITY})).must_be_deleted
    assert of(edited_message=message(text=IDENTITY)) == DeadUpdateContent(
        message_id=7, must_be_deleted=True
    )


def test_a_press_leaves_no_message_of_the_person() -> None:
    press = {"id": "1", "data": f"note {IDENTITY}", "message": message(text="a card")}
    assert of(callback_query=press) == DeadUpdateContent(must_be_deleted=True)


@pytest.mark.parametrize(
    "payload", ["", "[]", "5", "null", "[" * 5_000, '{"message":{"date":1e9}}']
)
def test_what_no_one_can_read_is_left_as_it_is(payload: str) -> None:
    assert dead_update_content(payload, today=TODAY).message_id is None
    assert dead_update_content(f"{payload} {IDENTITY}", today=TODAY).must_be_deleted


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["message", "text", "date", "message_id"]), inner)
    ),
    max_leaves=9,
)


@given(_JSON)
def test_any_update_is_examined(update: object) -> None:
    assert isinstance(dead_update_content(json.dumps(update), today=TODAY), DeadUpdateContent)
