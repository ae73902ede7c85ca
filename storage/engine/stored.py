"""The registration of a repository for the interface that services use."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage.engine.statements import Statements

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Stored(Generic[_R]):
    """A repository: its interface, and how it is made for a transaction."""

    key: type[_R]
    make: Callable[[Statements], _R]


class Buffered(ABC):
    """A repository that buffers its writes until just before the transaction commits."""

    @abstractmethod
    async def flush(self) -> None:
        """Write the buffered changes."""
