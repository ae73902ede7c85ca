"""The subjects of notices, and views of certain notices, registered by concepts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from enum import Enum, auto

from liaison.core.cards import Button, Card, Row, Text
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, may_use
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice


class EndsBy(Enum):
    """What ends a notice."""

    SEEN = auto()
    """A recipient who has seen it."""
    STEP = auto()
    """The step that it asks for; a person who has seen it is on it."""
    ANSWER = auto()
    """Such a step that only the people ``entitled`` may take; others can say "I am on it"."""
    EACH = auto()
    """For each recipient, the own answer or having seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Whom a notice reaches, and who is told of it.

    ``responsible`` people work on the record; if none is active, the coordinators replace them
    while it is ``offered_to`` a successor. ``absent`` people declined to come. ``on_duty`` receive
    an urgent notice first.
    """

    responsible: frozenset[PersonId | None] = frozenset()
    absent: frozenset[PersonId] = frozenset()
    offered_to: PersonId | None = None
    on_duty: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRecord:
    """The subject of a notice, locked, with what its messages and recipients need.

    ``title`` is the present title of the notice, and ``card`` makes the card below it for a viewer.
    ``follow_up`` enqueues what a recipient gets besides the notice. ``asked`` is the command that
    the notice asks for, or its name; it is empty if the notice is only to be read. Buttons of this
    command come first, and there is no button "seen". ``owed`` is the command that a viewer owes,
    by default the same. ``answered`` have given their own answer. ``marked`` puts the cause of an
    emergency before a line. ``says_end``: the card says who has done what the notice asked for.
    ``letter`` is the number of its letter, if it has one.
    """

    title: Text | None = None
    card: Callable[[Person], Awaitable[Card]] | None = None
    follow_up: Callable[[Person], Awaitable[None]] | None = None
    delivery: Delivery = Delivery()
    ends_by: EndsBy = EndsBy.SEEN
    asked: str = ""
    owed: Callable[[Person], Awaitable[str]] | None = None
    answered: frozenset[PersonId] = frozenset()
    entitled: Sequence[Person] = ()
    marked: Callable[[Text], Text] = lambda line: line
    says_end: bool = False
    letter: str | None = None

    @property
    def asks(self) -> bool:
        """Whether a step ends the notice, and not that a person has seen it."""
        return self.ends_by in (EndsBy.STEP, EndsBy.ANSWER)


@dataclass(frozen=True, slots=True)
class SubjectType:
    """A type of subject: ``load`` loads and locks that of a notice, ``state`` gives the state of a
    record, for messages that make sense in some only. ``named_in_mail``: an e-mail names the
    record. ``steps`` gives the names of its steps, as open cards say what has happened.
    """

    key: Subject
    load: Callable[[Tx, Notice], Awaitable[SubjectRecord]] | None = None
    _: KW_ONLY
    state: Callable[[Tx, Person, str], Awaitable[str | None]] | None = None
    named_in_mail: bool = False
    steps: Callable[[str], Text] | None = None


@dataclass(frozen=True, slots=True)
class NoticeButtons:
    """The buttons of notices without a card of their subject, by their ``key`` up to a colon."""

    key: str
    rows: Callable[[Tx, Person, Notice, list[Row]], Awaitable[list[Row]]]


def acting(key: str, button: Button) -> NoticeButtons:
    """The buttons of notices of a key whose text asks for something, for those who may do it."""

    async def rows(tx: Tx, viewer: Person, _notice: Notice, others: list[Row]) -> list[Row]:
        may_act = may_use(tx.registry, button.command.split()[0], viewer.role)
        return acting_rows(button, others) if may_act else others

    return NoticeButtons(key, rows)


def acting_rows(button: Button, others: list[Row]) -> list[Row]:
    """The button that does what a notice asks for, in the place of "seen", which it also says."""
    seen = [each.command for row in others for each in row]
    return [(replace(button, command=" ".join((*seen, button.command))),)]


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """Load and lock the subject of a notice. Raises ``Unregistered``."""
    load = tx.registry.get(SubjectType, notice.subject).load
    return SubjectRecord() if load is None else await load(tx, notice)
