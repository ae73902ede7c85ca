"""Two keys: a change that binds both Parties is proposed by one and agreed by the other.

A proposal keeps what stands and what would stand in its place. Both Parties see it; in force is the
change once a coordinator of the other Party has agreed, and never before.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.access import NotYourRole
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.references import read_coded
from liaison.lifecycle.conflicts import ConflictTexts, RecordChanged

ApprovalCode = NewType("ApprovalCode", str)
ApprovalKind = NewType("ApprovalKind", str)
"""What is to be changed, by the name under which a concept registers it."""
APPROVAL_SUBJECT = Subject("key")
APPROVAL_RECORD = RecordKind("two_key")

CODE_PREFIX = "K"


class ApprovalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody answered in time, or what it was about has ended: the desk's own step."""


class ApprovalAction(StrEnum):
    """A step in the life of a proposal."""

    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


ENDS_IN = {
    ApprovalAction.AGREE: ApprovalState.AGREED,
    ApprovalAction.DECLINE: ApprovalState.DECLINED,
    ApprovalAction.WITHDRAW: ApprovalState.WITHDRAWN,
}
"""Where the steps lead that end a proposal."""


CONFLICTS = ConflictTexts(
    changed="error-approval-ended",
    recorded="error-already-decided",
    by_colleague="error-decided-by-colleague",
)


class UnknownApproval(Conflict):
    """No proposal of this matter has that code, or none was named."""

    key = "error-unknown-approval"


class ApprovalPending(Conflict):
    """Something is proposed already for the same; nothing is made beside it."""

    key = "error-approval-pending"


class OwnApproval(Conflict):
    """The own Party proposed it: the second key is the other Party's."""

    key = "error-own-approval"


class OtherPartysApproval(Conflict):
    """The other Party proposed it, and it alone can withdraw it."""

    key = "error-other-partys-approval"


class ExtensionPassed(Conflict):
    """The date that was proposed has passed before the other Party agreed."""

    key = "error-extension-passed"


class NoApprover(UserError):
    """The other Party has nobody at the desk who could turn the second key."""

    key = "error-no-approver"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedChange:
    """What is proposed of which matter, in codes: what stands, what would stand, and why."""

    kind: ApprovalKind
    of: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A proposal as it stands. Instants are aware UTC; ``party`` and ``by`` proposed it.

    ``ended_by`` is who agreed, declined or withdrew; nobody where it expired.
    """

    code: ApprovalCode
    change: ProposedChange
    party: PartyCode
    by: PersonId
    made_at: datetime
    expires_at: datetime
    state: ApprovalState = ApprovalState.OPEN
    version: int = 1
    ended_at: datetime | None = None
    ended_by: PersonId | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for the second key."""
        return self.state is ApprovalState.OPEN


def parse_approval_code(typed: str) -> ApprovalCode:
    """Read a typed code, as references are read. Raises ``UnknownApproval``."""
    return ApprovalCode(read_coded(typed, CODE_PREFIX, UnknownApproval))


def propose(
    change: ProposedChange,
    person: Person,
    *,
    approvers: Collection[Role],
    code: ApprovalCode,
    at: datetime,
    open_for: timedelta,
) -> Approval:
    """Turn the first key, as one of the ``approvers``. Raises ``NotYourRole``."""
    _check_role(approvers, person)
    return Approval(
        code=code,
        change=change,
        party=person.party,
        by=person.id,
        made_at=at,
        expires_at=at + open_for,
    )


def end(
    approval: Approval,
    action: ApprovalAction,
    person: Person,
    *,
    approvers: Collection[Role],
    at: datetime,
) -> Approval:
    """Turn the second key, or decline or withdraw, as one of the ``approvers``.

    Raises ``NotYourRole``, ``AlreadyRecorded``, ``RecordedByColleague``,
    ``RecordChanged``, ``OwnApproval`` or ``OtherPartysApproval``.
    """
    _check_role(approvers, person)
    own = person.party == approval.party
    if own is not (action is ApprovalAction.WITHDRAW):
        raise OwnApproval(code=approval.code) if own else OtherPartysApproval(code=approval.code)
    state = ENDS_IN[action]
    if approval.state is state and approval.ended_at is not None:
        raise CONFLICTS.recorded_by(
            approval.ended_by, person, code=approval.code, at=approval.ended_at
        )
    if not approval.is_open or approval.expires_at <= at:
        raise RecordChanged(CONFLICTS.changed, code=approval.code)
    return _ended(approval, state, at, by=person.id)


def check_ahead(to: date, *, today: date) -> None:
    """Let an extension be agreed to whose new due date has not passed, both dates of the requested
    Party. Raises ``ExtensionPassed``.
    """
    if to < today:
        raise ExtensionPassed(due=to)


def expire(approval: Approval, *, at: datetime) -> Approval:
    """End an open proposal without a word: its time is over, or its matter has ended."""
    return _ended(approval, ApprovalState.EXPIRED, at, by=None)


def _check_role(approvers: Collection[Role], person: Person) -> None:
    if person.role not in approvers:
        raise NotYourRole


def _ended(
    approval: Approval, state: ApprovalState, at: datetime, *, by: PersonId | None
) -> Approval:
    return replace(approval, state=state, version=approval.version + 1, ended_at=at, ended_by=by)
