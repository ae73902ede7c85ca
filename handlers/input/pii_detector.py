"""Detection of personal data in typed text; such data belongs in the official letter.

It knows the patterns of numbers and dates, but no names, addresses or descriptions. It prevents
mistakes, not deliberate evasion.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from handlers.input.benign_numbers import without_benign, without_document_numbers
from handlers.input.date_extraction import DateMatch, find_dates
from handlers.input.pii_patterns import BETWEEN, MARK, MAX_BETWEEN, PiiPatterns, known
from liaison.core.references import parse_coded
from liaison.core.text_parsing import FIRST_YEAR, ascii_digits, fold_typed
from liaison.core.vocabulary import TEN, Vocabularies, read_numerals

OLD_YEARS = 5
"""A date at least this many calendar years ago is taken for a date of birth."""
EVENT_YEARS = 10
"""Dates of letters and meetings up to this many calendar years ago are allowed."""
MIN_DIGITS = 7
"""The minimum number of digits of a telephone number."""
LAST_SHORT_YEAR = 1999
"""A later two-digit year may also be a number, or a day of this year."""
CUE_DISTANCE = 30
"""The maximum distance in characters between a birth word and its date."""
ACT_DISTANCE = 60
"""Within this distance of a date a birth word takes precedence over the name of a law."""
TITLE_DISTANCE = 150
"""The maximum distance in characters between the beginning of the title of a law and its date."""
BUDDHIST_ERA = 543
"""The years by which it began before the common era."""

SINCE = 2020
"""The first year for which codes of the service are recognized."""
_COMMAND = re.compile(r"/[a-z]+ ")
_CODE = re.compile(r"(?<![a-z0-9])([a-z]{1,2})([0-9]{2})-[0-9a-hjkmnp-tv-z]{5}(?![a-z0-9])")
_KHMER_VOWELS = r"\u17b6-\u17d3"
"""These occur in domains, and ``re`` does not treat them as letters."""
_LABEL = rf"[\w{_KHMER_VOWELS}-]{{1,63}}"
_MAIL = re.compile(
    rf"[\w.%+-]{{1,64}}\s?(?:@|\(at\)|\[at\])\s?{_LABEL}(?:(?:\.|\s\.\s){_LABEL}){{0,8}}"
    rf"(?:\.|\s\.\s)(?:[a-z]{{2,24}}|[^\W\d_a-z](?:[^\W\d_a-z]|[{_KHMER_VOWELS}]){{1,23}})"
)
_IGNORED = frozenset(
    {0x034F, 0x0640, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}.union(
        range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0000, 0xE1000)
    )
)
"""Characters that Unicode lets a renderer ignore, besides the format characters; and fillers."""
_MARKS = frozenset({"Mn", "Me"})
_MARK_AS = str.maketrans("·•_‧・⁃|*~、", "---------,")
_JOINT = re.compile(rf"(?<=[0-9]){MARK}{{1,{MAX_BETWEEN}}}(?=[0-9])")
_NO_DIGITS = re.compile(r"[^0-9x]+")
_AFTER_LETTERS = re.compile(r"(?<=[a-z])(?=[0-9+])")
_RESIDENT = re.compile(rf"(?<![0-9])(?=([1-9](?:{BETWEEN}[0-9]){{16}}{BETWEEN}[0-9x])(?![0-9]))")
_OLDER_RESIDENT = re.compile(rf"(?<![0-9])(?=([1-9](?:{BETWEEN}[0-9]){{14}})(?!{BETWEEN}[0-9]))")
_CARD = re.compile(rf"(?<![0-9])[0-9](?:{BETWEEN}[0-9]){{8,}}")
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z'-]+")
_WORD_BEFORE = re.compile(r"([a-z][a-z'-]+)[ ,:()-]{0,3}\Z|[\u4e00-\u9fff] ?\Z")
_YEAR = re.compile(r"(?<![0-9/\u3014\[-])((?:19|20)[0-9]{2})(?![0-9\u3015\]])(?:\s?\u5e74)?\s?")
_PACKED = re.compile(r"(?<![0-9/-])[0-9]{6}(?![0-9/-])\s?")
_LISTED = re.compile(r"(?:(?:[0-9]{1,2}|(?:19|20)[0-9]{2})(?:, ?|\Z))+")


class PersonalDataKind(StrEnum):
    """A kind of personal data that has a recognizable pattern."""

    EMAIL = "email"
    RESIDENT_NUMBER = "resident_number"
    """The number of a Chinese resident: region, date of birth, sequence and check digit."""
    BIRTH_DATE = "birth_date"
    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    """The number of an identity card, or a similar one."""
    PHONE = "phone"


def find_personal(
    text: str,
    vocabularies: Vocabularies,
    *,
    prefixes: Collection[object],
    today: date,
    mail_allowed: bool = False,
) -> PersonalDataKind | None:
    """The first kind of personal data that a text seems to contain, but for the codes of records
    with these ``prefixes``, and e-mail addresses with ``mail_allowed``; None if there is none.
    """
    words = known(vocabularies)
    letters = {*words.regions, *prefixes}
    plain = _normalize(text)
    folded = _without_codes(plain.casefold(), today, letters)
    left = words.spelled_mail.sub(";", _MAIL.sub(";", folded))
    if left != folded and not mail_allowed:
        return PersonalDataKind.EMAIL
    left = _with_digits(left, vocabularies)
    if _has_resident_number(left, today):
        return PersonalDataKind.RESIDENT_NUMBER
    left = read_numerals(left, vocabularies)
    lunar = list(_lunar_dates(left, today, words))
    left = _without(left, lunar)
    dates = [*lunar, *find_dates(left, vocabularies, today=today)]
    names = frozenset(each.casefold() for each in _CAPITAL.findall(plain))
    undated = _without(left, [each for each in dates if not (each.yearless or each.packed)])
    if _has_birth_year(undated, today, words) or any(
        _is_birth(left, each, today, names, words) for each in dates
    ):
        return PersonalDataKind.BIRTH_DATE
    return _number_kind(without_benign(undated, words), words)


def _normalize(text: str) -> str:
    """Normalize typed text: compatibility forms and digits replaced, no invisible characters, no
    combining marks on letters and digits, single spaces.
    """
    plain = unicodedata.normalize("NFKD", text)
    if not plain.isascii():
        kept: list[str] = []
        for character in ascii_digits(plain):
            category = unicodedata.category(character)
            if category == "Cf" or ord(character) in _IGNORED:
                continue
            if category in _MARKS and kept and kept[-1].isascii() and kept[-1].isalnum():
                continue
            kept.append("-" if category == "Pd" else character)
        plain = "".join(kept)
    return " ".join(fold_typed(plain).translate(_MARK_AS).split())


def _with_digits(text: str, vocabularies: Vocabularies) -> str:
    """The text with digits for signs of numbers, where as many as in a telephone number adjoin. The
    English "a" is a word, not a sign.
    """
    if text.isascii():
        return text
    numbers = [each for language in vocabularies for each in language.numbers.items()]
    ones = [(sign, value) for sign, value in numbers if len(sign) == 1 and value < TEN]
    signs = {sign: str(value) for sign, value in ones if not sign.isascii()}
    run = rf"[{''.join(signs)}]{{{MIN_DIGITS},}}"
    table = str.maketrans(signs)
    return re.sub(run, lambda found: found[0].translate(table), text) if signs else text


def _without_codes(text: str, today: date, prefixes: Collection[object]) -> str:
    """The text without references and codes of the service: known letters, a plausible year, and
    the right check character. Directly after a command the check character may be wrong: that is a
    typing mistake, and the text is not stored.
    """

    def replacement(found: re.Match[str]) -> str:
        letters = found[1]
        of_time = SINCE <= today.year - today.year % 100 + int(found[2]) <= today.year + 1
        ours = of_time and letters.upper() in prefixes
        commanded = _COMMAND.fullmatch(text[: found.start()])
        right = ours and (commanded or parse_coded(found[0], letters=len(letters)))
        return ";" if right else found[0]

    return _CODE.sub(replacement, text)


def _number_kind(text: str, words: PiiPatterns) -> PersonalDataKind | None:
    """The kind of personal data in a text without dates, addresses, letters, times and amounts."""
    if words.passport.search(text) or words.named_passport.search(text):
        return PersonalDataKind.PASSPORT
    if words.card.search(text) or words.named_card.search(text):
        return PersonalDataKind.IDENTITY_CARD
    left = without_document_numbers(text, words)
    if _has_phone(left, words.regions):
        return PersonalDataKind.PHONE
    cards = (each[0] for each in _CARD.finditer(left))
    if not all(_is_list(each) for each in cards):
        return PersonalDataKind.IDENTITY_CARD
    return PersonalDataKind.PHONE if words.named_telephone.search(left) else None


def _is_list(numbers: str) -> bool:
    """Whether these are small numbers or years in ascending order, separated by commas."""
    if "," not in numbers or _LISTED.fullmatch(numbers) is None:
        return False
    listed = [int(each) for each in numbers.split(",")]
    return listed == sorted(set(listed))


def _has_resident_number(text: str, today: date) -> bool:
    numbers = [_NO_DIGITS.sub("", each[1]) for each in _RESIDENT.finditer(text)]
    # Older numbers have a two-digit year and no check digit.
    older = [_NO_DIGITS.sub("", each[1]) for each in _OLDER_RESIDENT.finditer(text)]
    numbers += [f"{each[:6]}19{each[6:]}0" for each in older]
    return any(_is_resident_number(each, today) for each in numbers)


def _is_resident_number(number: str, today: date) -> bool:
    """Whether it contains a date, and the check digit is right or the place is known. With a place
    and a date, but a wrong check digit, it is a mistyped number.
    """
    try:
        if not FIRST_YEAR <= ric.get_birth_date(number).year <= today.year:
            return False
        if number[-1].upper() == ric.calc_check_digit(number):
            return True
        ric.get_birth_place(number)
    except (ValidationError, KeyError):  # a province without its counties raises KeyError
        return False
    return True


def _has_birth_year(text: str, today: date, words: PiiPatterns) -> bool:
    """Whether a year of no letter and no date is beside a birth word."""
    if words.born_in_short.search(text):
        return True
    for each in (*_YEAR.finditer(text), *_PACKED.finditer(text)):
        before = text[max(0, each.start() - CUE_DISTANCE) : each.start()]
        is_beside = words.born_before.search(before) or words.born_after.match(text, each.end())
        if is_beside and (each.re is _PACKED or int(each[1]) <= today.year):
            return True
    return False


def _lunar_dates(text: str, today: date, words: PiiPatterns) -> Iterator[DateMatch]:
    """The dates of the lunar calendar, of which only the year matters. One that is named after
    an animal is an old one; by itself it is a date without a year.
    """
    for found in words.lunar.finditer(text):
        of_year = f"{found['before'] or ''}{found['after'] or ''}"
        digits = "".join(filter(str.isdigit, of_year))
        year = int(digits or today.year - OLD_YEARS)
        if len(digits) == 2:  # of the last hundred years
            year += (today.year - year) // 100 * 100
        yield DateMatch(
            start=found.start(),
            end=found.end(),
            day=date(year if year < today.year + OLD_YEARS else year - BUDDHIST_ERA, 1, 1),
            short=len(digits) == 2,
            yearless=not of_year,
        )


def _is_birth(
    text: str, found: DateMatch, today: date, names: Collection[str], words: PiiPatterns
) -> bool:
    before = text[max(0, found.start - CUE_DISTANCE) : found.start]
    if words.born_before.search(before) or words.born_after.match(text, found.end):
        return True
    if found.yearless or found.packed or found.day in words.known_days:
        return False
    is_old = found.day.year <= (LAST_SHORT_YEAR if found.short else today.year - OLD_YEARS)
    sentence = text[max(0, found.start - ACT_DISTANCE) : found.start]
    has_birth_word = words.born_before.search(sentence) is not None
    if is_old == has_birth_word:
        return is_old
    if is_old and _is_of_a_letter(text, found, today, names, words):
        return False
    return has_birth_word if _is_of_an_act(text, found, today, names, words) else is_old


def _is_of_a_letter(
    text: str, found: DateMatch, today: date, names: Collection[str], words: PiiPatterns
) -> bool:
    """Whether a text has the number of a letter of the date's year, or one of any year after the
    date in a command; but no word of birth, and no person beside the date.
    """
    if found.day.year < today.year - EVENT_YEARS or words.born.search(text):
        return False
    before = words.letter.sub(";", text[max(0, found.start - CUE_DISTANCE) : found.start])
    is_person = words.person_before.search(before) and not words.counted_before.search(before)
    if is_person or words.person_after.match(text, found.end):
        return False
    if _COMMAND.match(text) and words.letter_after.match(text, found.end):
        return True
    if _ends_with_a_name(before, names, words):
        return False
    year = re.compile(rf"(?:(?<![0-9])20|/){found.day:%y}(?![0-9])")
    return any(year.search(each[0]) for each in words.letter.finditer(text))


def _is_of_an_act(
    text: str, found: DateMatch, today: date, names: Collection[str], words: PiiPatterns
) -> bool:
    """Whether a date belongs to a law, a letter, a meeting or the like, and not to an adjacent
    person. ``names`` are the capitalized words.
    """
    if words.person_after.match(text, found.end):
        return False
    if words.act_title.search(text[max(0, found.start - TITLE_DISTANCE) : found.start]):
        return True
    before = text[max(0, found.start - CUE_DISTANCE) : found.start]
    if words.person_before.search(before):
        return False
    is_event = found.day.year >= today.year - EVENT_YEARS
    if words.thing_before.search(before) or (is_event and words.event_before.search(before)):
        return True
    if _ends_with_a_name(before, names, words):
        return False
    after = words.act_after.match(text, found.end)
    if is_event and after is None:
        after = words.event_after.match(text, found.end)
    return after is not None or words.act_before.search(before) is not None


def _ends_with_a_name(before: str, names: Collection[str], words: PiiPatterns) -> bool:
    last = _WORD_BEFORE.search(before)
    if last is None or words.no_name.search(before):
        return False
    return last[1] is None or last[1] in names


def _without(text: str, dates: Sequence[DateMatch]) -> str:
    """The text without these dates, whose digits belong to no other number."""
    for each in dates:
        text = text[: each.start] + ";" * (each.end - each.start) + text[each.end :]
    return text


def _has_phone(text: str, regions: Sequence[str]) -> bool:
    if sum(character.isdigit() for character in text) < MIN_DIGITS:
        return False
    apart = _AFTER_LETTERS.sub(" ", _JOINT.sub("-", text))
    return any(
        PhoneNumberMatcher(apart, region, leniency=Leniency.VALID).has_next() for region in regions
    )
