"""Settings from files and the environment, there with the prefix ``LIAISON_``.

A setting has its value from the first of these that is not empty: the file that its variable names
if ``_FILE`` is added, a file among systemd's credentials or the secrets of a container, its
variable, the TOML file of ``CONFIG_FILE``, by default in the data folder. A path is not read from a
file.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic.functional_validators import AfterValidator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from typing_extensions import override

from bot.log import LEVELS
from bot.profile.agreement_file import default_agreement, load_agreement
from liaison.core.agreement import Agreement
from liaison.core.cards import Text, text
from liaison.notifications.email import NotAnAddress, parse_address
from storage.backup.encryption import is_recipient

PREFIX = "LIAISON_"
STORED = frozenset({"database_url", "unsafe_database", "keys_file", "backup_key", "agreement"})
"""The settings of what is stored, without those of the running service."""
CONFIG_FILE = f"{PREFIX}CONFIG_FILE"
SECRETS = ("/run/secrets", "$CREDENTIALS_DIRECTORY")
"""The folders of a container's secrets and of systemd's credentials, which prevail."""

_MAIL_PORTS = {"smtp": 587, "smtps": 465}
_UNENCRYPTED = "starttls=no"
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_LISTEN = re.compile(r"(?P<host>[A-Za-z0-9.-]+):(?P<port>[0-9]{1,5})")
_DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+psycopg")


class SettingsError(Exception):
    """Settings that are wrong or missing; each of ``texts`` names one and its remedy."""

    def __init__(self, *texts: Text) -> None:
        super().__init__(*(each.key for each in texts))
        self.texts = texts


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The mail server, and the sender address. ``encrypted`` is false only for a server on the same
    machine. ``implicit``: the connection is encrypted from its first byte, without STARTTLS.
    """

    host: str
    port: int
    encrypted: bool
    implicit: bool
    user: str | None
    password: str | None = field(repr=False)
    sender: str


def data_folder() -> Path:
    """The folder of the database file if no database is set: the user's data folder."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "liaison"


def _with_whole_path(url: str) -> str:
    """A database URL that shows which SQLite file it is, wherever the service is started."""
    driver, is_file, path = url.partition(":///")
    return f"{driver}{is_file}{Path(path).absolute()}" if driver.startswith("sqlite") else url


_PASSWORD = re.compile(r"://[^:/@]*:([^@]*)@|[?&][^=&]*password=([^&]*)", re.IGNORECASE)


def _must(holds: Callable[[str], object]) -> AfterValidator:
    def check(value: str | SecretStr) -> str | SecretStr:
        if not holds(value if isinstance(value, str) else value.get_secret_value()):
            raise ValueError
        return value

    return AfterValidator(check)


def _named(host: str | None) -> bool:
    """Whether there is a host. Raises ``ValueError`` if a part of it is empty or too long."""
    return bool((host or "").encode("idna"))


def is_web_address(value: str) -> bool:
    """Whether a text is the address of a web server. May raise ``ValueError`` if it is not."""
    parts = urlsplit(value)
    _ = parts.port  # raises if invalid
    plain = value.isprintable() and " " not in value
    return plain and parts.scheme in {"http", "https"} and _named(parts.hostname)


def _webhook_url(value: str) -> bool:
    # aiohttp would take a brace in the path for a pattern.
    parts = urlsplit(value)
    is_private = parts.scheme == "https" or is_loopback(parts.hostname or "")
    return is_web_address(value) and is_private and not {"{", "}"} & set(parts.path)


def _origin(value: str) -> str:
    host = urlsplit(value).hostname or ""
    is_private = value.startswith("https:") or host == "localhost"
    is_name = not host.rpartition(".")[2].isdecimal()  # as passkeys need it
    if not (_ORIGIN.fullmatch(value) and is_web_address(value) and is_private and is_name):
        raise ValueError
    return value.rstrip("/").lower()


def _database(value: str) -> object:
    driver, found, place = value.partition("://")
    is_file = driver.startswith("sqlite")
    return driver in _DATABASES and found and (not is_file or place[1:] not in {"", ":memory:"})


def _host(value: str) -> bool:
    return _HOST.fullmatch(value) is not None and _named(value)


def _listen(value: str) -> bool:
    found = _LISTEN.fullmatch(value)
    return found is not None and _named(found["host"]) and 1 <= int(found["port"]) <= 65535


def _smtp(value: str) -> bool:
    parts = urlsplit(value)
    named = parts.scheme in _MAIL_PORTS and _named(parts.hostname) and parts.path in {"", "/"}
    option = parts.query == _UNENCRYPTED and parts.scheme == "smtp"
    _ = parts.port  # raises if invalid
    return named and not parts.fragment and (not parts.query or option)


def _address(value: str) -> str:
    try:
        return parse_address(value)
    except NotAnAddress:
        raise ValueError from None


class Settings(BaseSettings):
    """The settings. Use ``load_settings`` to read them, which reports errors."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    token: Annotated[SecretStr, _must(_TOKEN.fullmatch)] | None = None
    """The bot's token, as BotFather gives it."""
    api_base: Annotated[str, _must(is_web_address)] = "https://api.telegram.org"
    """The base URL of the Bot API: Telegram, a server of one's own, or the sandbox."""
    unencrypted_api: bool = False
    """Whether the Bot API may be called without TLS on another machine than this one."""
    proxy: Annotated[str, _must(is_web_address)] | None = None
    """An HTTP proxy for calls of the Bot API."""
    database_url: Annotated[str, _must(_database), AfterValidator(_with_whole_path)] = Field(
        default_factory=lambda: f"sqlite:///{data_folder() / 'liaison.db'}"
    )
    unsafe_database: bool = False
    """Whether to accept a server that may lose confirmed commits: for tests only."""
    keys_file: Path = Field(default_factory=lambda: data_folder() / "keys.json")
    """The file of encryption keys, readable by its owner only."""
    backup_key: Annotated[str, _must(is_recipient)] | None = None
    """The public key (age) to which backups are encrypted, as ``liaison backup-key`` prints it."""
    agreement: Path | None = None
    """The profile of an agreement; by default the included one. Its texts are next to it, as
    ``locales/LANGUAGE/*.ftl``."""
    smtp_url: Annotated[SecretStr, _must(_smtp)] | None = None
    """The mail server, as ``smtp://`` (with STARTTLS, unless ``?starttls=no``) or ``smtps://``."""
    mail_from: Annotated[str, AfterValidator(_address)] | None = None
    """The sender address of e-mail."""
    webhook_url: Annotated[str, _must(_webhook_url)] | None = None
    """The URL to which Telegram posts updates; without it the service polls."""
    webhook_secret: Annotated[SecretStr, _must(_WEBHOOK_SECRET.fullmatch)] | None = None
    """The secret in Telegram's posts, at least 32 letters and digits."""
    webhook_secret_before: Annotated[SecretStr, _must(_WEBHOOK_SECRET.fullmatch)] | None = None
    """The previous secret, still accepted while Telegram changes over."""
    webhook_listen: Annotated[str, _must(_listen)] = "127.0.0.1:8080"
    """The host and port of the webhook on this machine, behind a proxy with TLS."""
    web_url: Annotated[str, AfterValidator(_origin)] | None = None
    """The public address of the page, by a name; without it there is no page."""
    web_host: Annotated[str, _must(_host)] = "127.0.0.1"
    web_port: Annotated[int, Field(ge=1, le=65535)] = 8091
    log_level: Annotated[str, _must(LEVELS.__contains__)] = "INFO"
    witness_token: Annotated[SecretStr, _must(_WEBHOOK_SECRET.fullmatch)] | None = None
    """The secret with which a witness fetches the audit record from the health port, if any may."""
    health_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    health_host: Annotated[str, _must(_host)] = "127.0.0.1"
    """Where the health endpoints are, if anywhere: by default for this machine only."""
    heartbeat_url: Annotated[str, _must(is_web_address)] | None = None
    """The URL that is called every half minute as long as the service is healthy."""

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The sources, the one that prevails first."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _from_toml())

    def required_token(self) -> str:
        """The token in clear. Raises ``SettingsError`` if there is none."""
        if self.token is None:
            raise SettingsError(missing_setting("token"))
        return self.token.get_secret_value()

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must never be logged."""
        named = [getattr(self, name) for name in _SECRET]
        secrets = [each.get_secret_value() for each in named if each is not None]
        urls = (self.proxy, self.database_url, self.smtp_url and self.smtp_url.get_secret_value())
        found = [each for url in urls if url for each in _PASSWORD.findall(url)]
        written = [before or after for before, after in found]
        return (*secrets, *written, *map(unquote, written))

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets accepted in posts: the present one, and the previous one."""
        named = (self.webhook_secret, self.webhook_secret_before)
        return tuple(each.get_secret_value() for each in named if each is not None)

    @property
    def webhook_place(self) -> tuple[str, int]:
        """The host and port of the webhook."""
        host, _, port = self.webhook_listen.rpartition(":")
        return host, int(port)

    @property
    def mail(self) -> MailServer | None:
        """The mail server; None if there is none."""
        if self.smtp_url is None or self.mail_from is None:
            return None
        parts = urlsplit(self.smtp_url.get_secret_value())
        return MailServer(
            host=parts.hostname or "",
            port=parts.port or _MAIL_PORTS[parts.scheme],
            encrypted=parts.query != _UNENCRYPTED,
            implicit=parts.scheme == "smtps",
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            sender=self.mail_from,
        )


_SECRET = ("token", "smtp_url", "webhook_secret", "webhook_secret_before", "witness_token")
_TAKEN_FROM_FILES = Settings.model_fields.keys() - {"keys_file", "agreement"}


def load_settings(typed: Mapping[str, str] | None = None, *, only_stored: bool = False) -> Settings:
    """Read the settings; ``only_stored`` leaves those of the running service as they are by
    default. What was ``typed`` prevails. Raises ``SettingsError`` that names every wrong setting.
    """
    wanted = [name for name in Settings.model_fields if name in STORED or not only_stored]
    try:
        _check_names()
        given: dict[str, Any] = _from_files(wanted)
        for name, each in Settings.model_fields.items():
            if name not in wanted:
                given[name] = each.get_default()
        settings = Settings(**{**given, **(typed or {})})
    except ValidationError as error:
        wrong = {str(each["loc"][0]).lower(): each["type"] for each in error.errors()}
        raise SettingsError(*(_wrong(name, wrong[name]) for name in wrong)) from None
    except OSError as error:
        raise SettingsError(text("setup-file-unreadable", name=str(error.filename))) from None
    if (settings.smtp_url is None) is not (settings.mail_from is None):
        names = (f"{PREFIX}SMTP_URL", f"{PREFIX}MAIL_FROM")
        missing, there = names if settings.smtp_url is None else reversed(names)
        raise SettingsError(text("setup-mail-half", name=missing, other=there))
    if settings.webhook_url is not None and settings.webhook_secret is None:
        raise SettingsError(missing_setting("webhook_secret"))
    api = urlsplit(settings.api_base)
    if api.scheme == "http" and not (settings.unencrypted_api or is_loopback(api.hostname or "")):
        allowed = f"{PREFIX}UNENCRYPTED_API"
        raise SettingsError(text("setup-api-base-open", name=f"{PREFIX}API_BASE", other=allowed))
    return settings


def missing_setting(name: str) -> Text:
    """That a setting which is needed now is not set."""
    return text("setup-setting-missing", setting=name, name=f"{PREFIX}{name.upper()}")


def _wrong(name: str, fault: str) -> Text:
    """What is wrong with a setting, of which only the TOML file can have one that is unknown."""
    if fault == "extra_forbidden":
        return text("setup-setting-unknown", name=f"{_config_file()}: {name}")
    return text("setup-setting-wrong", setting=name, name=f"{PREFIX}{name.upper()}")


def _check_names() -> None:
    """Raise ``SettingsError`` that names each variable and secret file that is no setting."""
    settable = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    in_files = {f"{PREFIX}{name.upper()}" for name in _TAKEN_FROM_FILES}
    known = {CONFIG_FILE, *settable, *(f"{name}_FILE" for name in in_files)}
    unknown = {each for each in os.environ if each.upper().startswith(PREFIX)} - known
    unknown |= {str(each) for each in _secret_files() if each.name.upper() not in in_files}
    if unknown:
        raise SettingsError(*(text("setup-setting-unknown", name=name) for name in sorted(unknown)))


def _from_files(names: Iterable[str]) -> dict[str, Any]:
    """What files have for these settings. Raises ``OSError``."""
    # The library's own sources of files skip what is no file, and name none in their errors.
    files = {each.name.upper(): each for each in _secret_files()}
    for name in _TAKEN_FROM_FILES:
        if path := os.environ.get(f"{PREFIX}{name.upper()}_FILE"):
            files[f"{PREFIX}{name.upper()}"] = Path(path)
    wanted = {name: files.get(f"{PREFIX}{name.upper()}") for name in names}
    read = {name: _read(file).strip() for name, file in wanted.items() if file is not None}
    return {name: value for name, value in read.items() if value}


def _from_toml() -> dict[str, Any]:
    """The values in the TOML file. Raises ``OSError`` or ``SettingsError``."""
    try:
        config = _config_file()
    except RuntimeError:
        return {}
    if not (os.environ.get(CONFIG_FILE) or config.exists()):
        return {}
    try:
        given = tomllib.loads(_read(config))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(text("setup-file-unreadable", name=f"{config} ({error})")) from None
    in_url = _PASSWORD.search(str(given.get("database_url")))
    has_secret = in_url or not given.keys().isdisjoint(_SECRET)
    if has_secret and config.stat().st_mode & 0o077:
        raise SettingsError(text("setup-file-open", name=str(config)))
    return {name: value for name, value in given.items() if value != ""}


def save_settings(typed: Mapping[str, str]) -> Path:
    """Add settings to the TOML file, readable by its owner only. Raises ``SettingsError``."""
    file = _config_file()
    new = file.with_name(f"{file.name}.new")  # a full disk must leave the present one as it is
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = "|".join(map(re.escape, typed))
        others = re.sub(rf"(?m)^(?:{names}) *=.*\n?", "", _read(file)) if file.exists() else ""
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        lines = "".join(f'{name} = "{value}"\n' for name, value in typed.items())
        new.write_text(lines + others, encoding="utf-8")
        new.replace(file)
    except OSError:
        raise SettingsError(text("setup-typed-unsaved", file=str(file))) from None
    return file


def _config_file() -> Path:
    """The TOML file. Raises ``RuntimeError`` if the user has no data folder."""
    return Path(os.environ.get(CONFIG_FILE) or data_folder() / "liaison.toml")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig", errors="replace")


def _secret_files() -> list[Path]:
    folders = [Path(os.path.expandvars(each)) for each in SECRETS]
    found = [each for folder in folders if folder.exists() for each in folder.iterdir()]
    return [each for each in found if each.name.upper().startswith(PREFIX)]


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def load_agreement_of(settings: Settings) -> Agreement:
    """The agreement of the settings. Raises ``ProfileError``."""
    if settings.agreement is None:
        return default_agreement()
    return load_agreement(settings.agreement)
