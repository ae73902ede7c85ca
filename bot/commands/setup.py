"""`liaison setup`: the token, the keys, the database and the first invitations."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import segno
import typer

from bot.commands import keys
from bot.commands.cli_output import english, print_text, reject, words_for
from bot.commands.doctor import ask_bot, bot_settings_to_change
from bot.database import check_database_folder, check_keys_folder, opened
from bot.settings import (
    PREFIX,
    Settings,
    load_agreement_of,
    load_settings,
    missing_setting,
    save_settings,
)
from liaison.core.agreement import Party, PartyCode
from liaison.core.cards import Text, text
from liaison.core.people import Role
from liaison.core.transaction import People
from liaison.people.invitation_service import invite
from liaison.people.rules import INVITE_VALID_FOR
from storage.engine.database_url import file_exists, parse_database_url
from storage.migrations.migrate import current_version, upgrade


def set_up() -> None:
    """Make what is missing for the first start, and print what is left to do. Asks for the token
    and the backup key if they are missing, on a terminal only. Raises ``SettingsError`` and
    ``StorageError``.
    """
    settings = load_settings()
    agreement = load_agreement_of(settings)
    translate = words_for(agreement, settings.agreement)
    check_keys_folder(settings)
    check_database_folder(settings)
    current_version(settings.database_url)
    typed = _asked(settings) if sys.stdin.isatty() else {}
    settings = load_settings(typed)
    settings.required_token()
    account = _account(settings)
    if typed:
        print_text(text("setup-typed-saved", file=str(save_settings(typed))))
    if not file_exists(settings.keys_file):
        keys.new()
    migrate(settings)
    for party in agreement.parties:
        if asyncio.run(_has_people(settings, party.code)):
            typer.echo(translate(text("setup-people-there", party=text(party.name))))
        else:
            token = invite_admin(settings, party)
            print_invitation(token, settings, party, str(account["username"]))
    print_text(text("setup-left"))
    for step in (*bot_settings_to_change(account), *_left(settings)):
        typer.echo(f"- {english(step)}")


def migrate(settings: Settings) -> None:
    """Bring the database to the version that this code needs. Raises ``StorageError``."""
    url = settings.database_url
    check_database_folder(settings)
    upgrade(url)
    place = parse_database_url(url).render_as_string()  # without the password
    print_text(text("setup-migrated", place=place, version=str(current_version(url))))


def invite_admin(
    settings: Settings, party: Party, *, role: Role = Role.ADMIN, agency: str = ""
) -> str:
    """Return the token of a new invitation. Raises ``UserError`` and ``StorageError``."""
    agreement = load_agreement_of(settings)
    agency = agency or words_for(agreement, settings.agreement)(text(party.authority))

    async def invited() -> str:
        async with opened(settings) as database, database.transaction() as tx:
            return await invite(tx, party=party.code, role=role, agency=agency, actor=None)

    return asyncio.run(invited())


def print_invitation(token: str, settings: Settings, party: Party, username: str | None) -> None:
    """Print the bot's link with its QR code or, if the username is not known, the command."""
    translate = words_for(load_agreement_of(settings), settings.agreement)
    hours = int(INVITE_VALID_FOR.total_seconds() // 3600)
    key = "setup-invited" if username else "setup-invited-by-hand"
    typer.echo(translate(text(key, party=text(party.name), hours=hours)))
    if settings.web_url is not None:
        typer.echo(f"{settings.web_url}/join/{token}")
    if username is None:
        typer.echo(f"/start {token}")
        return
    link = f"https://t.me/{username}?start={token}"
    if sys.stdout.isatty():
        segno.make(link, error="l").terminal(compact=True)
    typer.echo(link)


def _asked(settings: Settings) -> dict[str, str]:
    """What is typed for the settings that are missing; the backup key may be left out."""
    typed = {}
    if settings.token is None:
        typed["token"] = typer.prompt(english(text("setup-token-question")), hide_input=True)
    if settings.backup_key is None:
        question = english(text("setup-backup-key-question"))
        typed["backup_key"] = typer.prompt(question, default="", show_default=False)
    return {name: each.strip() for name, each in typed.items() if each.strip()}


def _account(settings: Settings) -> Mapping[str, Any]:
    """The bot's own account; ends the command if Telegram does not give it."""
    account, code = asyncio.run(ask_bot(settings))
    if account is None:
        reject(text("setup-doctor-api-silent", code=code))
    return account


async def _has_people(settings: Settings, party: PartyCode) -> bool:
    async with opened(settings) as database, database.transaction(decides=False) as tx:
        return bool(await tx.of(People).listed(party))


def _left(settings: Settings) -> Iterator[Text]:
    if settings.backup_key is None:
        yield missing_setting("backup_key")
    if settings.heartbeat_url is None:
        yield text("setup-left-heartbeat", name=f"{PREFIX}HEARTBEAT_URL")
    yield text("setup-left-run")
