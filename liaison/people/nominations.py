"""Nominations: what one administrator asks for and another one of the Party confirms: a new
administrator, or that an administrator is suspended, removed or given another role.

This applies if the Party has another active administrator who could confirm; a change is confirmed
by a coordinator if it has none, and refused without either. Until then nothing is changed.

A Party always has an administrator, and no one gains or loses the role by oneself. The rules take
the administrators as locked, so they also hold for two concurrent actions.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, NotYourRole, Person, PersonId, Role, UnknownPerson
from liaison.core.references import code_parser
from liaison.people.rules import INVITE_VALID_FOR, NEW_FOR, may_bind_from, second

NominationCode = NewType("NominationCode", str)

NOMINATION_RECORD = RecordKind("nomination")
CODE_PREFIX = "N"
NOMINATION_VALID_FOR = INVITE_VALID_FOR
"""How long a nomination can be answered: 72 hours."""


class NominationState(StrEnum):
    """The state of a nomination."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    """Declined by another administrator, or withdrawn by the one who asked."""
    EXPIRED = "expired"
    """Not answered in time, or the person who asked or was nominated left; set by the service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """The nomination of a ``person``, or None for an invitation to an ``agency``, as administrator;
    or of a ``change``, which is the status or role that an administrator gets. Instants are aware
    UTC.
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
    change: str | None = None

    def is_pending(self, at: datetime) -> bool:
        """Whether it can still be answered at that moment."""
        return self.state is NominationState.OPEN and at < self.expires_at


parse_nomination_code = code_parser(NominationCode, CODE_PREFIX, "/confirm", UserError)


NominationRule = Callable[[Nomination, Person, datetime], Nomination]
"""Confirms or declines a nomination at a moment."""


def eligible(
    nomination: Nomination, people: Sequence[Person], invited: Collection[PersonId], at: datetime
) -> list[Person]:
    """Who may confirm: another administrator; of a change, if there is none, a coordinator, and no
    one whom the person who asked has ``invited``; no one admitted after it was asked. ``people``
    are the active and suspended ones of the Party.
    """
    apart = {nomination.asked_by, nomination.person}
    if nomination.change is None:
        admins = [each for each in people if each.active and each.role is Role.ADMIN]
        found = [each for each in admins if each.id not in apart]
    else:
        found = second(people, {*apart, *invited}, at, may_be_new=False)
    return [each for each in found if may_bind_from(each) <= nomination.asked_at + NEW_FOR]


def confirm(nomination: Nomination, admin: Person, at: datetime) -> Nomination:
    """Confirm a nomination. Raises ``UserError``."""
    waiting = _check(nomination, admin, at)
    if waiting.asked_by == admin.id:
        raise UserError("error-own-nomination")
    return _ended(waiting, NominationState.CONFIRMED, at, by=admin.id)


def decline(nomination: Nomination, admin: Person, at: datetime) -> Nomination:
    """Decline a nomination, or withdraw the own one. Raises ``UserError``."""
    return _ended(_check(nomination, admin, at), NominationState.DECLINED, at, by=admin.id)


def expire(nomination: Nomination, *, at: datetime) -> Nomination:
    """Expire an open nomination."""
    return _ended(nomination, NominationState.EXPIRED, at, by=None)


def _check(nomination: Nomination, admin: Person, at: datetime) -> Nomination:
    if not nomination.is_pending(at):
        raise UserError("error-nomination-ended")
    if nomination.person == admin.id:
        raise UserError("error-own-nomination")
    return nomination


def _ended(
    nomination: Nomination, state: NominationState, at: datetime, *, by: PersonId | None
) -> Nomination:
    return replace(nomination, state=state, ended_at=at, ended_by=by)


ALONE_AFTER = timedelta(hours=72)
"""How long after an administrator was removed or demoted no one may name a new one alone."""


def is_alone(actor: Person, people: Sequence[Person]) -> bool:
    """Whether the actor is the Party's only administrator; suspended ones count."""
    return not any(each.role is Role.ADMIN and each.id != actor.id for each in people)


def check_alone(left_at: datetime | None, now: datetime) -> None:
    """Check that the last loss of an administrator was long enough ago to name one alone."""
    if left_at is not None and now < left_at + ALONE_AFTER:
        raise UserError("error-not-yet-alone", ends=left_at + ALONE_AFTER)


def check_admins(actor: Person, admins: Sequence[Person], *, loses: Person | None = None) -> None:
    """Check that the actor is one of the active ``admins`` of the Party, and that it does not lose
    its last one, who ``loses`` the role. Raises ``UserError``.
    """
    ids = {each.id for each in admins}
    if loses is not None and ids == {loses.id}:
        raise UserError("error-last-admin")
    if actor.id not in ids:
        raise NotYourRole


def check_change(actor: Person, person: Person | None, to: Role | AccountStatus) -> Person:
    """Check that an administrator may give a person another role or status. Raises ``UserError``,
    or ``UnknownPerson`` also for the other Party's people and for what the person has.
    """
    if person is None or person.party != actor.party or person.status is AccountStatus.REMOVED:
        raise UnknownPerson
    is_role = isinstance(to, Role)
    if person.id == actor.id:
        raise UserError("error-own-status")
    if to in (person.role, person.status):
        raise UnknownPerson
    if is_role and not person.active:
        raise UserError("error-role-of-suspended", name=person.name)
    return person
