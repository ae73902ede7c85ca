"""Differences about the Agreement (Article 11): opened by one Party, closed by both."""

from dataclasses import dataclass, replace
from datetime import datetime

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.access import COORDINATORS, NotYourRole
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Person, PersonId
from liaison.core.references import DifferenceCode, read_coded

DIFFERENCE_RECORD = RecordKind("difference")
DIFFERENCE_APPROVAL = ApprovalKind("difference")
"""That a difference is settled (Article 11)."""

CODE_PREFIX = "D"


class UnknownDifference(UserError):
    """No difference has that code."""

    key = "error-unknown-difference"


class DifferenceClosed(Conflict):
    """Both Parties have closed it."""

    key = "error-difference-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference as it stands. Instants are aware UTC; ``party`` and ``by`` opened it.

    ``title`` says in a few words of class 1 what it is about.
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
        """Whether it is still to be settled."""
        return self.closed_at is None


def parse_difference_code(typed: str) -> DifferenceCode:
    """Read a typed code, as references are read. Raises ``UnknownDifference``."""
    return DifferenceCode(read_coded(typed, CODE_PREFIX, UnknownDifference))


def check_opener(person: Person) -> None:
    """Let coordinators pass. Raises ``NotYourRole``."""
    if person.role not in COORDINATORS:
        raise NotYourRole


def check_open(difference: Difference) -> None:
    """Let an open difference pass. Raises ``DifferenceClosed``."""
    if difference.closed_at is not None:
        raise DifferenceClosed(code=difference.code, at=difference.closed_at)


def close(difference: Difference, *, at: datetime) -> Difference:
    """The difference once both Parties have settled it. Raises ``DifferenceClosed``."""
    check_open(difference)
    return replace(difference, closed_at=at, version=difference.version + 1)
