"""Conversation state, stored by aiogram's FSM within the transaction.

A person can be asked for one argument of a command, or be writing a request or a meeting proposal.
Each stays until it is answered, cancelled or replaced, also over restarts. A draft and a proposal
may both exist; one of them is being written.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from handlers.input.commands import Command, parse_command
from liaison.core.agreement import MeetingKind
from liaison.core.cards import Card, Text, dump_text
from liaison.core.form import Answers
from liaison.core.references import DifferenceCode, Reference
from liaison.core.repository import AWAITING, OFFERED, ConversationState
from liaison.meetings.drafts import Purpose
from liaison.meetings.model import MeetingCode
from liaison.meetings.service import VersionedMeetingRef
from liaison.requests.drafts import Mode

LINE, UNTIL, DAY, REFUSED, CHECK_ID, CHECK = "line", "until", "day", "refused", "of", "check"
QUESTION = (LINE, UNTIL, DAY, REFUSED, CHECK_ID)


class _Stored(BaseModel):
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


class Check(_Stored):
    """A complete command that waits for Send: its ``line``, and the record that it is ``about``.

    ``at_once``: it cannot be taken back after Send. ``several``: a Party may have more than one
    such command waiting for a record. ``approval``: after Send a coordinator approves it first.
    ``values`` are the positions of arguments that are not free text.
    """

    line: str
    about: str
    at_once: bool = False
    several: bool = False
    approval: bool = False
    values: tuple[int, ...] = ()


class Draft(_Stored):
    """A draft, with its answers by question, and the question whose answer is being changed."""

    answers: Answers
    changing: str | None = None

    @property
    def at_once(self) -> bool:
        """Whether it is sent at once and cannot be taken back."""
        return False

    def with_answers(self, answers: Answers) -> Self:
        """The same draft with other answers."""
        return self.model_copy(update={"answers": answers, "changing": None})

    def with_change(self, question: str | None) -> Self:
        """The same draft, of which the answer to a question is being changed."""
        return self.model_copy(update={"changing": question})


class RequestDraft(Draft):
    """A request that is being logged or recorded; it may continue another one."""

    mode: Mode
    follows: Reference | None = None


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
    def at_once(self) -> bool:
        """Whether it is about an emergency."""
        return self.purpose is Purpose.EMERGENCY or self.kind is MeetingKind.EMERGENCY

    @property
    def meeting(self) -> VersionedMeetingRef | None:
        """The meeting of a counterproposal; None for a new meeting."""
        return None if self.code is None else VersionedMeetingRef(code=self.code, version=self.seen)


_D_co = TypeVar("_D_co", bound=Draft, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKind(Generic[_D_co]):
    """A kind of draft.

    ``name`` is the command of its buttons and its storage key; ``writing`` is the conversation
    state while it is being written.
    """

    name: str
    draft: type[_D_co]
    writing: str


REQUEST: Final = DraftKind(name="draft", draft=RequestDraft, writing="drafting")
PROPOSAL: Final = DraftKind(name="proposal", draft=ProposalDraft, writing="proposing")
DRAFT_KINDS: Final[tuple[DraftKind[Draft], ...]] = (REQUEST, PROPOSAL)


class ConversationStorage(Protocol):
    """The part of aiogram's ``FSMContext`` that stores a conversation."""

    async def get_state(self) -> str | None:
        """The purpose of the next typed text."""

    async def get_data(self) -> dict[str, Any]:
        """The data collected so far."""

    async def set_state(self, state: str | None) -> None:
        """Save the purpose of the next typed text."""

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Save the data collected so far."""


class _NoState:
    async def get_state(self) -> str | None:
        return None

    async def get_data(self) -> dict[str, Any]:
        return {}

    async def set_state(self, state: str | None) -> None:
        pass

    async def set_data(self, data: Mapping[str, Any]) -> None:
        pass


class Conversation:
    """The conversation with one person."""

    def __init__(
        self, state: ConversationStorage, *, where: str | None, data: dict[str, Any]
    ) -> None:
        self._state = state
        self._name = where
        self._data = data

    @classmethod
    def without_update(cls, data: dict[str, Any]) -> "Conversation":
        """A conversation with this data that is stored nowhere."""
        return cls(_NoState(), where=None, data=data)

    @classmethod
    async def load(cls, state: ConversationStorage) -> "Conversation":
        """Load the conversation of a chat."""
        return cls(state, where=await state.get_state(), data=await state.get_data())

    def complete(self, typed: str, *, is_whole: bool = False) -> Command | None:
        """The command that typed text completes; None if none is waiting. A text that ``is_whole``
        takes the place of a draft's earlier answer of which a day or a time was asked for; another
        one is that day or time.
        """
        asked, kind = self.awaited_command, self.writing
        if asked is not None and is_whole:
            kind = next((each for each in DRAFT_KINDS if each.name == asked.name), None)
        if asked is not None and kind is None:
            return asked.with_arguments(typed)
        draft = None if kind is None else self.draft(kind)
        if kind is None or draft is None:
            return None
        return Command(name=kind.name, args=(draft.id, "*", typed))

    @property
    def awaited_command(self) -> Command | None:
        """The command that waits for an argument, if any."""
        if not self.awaiting or LINE not in self._data:
            return None
        return replace(parse_command(self._data[LINE]), check=self._data.get(CHECK_ID))

    @property
    def data(self) -> Mapping[str, Any]:
        """What is stored of it."""
        return self._data

    @property
    def awaiting(self) -> bool:
        """Whether one argument of a command is asked for."""
        return self._name == AWAITING

    @property
    def asks(self) -> bool:
        """Whether the next typed text answers a question."""
        return self.awaiting or self.writing is not None

    @property
    def writing(self) -> DraftKind[Draft] | None:
        """The kind of draft that is being written, if any."""
        return next((kind for kind in DRAFT_KINDS if kind.writing == self._name), None)

    def draft(self, kind: DraftKind[_D_co]) -> _D_co | None:
        """The draft of a kind, if any, whether or not it is being written now.

        Raises ``ValueError`` if it cannot be read.
        """
        stored = self._data.get(kind.name)
        return None if stored is None else kind.draft.load(stored)

    @property
    def drafts(self) -> Sequence[tuple[str, Draft]]:
        """All drafts, with the names of their commands. Raises ``ValueError``."""
        found = ((each.name, self.draft(each)) for each in DRAFT_KINDS)
        return [(name, draft) for name, draft in found if draft is not None]

    @property
    def until(self) -> datetime | None:
        """The end of the time for an answer (aware UTC), if any."""
        kept = self._data.get(UNTIL)
        return None if kept is None else datetime.fromisoformat(kept)

    @property
    def asks_for_day(self) -> bool:
        """Whether the next typed text is a day."""
        return DAY in self._data

    @property
    def refused(self) -> bool:
        """Whether an answer to this question was refused before."""
        return REFUSED in self._data

    async def wait_for_argument(
        self,
        command: Command,
        *,
        until: datetime | None = None,
        is_day: bool = False,
        refused: bool = False,
    ) -> None:
        """Take the next typed text as the last argument of ``command``, at most until ``until``."""
        asked: dict[str, Any] = {LINE: command.line}
        if command.check is not None:
            asked[CHECK_ID] = command.check
        if until is not None:
            asked[UNTIL] = until.isoformat()
        await self._write(
            AWAITING,
            self._without(*QUESTION) | asked | _marked(DAY, is_day) | _marked(REFUSED, refused),
        )

    @property
    def check(self) -> Check | None:
        """The command that waits for Send, if any. Raises ``ValueError`` if it cannot be read."""
        stored = self._data.get(CHECK)
        return None if stored is None else Check.load(stored)

    async def wait_for_send(self, check: Check) -> None:
        """Keep a complete command until it is sent, in the place of an earlier one."""
        where = None if self.awaiting else self._name
        await self._write(where, self._without(*QUESTION) | {CHECK: check.dump()})

    async def end_check(self) -> None:
        """Forget the command that waited for Send."""
        await self._write(self._name, self._without(CHECK))

    async def restore(self, data: Mapping[str, Any]) -> None:
        """Add stored drafts to the conversation."""
        await self._write(self._name, {**self._data, **data})

    @property
    def open_questions(self) -> int:
        """How many questions wait, for typed text or for Send: 0 to 2."""
        return (self._name is not None) + (CHECK in self._data)

    @property
    def offered(self) -> Sequence[tuple[Text, str]]:
        """The labels and commands of the buttons of the newest card."""
        rows = ConversationState(state=None, data=self._data, at=None).offered
        return [(each.label, each.command) for row in rows for each in row]

    async def offer(self, shown: Card) -> None:
        """Remember the buttons of the newest card, so that their labels can be typed."""
        offered = [[[dump_text(each.label), each.command] for each in row] for row in shown.rows]
        if offered != self._data.get(OFFERED):
            await self._write(self._name, {**self._data, OFFERED: offered})

    async def mark_refused(self) -> None:
        """Remember that an answer to the question that waits was refused."""
        if self.awaiting:
            await self._write(self._name, {**self._data, REFUSED: True})

    async def write(
        self, kind: DraftKind[_D_co], draft: Draft, *, is_day: bool = False, refused: bool = False
    ) -> None:
        """Save a draft; the next typed text answers its question."""
        kept = self._without(DAY, REFUSED) | {kind.name: draft.dump()}
        await self._write(kind.writing, kept | _marked(DAY, is_day) | _marked(REFUSED, refused))

    async def end(self, kind: DraftKind[_D_co]) -> None:
        """Delete the draft."""
        await self._write(None, self._without(*QUESTION, kind.name))

    async def stop_waiting(self) -> None:
        """Stop waiting for text; a draft stays and can be resumed."""
        if self._name is not None:
            await self._write(None, self._without(*QUESTION))

    def _without(self, *names: str) -> dict[str, Any]:
        return {name: value for name, value in self._data.items() if name not in names}

    async def _write(self, where: str | None, data: dict[str, Any]) -> None:
        if where != self._name:
            await self._state.set_state(where)
        await self._state.set_data(data)
        self._name, self._data = where, data


def _marked(name: str, marked: bool) -> dict[str, Any]:
    return {name: True} if marked else {}
