"""The words for a letter's date excuse an old date from being one of birth."""

from datetime import date

import pytest

from handlers.input.pii_detector import PersonalDataKind, find_personal
from liaison.core.references import CodePrefix
from tests.registered import REGISTRY
from tests.unit.samples import AGREEMENT


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("កាលបរិច្ឆេទលិខិត៖ ថ្ងៃទី០៦ ខែមីនា ឆ្នាំ២០១៩", False),
        ("កាលបរិច្ឆេទលិខិតខុស ត្រូវជា ថ្ងៃទី០៦ ខែមីនា ឆ្នាំ២០១៩", False),
        ("កាលបរិច្ឆេទ ថ្ងៃទី០៦ ខែមីនា ឆ្នាំ២០១៩", True),
        ("落款日期：2019年3月6日", False),
        ("日期2019年3月6日", True),
        ("公函日期，出生2019年3月6日", True),
        ("date of the letter: 6 March 2019", False),
        ("date of the letter about Dara, 6 March 2019", True),
        ("letter date 6 March 2015", True),
    ],
)
def test_an_old_date_called_that_of_a_letter_is_none_of_birth(typed: str, *, birth: bool) -> None:
    found = find_personal(
        typed,
        AGREEMENT.vocabularies,
        prefixes=REGISTRY.all(CodePrefix),
        today=date(2026, 11, 25),
    )
    assert found is (PersonalDataKind.BIRTH_DATE if birth else None)
