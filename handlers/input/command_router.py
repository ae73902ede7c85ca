"""One turn of a person: the line said, the transaction it happens in, and how to answer."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from handlers.input.commands import Line
from handlers.input.conversation import Talk
from handlers.input.replies import Place, Reply
from liaison.core.access import NotYourRole, may_use
from liaison.core.cards import Button, Card, Row, Text, card, named, text
from liaison.core.errors import Conflict, Refusal
from liaison.core.people import Person
from liaison.core.registry import Concept
from liaison.core.transaction import Tx
from liaison.people.pin_service import guarded_step, must_prove
from liaison.people.pins import PIN_WAITS, asks_for_pin
from liaison.requests.service import to_show
from liaison.requests.views import show_case

CANCEL: Row = (Button(text("button-cancel"), "cancel"),)
GOING_ON = frozenset({"draft", "proposal", "cancel"})
"""Lines that belong to the conversation which is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a handler gets. ``continues``: the words answered a question of the conversation.

    ``awaited`` is the line that waited for words when this one came.
    """

    line: Line
    tx: Tx
    person: Person
    talk: Talk
    continues: bool = False
    awaited: Line | None = None

    def done(self, shown: Card, *, toast: Text | None = None) -> Reply:
        """Answer with a card that ends the matter."""
        place = Place.GOES_ON if self.continues else Place.NEW
        return Reply(card=shown, toast=toast, place=place)

    def asking(self, shown: Card, *, again: bool = False) -> Reply:
        """Answer with a card that asks for more; it is changed in place as the person goes on.

        What was no answer is asked for ``again`` in a new message: in place, the same words twice
        would change nothing that can be seen.
        """
        if again and self.continues:
            return Reply(card=shown, place=Place.OPENS, remove=True)
        return Reply(card=shown, place=Place.GOES_ON if self.continues else Place.OPENS)

    async def ask_for_words(
        self, line: Line, question: Text, *rows: Row, above: Sequence[Text] = ()
    ) -> Reply:
        """Ask for one typed argument of ``line``, below what was chosen already."""
        await self.talk.wait_for_argument(line)
        return self.asking(card(above, question, rows=[*rows, CANCEL]))


def day_row(line: Line, days: Iterable[date]) -> Row:
    """A button for each day that a line may go on with."""
    return tuple(Button(text("answer", value=day), str(line.then(day.isoformat()))) for day in days)


def code_rows(line: Line, concept: str, codes: Iterable[str]) -> list[Row]:
    """A button in a row of its own for each code of a list that a line may go on with."""
    return [(Button(named(concept, each), str(line.then(each))),) for each in codes]


def person_rows(line: Line, people: Iterable[Person]) -> list[Row]:
    """A button in a row of its own for each person that a line may go on with."""
    return [
        (Button(text("button-person", name=each.name), str(line.then(str(each.number)))),)
        for each in people
    ]


Handler: TypeAlias = Callable[[Turn], Awaitable[Reply]]
ConflictHandler: TypeAlias = Callable[[Turn, Refusal], Awaitable[Reply]]


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
        CommandHandler(name, handle, on_conflict or show_case_again)
        for name, handle in handlers.items()
    )


async def answer(turn: Turn) -> Reply | None:
    """Answer a command; None where no concept has registered it."""
    found = turn.tx.registry.find(CommandHandler, turn.line.name)
    return None if found is None else await _answer(turn, found)


async def _answer(turn: Turn, handler: CommandHandler) -> Reply:
    if not may_use(turn.tx.registry, turn.line.name, turn.person.role):
        raise NotYourRole
    line = turn.line
    if asks_for_pin(line.name, line.argument(0), line.argument(1)) and await must_prove(
        turn.tx, turn.person
    ):
        return await ask_for_pin(turn, line)
    if not turn.continues and turn.line.name not in GOING_ON:
        await turn.talk.leave()
    try:
        return await handler.handle(turn)
    except Conflict as refusal:
        await turn.talk.leave()
        return await handler.on_conflict(turn, refusal)


async def ask_for_pin(turn: Turn, line: Line, *said: Text) -> Reply:
    """Let a line wait a short while for the PIN. The question says before what: nobody should write
    the PIN for what somebody else began. ``said``: why it is asked for once more.

    The digits of a new PIN do not wait: they are asked for anew.
    """
    kept = replace(line, args=line.args[:1]) if line.name == "pin" else line
    waiting = Line(name="pin", args=("for", *str(kept).split()))
    await turn.talk.wait_for_argument(waiting, until=turn.tx.now + PIN_WAITS)
    before = await guarded_step(turn.tx, turn.person, kept.name, kept.args)
    shown = card(said, text("pin-ask", step=before), rows=[CANCEL])
    return turn.asking(shown, again=bool(said))


async def show_case_again(turn: Turn, refusal: Refusal) -> Reply:
    """The case as it stands, under the sentence that says why nothing changed."""
    said = refusal.text()
    request = await to_show(turn.tx, turn.person, turn.line.reference())
    shown = await show_case(turn.tx, turn.person, request, headline=said)
    return turn.done(shown, toast=said)
