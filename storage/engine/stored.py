"""The registration of a repository for the interface that services use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from storage.engine.statements import Statements

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Stored(Generic[_R]):
    """A repository: its interface, and how it is made for a transaction."""

    key: type[_R]
    make: Callable[[Statements], _R]


@runtime_checkable
class Buffered(Protocol):
    """A repository that buffers its writes until just before the transaction commits."""

    async def flush(self) -> None:
        """Write the buffered changes."""
