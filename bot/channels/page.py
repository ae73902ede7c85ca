"""The page as a channel: it stores the card of a row, and shows it in its reader's language."""

from collections.abc import Sequence

from bot.telegram.channel import Shown
from bot.telegram.send_errors import EDIT_LOST, Failure, FailureKind, SendError
from liaison.core.cards import Card
from liaison.core.channels import Address
from liaison.pages.mail import mail_reader
from liaison.pages.repository import PageMessages
from storage.database import Database
from storage.engine.schema import required
from storage.queues.outbox import OutboxRow


class PageChannel:
    """Sends one row to a page, each call in a transaction of its own, so that a repeated one has no
    further effect. A page has no menu, pins nothing, and answers acts itself.
    """

    def __init__(self, database: Database, row: OutboxRow) -> None:
        self._database = database
        self._row = row

    async def send(self, address: Address, _shown: Shown, /, *, silent: bool) -> int:
        """Add a message; a page makes no sound. Returns its number."""
        del silent
        return await self._send(address)

    async def send_file(
        self, address: Address, name: str, content: bytes, _shown: Shown, /, *, silent: bool
    ) -> int:
        """Add a message with a file; returns its number."""
        del silent
        return await self._send(address, file=(name, content))

    async def edit(self, address: Address, message_id: int, _shown: Shown, /) -> None:
        """Change a message, which is then not shown yet. Raises ``SendError`` if it is gone."""
        row = self._row
        async with self._database.transaction(decides=False) as tx:
            pages = tx.of(PageMessages)
            is_there = await pages.edit(address, message_id, self._card, outbox=row.id)
        if not is_there:
            raise SendError(Failure(kind=FailureKind.REFUSED, description=EDIT_LOST))

    async def remove_buttons(self, address: Address, message_id: int, /) -> None:
        """Leave a message as it is, without buttons."""
        async with self._database.transaction(decides=False) as tx:
            await tx.of(PageMessages).remove_buttons(address, message_id)

    async def delete(self, address: Address, message_id: int, /) -> None:
        """Delete a message."""
        async with self._database.transaction(decides=False) as tx:
            await tx.of(PageMessages).delete(address, message_id)

    async def pin(self, address: Address, message_id: int, /) -> None:
        """Nothing: Today is always above the messages of a page."""

    async def answer_callback(
        self, query_id: str, answer: str | None, /, *, as_alert: bool
    ) -> None:
        """Nothing: an act on a page is answered by its own transaction."""

    async def leave(self, address: Address, /) -> None:
        """Nothing: a page is no group."""

    async def set_menu(
        self, address: Address, commands: Sequence[tuple[str, str]], opens: str, /
    ) -> None:
        """Nothing: a page shows the commands of its reader's role."""

    @property
    def _card(self) -> Card:
        return required(self._row.message.card)

    async def _send(self, address: Address, *, file: tuple[str, bytes] | None = None) -> int:
        async with self._database.transaction(decides=False) as tx:
            pages = tx.of(PageMessages)
            number = await pages.send(address, self._card, outbox=self._row.id, file=file)
            await mail_reader(tx, self._row.message)
            return number
