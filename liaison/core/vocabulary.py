"""The words that people type in a language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from typing import Literal, TypeAlias

COURTESY = "ack -"
"""The command that words of courtesy, such as thanks, mean."""
Sign: TypeAlias = Literal[
    "year", "month", "day", "before_yesterday", "yesterday", "today", "tomorrow", "after_tomorrow",
    "days_ahead", "days_ago", "weeks_ahead", "weeks_ago", "last", "next", "last_week", "this_week",
    "next_week", "last_month", "this_month", "next_month", "half", "clock", "hour", "minute", "am",
    "pm", "night", "in", "one_hour", "half_hour", "hours", "minutes", "ahead", "ago", "persons",
    "item", "is", "instead_of", "none", "until", "now", "alarm", "more_days", "send", "out_of",
    "with_me", "and", "found_by", "yes", "agreed", "no", "no_children", "other", "place",
    "adding", "removing", "option", "or", "not", "wrong", "but", "unchanged", "undecided",
    "handles", "person_number", "of_month",
]  # fmt: skip
FilterWord: TypeAlias = Literal[
    "currency", "counted", "telephone", "telephone_is", "passport", "card",
    "born_before", "born_after", "person_before", "person_day", "person_after",
    "no_name", "act_before", "act_after", "thing_before", "thing_number", "thing_on",
    "event_before", "event_after", "mail_at", "mail_dot",
    "act_title", "lunar_day", "lunar_year", "lunar_era", "short_year",
]  # fmt: skip

OF_DATES: tuple[Sign, ...] = (
    "year", "month", "day", "days_ahead", "days_ago", "weeks_ahead", "weeks_ago", "hour", "hours",
    "minutes", "more_days",
)  # fmt: skip
TEN = 10
NOTHING = "(?!)"  # a pattern that matches nowhere
MAX_PATTERNS = 1000
"""How many patterns are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one language, in lower case, and its ``name`` for itself.

    ``month_first``: numbers of a date are written in the order month, day. ``commands`` are phrases
    by the command that they mean; ``ignored`` words next to them add nothing, and next to
    ``negations`` they are not meant. ``spellings`` are the usual ones by other spellings.

    ``digits`` stand for zero to nine, and ``numbers`` are other signs and words for numbers. Of
    months and weekdays there may be several names each. ``signs`` follow a number of a date or
    time, ``choices`` are what closed answers are called, ``fields`` the values of forms, and
    ``labels`` buttons by the keys of their labels; ``letter_numbers`` are patterns, and ``filter``
    those by which personal data is known.
    """

    language: str
    name: str
    month_first: bool
    digits: str
    numbers: Mapping[str, int] = field(hash=False)
    fillers: tuple[str, ...] = field(hash=False)
    letter_numbers: tuple[str, ...] = field(hash=False)
    months: tuple[tuple[str, ...], ...] = field(hash=False)
    weekdays: tuple[tuple[str, ...], ...] = field(hash=False)
    signs: Mapping[Sign, tuple[str, ...]] = field(hash=False)
    choices: Mapping[str, tuple[str, ...]] = field(hash=False)
    fields: Mapping[str, tuple[str, ...]] = field(hash=False)
    labels: Mapping[str, tuple[str, ...]] = field(hash=False)
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
    return _any_of(tuple(words))


@lru_cache(maxsize=MAX_PATTERNS)
def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or NOTHING


def words_of(words: Iterable[str]) -> re.Pattern[str]:
    """The pattern of any of these words within a text."""
    return re.compile(rf"(?<![a-z\u17d2])(?:{any_of(words)})(?![a-z\u17d2])", re.IGNORECASE)


def codes_said(typed: str, codes: Iterable[str], vocabularies: Vocabularies) -> list[str]:
    """The codes of closed answers for which a text has a word, the longest, in any language."""
    words = {each: words_for(each, vocabularies) for each in codes}
    said = {e[0].lower() for e in words_of(w for of in words.values() for w in of).finditer(typed)}
    return [each for each in words if not said.isdisjoint(words[each])]


def without_instead(typed: str, known: Vocabularies) -> str:
    """A text without the "rather" or "no" with which it begins."""
    words = any_of(word for each in known for word in each.fields.get("instead", ()))
    no = any_of(signs_of(known, "no"))
    begins = rf"\A\s*(?:(?:{words})(?![a-z])|(?:{no})(?=[\s,，、;；\u3002]))"
    return re.sub(begins, "", typed, flags=re.IGNORECASE)


def words_for(code: str, vocabularies: Vocabularies) -> Sequence[str]:
    """The words for a closed answer in all languages."""
    return [word for each in vocabularies for word in each.choices.get(code, ())]


def phrases_for(command: str, vocabularies: Vocabularies) -> Sequence[str]:
    """The phrases for a command in all languages."""
    return [phrase for each in vocabularies for phrase in each.commands.get(command, ())]


def is_phrase(typed: str, vocabularies: Vocabularies, *commands: str) -> bool:
    """Whether a text is a phrase for one of these commands, or for any if none is given."""
    found = (phrases for each in vocabularies for phrases in each.commands.items())
    return any(typed.casefold() in said for name, said in found if name in (commands or (name,)))


def read_numerals(
    text: str, vocabularies: Vocabularies, *, before: tuple[Sign, ...] = OF_DATES
) -> str:
    """Replace signs and words for numbers by digits ``before`` a sign, which is one of a date or
    time unless other ones are given, or if there is nothing else.
    """
    for language in vocabularies:
        if language.numbers:
            number = _number(language, vocabularies, before)
            text = number.sub(partial(_value, language), text)
    return text


def _value(language: Vocabulary, match: re.Match[str]) -> str:
    """The number in words: signs of one letter are digits, but for ten; other words add up."""
    numbers = language.numbers
    found = _number_word(language).findall(match[0].lower())
    if len(found[0]) == 1 and TEN not in (numbers[each] for each in found):
        return "".join(str(numbers[each]) for each in found)
    total = 0
    for value in (numbers[each] for each in found):
        total = total * TEN if value == TEN and 0 < total < TEN else total + value
    return str(total)


@cache
def _number_word(language: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(language.numbers))


@cache
def _number(
    language: Vocabulary, vocabularies: Vocabularies, before: tuple[Sign, ...]
) -> re.Pattern[str]:
    """The pattern of a number in words, alone or ``before`` one of these signs."""
    word = _number_word(language).pattern
    after = any_of(sign for name in before for sign in signs_of(vocabularies, name))
    number = (
        rf"(?:{word})(?:{'' if len(min(language.numbers, key=len)) == 1 else '[ -]?'}(?:{word}))*+"
    )
    alone = rf"\A{number}\Z|(?<![a-z0-9]){number}(?![a-z])(?=\s?(?:{after})(?![a-z]))"
    return re.compile(alone, re.IGNORECASE)
