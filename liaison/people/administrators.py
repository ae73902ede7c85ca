"""Administrators of a Party: there is always one, and no one gains or loses the role by oneself.

The rules take the administrators as locked, so they also hold for two concurrent actions.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from liaison.core.access import NotYourRole
from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, Role, UnknownPerson

ALONE_AFTER = timedelta(hours=72)
"""How long after an administrator was removed or demoted no one may name a new one alone."""


def is_alone(actor: Person, people: Sequence[Person]) -> bool:
    """Whether the actor is the Party's only administrator; suspended ones count.

    ``people`` are the active and suspended ones of the Party.
    """
    return not any(each.role is Role.ADMIN and each.id != actor.id for each in people)


def check_alone(left_at: datetime | None, now: datetime) -> None:
    """Check that the only administrator of a Party may name another one without confirmation.

    ``left_at`` is when an administrator of the Party was last removed or demoted, both aware UTC.
    Raises ``UserError`` within 72 hours of it.
    """
    if left_at is not None and now < left_at + ALONE_AFTER:
        raise UserError("error-not-yet-alone", ends=left_at + ALONE_AFTER)


def check_admins(actor: Person, admins: Sequence[Person], *, loses: Person | None = None) -> None:
    """Check that the actor may administer the people of the own Party.

    ``admins`` are its active administrators, ``loses`` a person who would no longer be one. Raises
    ``UserError``, or ``NotYourRole`` if the actor is not an administrator.
    """
    ids = {each.id for each in admins}
    if loses is not None and ids == {loses.id}:
        raise UserError("error-last-admin")
    if actor.id not in ids:
        raise NotYourRole


def check_role_change(actor: Person, person: Person | None, role: Role) -> Person:
    """Check that an administrator may change the role of a person of the own Party.

    Raises ``UserError``, or ``UnknownPerson`` (also for the other Party's, and the same role).
    """
    if person is None or person.party != actor.party or person.status is AccountStatus.REMOVED:
        raise UnknownPerson
    if person.id == actor.id:
        raise UserError("error-own-role")
    if person.role is role:
        raise UnknownPerson
    if not person.active:
        raise UserError("error-role-of-suspended", name=person.name)
    return person
