"""A table that leaves the desk as a file, before it has a language: what it says and its rows."""

import json
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from liaison.core.cards import Text, dump_text, load_text, text

Cell: TypeAlias = str | int | date | tuple[Text, ...] | None
"""A reference as it stands, a count, a local date, messages without values, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: ``lines`` stand above the names of its ``columns``. ``name`` becomes the file's."""

    name: str
    lines: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


def dump_sheet(sheet: Sheet) -> str:
    """Write a table down for a row of the outbox (JSON; the exact inverse is ``load_sheet``)."""
    return json.dumps(
        {
            "name": sheet.name,
            "lines": [dump_text(line) for line in sheet.lines],
            "columns": [dump_text(column) for column in sheet.columns],
            "rows": [[_dump(cell) for cell in row] for row in sheet.rows],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_sheet(written: str) -> Sheet:
    """Read a table back from what ``dump_sheet`` wrote."""
    raw = json.loads(written)
    return Sheet(
        name=raw["name"],
        lines=tuple(load_text(line) for line in raw["lines"]),
        columns=tuple(load_text(column) for column in raw["columns"]),
        rows=tuple(tuple(_load(cell) for cell in row) for row in raw["rows"]),
    )


def _dump(cell: Cell) -> object:
    match cell:
        case tuple():
            return [said.key for said in cell]
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
