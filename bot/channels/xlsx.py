"""Spreadsheets as XLSX files, in the language of their reader: dates typed, no formulas."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, TypeAlias

from bot.i18n.catalog import Catalog
from bot.i18n.formatting import clean
from liaison.core.cards import Text, text
from liaison.core.outbox import Cell, Spreadsheet

WIDEST = 40
"""In characters, as spreadsheet programs count."""


Words: TypeAlias = Callable[[Text], str]


def xlsx_file(
    spreadsheet: Spreadsheet, catalog: Catalog, languages: Sequence[str]
) -> tuple[str, bytes]:
    """Write the file of a spreadsheet, every text as text; returns its name and its content."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - imported when a table is made

    content, words = BytesIO(), partial(catalog.in_each, languages=languages)
    with Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, line in enumerate(spreadsheet.lines):
            page.write_string(at, 0, words(line), bold if at == 0 else None)
        top = len(spreadsheet.lines) + 1
        widths = [0] * len(spreadsheet.columns)
        for column, title in enumerate(spreadsheet.columns):
            written = words(title)
            page.write_string(top, column, written, bold)
            widths[column] = len(written)
        for at, row in enumerate(spreadsheet.rows, top + 1):
            for column, cell in enumerate(row):
                width = _write(page, at, column, cell, day=day, words=words)
                widths[column] = max(widths[column], width)
        for column, width in enumerate(widths):
            page.set_column(column, column, min(width + 2, WIDEST))
        page.freeze_panes(top + 1, 1)
    return f"{spreadsheet.name}.xlsx", content.getvalue()


def _write(page: Any, at: int, column: int, cell: Cell, *, day: Any, words: Words) -> int:
    """Write a cell by its type; returns how many characters it shows."""
    match cell:
        case None:
            return 0
        case int():
            page.write_number(at, column, cell)
            return len(str(cell))
        case date():
            page.write_datetime(at, column, cell, day)
            return len(cell.isoformat())
        case str() | tuple():
            if isinstance(cell, str):
                written = clean(cell)
            else:
                written = words(cell[0] if len(cell) == 1 else text("answer", value=cell))
            page.write_string(at, column, written)
            return len(written)
