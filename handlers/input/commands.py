"""Commands and the replies to them. Typed text and callback data have the same form.

``receive KH26-7F3KK @3 today``: a name, arguments, and ``@`` with the version of the request that
the person saw. A typed command begins with a slash and usually has no version.
Handlers return replies and never send.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import sha256

from liaison.core.cards import Button, Card, Paragraph, Row, Text, card, dump, named, text
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.people import Person
from liaison.core.references import Reference, any_code, parse_reference
from liaison.core.text_parsing import NotACount, fold_typed, parse_count

_SEEN = re.compile(r"@([0-9]{1,9})")
_NAME = re.compile(r"/?([a-z]+)(?:@\w+)?")
NOT_A_COMMAND = "?"
"""The name of input that is not a command."""
MAX_PAGES, MAX_RECORDS = 10**6, 10**9 - 1
KHMER_SPACE = "\u200b"
"""Made by the space bar of the Khmer keyboard."""
MISSING_ARGUMENT = "\ue000"
"""Marks an argument that is asked for again; no one can type it."""
CHOSEN_BEFORE = ",,"
"""Separates the items of an argument that were chosen before from those that are typed."""
_CHOSEN = re.compile(f".*,(?={MISSING_ARGUMENT})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command. ``version`` is the version that the person saw, if given. ``raw`` is the typed
    text after the name, with its line breaks. If an argument of a checked command is asked for
    again, ``check`` is the id of that check, and ``filled`` the new argument.
    """

    name: str
    args: tuple[str, ...] = ()
    version: int | None = None
    raw: str = field(default="", compare=False)
    check: str | None = field(default=None, compare=False)
    filled: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """The command as callback data."""
        if self.check is not None and self.filled is not None:
            return f"fill {self.check} {self.filled}"
        return self.line

    @property
    def line(self) -> str:
        """The whole command line, of any length."""
        seen = () if self.version is None else (f"@{self.version}",)
        return " ".join((self.name, *self.args[:1], *seen, *self.args[1:]))

    def with_arguments(self, *more: str) -> "Command":
        """The same command with more arguments: in the place of its hole, else at the end."""
        hole = next((at for at, given in enumerate(self.args) if MISSING_ARGUMENT in given), None)
        if hole is None:
            return replace(self, args=(*self.args, *more), raw=" ".join((self.raw, *more)))
        given = " ".join(more)
        filled = self.args[hole].replace(MISSING_ARGUMENT, given)
        return replace(self, args=(*self.args[:hole], filled, *self.args[hole + 1 :]), filled=given)

    def asking(self, at: int, argument: str = MISSING_ARGUMENT) -> "Command":
        """The same command with a hole in the place of an argument."""
        return replace(self, args=(*self.args[:at], argument, *self.args[at + 1 :]), filled=None)

    def with_argument(self, at: int, value: str) -> "Command":
        """The same command with that value of one argument, which is there or is the next one."""
        return self.asking(at).with_arguments(value)

    def asking_more(self, at: int, chosen: str) -> "Command":
        """The same command with a hole after the items of an argument that are chosen already."""
        return self.asking(at, f"{chosen}{CHOSEN_BEFORE}{MISSING_ARGUMENT}")

    def with_choice(self, given: str) -> "Command":
        """The same command with all that a button chooses in the place of the items before it."""
        args = tuple(_CHOSEN.sub("", each) for each in self.args)
        return replace(self, args=args).with_arguments(given)

    def with_reading(self, typed: str, reading: str) -> "Command":
        """The same command with an ambiguous part, as ``fold_typed`` gives it, written out."""

        def read(given: str) -> str:
            return re.sub(
                re.escape(typed), reading, fold_typed(given), count=1, flags=re.IGNORECASE
            )

        filled = None if self.filled is None else read(self.filled)
        return replace(self, args=tuple(read(" ".join(self.args)).split()), raw="", filled=filled)

    def replace_arguments(self, *args: str) -> "Command":
        """The same command with these arguments instead."""
        return replace(self, args=args, raw=" ".join(args))

    def text_from(self, start: int) -> str | None:
        """The arguments from ``start`` on as one text, spaced as its line is when it is read again;
        None if there are none.
        """
        found = " ".join(self.args[start:]).replace(KHMER_SPACE, " ")
        return None if MISSING_ARGUMENT in found else found or None

    def raw_from(self, start: int) -> str:
        """The typed text from the argument ``start`` on, with its line breaks."""
        return "".join((self.raw or " ".join(self.args)).split(maxsplit=start)[start:])

    def argument(self, at: int) -> str | None:
        """One argument in lower case, with ASCII digits; None if it is missing."""
        there = at < len(self.args) and MISSING_ARGUMENT not in self.args[at]
        return fold_typed(self.args[at]).lower() if there else None

    def begun(self, at: int) -> str:
        """An argument like ``argument``, also one of which more is asked for; empty if missing."""
        given = self.args[at] if at < len(self.args) else ""
        return fold_typed(given.replace(MISSING_ARGUMENT, "")).lower()

    def number(self, at: int, unknown: UserError) -> int:
        """The number of a record. Raises ``unknown``."""
        try:
            return parse_count(self.argument(at) or "", 1, MAX_RECORDS)
        except NotACount:
            raise unknown from None

    def page(self, at: int) -> int:
        """The page of a list, 1 by default. Raises ``NotACount``."""
        return parse_count(self.argument(at) or "1", 1, MAX_PAGES)

    def choice(self, at: int, known: Sequence[str], concept: str) -> str:
        """An item of a closed list, by default the first. Raises ``NotAChoice`` with its names."""
        given = self.argument(at) or known[0]
        if given not in known:
            names = tuple(named(concept, each) for each in known)
            raise NotAChoice("error-not-of-choices", choices=names)
        return given

    def reference(self) -> Reference:
        """The reference of the request. Raises ``WrongValue``."""
        return parse_reference(self.args[0] if self.args else "")


def parse_command(raw: str) -> Command:
    """Parse a command; other input gets the name ``?`` and no arguments."""
    first, *others = raw.replace(KHMER_SPACE, " ").split() or [""]
    if (name := _NAME.fullmatch(first.lower())) is None:
        return Command(name=NOT_A_COMMAND)
    seen = [int(found[1]) for word in others if (found := _SEEN.fullmatch(word))]
    args = tuple(word for word in others if not _SEEN.fullmatch(word))
    tail = raw.lstrip()[len(first) :]
    return Command(name=name[1], args=args, version=seen[0] if seen else None, raw=tail)


def code_in(command: str) -> str | None:
    """The code of the record that a command names first, if any."""
    _, code, *_ = (*command.split(), "", "")
    return any_code(code)


class Placement(Enum):
    """Where the card for a typed message appears. After a press it replaces the pressed card."""

    NEW = auto()
    """As a new message."""
    START = auto()
    """As a new message, which the conversation then edits."""
    AGAIN = auto()
    """As a new message; the conversation's own is deleted, and so is the typed message."""
    UPDATE = auto()
    """In the conversation's own card; the typed message is deleted from the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a check asks to send: the title of the act, what it says, and when the other Party is
    ``told``, if it is sent now.
    """

    title: Text
    details: Sequence[Paragraph]
    told: Sequence[Text] = ()

    @property
    def digest(self) -> str:
        """What the check says, shortened: another one is another act."""
        return digest_of(self.title, self.details)


def digest_of(title: Text, details: Sequence[Paragraph]) -> str:
    """A short digest of what a check says, but for how words are spaced, which no command keeps."""
    said = " ".join(dump(card(title, *details)).split())
    return sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one update. Nothing is shown if ``card`` is None.

    ``toast`` is shown over the chat after a press, until dismissed if ``as_alert``; it is not shown
    after a typed message. ``remove`` deletes the person's message; ``leave`` leaves the chat
    without an answer. With a ``time_to_live`` the card is a message of its own, also after a press,
    and is deleted after that time; it is sent only if the person may still use ``command``.
    One that ``is_final`` ends the question that waits; of one that is ``empty`` the command applies
    to nothing now.
    ``slot`` is the message slot of the card, by default as its placement says. From ``until`` on a
    page no longer shows the card, as its buttons have no effect then.
    With ``ends_question`` the question or check that was asked before loses its buttons. A card
    that is a check shows a ``confirmation``.
    """

    card: Card | None = None
    toast: Text | None = None
    as_alert: bool = False
    placement: Placement = Placement.NEW
    is_final: bool = False
    empty: bool = False
    remove: bool = False
    leave: bool = False
    time_to_live: timedelta | None = None
    command: str | None = None
    slot: str | None = None
    until: datetime | None = None
    ends_question: bool = False
    confirmation: Confirmation | None = None


class Asked(Exception):
    """An argument is missing; ``reply`` asks for it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def code_rows(command: Command, concept: str, codes: Iterable[str]) -> list[Row]:
    """A row for each code that can be the next argument of a command."""
    return [(Button(named(concept, each), str(command.with_arguments(each))),) for each in codes]


def person_rows(command: Command, people: Iterable[Person]) -> list[Row]:
    """A row for each person that can be the next argument of a command."""
    return [
        (Button(text("answer", value=each.name), str(command.with_arguments(str(each.number)))),)
        for each in people
    ]
