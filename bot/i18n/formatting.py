"""Formats values in a language: digits, dates, and safe texts."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from babel import Locale
from babel.dates import get_month_names
from fluent.runtime.types import FluentInt, FluentType
from typing_extensions import override

MAX_VALUE = 400
MAX_TEXT = 3_500
"""In UTF-16 units, as Telegram counts; its own limit is 4096."""
MAX_CAPTION = 1_000
"""Under a file; Telegram's own limit is 1024."""
MAX_TOAST = 200
ROOM = {1: 37, 2: 17, 3: 10}
"""How many cells of a label a phone shows, by the number of buttons in the row."""
MAX_MARKS = 5
_MARKS = ("Mn", "Mc", "Cf")
SUBSCRIPT = "\u17d2"
"""In Khmer, puts the next letter under the one before."""
ISOLATES = "\u2068\u2069"

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_FIRST_LETTER = re.compile(r"^\W*\w")
_MARKS_OF_ISOLATION = re.compile(f"[{ISOLATES}]")


def locale_of(language: str) -> Locale:
    """The locale for the dates and plurals of a language."""
    return Locale.parse(language)


class FluentNumber(FluentInt):
    """A whole number in the language's digits, which selectors can still compare."""

    digits: Mapping[int, int] = {}

    @override
    def format(self, _locale: Locale) -> str:
        """The digits, without separators."""
        return str(int(self)).translate(self.digits)


def number(value: int, digits: Mapping[int, int]) -> FluentNumber:
    """Make a number that is written in the digits of a language."""
    made = FluentNumber(value)
    made.digits = digits
    return made


class FluentDay(FluentType):
    """A formatted date that selectors can still compare by its weekday."""

    def __init__(self, value: date, written: str) -> None:
        self.value = value
        self.written = written

    @override
    def format(self, _locale: Locale) -> str:
        """The formatted date."""
        return self.written


class FluentText(FluentType):
    """A text that is formatted only by a message that has it."""

    def __init__(self, own: Callable[[], str]) -> None:
        self._own = own

    @override
    def format(self, _locale: Locale) -> str:
        """The formatted text."""
        return self._own()


class FluentMoment(FluentText):
    """A moment, formatted for its reader; ``CAPITALS`` formats it for both Parties, the reader's
    first, and ``value`` is its date there.
    """

    def __init__(self, own: Callable[[], str], in_capitals: Callable[[], str], value: date) -> None:
        super().__init__(own)
        self.in_capitals = in_capitals
        self.value = value


def month_name(month: int, language: str) -> str:
    """The name of a month, 1 to 12; its number with the word for month if it has no name."""
    short = str(get_month_names("abbreviated", locale=locale_of(language))[month])
    if short[0].isdecimal():
        return short
    return str(get_month_names("wide", locale=locale_of(language))[month])


def clean(value: str) -> str:
    """Make a foreign text safe to show: composed (NFC), in one line, without control and bidi
    characters, with few combining marks in a row and at most 400 characters.
    """
    if value.isascii() and value.isprintable():
        return value[:MAX_VALUE]
    shown: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", _INVISIBLE.sub("", value)):
        category = unicodedata.category(char)
        marks = marks + 1 if category.startswith("M") else 0
        if category in {"Cs", "Cn", "Co"} or marks > MAX_MARKS:
            continue
        shown.append(" " if category in {"Cc", "Zl", "Zp"} else char)
    return "".join(shown)[:MAX_VALUE]


def capitalized(label: str) -> str:
    """A label that begins with a capital letter."""
    return _FIRST_LETTER.sub(lambda found: found[0].upper(), label, count=1)


def escape(value: str) -> str:
    """Escape a text for HTML, between tags and in attributes alike."""
    return html.escape(value, quote=False).replace('"', "&quot;")


def plain(written: str) -> str:
    """Remove the markup: for buttons, callback answers, terminals, and if Telegram refuses it."""
    return html.unescape(_TAG.sub("", written))


def without_isolates(written: str) -> str:
    """Remove the bidi isolation marks."""
    return _MARKS_OF_ISOLATION.sub("", written)


def width(written: str) -> int:
    """How many cells a text needs: two for a Chinese letter, none for a mark on another letter."""
    if written.isascii():
        return len(written)
    letters = [each for each in written if unicodedata.category(each) not in _MARKS]
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in letters)


def _label_width(label: str) -> float:
    """How many cells a label needs; a letter of Khmer is wider than one, a subscript needs none."""
    letters = re.sub(f"{SUBSCRIPT}.", "", label)
    wide = [each for each in letters if "\u1780" <= each <= "\u17c8"]
    return width(letters) + 0.45 * sum(unicodedata.category(each) != "Mn" for each in wide)


def fitted(label: str, typed: str) -> str:
    """A label that a phone shows in full: it cuts the words in it that a person ``typed``."""
    while units(typed) > 1 and _label_width(label) > ROOM[1]:
        shorter = cut(typed, units(typed) - 1)
        label, typed = label.replace(typed, shorter, 1), shorter
    return label


def label_rows(row: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """A row of labels and commands, or one row for each if a phone would cut one of the labels."""
    room = ROOM.get(len(row), 0)
    if len(row) > 1 and room and any(_label_width(label) > room for label, _ in row):
        yield from ((each,) for each in row)
    else:
        yield tuple(row)


def units(written: str) -> int:
    """The length in UTF-16 units."""
    return len(written.encode("utf-16-le", "surrogatepass")) // 2


def cut(written: str, most: int) -> str:
    """Shorten a plain text to so many UTF-16 units, with an ellipsis if it was cut."""
    if units(written) <= most:
        return written
    end = most - 1
    while units(written[:end]) > most - 1 or (
        end and (unicodedata.category(written[end]) in _MARKS or written[end - 1] == SUBSCRIPT)
    ):
        end -= 1
    shortened = written[:end]
    return shortened.rstrip() + "…"


def join_paragraphs(paragraphs: Iterable[Sequence[str]], most: int = MAX_TEXT) -> str:
    """Join paragraphs of lines of HTML, ending before the first line that is too long. A first line
    that alone is too long loses its markup and is cut.
    """
    shown = ""
    for paragraph in paragraphs:
        for number, line in enumerate(paragraph):
            gap = "" if not shown else "\n" if number else "\n\n"
            longer = f"{shown}{gap}{line}"
            if units(longer) <= most - len("\n\n…"):
                shown = longer
            elif shown:
                return f"{shown}\n\n…"
            else:
                return escape(cut(plain(line), most // 2))
    return shown
