"""A visit and its two steps."""

from dataclasses import dataclass
from datetime import date
from typing import NewType, Protocol

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.core.transaction import Versioned

VisitNumber = NewType("VisitNumber", int)
VISIT_SUBJECT = Subject("visit")
VISIT_RECORD = RecordKind("visit")
VISIT_APPROVAL = ApprovalKind("visit")


class UnknownVisit(Conflict):
    """There is no visit of that number."""

    key = "error-unknown-visit"


class NotToConfirm(Conflict):
    """The visit is confirmed already, or the own Party announced it."""

    key = "error-not-to-confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit of the Party that announced it; ``day`` is a date of the other one."""

    number: VisitNumber
    party: PartyCode
    by: PersonId
    day: date
    confirmed: bool = False
    version: int = 1


class Visits(Versioned[VisitNumber, Visit], Protocol):
    """The visits that both Parties see."""

    async def add(self, visit: Visit) -> None:
        """Keep a new visit."""

    async def count(self) -> int:
        """How many visits there are."""
