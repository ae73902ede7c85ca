"""Making somebody an administrator: one asks for it, and another one of the Party confirms it.

That holds for an invitation and for a change of role alike, wherever the Party has a second active
administrator. Until then there is no link and no new role.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import Person, PersonId
from liaison.core.references import read_coded
from liaison.people.rules import INVITE_VALID_FOR

NominationCode = NewType("NominationCode", str)

CODE_PREFIX = "N"
NOMINATION_VALID_FOR = INVITE_VALID_FOR
"""How long a nomination waits for a word: 72 hours."""


class NominationState(StrEnum):
    """Where a nomination stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    """By another administrator, or taken back by who asked."""
    EXPIRED = "expired"
    """Nobody answered in time, or whoever asked or is meant has left: the desk's own step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """That somebody is to become an administrator. Instants are aware UTC.

    ``person`` is who is to change role; None for an invitation to somebody of ``agency``.
    """

    code: NominationCode
    party: PartyCode
    person: PersonId | None
    agency: str
    asked_by: PersonId
    asked_at: datetime
    expires_at: datetime
    state: NominationState = NominationState.OPEN
    ended_at: datetime | None = None
    ended_by: PersonId | None = None

    def is_pending(self, at: datetime) -> bool:
        """Whether a word may still be said at that moment."""
        return self.state is NominationState.OPEN and at < self.expires_at


class UnknownNomination(UserError):
    """Nothing of the own Party has that code: one answer for none and for the other Party's."""

    key = "error-unknown-nomination"


class NominationEnded(UserError):
    """It was confirmed or declined before, or its time is over."""

    key = "error-nomination-ended"


class OwnNomination(UserError):
    """Whoever asked does not confirm it as well."""

    key = "error-own-nomination"


def parse_nomination_code(typed: str) -> NominationCode:
    """Read a typed code, as references are read. Raises ``UnknownNomination``."""
    return NominationCode(read_coded(typed, CODE_PREFIX, UnknownNomination))


def nominate(
    admin: Person, person: Person | None, *, code: NominationCode, agency: str, at: datetime
) -> Nomination:
    """Ask that a person, or somebody of an agency who is yet to be invited, administers as well."""
    return Nomination(
        code=code,
        party=admin.party,
        person=None if person is None else person.id,
        agency=agency,
        asked_by=admin.id,
        asked_at=at,
        expires_at=at + NOMINATION_VALID_FOR,
    )


def confirm(nomination: Nomination | None, admin: Person, *, at: datetime) -> Nomination:
    """Confirm for the Party.

    Raises ``UnknownNomination``, ``NominationEnded`` or ``OwnNomination``.
    """
    waiting = _check(nomination, admin, at)
    if waiting.asked_by == admin.id:
        raise OwnNomination
    return _ended(waiting, NominationState.CONFIRMED, at, by=admin.id)


def decline(nomination: Nomination | None, admin: Person, *, at: datetime) -> Nomination:
    """Say no, or take back what one asked for.

    Raises ``UnknownNomination`` or ``NominationEnded``.
    """
    return _ended(_check(nomination, admin, at), NominationState.DECLINED, at, by=admin.id)


def expire(nomination: Nomination, *, at: datetime) -> Nomination:
    """End an open nomination without a word."""
    return _ended(nomination, NominationState.EXPIRED, at, by=None)


def _check(nomination: Nomination | None, admin: Person, at: datetime) -> Nomination:
    if nomination is None or nomination.party != admin.party:
        raise UnknownNomination
    if not nomination.is_pending(at):
        raise NominationEnded
    return nomination


def _ended(
    nomination: Nomination, state: NominationState, at: datetime, *, by: PersonId | None
) -> Nomination:
    return replace(nomination, state=state, ended_at=at, ended_by=by)
