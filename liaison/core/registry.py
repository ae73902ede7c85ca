"""The registrations of all concepts.

A concept gives a tuple of registrations: its timers, notification subjects, approvals, record
types, permissions, repositories and commands. The package that uses a registration defines its
type, so that this package imports no concept.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias, TypeVar, cast


class Registration(Protocol):
    """One registration of a concept; its key is unique within its type."""

    @property
    def key(self) -> object:
        """Its name within its type."""


Concept: TypeAlias = tuple[Registration, ...]
_R = TypeVar("_R", bound=Registration)


class Unregistered(LookupError):
    """No concept has registered this key; a newer version of the service may know it."""


class Registry:
    """The registrations by type and key. Raises ``ValueError`` if two have the same key."""

    def __init__(self, concepts: Iterable[Iterable[Registration]]) -> None:
        self._found: dict[type, dict[object, Registration]] = {}
        for each in (each for concept in concepts for each in concept):
            known = self._found.setdefault(type(each), {})
            if each.key in known:
                msg = f"{type(each).__name__} {each.key} is registered twice"
                raise ValueError(msg)
            known[each.key] = each

    def all(self, kind: type[_R]) -> Mapping[object, _R]:
        """All registrations of a type by key, in the order of the concepts."""
        return cast("Mapping[object, _R]", self._found.get(kind, {}))

    def find(self, kind: type[_R], key: object) -> _R | None:
        """The registration of a key; None if there is none."""
        return self.all(kind).get(key)

    def get(self, kind: type[_R], key: object) -> _R:
        """The registration of a key. Raises ``Unregistered``."""
        found = self.find(kind, key)
        if found is None:
            raise Unregistered(kind.__name__, key)
        return found
