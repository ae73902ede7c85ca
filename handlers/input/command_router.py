"""One turn of a person: the line said, the transaction it happens in, and how to answer."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from handlers.input.commands import Line
from handlers.input.conversation import Talk
from handlers.input.replies import Place, Reply
from liaison.core.access import LINES, NotYourRole, may_use
from liaison.core.cards import Button, Card, Row, Text, card, named, text
from liaison.core.errors import Conflict, Refusal
from liaison.core.people import Person
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
Again: TypeAlias = Callable[[Turn, Refusal], Awaitable[Reply]]


class Lines:
    """Which handler answers the lines of which name, typed and pressed alike; those of ``others``
    are answered, too.

    ``again`` shows the record as it is now under the sentence that says why nothing changed; it is
    the case of the line where nothing else is given.

    Raises ``LookupError`` for a name that the table of access does not hold.
    """

    def __init__(
        self, handlers: Mapping[str, Handler], *others: "Lines", again: Again | None = None
    ) -> None:
        unknown = handlers.keys() - LINES
        if unknown:
            raise LookupError(*unknown)
        self._handlers = {
            name: (handler, again or show_case_again) for name, handler in handlers.items()
        }
        for each in others:
            self._handlers |= each._handlers  # noqa: SLF001  # one of our own

    @property
    def names(self) -> frozenset[str]:
        """The names of the lines that are answered."""
        return frozenset(self._handlers)

    async def answer(self, turn: Turn) -> Reply | None:
        """Answer a line; None where nobody does."""
        found = self._handlers.get(turn.line.name)
        return None if found is None else await _answer(turn, *found)


async def _answer(turn: Turn, handler: Handler, again: Again) -> Reply:
    if not may_use(turn.line.name, turn.person.role):
        raise NotYourRole
    line = turn.line
    if asks_for_pin(line.name, line.argument(0), line.argument(1)) and await must_prove(
        turn.tx, turn.person
    ):
        return await ask_for_pin(turn, line)
    if not turn.continues and turn.line.name not in GOING_ON:
        await turn.talk.leave()
    try:
        return await handler(turn)
    except Conflict as refusal:
        await turn.talk.leave()
        return await again(turn, refusal)


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
