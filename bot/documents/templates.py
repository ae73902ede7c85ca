"""The words and the layouts of letters, from the folder ``letters`` beside the agreement's profile.

Each language of the agreement has two files there: its words, and its Word file. An agreement whose
profile has no such folder uses the included one if the Parties and languages are the same, else it
has no letters.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from bot.clock import SystemClock
from bot.documents.pdf import has_font
from bot.documents.word import FIELDS as WORD_FIELDS
from bot.documents.word import WordTemplate
from bot.profile.agreement_file import default_agreement, load_agreement
from bot.profile.toml_file import ProfileError, Table, load_toml
from handlers.input.pii_detector import find_personal
from liaison.core.agreement import Agreement
from liaison.letters.model import FIELDS, LetterAct

FOLDER = "letters"
LAYOUT = "layout.typ"
_FIELD = re.compile(r"\{([^{}]*)\}")
_Lines = Annotated[tuple[str, ...], Field(strict=False)]


class Part(Table):
    """The words of one letter: its subject, and the paragraphs before and after the facts."""

    subject: str
    before: _Lines
    after: _Lines


class Words(Table):
    """The words of all letters in a language. A text with a field that is missing is left out."""

    form: Literal["cambodian", "chinese", "plain"]
    fonts: Annotated[_Lines, Field(min_length=1)]
    title_fonts: Annotated[_Lines, Field(min_length=1)]
    number: str
    to: str
    subject: str
    reference: str
    references: _Lines
    place: str
    dates: _Lines
    no_day: str
    signature: _Lines
    columns: Annotated[_Lines, Field(min_length=5, max_length=5)]
    annex: str
    particulars: str
    code: str
    heads: Mapping[str, _Lines]
    letters: Mapping[Annotated[LetterAct, Field(strict=False)], Part]


@dataclass(frozen=True)
class Templates:
    """The words and the Word files by language, and the layout of pages; all are empty for an
    agreement without letters.
    """

    words: Mapping[str, Words]
    word: Mapping[str, WordTemplate]
    layout: str

    def languages(self) -> Collection[str]:
        """The languages in which letters can be made on this machine."""
        return [each for each, words in self.words.items() if has_font(words.fonts)]


@cache
def templates_of(profile: Path | None) -> Templates:
    """The templates of a profile, the included one by default. Raises ``ProfileError`` with the
    file and the field that is wrong.
    """
    included = files("liaison").joinpath("profiles", FOLDER)
    agreement, ours = default_agreement(), default_agreement()
    folder: Traversable = included
    if profile is not None:
        agreement, folder = load_agreement(profile), profile.parent / FOLDER
        if not folder.is_dir():
            if _parties(agreement) != _parties(ours) or agreement.languages != ours.languages:
                return Templates({}, {}, "")
            folder = included
    words = {
        each: _read(folder.joinpath(f"{each}.toml"), agreement) for each in agreement.languages
    }
    word = {
        each: _read_word(folder.joinpath(f"{each}.docx"), agreement) for each in agreement.languages
    }
    layout = folder.joinpath(LAYOUT)
    try:
        return Templates(words, word, layout.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError("setup-unreadable", {"file": str(layout)}) from error


def _parties(agreement: Agreement) -> Collection[str]:
    return [each.code for each in agreement.parties]


def _read(file: Traversable, agreement: Agreement) -> Words:
    name = f"{FOLDER}/{file.name}"
    words = load_toml(file, Words, name=name)
    lacking = {f"letters.{each}" for each in LetterAct if each not in words.letters}
    lacking |= {f"heads.{each}" for each in _parties(agreement) if each not in words.heads}
    for field in sorted(lacking):
        raise ProfileError("setup-profile-missing", {"field": f"{name}: {field}"})
    for field, said in _texts(words):
        _check(f"{name}: {field}", said, set(_FIELD.findall(said)) - FIELDS, agreement)
    return words


def _read_word(file: Traversable, agreement: Agreement) -> WordTemplate:
    try:
        template = WordTemplate(file.read_bytes())
        said, unknown = template.text(), {*template.fields()} - WORD_FIELDS
    except (OSError, ValueError) as error:
        raise ProfileError("setup-unreadable", {"file": str(file)}) from error
    _check(f"{FOLDER}/{file.name}", said, unknown, agreement)
    return template


def _check(field: str, said: str, unknown: Collection[str], agreement: Agreement) -> None:
    """Raises ``ProfileError`` for an unknown field, and for what looks like personal data."""
    for each in unknown:
        raise ProfileError("setup-letter-field", {"field": field, "name": each})
    today = SystemClock().now().date()
    if find_personal(said, agreement.vocabularies, prefixes=(), today=today) is not None:
        raise ProfileError("setup-letter-personal", {"field": field})


def _texts(words: Words) -> Iterator[tuple[str, str]]:
    """All texts with the paths of their fields."""

    def within(path: str, value: object) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, tuple):
            for at, each in enumerate(value):
                yield from within(f"{path}[{at}]", each)
        elif isinstance(value, dict):
            for key, each in value.items():
                yield from within(f"{path}.{key}" if path else str(key), each)

    yield from within("", words.model_dump())
