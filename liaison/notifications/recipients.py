"""Who hears of what in a Party: resolved when something is told, as people come and go."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from liaison.core.agreement import PartyCode
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.core.working_time import Hours
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.subjects import Matter

STAFF = (Role.FOCAL_PERSON, Role.COORDINATOR)


async def staff(tx: Tx, party: PartyCode) -> Sequence[Person]:
    """The active focal persons and coordinators of a Party: those who can take a step."""
    return await tx.people.team(party, *STAFF)


async def hearers(tx: Tx, notice: Notice, matter: Matter) -> Sequence[Person]:
    """The active people who are to hear of a notice first, each once.

    Where a Party has nobody of them, its administrators hear instead: they can invite somebody.
    """
    everybody = await tx.people.team(notice.party)
    if notice.audience is Audience.PERSON:
        about = notice.of if matter.request is None else str(matter.request.offered_to)
        return [each for each in everybody if str(each.id) == about]
    found = list(_of(notice.audience, everybody, matter))
    return found or [each for each in everybody if each.role is Role.ADMIN]


def _of(audience: Audience, everybody: Sequence[Person], matter: Matter) -> Iterable[Person]:
    working = [each for each in everybody if each.role in STAFF]
    bosses = [each for each in working if each.role is Role.COORDINATOR]
    match audience:
        case Audience.STAFF:
            return working
        case Audience.COORDINATORS:
            return bosses or working
        case Audience.CONFIRMERS:
            return bosses
        case Audience.KEYHOLDERS:
            return [*bosses, *(each for each in everybody if each.role is Role.ADMIN)]
        case Audience.RESPONSIBLE:
            return _responsible(working, matter)
        case Audience.ATTENDING:
            return [each for each in working if each.id not in matter.absent]
        case Audience.CIRCLE:
            both = [*_responsible(working, matter), *(bosses or working)]
            return list({person.id: person for person in both}.values())
        case Audience.ADMINS | Audience.PERSON:
            return [each for each in everybody if each.role is Role.ADMIN]
        case _:
            assert_never(audience)


def _responsible(working: Sequence[Person], matter: Matter) -> Sequence[Person]:
    """Who works on a case: on the requested side the assignee, on the requesting side the one who
    logged it; where that person is not active, all who can take a step, but of a case that is
    offered to a successor the coordinators.
    """
    bosses = [each for each in working if each.role is Role.COORDINATOR]

    def holds(person: Person) -> bool:
        request = matter.request
        if request is None:
            return False
        own = person.party == request.requested
        return person.id == (request.assignee if own else request.logged_by)

    found = [each for each in working if holds(each)]
    if not found and matter.request is not None and matter.request.offered_to is not None:
        found = [each for each in bosses if each.party == matter.request.requested]
    return found or working


def hours_of(tx: Tx, party: PartyCode) -> Hours:
    """When people of a Party may be disturbed."""
    own = tx.agreement.party(party)
    return Hours(
        zone=own.zone,
        calendar=tx.calendar(party),
        quiet_from=own.quiet_from,
        quiet_until=own.quiet_until,
    )
