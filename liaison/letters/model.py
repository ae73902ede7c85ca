"""The data of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liaison.core.cards import Text, Value


class LetterAct(StrEnum):
    """An act that goes with an official letter."""

    REQUEST = "request"
    NOTICE = "notice"
    """The advance notice of a repatriation (Article 5)."""
    RECEIPT = "receipt"
    ASK = "ask"
    """The request for information."""
    SUPPLY = "supply"
    """The information that was asked for."""
    REPLY = "reply"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    INVITATION = "invitation"
    """The proposal of a meeting (Article 7)."""
    CONSENT = "consent"
    """The consent to a disclosure to a third party (Article 9)."""
    PART = "part"
    """A part of the reply, for some of the persons."""


FIELDS = frozenset(
    {
        "agreement", "article", "days", "due_on", "kind", "letter", "letter_day", "needed_by",
        "other_authority", "own_authority", "own_capital", "received_on", "reference",
        "refusal_article", "undated_letter",
    }
)  # fmt: skip
"""What the words of a letter may name; a record may lack some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The letter of an act on the record ``of``, as the Party of its reader writes it: class 1
    values, ``facts`` as lines, and room to write by hand: a table of so many ``rows`` for persons,
    or so many ``ruled`` lines. ``number`` and ``day`` are its own, if they are recorded.
    """

    act: LetterAct
    of: str
    values: Mapping[str, Value]
    facts: tuple[Text, ...]
    number: str | None = None
    day: date | None = None
    rows: int = 0
    ruled: int = 0
