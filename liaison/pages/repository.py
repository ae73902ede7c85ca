"""The repositories of the page."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from liaison.core.cards import Card, Text
from liaison.core.channels import Address
from liaison.core.people import PersonId
from liaison.pages.model import CalendarFeed, PageLink, PageMessage, PageSession, Passkey


class Passkeys(Protocol):
    """The passkeys of people."""

    async def add(self, passkey: Passkey) -> bool:
        """Add a passkey; false if its id is known already."""

    async def of(self, person: PersonId) -> Sequence[Passkey]:
        """The passkeys of a person, oldest first."""

    async def find(self, passkey_id: str) -> Passkey | None:
        """The passkey with that id."""

    async def use(self, passkey: Passkey, *, sign_count: int) -> bool:
        """Save that it signed in now, with this counter; false if it was used meanwhile."""

    async def remove(self, person: PersonId, passkey_id: str) -> bool:
        """Delete a passkey of that person; false if there is none."""


class PageSessions(Protocol):
    """The signed-in browsers."""

    async def add(self, session: PageSession) -> None:
        """Add a session."""

    async def find(self, token_hash: str) -> PageSession | None:
        """The session with that hash, also if it is over by its times."""

    async def touch(self, token_hash: str) -> None:
        """Save that a session is used now."""

    async def of(self, *addresses: Address) -> Sequence[PageSession]:
        """The sessions of these pages, oldest first."""

    async def end(self, *token_hashes: str) -> None:
        """Delete sessions."""

    async def end_of(self, *addresses: Address) -> None:
        """Delete all sessions of these pages."""

    async def end_before(self, *, opened: datetime, used: datetime) -> None:
        """Delete those opened, or last used, before these moments."""


class PageLinks(Protocol):
    """The links by which people make passkeys."""

    async def add(self, link: PageLink) -> None:
        """Add a link, in place of unused ones of that person."""

    async def add_used(self, link: PageLink) -> bool:
        """Add a link that is used already; false if it was added before."""

    async def find(self, token_hash: str) -> PageLink | None:
        """The link with that hash, also if it is used or expired."""

    async def use(self, token_hash: str) -> bool:
        """Mark an unused link as used now; false if it was used before."""

    async def revoke_of(self, person: PersonId) -> None:
        """Delete unused links of that person."""

    async def delete_expired(self) -> None:
        """Delete the links whose time is over."""


class PageMessages(Protocol):
    """The messages on pages; what they show is encrypted."""

    async def send(
        self,
        address: Address,
        card: Card,
        *,
        outbox: int | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> int:
        """Add a message, of that row of the outbox, unless it was before; returns its number."""

    async def edit(
        self, address: Address, number: int, card: Card, *, outbox: int | None = None
    ) -> bool:
        """Change what a message shows, which is then not shown yet; false if it is gone."""

    async def remove_buttons(self, address: Address, number: int) -> None:
        """Leave what a message shows as it is, without buttons."""

    async def answer(
        self, address: Address, card: Card | None, *, toast: Text | None, until: datetime | None
    ) -> None:
        """Put the answer to an act in the place of the last one, or only its toast above it."""

    async def delete(self, address: Address, number: int) -> None:
        """Delete a message."""

    async def of(self, address: Address) -> Sequence[PageMessage]:
        """The messages of a page, oldest first, without those whose time is over."""

    async def unshown(self, addresses: Collection[Address]) -> Mapping[Address, int]:
        """How many messages of each of these pages were not shown yet, without answers and changes
        of Today.
        """

    async def newest(self, people: Collection[PersonId]) -> Mapping[PersonId, int]:
        """The number of the newest message of each of these people: the last that was sent to a
        chat or waits for it, or that is on the page of who has no chat; 0 if there is none.
        """

    async def mark_shown(self, address: Address, *numbers: int) -> None:
        """Save that these messages were shown now, and their toasts no more."""

    async def clear(self, address: Address) -> None:
        """Delete all messages of a page."""

    async def delete_expired(self) -> None:
        """Delete the messages of all pages whose time is over."""


class CalendarFeeds(Protocol):
    """The calendar feeds of people."""

    async def put(self, feed: CalendarFeed) -> None:
        """Save a feed in place of the person's earlier one."""

    async def find(self, token_hash: str) -> CalendarFeed | None:
        """The feed with that hash."""

    async def of(self, person: PersonId) -> CalendarFeed | None:
        """The feed of a person."""

    async def remove(self, person: PersonId) -> bool:
        """Delete the feed of a person; false if there is none."""
