"""References: every wrong character and every swap is found, at every position."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core import references
from liaison.core.agreement import PartyCode
from liaison.core.errors import WrongValue

KH = PartyCode("KH")


def always(*values: int) -> Callable[[int], bytes]:
    """A source of chance that draws the same bytes every time."""
    return lambda count: bytes(values)[:count]


def new_reference(
    party: PartyCode, year: int, random: Callable[[int], bytes]
) -> references.Reference:
    return references.Reference(references.new_coded(party, year, random))


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SEEDS = list(product((0, 11, 31), repeat=4))
REFERENCES = [
    new_reference(PartyCode(party), year, always(*seed))
    for party, year in (("KH", 2026), ("CN", 2027), ("ZA", 2099))
    for seed in SEEDS
]


def accepted(text: str) -> references.Reference | None:
    try:
        return references.parse_reference(text)
    except WrongValue:
        return None


def test_a_reference_names_party_and_year() -> None:
    reference = new_reference(KH, 2026, always(0, 1, 2, 3))
    assert reference[:9] == "KH26-0123"
    assert len(reference) == 10
    assert references.parse_reference(reference) == reference


def test_every_random_byte_gives_a_character_of_equal_chance() -> None:
    drawn = [new_reference(KH, 2026, always(*[byte] * 4))[5] for byte in range(256)]
    assert {drawn.count(character) for character in references.ALPHABET} == {
        256 // len(references.ALPHABET)
    }


def test_every_single_wrong_character_is_found() -> None:
    tried = 0
    for reference in REFERENCES:
        for position, right in enumerate(reference):
            if right == "-":
                continue
            for wrong in LETTERS + "0123456789":
                typed = reference[:position] + wrong + reference[position + 1 :]
                # A letter that is only another way to write the digit is no mistake.
                if accepted(typed) == reference:
                    assert wrong == right or (right, wrong) in {("0", "O"), ("1", "I"), ("1", "L")}
                else:
                    assert accepted(typed) is None
                    tried += 1
    assert tried > len(REFERENCES) * 9 * 30


def test_every_swap_of_two_neighbours_is_found() -> None:
    tried = 0
    for reference in REFERENCES:
        plain = reference.replace("-", "")
        for position in range(len(plain) - 1):
            first, second = plain[position], plain[position + 1]
            swapped = plain[:position] + second + first + plain[position + 2 :]
            if first != second:
                assert accepted(swapped) is None, (reference, swapped)
                tried += 1
    assert tried > len(REFERENCES) * 4


def test_the_check_character_finds_every_swapped_pair() -> None:
    """Swaps within the last five characters, for every pair of values there can be."""
    for first, second in product(range(32), repeat=2):
        for place in range(3):
            seed = [5] * place + [first, second] + [5] * (2 - place)
            plain = new_reference(KH, 2026, always(*seed)).replace("-", "")
            at = 4 + place
            swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
            assert (accepted(swapped) is None) == (first != second)


@pytest.mark.parametrize(
    "typed",
    [
        "{0}", "  {0} ", "{lower}", "{plain}", "{spaced}", "{wide}", "{khmer}", "{dashed}",
        "\u2066{0}\u2069",
    ],
)  # fmt: skip
def test_the_ways_of_typing_one_reference_mean_the_same(typed: str) -> None:
    reference = new_reference(KH, 2026, always(7, 15, 3, 19))
    text = typed.format(
        reference,
        lower=reference.lower(),
        plain=reference.replace("-", ""),
        spaced=" ".join(reference.replace("-", "")),
        wide="".join(chr(ord(c) + 0xFEE0) for c in reference),
        khmer="".join(chr(0x17E0 + int(c)) if c in "0123456789" else c for c in reference),
        dashed=reference.replace("-", "\u2014"),
    )
    assert references.parse_reference(text) == reference


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7F3K9", "7F3K9"),
        (" 7f3 k9 ", "7F3K9"),
        ("7F-3K_9", "7F3K9"),
        ("oO iI lL", "001111"),
        ("７Ｆ３Ｋ９", "7F3K9"),
        ("៧f៣k៩", "7F3K9"),
        ("\u20667F3K9\u2069", "7F3K9"),
        ("7F\u20143K9", "7F3K9"),
        ("U!", "U!"),
        ("", ""),
    ],
)
def test_a_code_is_folded_into_the_letters_of_the_service(typed: str, code: str) -> None:
    assert references.fold_code(typed) == code


@given(st.text(references.ALPHABET + "oilOIL -_"))
def test_folding_a_code_twice_changes_nothing_more(typed: str) -> None:
    code = references.fold_code(typed)
    assert set(code) <= set(references.ALPHABET)
    assert references.fold_code(code) == code


@pytest.mark.parametrize(
    "typed",
    ["", "KH26", "KH26-", "26KH-7F3K9", "KH26-7F3K", "KH26-7F3KU", "KHK6-7F3K9", "😀", "-" * 5000],
)
def test_what_is_no_reference_is_unknown(typed: str) -> None:
    with pytest.raises(WrongValue, match="error-unknown-code"):
        references.parse_reference(typed)


@given(st.text())
def test_any_text_is_read_or_refused(typed: str) -> None:
    reference = accepted(typed)
    assert reference is None or references.parse_reference(reference) == reference


@given(
    party=st.text(LETTERS, min_size=2, max_size=2),
    year=st.integers(2000, 2099),
    seed=st.binary(min_size=4, max_size=4),
)
def test_a_new_reference_can_be_read_back(party: str, year: int, seed: bytes) -> None:
    reference = new_reference(PartyCode(party), year, always(*seed))
    assert references.parse_reference(reference.lower()) == reference


def test_two_parties_that_know_nothing_of_each_other_never_draw_the_same_code() -> None:
    one, other = (
        {references.new_coded("KH", 2026, always(byte, 0, 0, 0), half=half) for byte in range(256)}
        for half in references.HALVES
    )
    assert len(one) == len(other) == 16
    assert one.isdisjoint(other)
    assert all(accepted(code) == code for code in one | other)


def test_a_code_that_looks_like_a_date_is_left_out_of_a_text() -> None:
    codes = [f"M26-MAR3{last}" for last in references.ALPHABET]
    [code] = [each for each in codes if references.any_code(each)]
    assert references.without_codes(f" {code} 5 March at 3") == "5 March at 3"
