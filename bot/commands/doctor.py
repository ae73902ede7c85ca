"""Checks the settings, and whether they can be used."""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from pydantic import SecretStr

from bot.channels.email import Mailer
from bot.clock import SystemClock
from bot.commands.profile import faults_of
from bot.documents.pdf import is_installed
from bot.documents.templates import templates_of
from bot.monitoring.health import error_of
from bot.profile.toml_file import ProfileError
from bot.settings import PREFIX, Settings, load_agreement_of, missing_setting
from bot.telegram.send_errors import SendError
from liaison.core.agreement import Agreement
from liaison.core.cards import Text, text
from storage.backup.restore_lock import locked_since
from storage.crypto import Key, load_keys
from storage.encrypted_columns import check_keys
from storage.engine.failures import storage_failure
from storage.engine.integrity import survives_a_node
from storage.errors import StorageError
from storage.migrations.migrate import examined, head

ASK_SECONDS = 10
_IN_FRONT = re.compile(r"(://[^:@]*:).*@")
_SECRET = re.compile("password|token|secret|key", re.IGNORECASE)
_IN_QUERY = re.compile(r"([^?&=]+=)[^&]*")
_PRIVATE_ONLY = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
"""What `getMe` says of a bot that does not serve private chats only."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    text: Text
    is_ok: bool = True


async def run_checks(settings: Settings) -> list[Finding]:
    """Run all checks, in the order in which problems should be solved."""
    return [
        *_set(settings),
        *_agreement(settings),
        *await asyncio.to_thread(_storage, settings),
        *await _bot_api(settings),
        *await _mail(settings),
        *await _page(settings),
    ]


def _set(settings: Settings) -> Iterator[Finding]:
    values = {name: getattr(settings, name) for name in type(settings).model_fields}
    values["heartbeat_url"] = origin(settings.heartbeat_url)
    if settings.token is None:
        yield Finding(missing_setting("token"), is_ok=False)
        del values["token"]
    for field, value in values.items():
        name = PREFIX + field.upper()
        match value:
            case None:
                yield Finding(text("setup-doctor-unset", name=name))
            case SecretStr():
                yield Finding(text("setup-doctor-secret", name=name))
            case _:
                shown = str(value).lower() if isinstance(value, bool) else masked(str(value))
                yield Finding(text("setup-doctor-set", name=name, value=shown))


def origin(url: str | None) -> str | None:
    """A URL without its path, which is the key of most monitors."""
    return url and re.sub(r"(://[^/?#]*)[/?#].*", r"\1/***", url)


def masked(value: str) -> str:
    """A URL without its password, tokens and keys; anything else unchanged."""

    def hidden(found: re.Match[str]) -> str:
        return f"{found[1]}***" if _SECRET.search(unquote_plus(found[0])) else found[0]

    return _IN_QUERY.sub(hidden, _IN_FRONT.sub(r"\1***@", value))


def _agreement(settings: Settings) -> list[Finding]:
    try:
        agreement = load_agreement_of(settings)
        faults = faults_of(agreement, settings.agreement)
    except ProfileError as error:
        return [Finding(error.text(), is_ok=False)]
    if faults:
        return [Finding(fault, is_ok=False) for fault in faults]
    named = text("setup-doctor-agreement", name=text(agreement.name))
    return [Finding(named), *map(Finding, _documents(agreement, settings.agreement))]


def _documents(agreement: Agreement, profile: Path | None) -> Iterator[Text]:
    """In which languages letters can be made, and what is missing for the others."""
    templates = templates_of(profile)
    if not is_installed():
        yield text("setup-doctor-documents-missing")
        return
    made = templates.languages()
    if made:
        names = tuple(map(agreement.language_name, made))
        yield text("setup-doctor-documents", languages=names)
    for code, words in templates.words.items():
        if code not in made:
            language, fonts = agreement.language_name(code), ", ".join(words.fonts)
            yield text("setup-doctor-fonts", language=language, fonts=fonts)


def _storage(settings: Settings) -> list[Finding]:
    try:
        keys = load_keys(settings.keys_file)
    except StorageError as error:
        return [Finding(error.text(), is_ok=False), *_database(settings, ())]
    return [Finding(text("setup-doctor-keys")), *_database(settings, keys)]


def _database(settings: Settings, keys: Sequence[Key]) -> list[Finding]:
    url = settings.database_url
    try:
        found = [_check_database(url, keys)]
        if not settings.unsafe_database and not survives_a_node(url):
            found.append(Finding(text("setup-doctor-standby")))
    except Exception as error:
        failure = storage_failure(error)
        if failure is None:
            raise
        return [Finding(failure.text(), is_ok=False)]
    return found


def _check_database(url: str, keys: Sequence[Key]) -> Finding:
    found = examined(url)
    if found is None:
        return Finding(text("setup-database-missing"), is_ok=False)
    if found < head():
        older = text("setup-database-older", found=found, wanted=head())
        return Finding(older, is_ok=False)
    if keys:
        check_keys(url, keys)
    since = locked_since(url)
    if since is not None:
        return Finding(text("setup-doctor-restored", at=since), is_ok=False)
    return Finding(text("setup-doctor-database", version=found))


async def _bot_api(settings: Settings) -> list[Finding]:
    account, code = await ask_bot(settings)
    if account is None:
        return [Finding(text("setup-doctor-api-silent", code=code), is_ok=False)]
    found = text("setup-doctor-api", username=str(account["username"]))
    return [Finding(found), *map(Finding, bot_settings_to_change(account))]


async def ask_bot(settings: Settings) -> tuple[Mapping[str, Any] | None, str]:
    """The bot's account as `getMe` gives it, or None and the code of Telegram's error."""
    if settings.token is None:
        return None, "no-token"
    # Imported here because the library takes a second, and is not needed without a token.
    from bot.telegram.client import GARBAGE, ApiError, TelegramClient  # noqa: PLC0415

    token = settings.required_token()
    client = TelegramClient(token, api_base=settings.api_base, proxy=settings.proxy)
    try:
        account = await client.ask("getMe", {}, seconds=ASK_SECONDS)
    except ApiError as error:
        return None, error.code
    finally:
        await client.close()
    named = isinstance(account, dict) and isinstance(account.get("username"), str)
    return (account, "") if named else (None, GARBAGE)


def bot_settings_to_change(account: Mapping[str, Any]) -> Iterator[Text]:
    """What is to be changed at BotFather: the service serves private chats only."""
    for name in _PRIVATE_ONLY:
        if account.get(name):
            yield text("setup-botfather", setting=name.replace("_", "-"))


async def _mail(settings: Settings) -> list[Finding]:
    """Whether the mail server accepts the login, if one is set."""
    server = settings.mail
    if server is None:
        return []
    try:
        await Mailer(server, now=SystemClock().now).check()
    except SendError as error:
        banner = text("setup-doctor-mail-silent", code=error.failure.description)
        return [Finding(banner, is_ok=False)]
    return [Finding(text("setup-doctor-mail", host=server.host))]


async def _page(settings: Settings) -> list[Finding]:
    """Whether the page, if there is one, answers; before the first start it cannot."""
    url = settings.web_url
    if url is None:
        return []
    code = await error_of(f"{url}/sign-in")
    key = "setup-doctor-page-silent" if code else "setup-doctor-page"
    return [Finding(text(key, url=url, code=code))]
