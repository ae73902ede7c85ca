"""Letter numbers that look unlike the usual ones."""

import pytest

from liaison.core.validation import letter_form


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
    assert letter_form(letter) == form
