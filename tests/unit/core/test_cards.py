"""Cards: written down and read back they are the same, and a button carries what it can."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core import cards

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KEYS = st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True)
NAMES = st.from_regex(r"[a-z]+(_[a-z]+)*", fullmatch=True) | st.sampled_from(["at", "day", "key"])
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=8))])
PLAIN: st.SearchStrategy[cards.Value] = st.one_of(
    WORDS,
    st.integers(-(10**12), 10**12),
    st.dates(),
    st.datetimes(timezones=ZONES, min_value=datetime(1990, 1, 1)),  # noqa: DTZ001  # zones: above
)


def texts(values: st.SearchStrategy[cards.Value]) -> st.SearchStrategy[cards.Text]:
    return st.builds(cards.Text, KEYS, st.dictionaries(NAMES, values, max_size=4))


NESTED = texts(PLAIN)
VALUES = st.one_of(PLAIN, NESTED, st.lists(NESTED, max_size=3).map(tuple))
TEXTS = st.builds(replace, texts(VALUES), cause=st.none() | NESTED)
COMMANDS = WORDS.filter(lambda words: 0 < len(words.encode()) <= cards.COMMAND_BYTES)
BUTTONS = st.builds(cards.Button, TEXTS, COMMANDS)
CARDS = st.builds(
    cards.Card,
    st.lists(st.lists(TEXTS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    st.lists(st.lists(BUTTONS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
)


@given(CARDS)
def test_a_card_that_was_written_down_is_read_back_the_same(shown: cards.Card) -> None:
    assert cards.load(type(shown), cards.dump(shown)) == shown


@given(TEXTS)
def test_a_message_that_was_written_down_is_read_back_the_same(shown: cards.Text) -> None:
    assert cards.load(type(shown), cards.dump(shown)) == shown


def test_what_is_written_down_keeps_its_script() -> None:
    assert "ខ្មែរ 中文" in cards.dump(cards.text("x", words="ខ្មែរ 中文"))


def test_what_no_card_can_hold_is_not_read_from_a_row() -> None:
    with pytest.raises(TypeError):
        cards.load(cards.Text, '{"key":"x","values":{"a":1.5}}')


@pytest.mark.parametrize("command", ["a", "a" * 64, "ក" * 21])
def test_a_button_carries_up_to_64_bytes(command: str) -> None:
    assert cards.Button(cards.text("x"), command).command == command


@pytest.mark.parametrize("command", ["", "a" * 65, "ក" * 22])
def test_a_button_without_a_command_or_with_too_long_a_one_is_our_fault(command: str) -> None:
    with pytest.raises(cards.CommandTooLong):
        cards.Button(cards.text("x"), command)


def test_empty_rows_fall_away() -> None:
    row = (cards.Button(cards.text("x"), "menu"),)
    assert cards.card(cards.text("a"), rows=[(), row, ()]).rows == (row,)


def test_a_line_by_itself_is_a_paragraph_and_an_empty_one_falls_away() -> None:
    one, two, three = cards.text("a"), cards.text("b"), cards.text("c")
    shown = cards.card(one, [two, three], [])
    assert shown.paragraphs == ((one,), (two, three))
    assert shown.lines == (one, two, three)


def test_a_code_is_named_by_its_concept_with_dashes() -> None:
    assert cards.named("role", "a_person", name="Sok") == cards.text("role-a-person", name="Sok")


@pytest.mark.parametrize(
    ("page", "total", "pages", "commands"),
    [
        (1, 0, None, []),
        (1, 5, None, []),
        (1, 6, 2, ["plan all 2"]),
        (2, 6, 2, ["plan all 1"]),
        (2, 11, 3, ["plan all 1", "plan all 3"]),
    ],
)
def test_a_page_has_buttons_to_the_pages_beside_it(
    page: int, total: int, pages: int | None, commands: list[str]
) -> None:
    line, buttons = cards.paging("plan all", page, total, 5)
    assert list(line) == ([cards.text("requests-page", page=page, pages=pages)] if pages else [])
    assert [each.command for each in buttons] == commands


WIDTHS = st.lists(st.integers(1, 3), max_size=9)


def rows_of(name: str, widths: list[int]) -> tuple[cards.Row, ...]:
    """Rows of so many buttons each, all of them different."""
    return tuple(
        tuple(cards.Button(cards.text(name), f"{name} {row} {at}") for at in range(width))
        for row, width in enumerate(widths)
    )


@given(WIDTHS, WIDTHS, st.integers(0, 30))
def test_every_button_of_a_record_is_on_one_page_of_six(
    first_widths: list[int], more_widths: list[int], beyond: int
) -> None:
    first, more = rows_of("first", first_widths), rows_of("more", more_widths)
    shown = cards.Card((), (*first, *rows_of("back", [1])), more, "request KH26-7F3K9")
    pages = [cards.one_page(shown)]
    while pages[-1].rows[-2:-1] and pages[-1].rows[-2][-1].label.key == "button-more":
        pages.append(cards.one_page(shown, len(pages)))
    seen = [each for page in pages for row in page.rows[:-1] for each in row]
    assert [each for each in seen if each.label.key != "button-more"] == [
        each for row in (*first, *more) for each in row
    ]
    for page in pages:
        assert sum(map(len, page.rows)) <= cards.MAX_BUTTONS
    assert all(len(page.rows[-2]) <= 2 for page in pages[:-1]), "beside More is one button"
    assert len(pages) > 1 or not more
    assert cards.one_page(shown, len(pages) - 1 + beyond) == pages[-1]
    made = replace(shown, rows=(*rows_of("too many", [3, 3]), *shown.rows))
    assert sum(map(len, made.rows)) + bool(made.more) <= cards.MAX_BUTTONS
