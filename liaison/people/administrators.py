"""Who administers a Party: always somebody, and nobody becomes or ceases to be it by oneself.

The rules look at the administrators as they are once nobody else can change them, so they hold for
two who act on each other at one moment, too.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from liaison.core.access import NotYourRole
from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, Role, UnknownPerson

ALONE_AFTER = timedelta(hours=72)
"""So long after an administrator was removed or demoted nobody names another one alone."""


class LastAdmin(UserError):
    """A Party keeps an administrator: its last active one stays what and where that person is."""

    key = "error-last-admin"


class OwnRole(UserError):
    """Nobody changes the own role."""

    key = "error-own-role"


class RoleOfSuspended(UserError):
    """Somebody who is suspended gets the access back first, and another role then."""

    key = "error-role-of-suspended"


class NotYetAlone(UserError):
    """Whoever has just seen to being the only administrator does not name the next one alone."""

    key = "error-not-yet-alone"


def is_alone(actor: Person, people: Sequence[Person]) -> bool:
    """Whether nobody else of the Party is an administrator; one who is suspended is one still.

    ``people`` are the active and suspended ones of the Party.
    """
    return not any(each.role is Role.ADMIN and each.id != actor.id for each in people)


def check_alone(left_at: datetime | None, now: datetime) -> None:
    """Let the only administrator of a Party name another one without anybody's word.

    ``left_at`` is when an administrator of the Party was last removed or given another role, both
    aware UTC. Raises ``NotYetAlone`` within 72 hours of it.
    """
    if left_at is not None and now < left_at + ALONE_AFTER:
        raise NotYetAlone(ends=left_at + ALONE_AFTER)


def check_admins(actor: Person, admins: Sequence[Person], *, loses: Person | None = None) -> None:
    """Let an administrator act on the people of the own Party.

    ``admins`` are the active ones of the Party as they are now, ``loses`` somebody who would be no
    active administrator afterwards. Raises ``LastAdmin``, or ``NotYourRole`` where the actor is
    none of them (any more).
    """
    ids = {each.id for each in admins}
    if loses is not None and ids == {loses.id}:
        raise LastAdmin
    if actor.id not in ids:
        raise NotYourRole


def check_role_change(actor: Person, person: Person | None, role: Role) -> Person:
    """Let an administrator give a person of the own Party another role.

    Raises ``UnknownPerson`` (also for the other Party's, and where the role is the same),
    ``OwnRole`` or ``RoleOfSuspended``.
    """
    if person is None or person.party != actor.party or person.status is AccountStatus.REMOVED:
        raise UnknownPerson
    if person.id == actor.id:
        raise OwnRole
    if person.role is role:
        raise UnknownPerson
    if not person.active:
        raise RoleOfSuspended(name=person.name)
    return person
