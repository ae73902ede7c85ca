"""Command lines: typed and pressed alike, and nothing typed can break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.input.commands import MISSING_ARGUMENT, NOT_A_COMMAND, Command, parse_command
from handlers.requests.steps import versioned_ref
from liaison.core.errors import WrongValue
from tests.registered import PERMISSIONS
from tests.unit.samples import REFERENCE

WORDS = st.text(min_size=1).filter(
    lambda word: word.split() == [word] and not (word[0] == "@" and word[1:].isdigit())
)
SEEN = st.none() | st.integers(0, 999_999_999)


@given(
    name=st.sampled_from(sorted(PERMISSIONS)),
    args=st.lists(WORDS, max_size=4).map(tuple),
    seen=SEEN,
)
def test_a_buttons_command_is_read_back(name: str, args: tuple[str, ...], seen: int | None) -> None:
    command = Command(name=name, args=args, version=seen)
    assert parse_command(str(command)) == command
    assert parse_command(f"/{command}") == command


@given(st.text())
def test_any_text_is_a_command_or_none(raw: str) -> None:
    command = parse_command(raw)
    assert command.name == NOT_A_COMMAND or command.name.isascii()
    assert (command.args, command.version) == ((), None) or command.name != NOT_A_COMMAND


@pytest.mark.parametrize(
    ("raw", "command"),
    [
        ("menu", Command(name="menu")),
        ("/menu", Command(name="menu")),
        ("/MENU", Command(name="menu")),
        ("  /menu  ", Command(name="menu")),
        ("/menu@LiaisonBot", Command(name="menu")),
        ("/requests open 2", Command(name="requests", args=("open", "2"))),
        ("receive CN26 @3 today", Command(name="receive", args=("CN26", "today"), version=3)),
        ("/ask KH26-7F3KK\n1,4  ok", Command(name="ask", args=("KH26-7F3KK", "1,4", "ok"))),
        ("/request @0", Command(name="request", version=0)),
        ("/request @1 @2", Command(name="request", version=1)),
        ("/request @1234567890", Command(name="request", args=("@1234567890",))),
        ("/request @៣", Command(name="request", args=("@៣",))),
        ("/request @-1", Command(name="request", args=("@-1",))),
        ("/request @x", Command(name="request", args=("@x",))),
    ],
)
def test_typed_and_pressed_commands_are_read(raw: str, command: Command) -> None:
    assert parse_command(raw) == command


@pytest.mark.parametrize(
    "raw",
    [
        "", "/", "//menu", "123", "menu!", "<b>menu</b>", "\u202e/menu", "សួស្តី", "@3", "/menu@",
        "/ме́ню", "x" * 4_000 + "!",
    ],
)  # fmt: skip
def test_what_is_no_command_is_nothing(raw: str) -> None:
    assert parse_command(raw) == Command(name=NOT_A_COMMAND)


def test_a_button_shows_the_version_seen_behind_the_request() -> None:
    command = Command(name="answer", args=(REFERENCE, "done"), version=12)
    assert str(command) == f"answer {REFERENCE} @12 done"
    assert str(Command(name="menu")) == "menu"


def test_an_argument_is_asked_again_and_the_others_are_kept() -> None:
    sent = Command(name="answer", args=(REFERENCE, "partly=2", "18/26", "MPS"), check="a1")
    asking = sent.asking(1)
    assert (asking.argument(1), asking.text_from(2)) == (None, "18/26 MPS")
    assert asking.with_arguments("done").args == (REFERENCE, "done", "18/26", "MPS")
    assert str(asking.with_arguments("done")) == "fill a1 done"
    counted = sent.asking(1, f"partly={MISSING_ARGUMENT}").with_arguments("1")
    assert (str(counted), counted.args[1]) == ("fill a1 1", "partly=1")
    assert sent.asking(2).with_arguments("7/26").line == f"answer {REFERENCE} partly=2 7/26 MPS"


@pytest.mark.parametrize(
    "typed", ["KH26-7F3KK", "kh26-7f3kk", "ＫＨ２６－７Ｆ３ＫＫ", "KH២៦-៧F៣KK"]
)
def test_the_request_is_read_from_the_first_argument_in_any_writing(typed: str) -> None:
    assert Command(name="request", args=(typed,)).reference() == REFERENCE


@pytest.mark.parametrize("typed", ["", "KH26-7F3K8", "KH26", "<b>", "\u202e", "x" * 5_000])
def test_a_request_that_cannot_be_is_unknown(typed: str) -> None:
    with pytest.raises(WrongValue, match="error-unknown-code"):
        Command(name="request", args=(typed,)).reference()


def test_arguments_are_read_in_lower_request_and_ascii_digits_and_may_be_missing() -> None:
    command = Command(name="requests", args=("OPEN", "១２"))
    assert [command.argument(at) for at in range(3)] == ["open", "12", None]


def test_the_rest_of_a_command_is_one_text_as_it_was_typed() -> None:
    command = Command(name="supply", args=(REFERENCE, "លេខ", "១២៣/២៦"))
    assert (command.text_from(1), command.text_from(2)) == ("លេខ ១២៣/២៦", "១២៣/២៦")
    assert command.text_from(3) is None


def test_a_command_is_completed_or_rewritten_with_the_version_seen() -> None:
    command = Command(name="refuse", args=(REFERENCE,), version=4)
    assert command.with_arguments("1,3", "?") == Command(
        name="refuse", args=(REFERENCE, "1,3", "?"), version=4
    )
    assert command.with_arguments("1").replace_arguments(REFERENCE, "2") == Command(
        name="refuse", args=(REFERENCE, "2"), version=4
    )


def test_a_press_carries_the_request_and_the_version_seen() -> None:
    ref = versioned_ref(Command(name="receive", args=(REFERENCE, "today"), version=2))
    assert (ref.key, ref.version) == (REFERENCE, 2)
    assert versioned_ref(Command(name="receive", args=(REFERENCE,))).version is None


def test_what_was_typed_keeps_its_lines() -> None:
    command = parse_command("  /holidays@LiaisonBot KH  import\n2027-05-14 A\n\nx  y\n")
    assert command.args == ("KH", "import", "2027-05-14", "A", "x", "y")
    assert command.raw_from(2) == "2027-05-14 A\n\nx  y\n"
    assert command.raw_from(9) == ""
    asked = parse_command("holidays import").with_arguments("2027-05-14 A\nx")
    assert asked.raw_from(1) == "2027-05-14 A\nx"
    assert asked.replace_arguments("a", "b").raw_from(1) == "b"
    assert Command(name="holidays", args=("a", "b")).raw_from(1) == "b"
