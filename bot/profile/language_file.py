"""What is known of a language beside its texts, from ``locales/LANGUAGE/language.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.profile.toml_file import Table, load_toml
from liaison.core.vocabulary import FilterWord, Sign, Vocabulary

LOCALES = Path(__file__).resolve().parents[2] / "locales"
FILE = "language.toml"

_Words = Annotated[tuple[str, ...], Field(strict=False)]


class _Language(Table):
    name: Annotated[str, Field(min_length=1)]
    month_first: bool = False
    digits: str = Field("0123456789", min_length=10, max_length=10)
    numbers: Mapping[str, int] = {}
    fillers: _Words
    letter_numbers: _Words = ()
    months: Annotated[tuple[_Words, ...], Field(strict=False, min_length=12, max_length=12)]
    weekdays: Annotated[tuple[_Words, ...], Field(strict=False, min_length=7, max_length=7)]
    signs: Mapping[Sign, _Words]
    choices: Mapping[str, _Words]
    fields: Mapping[str, _Words] = {}
    labels: Mapping[str, _Words] = {}
    commands: Mapping[str, _Words] = {}
    ignored: _Words = ()
    negations: _Words = ()
    spellings: Mapping[str, str] = {}
    filter: Mapping[FilterWord, _Words]


def texts_of(profile: Path | None) -> tuple[Path, ...]:
    """The folders of texts for a profile: the one beside it, and then the bot's own."""
    return (LOCALES,) if profile is None else (profile.parent / "locales", LOCALES)


@cache
def load_vocabulary(language: str, folders: tuple[Path, ...]) -> Vocabulary:
    """Read the file of a language in the first folder that has one. Raises ``ProfileError``."""
    files = [folder / language / FILE for folder in folders]
    read = load_toml(next((file for file in files if file.exists()), files[0]), _Language)
    return Vocabulary(language=language, **dict(read))
