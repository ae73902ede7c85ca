"""Amendments of the Agreement: a reference to the text, agreed with two keys (Article 12)."""

from collections.abc import Iterable
from datetime import date

from liaison.approvals.rules import Change, TwoKey, TwoKeyKind
from liaison.core.errors import Conflict
from liaison.core.validation import parse_letter
from liaison.requests.deadlines import DAY
from liaison.requests.drafts import DateOutOfRange

LONGEST_REFERENCE = 60
FARTHEST_BACK = 5 * 366 * DAY
UNAMENDED = "none"
"""What stands before an amendment: nothing of that reference."""
TEXT = "text"
"""The reason of a proposal to amend: the text says it."""


class AmendmentAgreed(Conflict):
    """Both Parties have agreed to that very text."""

    key = "error-amendment-agreed"


def parse_text_reference(raw: str) -> str:
    """Read the reference of the text of an amendment: at most 60 characters, else as the reference
    of a letter is read. Raises ``NotALetter`` and ``LetterLikeADocument``.
    """
    return parse_letter(raw, longest=LONGEST_REFERENCE)


def check_text_day(day: date, today: date) -> date:
    """Let the date of a text pass: not in the future, at most five years back. Both are local dates
    of the Party that proposes. Raises ``DateOutOfRange``.
    """
    if not today - FARTHEST_BACK <= day <= today:
        raise DateOutOfRange(first=today - FARTHEST_BACK, last=today)
    return day


def amendment(reference: str, day: date, agreed: Iterable[TwoKey]) -> Change:
    """What is proposed: the text of that reference and date. Raises ``AmendmentAgreed``."""
    for each in agreed:
        if each.change.of == reference and each.ended_at is not None:
            raise AmendmentAgreed(at=each.ended_at)
    return Change(
        kind=TwoKeyKind.AMENDMENT,
        of=reference,
        before=UNAMENDED,
        after=day.isoformat(),
        reason=TEXT,
    )
