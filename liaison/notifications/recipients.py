"""The recipients of a notice, resolved when it is delivered, as people change."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from liaison.core.access import STAFF
from liaison.core.agreement import PartyCode, Priority
from liaison.core.people import Person, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import Hours
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.subjects import Delivery


async def staff(tx: Tx, party: PartyCode) -> Sequence[Person]:
    """The active focal persons and coordinators of a Party."""
    return await tx.of(People).team(party, *STAFF)


async def recipients(tx: Tx, notice: Notice, delivery: Delivery) -> Sequence[Person]:
    """The active people who receive a notice first, each once.

    If there are none, the Party's administrators receive it, who can invite someone, unless it is
    for one person only.
    """
    team = await tx.of(People).team(notice.party)
    found = list(_audience(notice, team, delivery))
    if found or notice.audience is Audience.PERSON:
        return found
    return [each for each in team if each.role is Role.ADMIN]


def first_recipients(
    notice: Notice, audience: Sequence[Person], delivery: Delivery
) -> Sequence[Person]:
    """Those of the audience who receive a notice at once: of an urgent one the people on duty."""
    if notice.priority is Priority.URGENT:
        return [each for each in audience if each.id in delivery.on_duty] or audience
    return audience


def _audience(  # noqa: PLR0911  # one for each audience
    notice: Notice, team: Sequence[Person], delivery: Delivery
) -> Iterable[Person]:
    active_staff = [each for each in team if each.role in STAFF]
    coordinators = [each for each in active_staff if each.role is Role.COORDINATOR]
    match notice.audience:
        case Audience.STAFF:
            return active_staff
        case Audience.COORDINATORS:
            return coordinators or active_staff
        case Audience.COORDINATORS_ONLY:
            return coordinators
        case Audience.APPROVERS:
            return [*coordinators, *(each for each in team if each.role is Role.ADMIN)]
        case Audience.RESPONSIBLE:
            return _responsible(active_staff, delivery)
        case Audience.ATTENDING:
            return [each for each in active_staff if each.id not in delivery.absent]
        case Audience.REQUEST_TEAM:
            both = [*_responsible(active_staff, delivery), *(coordinators or active_staff)]
            return list({person.id: person for person in both}.values())
        case Audience.ADMINS:
            return [each for each in team if each.role is Role.ADMIN]
        case Audience.PERSON:
            about = str(delivery.offered_to or notice.subject_id)
            return [each for each in team if str(each.id) == about]
        case _:
            assert_never(notice.audience)


def _responsible(active_staff: Sequence[Person], delivery: Delivery) -> Sequence[Person]:
    """The people responsible for the record; if none is active, all staff or, for a record offered
    to a successor, the coordinators.
    """
    found = [each for each in active_staff if each.id in delivery.responsible]
    if not found and delivery.offered_to is not None:
        found = [each for each in active_staff if each.role is Role.COORDINATOR]
    return found or active_staff


def hours_of(tx: Tx, party: PartyCode) -> Hours:
    """The working hours and quiet hours of a Party."""
    return tx.agreement.party(party).hours(tx.calendar(party))
