"""Titles of agenda items and activities: the few words about them that people type freely."""

import re
import unicodedata

from liaison.core.errors import Refusal
from liaison.core.text_parsing import fold_typed

LONGEST_TITLE = 120
MOST_ACCENTS = 4

_KHMER_WORD_BREAK = "\u200b"
_WRITTEN = frozenset("LMNPSZ")
_LINK = re.compile(r"//|@|[a-z0-9]\.[a-z]{2,}", re.IGNORECASE)
_LIKE_A_DOCUMENT = re.compile(r"[0-9](?:[ ./-]?[0-9]){8,}")
"""Nine digits and more, with single marks between them: an identity document or a telephone."""


class NotATitle(Refusal):
    """Empty, too long, more than one line, with a link, or with digits like a document's."""

    key = "error-not-a-title"


def parse_title(raw: str) -> str:
    """Read a title: one line of at most 120 printable characters, in NFC, with single spaces.

    Raises ``NotATitle``.
    """
    typed = unicodedata.normalize("NFC", raw).replace(_KHMER_WORD_BREAK, "").strip()
    shown = " ".join(typed.split())
    classes = "".join(unicodedata.category(character)[0] for character in shown)
    written = set(classes) <= _WRITTEN and "L" in classes
    stacked = "M" * (MOST_ACCENTS + 1) in classes
    if len(typed.splitlines()) != 1 or len(shown) > LONGEST_TITLE or not written or stacked:
        raise NotATitle(most=LONGEST_TITLE)
    folded = fold_typed(shown)
    if _LINK.search(folded) or _LIKE_A_DOCUMENT.search(folded):
        raise NotATitle(most=LONGEST_TITLE)
    return shown
