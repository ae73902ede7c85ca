"""Announcing, confirming and moving a visit, and what its timer does."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ProposedChange
from liaison.core.agreement import PartyCode, Priority
from liaison.core.cards import text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import NextCheck, Step, finish_step, save_step
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NewNotice
from liaison.notifications.rules import Audience
from tests.visit.model import (
    VISIT_APPROVAL,
    VISIT_SUBJECT,
    NotToConfirm,
    UnknownVisit,
    Visit,
    VisitNumber,
    Visits,
)

TIMER = "visit"
ANNOUNCED, TOMORROW = "announced", "tomorrow"


async def find(tx: Tx, number: VisitNumber) -> Visit:
    """One visit. Raises ``UnknownVisit``."""
    visit = await tx.of(Visits).lock(number)
    if visit is None:
        raise UnknownVisit
    return visit


async def announce(tx: Tx, person: Person, day: date) -> Visit:
    """Announce a visit; the other Party is asked to confirm it."""
    number = VisitNumber(await tx.of(Visits).count() + 1)
    visit = Visit(number=number, party=person.party, by=person.id, day=day)
    await tx.of(Visits).add(visit)
    timer = _timer(tx, visit)
    await finish_step(tx, Step(record=visit, action="announce", actor=person, timer=timer))
    host = tx.agreement.other(visit.party).code
    await _notify(tx, visit, host, ANNOUNCED, Priority.IMPORTANT)
    return visit


async def confirm(tx: Tx, person: Person, number: VisitNumber) -> Visit:
    """Confirm a visit of the other Party. Raises ``UnknownVisit`` or ``NotToConfirm``."""
    visit = await find(tx, number)
    if visit.confirmed or visit.party == person.party:
        raise NotToConfirm
    step = Step(
        record=replace(visit, confirmed=True, version=visit.version + 1),
        action="confirm",
        actor=person,
        subject=VISIT_SUBJECT,
        of=str(number),
    )
    return await save_step(tx, step, tx.of(Visits).change)


async def propose_day(tx: Tx, person: Person, number: VisitNumber, day: date) -> Approval:
    """Propose another day to the other Party. Raises what ``approvals.service.propose`` raises."""
    visit = await find(tx, number)
    change = ProposedChange(
        kind=VISIT_APPROVAL,
        of=str(number),
        before=visit.day.isoformat(),
        after=day.isoformat(),
        reason="day",
    )
    return await approval_service.propose(tx, person, change)


async def move(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Move a visit to the day that both Parties agreed to."""
    visit = await find(tx, VisitNumber(int(change.of)))
    moved = replace(visit, day=date.fromisoformat(change.after), version=visit.version + 1)
    step = Step(record=moved, action="move", actor=person, timer=_timer(tx, moved))
    await save_step(tx, step, tx.of(Visits).change)


async def run_timer(tx: Tx, number: VisitNumber) -> None:
    """Remind the visitors, on the day before at nine."""
    visit = await find(tx, number)
    await tx.schedule_timer(TIMER, str(number), None)
    await _notify(tx, visit, visit.party, TOMORROW, Priority.ROUTINE)


def _timer(tx: Tx, visit: Visit) -> NextCheck:
    zone = ZoneInfo(tx.agreement.other(visit.party).zone)
    at = datetime.combine(visit.day - timedelta(days=1), time(9), zone)
    return NextCheck(kind=TIMER, subject=str(visit.number), at=at)


async def _notify(tx: Tx, visit: Visit, party: PartyCode, topic: str, priority: Priority) -> None:
    await notification_service.notify(
        tx,
        NewNotice(
            party=party,
            subject=VISIT_SUBJECT,
            subject_id=str(visit.number),
            notice_key=topic,
            title=text(f"notice-visit-{topic}", number=visit.number, day=visit.day),
            audience=Audience.STAFF,
            priority=priority,
        ),
    )
