"""Settings from the environment, all with the prefix ``LIAISON_``."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic.functional_validators import AfterValidator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.log import LEVELS
from liaison.domain.agreements import Agreement, default_agreement, load_agreement
from liaison.domain.cards import Text, text

PREFIX = "LIAISON_"
LOCALES = Path(__file__).resolve().parent.parent / "locales"

_DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+psycopg")


class SettingsError(Exception):
    """Settings that are wrong or missing; each of ``texts`` names one and how to set it."""

    def __init__(self, *texts: Text) -> None:
        super().__init__(*(each.key for each in texts))
        self.texts = texts


def data_folder() -> Path:
    """Where the desk keeps its file when no database is named: the user's data folder."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "liaison"


def _default_database() -> str:
    return f"sqlite+aiosqlite:///{data_folder() / 'liaison.db'}"


def _must(holds: Callable[[str], bool]) -> AfterValidator:
    def check(value: str) -> str:
        if not holds(value):
            raise ValueError
        return value

    return AfterValidator(check)


def _web(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _database(value: str) -> bool:
    return value.partition("://")[0] in _DATABASES and "://" in value


def _token(value: SecretStr | None) -> SecretStr | None:
    if value is not None and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
        raise ValueError
    return value


class Settings(BaseSettings):
    """What the environment says. Read it with ``load_settings``, which tells what is wrong."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    token: Annotated[SecretStr | None, AfterValidator(_token)] = None
    """The bot's token, as BotFather gives it."""
    api_base: Annotated[str, _must(_web)] = "https://api.telegram.org"
    """Where the Bot API is: Telegram, a server of one's own, or the sandbox."""
    proxy: Annotated[str, _must(_web)] | None = None
    """An HTTP proxy on the way there."""
    database_url: Annotated[str, _must(_database)] = Field(default_factory=_default_database)
    agreement: Path | None = None
    """The profile of an agreement; by default the one that comes with the desk."""
    log_level: Annotated[str, _must(LEVELS.__contains__)] = "INFO"

    def required_token(self) -> str:
        """The token in clear. Raises ``SettingsError`` where there is none."""
        if self.token is None:
            raise SettingsError(text("setup-token-missing", name=f"{PREFIX}TOKEN"))
        return self.token.get_secret_value()


def load_settings() -> Settings:
    """Read the environment. Raises ``SettingsError`` that names every setting that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = dict.fromkeys(str(each["loc"][0]).lower() for each in error.errors())
        raise SettingsError(*(_wrong(name) for name in wrong)) from None


def load_agreement_of(settings: Settings) -> Agreement:
    """The agreement that the settings name. Raises ``ProfileError``."""
    if settings.agreement is None:
        return default_agreement()
    return load_agreement(settings.agreement)


def _wrong(name: str) -> Text:
    return text(f"setup-{name.replace('_', '-')}-wrong", name=f"{PREFIX}{name.upper()}")
