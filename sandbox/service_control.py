"""The interface by which the sandbox's page controls the bot, if it is connected: move its time,
stop and start it, and read its dashboards.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sandbox.state import Json


class ServiceControl(Protocol):
    """A bot that runs next to the sandbox, on the sandbox's clock. All times are aware UTC."""

    @property
    def running(self) -> bool:
        """Whether the bot runs now."""

    @property
    def language(self) -> str:
        """The initial language of the page."""

    async def start(self) -> None:
        """Run, if it does not run."""

    async def stop(self) -> None:
        """Stop, if it runs: it does nothing until it is started."""

    async def turn_to(self, at: datetime) -> None:
        """Let time pass until `at`; while the bot runs, all work is done when it is due."""

    async def view(self, language: str) -> Json:
        """`parties`, each with `code`, `name`, `zone` and the lines of its `board`, the first one
        its title; `people`, in display order, each with the user's `id`, the `name` of one without
        a phone, else None, the code of the `party`, a `title` and the user's `language`;
        `next_due`, ISO 8601 or None. Names, titles and lines are in `language`; raises LookupError
        for an unknown one.
        """

    async def page_of(self, user_id: int) -> str:
        """The address at which a person opens the page of the bot's service. Raises LookupError if
        the person has not joined, or the bot does not run.
        """

    def translated(self, shown: str, language: str) -> str | None:
        """The HTML in `language` of a text or label that a phone shows; None if the bot does not
        know it.
        """
