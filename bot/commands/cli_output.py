"""What all commands share: their texts, and one sentence for each error."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import NoReturn, ParamSpec

import typer

from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from bot.profile.language_file import texts_of
from bot.profile.toml_file import ProfileError
from bot.settings import SettingsError
from liaison.core.agreement import Agreement, Party, PartyCode
from liaison.core.cards import Text, text
from liaison.core.errors import UserError

WRONG_INPUT = 2
"""Wrong arguments, settings or files: another start would end in the same way."""
NO_DATABASE = 69
"""EX_UNAVAILABLE of sysexits.h: the driver of the database says that it cannot be used now."""
ENGLISH = "en"

_P = ParamSpec("_P")


def exits(command: Callable[_P, None]) -> Callable[_P, None]:
    """Make a command end with a sentence and an exit code on an error that an operator mends."""

    @wraps(command)
    def called(*args: _P.args, **options: _P.kwargs) -> None:
        try:
            command(*args, **options)
        except SettingsError as error:
            reject(*error.texts)
        except (UserError, ProfileError) as error:
            reject(error.text())
        except Exception as error:
            # Imported on an error only: most commands have not loaded the drivers.
            from storage.engine.failures import storage_failure  # noqa: PLC0415

            failure = storage_failure(error)
            if failure is None:
                raise
            reject(failure.text(), code=NO_DATABASE if "code" in failure.values else WRONG_INPUT)

    return called


def reject(*banners: Text, code: int = WRONG_INPUT) -> NoReturn:
    """Print these sentences on stderr, and exit with a code."""
    for each in banners:
        typer.echo(english(each), err=True)
    raise typer.Exit(code)


def party_of(agreement: Agreement, typed: str) -> Party:
    """The Party whose code was typed. Raises ``SettingsError``."""
    found = {each.code: each for each in agreement.parties}
    code = PartyCode(typed.upper())
    if code not in found:
        raise SettingsError(text("error-not-of-choices", choices=" ".join(found)))
    return found[code]


def check_language(language: str, agreement: Agreement) -> None:
    """Raise ``SettingsError`` if the agreement does not have a language."""
    if language not in agreement.languages:
        languages = " ".join(agreement.languages)
        raise SettingsError(text("error-not-of-choices", choices=languages))


def print_text(shown: Text) -> None:
    """Print a sentence, in English."""
    typer.echo(english(shown))


def english(shown: Text) -> str:
    """A sentence in English."""
    return _catalog().plain(shown, ENGLISH)


def words_for(
    agreement: Agreement, profile: Path | None, language: str | None = None
) -> Callable[[Text], str]:
    """A function that formats texts with the names of the Parties: in ``language``, else in English
    if the agreement has it, else in its prevailing language. The texts of the command line itself
    are in English, with those names.
    """
    chosen, catalog = language_for(agreement, language), catalog_for(agreement, profile)

    def said(shown: Text) -> str:
        if catalog.has(shown.key, chosen):
            return catalog.plain(shown, chosen)
        names = {
            name: catalog.plain(value, chosen) if isinstance(value, Text) else value
            for name, value in shown.values.items()
        }
        return english(text(shown.key, **names))

    return said


def language_for(agreement: Agreement, language: str | None) -> str:
    """A ``language`` of the agreement, by default English if it has that, else its prevailing one.
    Raises ``SettingsError``.
    """
    spoken = ENGLISH if ENGLISH in agreement.languages else agreement.prevailing
    check_language(language or spoken, agreement)
    return language or spoken


def catalog_for(agreement: Agreement, profile: Path | None) -> Catalog:
    """The texts of an agreement, with those beside its profile."""
    return Catalog.load(*texts_of(profile), agreement=agreement)


@cache
def _catalog() -> Catalog:
    return Catalog.load(agreement=default_agreement())
