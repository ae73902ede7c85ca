"""Makes the Telegram call of each operation, and maps its errors to ``Failure``."""

import asyncio
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.monitoring.tracing import span
from bot.telegram.aiohttp_request import CALL_SECONDS, NOT_SENT
from bot.telegram.client import TelegramClient, seconds_to_wait
from bot.telegram.send_errors import Failure, FailureKind, SendError

# The library takes the type of an upload from here; some systems do not know this one.
mimetypes.add_type("text/calendar", ".ics")

NAME_SECONDS = 5.0
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

    def __init__(self, client: TelegramClient, *, page_url: str | None = None) -> None:
        self._client = client
        self._page_url = page_url

    @property
    def secret(self) -> bytes:
        """A secret that all processes of the bot share."""
        return sha256(self._client.bot.token.encode()).digest()

    async def fetch_bot_name(self) -> str:
        """The bot's username, from Telegram: at once, as pages wait meanwhile."""
        await self._client.bot.request.initialize()
        try:
            async with asyncio.timeout(NAME_SECONDS):
                return str(await self._call("getMe", "username"))
        except TimeoutError as error:
            raise SendError(Failure(kind=FailureKind.NOT_SENT)) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def send(self, chat_id: int, shown: Shown, *, silent: bool) -> int:
        """Send a new message, without a sound if ``silent``; returns its id."""
        sent = await self._call(
            "sendMessage",
            "message_id",
            chat_id=chat_id,
            text=shown.html,
            protect_content=True,
            disable_notification=silent,
            link_preview_options=NO_PREVIEW,
            **shown.values(),
        )
        return int(sent)

    async def send_file(
        self, chat_id: int, name: str, content: bytes, shown: Shown, *, silent: bool
    ) -> int:
        """Send a file with a caption, without a sound if ``silent``; returns its message's id."""
        sent = await self._call(
            "sendDocument",
            "message_id",
            chat_id=chat_id,
            document=InputFile(content, filename=name),
            caption=shown.html,
            protect_content=True,
            disable_notification=silent,
            **shown.values(),
        )
        return int(sent)

    async def edit(self, chat_id: int, message_id: int, shown: Shown) -> None:
        """Edit a message of the bot."""
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
        await self._call("editMessageReplyMarkup", chat_id=chat_id, message_id=message_id)

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message from a chat."""
        await self._call("deleteMessage", chat_id=chat_id, message_id=message_id)

    async def pin(self, chat_id: int, message_id: int) -> None:
        """Pin a message of a chat without a sound."""
        pinned = {"chat_id": chat_id, "message_id": message_id}
        await self._call("pinChatMessage", **pinned, disable_notification=True)

    async def answer_callback(self, query_id: str, answer: str | None, *, as_alert: bool) -> None:
        """Answer a callback query."""
        shown = {"text": answer, "show_alert": as_alert}
        await self._call("answerCallbackQuery", callback_query_id=query_id, **shown)

    async def leave(self, chat_id: int) -> None:
        """Leave a group."""
        await self._call("leaveChat", chat_id=chat_id)

    async def set_menu(self, chat_id: int, commands: Sequence[tuple[str, str]], opens: str) -> None:
        """Set the commands of one chat, with descriptions; delete them if there are none. The menu
        button shows them or, if there is a page at an https address, ``opens`` that by this label.
        """
        scope = {"type": "chat", "chat_id": chat_id}
        button: dict[str, Any] = {"type": "commands"}
        if commands:
            shown = [{"command": name, "description": does} for name, does in commands]
            await self._call("setMyCommands", commands=shown, scope=scope)
            if (self._page_url or "").startswith("https:"):
                url = f"{self._page_url}/telegram"
                button = {"type": "web_app", "text": opens, "web_app": {"url": url}}
        else:
            await self._call("deleteMyCommands", scope=scope)
        await self._call("setChatMenuButton", chat_id=chat_id, menu_button=button)

    async def _call(self, method: str, field: str | None = None, /, **values: Any) -> Any:
        """The raw result of a call, or one ``field`` of it: building the library's objects for each
        message and its buttons takes longer than the rest of the call.
        """
        try:
            # Telegram ignores the case of a method's name; for its own the library warns.
            method = method.lower()
            with span("call", op=method):
                async with asyncio.timeout(CALL_SECONDS):
                    result = await self._client.bot.do_api_request(method, values)
            return result if field is None else result[field]
        except TelegramError as error:
            raise SendError(failure_of(error)) from error
        except (TimeoutError, KeyError, TypeError) as error:  # late, or an unreadable success
            raise SendError(Failure(kind=FailureKind.UNKNOWN)) from error


def failure_of(error: TelegramError) -> Failure:
    """Map an error of the library to a ``Failure``: by class, then by Telegram's description."""
    if isinstance(error.__cause__, InvalidToken):
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
        case TimedOut() | NetworkError():  # no effect if the server answered, or was not reached
            none = isinstance(error.__cause__, (type(None), TelegramError, *NOT_SENT))
            return Failure(kind=FailureKind.NOT_SENT if none else FailureKind.UNKNOWN)
        case _:
            # An unreadable success.
            return Failure(kind=FailureKind.UNKNOWN)
