"""The facts of a message: references, numbers, dates, times and the commands of its buttons.

They are the same in each language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from babel.dates import get_month_names

from bot.i18n.formatting import locale_of

COMPARED = ("en", "km", "zh")
"""Not the language that tests invent."""
WORDS = {"0", "1", "2"}
"""Numbers that a language may write in letters: no one, one of them, both."""
OWN_EXAMPLES = {"draft-ask-letter", "error-holiday-day"}
OWN_EXAMPLES |= {f"holiday-which-{each}" for each in ("day", "list", "name")}
"""Texts with an example that each language has of its own: a letter number, a holiday."""
_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NO_MONTH = "[A-Za-z\u1780-\u17d3]| [a-z]{4}"
"""After the name of a month this is another word: a court in Khmer, what may be in English."""
_END_OF_DAY = re.compile("24(?:时|:00)")
"""A day that ends, which English writes in words."""
_FACT = re.compile(r"[A-Z]{1,2}\d{2}-[0-9A-Z]{5}|\d\d:\d\d|\d+")


def unequal(sizes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """How the facts of a message in the other languages differ from those in the first."""
    sizes = [each for each in sizes if each["language"] in COMPARED]
    for other in sizes[1:]:
        first = sizes[0]
        differ = _facts_of(first) ^ _facts_of(other)
        if differ and OWN_EXAMPLES.isdisjoint(first["key"].split()):
            where = f"{other['key']} in {other['language']}: {sorted(differ)}"
            yield f"{where}\n{first['text']}\n{other['text']}"


def facts(written: str, language: str) -> set[str]:
    """The references, times and numbers of a text; a month is its number."""
    months, named = _months(language)
    written = named.sub(lambda found: f" {months[found[0]]} ", written)
    written = _END_OF_DAY.sub("", written.translate(_DIGITS))
    numbers = _FACT.findall(written)
    return {each.lstrip("0") for each in numbers} - WORDS - {""}


def _facts_of(size: Mapping[str, Any]) -> set[str]:
    """The facts of the text and the labels, and the commands."""
    buttons = [button for row in size["rows"] for button in row]
    written = "\n".join([size["text"], *(label for label, _ in buttons)])
    return facts(written, size["language"]) | {f"/{command}" for _, command in buttons}


@cache
def _months(language: str) -> tuple[Mapping[str, int], re.Pattern[str]]:
    """The numbers of the months by their names, also in English, and what finds a name."""
    months = {
        name: number
        for width in ("wide", "abbreviated")
        for locale in (locale_of(language), locale_of("en"))
        for number, name in get_month_names(width, locale=locale).items()
    }
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    return months, re.compile(f"(?:{names})(?!{_NO_MONTH})")
