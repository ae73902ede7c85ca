"""Titles: one line of text in any of three scripts, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.validation import MAX_TITLE, NotATitle, parse_title


@pytest.mark.parametrize(
    "typed",
    [
        "Signing of the Agreement",
        "ប្រតិបត្តិការអនុវត្តច្បាប់រួមគ្នា ឆ្នាំ២០១៧ (ខែឧសភា ដល់ខែកក្កដា)",
        "在中国举行首次年度磋商会议（2017年第一季度）",
        "SOP: review of Art. 5, e.g. the form – 2026-05-01 to 2026-07-31",
        "Meeting № 3 & follow-up, 50%",
        "T" * MAX_TITLE,
        (  # the third item of the Minutes: more code points than the limit, fewer letters
            "ពិនិត្យសេចក្តីព្រាងនីតិវិធីប្រតិបត្តិស្តង់ដារស្តីពីការកំណត់អត្តសញ្ញាណ និងការធ្វើមាតុភូមិនិវត្តន៍"
            "ជនរងគ្រោះនៃអំពើជួញដូរមនុស្ស ក្នុងកិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ"
        ),
        (
            "ប្រតិបត្តិការអនុវត្តច្បាប់រួមគ្នា ដើម្បីប្រឆាំងអំពើជួញដូរមនុស្ស រវាងប្រទេសកម្ពុជា"
            " និងសាធារណរដ្ឋប្រជាមានិតចិន ឆ្នាំ២០១៧ (ខែឧសភា ដល់ខែកក្កដា)"
        ),
    ],
)
def test_a_line_of_words_is_kept_as_it_was_typed(typed: str) -> None:
    assert parse_title(typed) == typed


def test_spaces_are_made_single_and_letters_are_composed() -> None:
    assert parse_title("  Cafe\u0301   in  Beijing ") == "Café in Beijing"
    assert parse_title("ការ\u200bប្រជុំ") == "ការ ប្រជុំ"
    assert parse_title("\u2066right \u202eleft") == "right left"


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "12 34", "…", "t" * (MAX_TITLE + 1), "t" * 5000, "one line\nand another",
        "one line\u2028and another", "a \x00 sign", "a private \ue000 sign",
        "see https://example.org", "see //example", "see example.org", "see T.ME/name",
        "ask @username", "call 012 345 678", "call ០១២៣៤៥៦៧៨", "identity 110101199003078515",
        "z" + "\u0301" * 9,
    ],
)  # fmt: skip
def test_what_is_no_line_of_words_is_refused(typed: str) -> None:
    with pytest.raises(NotATitle) as refused:
        parse_title(typed)
    assert refused.value.values == {"most": MAX_TITLE}


@given(st.text(max_size=150))
def test_whatever_is_typed_is_refused_or_read_the_same_once_more(typed: str) -> None:
    try:
        shown = parse_title(typed)
    except NotATitle:
        return
    assert parse_title(shown) == shown
    assert 1 <= len(shown) <= MAX_TITLE
    assert unicodedata.is_normalized("NFC", shown)
    assert len(shown.splitlines()) == 1
