"""Parsing of short typed texts: references of letters, titles, dates, PINs, times from now."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain, groupby

from liaison.core import redaction, text_parsing
from liaison.core.errors import UnquotedValue, UserError, WrongValue
from liaison.core.form import Days
from liaison.core.text_parsing import Ambiguous, NotADate, NotATime
from liaison.core.vocabulary import (
    COURTESY,
    Sign,
    Vocabularies,
    any_of,
    codes_said,
    phrases_for,
    read_numerals,
    signs_of,
    without_instead,
    words_of,
)

MAX_LETTER = 40
MAX_DIGITS = 6
"""Longer runs of digits beside a year, without a letter, slash or bracket, may be an identity
document, a date of birth or a telephone number.
"""
MAX_ACCENTS = 4
PIN_LENGTH = 6

_MARKS = frozenset(" -–—－/／.．:：()[]［］〔〕（）【】№_·៖")
_EMOJI_SIGNS = frozenset("\ufe0e\ufe0f\u20e3")
_STRETCH = re.compile(r"[0-9][0-9 .,:()_·-]*")
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_YEAR_IN_BRACKETS = re.compile(r"[^\w\s/]\s?20[0-9]{2}\s?[^\w\s/]")
_LONG_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][ .,:()_/·-])"
    r"(?:20[0-9]{2}[/.-][0-9]{7}|[0-9]{7}/20[0-9]{2})(?![ .,:()_/·-]?[0-9])"
)
"""Seven digits beside the year of a letter, ``2026/0000123``: a usual registry number."""
_TWO_NUMBERS = re.compile("[0-9]+[-/.][0-9]+")
_ANY_DAY = date(2024, 1, 1)
_NUMBER_SIGN = re.compile(r"№|\bNo(?=\W{0,2}[0-9])|\b[A-Z][a-z]+[A-Z]+\b")
"""A sign for a number, or an abbreviation such as ``MoI``."""
_NUMBERED = re.compile(r"9 ?[^a9 .:]|9a|[^a9 ] ?9|a\.a")
"""The form of a number with a mark of letters beside it, or of an abbreviation."""
_USUAL = re.compile("[a-z]|[ក-អ]{1,4}|[号號]")
"""A word that is no name: a letter, Khmer consonants without a vowel, the sign of a number."""
_USUAL_BESIDE_A_MARK = re.compile(_USUAL.pattern + "|[一-鿿]+")
_MARK = re.compile("[〔(（[][0-9]{4}[〕)）\\]]|字.*第")
"""The year in brackets of a Chinese letter, or its series."""
_LATER: Sequence[Sign] = ("tomorrow", "after_tomorrow")
_GAPS = re.compile(r"[\s-]+")
_PIN_COMMAND = re.compile(r"/\s*(pin(?:@\w+)?\b)?", re.IGNORECASE)


def parse_letter(raw: str, *, longest: int = MAX_LETTER, known: Vocabularies = ()) -> str:
    """Parse the reference of an official letter, such as ``123/26 MoI`` or ``公刑〔2026〕18号``:
    letters, digits and usual marks, no date or sentence, no ``known`` words of a correction or
    denial and no identity number. Raises ``WrongValue`` or ``UserError``.
    """
    typed = text_parsing.as_seen(raw).strip()
    shown = " ".join(typed.split())
    folded = text_parsing.fold_typed(shown)
    wrong = {
        "date": bool(known) and is_date(folded, known),
        "none": folded.casefold() in signs_of(known, "none"),
        "digit": re.search("[1-9]", _YEAR_IN_BRACKETS.sub(" ", folded)) is None,
        "long": len(shown) > longest,
        "signs": len(typed.splitlines()) != 1 or not _has_usual_characters(shown),
        "words": _is_sentence(folded, known),
    }
    if any(wrong.values()):
        why = next(each for each in wrong if wrong[each])
        raise WrongValue("error-not-a-letter", why=why, most=longest)
    stretches = _STRETCH.findall(_LONG_NUMBER.sub("/", folded))
    without_year = (_YEAR.sub("", each, count=1) for each in stretches)
    if any(sum(c in "0123456789" for c in each) > MAX_DIGITS for each in without_year):
        raise UnquotedValue("error-letter-like-a-document", most=MAX_DIGITS)
    return shown


def is_date(folded: str, known: Vocabularies) -> bool:
    """Whether a text is a date, and not only two numbers."""
    try:
        text_parsing.parse_date(folded, _ANY_DAY, known)
    except (Ambiguous, NotADate):
        return False
    return _TWO_NUMBERS.fullmatch(folded) is None


def _is_sentence(folded: str, known: Vocabularies) -> bool:
    """Whether a text counts, corrects or denies something, is of a later day, has no number but
    that of a day, or has words and a bare number.
    """
    counted = any_of([*signs_of(known, "persons"), *signs_of(known, "item")])
    if known and re.search(
        rf"[0-9] ?(?:{counted})(?![a-z])", read_numerals(folded, known, before=("persons",))
    ):
        return True
    later = words_of(e for of in _LATER for e in signs_of(known, of) if len(e) > 1)
    day = any_of(each for each in signs_of(known, "day") if len(each) > 1)
    date = rf"[0-9]+\s?(?:{any_of(signs_of(known, 'month'))})\s?[0-9]+|(?:{day})\s?[0-9]+"
    if later.search(folded) or not re.search("[0-9]", re.sub(date, "", folded)):
        return True
    negations = words_of(e for of in known for e in of.negations if len(e) > 2)
    denied = re.search(rf"(?<![a-z])(?:{any_of(signs_of(known, 'instead_of'))})\W", folded)
    denied = denied or negations.search(folded)
    is_bare = is_unmarked(folded) and "a a" in letter_form(_NUMBER_SIGN.sub("№", folded))
    no_letter = ("correction", "confirmed", "not_confirmed", "cannot_confirm")
    return is_bare or bool(denied or codes_said(folded, no_letter, known))


def is_unmarked(letter: str) -> bool:
    """Whether a letter number has words without any mark of a number beside it, as a name has."""
    form = letter_form(_NUMBER_SIGN.sub("№", letter))
    return "a" in form and _NUMBERED.search(form) is None


def _has_usual_characters(shown: str) -> bool:
    """Whether a text has only letters, numbers, accents and marks, and no web address."""
    classes = "".join(
        "." if c in _MARKS else "?" if c in _EMOJI_SIGNS else unicodedata.category(c)[0]
        for c in shown
    )
    stacked = "M" * (MAX_ACCENTS + 1) in classes
    return set(classes) <= set(".LMN") and not stacked and "//" not in shown


def has_only(shown: str, categories: Collection[str]) -> bool:
    """Whether a text has only characters of these categories, and no accents in a stack."""
    classes = "".join(unicodedata.category(character)[0] for character in shown)
    return set(classes) <= {*categories} and "M" * (MAX_ACCENTS + 1) not in classes


MAX_TITLE = 120
_BESIDE = " ,，、;；。"
_TITLE_CATEGORIES = frozenset("LMNPSZ")
_LINK = re.compile(r"//|@|[a-z0-9]\.[a-z]{2,}", re.IGNORECASE)
_LIKE_A_DOCUMENT = re.compile(r"[0-9](?:[ ./-]?[0-9]){8,}")
"""Nine or more digits with single marks between them: a document or telephone number."""


class NotATitle(WrongValue):
    """Empty, too long, more than one line, with a link, or with as many digits as a document."""


def is_bare_answer(typed: str, known: Vocabularies) -> bool:
    """Whether a text is only a word such as "yes", "no" or "send"."""
    said = typed.strip(" .!\u3002\uff01\u17d4").casefold()
    names: Sequence[Sign] = ("yes", "agreed", "no", "send")
    return any(said in signs_of(known, each) for each in names)


def says_nothing(typed: str, known: Vocabularies, *names: str) -> bool:
    """Whether a text has only words of an answer, a courtesy or a changed mind, and these
    ``names``: such as "wait" or "no, never mind" it is no value.
    """
    signs: Sequence[Sign] = ("is", "no", "yes", "agreed", "send")
    empty = words_of(
        chain(
            *(signs_of(known, each) for each in signs),
            *(phrases_for(each, known) for each in ("cancel", COURTESY)),
            names,
        )
    )
    folded = text_parsing.fold_typed(typed)
    return any(map(str.isalnum, folded)) and not any(map(str.isalnum, empty.sub(" ", folded)))


def check_content(typed: str, known: Vocabularies) -> None:
    """Check that a text is more than an answer such as "yes", or a day, also one that corrects
    another. Raises ``WrongValue``.
    """
    if is_bare_answer(typed, known) or says_nothing(typed, known):
        raise WrongValue("error-bare-answer")
    day = without_instead(typed, known).strip(_BESIDE)
    if known and is_date(text_parsing.fold_typed(day), known):
        raise WrongValue("error-bare-date")


def parse_title(raw: str, *, longest: int = MAX_TITLE, known: Vocabularies = ()) -> str:
    """Parse a title in one line, no word such as "yes". Raises ``NotATitle`` or ``WrongValue``."""
    typed = text_parsing.as_seen(raw).strip()
    shown = " ".join(typed.split())
    check_content(shown, known)
    written = has_only(shown, _TITLE_CATEGORIES) and any(map(str.isalpha, shown))
    if len(typed.splitlines()) != 1 or text_parsing.letters_seen(shown) > longest or not written:
        raise NotATitle(most=longest)
    folded = text_parsing.fold_typed(shown)
    if _LINK.search(folded) or _LIKE_A_DOCUMENT.search(folded):
        raise NotATitle(most=longest)
    return redaction.distinct_from_keys(shown)


MAX_REFERENCE = 60
"""The length of the reference of the text of an amendment."""


def text_days(today: date) -> Days:
    """The possible dates of a text: all but future ones, local to the Party that names them."""
    return Days(today=today, first=date(text_parsing.FIRST_YEAR, 1, 1), last=today)


def letter_form(letter: str) -> str:
    """A letter number with ``9`` for each number and ``a`` for each word: ``9/9 a``."""
    classes = (
        "9" if c.isdecimal() else "a" if unicodedata.category(c)[0] in "LM" else c for c in letter
    )
    return "".join(key for key, _ in groupby(classes))


def words_in(letter: str) -> frozenset[str]:
    """The words of a letter number that could be a name."""
    marked = _NUMBER_SIGN.sub("№", letter)
    runs = groupby(marked.casefold(), lambda c: unicodedata.category(c)[0] in "LM")
    words = {"".join(run) for is_word, run in runs if is_word}
    usual = _USUAL_BESIDE_A_MARK if _MARK.search(letter) else _USUAL
    return frozenset(each for each in words if usual.fullmatch(each) is None)


class NotAPin(UserError):
    """The text is not six digits, or they cannot be this PIN."""


def parse_pin(typed: str) -> str:
    """Parse six digits of any script, with or without gaps. Raises ``NotAPin``."""
    digits = _GAPS.sub("", text_parsing.fold_typed(typed))
    if len(digits) != PIN_LENGTH or not (digits.isascii() and digits.isdigit()):
        raise NotAPin
    return digits


def could_be_pin(typed: str) -> bool:
    """Whether typed text is six digits, bare or as a command, or digits after ``/pin``."""
    words = text_parsing.fold_typed(typed)
    command = _PIN_COMMAND.match(words)
    if command is not None:
        words = words[command.end() :]
        if command[1] and any(each.isdigit() for each in words):
            return True
    try:
        parse_pin(words)
    except NotAPin:
        return False
    return True


def parse_delay(text: str, vocabularies: Vocabularies) -> timedelta:
    """Parse a time that is so many hours or minutes from now, or ago. Raises ``NotATime``."""
    folded = read_numerals(text_parsing.fold_typed(text), vocabularies).casefold()
    found = delays_within(vocabularies).fullmatch(folded.strip())
    if found is None or not (found["in"] or found["ahead"] or found["ago"]):
        raise NotATime
    number = int(found["number"] or 1)
    hours = number + (0.5 if found["half"] else 0)
    if found["half_hour"]:
        hours = 0.5
    delay = timedelta(minutes=number) if found["minutes"] else timedelta(hours=hours)
    return -delay if found["ago"] else delay


@cache
def delays_within(vocabularies: Vocabularies) -> re.Pattern[str]:
    """The pattern of a time that is so many hours or minutes from now, within a text."""
    names: Sequence[Sign] = (
        "in", "half_hour", "one_hour", "hours", "minutes", "half", "ahead", "ago"
    )  # fmt: skip
    sign = {name: rf"(?P<{name}>{any_of(signs_of(vocabularies, name))})" for name in names}
    counted = rf"(?P<number>[0-9]{{1,3}})\s?(?:{sign['minutes']}|{sign['hours']}\s?{sign['half']}?)"
    length = f"(?:{sign['half_hour']}|{sign['one_hour']}|{counted})"
    return re.compile(
        rf"(?<![a-z0-9])(?:{sign['in']}\s?)?{length}\s?(?:{sign['ahead']}|{sign['ago']})?(?![a-z0-9])"
    )
