"""Reading a profile in TOML, strictly: every field that cannot be used is named by its path."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from liaison.domain.cards import Text, Value, text
from liaison.domain.errors import Refusal

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_T = TypeVar("_T")
LONGEST_VALUE = 1_000
"""Characters of a wrong value that are shown: a longer one is told by its field alone."""


class ProfileError(Exception):
    """The profile cannot be used; ``values`` name the field by its path."""

    def __init__(self, key: str, values: Mapping[str, Value]) -> None:
        super().__init__(key, dict(values))
        self.key = key
        self.values = values

    def text(self) -> Text:
        """The sentence that says what is wrong with the profile."""
        return text(self.key, **self.values)


class ProfileTable:
    """A table of the profile while it is read: fields are asked for by type, none is left over.

    Each method takes one field and raises ``ProfileError`` where it is missing or cannot be used.
    """

    def __init__(self, raw: Mapping[str, Any], path: str) -> None:
        self._raw = dict(raw)
        self._path = path

    def close(self) -> None:
        """Refuse what nobody asked for: most often a slip in a name."""
        for name in self._raw:
            raise ProfileError("error-profile-unknown-field", {"field": self._path + name})

    def has(self, name: str) -> bool:
        """Whether a field that may be left out is there."""
        return name in self._raw

    def day(self, name: str) -> date:
        """A date without a time."""
        value: date = self._take(name, date)
        return value

    def words(self, name: str, read: Callable[[str], _T]) -> _T:
        """A text as somebody reads it, who raises ``Refusal`` for what it cannot be."""
        value: str = self._take(name, str)
        try:
            return read(value)
        except Refusal:
            return self.refuse(name, value)  # type: ignore[no-any-return]  # it never returns

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of a closed list."""
        return self._known(name, self._take(name, str), choices)

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """A text of a shape."""
        value: str = self._take(name, str)
        if pattern.fullmatch(value) is None:
            self.refuse(name, value)
        return value

    def number(self, name: str, *, low: int, high: int) -> int:
        """A whole number within bounds."""
        return self._within(name, self._take(name, int), (low, high))

    def numbers(self, name: str, *, low: int, high: int) -> tuple[int, ...]:
        """Different whole numbers within bounds, at least one."""
        return self._list(name, int, lambda value: self._within(name, value, (low, high)))

    def flag(self, name: str) -> bool:
        """Yes or no."""
        value: bool = self._take(name, bool)
        return value

    def codes(self, name: str) -> tuple[str, ...]:
        """Different codes, at least one."""

        def check(value: str) -> str:
            return value if _CODE.fullmatch(value) else self.refuse(name, value)

        return self._list(name, str, check)

    def choices(self, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        """Different ones of a closed list, at least one."""
        return self._list(name, str, lambda value: self._known(name, value, choices))

    def table(self, name: str, read: "Callable[[ProfileTable], _T]") -> _T:
        """A table within."""
        return read_closed(self._take(name, dict), f"{self._path}{name}.", read)

    def tables(self, name: str, read: "Callable[[ProfileTable], _T]") -> tuple[_T, ...]:
        """Tables within, at least one."""
        rows = self._take(name, list)
        if not rows or not all(isinstance(row, dict) for row in rows):
            self.refuse(name, rows)
        return tuple(
            read_closed(row, f"{self._path}{name}[{index}].", read)
            for index, row in enumerate(rows)
        )

    def refuse(self, name: str, value: object) -> Any:
        """Say that a field holds what it cannot hold."""
        raise ProfileError(
            "error-profile-value", {"field": self._path + name, "value": _shown(value)}
        )

    def _take(self, name: str, kind: type) -> Any:
        if name not in self._raw:
            raise ProfileError("error-profile-missing", {"field": self._path + name})
        value = self._raw.pop(name)
        # A bool is an int to Python, and never a number of days.
        if type(value) is not kind:
            self.refuse(name, value)
        return value

    def _within(self, name: str, value: int, bounds: tuple[int, int]) -> int:
        low, high = bounds
        if not low <= value <= high:
            self.refuse(name, value)
        return value

    def _known(self, name: str, value: str, choices: tuple[str, ...]) -> str:
        if value not in choices:
            self.refuse(name, value)
        return value

    def _list(self, name: str, kind: type, check: Callable[[Any], _T]) -> tuple[_T, ...]:
        values = self._take(name, list)
        if not values or any(type(value) is not kind for value in values):
            self.refuse(name, values)
        if len(set(values)) != len(values):
            self.refuse(name, values)
        return tuple(check(value) for value in values)


def _shown(value: object) -> str:
    try:
        shown = repr(value)
    except (ValueError, RecursionError):  # a number too long for Python, tables nested too deep
        return "…"
    return shown if len(shown) <= LONGEST_VALUE else "…"


def read_closed(raw: Mapping[str, Any], path: str, read: Callable[[ProfileTable], _T]) -> _T:
    """Read a table and refuse what nobody asked for."""
    table = ProfileTable(raw, path)
    result = read(table)
    table.close()
    return result


def load_profile(path: Path | Traversable, read: Callable[[ProfileTable], _T]) -> _T:
    """Read a file. Raises ``ProfileError`` with the path of the field that is wrong."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        detail = {"path": str(path), "detail": str(error)}
        raise ProfileError("error-profile-syntax", detail) from error
    except (OSError, ValueError, RecursionError) as error:  # no text, too long, nested too deep
        raise ProfileError("error-profile-unreadable", {"path": str(path)}) from error
    return read_closed(raw, "", read)
