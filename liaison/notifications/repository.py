"""Repositories of notices, chat messages and e-mail codes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.notifications.email import MailCode
from liaison.notifications.message_expiry import ChatMessage, ChatMessageKind
from liaison.notifications.rules import Notice, NoticeRecipient, Outage


class ChatMessages(Protocol):
    """The messages in chats."""

    def track(
        self,
        address: Address,
        message_id: int,
        kind: ChatMessageKind,
        *,
        sent_at: datetime,
        check_at: datetime,
        time_to_live: timedelta | None = None,
        shown: str | None = None,
        audible: bool = False,
    ) -> None:
        """Track a message that was sent or edited, from the commit on; its chat is checked at
        ``check_at`` or earlier. ``shown`` is a hash of its content; ``audible``: it came with a
        sound.
        """

    async def of_chat(self, address: Address) -> Sequence[ChatMessage]:
        """The tracked messages of a chat, oldest first, without those given up since."""

    async def in_slots(
        self, addresses: Collection[Address], slots: Collection[str]
    ) -> Mapping[tuple[Address, str], int]:
        """The messages in these slots, by address and slot; the view of a card is a slot, too."""

    async def mark_deletion_requested(self, address: Address, message_ids: Sequence[int]) -> None:
        """Mark that the deletion of these messages was requested now."""

    async def is_deletion_requested(self, address: Address, message_id: int) -> bool:
        """Whether the deletion of a message was requested and it has not changed since."""

    async def mark_undeletable(self, address: Address, message_id: int) -> bool:
        """Mark a message as undeletable; false if it is already marked, or unknown."""

    async def untrack(self, address: Address, message_id: int) -> None:
        """Stop tracking a message, which shows nothing any more: no edit finds it."""


class Notices(Protocol):
    """Notices, always queried for the Party that they belong to."""

    async def open_among(self, codes: Collection[str]) -> Collection[str]:
        """Those of the notices that are still open."""

    async def add(self, notice: Notice) -> bool:
        """Save a new notice; false if its code is taken."""

    async def lock(self, code: str, *, party: PartyCode) -> Notice | None:
        """Load and lock one notice of a Party."""

    async def get(self, code: str, *, party: PartyCode) -> Notice | None:
        """Load one notice of a Party without a lock."""

    async def find_open(
        self, party: PartyCode, subject: Subject, subject_id: str, notice_key: str
    ) -> Notice | None:
        """Load and lock the open notice of a Party about a subject and key."""

    async def was_made(
        self, party: PartyCode, notice_key: str, *, since: datetime | None = None
    ) -> bool:
        """Whether a Party has, or had, a notice of a key, made ``since`` an instant."""

    async def last_across(self, subject: Subject, subject_id: str) -> Notice | None:
        """The last notice about a subject, open or not, that a person of the other Party caused."""

    async def open_about(
        self, party: PartyCode, subject: Subject, subject_id: str, *others: PartyCode
    ) -> Sequence[Notice]:
        """Load and lock all open notices of a Party, and of ``others``, about a subject."""

    async def change(self, notice: Notice) -> bool:
        """Save the next version; false if the stored one is not ``notice.version - 1``."""

    def written(self, party: PartyCode) -> Sequence[Notice]:
        """The notices of a Party that this transaction has saved."""

    async def recipients(self, code: str) -> Sequence[NoticeRecipient]:
        """The recipients of a notice, in the order of their first delivery."""

    async def arrived(self, keys: Collection[str]) -> Collection[str]:
        """The keys, of these, of messages that were delivered."""

    async def save_recipients(self, code: str, *recipients: NoticeRecipient) -> None:
        """Save the last delivery to people; only by e-mail if all were ``by_mail``."""

    async def drop_recipient(self, code: str, person: PersonId) -> bool:
        """Remove a recipient, for whom the notice has ended; False if there is none."""

    async def waiting_for(self, person: PersonId) -> Sequence[Notice]:
        """The open notices that wait for a person's acknowledgement, oldest first."""

    async def newest(self, party: PartyCode, *, limit: int) -> Sequence[Notice]:
        """The notices of a Party that were delivered last, the newest first."""

    async def undelivered(self, party: PartyCode) -> Sequence[Notice]:
        """The notices of a Party, oldest first, that wait for its morning."""

    async def unread(self, party: PartyCode) -> Sequence[tuple[Notice, frozenset[PersonId]]]:
        """The notices of a Party that wait, oldest first, with their recipients."""

    async def extend_all(self, outage: Outage) -> int:
        """Extend all open waits by an outage, repeat emergencies; returns their number."""


class MailCodes(Protocol):
    """E-mail addresses that wait for confirmation by a code."""

    async def put(self, code: MailCode) -> None:
        """Save a code, replacing an earlier one of the same person."""

    async def get(self, person: PersonId) -> MailCode | None:
        """The code of a person, even if expired or tried too often."""

    async def remove(self, person: PersonId) -> None:
        """Delete the code of a person."""
