"""What people typed, pressed and were shown in the sandbox, in the order in which it happened.

What is shown is noted as Telegram carries a call out, whether or not the desk hears of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.params import Params
from sandbox.server import BotApi
from sandbox.world import Bot
from tests.driver import plain

MESSAGES = ("sendmessage", "editmessagetext")
TOASTS = "answercallbackquery"


class Doing(StrEnum):
    """What happened at a phone."""

    SAYS = "says"
    PRESSES = "presses"
    SEES = "sees"
    TOAST = "is told over the chat"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened at the phone of ``who``. ``words`` of a press are those that its
    button carries; ``buttons`` are what those under a shown message carry.
    """

    at: datetime
    who: str
    doing: Doing
    words: str
    buttons: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the person did it, and not the desk."""
        return self.doing in (Doing.SAYS, Doing.PRESSES)


class Transcript:
    """Writes down what happens at a sandbox. ``names`` are those of its people by their chats."""

    def __init__(self, sandbox: Sandbox, names: Mapping[int, str]) -> None:
        self.moments: list[Moment] = []
        self._sandbox = sandbox
        self._names = names
        self._heard: set[int] = set()

    @contextmanager
    def written(self) -> Iterator["Transcript"]:
        """Write down all that the desk does meanwhile."""
        run = BotApi.run

        def noted(api: BotApi, bot: Bot, method: str, params: Params) -> Any:
            result = run(api, bot, method, params)
            self._note(bot, method, params, result)
            return result

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(BotApi, "run", noted)
            yield self

    def listen(self) -> None:
        """Write down what people have done since; before the desk is let do anything about it."""
        for update in self._sandbox.pending():
            if update["update_id"] in self._heard:
                continue
            self._heard.add(update["update_id"])
            match update:
                case {"message": {"from": {"id": chat}, "text": words}}:
                    self._write(chat, Doing.SAYS, words)
                case {"callback_query": {"from": {"id": chat}, "data": words}}:
                    self._write(chat, Doing.PRESSES, words)

    def _note(self, bot: Bot, method: str, params: Params, result: Any) -> None:
        if method in MESSAGES:
            keyboard = result.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = [each.get("callback_data", "") for row in keyboard for each in row]
            self._write(result["chat"]["id"], Doing.SEES, result["text"], *buttons)
        elif method == TOASTS and params.has("text"):
            chat = bot.presses[params.text("callback_query_id")].user_id
            self._write(chat, Doing.TOAST, params.text("text"))

    def _write(self, chat: int, doing: Doing, words: str, *buttons: str) -> None:
        if chat in self._names:
            now = self._sandbox.now()
            self.moments.append(Moment(now, self._names[chat], doing, plain(words), buttons))
