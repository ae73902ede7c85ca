"""Conversation state, stored by aiogram's FSM within the transaction.

A person can be asked for one argument of a command, or be writing a request or a meeting proposal.
Each stays until it is answered, cancelled or replaced, also over restarts. A draft and a proposal
may both exist; one of them is being written.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from handlers.input.commands import Command, parse_command
from liaison.core.agreement import MeetingKind
from liaison.core.form import Answers
from liaison.core.references import DifferenceCode, Reference
from liaison.meetings.drafts import Purpose
from liaison.meetings.model import MeetingCode
from liaison.meetings.service import VersionedMeetingRef
from liaison.requests.drafts import Mode

AWAITING = "awaiting"
LINE, UNTIL = "line", "until"


class StoredJson(BaseModel):
    """Data stored as JSON and validated strictly."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)
    id: str

    @classmethod
    def load(cls, stored: object) -> Self:
        """Parse the result of ``dump``. Raises ``ValueError``."""
        # In JSON mode, a strict model accepts dates and enum values as strings.
        return cls.model_validate_json(json.dumps(stored))

    def dump(self) -> dict[str, Any]:
        """The JSON of the fields that are set."""
        return self.model_dump(mode="json", exclude_none=True)


class Draft(StoredJson):
    """A draft, with its answers by question, and the question whose answer is being changed."""

    answers: Answers
    changing: str | None = None

    def with_answers(self, answers: Answers) -> Self:
        """The same draft with other answers."""
        return self.model_copy(update={"answers": answers, "changing": None})

    def with_change(self, question: str | None) -> Self:
        """The same draft, of which the answer to a question is being changed."""
        return self.model_copy(update={"changing": question})


class RequestDraft(Draft):
    """A request that is being logged or recorded."""

    mode: Mode


class SentRequest(StoredJson):
    """The request that a draft became."""

    reference: Reference


class ProposalDraft(Draft):
    """A meeting proposal. A counterproposal has the ``code`` of its meeting and the version that
    the person has ``seen``.
    """

    purpose: Purpose
    kind: MeetingKind | None = None
    code: MeetingCode | None = None
    seen: int | None = None
    difference: DifferenceCode | None = None

    @property
    def meeting(self) -> VersionedMeetingRef | None:
        """The meeting of a counterproposal; None for a new meeting."""
        return None if self.code is None else VersionedMeetingRef(code=self.code, version=self.seen)


class SentProposal(StoredJson):
    """The meeting that a proposal became, and when it was sent (aware UTC)."""

    code: MeetingCode
    at: datetime


_D_co = TypeVar("_D_co", bound=Draft, covariant=True)
_S_co = TypeVar("_S_co", bound=StoredJson, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKind(Generic[_D_co, _S_co]):
    """A kind of draft.

    ``name`` is the command of its buttons and its storage key; ``writing`` is the conversation
    state while it is being written. The last one that was sent is stored under ``sent_name``.
    """

    name: str
    draft: type[_D_co]
    writing: str
    sent_name: str
    sent: type[_S_co]


REQUEST: Final = DraftKind(
    name="draft", draft=RequestDraft, writing="drafting", sent_name="sent", sent=SentRequest
)
PROPOSAL: Final = DraftKind(
    name="proposal",
    draft=ProposalDraft,
    writing="proposing",
    sent_name="proposed",
    sent=SentProposal,
)
DRAFT_KINDS: Final[tuple[DraftKind[Draft, StoredJson], ...]] = (REQUEST, PROPOSAL)


class State(Protocol):
    """The part of aiogram's ``FSMContext`` that stores a conversation."""

    async def get_state(self) -> str | None:
        """The purpose of the next typed text."""

    async def get_data(self) -> dict[str, Any]:
        """The data collected so far."""

    async def set_state(self, state: str | None) -> None:
        """Save the purpose of the next typed text."""

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Save the data collected so far."""


class Conversation:
    """The conversation with one person."""

    def __init__(self, state: State, *, where: str | None, data: dict[str, Any]) -> None:
        self._state = state
        self._name = where
        self._data = data

    @classmethod
    async def load(cls, state: State) -> "Conversation":
        """Load the conversation of a chat."""
        return cls(state, where=await state.get_state(), data=await state.get_data())

    def complete(self, typed: str) -> Command | None:
        """The command that typed text completes; None if none is waiting."""
        if self.awaited_command is not None:
            return self.awaited_command.with_arguments(typed)
        kind = self.writing
        draft = None if kind is None else self.draft(kind)
        if kind is None or draft is None:
            return None
        return Command(name=kind.name, args=(draft.id, "*", typed))

    @property
    def awaited_command(self) -> Command | None:
        """The command that waits for an argument, if any."""
        waits = self.awaiting and LINE in self._data
        return parse_command(self._data[LINE]) if waits else None

    @property
    def awaiting(self) -> bool:
        """Whether one argument of a command is asked for."""
        return self._name == AWAITING

    @property
    def writing(self) -> DraftKind[Draft, StoredJson] | None:
        """The kind of draft that is being written, if any."""
        return next((kind for kind in DRAFT_KINDS if kind.writing == self._name), None)

    def draft(self, kind: DraftKind[_D_co, _S_co]) -> _D_co | None:
        """The draft of a kind, if any, whether or not it is being written now.

        Raises ``ValueError`` if it cannot be read.
        """
        stored = self._data.get(kind.name)
        return None if stored is None else kind.draft.load(stored)

    def sent(self, kind: DraftKind[_D_co, _S_co]) -> _S_co | None:
        """The record that the last sent draft of a kind became. Raises ``ValueError``."""
        stored = self._data.get(kind.sent_name)
        return None if stored is None else kind.sent.load(stored)

    @property
    def until(self) -> datetime | None:
        """The end of the time for an answer (aware UTC), if any."""
        kept = self._data.get(UNTIL)
        return None if kept is None else datetime.fromisoformat(kept)

    async def wait_for_argument(self, command: Command, *, until: datetime | None = None) -> None:
        """Take the next typed text as the last argument of ``command``, at most until ``until``."""
        asked = {LINE: str(command)}
        if until is not None:
            asked[UNTIL] = until.isoformat()
        await self._write(AWAITING, self._without(LINE, UNTIL) | asked)

    async def write(self, kind: DraftKind[_D_co, _S_co], draft: Draft) -> None:
        """Save a draft; the next typed text answers its question."""
        await self._write(kind.writing, {**self._data, kind.name: draft.dump()})

    async def end(self, kind: DraftKind[_D_co, _S_co], became: StoredJson | None = None) -> None:
        """Delete the draft, and save the record that it ``became`` if it was sent."""
        kept = self._without(LINE, UNTIL, kind.name, kind.sent_name)
        if became is not None:
            kept[kind.sent_name] = became.dump()
        await self._write(None, kept)

    async def stop_waiting(self) -> None:
        """Stop waiting for text; a draft stays and can be resumed."""
        if self._name is not None:
            await self._write(None, self._without(LINE, UNTIL))

    def _without(self, *names: str) -> dict[str, Any]:
        """The data without these keys."""
        return {name: value for name, value in self._data.items() if name not in names}

    async def _write(self, where: str | None, data: dict[str, Any]) -> None:
        if where != self._name:
            await self._state.set_state(where)
        await self._state.set_data(data)
        self._name, self._data = where, data
