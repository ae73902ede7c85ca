"""Makes the Telegram call of each operation, and maps its errors to ``Failure``."""

import asyncio
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import BotCommand, BotCommandScopeChat, InputFile, MenuButtonCommands
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.aiohttp_request import CALL_SECONDS, NOT_SENT
from bot.telegram.client import TelegramClient, seconds_to_wait
from bot.telegram.send_errors import Failure, FailureKind, SendError

# The library takes the type of an upload from here; some systems do not know this one.
mimetypes.add_type("text/calendar", ".ics")

NO_PREVIEW = {"is_disabled": True}
ButtonRows: TypeAlias = Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The content of a message; ``html`` is plain text if ``marked`` is false."""

    html: str
    rows: ButtonRows
    marked: bool = True

    def values(self) -> dict[str, Any]:
        """The content as parameters of a call."""
        values: dict[str, Any] = {"parse_mode": "HTML"} if self.marked else {}
        if self.rows:
            rows = [
                [{"text": label, "callback_data": command} for label, command in row]
                for row in self.rows
            ]
            values["reply_markup"] = {"inline_keyboard": rows}
        return values


class TelegramChannel:
    """The Telegram channel. Every call raises ``SendError`` and nothing else."""

    def __init__(self, client: TelegramClient) -> None:
        self._client = client
        self._bot = client.bot

    async def fetch_bot_name(self) -> str:
        """The bot's username, from Telegram."""
        async with _mapped_errors():
            await self._bot.initialize()
        return self._bot.username

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def send(self, chat_id: int, shown: Shown, *, silent: bool) -> int:
        """Send a new message, without a sound if ``silent``; returns its id."""
        async with _mapped_errors():
            sent = await self._call(
                "sendMessage",
                chat_id=chat_id,
                text=shown.html,
                protect_content=True,
                disable_notification=silent,
                link_preview_options=NO_PREVIEW,
                **shown.values(),
            )
            return int(sent["message_id"])

    async def send_file(
        self, chat_id: int, name: str, content: bytes, shown: Shown, *, silent: bool
    ) -> int:
        """Send a file with a caption, without a sound if ``silent``; returns its message's id."""
        async with _mapped_errors():
            sent = await self._call(
                "sendDocument",
                chat_id=chat_id,
                document=InputFile(content, filename=name),
                caption=shown.html,
                protect_content=True,
                disable_notification=silent,
                **shown.values(),
            )
            return int(sent["message_id"])

    async def edit(self, chat_id: int, message_id: int, shown: Shown) -> None:
        """Edit a message of the bot."""
        async with _mapped_errors():
            await self._call(
                "editMessageText",
                chat_id=chat_id,
                message_id=message_id,
                text=shown.html,
                link_preview_options=NO_PREVIEW,
                **shown.values(),
            )

    async def remove_buttons(self, chat_id: int, message_id: int) -> None:
        """Leave the text of a message of the bot as it is, without buttons."""
        async with _mapped_errors():
            await self._call("editMessageReplyMarkup", chat_id=chat_id, message_id=message_id)

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message from a chat."""
        async with _mapped_errors():
            await self._bot.delete_message(chat_id, message_id)

    async def pin(self, chat_id: int, message_id: int) -> None:
        """Pin a message of a chat without a sound."""
        async with _mapped_errors():
            await self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)

    async def answer_callback(self, query_id: str, answer: str | None, *, as_alert: bool) -> None:
        """Answer a callback query."""
        async with _mapped_errors():
            await self._bot.answer_callback_query(query_id, answer, show_alert=as_alert)

    async def leave(self, chat_id: int) -> None:
        """Leave a group."""
        async with _mapped_errors():
            await self._bot.leave_chat(chat_id)

    async def set_menu(self, chat_id: int, commands: Sequence[tuple[str, str]]) -> None:
        """Set the commands of one chat, with descriptions; delete them if there are none."""
        scope = BotCommandScopeChat(chat_id)
        async with _mapped_errors():
            if not commands:
                await self._bot.delete_my_commands(scope=scope)
                return
            await self._bot.set_my_commands([BotCommand(*each) for each in commands], scope=scope)
            await self._bot.set_chat_menu_button(chat_id, MenuButtonCommands())

    async def _call(self, method: str, **values: Any) -> Any:
        """The raw result of a call: building the library's objects for each message and its buttons
        takes longer than the rest of the call.
        """
        # Telegram ignores the case of a method's name; with its own spelling the library warns.
        return await self._bot.do_api_request(method.lower(), values)


class _mapped_errors:  # noqa: N801  # used as a function: `async with _mapped_errors():`
    """Limits the time of a call and maps the library's errors to ``SendError``."""

    async def __aenter__(self) -> None:
        self._limit = asyncio.timeout(CALL_SECONDS)
        await self._limit.__aenter__()

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            await self._limit.__aexit__(kind, error, trace)
        except TimeoutError as late:
            raise SendError(Failure(kind=FailureKind.UNKNOWN)) from late
        if isinstance(error, TelegramError):
            raise SendError(failure_of(error)) from error
        if isinstance(error, KeyError | TypeError):  # an unreadable success
            raise SendError(Failure(kind=FailureKind.UNKNOWN)) from error


def failure_of(error: TelegramError) -> Failure:
    """Map an error of the library to a ``Failure``: by class, then by Telegram's description."""
    if isinstance(error, EndPointNotFound) and isinstance(error.__cause__, InvalidToken):
        error = error.__cause__  # the same for a wrong token and a wrong method
    description = error.message.lower()
    match error:
        case RetryAfter():
            return Failure(kind=FailureKind.FLOOD, retry_after=seconds_to_wait(error))
        case Forbidden():
            return Failure(kind=FailureKind.FORBIDDEN, description=description)
        case InvalidToken() if "method not found" in description:
            return Failure(kind=FailureKind.REFUSED, description=description)
        case InvalidToken():
            return Failure(kind=FailureKind.TOKEN)
        case BadRequest() | ChatMigrated():
            return Failure(kind=FailureKind.REFUSED, description=description)
        case Conflict():
            return Failure(kind=FailureKind.NOT_SENT)
        case TimedOut() | NetworkError():
            return Failure(
                kind=FailureKind.NOT_SENT if _had_no_effect(error) else FailureKind.UNKNOWN
            )
        case _:
            # An unreadable success.
            return Failure(kind=FailureKind.UNKNOWN)


def _had_no_effect(error: NetworkError) -> bool:
    """Whether no connection was made, or the server answered that it failed."""
    cause = error.__cause__
    answered = cause is None or isinstance(cause, TelegramError)
    return answered or isinstance(cause, NOT_SENT)
