"""The recipients of a notice, and the deputies of absent people, resolved when it is delivered, as
people change.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from liaison.core.absences import Absence, deputies
from liaison.core.agreement import EscalationTarget, PartyCode, Priority
from liaison.core.cards import Text, text
from liaison.core.outbox import Subject
from liaison.core.people import STAFF, Person, PersonId, Role
from liaison.core.transaction import Absences, People, Tx, today_of
from liaison.core.working_time import Hours
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, DeliveryDecision, DeliveryReason, Notice
from liaison.notifications.sounds import Tells
from liaison.notifications.subjects import Delivery


async def staff(tx: Tx, party: PartyCode) -> Sequence[Person]:
    """The active focal persons and coordinators of a Party."""
    return await tx.of(People).team(party, *STAFF)


async def recipients(tx: Tx, notice: Notice, delivery: Delivery) -> Sequence[Person]:
    """The active people who receive a notice first, each once; failing them the administrators, who
    can invite someone, unless it is for one person only.
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
            return [e for e in active_staff if e.id not in delivery.absent] or active_staff
        case Audience.REQUEST_TEAM:
            return _once(_responsible(active_staff, delivery), coordinators or active_staff)
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


async def current_absence(tx: Tx, person: Person) -> Absence | None:
    """A person's present or coming absence; None without one."""
    today = today_of(tx, person.party)
    absences = await tx.of(Absences).of(person.party)
    return next(
        (each for each in absences if each.person == person.id and each.last >= today), None
    )


async def deputies_of(tx: Tx, people: Sequence[Person], *, named: bool = False) -> Sequence[Person]:
    """The active deputies today of those ``people`` of one Party who are absent, or whom they last
    ``named``, absent or not; each once.
    """
    if not people:
        return ()
    party = people[0].party
    absences, team = await tx.of(Absences).of(party), await tx.of(People).team(party)
    known = {each.id: each for each in team}
    return deputies(people, absences, today_of(tx, party), known, named=named)


async def absence_lines(tx: Tx, party: PartyCode) -> Mapping[PersonId, Text]:
    """Until when each person is absent, and the deputy; with names, so for the own Party only."""
    day = today_of(tx, party)
    absences = await tx.of(Absences).of(party)
    absent = [absence for absence in absences if absence.covers(day)]
    team = {person.id: person for person in await tx.of(People).team(party)} if absent else {}
    lines: dict[PersonId, Text] = {}
    for absence in absent:
        acting = deputies([team[absence.person]], absences, day, team)
        has_deputy = "yes" if acting else "no"
        name = acting[0].name if acting else ""
        lines[absence.person] = text("away-line", last=absence.last, replaced=has_deputy, name=name)
    return lines


def readers_of(
    tells: Tells, concerned: Iterable[Person], team: Iterable[Person]
) -> Sequence[Person]:
    """The recipients of a message that is no notice, each once: those whom it concerns, or
    others of the active people of their Party.
    """
    team = list(team)
    coordinators = [each for each in team if each.role is Role.COORDINATOR]
    match tells:
        case Tells.FAILURE:
            return [each for each in team if each.role is Role.ADMIN]
        case Tells.HANDOVER | Tells.URGENT_HANDOVER | Tells.ROSTER_HANDOVER:
            reachable = [each for each in team if each.reachable and each.role in STAFF]
            first = [each for each in coordinators if each in reachable]
            return _once(concerned) or first or reachable or coordinators
        case _:
            return _once(concerned)


async def delivered_to(
    tx: Tx,
    notice: Notice,
    plan: DeliveryDecision,
    *,
    first: Sequence[Person],
    so_far: Sequence[Person],
) -> Sequence[Person]:
    """The recipients of a delivery, each once; ``triggered_by`` is not told at first."""
    if plan.reason is DeliveryReason.REPEAT:
        return _once(so_far, first, await deputies_of(tx, first)) if notice.repeat else so_far
    is_first = plan.reason is DeliveryReason.FIRST
    others = [each for each in first if not is_first or each.id != notice.triggered_by]
    match plan.escalate_to:
        case EscalationTarget.SAME_PEOPLE | None:
            found = _once(others, await deputies_of(tx, others))
            is_heard = plan.reason is not DeliveryReason.MORNING or any(e.reachable for e in found)
            return found if is_heard else so_far
        case EscalationTarget.DEPUTY:
            named = await deputies_of(tx, others, named=True)
            return [each for each in named if each not in so_far]
        case EscalationTarget.COORDINATORS:
            return await tx.of(People).team(notice.party, Role.COORDINATOR)
        case EscalationTarget.ADMINS:
            return await tx.of(People).team(notice.party, Role.ADMIN)
        case EscalationTarget.DAILY:
            return so_far
        case EscalationTarget.OTHER_SIDE:
            return ()
        case _:
            assert_never(plan.escalate_to)


async def who_heard(
    tx: Tx, party: PartyCode, since: datetime, until: datetime
) -> Mapping[tuple[Subject, str], Collection[PersonId]]:
    """Who heard the urgent notices about each record between two instants, or its emergency, which
    does not wait for a morning, at any time.
    """
    found: dict[tuple[Subject, str], set[PersonId]] = {}
    for notice in (each for each, _ in await tx.of(Notices).unread(party) if each.escalates):
        found.setdefault((notice.subject, notice.subject_id), set()).update(
            each.person
            for each in await tx.of(Notices).recipients(notice.code)
            if notice.priority is Priority.EMERGENCY or since <= each.notified_at <= until
        )
    return found


def _once(*groups: Iterable[Person]) -> list[Person]:
    return list({person.id: person for group in groups for person in group}.values())
