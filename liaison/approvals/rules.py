"""Two keys: a change that binds both Parties is proposed by one and agreed by the other.

A proposal keeps what stands and what would stand in its place. Both Parties see it; in force is the
change once a coordinator of the other Party has agreed, and never before.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import Matter
from liaison.core.access import NotYourRole
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, Refusal
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.references import read_coded
from liaison.lifecycle.conflicts import ConflictTexts, RecordChanged

TwoKeyCode = NewType("TwoKeyCode", str)
TwoKeyKind = NewType("TwoKeyKind", str)
"""What is to be changed, by the name under which a concept registers it."""
APPROVAL_SUBJECT = Subject("key")
APPROVAL_RECORD = Matter("two_key")

CODE_PREFIX = "K"


class TwoKeyState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody answered in time, or what it was about has ended: the desk's own step."""


class TwoKeyAction(StrEnum):
    """A step in the life of a proposal."""

    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


ENDS_IN = {
    TwoKeyAction.AGREE: TwoKeyState.AGREED,
    TwoKeyAction.DECLINE: TwoKeyState.DECLINED,
    TwoKeyAction.WITHDRAW: TwoKeyState.WITHDRAWN,
}
"""Where the steps lead that end a proposal."""


CONFLICTS = ConflictTexts(
    changed="error-key-ended",
    recorded="error-key-taken",
    by_colleague="error-key-taken-by-colleague",
)


class UnknownKey(Conflict):
    """No proposal of this matter has that code, or none was named."""

    key = "error-unknown-key"


class KeyOpen(Conflict):
    """Something is proposed already for the same; nothing is made beside it."""

    key = "error-key-open"


class OwnKey(Conflict):
    """The own Party proposed it: the second key is the other Party's."""

    key = "error-own-key"


class ForeignKey(Conflict):
    """The other Party proposed it, and it alone can withdraw it."""

    key = "error-foreign-key"


class ExtensionPassed(Conflict):
    """The date that was proposed has passed before the other Party agreed."""

    key = "error-extension-passed"


class NobodyToAgree(Refusal):
    """The other Party has nobody at the desk who could turn the second key."""

    key = "error-nobody-to-agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is proposed of which matter, in codes: what stands, what would stand, and why."""

    kind: TwoKeyKind
    of: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoKey:
    """A proposal as it stands. Instants are aware UTC; ``party`` and ``by`` proposed it.

    ``ended_by`` is who agreed, declined or withdrew; nobody where it expired.
    """

    code: TwoKeyCode
    change: Change
    party: PartyCode
    by: PersonId
    made_at: datetime
    expires_at: datetime
    state: TwoKeyState = TwoKeyState.OPEN
    version: int = 1
    ended_at: datetime | None = None
    ended_by: PersonId | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for the second key."""
        return self.state is TwoKeyState.OPEN


def parse_key_code(typed: str) -> TwoKeyCode:
    """Read a typed code, as references are read. Raises ``UnknownKey``."""
    return TwoKeyCode(read_coded(typed, CODE_PREFIX, UnknownKey))


def propose(
    change: Change,
    person: Person,
    *,
    approvers: Collection[Role],
    code: TwoKeyCode,
    at: datetime,
    open_for: timedelta,
) -> TwoKey:
    """Turn the first key, as one of the ``approvers``. Raises ``NotYourRole``."""
    _check_role(approvers, person)
    return TwoKey(
        code=code,
        change=change,
        party=person.party,
        by=person.id,
        made_at=at,
        expires_at=at + open_for,
    )


def end(
    key: TwoKey,
    action: TwoKeyAction,
    person: Person,
    *,
    approvers: Collection[Role],
    at: datetime,
) -> TwoKey:
    """Turn the second key, or decline or withdraw, as one of the ``approvers``.

    Raises ``NotYourRole``, ``AlreadyRecorded``, ``RecordedByColleague``,
    ``RecordChanged``, ``OwnKey`` or ``ForeignKey``.
    """
    _check_role(approvers, person)
    own = person.party == key.party
    if own is not (action is TwoKeyAction.WITHDRAW):
        raise OwnKey(code=key.code) if own else ForeignKey(code=key.code)
    state = ENDS_IN[action]
    if key.state is state and key.ended_at is not None:
        raise CONFLICTS.recorded_by(key.ended_by, person, code=key.code, at=key.ended_at)
    if not key.is_open or key.expires_at <= at:
        raise RecordChanged(CONFLICTS.changed, code=key.code)
    return _ended(key, state, at, by=person.id)


def check_ahead(to: date, *, today: date) -> None:
    """Let an extension be agreed to whose new due date has not passed, both dates of the requested
    Party. Raises ``ExtensionPassed``.
    """
    if to < today:
        raise ExtensionPassed(due=to)


def expire(key: TwoKey, *, at: datetime) -> TwoKey:
    """End an open proposal without a word: its time is over, or its matter has ended."""
    return _ended(key, TwoKeyState.EXPIRED, at, by=None)


def _check_role(approvers: Collection[Role], person: Person) -> None:
    if person.role not in approvers:
        raise NotYourRole


def _ended(key: TwoKey, state: TwoKeyState, at: datetime, *, by: PersonId | None) -> TwoKey:
    return replace(key, state=state, version=key.version + 1, ended_at=at, ended_by=by)
