"""The conversation that a person is in the middle of, kept by aiogram's FSM in the transaction.

A person can be asked for one argument of a command, or be drafting a request. Both stay until they
are answered, cancelled or replaced, over restarts too.
"""

from enum import StrEnum
from typing import Any

from aiogram.fsm.context import FSMContext

from handlers.lines import Line, parse_line

AWAITING = "awaiting"
DRAFTING = "drafting"


class _Kept(StrEnum):
    LINE = "line"
    DRAFT = "draft"
    SENT = "sent"


class Talk:
    """What the desk waits to hear from one person."""

    def __init__(self, state: FSMContext, *, where: str | None, data: dict[str, Any]) -> None:
        self._state = state
        self._where = where
        self._data = data

    @classmethod
    async def of(cls, state: FSMContext) -> "Talk":
        """Read the conversation of a chat."""
        return cls(state, where=await state.get_state(), data=await state.get_data())

    def continued(self, typed: str) -> Line | None:
        """The line that typed words complete; None where nothing waits for words."""
        if self._where == AWAITING and _Kept.LINE in self._data:
            return parse_line(self._data[_Kept.LINE]).then(typed)
        draft = self.draft
        if self._where == DRAFTING and draft is not None:
            return Line(name="draft", args=(draft["id"], "*", typed))
        return None

    @property
    def awaiting(self) -> bool:
        """Whether one argument of a command is asked for."""
        return self._where == AWAITING

    @property
    def drafting(self) -> bool:
        """Whether a draft is being written."""
        return self._where == DRAFTING

    @property
    def draft(self) -> dict[str, Any] | None:
        """The draft of a request, where there is one, whether or not it is being written now."""
        return self._data.get(_Kept.DRAFT)

    @property
    def sent(self) -> dict[str, Any] | None:
        """The draft that was sent last: its id and the reference it became."""
        return self._data.get(_Kept.SENT)

    async def wait_for_argument(self, line: Line) -> None:
        """Let the next typed words be the last argument of ``line``."""
        await self._write(AWAITING, {**self._data, _Kept.LINE.value: str(line)})

    async def write_draft(self, draft: dict[str, Any]) -> None:
        """Keep a draft and let the next typed words answer its question."""
        await self._write(DRAFTING, {**self._data, _Kept.DRAFT.value: draft})

    async def end_draft(self, *, reference: str | None) -> None:
        """Forget the draft; remember what became of it, where it was sent."""
        draft = self.draft
        sent = None if draft is None else {"id": draft["id"], "reference": reference}
        await self._write(None, {} if reference is None else {_Kept.SENT.value: sent})

    async def leave(self) -> None:
        """Stop waiting for words; a draft stays to be taken up again."""
        if self._where is not None:
            kept = {k: v for k, v in self._data.items() if k != _Kept.LINE.value}
            await self._write(None, kept)

    async def _write(self, where: str | None, data: dict[str, Any]) -> None:
        if where != self._where:
            await self._state.set_state(where)
        await self._state.set_data(data)
        self._where, self._data = where, data
