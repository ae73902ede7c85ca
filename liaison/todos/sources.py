"""The sources of to-dos, registered by concepts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from liaison.core.agreement import PartyCode
from liaison.core.outbox import Subject
from liaison.core.transaction import Tx
from liaison.todos.model import Todo


@dataclass(frozen=True, slots=True)
class TodoSource:
    """Finds all to-dos of a Party about the records of one concept."""

    key: Subject
    find: Callable[[Tx, PartyCode], Awaitable[Sequence[Todo]]]
