"""Differences about the Agreement (Article 11): opened by one Party, closed by both."""

from dataclasses import dataclass, replace
from datetime import datetime

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict
from liaison.core.people import PersonId
from liaison.core.references import DifferenceCode, code_parser

DIFFERENCE_RECORD = RecordKind("difference")
DIFFERENCE_APPROVAL = ApprovalKind("difference")
"""The closing of a difference as settled (Article 11)."""

CODE_PREFIX = "D"


parse_difference_code = code_parser(DifferenceCode, CODE_PREFIX, "error-unknown-difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference, opened by ``by`` of ``party``. Instants are aware UTC.

    ``title`` describes the subject in a few words without personal data (class 1).
    """

    code: DifferenceCode
    title: str
    party: PartyCode
    by: PersonId
    opened_at: datetime
    closed_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.closed_at is None


def check_open(difference: Difference) -> None:
    """Check that the difference is open. Raises ``Conflict``."""
    if difference.closed_at is not None:
        raise Conflict("error-difference-closed", code=difference.code, at=difference.closed_at)


def close(difference: Difference, *, at: datetime) -> Difference:
    """Close a difference that both Parties settled. Raises ``Conflict``."""
    check_open(difference)
    return replace(difference, closed_at=at, version=difference.version + 1)
