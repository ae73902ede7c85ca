"""Command lines: what a person types and what a button carries are one and the same.

``receive KH26-7F3K9 @3 today``: a name, arguments, and ``@`` with the version of the case that the
person saw. A typed line begins with a slash and mostly goes without a version.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.references import Reference, parse_reference
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.requests.service import VersionedRequestRef

_SEEN = re.compile(r"@([0-9]{1,9})")
_NAME = re.compile(r"/?([a-z]+)(?:@\w+)?")
NOT_A_COMMAND = "?"
"""The name of a line that is no command."""
MOST_PAGES = 10**6


class WhichCase(UserError):
    """The command needs the reference of a case."""

    key = "error-which-case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command line. ``version`` is the version that the person saw, where the line carries one.

    ``raw`` is what was typed after the name, with its line breaks.
    """

    name: str
    args: tuple[str, ...] = ()
    version: int | None = None
    raw: str = field(default="", compare=False)

    def __str__(self) -> str:
        """The line as a button carries it."""
        seen = () if self.version is None else (f"@{self.version}",)
        return " ".join((self.name, *self.args[:1], *seen, *self.args[1:]))

    def with_arguments(self, *more: str) -> "Command":
        """The same line with more arguments."""
        return replace(self, args=(*self.args, *more), raw=" ".join((self.raw, *more)))

    def replace_arguments(self, *args: str) -> "Command":
        """The same line with these arguments instead."""
        return replace(self, args=args, raw=" ".join(args))

    def text_from(self, start: int) -> str | None:
        """The arguments from ``start`` on as one text; None where there are none."""
        return " ".join(self.args[start:]) or None

    def raw_from(self, start: int) -> str:
        """What was typed from the argument ``start`` on, in its own lines."""
        return "".join((self.raw or " ".join(self.args)).split(maxsplit=start)[start:])

    def argument(self, at: int) -> str | None:
        """One argument in lower case, digits made ASCII; None where it is missing."""
        return fold_typed(self.args[at]).lower() if at < len(self.args) else None

    def page(self, at: int) -> int:
        """The page of a list, 1 where it is missing. Raises ``NotACount``."""
        return parse_count(self.argument(at) or "1", 1, MOST_PAGES)

    def choice(self, at: int, known: Sequence[str]) -> str:
        """One of a closed list, the first where it is missing. Raises ``NotAChoice``."""
        given = self.argument(at) or known[0]
        if given not in known:
            raise NotAChoice
        return given

    def reference(self) -> Reference:
        """The case that the line is about. Raises ``WhichCase`` or ``UnknownReference``."""
        if not self.args:
            raise WhichCase(command=self.name)
        return parse_reference(self.args[0])

    def versioned_ref(self) -> VersionedRequestRef:
        """The case that the line is about, as the person saw it."""
        return VersionedRequestRef(reference=self.reference(), version=self.version)


def parse_command(raw: str) -> Command:
    """Read a command line; one that is none has the name ``?`` and no arguments."""
    first, *others = raw.split() or [""]
    name = _NAME.fullmatch(first.lower())
    if name is None:
        return Command(name=NOT_A_COMMAND)
    seen = [int(found[1]) for word in others if (found := _SEEN.fullmatch(word))]
    args = tuple(word for word in others if not _SEEN.fullmatch(word))
    tail = raw.lstrip()[len(first) :]
    return Command(name=name[1], args=args, version=seen[0] if seen else None, raw=tail)
