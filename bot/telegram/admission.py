"""Which updates are stored: all of members, and few of strangers, whom no flood may serve."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.clock import Clock
from liaison.core.people import hash_token
from liaison.core.repository import InvitationLinks, People
from liaison.core.transaction import Tx

A_SECOND: Final = 2.0
"""The updates of all strangers together that are stored in a second."""
BURST: Final = 20.0
A_DAY: Final = 1
"""The updates of one stranger that are stored in a day."""
_OPENS = re.compile(r"/(?:start|lost)(?:@\w+)?\s+(\S+)")

Update = Mapping[str, Any]


class Admission:
    """Admits what members write, and of each stranger one update a day within a budget for all.

    A link with a valid invitation is always admitted, a wrong one, and words that suspend a lost
    account, within the budget.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._members = set[int]()
        self._answered = Counter[int | None]()
        self._day = clock.now().date()
        self._budget, self._at = BURST, clock.monotonic()
        self.shed = 0
        """The updates that were not stored since the start."""

    async def admitted(
        self, tx: Tx, updates: Sequence[tuple[int | None, Update]]
    ) -> Sequence[Update]:
        """Those of ``updates``, each with its chat, that are to be stored."""
        strangers = {chat for chat, _ in updates if chat is not None} - self._members
        if not strangers and all(chat is not None for chat, _ in updates):
            return [each for _, each in updates]
        self._members.update(await tx.of(People).members(strangers))
        opened = [_opened(each) for chat, each in updates if chat not in self._members]
        usable = await tx.of(InvitationLinks).usable([each for each in opened if each])
        found = [
            each
            for chat, each in updates
            if chat in self._members or _opened(each) in usable or self._spends(chat, each)
        ]
        self.shed += len(updates) - len(found)
        return found

    def _spends(self, chat: int | None, update: Update) -> bool:
        """Whether a stranger's update is within the budget, which it then uses."""
        today, now = self._clock.now().date(), self._clock.monotonic()
        if today != self._day:
            self._day, self._answered = today, Counter()
        self._budget = min(BURST, self._budget + (now - self._at) * A_SECOND)
        self._at = now
        if self._budget < 1 or (self._answered[chat] >= A_DAY and _opened(update) is None):
            return False
        self._budget -= 1
        self._answered[chat] += 1
        return True


def _opened(update: Update) -> str | None:
    """The hash of the token of the invitation that an update opens, or of words in its place."""
    message = update.get("message")
    typed = message.get("text") if isinstance(message, dict) else None
    found = _OPENS.match(typed) if isinstance(typed, str) else None
    return None if found is None else hash_token(found[1])
