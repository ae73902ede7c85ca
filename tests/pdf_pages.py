"""PDF files as other programs read them: text, QR codes, and what an archive refuses."""

from collections.abc import Sequence

import pypdfium2
import zxingcpp
from pdf_oxide import PdfDocument

ZOOM = 2.0
"""A printed page that is scanned has more dots."""


def text_of(content: bytes) -> str:
    """The text of all pages, as one selects it."""
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def codes_of(content: bytes) -> Sequence[str]:
    """What the QR codes on all pages say."""
    return [code for page in pypdfium2.PdfDocument(content) for code in _codes(page)]


def archive_faults(content: bytes) -> Sequence[str]:
    """What keeps it from being a file of PDF/A-2b, by a checker."""
    found: Sequence[str] = PdfDocument.from_bytes(content).validate_pdf_a("2b")["errors"]
    return found


def _codes(page: pypdfium2.PdfPage) -> Sequence[str]:
    drawn = page.render(scale=ZOOM, grayscale=True)
    rows = memoryview(bytes(drawn.buffer)).cast("B", shape=(drawn.height, drawn.stride))
    return [each.text for each in zxingcpp.read_barcodes(rows)]
