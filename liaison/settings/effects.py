"""Preview of the effects of a changed setting on open records."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from liaison.agreement.repository import Terminations
from liaison.agreement.rules import TerminationState
from liaison.approvals.repository import Approvals
from liaison.core.agreement import Agreement
from liaison.core.cards import Text, text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY, local_date
from liaison.meetings.repository import Meetings
from liaison.notifications.repository import Notices
from liaison.plan.repository import Activities
from liaison.requests.model import State
from liaison.requests.repository import Requests
from liaison.requests.todos import due_date_of, upcoming_reminders
from liaison.settings.holidays import overlay
from liaison.settings.model import Setting, Topic, ValueType
from liaison.settings.service import open_requests
from liaison.todos.service import next_morning

NOTES = "note_minutes"
NEAR = ("near_days", "own_messages")
OF_REQUESTS = ("reminder_days", "reminder_hour")


async def preview(tx: Tx, person: Person, setting: Setting, after: Agreement) -> Sequence[Text]:
    """Describe the effects of a change, each with the number of affected records."""
    match setting.group:
        case Topic.REMINDERS if setting.code in OF_REQUESTS:
            return await _for_requests(tx, person, after)
        case Topic.CLOCK:
            return await _for_due_dates(tx, person)
        case Topic.HOURS:
            return await _for_hours(tx, person, after)
        case Topic.MESSAGES:
            return await _for_messages(tx, person, setting, after)
        case Topic.REMINDERS | Topic.IMPORTANT | Topic.URGENT | Topic.EMERGENCY:
            urgent = text("meaning-escalation", count=await _waiting(tx, person))
            of_todos = setting.group in (Topic.REMINDERS, Topic.IMPORTANT)
            return [text("meaning-todos") if of_todos else urgent]
        case Topic.MEETINGS:
            _, total = await tx.of(Meetings).listed("coming", limit=0)
            return [text("meaning-meetings", count=total)]
        case Topic.PLAN:
            _, total = await tx.of(Activities).listed("open", limit=0)
            return [text("meaning-plan", count=total)]
        case Topic.APPROVALS:
            return await _for_approvals(tx, setting)
        case _:
            assert_never(setting.group)


async def _for_requests(tx: Tx, person: Person, after: Agreement) -> Sequence[Text]:
    requests, total = await tx.of(Requests).listed(person.party, open_requests(tx))
    moved: list[datetime] = []
    for each in requests:
        old, new = (
            upcoming_reminders(each, agreement, after=tx.now) for agreement in (tx.agreement, after)
        )
        if new != old:
            moved.append(min(set(new) ^ set(old)))
    if not moved:
        return [text("meaning-requests-same", count=total)]
    return [text("meaning-requests", count=total, moved=len(moved), next=min(moved))]


async def _for_messages(
    tx: Tx, person: Person, setting: Setting, after: Agreement
) -> Sequence[Text]:
    """When messages expire; or how many due dates of the own Party are near today."""
    if setting.code not in NEAR:
        return [text("meaning-notes" if setting.code == NOTES else "meaning-messages")]
    requests, _ = await tx.of(Requests).listed(person.party, open_requests(tx))
    own = after.party(person.party)
    last = local_date(tx.now, own.zone) + own.near_days * DAY
    due = [due_date_of(each) for each in requests if each.requested == own.code]
    count = sum(each is not None and each <= last for each in due)
    together = "yes" if count > own.own_messages else "no"
    return [text("meaning-near", count=count, together=together)]


async def _for_due_dates(tx: Tx, person: Person) -> Sequence[Text]:
    """Present due dates stay; requests that are not received yet follow the new rule."""
    requests, _ = await tx.of(Requests).listed(person.party, open_requests(tx))
    running = sum(each.state is State.RECEIVED for each in requests)
    sent = sum(each.state is State.SENT for each in requests)
    return [text("meaning-clock", count=running), text("meaning-clock-sent", count=sent)]


async def _for_hours(tx: Tx, person: Person, after: Agreement) -> Sequence[Text]:
    party = after.party(person.party)
    calendar = overlay(tx.calendar(party.code), (), weekend=frozenset(party.weekend))
    coming = await next_morning(tx, party.code, party.hours(calendar))
    return [text("meaning-hours", at=coming, count=await _waiting(tx, person))]


async def _for_approvals(tx: Tx, setting: Setting) -> Sequence[Text]:
    if setting.value_type is not ValueType.DAY_LIST:
        return [text("meaning-approvals", count=len(await tx.of(Approvals).listed()))]
    found = await tx.of(Terminations).latest()
    runs = found is not None and found.state(tx.now) is TerminationState.RUNNING
    return [text("meaning-end", count=int(runs))]


async def _waiting(tx: Tx, person: Person) -> int:
    """The number of notices of the own Party that wait for acknowledgement."""
    return len(await tx.of(Notices).unread(person.party))
