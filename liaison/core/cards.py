"""Messages before translation: keys, values and buttons.

A card is translated only when it is sent, into the reader's language at that time. So the database
holds no translated text, and another channel needs only another renderer.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

COMMAND_BYTES = 64
"""Telegram's limit for the callback data of a button."""
BELOW = "below"
"""The last word of the command of a button whose message stays: the answer is sent below it."""
MAX_BUTTONS = 6
"""The maximum number of buttons of the card of a record."""

Value: TypeAlias = "str | int | date | datetime | Text | tuple[Text, ...]"
JsonObject: TypeAlias = Mapping[str, object]
"""A record as JSON; only its concept knows the fields."""
_V = TypeVar("_V", bound=Value)


@dataclass(frozen=True, slots=True)
class Text:
    """One message of the catalog: its key and its values.

    A ``date`` is formatted in the reader's language, an aware ``datetime`` in the reader's zone or,
    if the text asks for it, in the time of both capitals, an ``int`` in the reader's digits. A
    nested ``Text`` is translated, a tuple of them becomes a list. A ``str`` is shown unchanged:
    references, codes, names. The ``cause`` of the emergency that a line is about is before it.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    cause: "Text | None" = None


def text(key: str, **values: Value) -> Text:
    """A message of the catalog with its values."""
    return Text(key, MappingProxyType(values))


def named(concept: str, code: str, **values: Value) -> Text:
    """The message for one code of a closed list: ``named("role", "focal_person")``."""
    return text(f"{concept}-{code.replace('_', '-')}", **values)


def field_line(name: str, value: Value) -> Text:
    """A line with the name of a field and its value, as checks and cards have it."""
    return text("named-value", name=named("field", name), value=value)


def changed(before: "Value | None", after: _V) -> "_V | Text":
    """A value with the one that it replaces, if they differ."""
    if before is None or before == after:
        return after
    return text("changed-value", before=before, after=after)


def short(name: Text) -> Text:
    """The short form of a name of a closed list, as on a button."""
    return replace(name, key=f"{name.key}.button")


def fits_button(line: str) -> bool:
    """Whether a button can carry a command line."""
    return 0 < len(line.encode()) <= COMMAND_BYTES


class CommandTooLong(ValueError):
    """A command has more than a button can carry, as a person typed more than it needs."""


class Sends(StrEnum):
    """How a button sends what a check shows."""

    BY_WORDS = "words"
    """Also if a word such as "yes" is typed."""
    BY_ITSELF = "itself"
    """Only if it is pressed or its label is typed, as a value is doubtful."""


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the command of a press, or how that ``sends``. Raises ``CommandTooLong``."""

    label: Text
    command: str
    sends: Sends | None = None

    def __post_init__(self) -> None:
        if not fits_button(self.command):
            raise CommandTooLong


def open_button(command: str, code: str) -> Button:
    """The button that opens a record by the command that shows it."""
    return Button(text("button-open", code=code), f"{command} {code}")


Row: TypeAlias = tuple[Button, ...]
Paragraph: TypeAlias = tuple[Text, ...]
"""Lines shown together, each a whole message of the catalog."""


@dataclass(frozen=True, slots=True)
class Card:
    """The content of one message: paragraphs of lines, and buttons.

    The card of a record has the command that shows it as its ``view``. It shows six buttons at
    most; its rows ``more``, and those for which there is no room, are behind a button More. Its
    last row leads back. Only a card without a view, which is a question or a list, has a button for
    each answer. Its ``details`` are quoted below and can be unfolded. Without paragraphs, only the
    buttons of a message are removed.
    """

    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...] = ()
    more: tuple[Row, ...] = ()
    view: str = ""
    details: Paragraph = ()

    def __post_init__(self) -> None:
        rows, more = self.rows, self.more
        while self.view and sum(map(len, rows)) + bool(more) > MAX_BUTTONS:
            *first, last, back = rows
            rows, more = (*first, back), (last, *more)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "more", more)

    @property
    def lines(self) -> tuple[Text, ...]:
        """All lines of all paragraphs, and the details."""
        return tuple(line for paragraph in (*self.paragraphs, self.details) for line in paragraph)

    def below(self, *lines: Text) -> "Card":
        """The same card below further lines; the cause of an emergency stays first."""
        if not (lines and self.paragraphs and self.paragraphs[0][0].cause):
            return replace(self, paragraphs=(lines, *self.paragraphs)) if lines else self
        (title, *state), *others = self.paragraphs
        return replace(self, paragraphs=((title, *lines, *state), *others))


def card(
    *paragraphs: Text | Sequence[Text] | None,
    rows: Iterable[Row] = (),
    more: Iterable[Row] = (),
    view: str = "",
    details: Iterable[Text] = (),
) -> Card:
    """Make a card of paragraphs, or single lines, and rows of buttons, without empty ones."""
    written = ((each,) if isinstance(each, Text) else tuple(each or ()) for each in paragraphs)
    return Card(
        tuple(each for each in written if each),
        tuple(row for row in rows if row),
        tuple(row for row in more if row),
        view,
        tuple(details),
    )


def one_page(shown: Card, page: int = 0) -> Card:
    """A card with one page of its buttons: the first, or a further one behind More."""
    at = 0
    while shown.more and at < page:
        back = Button(text("button-back"), shown.view)
        shown, at = replace(shown, rows=(*shown.more, (back,)), more=()), at + 1
    if not shown.more:
        return shown
    *first, leave = shown.rows
    last = first.pop() if first and len(first[-1]) == 1 else ()
    further = Button(text("button-more"), f"more {at + 1} {shown.view}")
    return replace(shown, rows=(*first, (*last, further), leave), more=())


def in_rows(buttons: Sequence[Button], width: int) -> list[Row]:
    """Buttons in rows of that many."""
    return [tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)]


def paging(command: str, page: int, total: int, size: int) -> tuple[Sequence[Text], Row]:
    """The number of a page of a list of ``total`` lines, and the buttons to the pages beside it."""
    pages = -(-total // size)
    turns = []
    if page > 1:
        turns.append(Button(text("button-previous-page"), f"{command} {page - 1}"))
    if page < pages:
        turns.append(Button(text("button-next-page"), f"{command} {page + 1}"))
    return [text("requests-page", page=page, pages=pages)] if pages > 1 else [], tuple(turns)


_L = TypeVar("_L", Card, Text)


def dump(value: Card | Text) -> str:
    """Serialize a card or a message as JSON; ``load`` is the exact inverse."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[_L], serialized: str) -> _L:
    """Read the card or message that ``dump`` wrote. Raises ``TypeError`` for anything else."""
    found = from_json(json.loads(serialized))
    if not isinstance(found, kind):
        msg = f"not a {kind.__name__}"
        raise TypeError(msg)
    return found


def to_json(value: object) -> object:
    """A value of a card, a message or a file as JSON; ``from_json`` is the exact inverse."""
    match value:
        case str() | int() | None:
            return value
        case Card():
            shown = {"text": value.paragraphs, "rows": value.rows, "details": value.details}
            shown |= {"more": value.more} if value.more else {}
            return {name: to_json(each) for name, each in shown.items()} | {"view": value.view}
        case Button():
            sends = {} if value.sends is None else {"sends": value.sends}
            return {"label": to_json(value.label), "command": value.command} | sends
        case Text():
            cause = {} if value.cause is None else {"cause": to_json(value.cause)}
            values = {name: to_json(each) for name, each in value.values.items()}
            return {"key": value.key, "values": values} | cause
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple():
            return [to_json(each) for each in value]
        case _:
            return value


def from_json(raw: Any) -> Any:
    """A value that ``to_json`` gave. Raises ``TypeError`` for anything else."""
    match raw:
        case str() | int() | None:
            return raw
        case {"text": lines, "rows": rows}:
            more, details = (from_json(raw.get(each, [])) for each in ("more", "details"))
            return Card(from_json(lines), from_json(rows), more, raw.get("view", ""), details)
        case {"label": label, "command": command}:
            sends = raw.get("sends")
            return Button(from_json(label), command, None if sends is None else Sends(sends))
        case {"key": key, "values": values}:
            found = {name: from_json(each) for name, each in values.items()}
            return Text(key, MappingProxyType(found), from_json(raw.get("cause")))
        case {"at": at}:
            return datetime.fromisoformat(at)
        case {"day": day}:
            return date.fromisoformat(day)
        case list():
            return tuple(from_json(each) for each in raw)
        case _:
            msg = "a value that no message can hold"
            raise TypeError(msg)


def time_text(minutes: int) -> Text:
    """A time of day, in minutes after midnight, always with four digits."""
    (tens, ones), (minute_tens, minute_ones) = (divmod(n, 10) for n in divmod(minutes, 60))
    return text(
        "digest-time", tens=tens, ones=ones, minute_tens=minute_tens, minute_ones=minute_ones
    )


MENU = (Button(text("button-menu"), "menu"),)
