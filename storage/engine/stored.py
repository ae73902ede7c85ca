"""Which repository keeps what a concept asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from storage.engine.statements import Statements

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Stored(Generic[_R]):
    """A repository: what services know it by, and how it is made for a transaction."""

    key: type[_R]
    make: Callable[[Statements], _R]


@runtime_checkable
class Buffered(Protocol):
    """A repository that collects what it writes until the transaction is about to commit."""

    async def flush(self) -> None:
        """Write what was collected."""
