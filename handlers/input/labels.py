"""The labels of buttons and phrases, as they are compared with typed text."""

import re
import unicodedata
from datetime import datetime
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text
from liaison.core.text_parsing import fold_typed

_LATIN = re.compile("[a-z0-9]+")


class Labels(Protocol):
    """The texts of buttons and commands in each language."""

    def plain(self, shown: Text, language: str) -> str:
        """One text without markup."""

    def has(self, key: str, language: str) -> bool:
        """Whether a language has a text."""

    def for_reader(self, party: PartyCode, now: datetime) -> "Labels":
        """The texts as a person of a Party reads them."""


def fold_label(label: str) -> str:
    """A label as it is compared: letters, marks and digits only, in lower case."""
    folded = fold_typed(unicodedata.normalize("NFC", label)).casefold()
    return "".join(each for each in folded if unicodedata.category(each)[0] in "LMN")


def latin_runs(written: str) -> frozenset[str]:
    """All runs of whole Latin words in a text, as labels are compared."""
    words = _LATIN.findall(fold_typed(written).casefold())
    starts = range(len(words))
    return frozenset(
        "".join(words[at:end]) for at in starts for end in range(at + 1, len(words) + 1)
    )
