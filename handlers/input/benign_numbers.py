"""Numbers that are not personal data: of letters, times, days of meetings, counts and money."""

import re

from handlers.input.pii_patterns import BY_ITSELF, MARK, MAX_BETWEEN, PiiPatterns

CURRENCY_DISTANCE = 8
TELEPHONE_DISTANCE = 40
MONTHS = 12

_LETTER_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][./-])20[1-3][0-9]-(?:0[1-9]|1[0-2])-[0-3][0-9](?![./-]?[0-9])"
    r"|(?<![a-z0-9])(?<![0-9][./-])[0-9]{1,5}/(?:20)?[0-9]{2}(?!/?[0-9])"
    r"|(?<![a-z0-9])(?<![0-9][ ./-])20[1-3][0-9](?:[./-][0-9]{1,7}| [0-9]{1,4})(?![0-9])"
)
"""The number of a letter, ``123/26`` or ``2026-000123``, or a day that does not exist."""
_LONG_LETTER = re.compile(
    rf"(?<![a-z]){BY_ITSELF}"
    r"(?:[0-9]{6,7}/20[1-3][0-9]|20[1-3][0-9][/-][0-9]{8})(?![ .,/:-]?[0-9])"
)
"""One with as many digits as an identity document: ``110105/2026``, without a word that names its
type.
"""
_IN_MONTH = r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
_COLON, _DOT = r"[0-2]?[0-9]:[0-5][0-9](?![0-9])", r"[0-2][0-9]\.[0-5][05](?![0-9])"
_HOURS = rf"(?:{_COLON}(?:-{_COLON})?+|{_DOT}-{_DOT})(?![.:]?[0-9])"
_SLOT = rf"{_IN_MONTH}[./-]{_IN_MONTH}\.?(?:,? {_HOURS})?+"
_SLOTS = re.compile(
    rf"(?<![0-9])(?<![0-9][ .,/:-]){_SLOT}(?:(?:[,;]? |(?<=:[0-9][0-9]),){_SLOT})*+"
    r"(?![.,/:-]?[0-9])(?! [0-9]{3})"
)
"""Days without a year, with or without times, as typed for a meeting: ``27.11 14:00``."""
_SLOT_TIME = re.compile(r":|\.[0-9]{2}-")
_SLOT_DAY = re.compile(r"(?:\A| )([0-9]{1,2})[./-]([0-9]{1,2})")
_START, _CONTINUES = re.compile(BY_ITSELF), re.compile(rf"{MARK}{{0,{MAX_BETWEEN}}}[0-9]")
_TIME = re.compile(r"(?<![0-9])(?<![0-9][ ./,-])[0-2]?[0-9]:[0-5][0-9](?!:?[0-9])")
_AMOUNT = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+|(?:\.[0-9]{3})+)(?![0-9])"
)
_FULL_AMOUNT = "000"


def without_benign(text: str, words: PiiPatterns) -> str:
    """The text, already without dates, without letter numbers, times, meetings and money."""
    left = _TIME.sub(";", _without_letters(_LETTER_NUMBER, _without_slots(text), words))
    return _without_amounts(left, words)


def without_document_numbers(text: str, words: PiiPatterns) -> str:
    """The text without long numbers that no word before them calls a document or telephone."""
    return _without_counts(_without_letters(_LONG_LETTER, text, words), words.counts)


def _without_letters(shape: re.Pattern[str], text: str, words: PiiPatterns) -> str:
    return shape.sub(lambda found: found[0] if _is_telephone(text, found, words) else ";", text)


def _is_telephone(text: str, found: re.Match[str], words: PiiPatterns) -> bool:
    """Whether a preceding word marks a number as that of a telephone."""
    before = text[max(0, found.start() - TELEPHONE_DISTANCE) : found.start()]
    return words.telephone.search(before) is not None


def _without_slots(text: str) -> str:
    """The text without days that have times, and without two or more ascending days."""

    def replacement(found: re.Match[str]) -> str:
        if _SLOT_TIME.search(found[0]):
            return ";"
        days = [(int(month), int(day)) for day, month in _SLOT_DAY.findall(found[0])]
        rising = len(days) > 1 and days == sorted(set(days)) and max(days)[0] <= MONTHS
        alone = _START.match(text, found.start()) and not _CONTINUES.match(text, found.end())
        return ";" if rising and alone else found[0]

    return _SLOTS.sub(replacement, text)


def _without_counts(text: str, counts: re.Pattern[str]) -> str:
    """The text without ascending round numbers that count persons: ``10, 20, 30 persons``."""

    def replacement(found: re.Match[str]) -> str:
        counted = [int(each) for each in re.findall("[0-9]+", found[0])]
        return ";" if counted == sorted(set(counted)) else found[0]

    return counts.sub(replacement, text)


def _without_amounts(text: str, words: PiiPatterns) -> str:
    """The text without sums of money: full thousands, or next to a currency."""

    def replacement(found: re.Match[str]) -> str:
        around = text[max(0, found.start() - CURRENCY_DISTANCE) : found.end() + CURRENCY_DISTANCE]
        full = found[0].endswith(_FULL_AMOUNT)
        is_sum = words.currency.search(around) or (full and not _is_telephone(text, found, words))
        return ";" if is_sum else found[0]

    return _AMOUNT.sub(replacement, text)
