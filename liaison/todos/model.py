"""To-dos: acts that a Party owes, or waits for from the other Party."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import NewType

from liaison.core.cards import Button, Text, text
from liaison.core.outbox import Subject
from liaison.core.people import PersonId

TodoAct = NewType("TodoAct", str)
"""What a to-do asks for, by the text key of its line; each concept names its own."""


class Rank(IntEnum):
    """The order of to-dos, most pressing first."""

    OVERDUE = 0
    DUE = 1
    """Its due date is near."""
    RECEIPT = 2
    """The receipt of a request is not confirmed."""
    IDLE = 3
    """No action was taken for days."""
    OPEN = 4
    UNREAD = 5
    """A notice that no one has acknowledged."""
    WATCH = 6
    """The other Party owes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """An act that a Party owes, or waits for from the other Party. Instants are aware UTC.

    ``line`` names the ``act`` and the record, and ``button`` does it; people whose role may not do
    it get the button ``view``, if there is one. ``people`` see it first; after ``escalates_from``
    the escalation policy adds others. It is owed only while the record ``subject_id`` is in one of
    ``states``. Reminders are so many ``days_before`` ``due_on``, a local date of the Party. While
    it can be done in time, the due date ``ends_in`` the time of a capital. From
    ``repeat_on`` on, morning messages name it every ``repeat_days`` days. A list names one of
    several to-dos about a record, and one about each other ``aspect`` of it. What follows from
    another record is named with that one, its ``about``; ``more`` others are. The Today message
    names the day of one that ``is_event``. ``other_rank`` is how pressing it is for the other
    Party, if that owes it: then its line has a sound ``heard_on`` a day. ``takers`` are the names
    of people who said "I am on it", and it ``is_taken`` if its reader did; one ``deferred_until`` a
    later day by its reader is not counted before.
    """

    subject: Subject
    subject_id: str
    states: tuple[str, ...]
    act: TodoAct
    line: Text
    button: Button
    view: Button | None = None
    people: frozenset[PersonId]
    rank: Rank
    other_rank: Rank = Rank.OPEN
    since: datetime
    urgent: bool = False
    due_on: date | None = None
    ends_in: Text | None = None
    days_before: tuple[int, ...] = ()
    repeat_on: date | None = None
    repeat_days: int = 1
    heard_on: date | None = None
    escalates_from: datetime | None = None
    aspect: str = ""
    about: tuple[Subject, str] | None = None
    more: int = 0
    is_event: bool = False
    takers: tuple[Text, ...] = ()
    is_taken: bool = False
    deferred_until: date | None = None

    @property
    def record(self) -> tuple[Subject, str]:
        """The record that it is about."""
        return self.subject, self.subject_id

    @property
    def named_with(self) -> tuple[Subject, str]:
        """The record with which it is named: what it follows from, or its own."""
        return self.about or self.record

    @property
    def matter(self) -> tuple[Subject, str, str]:
        """What has one line in a list."""
        return *self.named_with, self.aspect

    @property
    def named(self) -> Text:
        """Its line, with how many more there are about the same matter, who is on it, and when it
        is told again.
        """
        line = text("todo-and-more", line=self.line, count=self.more) if self.more else self.line
        line = text("today-taken", line=line, names=self.takers) if self.takers else line
        until = self.deferred_until
        return text("today-deferred", line=line, day=until) if until is not None else line

    @property
    def is_owed(self) -> bool:
        """Whether the own Party owes it."""
        return self.rank is not Rank.WATCH

    @property
    def counts(self) -> bool:
        """Whether its reader owes it today."""
        return self.is_owed and self.deferred_until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoMark:
    """What a person said about a to-do: not before ``deferred_until``, or "I am on it"; it ends
    when another ``act`` is owed about the record (None of an earlier version).
    """

    person: PersonId
    subject: Subject
    subject_id: str
    deferred_until: date | None = None
    taken_at: datetime | None = None
    act: TodoAct | None = None
