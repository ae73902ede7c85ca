"""The interfaces of the repositories of to-dos."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.todos.model import TodoMark


class TodoMarks(Protocol):
    """What people said about their to-dos."""

    async def of(self, party: PartyCode) -> Sequence[TodoMark]:
        """The marks of the people of a Party."""

    async def put(self, mark: TodoMark) -> None:
        """Save a mark in place of the person's earlier one about the record."""


class TodayMessages(Protocol):
    """What the Today messages of people show."""

    async def of(self, party: PartyCode) -> Mapping[PersonId, str]:
        """What the messages of the people of a Party show."""

    async def put(self, person: PersonId, shown: str) -> None:
        """Save what the message of a person shows."""
