"""The conversation that a person is in the middle of, kept by aiogram's FSM in the transaction.

A person can be asked for one argument of a command, be drafting a request or proposing a meeting.
All stay until they are answered, cancelled or replaced, over restarts too. A draft and a proposal
may lie side by side; one of them is being written.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from handlers.input.commands import Line, parse_line

AWAITING = "awaiting"
LINE, UNTIL = "line", "until"


class Draft(StrEnum):
    """What is drafted in a conversation; the command line of its buttons has the same name."""

    REQUEST = "draft"
    PROPOSAL = "proposal"

    @property
    def writing(self) -> str:
        """The state of a conversation in which it is being written."""
        return "drafting" if self is Draft.REQUEST else "proposing"

    @property
    def sent(self) -> str:
        """The name under which the one that was sent last is kept."""
        return "sent" if self is Draft.REQUEST else "proposed"


class State(Protocol):
    """What the conversation of a chat is kept in: aiogram's ``FSMContext``."""

    async def get_state(self) -> str | None:
        """What the next typed words are for."""

    async def get_data(self) -> dict[str, Any]:
        """What was collected so far."""

    async def set_state(self, state: str | None) -> None:
        """Remember what the next typed words are for."""

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Remember what was collected so far."""


class Talk:
    """What the desk waits to hear from one person."""

    def __init__(self, state: State, *, where: str | None, data: dict[str, Any]) -> None:
        self._state = state
        self._where = where
        self._data = data

    @classmethod
    async def of(cls, state: State) -> "Talk":
        """Read the conversation of a chat."""
        return cls(state, where=await state.get_state(), data=await state.get_data())

    def continued(self, typed: str) -> Line | None:
        """The line that typed words complete; None where nothing waits for words."""
        if self.awaited is not None:
            return self.awaited.then(typed)
        kind = self.writing
        draft = None if kind is None else self.draft(kind)
        if kind is None or draft is None:
            return None
        return Line(name=kind.value, args=(draft["id"], "*", typed))

    @property
    def awaited(self) -> Line | None:
        """The line that waits for an argument, where one does."""
        waits = self.awaiting and LINE in self._data
        return parse_line(self._data[LINE]) if waits else None

    @property
    def awaiting(self) -> bool:
        """Whether one argument of a command is asked for."""
        return self._where == AWAITING

    @property
    def writing(self) -> Draft | None:
        """What is being written, where anything is."""
        return next((kind for kind in Draft if kind.writing == self._where), None)

    def draft(self, kind: Draft) -> dict[str, Any] | None:
        """The draft of a kind, where there is one, whether or not it is being written now."""
        return self._data.get(kind)

    def sent(self, kind: Draft) -> dict[str, Any] | None:
        """The draft of a kind that was sent last: its id, and what it became."""
        return self._data.get(kind.sent)

    @property
    def until(self) -> datetime | None:
        """Until when what is asked for may be answered (aware UTC), where that has an end."""
        kept = self._data.get(UNTIL)
        return None if kept is None else datetime.fromisoformat(kept)

    async def wait_for_argument(self, line: Line, *, until: datetime | None = None) -> None:
        """Let the next typed words be the last argument of ``line``: for good, or until then."""
        asked = {LINE: str(line)}
        if until is not None:
            asked[UNTIL] = until.isoformat()
        await self._write(AWAITING, self._but(LINE, UNTIL) | asked)

    async def write(self, kind: Draft, draft: dict[str, Any]) -> None:
        """Keep a draft and let the next typed words answer its question."""
        await self._write(kind.writing, {**self._data, kind.value: draft})

    async def end(self, kind: Draft, **became: str) -> None:
        """Forget the draft; remember what it ``became``, where it was sent."""
        ended = self.draft(kind)
        kept = self._but(LINE, UNTIL, kind, kind.sent)
        if ended is not None and became:
            kept[kind.sent] = {"id": ended["id"], **became}
        await self._write(None, kept)

    async def leave(self) -> None:
        """Stop waiting for words; a draft stays to be taken up again."""
        if self._where is not None:
            await self._write(None, self._but(LINE, UNTIL))

    def _but(self, *names: str) -> dict[str, Any]:
        """What is kept, less some of it."""
        return {name: value for name, value in self._data.items() if name not in names}

    async def _write(self, where: str | None, data: dict[str, Any]) -> None:
        if where != self._where:
            await self._state.set_state(where)
        await self._state.set_data(data)
        self._where, self._data = where, data
