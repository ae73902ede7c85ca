"""The duty roster in a transaction: who is on duty, changes, hand-over and gaps."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Final

from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, text
from liaison.core.errors import WrongValue
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import ADMINS, STAFF, Person, PersonId, Role, require_role
from liaison.core.transaction import Absences, People, Timestamps, Tx, today_of
from liaison.core.working_time import local_date
from liaison.duty import rules
from liaison.duty.repository import DutyRosters
from liaison.duty.rules import DUTY_SUBJECT, DutyDay, Roster, RosterDay, RosterEntry
from liaison.duty.views import handover_card, over_card
from liaison.notifications.delivery import change_message, message_key
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.outages import next_report
from liaison.notifications.recipients import hours_of, readers_of, staff
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, NoticeRecipient
from liaison.notifications.service import notify, resolve_kind
from liaison.notifications.sounds import Tells, message_to, sent_at
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext

_FILL_GAP: Final = TodoAct("todo-duty")
TIMER: Final = "duty"
"""Timer kind for the hand-over of a Party, when the night after each day is over there."""

HANDOVER: Final = NoticeKind("duty", PERSON_SUBJECT, Audience.PERSON)
"""A hand-over that the message which reports an outage tells."""


async def duty_on(tx: Tx, party: PartyCode, days: Sequence[date]) -> Sequence[DutyDay]:
    """Who of a Party is on duty on some days."""
    return await _on_duty(tx, party, await tx.of(DutyRosters).of(party), days)


async def _on_duty(
    tx: Tx, party: PartyCode, roster: Roster, days: Sequence[date]
) -> Sequence[DutyDay]:
    absences = await tx.of(Absences).of(party)
    people = {each.id: each for each in await staff(tx, party)}
    return [rules.on_duty(roster, people, absences, day) for day in days]


async def duty_now(tx: Tx, party: PartyCode) -> DutyDay:
    """Who of a Party is on duty now."""
    (today,) = await duty_on(tx, party, [today_of(tx, party)])
    return today


async def people_on_duty(tx: Tx, party: PartyCode) -> frozenset[PersonId]:
    """The person on duty now, else the coordinators or, if none can be reached, focal persons."""
    people = await _people_of(tx, party, await duty_now(tx, party))
    return frozenset(each.id for each in people)


async def told_first(tx: Tx, party: PartyCode) -> str | None:
    """Who is told first of an urgent matter: "duty" or the "coordinators"; None if all are."""
    day = await duty_now(tx, party)
    roles = {each.role for each in await _people_of(tx, party, day)}
    first = "coordinators" if Role.COORDINATOR in roles else None
    return first if day.person is None else "duty"


async def _people_of(tx: Tx, party: PartyCode, day: DutyDay) -> Sequence[Person]:
    return readers_of(Tells.HANDOVER, filter(None, [day.person]), await tx.of(People).team(party))


async def enter_duty(tx: Tx, admin: Person, on: RosterDay, person: Person | None) -> None:
    """Enter who is on duty on a day; None removes the entry. Raises ``WrongValue``."""
    require_role(admin, ADMINS)
    if isinstance(on, date):
        rules.roster_days(today_of(tx, admin.party)).check(on)
    if person is not None and (not person.active or person.role not in STAFF):
        raise WrongValue("error-not-for-duty")
    async with handing_over(tx, admin.party):
        await tx.of(DutyRosters).put(admin.party, on, None if person is None else person.id)
    entry = RosterEntry(admin.party, str(on), None if person is None else person.id)
    number, gone = 0 if person is None else person.number, person is None
    await audit_service.record_step(
        tx, "assigned", entry, actor=admin, gone=gone, day=entry.day, person=number
    )
    await run_timer(tx, admin.party)


@asynccontextmanager
async def handing_over(tx: Tx, party: PartyCode) -> AsyncIterator[None]:
    """Hand over if what is changed inside the block changes who of a Party is on duty now."""
    before = await duty_now(tx, party)
    yield
    await _hand_over(tx, party, before)


async def _hand_over(
    tx: Tx, party: PartyCode, before: DutyDay, tells: Tells = Tells.HANDOVER
) -> None:
    """Notify the person who is on duty now or, if no one is, the coordinators, unless that was so
    with ``before``; the message of those who leave the duty says who has it. It has a sound only
    while something is urgent, and not at the end of a night, before the morning message.
    """
    days = await duty_on(tx, party, rules.coming_days(today_of(tx, party)))
    was, person = before.person, days[0].person
    if (was and was.id) == (person and person.id):
        return
    urgent = [each for each, _ in await tx.of(Notices).unread(party) if each.escalates]
    shown = handover_card(days, urgent)
    if urgent and tells is Tells.HANDOVER:
        tells = Tells.URGENT_HANDOVER
    told = {each.id: each for each in await _people_of(tx, party, days[0])}
    for each in await _people_of(tx, party, before):
        if each.id not in told:
            await change_message(tx, each, TIMER, over_card(days[0]))
            await resolve_kind(tx, HANDOVER, party, str(each.id))
    report = await next_report(tx, party)
    for each in told.values():
        if report is not None:
            await notify(tx, HANDOVER.notice(party, str(each.id), shown.lines[0]))
            continue
        key = message_key(Tells.HANDOVER, each.id, tx.now)
        message = message_to(each, shown, tells, dedupe_key=key)
        await tx.enqueue(replace(message, message_slot=TIMER, replaces=True))
        heard = [NoticeRecipient(person=each.id, notified_at=tx.now)] if each.reachable else []
        for notice in urgent if tells is Tells.URGENT_HANDOVER else ():
            await tx.of(Notices).save_recipients(notice.code, *heard)


async def run_timer(tx: Tx, party: PartyCode) -> None:
    """Hand over if a day of the Party has ended since the last run; several days are one. Without a
    roster there is nothing to hand over.
    """
    hours, today = hours_of(tx, party), today_of(tx, party)
    last = await tx.of(Timestamps).replace(f"{TIMER}:{party}", tx.now)
    if last is not None and (ended := local_date(last, hours.zone)) < today:
        (before,) = await duty_on(tx, party, [ended])
        await _hand_over(tx, party, before, Tells.ROSTER_HANDOVER)
    has_roster = await tx.of(DutyRosters).of(party)
    at = sent_at(Tells.ROSTER_HANDOVER, tx.now, hours) if has_roster else None
    await tx.schedule_timer(TIMER, party, at)


async def find_gaps(tx: Tx, party_context: PartyContext) -> Sequence[Todo]:
    """The to-do of administrators if there is a roster, but no one for a day of the next week."""
    party = party_context.party
    roster = await tx.of(DutyRosters).of(party)
    if not roster:
        return []
    days = await _on_duty(tx, party, roster, rules.coming_days(today_of(tx, party)))
    gaps = [each.day for each in days if each.gap]
    if not gaps:
        return []
    who = frozenset(each.id for each in await tx.of(People).team(party, Role.ADMIN))
    return [gap_todo(party_context, gaps, who)]


def gap_todo(party_context: PartyContext, gaps: Sequence[date], who: frozenset[PersonId]) -> Todo:
    """The to-do of the administrators for days on which no one is on duty."""
    found = Todo(
        subject=DUTY_SUBJECT,
        subject_id=party_context.party,
        states=(),
        act=_FILL_GAP,
        line=text(_FILL_GAP, day=gaps[0], count=len(gaps)),
        button=Button(text("button-todo-duty"), "duty"),
        people=who,
        rank=Rank.OPEN,
        since=party_context.now,
    )
    return party_context.weekly(found)
