"""The parts of a typed line: codes, a day, a time, counts, and the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.input.date_extraction import find_days, find_times, letters
from handlers.input.labels import spell
from handlers.input.said_values import value_words
from liaison.core.references import any_code
from liaison.core.text_parsing import (
    COUNTED,
    Ambiguous,
    AmbiguousWeek,
    NotADate,
    fold_typed,
    parse_date,
)
from liaison.core.vocabulary import Sign, Vocabularies, any_of, read_numerals, signs_of, words_of

CODE = re.compile(
    r"(?<![0-9A-Za-z])[A-Za-z]{1,2}[0-9]{2}[\s_\u4e00-]{0,3}[0-9A-Za-z]{5}"
    r"(?![A-Za-z]|[0-9]++(?:[ -~]|\Z))"
)
"""The code of a record, right or mistyped, also directly before a number with a sign."""
_SPACE_WITHIN = re.compile("(?<=[\u1780-\u17d3])\u200b(?=[\u1780-\u17d3])")
"""The space of a Khmer keyboard between Khmer letters, also within a word such as “today”."""
_DAY_BEFORE = re.compile(r"(?<![\w./-])[0-9]{1,2}(?=\s{2,})")
"""A number directly before the place of a time is a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedText:
    """The parts of a typed line: codes of records, a day and a time as typed, and the rest; whether
    it ``has_values`` of a form, how many days ``more`` it names, and the ``numbers`` that name a
    letter, such as 145/26, as they are no day, time or count. ``is_later``: beside a code and no
    value, the day is tomorrow or the day after.
    """

    rest: str
    typed: str = ""
    codes: Sequence[str] = ()
    day: str | None = None
    time: str | None = None
    has_values: bool = False
    more: int | None = None
    numbers: Sequence[str] = ()
    is_later: bool = False


class TextParser:
    """Takes typed lines apart, in all languages of the agreement."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self.spellings = tuple(pair for each in vocabularies for pair in each.spellings.items())
        self._values = words_of(value_words(vocabularies))
        units = [each for name in (*COUNTED, "more_days") for each in signs_of(vocabularies, name)]
        self._counted = re.compile(rf"(?<![0-9/.-])[0-9]{{1,3}}(?=\s?(?:{any_of(units)}))", re.I)
        counted: Sequence[Sign] = ("persons", "item", "month")
        later: Sequence[Sign] = ("tomorrow", "after_tomorrow")
        self._later = words_of(each for name in later for each in signs_of(vocabularies, name))
        items = any_of(each for name in counted for each in signs_of(vocabularies, name))
        days = any_of(signs_of(vocabularies, "day"))
        self._letter_end = re.compile(rf"(?<=[0-9])\s?(?:{days})\Z", re.I)
        number = rf"(?<![0-9a-z/.:-])[0-9]{{1,6}}(?:/[0-9]{{2,4}})?(?![0-9a-z/.:%-]|\s?(?:{items}))"
        self._number = re.compile(f"{letters(vocabularies).pattern}|(?i:{number})")

    def parse(self, typed: str, *, today: date) -> ParsedText:
        """Take the codes, the day and the time out of a text."""
        usual = spell(fold_typed(_SPACE_WITHIN.sub("", typed)), self.spellings)
        folded = read_numerals(usual, self._vocabularies)
        codes: list[str] = []
        for match in CODE.finditer(folded):
            if code := any_code(match[0]):
                codes.append(code)
                folded = folded.replace(match[0], " ")
        day, folded = self._take(self._days(folded, today), folded)
        other, left = self._take(self._days(folded, today), folded)
        has_several = other is not None and not set(other) <= set("0123456789./")
        if has_several:
            day, folded = None, left  # which of them is meant is asked
        time, folded = self._take(find_times(folded, self._vocabularies), folded)
        number = None if day or time is None else _DAY_BEFORE.search(folded)
        if number is not None:
            day = number[0] + signs_of(self._vocabularies, "day")[0]
            folded = f"{folded[: number.start()]}{folded[number.end() :]}"
        more = None
        if day is not None and self._counted.match(day):
            more = (parse_date(day, today, self._vocabularies) - today).days
        elif counted := self._counted.search(folded):
            more, folded = int(counted[0]), folded.replace(counted[0], " ", 1)
        has_values = has_several or self.has_values(folded)
        return ParsedText(
            codes=list(dict.fromkeys(codes)),
            day=day,
            time=time,
            rest=folded.strip(),
            typed=typed,
            has_values=has_values,
            more=more,
            is_later=bool(codes and not has_values and self._later.search(day or "")),
            numbers=[self._letter_end.sub("", each) for each in self._number.findall(folded)],
        )

    def has_values(self, written: str) -> bool:
        """Whether a text has a word for a value of a form."""
        return self._values.search(written) is not None

    def _take(self, spans: Iterable[tuple[int, int]], folded: str) -> tuple[str | None, str]:
        """The first of these parts of a text, and the text without it."""
        for start, end in spans:
            return folded[start:end].strip(" ,"), f"{folded[:start]} {folded[end:]}"
        return None, folded

    def _days(self, folded: str, today: date) -> Iterator[tuple[int, int]]:
        for start, end in find_days(folded, self._vocabularies):
            try:
                parse_date(folded[start:end], today, self._vocabularies)
            except (NotADate, AmbiguousWeek):
                continue
            except Ambiguous:
                pass
            yield start, end
