"""The words by which the filter of personal data knows a number or a date, in each language."""

import tomllib
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from handlers.input import pii_detector
from liaison.core.references import CodePrefix
from liaison.core.vocabulary import FilterWord, Vocabulary
from tests.registered import REGISTRY
from tests.unit.samples import AGREEMENT

LINES = tomllib.loads(
    (Path(__file__).parents[2] / "corpus" / "filter_words.toml").read_text("utf-8")
)
EVERYWHERE: set[FilterWord] = {
    "currency", "mail_at", "mail_dot", "counted", "telephone", "telephone_is", "passport", "card",
    "born_before", "person_before", "act_before", "thing_before", "thing_on", "event_before",
    "lunar_day", "lunar_year", "short_year",
}  # fmt: skip
"""What is said in each language; the other lists depend on its order of words."""


@pytest.mark.parametrize("words", AGREEMENT.vocabularies, ids=lambda each: each.language)
def test_each_language_has_the_words_and_each_list_decides_a_line(words: Vocabulary) -> None:
    find = partial(
        pii_detector.find_personal, today=date(2026, 11, 25), prefixes=REGISTRY.all(CodePrefix)
    )
    assert words.filter.keys() >= EVERYWHERE
    lines = LINES[words.language]
    assert lines.keys() == words.filter.keys()
    for name, line in lines.items():
        less = replace(words, filter={**words.filter, name: ()})
        others = [each for each in AGREEMENT.vocabularies if each is not words]
        assert find(line, vocabularies=AGREEMENT.vocabularies) != find(
            line, vocabularies=(less, *others)
        ), name
