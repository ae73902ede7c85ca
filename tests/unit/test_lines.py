"""Command lines: typed and pressed alike, and nothing typed can break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.input.commands import NOTHING, Line, WhichCase, parse_line
from liaison.core.references import UnknownReference
from tests.registry import PERMISSIONS
from tests.unit.cast import REFERENCE

pytestmark = pytest.mark.unit

WORDS = st.text(min_size=1).filter(
    lambda word: word.split() == [word] and not (word[0] == "@" and word[1:].isdigit())
)
SEEN = st.none() | st.integers(0, 999_999_999)


@given(
    name=st.sampled_from(sorted(PERMISSIONS)),
    args=st.lists(WORDS, max_size=4).map(tuple),
    seen=SEEN,
)
def test_a_line_that_a_button_carries_is_read_back_the_same(
    name: str, args: tuple[str, ...], seen: int | None
) -> None:
    line = Line(name=name, args=args, seen=seen)
    assert parse_line(str(line)) == line
    assert parse_line(f"/{line}") == line


@given(st.text())
def test_whatever_is_typed_is_a_line_or_none(raw: str) -> None:
    line = parse_line(raw)
    assert line.name == NOTHING or line.name.isascii()
    assert (line.args, line.seen) == ((), None) or line.name != NOTHING


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("menu", Line(name="menu")),
        ("/menu", Line(name="menu")),
        ("/MENU", Line(name="menu")),
        ("  /menu  ", Line(name="menu")),
        ("/menu@LiaisonBot", Line(name="menu")),
        ("/cases open 2", Line(name="cases", args=("open", "2"))),
        (
            f"receive {REFERENCE} @3 today",
            Line(name="receive", args=(REFERENCE, "today"), seen=3),
        ),
        ("/ask KH26-7F3KK\n1,4  ok", Line(name="ask", args=("KH26-7F3KK", "1,4", "ok"))),
        ("/case @0", Line(name="case", seen=0)),
        ("/case @1 @2", Line(name="case", seen=1)),
        ("/case @1234567890", Line(name="case", args=("@1234567890",))),
        ("/case @៣", Line(name="case", args=("@៣",))),
        ("/case @-1", Line(name="case", args=("@-1",))),
        ("/case @x", Line(name="case", args=("@x",))),
    ],
)
def test_typed_and_pressed_lines_are_read(raw: str, line: Line) -> None:
    assert parse_line(raw) == line


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "/",
        "//menu",
        "123",
        "menu!",
        "<b>menu</b>",
        "\u202e/menu",
        "😀",
        "សួស្តី",
        "/ menu",
        "@3",
        "/menu@",
        "/ме́ню",
        "x" * 4_000 + "!",
    ],
)
def test_what_is_no_command_is_nothing(raw: str) -> None:
    assert parse_line(raw) == Line(name=NOTHING)


def test_a_button_shows_the_version_seen_behind_the_case() -> None:
    line = Line(name="answer", args=(REFERENCE, "done"), seen=12)
    assert str(line) == f"answer {REFERENCE} @12 done"
    assert str(Line(name="menu")) == "menu"


@pytest.mark.parametrize(
    "typed", ["KH26-7F3KK", "kh26-7f3kk", "ＫＨ２６－７Ｆ３ＫＫ", "KH២៦-៧F៣KK"]
)
def test_the_case_is_read_from_the_first_argument_in_any_writing(typed: str) -> None:
    assert Line(name="case", args=(typed,)).reference() == REFERENCE


def test_a_line_without_a_case_asks_for_one_and_names_its_command() -> None:
    with pytest.raises(WhichCase) as refused:
        Line(name="answer").reference()
    assert refused.value.values == {"command": "answer"}


@pytest.mark.parametrize("typed", ["KH26-7F3K8", "KH26", "<b>", "\u202e", "x" * 5_000])
def test_a_case_that_cannot_be_is_unknown(typed: str) -> None:
    with pytest.raises(UnknownReference):
        Line(name="case", args=(typed,)).reference()


def test_arguments_are_read_in_lower_case_and_ascii_digits_and_may_be_missing() -> None:
    line = Line(name="cases", args=("OPEN", "១２"))
    assert [line.argument(at) for at in range(3)] == ["open", "12", None]


def test_the_rest_of_a_line_is_one_text_as_it_was_typed() -> None:
    line = Line(name="supply", args=(REFERENCE, "លេខ", "១២៣/២៦"))
    assert (line.rest(1), line.rest(2), line.rest(3)) == ("លេខ ១២៣/២៦", "១២៣/២៦", None)


def test_a_line_is_completed_or_rewritten_without_losing_what_was_seen() -> None:
    line = Line(name="refuse", args=(REFERENCE,), seen=4)
    assert line.then("1,3", "?") == Line(name="refuse", args=(REFERENCE, "1,3", "?"), seen=4)
    assert line.then("1").but(REFERENCE, "2") == Line(name="refuse", args=(REFERENCE, "2"), seen=4)


def test_a_press_carries_the_case_and_the_version_seen() -> None:
    press = Line(name="receive", args=(REFERENCE, "today"), seen=2).press()
    assert (press.reference, press.seen) == (REFERENCE, 2)
    assert Line(name="receive", args=(REFERENCE,)).press().seen is None


def test_what_was_typed_keeps_its_lines() -> None:
    line = parse_line("  /holidays@LiaisonBot KH  import\n2027-05-14 A\n\nx  y\n")
    assert line.args == ("KH", "import", "2027-05-14", "A", "x", "y")
    assert line.tail(2) == "2027-05-14 A\n\nx  y\n"
    assert line.tail(9) == ""
    asked = parse_line("holidays import").then("2027-05-14 A\nx")
    assert asked.tail(1) == "2027-05-14 A\nx"
    assert asked.but("a", "b").tail(1) == "b"
    assert Line(name="holidays", args=("a", "b")).tail(1) == "b"
