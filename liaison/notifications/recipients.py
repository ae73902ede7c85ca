"""The recipients of a notice, resolved when it is delivered, as people change."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from liaison.core.agreement import PartyCode
from liaison.core.people import Person, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import Hours
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.subjects import SubjectRecord

STAFF = (Role.FOCAL_PERSON, Role.COORDINATOR)


async def staff(tx: Tx, party: PartyCode) -> Sequence[Person]:
    """The active focal persons and coordinators of a Party."""
    return await tx.of(People).team(party, *STAFF)


async def recipients(tx: Tx, notice: Notice, record: SubjectRecord) -> Sequence[Person]:
    """The active people who receive a notice first, each once.

    If there are none, the Party's administrators receive it: they can invite someone.
    """
    everybody = await tx.of(People).team(notice.party)
    if notice.audience is Audience.PERSON:
        about = record.offered_to or notice.subject_id
        return [each for each in everybody if str(each.id) == about]
    found = list(_audience(notice.audience, everybody, record))
    return found or [each for each in everybody if each.role is Role.ADMIN]


def _audience(
    audience: Audience, everybody: Sequence[Person], record: SubjectRecord
) -> Iterable[Person]:
    working = [each for each in everybody if each.role in STAFF]
    bosses = [each for each in working if each.role is Role.COORDINATOR]
    match audience:
        case Audience.STAFF:
            return working
        case Audience.COORDINATORS:
            return bosses or working
        case Audience.COORDINATORS_ONLY:
            return bosses
        case Audience.APPROVERS:
            return [*bosses, *(each for each in everybody if each.role is Role.ADMIN)]
        case Audience.RESPONSIBLE:
            return _responsible(working, record)
        case Audience.ATTENDING:
            return [each for each in working if each.id not in record.absent]
        case Audience.CASE_TEAM:
            both = [*_responsible(working, record), *(bosses or working)]
            return list({person.id: person for person in both}.values())
        case Audience.ADMINS | Audience.PERSON:
            return [each for each in everybody if each.role is Role.ADMIN]
        case _:
            assert_never(audience)


def _responsible(working: Sequence[Person], record: SubjectRecord) -> Sequence[Person]:
    """The people responsible for the record; if none is active, all staff or, for a record offered
    to a successor, the coordinators.
    """
    found = [each for each in working if each.id in record.responsible]
    if not found and record.for_coordinators:
        found = [each for each in working if each.role is Role.COORDINATOR]
    return found or working


def hours_of(tx: Tx, party: PartyCode) -> Hours:
    """The working hours and quiet hours of a Party."""
    own = tx.agreement.party(party)
    return Hours(
        zone=own.zone,
        calendar=tx.calendar(party),
        quiet_from=own.quiet_from,
        quiet_until=own.quiet_until,
    )
