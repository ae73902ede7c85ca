"""Spreadsheets as XLSX files, in the language of their reader: dates typed, no formulas."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from bot.i18n.catalog import Catalog
from bot.i18n.formatting import clean
from liaison.core.attachments import Cell, Spreadsheet
from liaison.core.cards import Text, text

WIDEST = 40
"""In characters, as spreadsheet programs count."""


class XlsxUnavailable(Exception):
    """The XLSX library is not installed: it comes with the extra ``reports``."""


def xlsx_file(
    spreadsheet: Spreadsheet, catalog: Catalog, languages: Sequence[str]
) -> tuple[str, bytes]:
    """Write the file of a spreadsheet in one language, or in several one after the other.

    Returns its name and its content. Every text is written as text, whatever it begins with. Raises
    ``XlsxUnavailable``.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - imported when a table is made
    except ImportError as missing:
        raise XlsxUnavailable from missing
    texts = _Texts(catalog, languages)
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, line in enumerate(spreadsheet.lines):
            page.write_string(at, 0, texts.of(line), bold if at == 0 else None)
        top = len(spreadsheet.lines) + 1
        widths = [0] * len(spreadsheet.columns)
        for column, title in enumerate(spreadsheet.columns):
            written = texts.of(title)
            page.write_string(top, column, written, bold)
            widths[column] = len(written)
        for at, row in enumerate(spreadsheet.rows, top + 1):
            for column, cell in enumerate(row):
                width = _write(page, at, column, cell, day=day, texts=texts)
                widths[column] = max(widths[column], width)
        for column, width in enumerate(widths):
            page.set_column(column, column, min(width + 2, WIDEST))
        page.freeze_panes(top + 1, 1)
    return f"{spreadsheet.name}.xlsx", content.getvalue()


class _Texts:
    """Messages in the reader's languages; those without values are formatted once."""

    def __init__(self, catalog: Catalog, languages: Sequence[str]) -> None:
        self._catalog = catalog
        self._languages = languages
        self._formed: dict[str, str] = {}

    def of(self, banner: Text) -> str:
        """One message, in all languages of the reader."""
        if not banner.values and banner.key in self._formed:
            return self._formed[banner.key]
        each = (self._catalog.plain(banner, language) for language in self._languages)
        written = " / ".join(dict.fromkeys(each))
        if not banner.values:
            self._formed[banner.key] = written
        return written

    def of_all(self, banners: tuple[Text, ...]) -> str:
        """Several messages as one cell."""
        if len(banners) == 1:
            return self.of(banners[0])
        return self.of(text("export-several", several=banners))


def _write(page: Any, at: int, column: int, cell: Cell, *, day: Any, texts: _Texts) -> int:
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
            written = clean(cell) if isinstance(cell, str) else texts.of_all(cell)
            page.write_string(at, column, written)
            return len(written)
