"""Approvals: a change that binds both Parties is proposed by one and agreed by the other.

A proposal holds the present value and the proposed one. Both Parties see it. The change takes
effect only when an approver of the other Party agrees.
"""

from collections.abc import Collection
from dataclasses import KW_ONLY, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.cards import Text
from liaison.core.errors import Conflict
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role, require_role
from liaison.core.references import code_parser
from liaison.lifecycle.model import recorded_by

ApprovalCode = NewType("ApprovalCode", str)
ApprovalKind = NewType("ApprovalKind", str)
"""The kind of change, by the name under which a concept registers it."""
APPROVAL_SUBJECT = Subject("key")
APPROVAL_RECORD = RecordKind("two_key")

CODE_PREFIX = "K"


class ApprovalState(StrEnum):
    """The state of a proposal."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """No answer came in time, or its subject has ended; set by the service."""


class ApprovalAction(StrEnum):
    """An action on a proposal."""

    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


ENDS_IN = {
    ApprovalAction.AGREE: ApprovalState.AGREED,
    ApprovalAction.DECLINE: ApprovalState.DECLINED,
    ApprovalAction.WITHDRAW: ApprovalState.WITHDRAWN,
}
"""The state after each action that ends a proposal."""


parse_approval_code = code_parser(ApprovalCode, CODE_PREFIX, "/approvals", Conflict)


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A proposed change of a subject, in codes: the present value, the new value and the reason."""

    kind: ApprovalKind
    of: str
    _: KW_ONLY
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A proposal, made by ``by`` of ``party``. Instants are aware UTC; ``ended_by`` agreed,
    declined or withdrew, None if it expired.
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
        """Whether it waits for approval."""
        return self.state is ApprovalState.OPEN


def propose(
    change: ProposedChange,
    person: Person,
    *,
    approvers: Collection[Role],
    code: ApprovalCode,
    at: datetime,
    open_for: timedelta,
) -> Approval:
    """Propose a change as one of the ``approvers``. Raises ``NotYourRole``."""
    require_role(person, approvers)
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
    first: str | Text = "",
) -> Approval:
    """Agree, decline or withdraw; ``first`` names who ended it already. Raises ``UserError``."""
    require_role(person, approvers)
    own = person.party == approval.party
    if own is not (action is ApprovalAction.WITHDRAW):
        key = "error-own-proposal" if own else "error-other-partys-approval"
        raise Conflict(key, code=approval.code)
    state = ENDS_IN[action]
    if approval.state is state and approval.ended_at is not None:
        raise recorded_by(
            approval.ended_by, person, reference=approval.code, who=first, at=approval.ended_at
        )
    if not approval.is_open or approval.expires_at <= at:
        raise Conflict("error-approval-ended", code=approval.code)
    return _ended(approval, state, at, by=person.id)


def expire(approval: Approval, *, at: datetime) -> Approval:
    """Expire an open proposal: its time is over, or its subject has ended."""
    return _ended(approval, ApprovalState.EXPIRED, at, by=None)


def _ended(
    approval: Approval, state: ApprovalState, at: datetime, *, by: PersonId | None
) -> Approval:
    return replace(approval, state=state, version=approval.version + 1, ended_at=at, ended_by=by)
