"""One turn of a person: the line said, the transaction it happens in, and how to answer."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from handlers.input.commands import Command
from handlers.input.conversation import Conversation
from handlers.input.replies import Placement, Reply
from liaison.core.access import NotYourRole, may_use
from liaison.core.cards import Button, Card, Row, Text, card, named, text
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Person
from liaison.core.registry import Concept
from liaison.core.transaction import Tx
from liaison.people.pin_service import guarded_step, needs_pin
from liaison.people.pins import PIN_PROMPT_EXPIRES, requires_pin
from liaison.requests.service import to_show
from liaison.requests.views import show_case

CANCEL: Row = (Button(text("button-cancel"), "cancel"),)
CONVERSATION_COMMANDS = frozenset({"draft", "proposal", "cancel"})
"""Lines that belong to the conversation which is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """What a handler gets. ``is_answer``: the words answered a question of the conversation.

    ``awaited_command`` is the line that waited for words when this one came.
    """

    command: Command
    tx: Tx
    person: Person
    conversation: Conversation
    is_answer: bool = False
    awaited_command: Command | None = None

    def finish(self, shown: Card, *, toast: Text | None = None) -> Reply:
        """Answer with a card that ends the matter."""
        place = Placement.UPDATE if self.is_answer else Placement.NEW
        return Reply(card=shown, toast=toast, placement=place)

    def ask(self, shown: Card, *, repeated: bool = False) -> Reply:
        """Answer with a card that asks for more; it is changed in place as the person goes on.

        What was no answer is asked for ``repeated`` in a new message: in place, the same words
        twice would change nothing that can be seen.
        """
        if repeated and self.is_answer:
            return Reply(card=shown, placement=Placement.START, remove=True)
        return Reply(card=shown, placement=Placement.UPDATE if self.is_answer else Placement.START)

    async def ask_for_text(
        self, command: Command, question: Text, *rows: Row, above: Sequence[Text] = ()
    ) -> Reply:
        """Ask for one typed argument of ``command``, below what was chosen already."""
        await self.conversation.wait_for_argument(command)
        return self.ask(card(above, question, rows=[*rows, CANCEL]))


def day_row(command: Command, days: Iterable[date]) -> Row:
    """A button for each day that a line may go on with."""
    return tuple(
        Button(text("answer", value=day), str(command.with_arguments(day.isoformat())))
        for day in days
    )


def code_rows(command: Command, concept: str, codes: Iterable[str]) -> list[Row]:
    """A button in a row of its own for each code of a list that a line may go on with."""
    return [(Button(named(concept, each), str(command.with_arguments(each))),) for each in codes]


def person_rows(command: Command, people: Iterable[Person]) -> list[Row]:
    """A button in a row of its own for each person that a line may go on with."""
    return [
        (
            Button(
                text("button-person", name=each.name), str(command.with_arguments(str(each.number)))
            ),
        )
        for each in people
    ]


Handler: TypeAlias = Callable[[CommandContext], Awaitable[Reply]]
ConflictHandler: TypeAlias = Callable[[CommandContext, UserError], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class CommandHandler:
    """What answers a command, typed or pressed alike. ``on_conflict`` shows the record as it is now
    under the sentence that says why nothing changed.
    """

    key: str
    handle: Handler
    on_conflict: ConflictHandler


def command_handlers(
    handlers: Mapping[str, Handler], *, on_conflict: ConflictHandler | None = None
) -> Concept:
    """The handlers of commands by their names. Where nothing else is given, a conflict shows the
    request that the command is about.
    """
    return tuple(
        CommandHandler(name, handle, on_conflict or render_case_conflict)
        for name, handle in handlers.items()
    )


async def answer(context: CommandContext) -> Reply | None:
    """Answer a command; None where no concept has registered it."""
    found = context.tx.registry.find(CommandHandler, context.command.name)
    return None if found is None else await _answer(context, found)


async def _answer(context: CommandContext, handler: CommandHandler) -> Reply:
    if not may_use(context.tx.registry, context.command.name, context.person.role):
        raise NotYourRole
    command = context.command
    if requires_pin(command.name, command.argument(0), command.argument(1)) and await needs_pin(
        context.tx, context.person
    ):
        return await ask_for_pin(context, command)
    if not context.is_answer and context.command.name not in CONVERSATION_COMMANDS:
        await context.conversation.stop_waiting()
    try:
        return await handler.handle(context)
    except Conflict as refusal:
        await context.conversation.stop_waiting()
        return await handler.on_conflict(context, refusal)


async def ask_for_pin(context: CommandContext, command: Command, *banners: Text) -> Reply:
    """Let a line wait a short while for the PIN. The question says before what: nobody should write
    the PIN for what somebody else began. ``banner``: why it is asked for once more.

    The digits of a new PIN do not wait: they are asked for anew.
    """
    kept = replace(command, args=command.args[:1]) if command.name == "pin" else command
    waiting = Command(name="pin", args=("for", *str(kept).split()))
    await context.conversation.wait_for_argument(waiting, until=context.tx.now + PIN_PROMPT_EXPIRES)
    before = await guarded_step(context.tx, context.person, kept.name, kept.args)
    shown = card(banners, text("pin-ask", step=before), rows=[CANCEL])
    return context.ask(shown, repeated=bool(banners))


async def render_case_conflict(context: CommandContext, error: UserError) -> Reply:
    """The case as it stands, under the sentence that says why nothing changed."""
    banner = error.text()
    request = await to_show(context.tx, context.person, context.command.reference())
    shown = await show_case(context.tx, context.person, request, banner=banner)
    return context.finish(shown, toast=banner)
