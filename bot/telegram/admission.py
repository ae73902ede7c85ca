"""Which updates are stored: of members as many as people write, and few of strangers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.clock import Clock
from handlers.input.commands import parse_command
from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.outbox import Urgency
from liaison.core.people import hash_token
from liaison.core.transaction import InvitationLinks, People, Tx
from liaison.notifications.sounds import Tells, message_to

A_SECOND: Final = 1.0
"""The updates of all strangers stored in a second: of words after ``lost``, and of the rest; also
those of one member.
"""
BURST: Final = 20.0
MEMBER_BURST: Final = 30.0
"""The updates of one member stored at once, when none came for that many seconds."""
A_DAY: Final = 1
"""The updates of one stranger that are stored and answered in a day, wrong links among them."""
TRIES_A_DAY: Final = 12
"""The same with words after ``lost``; those over ``A_DAY`` are ``UNANSWERED``."""
UNANSWERED: Final = "unanswered"
"""The mark in an update that acts, and gets no answer."""
_LAST_DATE: Final = 2**40

Update = Mapping[str, Any]


class Admission:
    """Admits what a member writes within the member's own budget, and of each stranger one update a
    day within a budget for all. The suspended are members: what must not stay is deleted.

    ``lost`` of a member is always admitted. So is a link with a valid invitation, a wrong one
    within the budget. Words that suspend a lost account are slow to check, but have a budget that
    nothing else uses. What was answered is known to this process only, so that nothing of strangers
    is stored. Without ``limits_members``, in tests, members have no budget.
    """

    def __init__(self, clock: Clock, *, limits_members: bool) -> None:
        self.limits_members = limits_members
        self._clock = clock
        self._members: dict[int, tuple[float, float, int, bool]] = {}
        self._stored = Counter[int | None]()
        self._day = clock.now().date()
        self._budgets = dict.fromkeys((True, False), (BURST, clock.monotonic()))
        self.shed = 0
        """The updates of strangers that were not stored since the start."""

    async def admitted(
        self, tx: Tx, updates: Sequence[tuple[int | None, Update]]
    ) -> Sequence[Update]:
        """Those of ``updates``, each with its chat, that are to be stored."""
        members = await tx.of(People).members({chat for chat, _ in updates if chat is not None})
        opened = [_opened(each) for _, each in updates]
        tokens = [token for _, token in opened if token]
        usable = await tx.of(InvitationLinks).usable(tokens) if tokens else ()
        found = []
        for (chat, each), (name, token) in zip(updates, opened, strict=True):
            if chat is not None and chat in members:
                stops = name == "lost" and not token
                if stops or not self.limits_members or await self._may_send(tx, chat, each):
                    found.append(each)
            elif token in usable:
                found.append(each)
            elif (spent := self._spent(chat, each, name if token else "")) is not None:
                found.append(spent)
            else:
                self.shed += 1
        return found

    async def _may_send(self, tx: Tx, chat: int, update: Update) -> bool:
        """Whether an update is within the budget of a member, who else is told once until all of it
        is there again. After an outage all come at once, so the dates of messages count, too.
        """
        now, sent = self._clock.monotonic(), _date(update)
        left, at, before, told = self._members.get(chat, (MEMBER_BURST, now, sent, False))
        left = min(MEMBER_BURST, left + max(now - at, sent - before, 0) * A_SECOND)
        fits, told = left >= 1, told and left < MEMBER_BURST
        self._members[chat] = left - fits, now, max(sent, before), told or not fits
        person = None if fits or told else await tx.of(People).by_address(Address(chat))
        if person is not None:
            shown = card(text("error-too-fast"))
            await tx.enqueue(message_to(person, shown, Tells.ACCESS, urgency=Urgency.REPLY))
        return fits

    def _spent(self, chat: int | None, update: Update, name: str) -> Update | None:
        """What is to be stored of a stranger's update, which then uses its budget."""
        today, now, is_lost = self._clock.now().date(), self._clock.monotonic(), name == "lost"
        if today != self._day:
            self._day, self._stored = today, Counter()
        left, at = self._budgets[is_lost]
        left = min(BURST, left + (now - at) * A_SECOND)
        before = self._stored[chat]
        spends = left >= 1 and before < (TRIES_A_DAY if is_lost else A_DAY)
        self._budgets[is_lost] = left - spends, now
        if not spends:
            return None
        self._stored[chat] += 1
        return update if before < A_DAY else {**update, UNANSWERED: True}


def _date(update: Update) -> int:
    """When a message was sent, in seconds; 0 for a press."""
    message = update.get("message")
    date = message.get("date") if isinstance(message, dict) else None
    return min(date, _LAST_DATE) if type(date) is int else 0


def _opened(update: Update) -> tuple[str, str]:
    """The name of ``start`` or ``lost``, and the hash of what is after it; else empty."""
    message = update.get("message")
    typed = message.get("text") if isinstance(message, dict) else None
    command = parse_command(typed) if isinstance(typed, str) else None
    if command is None or command.name not in {"start", "lost"}:
        return "", ""
    return command.name, hash_token(command.args[0]) if command.args else ""
