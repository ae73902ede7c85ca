"""Documents as files, by their layouts: to add one, add one line here."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.documents.letters import letter_page, letter_word
from bot.documents.pdf import Page
from bot.documents.records import record_page
from bot.documents.reports import minutes_page, report_page
from bot.documents.word import WordFile
from bot.i18n.catalog import Catalog
from liaison.core.outbox import Document
from liaison.letters.service import LAYOUT as LETTER
from liaison.letters.service import WORD_LAYOUT
from liaison.reports.documents import MINUTES, REPORT
from liaison.reports.request_file import LAYOUT as RECORD

File: TypeAlias = Page | WordFile
LAYOUTS: Mapping[str, Callable[[Document, Catalog], File]] = {
    LETTER: letter_page,
    WORD_LAYOUT: letter_word,
    RECORD: record_page,
    REPORT: report_page,
    MINUTES: minutes_page,
}


def file_of(document: Document, catalog: Catalog) -> File:
    """The file of a document. Raises ``LookupError`` if it is of no known layout, or there are no
    words for it.
    """
    return LAYOUTS[document.layout](document, catalog)
