"""The to-dos about requests: what each Party owes, and what it waits for."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypedDict

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


class _Fields(TypedDict, total=False):
    """What a to-do has otherwise than most."""

    due_on: date
    ends_in: Text | None
    days_before: tuple[int, ...]
    rank: Rank
    repeat_on: date | None
    repeat_days: int
    escalates_from: datetime | None
    aspect: str


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
        line = approving.line
        if due is not None:
            named = _due_text(request, due, party_context)
            line = replace(line, values={**line.values, "due": named})
        fields = _due(request, due, party_context, otherwise=Rank.OPEN)
        yield replace(approving, line=line, **fields)
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
            waits = _todo(
                request, party_context, "wait-supply", people, others={"aspect": "supply"}
            )
            yield party_context.watched(waits)
    if request.inquired_at is not None:
        people = party_context.active_or_all(request.assignee)
        since = request.progress_at or request.inquired_at
        yield _todo(
            request,
            party_context,
            "progress",
            people,
            command="status",
            since=since,
            others={"aspect": "progress"},
        )


def _awaited(request: Request, party_context: PartyContext) -> Iterator[Todo]:
    asked = party_context.active_or_all(request.logged_by)
    if request.state is State.RECEIVED and request.missing:
        yield _todo(request, party_context, "supply", asked, command="supply")
    if request.state in (State.SENT, State.RECEIVED):
        yield _watch(request, party_context, asked | party_context.coordinators)
    elif request.state in (State.ANSWERED, State.REFUSED):
        every = party_context.agreement.reminders.close_days
        others: _Fields = {"repeat_days": every, "escalates_from": None}
        yield _todo(request, party_context, "close", asked, command="request", others=others)


def _receipt(request: Request, party_context: PartyContext) -> Todo:
    """Confirming receipt. If the request has a ``needed_by`` date, reminders count to it."""
    needed, wait = request.details.needed_by, None
    if request.details.urgent:  # its notice escalates first
        steps = party_context.agreement.notices.escalation_policies[Priority.URGENT]
        wait = sum((each.after for each in steps), timedelta(0))
    since = request.logged_at
    others = _due(request, needed, party_context, otherwise=Rank.RECEIPT)
    others["repeat_on"] = party_context.morning_after(since, wait)
    if _sent_today(request, party_context):
        others["days_before"] = ()
    people = party_context.staff
    return _todo(
        request, party_context, "receive", people, command="receive", since=since, others=others
    )


def _sent_today(request: Request, party_context: PartyContext) -> bool:
    """Whether it was sent today, and has just named the day by which it is needed: a to-do has no
    steps of this day.
    """
    zone = party_context.hours.zone
    sent, today = (local_date(at, zone) for at in (request.logged_at, party_context.now))
    return sent == today


def _reply(request: Request, party_context: PartyContext) -> Todo:
    """A reply. From the due date on, coordinators see it too, and it escalates."""
    rules, zone = party_context.agreement.notices, party_context.hours.zone
    idle_on = local_date(request.stepped_at, zone) + rules.forgotten_after_days * DAY
    idle = idle_on <= local_date(party_context.now, zone)
    people = party_context.active_or_all(request.assignee)
    if request.offered_to is not None and request.assignee not in people:
        people = party_context.coordinators or people  # until it is taken over
    otherwise = Rank.IDLE if idle else Rank.OPEN
    due = _due(request, request.due_on, party_context, otherwise=otherwise)
    late_from = None
    if due["rank"] is Rank.OVERDUE and request.due_on is not None:
        people, late_from = people | party_context.coordinators, day_ends(request.due_on, zone)
    others: _Fields = {
        **due,
        "escalates_from": late_from,
        "repeat_on": idle_on,
        "repeat_days": rules.forgotten_after_days,
    }
    return _todo(request, party_context, "answer", people, command="answer", others=others)


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
    rank, due_on = Rank.OPEN if received else Rank.RECEIPT, due_date_of(request)
    others: _Fields = {
        **_due(request, due_on, party_context, otherwise=rank),
        "days_before": () if _sent_today(request, party_context) else reminders.watch_days,
        "aspect": "watch",
        "repeat_on": None,
    }
    found = _todo(request, party_context, act, people, command=command, since=since, others=others)
    watched = party_context.watched(found)
    if received:
        return replace(watched, repeat_on=None)
    sent = local_date(request.logged_at, party_context.hours.zone)
    steps = (due_on - days * DAY for days in reminders.watch_days if due_on)
    first = [each for each in (watched.repeat_on, *steps) if each is not None and each > sent]
    return replace(watched, heard_on=min(first, default=None))


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
    others: _Fields = {
        **_due(request, plan.planned_on, party_context, otherwise=Rank.OPEN),
        "aspect": "safety",
    }
    if _sent_today(request, party_context):
        others["days_before"] = ()
    if plan.postponed and plan.planned_on:
        zone = party_context.agreement.party(request.requested).zone
        others["repeat_on"], others["escalates_from"] = None, day_ends(plan.planned_on, zone)
    found = _todo(request, party_context, act, people, command=command, since=since, others=others)
    if waits:
        days_before = party_context.agreement.reminders.watch_days
        found = replace(party_context.watched(found), days_before=days_before, repeat_on=None)
    yield found


def due_date_of(request: Request) -> date | None:
    """The date that reminders of an open request count to, if it has one."""
    return request.due_on if request.state is State.RECEIVED else request.details.needed_by


def _due(
    request: Request, due_on: date | None, party_context: PartyContext, *, otherwise: Rank
) -> _Fields:
    """The due date of a to-do, its reminders, and its rank by the days left as of now."""
    if due_on is None:
        return {"rank": otherwise}
    left = days_left(due_on, _today(request, party_context))
    in_time = left >= 0 and due_on == request.due_on and request.requested == party_context.party
    return {
        "due_on": due_on,
        "ends_in": capital_of(party_context.agreement, request) if in_time else None,
        "days_before": party_context.agreement.reminders.days_before,
        "rank": party_context.rank_by(left, otherwise=otherwise),
    }


def _due_text(request: Request, due_on: date | None, party_context: PartyContext) -> Text:
    """A due date with the days left as of now; the requested Party sees its last working day before
    one on a day off. Without one, for how many days of the Party a request waits for its receipt.
    """
    if due_on is None and request.state is not State.SENT:
        return text("todo-not-due")
    if due_on is None:
        zone = party_context.agreement.party(party_context.party).zone
        sent, today = (local_date(at, zone) for at in (request.logged_at, party_context.now))
        return text("todo-open-for", days=(today - sent).days)
    today = _today(request, party_context)
    left, last = days_left(due_on, today), party_context.hours.calendar.last_working_day(due_on)
    due = text("todo-due" if left >= 0 else "todo-overdue", days=abs(left), day=due_on)
    if request.requested == party_context.party and today <= last < due_on:
        return text("todo-due-off", due=due, last=last)
    return due


def _today(request: Request, party_context: PartyContext) -> date:
    """The day in the capital that replies."""
    zone = party_context.agreement.party(request.requested).zone
    return local_date(party_context.now, zone)


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
    others: _Fields | None = None,
) -> Todo:
    """A to-do that is repeated and escalates from the last step of the request on, or ``since`` an
    earlier one. Without a ``command`` its button opens the request.
    """
    view, owed, state = open_button("request", request.reference), act_of(act), request.state
    label = text(f"button-todo-{act.partition('-')[0]}", reference=request.reference)
    seen = f"{command} {request.reference} @{request.seen_version(party_context.party)}"
    acts = Button(label, view.command if command == "request" else seen)
    since = since or request.stepped_at
    fields: _Fields = {"rank": Rank.OPEN, "escalates_from": since, **(others or {})}
    if "repeat_on" not in fields:
        fields["repeat_on"] = party_context.morning_after(since)
    due = _due_text(request, fields.get("due_on"), party_context)
    return Todo(
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        states=(state,),
        act=owed,
        line=text(owed, request=request_named(request), due=due, state=state),
        button=view if command is None else acts,
        view=view,
        people=people,
        since=since,
        urgent=request.details.urgent,
        **fields,
    )
