"""What a use case may ask of the repository of the messages that stand in chats."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from liaison.notifications.message_expiry import Kind, Posted


class Lives(Protocol):
    """The messages that stand in chats."""

    def came(
        self,
        chat_id: int,
        message_id: int,
        kind: Kind,
        *,
        sent_at: datetime,
        look_at: datetime,
        life: timedelta | None = None,
    ) -> None:
        """Remember a message that came or got other words; its chat is looked at then, or before.

        It is written when the transaction is about to commit.
        """

    async def of(self, chat_id: int) -> Sequence[Posted]:
        """What stands in a chat, oldest first, less what was given up."""

    async def asked(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """Remember that it was asked now that these go."""

    async def give_up(self, chat_id: int, message_id: int) -> bool:
        """Mark a message as one that could not be deleted; false where it is marked, or unknown."""

    async def forget(self, chat_id: int, message_id: int) -> None:
        """A message is gone, or is looked at no more."""
