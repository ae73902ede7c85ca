"""What the desk says, before it has a language: keys, values and buttons.

A card becomes words only at the moment of sending, in the language that its reader has then. So
no text of ours lies in the database, and another channel is another renderer.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeAlias

COMMAND_BYTES = 64
"""Telegram's limit for what a button may carry."""

Value: TypeAlias = "str | int | date | datetime | Text | tuple[Text, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """One message of the catalog: its key and the values that it needs.

    A ``date`` is written out in the reader's language, an aware ``datetime`` as the moment in UTC
    and both capitals, an ``int`` in the reader's digits, a nested ``Text`` as its own words, a
    tuple of them as a list. A ``str`` is shown as it stands: references, codes, names.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


def text(key: str, **values: Value) -> Text:
    """Name a message of the catalog with its values."""
    return Text(key, MappingProxyType(values))


def named(concept: str, code: str, **values: Value) -> Text:
    """Name the message for one code of a closed list: ``named("role", "focal_person")``."""
    return text(f"{concept}-{code.replace('_', '-')}", **values)


@dataclass(frozen=True, slots=True)
class Button:
    """A command that was typed for the reader: a label and the command line it stands for.

    Raises ``ValueError`` where the command is longer than a button can carry: that is our fault
    and never a person's.
    """

    label: Text
    command: str

    def __post_init__(self) -> None:
        if not 0 < len(self.command.encode()) <= COMMAND_BYTES:
            msg = f"a button cannot carry {self.command!r}"
            raise ValueError(msg)


Row: TypeAlias = tuple[Button, ...]
Paragraph: TypeAlias = tuple[Text, ...]
"""Lines that stand together, each a whole message of the catalog."""


@dataclass(frozen=True, slots=True)
class Card:
    """What one message shows: paragraphs of lines, and buttons."""

    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...] = ()

    @property
    def lines(self) -> tuple[Text, ...]:
        """All lines, whatever paragraph they stand in."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph)


def card(*paragraphs: Text | Sequence[Text] | None, rows: Iterable[Row] = ()) -> Card:
    """Put paragraphs and rows of buttons together; empty ones and None fall away.

    A paragraph of a single line may be given as the line itself.
    """
    written = ((each,) if isinstance(each, Text) else tuple(each or ()) for each in paragraphs)
    return Card(tuple(each for each in written if each), tuple(row for row in rows if row))


def dump_card(shown: Card) -> str:
    """Write a card down for a row of the outbox (JSON; the exact inverse is ``load_card``)."""
    return json.dumps(
        {
            "text": [[_dump(line) for line in paragraph] for paragraph in shown.paragraphs],
            "rows": [
                [{"label": _dump(button.label), "command": button.command} for button in row]
                for row in shown.rows
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_card(written: str) -> Card:
    """Read a card back from what ``dump_card`` wrote."""
    raw = json.loads(written)
    return Card(
        tuple(tuple(_load_text(line) for line in paragraph) for paragraph in raw["text"]),
        tuple(
            tuple(Button(_load_text(button["label"]), button["command"]) for button in row)
            for row in raw["rows"]
        ),
    )


def dump_text(shown: Text) -> str:
    """Write a single message down (JSON; the exact inverse is ``load_text``)."""
    return json.dumps(_dump(shown), ensure_ascii=False, separators=(",", ":"))


def load_text(written: str) -> Text:
    """Read a message back from what ``dump_text`` wrote."""
    return _load_text(json.loads(written))


def _dump(value: Value) -> Any:
    match value:
        case Text():
            return {"key": value.key, "values": {n: _dump(v) for n, v in value.values.items()}}
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple():
            return [_dump(each) for each in value]
        case str() | int():
            return value


def _load_text(raw: Mapping[str, Any]) -> Text:
    values = {name: _load(value) for name, value in raw["values"].items()}
    return Text(raw["key"], MappingProxyType(values))


def _load(raw: Any) -> Value:
    match raw:
        case {"key": _}:
            return _load_text(raw)
        case {"at": at}:
            return datetime.fromisoformat(at)
        case {"day": day}:
            return date.fromisoformat(day)
        case list():
            return tuple(_load_text(each) for each in raw)
        case str() | int():
            return raw
        case _:
            msg = "a value that no card can hold"
            raise TypeError(msg)


MENU: Row = (Button(text("button-menu"), "menu"),)
