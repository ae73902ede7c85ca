"""The to-dos about requests: what each Party owes, and what it waits for."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from liaison.core.agreement import Agreement, Priority
from liaison.core.cards import Button, Text, open_button, text
from liaison.core.people import PersonId
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY, day_ends, days_left, local_date, local_moment
from liaison.pending_acts.model import ActState, PendingAct
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.service import act_todo
from liaison.requests.model import OPEN, REQUEST_SUBJECT, Request, State
from liaison.requests.permissions import inquiry_waits_until, steps_to_review, undecided
from liaison.requests.repository import Requests
from liaison.requests.request_lines import capital_of, request_named
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext


@dataclass(frozen=True, slots=True)
class RequestTodos:
    """To-dos that another concept adds, of a Party about its active requests."""

    key: str
    find: Callable[[Tx, PartyContext, Sequence[Request]], Awaitable[Sequence[Todo]]]


async def find_todos(tx: Tx, party_context: PartyContext) -> Sequence[Todo]:
    """All to-dos of a Party about its requests."""
    active = await tx.of(Requests).active(party_context.party)
    states = (ActState.WAITS, ActState.RETURNED)
    acts = await tx.of(PendingActs).of_party(party_context.party, *states)
    drafts = {each.about: each for each in acts}
    found = [
        todo
        for request in active
        for todo in todos_of(request, party_context, drafts.get(request.reference))
    ]
    for each in tx.registry.all(RequestTodos).values():
        found += await each.find(tx, party_context, active)
    return found


def todos_of(
    request: Request, party_context: PartyContext, draft: PendingAct | None = None
) -> Iterator[Todo]:
    """What a Party owes, or waits for, about one request; its ``draft`` waits for approval, or
    was returned.
    """
    if request.requested == party_context.party:
        yield from _owed(request, party_context, draft)
    else:
        yield from _awaited(request, party_context)
    yield from _safety(request, party_context)
    if steps_to_review(request, party_context.party):
        yield _todo(request, party_context, "review", party_context.staff)


def upcoming_reminders(
    request: Request, agreement: Agreement, *, after: datetime
) -> tuple[datetime, ...]:
    """The mornings (aware UTC) of the reminders of a request that are still to come, in order."""
    due_on, party = due_date_of(request), agreement.party(request.requested)
    if due_on is None:
        return ()
    days = (due_on - before * DAY for before in agreement.reminders.days_before)
    mornings = sorted(local_moment(day, party.digest_at, party.zone) for day in days)
    return tuple(at for at in mornings if at > after)


def _owed(
    request: Request, party_context: PartyContext, draft: PendingAct | None
) -> Iterator[Todo]:
    replies = request.state is State.RECEIVED
    if draft is not None and not (replies and draft.state is ActState.RETURNED):
        due = due_date_of(request) if request.state in OPEN else None  # not of a correction
        approving = act_todo(draft, party_context)
        yield _with_due_date(approving, request, due, party_context, otherwise=Rank.OPEN)
    if request.state is State.SENT:
        yield _receipt(request, party_context)
    elif replies:
        reply = _reply(request, party_context)
        if reply.rank is Rank.OPEN and request.assignee is None and party_context.coordinators:
            people = party_context.coordinators
            found = _todo(request, party_context, "assign", people, command="assign")
            line = replace(found.line, values=reply.line.values)
            yield replace(
                found, line=line, due_on=reply.due_on, repeat_on=None, escalates_from=None
            )
        yield reply if draft is None else _drafted(reply, draft, party_context)
        if request.offered_to is not None:
            yield _todo(request, party_context, "take", frozenset({request.offered_to}))
        if request.missing:
            people = party_context.active_or_all(request.assignee) | party_context.coordinators
            waits = party_context.watched(_todo(request, party_context, "wait-supply", people))
            yield replace(waits, aspect="supply")
    if request.inquired_at is not None:
        people = party_context.active_or_all(request.assignee)
        since = request.progress_at or request.inquired_at
        asked = _todo(request, party_context, "progress", people, command="status", since=since)
        yield replace(asked, aspect="progress")


def _awaited(request: Request, party_context: PartyContext) -> Iterator[Todo]:
    asked = party_context.active_or_all(request.logged_by)
    if request.state is State.RECEIVED and request.missing:
        yield _todo(request, party_context, "supply", asked, command="supply")
    if request.state in (State.SENT, State.RECEIVED):
        yield _watch(request, party_context, asked | party_context.coordinators)
    elif request.state in (State.ANSWERED, State.REFUSED):
        closing = _todo(request, party_context, "close", asked, command="request")
        every = party_context.agreement.reminders.close_days
        yield replace(closing, repeat_days=every, escalates_from=None)


def _receipt(request: Request, party_context: PartyContext) -> Todo:
    """Confirming receipt. If the request has a ``needed_by`` date, reminders count to it."""
    needed, wait = request.details.needed_by, None
    if request.details.urgent:  # its notice escalates first
        steps = party_context.agreement.notices.escalation_policies[Priority.URGENT]
        wait = sum((each.after for each in steps), timedelta(0))
    people, since = party_context.staff, request.logged_at
    found = _todo(request, party_context, "receive", people, command="receive", since=since)
    found = _with_due_date(found, request, needed, party_context, otherwise=Rank.RECEIPT)
    found = replace(found, repeat_on=party_context.morning_after(since, wait))
    return _from_next_day(found, request, party_context)


def _from_next_day(todo: Todo, request: Request, party_context: PartyContext) -> Todo:
    """A to-do without the steps of the day on which its request was sent, which has just named the
    day by which it is needed.
    """
    zone = party_context.hours.zone
    sent, today = (local_date(at, zone) for at in (request.logged_at, party_context.now))
    return replace(todo, days_before=()) if sent == today else todo


def _reply(request: Request, party_context: PartyContext) -> Todo:
    """A reply. From the due date on, coordinators see it too, and it escalates."""
    rules, zone = party_context.agreement.notices, party_context.hours.zone
    idle_on = local_date(request.stepped_at, zone) + rules.forgotten_after_days * DAY
    idle = idle_on <= local_date(party_context.now, zone)
    people = party_context.active_or_all(request.assignee)
    if request.offered_to is not None and request.assignee not in people:
        people = party_context.coordinators or people  # until it is taken over
    found = _with_due_date(
        _todo(request, party_context, "answer", people, command="answer"),
        request,
        request.due_on,
        party_context,
        otherwise=Rank.IDLE if idle else Rank.OPEN,
    )
    late_from = None
    if found.rank is Rank.OVERDUE and request.due_on is not None:
        people, late_from = people | party_context.coordinators, day_ends(request.due_on, zone)
    return replace(
        found,
        people=people,
        escalates_from=late_from,
        repeat_on=idle_on,
        repeat_days=rules.forgotten_after_days,
    )


def _drafted(reply: Todo, draft: PendingAct, party_context: PartyContext) -> Todo:
    """A reply whose draft waits: its author is told that, and the coordinators approve it. One that
    was returned is the reply to send again.
    """
    if draft.state is ActState.RETURNED:
        again = act_todo(draft, party_context)
        values = {**again.line.values, "due": reply.line.values["due"]}
        reply = replace(reply, act=again.act, line=replace(again.line, values=values))
        return replace(reply, button=again.button, people=reply.people | again.people)
    owed = act_of("wait-approve")
    line, button = replace(reply.line, key=owed), reply.view or reply.button
    found = replace(reply, act=owed, line=line, button=button, people=frozenset({draft.person}))
    return replace(party_context.watched(replace(found, since=draft.leaves_at)), days_before=())


def _watch(request: Request, party_context: PartyContext, people: frozenset[PersonId]) -> Todo:
    """What the requesting Party waits for: the receipt, then the reply."""
    received = request.state is State.RECEIVED
    act = "wait-reply" if received else "wait-receipt"
    reminders = party_context.agreement.reminders
    command = "status" if inquiry_waits_until(request, party_context.now) is None else None
    since = request.changed_at
    found = _todo(request, party_context, act, people, command=command, since=since)
    rank = Rank.OPEN if received else Rank.RECEIPT
    found = _with_due_date(found, request, due_date_of(request), party_context, otherwise=rank)
    watched, heard_on = party_context.watched(found), None
    if not received:
        sent = local_date(request.logged_at, party_context.hours.zone)
        steps = (found.due_on - days * DAY for days in reminders.watch_days if found.due_on)
        first = [each for each in (watched.repeat_on, *steps) if each is not None and each > sent]
        heard_on = min(first, default=None)
    watched = replace(
        watched,
        aspect="watch",
        days_before=reminders.watch_days,
        repeat_on=None if received else watched.repeat_on,
        heard_on=heard_on,
    )
    return _from_next_day(watched, request, party_context)


def _safety(request: Request, party_context: PartyContext) -> Iterator[Todo]:
    """What the safety check left open, until the Party approves, which then waits for the other;
    postponed, morning messages name it only when the new date is near.
    """
    plan, deciding = request.details.repatriation, undecided(request)
    if plan is None or request.state not in OPEN or not deciding:
        return
    waits = party_context.party not in deciding
    people = party_context.coordinators or party_context.staff
    act, command = ("wait-safety", None) if waits else ("safety", "safety")
    since = request.logged_at  # no other step does what it asks for
    found = _todo(request, party_context, act, people, command=command, since=since)
    found = replace(found, aspect="safety")
    if plan.postponed and plan.planned_on:
        zone = party_context.agreement.party(request.requested).zone
        found = replace(found, repeat_on=None, escalates_from=day_ends(plan.planned_on, zone))
    found = _with_due_date(found, request, plan.planned_on, party_context, otherwise=Rank.OPEN)
    found = _from_next_day(found, request, party_context)
    if waits:
        days_before = party_context.agreement.reminders.watch_days
        found = replace(party_context.watched(found), days_before=days_before, repeat_on=None)
    yield found


def due_date_of(request: Request) -> date | None:
    """The date that reminders of an open request count to, if it has one."""
    return request.due_on if request.state is State.RECEIVED else request.details.needed_by


def _with_due_date(
    todo: Todo,
    request: Request,
    due_on: date | None,
    party_context: PartyContext,
    *,
    otherwise: Rank,
) -> Todo:
    """The to-do with its due date, the days left as of now, and its rank; the requested Party sees
    its last working day before a due date on a day off.
    """
    if due_on is None:
        return replace(todo, rank=otherwise)
    zone = party_context.agreement.party(request.requested).zone
    today = local_date(party_context.now, zone)
    left, last = days_left(due_on, today), party_context.hours.calendar.last_working_day(due_on)
    due = text("todo-due" if left >= 0 else "todo-overdue", days=abs(left), day=due_on)
    if request.requested == party_context.party and today <= last < due_on:
        due = text("todo-due-off", due=due, last=last)
    in_time = left >= 0 and due_on == request.due_on and request.requested == party_context.party
    return replace(
        todo,
        line=replace(todo.line, values={**todo.line.values, "due": due}),
        due_on=due_on,
        ends_in=capital_of(party_context.agreement, request) if in_time else None,
        days_before=party_context.agreement.reminders.days_before,
        rank=party_context.rank_by(left, otherwise=otherwise),
    )


def act_of(name: str) -> TodoAct:
    """An act that is owed about a request."""
    return TodoAct(f"todo-{name}")


def _todo(
    request: Request,
    party_context: PartyContext,
    act: str,
    people: frozenset[PersonId],
    *,
    command: str | None = None,
    since: datetime | None = None,
) -> Todo:
    """A to-do that is repeated and escalates from the last step of the request on, or ``since`` an
    earlier one. Without a ``command`` its button opens the request.
    """
    view, owed, state = open_button("request", request.reference), act_of(act), request.state
    label = text(f"button-todo-{act.partition('-')[0]}", reference=request.reference)
    seen = f"{command} {request.reference} @{request.seen_version(party_context.party)}"
    acts = Button(label, view.command if command == "request" else seen)
    since = since or request.stepped_at
    return Todo(
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        states=(state,),
        act=owed,
        line=text(
            owed, request=request_named(request), due=_since(request, party_context), state=state
        ),
        button=view if command is None else acts,
        view=view,
        people=people,
        rank=Rank.OPEN,
        since=since,
        urgent=request.details.urgent,
        repeat_on=party_context.morning_after(since),
        escalates_from=since,
    )


def _since(request: Request, party_context: PartyContext) -> Text:
    """In place of a due date: for how many days of the Party a request waits for its receipt."""
    if request.state is not State.SENT:
        return text("todo-not-due")
    zone = party_context.agreement.party(party_context.party).zone
    sent, today = (local_date(at, zone) for at in (request.logged_at, party_context.now))
    return text("todo-open-for", days=(today - sent).days)
