"""Confidential notes: a few lines in any of three scripts, for focal persons and coordinators."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.formatting import clean
from liaison.notes import rules


@pytest.mark.parametrize(
    "typed",
    [
        "The letter of 3 March is under way.",
        "លិខិតត្រូវបានផ្ញើតាមមាគ៌ាការទូត។",
        "请贵方先与主管机关确认，再书面答复。",
        "First line\nsecond line: 50 % (see Art. 8)",
        "Mr.Li will call at 14:00 – before the meeting",
        "27.11.2026 14:00",
        "៣",
        "n" * rules.MAX_NOTE,
        "\n".join("n" * rules.MAX_LINES),
    ],
)
def test_a_few_lines_are_kept_as_they_were_typed(typed: str) -> None:
    assert rules.parse_note(typed) == typed


def test_spaces_are_made_single_letters_composed_and_empty_lines_fall_away() -> None:
    assert rules.parse_note("  Cafe\u0301   in \n\n \t Beijing ") == "Café in\nBeijing"
    assert rules.parse_note("ការ\u200bប្រជុំ") == "ការ ប្រជុំ"
    assert rules.parse_note("one\u2028two\r\nthree") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "typed",
    [
        "n" * (rules.MAX_NOTE + 1),
        "n" * 5000,
        "\n".join("n" * (rules.MAX_LINES + 1)),
        "see https://example.org",
        "see www.example.org",
        "see T.ME/name",
        "see ｔ．ｍｅ/name",
    ],
)
def test_what_is_too_long_or_links_is_refused(typed: str) -> None:
    with pytest.raises(rules.NotANote) as refused:
        rules.parse_note(typed)
    assert refused.value.key == rules.NotANote.key
    assert refused.value.values == {"most": rules.MAX_NOTE, "lines": rules.MAX_LINES}


@pytest.mark.parametrize(
    "typed",
    [
        "", " \n ", "…", "- . -", "a \x00 sign",
        "a private \ue000 sign", "z" + "\u0301" * 9,
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_as_such(typed: str) -> None:
    with pytest.raises(rules.NotANote, match="error-note-not-shown") as refused:
        rules.parse_note(typed)
    assert refused.value.values == {}


@given(st.text(max_size=500))
def test_what_is_typed_is_refused_or_read_the_same_again_and_shown_whole(typed: str) -> None:
    try:
        said = rules.parse_note(typed)
    except rules.NotANote:
        return
    assert rules.parse_note(said) == said
    assert 1 <= len(said) <= rules.MAX_NOTE
    assert unicodedata.is_normalized("NFC", said)
    assert [clean(line) for line in said.split("\n")] == said.split("\n")
