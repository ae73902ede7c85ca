"""The screens of the phones at past moments, for the page's scrubber."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from sandbox.users.actions import ShownMessage
from sandbox.users.phone import Phone

NEWEST = 60
"""How many messages a screen shows."""


class History:
    """What each phone showed, recorded whenever the clock is about to be moved. Times are aware."""

    def __init__(self) -> None:
        self._screens: dict[int, list[tuple[datetime, list[ShownMessage]]]] = {}

    @property
    def begins(self) -> datetime | None:
        """The first recorded moment; None before there is one."""
        return min((screens[0][0] for screens in self._screens.values()), default=None)

    def record(self, phones: Iterable[Phone], now: datetime) -> None:
        """Keep the screens that have changed."""
        for phone in phones:
            screens = self._screens.setdefault(phone.user_id, [])
            shown = phone.visible[-NEWEST:]
            if not screens or screens[-1][1] != shown:
                screens.append((now, shown))

    def at(self, user_id: int, moment: datetime) -> list[ShownMessage]:
        """The messages that a phone showed at a moment."""
        screens = self._screens.get(user_id, [])
        index = bisect_right(screens, moment, key=lambda screen: screen[0])
        return screens[index - 1][1] if index else []
