"""The patterns of personal data: shapes from ``pii.toml``, words from the vocabularies."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from handlers.input.date_extraction import letters
from liaison.core.vocabulary import NOTHING, FilterWord, Vocabularies, any_of, signs_of

MAX_BETWEEN = 3
"""The maximum number of marks and spaces between two digits of one number."""

MARK = "[ .,/:-]"
BETWEEN = rf"{MARK}{{0,{MAX_BETWEEN}}}"
BY_ITSELF = rf"(?<![0-9])(?<![0-9]{MARK})(?<![0-9]{MARK}{{2}})(?<![0-9]{MARK}{{3}})"
"""No digit of the same number comes before it."""
_LETTER = r"(?<![0-9])(?<![0-9][./-])[0-9]{1,6}/(?:20)?[0-9]{2}(?![./-]?[0-9])(?: [a-z]{2,10}\b)?"
"""The number of a letter, with the name behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PiiPatterns:
    """The compiled contents of the file."""

    regions: Sequence[str]
    currency: re.Pattern[str]
    counts: re.Pattern[str]
    telephone: re.Pattern[str]
    named_telephone: re.Pattern[str]
    spelled_mail: re.Pattern[str]
    known_days: frozenset[date]
    passport: re.Pattern[str]
    named_passport: re.Pattern[str]
    named_card: re.Pattern[str]
    card: re.Pattern[str]
    born: re.Pattern[str]
    born_before: re.Pattern[str]
    born_after: re.Pattern[str]
    born_in_short: re.Pattern[str]
    lunar: re.Pattern[str]
    counted_before: re.Pattern[str]
    person_before: re.Pattern[str]
    person_after: re.Pattern[str]
    no_name: re.Pattern[str]
    act_before: re.Pattern[str]
    act_after: re.Pattern[str]
    act_title: re.Pattern[str]
    thing_before: re.Pattern[str]
    event_before: re.Pattern[str]
    event_after: re.Pattern[str]
    letter: re.Pattern[str]
    letter_after: re.Pattern[str]


@cache
def known(vocabularies: Vocabularies) -> PiiPatterns:
    """The patterns, loaded once."""
    table = tomllib.loads(files("handlers.input").joinpath("pii.toml").read_text("utf-8"))
    between = table["between"]

    def words(*names: FilterWord) -> str:
        found = [
            word for each in vocabularies for name in names for word in each.filter.get(name, ())
        ]
        return "|".join(found) or NOTHING

    def in_turn(name: FilterWord) -> str:
        """What each language may put there, one after the other."""
        return "".join(word for each in vocabularies for word in each.filter.get(name, ()))

    counted = any_of(signs_of(vocabularies, "persons"))
    letter = rf"{letters(vocabularies).pattern}|{_LETTER}"
    thing = f"{in_turn('thing_number')},? ?\\(?{in_turn('thing_on')}"
    return PiiPatterns(
        regions=tuple(table["regions"]),
        currency=re.compile(words("currency")),
        counts=re.compile(
            rf"{BY_ITSELF}[1-9][05](?:(?:, ?| )[1-9][05]){{2,}}(?=\s?(?:{words('counted')}))"
        ),
        telephone=_ending_with(
            words("telephone"), rf"(?: ?(?:{words('telephone_is')}))?{between['telephone']}"
        ),
        named_telephone=re.compile(_named(words("telephone"), "")),
        spelled_mail=re.compile(
            rf"[\w-] ?[(\[]?(?:{words('mail_at')})[)\]]? ?[\w-]{{1,63}}"
            rf" ?[(\[]?(?:{words('mail_dot')})[)\]]? ?[a-z]{{2,24}}"
        ),
        known_days=frozenset(table["known_days"]),
        passport=re.compile(_shaped(table["passports"])),
        named_passport=re.compile(_named(words("passport"), r"[a-z]{0,2}")),
        card=re.compile(_shaped(table["cards"])),
        named_card=re.compile(_named(words("card"), r"[a-z]{0,5}")),
        born=re.compile(words("born_before")),
        born_before=_ending_with(words("born_before"), between["born"]),
        born_after=_following(words("born_after")),
        born_in_short=re.compile(
            rf"(?:{words('born_before')}){between['short_year']}(?:{words('short_year')})"
            rf"|(?:{words('short_year')})\s?(?:{words('born_after')})"
        ),
        lunar=_lunar(
            words("lunar_day"),
            words("lunar_year"),
            any_of(signs_of(vocabularies, "year")),
            words("lunar_era"),
        ),
        counted_before=_ending_with(rf"(?<![0-9/])[0-9]+ ?(?:{counted})", between["person"]),
        person_before=_ending_with(
            words("person_before"), rf"{between['person']}(?:{words('person_day')})? ?"
        ),
        person_after=_following(words("person_after")),
        no_name=_ending_with(
            words("no_name", "act_before", "thing_before", "event_before"), between["person"]
        ),
        act_before=_ending_with(words("act_before"), between["act"]),
        act_after=_following(words("act_after")),
        act_title=_ending_with(words("act_title"), thing),
        thing_before=_ending_with(words("thing_before"), thing),
        event_before=_ending_with(words("event_before"), thing),
        event_after=_following(words("event_after")),
        letter=re.compile(letter),
        letter_after=_following(rf"(?:[a-z]+ )?(?:{letter})"),
    )


def _lunar(day: str, named: str, year: str, era: str) -> re.Pattern[str]:
    """A day ``d`` of the lunar calendar, with its year ``before`` or ``after``; or a named year."""
    number = "(?:(?:19|20|25)[0-9]{2}|[0-9]{2})"
    return re.compile(
        rf"(?P<before>(?:(?<![0-9]){number} ?(?:{year})|{named}) ?)?(?P<d>{day})"
        rf"(?P<after>(?:[ ,]*(?:{named}))?(?:[ ,]*(?:{era}) ?{number}(?![0-9]))?)|(?:{named})"
    )


def _ending_with(words: str, between: str) -> re.Pattern[str]:
    """Words that end directly before a date."""
    return re.compile(rf"(?:{words}){between}\Z")


def _following(words: str) -> re.Pattern[str]:
    """Words directly after a date."""
    return re.compile(rf"\s?(?:{words})")


def _shaped(shapes: Sequence[tuple[str, int]]) -> str:
    """Standalone numbers with these letters and digit counts."""
    each = "|".join(f"{letters}{_digits(count)}" for letters, count in shapes)
    return rf"(?<![a-z0-9])(?:{each})(?![a-z0-9])"


def _digits(count: int) -> str:
    return rf"(?:{BETWEEN}[0-9]){{{count}}}"


def _named(words: str, letters: str) -> str:
    """Six or more digits after a word that names the type of the number."""
    return rf"(?:{words})[^0-9;]{{0,20}}?{letters}{_digits(6)}"
