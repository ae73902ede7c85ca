"""The Fluent messages of one language, from the files of its folders."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment

from bot.profile.language_file import load_vocabulary
from bot.profile.toml_file import ProfileError
from liaison.core.agreement import WEEKDAYS

_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
"""The first line of a message or a term; a term has a hyphen before its name."""


class Messages:
    """The messages of one language. Each is parsed when it is first used, as most never are. Of two
    with one key the first folder's is used, and in one file the first.
    """

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        def digits(written: object) -> str:
            own = load_vocabulary(language, tuple(folders)).digits
            return str(written).translate(str.maketrans("0123456789", own))

        functions: dict[str, Any] = {
            "DIGITS": digits,
            "WEEKDAY": lambda day: self.form(
                self.pattern("weekday"), {"day": WEEKDAYS[day.value.weekday()]}
            )[0],
            "CAPITALS": lambda moment: moment.in_capitals(),
            "WITHOUT": lambda day, first: str(getattr(day, "written", day)).removeprefix(first),
            "SAME": lambda day, other: "yes" if day.value == other.value else "no",
        }
        self._bundle = FluentBundle([language.replace("_", "-")], functions=functions)
        self._unread: dict[str, str] = {}
        for folder in folders:
            for key, written in _entries(folder / language):
                self._unread.setdefault(key, written)
        self._keys = frozenset(self._unread)
        for term in [key for key in self._unread if key.startswith("-")]:
            self._read(term)

    def has(self, key: str) -> bool:
        """Whether there is a message of that key."""
        return key.partition(".")[0] in self._keys

    def pattern(self, key: str) -> Any:
        """The pattern of a message or its attribute; None if empty. Raises ``LookupError``."""
        if not self.has(key):
            raise LookupError(key)
        key, _, attribute = key.partition(".")
        if key in self._unread:
            self._read(key)
        message = self._bundle.get_message(key)
        return message.attributes.get(attribute, message.value)

    def form(self, pattern: Any, values: dict[str, Any]) -> tuple[str, list[Any]]:
        """Format a message, and return the errors. The bundle's own method would turn our numbers
        back into plain ones.
        """
        errors: list[Any] = []
        environment = ResolverEnvironment(
            context=self._bundle, current=CurrentEnvironment(args=values), errors=errors
        )
        try:
            return str(pattern(environment)), errors
        except ValueError as error:
            return "", [error]

    def _read(self, key: str) -> None:
        self._bundle.add_resource(FluentResource(self._unread.pop(key)))


def keys_in(folder: Path) -> frozenset[str]:
    """The keys of all messages in a folder of one language."""
    return frozenset(key for key, _ in _entries(folder) if not key.startswith("-"))


@cache
def messages_in(language: str, folders: tuple[Path, ...]) -> Messages:
    """The messages of a language, read once."""
    return Messages(language, folders)


def _entries(folder: Path) -> Iterator[tuple[str, str]]:
    """Each message and term in a folder of one language: its key, and its source."""
    for file in sorted(folder.glob("*.ftl")):
        try:
            written = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError("setup-unreadable", {"file": str(file)}) from error
        starts = list(_ENTRY.finditer(written))
        ends = [*(each.start() for each in starts[1:]), len(written)]
        for found, end in zip(starts, ends, strict=True):
            yield found[1], written[found.start() : end]
