"""The labels of buttons and phrases, as they are compared with typed text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import product
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.cards import BELOW, Button, Text, short
from liaison.core.text_parsing import fold_typed
from liaison.core.vocabulary import Vocabularies, signs_of, words_of

MIN_PART, SIMILAR = 2, 0.7
"""The minimum length of a part of a label that selects the button, and the minimum similarity of a
misspelt label or phrase, from 0 to 1.
"""
_LATIN = re.compile("[a-z0-9]+")
MIN_WORD, MAX_WORDS, ALIKE = 5, 12, 0.8
"""The minimum length of a misspelt word, how many are looked at, and how alike it must be."""
SEPARATORS, MAX_CHOSEN = re.compile("[,，、;；\u3002]+"), 50
"""What stands between the items of a list, and the maximum number of typed items."""
_NEGATIVE = re.compile(r"\s*-\s*[0-9]")
_SPACES = re.compile(r"[,，、;；\s]+")
_NO_PRESS = re.compile(
    r"[\"'\u00ab\u2018-\u201f\u300c\u300e].*|.*[?\u061f\u2047-\u2049\u2753\u2754][^\w?]*",
    re.DOTALL,
)
"""What begins with a quotation mark or ends with a question mark."""
_LATE = re.compile("([\u17b6-\u17c8]+)(\u17d2[\u1780-\u17b3])")
"""A Khmer letter below another one that was typed after the vowel."""


class Labels(Protocol):
    """The texts of buttons and commands in each language."""

    def plain(self, shown: Text, language: str) -> str:
        """One text without markup."""

    def has(self, key: str, language: str) -> bool:
        """Whether a language has a text."""

    def for_reader(self, party: PartyCode, now: datetime) -> "Labels":
        """The texts as a person of a Party reads them."""


def fold_label(label: str) -> str:
    """A label as it is compared: letters, marks, digits and the sign of a negative number only, in
    lower case.
    """
    folded = fold_typed(unicodedata.normalize("NFC", label)).casefold()
    kept = "".join(each for each in folded if unicodedata.category(each)[0] in "LMN")
    return f"-{kept}" if _NEGATIVE.match(folded) else kept


def only_mentions(typed: str) -> bool:
    """Whether a text asks about a label or quotes it, and so presses and answers nothing."""
    return _NO_PRESS.fullmatch(fold_typed(typed)) is not None


def after_no(typed: str, known: Vocabularies) -> str:
    """What a text says after the last "no" between commas; all of it if there is none."""
    parts, no = [each.strip() for each in SEPARATORS.split(typed)], signs_of(known, "no")
    at = [number for number, each in enumerate(parts) if number and each.casefold() in no]
    return ", ".join(parts[at[-1] + 1 :]) or typed if at else typed


def spell(written: str, spellings: Sequence[tuple[str, str]]) -> str:
    """A text in the usual spelling, with Khmer letters in their order."""
    written = _LATE.sub(r"\2\1", written)
    for other, usual in spellings:
        written = written.replace(other, usual)
    return written


def misspelt(written: str, phrases: Iterable[str], *, together: int = 1) -> Iterator[str]:
    """The phrases that a Latin word of a text nearly is, or some words ``together``."""
    known = {each for each in phrases if each.isascii()}
    words = _LATIN.findall(fold_typed(written).casefold())[:MAX_WORDS]
    for size, at in product(range(1, together + 1), range(len(words))):
        word = "".join(words[at : at + size])
        if len(word) >= MIN_WORD and word not in known:
            yield from get_close_matches(word, known, n=1, cutoff=ALIKE)


def latin_runs(written: str) -> frozenset[str]:
    """All runs of whole Latin words in a text, as labels are compared."""
    words = _LATIN.findall(fold_typed(written).casefold())
    starts = range(len(words))
    return frozenset(
        "".join(words[at:end]) for at in starts for end in range(at + 1, len(words) + 1)
    )


def has_others(said: Iterable[str], phrase: str) -> bool:
    """Whether some of what is said is not in a phrase, or more often than there."""
    for each in sorted(said, key=len, reverse=True):
        if each not in phrase:
            return True
        phrase = phrase.replace(each, "", 1)
    return False


class LabelReader:
    """Compares typed text with the labels of buttons, in all languages."""

    def __init__(self, labels: Labels, vocabularies: Vocabularies) -> None:
        self._labels, self._vocabularies = labels, vocabularies
        self._and = words_of(signs_of(vocabularies, "and"))
        self._spellings = tuple(pair for each in vocabularies for pair in each.spellings.items())
        self.yes_or_no = {*map(self._fold, signs_of(vocabularies, "yes"))}
        self.yes_or_no |= {*map(self._fold, signs_of(vocabularies, "no"))}

    def labels_of(self, label: Text) -> Iterator[str]:
        """What a label is called in all languages."""
        for each in self._vocabularies:
            if self._labels.has(label.key, each.language):
                yield self._labels.plain(label, each.language)
                yield self._labels.plain(short(label), each.language)
            yield from each.labels.get(label.key, ())

    def _in_all_languages(self, label: Text) -> Iterator[str]:
        return map(self._fold, self.labels_of(label))

    def containing(self, typed: str, offered: Iterable[Button]) -> Sequence[Button]:
        """The buttons whose label has the typed words; a word for "other" must begin it."""
        wanted = self._fold(typed)
        begins = wanted in map(self._fold, signs_of(self._vocabularies, "other"))
        return [each for each in offered if self._is_part(wanted, each.label, begins=begins)]

    def resembles(self, typed: str, offered: Sequence[Button]) -> bool:
        """Whether a text is nearly the label of a button, or a part of one, in any language."""
        labels = [name for each in offered for name in self._in_all_languages(each.label)]
        near = get_close_matches(self._fold(typed), labels, n=1, cutoff=SIMILAR)
        return bool(near or self.containing(typed, offered))

    def labelled(self, typed: str, offered: Iterable[Button]) -> Mapping[str, Text]:
        """The commands of all buttons whose label was typed, in any language, and that label."""
        wanted = "" if only_mentions(typed) else self._fold(typed)
        return {
            each.command.removesuffix(f" {BELOW}"): each.label
            for each in offered
            if wanted and wanted in self._in_all_languages(each.label)
        }

    def all_labelled(self, typed: str, offered: Sequence[Button]) -> str | None:
        """The command that chooses all items of a list whose labels were typed; else None."""
        items = [each for each in offered if each.command.endswith(",")]
        for separators in (SEPARATORS, _SPACES, self._and) if items else ():
            parts = filter(None, separators.split(typed.strip(), MAX_CHOSEN))
            found = [[*self.labelled(each, items)] for each in parts]
            lines = [each[0].rpartition(" ") for each in found if each]
            if 1 < len(lines) == len(found) and len({each[0] for each in lines}) == 1:
                chosen = dict.fromkeys(item for *_, each in lines for item in each.split(","))
                return f"{lines[0][0]} {','.join(filter(None, chosen))},"
        return None

    def _is_part(self, wanted: str, label: Text, *, begins: bool = False) -> bool:
        if len(wanted) < MIN_PART or any(map(str.isdigit, wanted)) or wanted in self.yes_or_no:
            return False
        languages = (each.language for each in self._vocabularies)
        known = (each for each in languages if self._labels.has(label.key, each))
        for shown in (self._labels.plain(label, each) for each in known):
            if wanted in (latin_runs(shown) if wanted.isascii() else self._fold(shown)):
                return not begins or self._fold(shown).startswith(wanted)
        return False

    def _fold(self, typed: str) -> str:
        return spell(fold_label(typed), self._spellings)
