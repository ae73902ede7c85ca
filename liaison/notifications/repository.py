"""What a service may ask of the repositories of notices, messages in chats and e-mail codes."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.notifications.email import MailCode
from liaison.notifications.message_expiry import ChatMessage, ChatMessageKind
from liaison.notifications.rules import Notice, NoticeRecipient, Outage


class ChatMessages(Protocol):
    """The messages that stand in chats."""

    def track(
        self,
        chat_id: int,
        message_id: int,
        kind: ChatMessageKind,
        *,
        sent_at: datetime,
        check_at: datetime,
        time_to_live: timedelta | None = None,
    ) -> None:
        """Remember a message that came or got other words; its chat is looked at then, or before.

        It is written when the transaction is about to commit.
        """

    async def of_chat(self, chat_id: int) -> Sequence[ChatMessage]:
        """What stands in a chat, oldest first, less what was given up."""

    async def mark_deletion_requested(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """Remember that it was asked now that these go."""

    async def is_deletion_requested(self, chat_id: int, message_id: int) -> bool:
        """Whether a message was asked to go and has not changed since."""

    async def mark_undeletable(self, chat_id: int, message_id: int) -> bool:
        """Mark a message as one that could not be deleted; false where it is marked, or unknown."""

    async def untrack(self, chat_id: int, message_id: int) -> None:
        """A message is gone, or is looked at no more."""


class Notices(Protocol):
    """Notices, always asked for on behalf of the Party that they belong to."""

    async def open_among(self, codes: Collection[str]) -> Collection[str]:
        """Those of several notices that are neither acknowledged nor settled."""

    async def add(self, notice: Notice) -> bool:
        """Keep a new notice; false where its code is taken by another one."""

    async def get(self, code: str, *, party: PartyCode) -> Notice | None:
        """One notice of a Party; nobody else changes it before this transaction ends."""

    async def peek(self, code: str, *, party: PartyCode) -> Notice | None:
        """One notice of a Party as it is just now; it may change at any moment."""

    async def find_open(
        self, party: PartyCode, subject: Subject, subject_id: str, notice_key: str
    ) -> Notice | None:
        """The one open notice of a Party on a topic, locked like ``get``."""

    async def open_about(
        self, party: PartyCode, subject: Subject, subject_id: str, *others: PartyCode
    ) -> Sequence[Notice]:
        """All open notices of a Party, and of ``others``, about something, locked like ``get``."""

    async def change(self, notice: Notice) -> bool:
        """Write the next version; false where it is no longer ``notice.version - 1``."""

    async def recipients(self, code: str) -> Sequence[NoticeRecipient]:
        """Who was told of a notice, in the order in which they first were."""

    async def save_recipients(self, code: str, *recipients: NoticeRecipient) -> None:
        """Remember that people were told; once for each person, with the last time.

        Only letters went as long as every time it was one.
        """

    async def waiting_for(self, person: PersonId) -> Sequence[Notice]:
        """The open notices of the own Party that a person was told of and that wait for a word,
        oldest first.
        """

    async def waiting(
        self, party: PartyCode, *, person: PersonId | None, offset: int, limit: int
    ) -> tuple[Sequence[Notice], int]:
        """A page of what waits for a word of a Party, oldest first, and how much there is in all.

        With ``person`` only what this person was told of.
        """

    async def extend_all(self, outage: Outage) -> int:
        """Do to all open notices of both Parties what ``suspended_by`` does to one, and look at
        each of them at once. Says how many there are.
        """


class MailCodes(Protocol):
    """E-mail addresses that wait for their owner to type the code that was sent there."""

    async def put(self, code: MailCode) -> None:
        """Keep a code in place of an earlier one of the same person."""

    async def get(self, person: PersonId) -> MailCode | None:
        """The code that a person is asked for, tried too often or too old as it may be."""

    async def remove(self, person: PersonId) -> None:
        """Forget it."""
