"""What a calendar is told of a meeting, before it has a language."""

import json
from dataclasses import dataclass
from datetime import datetime

from liaison.core.cards import Text, dump_text, load_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An entry for calendars. Instants are aware UTC.

    ``uid`` is a code, or ``CODE@HOST``, and never changes; a greater ``sequence`` replaces what was
    sent before, and ``cancelled`` takes it out. ``venue`` is shown as it was typed; without one the
    meeting is by video.
    """

    uid: str
    sequence: int
    cancelled: bool
    stamp: datetime
    start: datetime
    end: datetime
    title: Text
    lines: tuple[Text, ...]
    venue: str | None


def dump_appointment(entry: Appointment) -> str:
    """Write an entry down for a row of the outbox (JSON; the exact inverse is
    ``load_appointment``).
    """
    return json.dumps(
        {
            "uid": entry.uid,
            "sequence": entry.sequence,
            "cancelled": entry.cancelled,
            "stamp": entry.stamp.isoformat(),
            "start": entry.start.isoformat(),
            "end": entry.end.isoformat(),
            "title": dump_text(entry.title),
            "lines": [dump_text(line) for line in entry.lines],
            "venue": entry.venue,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_appointment(written: str) -> Appointment:
    """Read an entry back from what ``dump_appointment`` wrote."""
    raw = json.loads(written)
    return Appointment(
        uid=raw["uid"],
        sequence=raw["sequence"],
        cancelled=raw["cancelled"],
        stamp=datetime.fromisoformat(raw["stamp"]),
        start=datetime.fromisoformat(raw["start"]),
        end=datetime.fromisoformat(raw["end"]),
        title=load_text(raw["title"]),
        lines=tuple(load_text(line) for line in raw["lines"]),
        venue=raw["venue"],
    )
