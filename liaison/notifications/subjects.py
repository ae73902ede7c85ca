"""What notices are about: concepts register their subjects, and their views of certain notices."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from liaison.core.cards import Card, Row, Text
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRecord:
    """What a notice is about, locked, as far as its messages and recipients need it.

    ``title`` is the title of the notice as it is true now, and ``card`` makes the card below it for
    a viewer. ``follow_up`` enqueues what a recipient gets beside the notice. ``responsible`` work
    on the record; with ``for_coordinators`` these stand in where none of them is active. ``absent``
    have said that they do not come. ``offered_to`` is the person whom the notice is for, None where
    the notice is about a person.
    """

    title: Text | None = None
    card: Callable[[Person], Awaitable[Card]] | None = None
    follow_up: Callable[[Person], Awaitable[None]] | None = None
    responsible: frozenset[PersonId | None] = frozenset()
    for_coordinators: bool = False
    absent: frozenset[PersonId] = frozenset()
    offered_to: str | None = None


async def _no_record(_tx: Tx, _notice: Notice) -> SubjectRecord:
    return SubjectRecord()


async def _no_state(_tx: Tx, _person: Person, _subject_id: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectType:
    """One kind of thing that notices are about.

    ``load`` looks up and locks what a notice is about. ``state`` is the state of a record by its
    id, for messages that make sense in some states only. ``named_in_mail``: an e-mail names the
    record instead of the notice.
    """

    key: Subject
    load: Callable[[Tx, Notice], Awaitable[SubjectRecord]] = _no_record
    state: Callable[[Tx, Person, str], Awaitable[str | None]] = _no_state
    named_in_mail: bool = False


class NoticeCard(Protocol):
    """Makes the card of a notice from its lines and rows."""

    def __call__(
        self,
        tx: Tx,
        viewer: Person,
        notice: Notice,
        /,
        *,
        lines: Sequence[Text],
        rows: Sequence[Row],
    ) -> Awaitable[Card]:
        """The card for a viewer."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The card of notices whose topic, up to a colon, is this, and whose subject has no card."""

    key: str
    card: NoticeCard


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """Look up what a notice is about; nobody else changes it before this transaction ends.

    Raises ``Unregistered`` for a subject that only a newer version knows.
    """
    return await tx.registry.get(SubjectType, notice.subject).load(tx, notice)
