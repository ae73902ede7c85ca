"""What the page asks of the service: transactions, acts, and texts in the reader's language."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol, Self

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.cards import Card, Text
from liaison.core.channels import Address
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.pages.model import CalendarEntry


class RenderedCard(Protocol):
    """A formatted card: safe HTML of few tags, and rows of buttons, each a label and a command."""

    @property
    def html(self) -> str:
        """The texts."""

    @property
    def rows(self) -> Sequence[Sequence[tuple[str, str]]]:
        """The rows of labels and commands."""


class Texts(Protocol):
    """The texts of all languages."""

    @property
    def agreement(self) -> Agreement:
        """The agreement, with its languages."""

    def for_reader(self, party: PartyCode, now: datetime | None, near: Sequence[str] = ()) -> Self:
        """The texts for a person of a Party; without ``now`` each date has its year."""

    def text(self, shown: Text, language: str) -> str:
        """One message as safe HTML."""

    def plain(self, shown: Text, language: str) -> str:
        """One message without markup."""

    def render(self, card: Card, languages: Sequence[str]) -> RenderedCard:
        """A card in one language or more."""


class Backend(Protocol):
    """How the page reaches the service."""

    @property
    def url(self) -> str:
        """The public address of the page, without a slash at its end."""

    @property
    def key(self) -> bytes:
        """A secret that all replicas share."""

    @property
    def texts(self) -> Texts:
        """The texts of all languages."""

    def is_of_telegram(self, signed: str, signature: str) -> bool:
        """Whether Telegram has signed that for the bot of this service."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""

    def random(self, count: int) -> bytes:
        """That many random bytes."""

    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        """A transaction: it commits at its end, and rolls back on any exception."""

    def calendar(self, person: Person, entries: Sequence[CalendarEntry]) -> bytes:
        """The calendar file of a feed, in the language of its person."""

    async def answer(self, address: Address, update: Mapping[str, Any]) -> None:
        """Handle an update of the person of a page, and store its answer there: both are saved
        when this returns.
        """
