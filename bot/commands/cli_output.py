"""What every command of the command line shares: its words, and one sentence for what is wrong."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import NoReturn, ParamSpec

import typer

from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from bot.profile.toml_file import ProfileError
from bot.settings import SettingsError, texts_of
from liaison.core.agreement import Agreement
from liaison.core.cards import Text, text
from liaison.core.errors import UserError

WRONG_INPUT = 2
ENGLISH = "en"

_P = ParamSpec("_P")


def named(command: Callable[_P, None]) -> Callable[_P, None]:
    """Let a command end with a sentence and exit code 2 where what it was given is wrong."""

    @wraps(command)
    def called(*args: _P.args, **options: _P.kwargs) -> None:
        try:
            command(*args, **options)
        except SettingsError as error:
            refuse(*error.texts)
        except (UserError, ProfileError) as error:
            refuse(error.text())
        except Exception as error:
            # Only who comes here has loaded what knows the drivers.
            from storage.engine.failures import failure_of  # noqa: PLC0415

            told = failure_of(error)
            if told is None:
                raise
            refuse(told.text())

    return called


def refuse(*banners: Text) -> NoReturn:
    """End with these sentences on stderr, and exit code 2."""
    for each in banners:
        typer.echo(english(each), err=True)
    raise typer.Exit(WRONG_INPUT)


def check_language(language: str, agreement: Agreement) -> None:
    """Raise ``SettingsError`` where the agreement does not have a language."""
    if language not in agreement.languages:
        languages = " ".join(agreement.languages)
        raise SettingsError(text("setup-language-wrong", languages=languages))


def print_text(shown: Text) -> None:
    """Print a sentence, in English."""
    typer.echo(english(shown))


def english(shown: Text) -> str:
    """A sentence in English."""
    return _catalog().plain(shown, ENGLISH)


def words_for(
    agreement: Agreement, profile: Path | None, language: str | None = None
) -> Callable[[Text], str]:
    """How to say what names the Parties: in that language, or else in English where the agreement
    has it, or else in the language that prevails.
    """
    spoken = ENGLISH if ENGLISH in agreement.languages else agreement.prevailing
    chosen = language or spoken
    check_language(chosen, agreement)
    catalog = Catalog.load(*texts_of(profile), agreement=agreement)
    return lambda shown: catalog.plain(shown, chosen)


@cache
def _catalog() -> Catalog:
    return Catalog.load(agreement=default_agreement())
