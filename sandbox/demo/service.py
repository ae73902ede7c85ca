"""What the demonstration needs of the service that it drives."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Protocol

from sandbox.updates import Json


class Service(Protocol):
    """A service on the sandbox's Bot API and on the sandbox's clock. Times are aware UTC."""

    async def open(self) -> None:
        """Open its database; after ``close`` as a new process would."""

    async def close(self) -> None:
        """Let go of its database."""

    async def run(self, stop: asyncio.Event) -> None:
        """Run until ``stop`` is set."""

    async def settle(self) -> None:
        """Take, handle and send all there is at this moment."""

    async def tick(self) -> None:
        """Do and send what is due at this moment, without asking for updates."""

    async def next_moment(self, at: datetime) -> datetime:
        """When something comes due next, or ``at`` where nothing does before. The service counts as
        running until then.
        """

    async def next_due(self) -> datetime | None:
        """When something that is planned comes due next, after now; None where nothing is."""

    async def invite(self, *, party: str, role: str, agency: str) -> str:
        """Make an invitation, as the command line does; returns its token."""

    def words(self, key: str, language: str, values: Json) -> str:
        """A text in a language, without markup and invisible marks."""

    async def view(self, language: str) -> Json:
        """What ``sandbox.desk.Desk.view`` tells: boards, people, what comes due next.

        Raises ``LookupError`` for a language that the service does not speak.
        """
