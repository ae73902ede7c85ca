"""The words that people type in a language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Sign: TypeAlias = Literal[
    "year", "month", "day", "before_yesterday", "yesterday", "today", "tomorrow", "after_tomorrow",
    "days_ahead", "days_ago", "last", "half", "clock", "hour", "minute", "am", "pm", "night",
    "in", "one_hour", "half_hour", "hours", "minutes", "ahead", "ago", "persons",
]  # fmt: skip
FilterWord: TypeAlias = Literal[
    "currency", "counted", "telephone", "telephone_is", "passport", "card",
    "born_before", "born_after", "birth_month", "person_before", "person_day", "person_after",
    "no_name", "act_before", "act_after", "thing_before", "thing_number", "thing_on",
    "event_before", "event_after",
]  # fmt: skip

NOTHING = "(?!)"  # a pattern that matches nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one language, in lower case, and its ``name`` for itself.

    ``month_first``: numbers of a date are written in the order month, day. ``commands`` are phrases
    by the command that they mean; ``ignored`` words next to them add nothing, and next to
    ``negations`` they are not meant. ``spellings`` are the usual ones by other spellings.

    ``digits`` and ``numerals`` stand for zero to nine, a numeral for each of several signs. Of
    months and weekdays there may be several names each. ``signs`` follow a number of a date or
    time, ``choices`` are what closed answers are called, and ``filter`` are patterns by which
    personal data is known.
    """

    language: str
    name: str
    month_first: bool
    digits: str
    numerals: tuple[str, ...] = field(hash=False)
    ten: str
    fillers: tuple[str, ...] = field(hash=False)
    months: tuple[tuple[str, ...], ...] = field(hash=False)
    weekdays: tuple[tuple[str, ...], ...] = field(hash=False)
    signs: Mapping[Sign, tuple[str, ...]] = field(hash=False)
    choices: Mapping[str, tuple[str, ...]] = field(hash=False)
    commands: Mapping[str, tuple[str, ...]] = field(hash=False)
    ignored: tuple[str, ...] = field(hash=False)
    negations: tuple[str, ...] = field(hash=False)
    spellings: Mapping[str, str] = field(hash=False)
    filter: Mapping[FilterWord, tuple[str, ...]] = field(hash=False)


Vocabularies: TypeAlias = tuple[Vocabulary, ...]


def in_language(vocabularies: Vocabularies, language: str | None) -> Vocabularies:
    """The same vocabularies, that of a language first."""
    return tuple(sorted(vocabularies, key=lambda each: each.language != language))


def signs_of(vocabularies: Vocabularies, name: Sign) -> Sequence[str]:
    """The signs of that name in all languages."""
    return [sign for each in vocabularies for sign in each.signs.get(name, ())]


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; of none, one that matches nowhere."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or NOTHING
