"""What the sandbox may ask of the bot's keeper, where there is one: to turn the time it lives in,
to stop and to start, and what is on its boards.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sandbox.updates import Json


class Desk(Protocol):
    """A bot that runs beside the sandbox, on the sandbox's clock. All times are aware UTC."""

    @property
    def running(self) -> bool:
        """Whether the bot runs now."""

    @property
    def language(self) -> str:
        """The language that the page begins in."""

    async def start(self) -> None:
        """Run, if it does not run."""

    async def stop(self) -> None:
        """Stop, if it runs: nothing is heard, said or done until it starts."""

    async def turn_to(self, at: datetime) -> None:
        """Let time pass until `at`; while the bot runs, it does each thing when that comes due."""

    async def view(self, language: str) -> Json:
        """`parties`, each with `code`, `name`, `zone` and the lines of its `board`, the first one
        its title; `people`, in the order in which to show them, each with the user's `id`, the code
        of the `party`, a `title` and the `language` the bot speaks with them; `next_due`, ISO 8601
        or None. Names, titles and lines are in `language`; raises LookupError for one unknown.
        """
