"""The channels on which people are reached, and their addresses there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import NewType

Address = NewType("Address", int)
"""Where a person gets messages: the private chat in Telegram, whose ids have at most 52 bits, or
with a greater number a page of the service itself.
"""
FIRST_PAGE = 1 << 52
FIRST_NEWCOMER = FIRST_PAGE + (1 << 51)
"""From here on the pages of people who joined there; below, those of people with a chat."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What depends on a channel: how long a message of it can be deleted, None for ever."""

    name: str
    deletable: timedelta | None


TELEGRAM = Channel("telegram", timedelta(hours=48))
PAGE = Channel("page", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the service has beside Telegram: e-mail, a page at an address, which has no slash at its
    end, and the languages in which it can make documents.
    """

    mail: bool = False
    page_url: str | None = None
    document_languages: Callable[[], Collection[str]] = tuple


TELEGRAM_ALONE = Reach()


def channel_of(address: Address) -> Channel:
    """The channel of an address."""
    return PAGE if address >= FIRST_PAGE else TELEGRAM


def page_of(number: int) -> Address:
    """The page of the person with that id, who has a chat, too."""
    return Address(FIRST_PAGE + number)


def person_of_page(address: Address) -> int | None:
    """The id of the person with a chat whose page that is; None for another address."""
    is_second = FIRST_PAGE <= address < FIRST_NEWCOMER
    return address - FIRST_PAGE if is_second else None
