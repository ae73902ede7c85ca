"""Files attached to a message, before translation: spreadsheets and calendar events."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from liaison.core.cards import Text, dump_text, load_text, text

PHONE = "phone"
"""The venue of a meeting by phone; one by video has none."""
Cell: TypeAlias = str | int | date | tuple[Text, ...] | None
"""A reference shown unchanged, a count, a local date, messages without values, or an empty cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """A table: ``lines`` are above the names of its ``columns``. ``name`` becomes the file name."""

    name: str
    lines: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


def dump_spreadsheet(spreadsheet: Spreadsheet) -> str:
    """Serialize a table for the outbox as JSON; ``load_spreadsheet`` is the exact inverse."""
    return json.dumps(
        {
            "name": spreadsheet.name,
            "lines": [dump_text(line) for line in spreadsheet.lines],
            "columns": [dump_text(column) for column in spreadsheet.columns],
            "rows": [[_dump(cell) for cell in row] for row in spreadsheet.rows],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_spreadsheet(serialized: str) -> Spreadsheet:
    """Read a table that ``dump_spreadsheet`` wrote."""
    raw = json.loads(serialized)
    return Spreadsheet(
        name=raw["name"],
        lines=tuple(load_text(line) for line in raw["lines"]),
        columns=tuple(load_text(column) for column in raw["columns"]),
        rows=tuple(tuple(_load(cell) for cell in row) for row in raw["rows"]),
    )


def _dump(cell: Cell) -> object:
    match cell:
        case tuple():
            return [line.key for line in cell]
        case date():
            return {"day": cell.isoformat()}
        case _:
            return cell


def _load(raw: object) -> Cell:
    match raw:
        case list():
            return tuple(text(str(key)) for key in raw)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case str() | int() | None:
            return raw
        case _:
            msg = "a value that no table can hold"
            raise TypeError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """A calendar event. Instants are aware UTC.

    ``uid`` is a code, or ``CODE@HOST``, and never changes; a greater ``sequence`` replaces the
    previous version, and ``cancelled`` removes the event. ``venue`` is shown as typed; None means
    by video.
    """

    uid: str
    sequence: int
    cancelled: bool
    updated_at: datetime
    start: datetime
    end: datetime
    title: Text
    lines: tuple[Text, ...]
    venue: str | None


def dump_calendar_event(entry: CalendarEvent) -> str:
    """Serialize an event for the outbox as JSON; ``load_calendar_event`` is the exact inverse."""
    return json.dumps(
        {
            "uid": entry.uid,
            "sequence": entry.sequence,
            "cancelled": entry.cancelled,
            "stamp": entry.updated_at.isoformat(),
            "start": entry.start.isoformat(),
            "end": entry.end.isoformat(),
            "title": dump_text(entry.title),
            "lines": [dump_text(line) for line in entry.lines],
            "venue": entry.venue,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_calendar_event(serialized: str) -> CalendarEvent:
    """Read an event that ``dump_calendar_event`` wrote."""
    raw = json.loads(serialized)
    return CalendarEvent(
        uid=raw["uid"],
        sequence=raw["sequence"],
        cancelled=raw["cancelled"],
        updated_at=datetime.fromisoformat(raw["stamp"]),
        start=datetime.fromisoformat(raw["start"]),
        end=datetime.fromisoformat(raw["end"]),
        title=load_text(raw["title"]),
        lines=tuple(load_text(line) for line in raw["lines"]),
        venue=raw["venue"],
    )


def remote(venue: str | None) -> Text | None:
    """What takes the place of the venue of a meeting that is at none."""
    key = {None: "meeting-video", PHONE: "meeting-phone"}.get(venue)
    return None if key is None else text(key)
