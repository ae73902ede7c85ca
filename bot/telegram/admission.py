"""Which updates are stored: all of members, and few of strangers, whom no flood may serve."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.clock import Clock
from handlers.input.commands import parse_command
from liaison.core.people import hash_token
from liaison.core.transaction import InvitationLinks, People, Tx

A_SECOND: Final = 1.0
"""The updates of all strangers stored in a second: of words after ``lost``, and of the rest."""
BURST: Final = 20.0
A_DAY: Final = 1
"""The updates of one stranger that are stored in a day."""
TRIES_A_DAY: Final = 12
"""The same for wrong invitations, and for words after ``lost``."""

Update = Mapping[str, Any]


class Admission:
    """Admits what members write, and of each stranger one update a day within a budget for all.

    A link with a valid invitation is always admitted, a wrong one within the budget. Words that
    suspend a lost account are slow to check, but have a budget that nothing else uses.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._answered = Counter[tuple[int | None, str]]()
        self._day = clock.now().date()
        self._budgets = dict.fromkeys((True, False), (BURST, clock.monotonic()))
        self.shed = 0
        """The updates that were not stored since the start."""

    async def admitted(
        self, tx: Tx, updates: Sequence[tuple[int | None, Update]]
    ) -> Sequence[Update]:
        """Those of ``updates``, each with its chat, that are to be stored."""
        members = await tx.of(People).members({chat for chat, _ in updates if chat is not None})
        if all(chat in members for chat, _ in updates):
            return [each for _, each in updates]
        opened = [_opened(each) for _, each in updates]
        usable = await tx.of(InvitationLinks).usable([token for _, token in opened if token])
        found = [
            each
            for (chat, each), (name, token) in zip(updates, opened, strict=True)
            if chat in members or token in usable or self._spends(chat, name)
        ]
        self.shed += len(updates) - len(found)
        return found

    def _spends(self, chat: int | None, name: str) -> bool:
        """Whether a stranger's update is within its budget, which it then uses."""
        today, now, is_lost = self._clock.now().date(), self._clock.monotonic(), name == "lost"
        if today != self._day:
            self._day, self._answered = today, Counter()
        left, at = self._budgets[is_lost]
        left = min(BURST, left + (now - at) * A_SECOND)
        spends = left >= 1 and self._answered[chat, name] < (TRIES_A_DAY if name else A_DAY)
        self._budgets[is_lost] = left - spends, now
        if spends:
            self._answered[chat, name] += 1
        return spends


def _opened(update: Update) -> tuple[str, str]:
    """The name of a command with a token or words, and the hash of the token; else empty."""
    message = update.get("message")
    typed = message.get("text") if isinstance(message, dict) else None
    command = parse_command(typed) if isinstance(typed, str) else None
    if command is None or not command.args or command.name not in {"start", "lost"}:
        return "", ""
    return command.name, hash_token(command.args[0])
