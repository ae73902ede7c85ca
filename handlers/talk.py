"""The conversation that a person is in the middle of, kept by aiogram's FSM in the transaction.

A person can be asked for one argument of a command, be drafting a request or proposing a meeting.
All stay until they are answered, cancelled or replaced, over restarts too. A draft and a proposal
may lie side by side; one of them is being written.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from aiogram.fsm.context import FSMContext

from handlers.lines import Line, parse_line

AWAITING = "awaiting"
DRAFTING = "drafting"
PROPOSING = "proposing"


class _Kept(StrEnum):
    LINE = "line"
    UNTIL = "until"
    DRAFT = "draft"
    SENT = "sent"
    PROPOSAL = "proposal"
    PROPOSED = "proposed"


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
        if self.awaited is not None:
            return self.awaited.then(typed)
        draft = self.draft
        if self._where == DRAFTING and draft is not None:
            return Line(name="draft", args=(draft["id"], "*", typed))
        proposal = self.proposal
        if self._where == PROPOSING and proposal is not None:
            return Line(name="proposal", args=(proposal["id"], "*", typed))
        return None

    @property
    def awaited(self) -> Line | None:
        """The line that waits for an argument, where one does."""
        waits = self._where == AWAITING and _Kept.LINE in self._data
        return parse_line(self._data[_Kept.LINE]) if waits else None

    @property
    def awaiting(self) -> bool:
        """Whether one argument of a command is asked for."""
        return self._where == AWAITING

    @property
    def drafting(self) -> bool:
        """Whether a draft is being written."""
        return self._where == DRAFTING

    @property
    def proposing(self) -> bool:
        """Whether a proposal of a meeting is being written."""
        return self._where == PROPOSING

    @property
    def draft(self) -> dict[str, Any] | None:
        """The draft of a request, where there is one, whether or not it is being written now."""
        return self._data.get(_Kept.DRAFT)

    @property
    def sent(self) -> dict[str, Any] | None:
        """The draft that was sent last: its id and the reference it became."""
        return self._data.get(_Kept.SENT)

    @property
    def proposal(self) -> dict[str, Any] | None:
        """The draft of a proposal, where there is one, whether or not it is being written now."""
        return self._data.get(_Kept.PROPOSAL)

    @property
    def proposed(self) -> dict[str, Any] | None:
        """The proposal that was sent last: its id, the meeting's code and when it was sent."""
        return self._data.get(_Kept.PROPOSED)

    @property
    def until(self) -> datetime | None:
        """Until when what is asked for may be answered (aware UTC), where that has an end."""
        kept = self._data.get(_Kept.UNTIL)
        return None if kept is None else datetime.fromisoformat(kept)

    async def wait_for_argument(self, line: Line, *, until: datetime | None = None) -> None:
        """Let the next typed words be the last argument of ``line``: for good, or until then."""
        asked = {_Kept.LINE.value: str(line)}
        if until is not None:
            asked[_Kept.UNTIL.value] = until.isoformat()
        await self._write(AWAITING, self._but(_Kept.LINE, _Kept.UNTIL) | asked)

    async def write_draft(self, draft: dict[str, Any]) -> None:
        """Keep a draft and let the next typed words answer its question."""
        await self._write(DRAFTING, {**self._data, _Kept.DRAFT.value: draft})

    async def write_proposal(self, proposal: dict[str, Any]) -> None:
        """Keep a proposal and let the next typed words answer its question."""
        await self._write(PROPOSING, {**self._data, _Kept.PROPOSAL.value: proposal})

    async def end_draft(self, *, reference: str | None) -> None:
        """Forget the draft; remember what became of it, where it was sent."""
        became = None if reference is None else {"reference": reference}
        await self._end(_Kept.DRAFT, _Kept.SENT, became)

    async def end_proposal(self, *, code: str | None, at: datetime) -> None:
        """Forget the proposal; remember what became of it and when, where it was sent."""
        became = None if code is None else {"code": code, "at": at.isoformat()}
        await self._end(_Kept.PROPOSAL, _Kept.PROPOSED, became)

    async def _end(self, written: _Kept, sent: _Kept, became: dict[str, str] | None) -> None:
        ended = self._data.get(written)
        kept = self._but(_Kept.LINE, _Kept.UNTIL, written, sent)
        if ended is not None and became is not None:
            kept[sent.value] = {"id": ended["id"], **became}
        await self._write(None, kept)

    async def leave(self) -> None:
        """Stop waiting for words; a draft stays to be taken up again."""
        if self._where is not None:
            await self._write(None, self._but(_Kept.LINE, _Kept.UNTIL))

    def _but(self, *names: _Kept) -> dict[str, Any]:
        """What is kept, less some of it."""
        return {name: value for name, value in self._data.items() if name not in names}

    async def _write(self, where: str | None, data: dict[str, Any]) -> None:
        if where != self._where:
            await self._state.set_state(where)
        await self._state.set_data(data)
        self._where, self._data = where, data
