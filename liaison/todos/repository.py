"""The interface of the repository of marks."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.todos.model import TodoMark


class TodoMarks(Protocol):
    """What people said about their to-dos."""

    async def of(self, party: PartyCode) -> Sequence[TodoMark]:
        """The marks of the people of a Party."""

    async def put(self, mark: TodoMark) -> None:
        """Save a mark in place of the person's earlier one about the record."""
