"""The interface of the service that the demo drives."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Protocol

from sandbox.server import Sandbox
from sandbox.state import Json
from sandbox.users.phone import Phone


class Service(Protocol):
    """A service on the sandbox's Bot API and on the sandbox's clock. Times are aware UTC."""

    async def open(self) -> None:
        """Open the database; after ``close`` as a new process would."""

    async def close(self) -> None:
        """Close the database."""

    async def run(self, stop: asyncio.Event) -> None:
        """Run until ``stop`` is set."""

    async def settle(self) -> None:
        """Receive, handle and send all that is due at this moment."""

    async def tick(self) -> None:
        """Process and send what is due at this moment, without receiving updates."""

    async def next_moment(self, at: datetime) -> datetime:
        """The next due moment, at most ``at``. The service counts as running until then."""

    async def next_due(self) -> datetime | None:
        """The next due moment of a planned timer after now; None if there is none."""

    async def invite(self, *, party: str, role: str, agency: str) -> str:
        """Make an invitation, as the command line does; returns its token."""

    def words(self, key: str, language: str, values: Json, party: str | None = None) -> str:
        """A text in a language, for a reader of a Party or of none, without markup."""

    def translated(self, shown: str, language: str) -> str | None:
        """The HTML in a language of a text or label that was shown; None if it is not known."""

    def language_name(self, code: str) -> str:
        """What a language is called in itself."""

    def page_user(self, sandbox: Sandbox, *, name: str, language: str) -> Phone:
        """A new test user without Telegram, whose page of the service is in the place of a phone:
        each ``settle`` does there what was typed and pressed, and reads what it shows.
        """

    async def page_of(self, user_id: int) -> str:
        """The address at which a person opens the page of the service. Raises ``LookupError`` for
        who has not joined.
        """

    async def view(self, language: str) -> Json:
        """The view of ``ServiceControl.view``: dashboards, people, the next due moment.

        Raises ``LookupError`` for a language that the service does not have.
        """
