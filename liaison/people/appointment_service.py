"""Appointments: by which letter and since when a person holds the post; the other Party is told
the letter, the day, the role and the agency, never the name.
"""

from dataclasses import replace
from datetime import date

from liaison.audit import service as audit_service
from liaison.core.agreement import party_name
from liaison.core.cards import named, text
from liaison.core.people import Appointment, Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.service import notify
from liaison.people.nominations import check_admins
from liaison.people.notices import APPOINTED, APPOINTMENT_OVER


async def record(tx: Tx, admin: Person, person: Person, *, letter: str, since: date) -> Person:
    """Record an appointment in place of an earlier one, and tell the other Party.

    Raises ``NotYourRole``.
    """
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    appointment = Appointment(letter=letter, since=since, told_at=tx.now)
    after = replace(person, appointment=appointment)
    await tx.of(People).change(person.id, appointment=appointment)
    await audit_service.record_step(tx, "appointed", after, actor=admin, since=since)
    await _tell(tx, after, appointment, APPOINTED)
    return after


async def end_appointment(tx: Tx, person: Person) -> Person:
    """End the appointment of a person who leaves the post, and tell the other Party if it was told
    of it. The caller records the step.
    """
    known = person.appointment
    if known is None:
        return person
    await tx.of(People).change(person.id, appointment=None)
    if known.told_at is not None:
        await _tell(tx, person, known, APPOINTMENT_OVER)
    return replace(person, appointment=None)


async def _tell(tx: Tx, person: Person, appointment: Appointment, kind: NoticeKind) -> None:
    title = text(
        f"notice-{kind.key}",
        party=party_name(person.party),
        role=named("role", person.role),
        agency=person.agency,
        since=appointment.since,
        letter=appointment.letter,
    )
    about = f"{person.party}-{person.number}"
    await notify(tx, *kind.notices(tx.agreement, person.party, about, title))
