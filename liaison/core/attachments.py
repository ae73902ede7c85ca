"""Files attached to a message, before translation: spreadsheets and calendar events."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TypeAlias, TypeVar

from liaison.core.cards import Text, from_json, text, to_json

_A = TypeVar("_A")
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


def dump_attachment(attachment: Spreadsheet | CalendarEvent) -> str:
    """Serialize a file for the outbox as JSON; ``load_attachment`` is the exact inverse."""
    values = {each.name: to_json(getattr(attachment, each.name)) for each in fields(attachment)}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def load_attachment(kind: Callable[..., _A], serialized: str) -> _A:
    """Read a file that ``dump_attachment`` wrote."""
    return kind(**{name: from_json(raw) for name, raw in json.loads(serialized).items()})


def remote(venue: str | None) -> Text | None:
    """What takes the place of the venue of a meeting that is at none."""
    key = {None: "meeting-video", PHONE: "meeting-phone"}.get(venue)
    return None if key is None else text(key)
