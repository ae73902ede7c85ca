"""The guard: looks whether typed words hold what identifies a person and belongs in the letter.

A net with holes: it knows the shapes of numbers and dates, and no names, addresses or stories. It
is meant for what slips in by mistake, not for who wants to get past it.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from liaison.domain.dates_in_text import Found, find_dates, read_numerals
from liaison.domain.digits import fold_typed

OLD_YEARS = 5
"""A date so many calendar years ago is taken for one of birth: the desk's own are younger."""
FEWEST_DIGITS = 7
"""No telephone number has fewer."""
LAST_SHORT_YEAR = 1999
"""A year of two digits may stand for anything later, too: for a number, or a day of this year."""
CUE_DISTANCE = 30
"""How many characters may lie between a word of birth and the date that it is about."""

_DESK_CODE = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[0-9]{2}-[0-9a-hjkmnp-tv-z]{5}(?![a-z0-9])")
_MAIL = re.compile(
    r"[\w.%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}"
)
_LIKE_MARKS = re.compile(r"(?<=[0-9])[·•_‧・](?=[0-9])")
_AFTER_LETTERS = re.compile(r"(?<=[a-z])(?=[0-9+])")
_MARKS = re.compile(r"[ .-]")
_LETTER = re.compile(
    r"(?<![0-9])(?<![0-9][./-])[0-9]{1,5}/(?:20)?[0-9]{2}(?![0-9])"
    r"|(?<![0-9])(?<![0-9][ ./-])20[1-3][0-9][ ./-][0-9]{1,7}(?![0-9])"
)
"""The number of a letter, ``123/26`` or ``2026-000123``: digits beside it make no telephone."""
_RESIDENT = re.compile(r"(?<![0-9])[1-9](?:[ .-]?[0-9]){16}[ .-]?[0-9x](?![0-9])")
_OLDER_RESIDENT = re.compile(r"(?<![0-9])[1-9](?:[ .-]?[0-9]){14}(?![ .-]?[0-9])")
_CARD = re.compile(
    r"(?<![0-9])(?:[0-9]{9,}"
    r"|[0-9]{3}([ .-])[0-9]{3}\1(?!000)[0-9]{3}(?![ .-][0-9])"
    r"|[0-9](?:[ .-][0-9]){8,})(?![0-9])"
)


class Kind(StrEnum):
    """What the guard knows by its shape."""

    EMAIL = "email"
    RESIDENT_NUMBER = "resident_number"
    """The number of a Chinese resident: region, date of birth, order and check."""
    BIRTH_DATE = "birth_date"
    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    """The number of an identity card, or one like it."""
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the file tells, ready to be looked for."""

    regions: Sequence[str]
    known_days: frozenset[date]
    passport: re.Pattern[str]
    named_passport: re.Pattern[str]
    named_card: re.Pattern[str]
    born_before: re.Pattern[str]
    born_after: re.Pattern[str]


def find_personal(text: str, *, today: date, mail_allowed: bool = False) -> Kind | None:
    """The first kind of personal data that a text seems to hold; None where none is seen.

    ``today`` is the date by which what lies long ago is told. Where ``mail_allowed``, addresses of
    e-mail are passed over. What is told surely comes before what is merely like it.
    """
    folded = _LIKE_MARKS.sub("-", _DESK_CODE.sub(";", fold_typed(text).casefold()))
    left = _MAIL.sub(";", folded)
    if left != folded and not mail_allowed:
        return Kind.EMAIL
    if _has_resident_number(left):
        return Kind.RESIDENT_NUMBER
    left = read_numerals(left)
    dates = list(find_dates(left, today=today))
    if any(_is_birth(left, found, today) for found in dates):
        return Kind.BIRTH_DATE
    return _numbered(_without(left, dates))


def _numbered(text: str) -> Kind | None:
    """What a text without dates and addresses seems to hold."""
    known = _known()
    if known.passport.search(text) or known.named_passport.search(text):
        return Kind.PASSPORT
    if known.named_card.search(text):
        return Kind.IDENTITY_CARD
    if _has_phone(text):
        return Kind.PHONE
    return Kind.IDENTITY_CARD if _CARD.search(text) else None


def _has_resident_number(text: str) -> bool:
    numbers = [each[0] for each in _RESIDENT.finditer(text)]
    # The older ones have the year in two digits, and no check.
    older = [_MARKS.sub("", each[0]) for each in _OLDER_RESIDENT.finditer(text)]
    numbers += [f"{each[:6]}19{each[6:]}0" for each in older]
    return any(_is_resident_number(_MARKS.sub("", each)) for each in numbers)


def _is_resident_number(number: str) -> bool:
    """Whether there is a date in it, and the check is right or the place is known.

    With a place and a date, but a wrong check, it is a number in which a digit was mistyped.
    """
    try:
        ric.get_birth_date(number)
        if number[-1].upper() == ric.calc_check_digit(number):
            return True
        ric.get_birth_place(number)
    except (ValidationError, KeyError):  # a province without its counties is a KeyError there
        return False
    return True


def _is_birth(text: str, found: Found, today: date) -> bool:
    known = _known()
    before = text[max(0, found.start - CUE_DISTANCE) : found.start]
    if known.born_before.search(before) or known.born_after.match(text, found.end):
        return True
    if found.yearless or found.day in known.known_days:
        return False
    return found.day.year <= (LAST_SHORT_YEAR if found.short else today.year - OLD_YEARS)


def _without(text: str, dates: Sequence[Found]) -> str:
    """The text with dates struck out: their digits are those of no number."""
    for each in dates:
        if not each.yearless:
            text = text[: each.start] + ";" * (each.end - each.start) + text[each.end :]
    return text


def _has_phone(text: str) -> bool:
    if sum(character.isdigit() for character in text) < FEWEST_DIGITS:
        return False
    apart = _AFTER_LETTERS.sub(" ", _LETTER.sub(";", text))
    return any(
        PhoneNumberMatcher(apart, region, leniency=Leniency.VALID).has_next()
        for region in _known().regions
    )


@cache
def _known() -> _Known:
    table = tomllib.loads(files("handlers").joinpath("guard.toml").read_text("utf-8"))
    passports, births = table["passports"], table["births"]
    shapes = "|".join(f"{letters}{_digits(count)}" for letters, count in passports["shapes"])
    return _Known(
        regions=tuple(table["regions"]),
        known_days=frozenset(table["known_days"]),
        passport=re.compile(rf"(?<![a-z0-9])(?:{shapes})(?![a-z0-9])"),
        named_passport=re.compile(_named(passports["words"], r"[a-z]{0,2}")),
        named_card=re.compile(_named(table["cards"]["words"], r"[a-z]{0,5}")),
        born_before=re.compile(rf"(?:{'|'.join(births['before'])}){births['between']}\Z"),
        born_after=re.compile(rf"\s?(?:{'|'.join(births['after'])})"),
    )


def _digits(count: int) -> str:
    return rf"(?:[ .-]?[0-9]){{{count}}}"


def _named(words: Sequence[str], letters: str) -> str:
    """Six digits and more behind a word that says whose number it is."""
    return rf"(?:{'|'.join(words)})[^0-9;]{{0,20}}?{letters}{_digits(6)}"
