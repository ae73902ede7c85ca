"""References of official letters: what passes as one, and what belongs into the letter itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core import validation
from liaison.core.errors import UserError, WrongValue
from tests.unit.samples import AGREEMENT


@pytest.mark.parametrize(
    "typed",
    [
        "123/26 MoI", "公刑〔2026〕18号", "公刑（2026）18号", "លេខ ១២៣/២៦ ស.ជ.ណ", "លេខ៖ ១២៣/២៦",
        "１２３／２６", "MoI — 45", "№ 7", "Note verbale 123/2026 of 15/03/2026",
        "NV/2026/03/15-123", "NV 2026/0000123", "PRC-EMB-2026-0001234", "E-2026-1234567",
        "0012345/2026", "លេខ ០០១២៣៤៥/២០២៦", "1",
        "Note verbale № 45", "Note Verbale No. 45", "MoI Department 45", "MPS 45", "DRAFT 1",
        "លេខ ១២៣ សជណ", "លេខ ០១៨ ស.ជ.ណ ក្រសួងមហាផ្ទៃ", "公安部 刑侦局 18号", "公刑 第18号",
    ],
)  # fmt: skip
def test_references_of_letters_are_kept_as_they_were_typed(typed: str) -> None:
    assert validation.parse_letter(typed) == typed
    assert validation.parse_letter(typed, known=AGREEMENT.vocabularies) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  123/26   MoI  ", "123/26 MoI"),
        ("123/26 MoI\n", "123/26 MoI"),
        ("លេខ\u200b១២៣", "លេខ ១២៣"),
        ("\u2066123/26\u202e \u200f\u00adMoI\u2069", "123/26 MoI"),
        ("Re\u0301f 1", "R\u00e9f 1"),
        ("1" + "a" * 39, "1" + "a" * 39),
    ],
)
def test_spaces_and_unseen_signs_fall_away(typed: str, kept: str) -> None:
    assert validation.parse_letter(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "110101199003074514", "110101 19900307 4514", "110101-1990-0307-451X",
        "110101 2015 0307 4514", "１１０１０１１９９００３０７４５１４", "010123456", "០១០១២៣៤៥៦",
        "E12345678", "EA1234567", "N1234567", "No. N 0123 4567", "1990-03-07", "138 0013 8000",
        "138.2013.8000", "(012) 345-678", "00855 12345678", "2010 2011 345", "MoI 12 012_345_678",
        "0012345", "20261127", "2026/00001234", "2026 0001234", "1990/0000123", "0001234-2026",
        "138-2026-0013800", "2026-0013800-1", "010 2026/0001234", "0001234/2026 5",
    ],
)  # fmt: skip
def test_digits_of_documents_births_and_telephones_are_refused(typed: str) -> None:
    with pytest.raises(UserError, match="error-letter-like-a-document") as refused:
        validation.parse_letter(typed)
    assert refused.value.values == {"most": validation.MAX_DIGITS}


@pytest.mark.parametrize(
    "typed",
    [
        "", "+855 12 345 678", "-", "0", "០", "0号", "00/00", "Sok Dara", "123/26\nMoI", "1\u20282",
        "12\x003", "<b>123/26</b>", "123/26 & MoI", 'href="1"',
        "https://example.org/1", "sok1@example.org", "📨 123/26", "1️⃣2️⃣", "1\ufe0f",
        "Li Wei 8", "CHAN DARA 12", "Wait it is 3", "3 persons are confirmed",
        "they are 2 siblings from Poipet", "ចាន់ ដារ៉ា ១២",
        "1" + "\u0301" * 5, "\ud800 1", "a" * 40 + "1", "1 " + "a" * 4_998, "ក" * 5_000,
    ],
)  # fmt: skip
def test_what_is_no_reference_is_refused(typed: str) -> None:
    with pytest.raises(WrongValue, match="error-not-a-letter") as refused:
        validation.parse_letter(typed)
    assert refused.value.values["most"] == validation.MAX_LETTER


@pytest.mark.parametrize(
    "typed",
    [
        "三人中有2人是中国公民", "家属2人已到金边", "两名儿童", "មាន៣នាក់ជាជនជាតិចិន",
        "ជនរងគ្រោះ ២ នាក់", "3 persons/26", "all 3 people confirmed",
        "公函随后寄出2份", "ទី ២ នាក់", "លិខិត ២ ករណី",
    ],
)  # fmt: skip
def test_what_counts_something_is_no_reference(typed: str) -> None:
    with pytest.raises(WrongValue, match="error-not-a-letter") as refused:
        validation.parse_letter(typed, known=AGREEMENT.vocabularies)
    assert refused.value.values["why"] in ("words", "digit")


@pytest.mark.parametrize("typed", ["公安部函〔2026〕0号", "公刑（2026）00号", "0/00 MoI"])
def test_a_number_of_zeros_is_no_reference_in_any_year(typed: str) -> None:
    with pytest.raises(WrongValue, match="error-not-a-letter") as refused:
        validation.parse_letter(typed, known=AGREEMENT.vocabularies)
    assert refused.value.values["why"] == "digit"


@given(st.text(max_size=60) | st.from_regex(r"[A-Z]{0,3}[0-9 /.-]{1,12}", fullmatch=True))
def test_whatever_is_typed_becomes_one_short_line_that_reads_the_same_again(typed: str) -> None:
    try:
        kept = validation.parse_letter(typed)
    except UserError:
        return
    assert 1 <= len(kept) <= validation.MAX_LETTER
    assert kept == " ".join(kept.split())
    assert not set(kept) & set("<>&\"'@#\u202e\u2066\u200b")
    assert validation.parse_letter(kept) == kept


@given(
    st.from_regex(r"[0-9]{7,11}[1-9]|[1-9][0-9]{16}[0-9X]", fullmatch=True), st.sampled_from("/.- ")
)
def test_a_year_beside_them_lets_no_more_than_seven_digits_pass(number: str, mark: str) -> None:
    for typed in (f"2026{mark}{number}", f"{number}{mark}2026", number):
        with pytest.raises(UserError, match="error-letter-like-a-document"):
            validation.parse_letter(typed)


@pytest.mark.parametrize(
    ("letter", "form"),
    [
        ("123/26 MoI", "9/9 a"),
        ("7/2026 NCCT", "9/9 a"),
        ("公刑〔2026〕18号", "a〔9〕9a"),
        ("លេខ ១៨/២៦ ស.ជ.ណ", "a 9/9 a.a.a"),
        ("no wait, 3 not 2", "a a, 9 a 9"),
    ],
)
def test_the_form_of_a_letter_number_has_neither_its_digits_nor_its_words(
    letter: str, form: str
) -> None:
    assert validation.letter_form(letter) == form
