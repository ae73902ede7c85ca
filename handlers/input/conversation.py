"""Conversation state, stored within the transaction.

A person can be asked for one argument of a command, or be writing a request or a meeting proposal.
Each stays until it is answered, cancelled or replaced, also over restarts. Several drafts may
exist; one of them is being written.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict

from handlers.input.commands import Command, code_in, parse_command
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    JsonObject,
    Row,
    Text,
    card,
    fits_button,
    named,
    text,
)
from liaison.core.channels import Address
from liaison.core.form import Answers
from liaison.core.transaction import AWAITING, CheckedCommand, Conversations, ConversationState, Tx
from liaison.todos.views import draft_row


class Draft(BaseModel):
    """A draft: answers, the ``likely`` ones it began with, and the question being changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)
    id: str
    answers: Answers
    likely: Answers | None = None
    changing: str | None = None

    @classmethod
    def load(cls, stored: object) -> Self:
        """Parse the result of ``dump``. Raises ``ValueError``."""
        # In JSON mode, a strict model accepts dates and enum values as strings.
        return cls.model_validate_json(json.dumps(stored))

    def dump(self) -> JsonObject:
        """The JSON of the fields that are set."""
        return self.model_dump(mode="json", exclude_none=True)

    @property
    def at_once(self) -> bool:
        """Whether it is sent at once and cannot be taken back."""
        return False

    @property
    def about(self) -> str:
        """What a Party sends one act of at a time: a record, or by default what it makes itself."""
        return self.id

    def with_answers(self, answers: Answers) -> Self:
        """The same draft with other answers."""
        return self.model_copy(update={"answers": answers, "changing": None})

    def with_change(self, question: str | None) -> Self:
        """The same draft, of which the answer to a question is being changed."""
        return self.model_copy(update={"changing": question})


CONVERSATION_COMMANDS = frozenset(
    {"draft", "proposal", "emergencydraft", "cancel", "send", "change", "fill", "number"}
)
"""Commands that belong to the open conversation."""
WAITS_FOR_PIN = "pin for "
"""What is before a command line that waits for the PIN."""
_D = TypeVar("_D", bound=Draft)
Save = Callable[[ConversationState], Awaitable[None]]


def protected_line(stored: ConversationState) -> str | None:
    """The command line that runs what waits for the PIN, if that is asked for."""
    line = stored.line or ""
    return line if stored.asks_for_pin and line.startswith(WAITS_FOR_PIN) else None


def not_sent(line: str | None, by: Command) -> Sequence[Text]:
    """What was asked or checked and is not sent, as another act or one of another record begins;
    the same act may name its record in another way than by its code.
    """
    asked = parse_command((line or "").removeprefix(WAITS_FOR_PIN))
    code, act = code_in(asked.line), text(f"command-{asked.name}")
    is_same = asked.name == by.name and code in (None, code_in(by.line) or code)
    if is_same or not parse_command(line or "").args:
        return ()
    return (text("check-dropped", act=text("act-about", act=act, about=code) if code else act),)


def resume_buttons(conversation: ConversationState) -> Sequence[Row]:
    """A button to the question that is asked now, or to the check that waits, if any."""
    if conversation.writing is not None:
        return [draft_row(conversation, conversation.writing)]
    waits = conversation.state is None and conversation.check is not None
    line = "send" if waits else conversation.line
    if line is None or not fits_button(line):
        return ()
    return [(Button(text("button-resume-question"), line),)]


def change_rows(check: CheckedCommand | None) -> list[Row]:
    """A button for each value of a check that can be changed."""
    changes = {} if check is None else check.changes
    labels = {each: text("button-change", field=named("field", each)) for each in changes}
    return [(Button(labels[each], line),) for each, line in changes.items()]


async def rejection_card(tx: Tx, address: Address, banner: Text, *rows: Row) -> Card:
    """The reason of a rejection, with buttons to resume the pending question. It is the newest
    card, so that no word presses the Send of a check that it stands below.
    """
    conversations = tx.of(Conversations)
    stored = await conversations.get(address)
    shown = card(banner, rows=[*rows, *resume_buttons(stored), MENU])
    if any(each.sends for each in stored.offered):
        await conversations.set(address, stored.offering(shown))
    return shown


class Conversation:
    """The conversation with one person, as it is ``stored``; nowhere without ``save``."""

    def __init__(self, stored: ConversationState, save: Save | None = None) -> None:
        self.stored = stored
        self._save = save

    @classmethod
    async def load(cls, tx: Tx, address: Address) -> "Conversation":
        """Load the conversation of a chat."""
        conversations = tx.of(Conversations)
        return cls(await conversations.get(address), partial(conversations.set, address))

    def complete(self, typed: str, *, is_whole: bool = False) -> Command | None:
        """The command that typed text completes; None if none is waiting. A text that ``is_whole``
        takes the place of a draft's earlier answer of which a day or a time was asked for; another
        one is that day or time.
        """
        asked, stored = self.awaited_command, self.stored
        name = asked.name if asked is not None and is_whole else stored.writing
        if name is not None and name in stored.drafts:
            return parse_command(stored.draft_line(name)).with_arguments("*", typed)
        if asked is not None and stored.asks_for_pin:  # never the value that the command lacks
            return replace(asked, args=(*asked.args, typed))
        return None if asked is None else asked.with_arguments(typed)

    @property
    def awaited_command(self) -> Command | None:
        """The command that waits for an argument, if any."""
        line = self.stored.line
        return None if line is None else replace(parse_command(line), check=self.stored.check_id)

    def draft(self, name: str, kind: type[_D]) -> _D | None:
        """The draft of a command, if any. Raises ``ValueError`` for an unreadable one."""
        stored = self.stored.drafts.get(name)
        return None if stored is None else kind.load(stored)

    async def wait_for_argument(
        self,
        command: Command,
        *,
        until: datetime | None = None,
        is_day: bool = False,
        is_pin: bool = False,
        rejected: bool = False,
    ) -> None:
        """Take the next typed text as the last argument of ``command``, at most until ``until``."""
        await self._write(
            replace(
                self.stored.without_question(),
                state=AWAITING,
                line=command.line,
                check_id=command.check,
                until=until,
                is_day=is_day,
                asks_for_pin=is_pin,
                rejected=rejected,
            )
        )

    async def wait_for_send(self, check: CheckedCommand) -> None:
        """Keep a complete command until it is sent, in the place of an earlier one."""
        after = self.stored.without_question()
        await self._write(replace(after, state=self.stored.writing, check=check))

    async def end_check(self) -> None:
        """Forget the command that waited for Send."""
        await self._write(replace(self.stored, check=None))

    async def restore(self, drafts: Mapping[str, JsonObject]) -> None:
        """Add stored drafts to the conversation."""
        await self._write(replace(self.stored, drafts={**self.stored.drafts, **drafts}))

    async def offer(self, shown: Card) -> None:
        """Remember the buttons of the newest card, so that their labels can be typed."""
        await self._write(self.stored.offering(shown))

    async def mark_rejected(self) -> None:
        """Remember that an answer to the question that waits was rejected."""
        await self._write(replace(self.stored, rejected=True))

    async def write(
        self, name: str, draft: Draft, *, is_day: bool = False, rejected: bool = False
    ) -> None:
        """Save a draft; the next typed text answers its question."""
        drafts = {**self.stored.drafts, name: draft.dump()}
        after = replace(self.stored.without_question(), drafts=drafts, state=name)
        await self._write(replace(after, is_day=is_day, rejected=rejected))

    async def end(self, name: str) -> None:
        """Delete the draft of a command."""
        kept = {each: draft for each, draft in self.stored.drafts.items() if each != name}
        await self._write(replace(self.stored.without_question(), drafts=kept))

    async def stop_waiting(self) -> None:
        """Stop waiting for text; a draft stays and can be resumed."""
        if self.stored.state is not None:
            await self._write(self.stored.without_question())

    async def _write(self, state: ConversationState) -> None:
        if self._save is not None and state != self.stored:
            await self._save(state)
        self.stored = state
