"""Documents of reports, in one language each: the layouts, their contents, and their buttons."""

from datetime import datetime

from liaison.core.cards import Button, Row, Text, Value, text
from liaison.core.outbox import Cell, Document, Spreadsheet
from liaison.core.transaction import Tx

REPORT, MINUTES = "report", "minutes"
"""The layouts."""
_COLUMNS = ("figure", "requested", "counted", "now", "before")


def report_document(sheet: Spreadsheet, language: str, at: datetime) -> Document:
    """The document of the table of a report, with the same figures."""
    rows = tuple(
        text(REPORT, **{name: _value(cell) for name, cell in zip(_COLUMNS, row, strict=True)})
        for row in sheet.rows
    )
    content = text(REPORT, lines=sheet.lines, years=sheet.columns[-2:], rows=rows)
    return document_of(sheet.name, language, content, at)


def document_of(name: str, language: str, content: Text, at: datetime) -> Document:
    """The document of a content, which names its layout."""
    named = f"{name}-{language}"
    return Document(name=named, made_at=at, layout=content.key, language=language, content=content)


def pdf_row(tx: Tx, line: str) -> Row:
    """The buttons of the command line that makes a document, in each language that can be made."""
    names = {each: tx.agreement.language_name(each) for each in tx.document_languages()}
    return tuple(
        Button(text("button-pdf", language=name), f"{line} {code}") for code, name in names.items()
    )


def _value(cell: Cell) -> Value:
    return "" if cell is None else cell
