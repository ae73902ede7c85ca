"""The pages of documents, by their layouts: to add one, add one line here."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.documents.letters import letter_page
from bot.documents.pdf import Page
from bot.documents.records import record_page
from bot.documents.reports import minutes_page, report_page
from bot.i18n.catalog import Catalog
from liaison.core.outbox import Document
from liaison.letters.service import LAYOUT as LETTER
from liaison.reports.documents import MINUTES, REPORT
from liaison.reports.request_file import LAYOUT as RECORD

MakePage: TypeAlias = Callable[[Document, Catalog], Page]
LAYOUTS: Mapping[str, MakePage] = {
    LETTER: letter_page,
    RECORD: record_page,
    REPORT: report_page,
    MINUTES: minutes_page,
}


def page_of(document: Document, catalog: Catalog) -> Page:
    """The page of a document. Raises ``LookupError`` if it is of no known layout, or there are no
    words for it.
    """
    return LAYOUTS[document.layout](document, catalog)
