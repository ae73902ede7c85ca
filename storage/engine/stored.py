"""The registration of a repository for the interface that services use."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from storage.engine.statements import Statements

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Stored(Generic[_R]):
    """A repository: its interface, and how it is made for a transaction."""

    key: type[_R]
    make: Callable[[Statements], _R]


class ReadOnce:
    """A repository that reads each record once in a transaction, and keeps it in dictionaries."""

    def copied(self) -> Self:
        """The same for a dry run, which knows what was read, and whose changes stay its own."""
        made = copy(self)
        held = {name: copy(each) for name, each in vars(self).items() if isinstance(each, dict)}
        vars(made).update(held)
        return made


class Buffered(ABC):
    """A repository that buffers its writes until just before the transaction commits."""

    @abstractmethod
    async def flush(self) -> None:
        """Write the buffered changes."""
