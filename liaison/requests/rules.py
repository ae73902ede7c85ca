"""The rules of a request: each step from logging to closing is a function from a request and an
action context to its next version and event. The permissions are in ``permissions``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.errors import UserError, WrongState, WrongValue
from liaison.core.form import DateOutOfRange, Days
from liaison.core.people import STAFF, Person, Role, UnknownPerson
from liaison.core.references import Reference
from liaison.core.working_time import DAY
from liaison.requests.model import (
    MAX_PERSONS,
    Action,
    ActionContext,
    Event,
    ExtensionReason,
    Grounds,
    Missing,
    Outcome,
    Progress,
    ReportedStep,
    Request,
    RequestDetails,
    State,
    Verdict,
    WithdrawalReason,
    counts_of,
    number_facts,
    results_of,
)
from liaison.requests.permissions import INQUIRY_WAITS, inquiry_waits_until, steps_to_review

BEFORE = "before-"
"""How the facts of what a correction replaces begin."""
MAX_DAYS_MORE = 366
"""The maximum number of days of one extension."""


RequestStep = tuple[Request, Event]


class NoDueDate(ValueError):
    """A request would be received without a due date: a programming error, never a person's."""


def log(
    details: RequestDetails,
    context: ActionContext,
    *,
    reference: Reference,
    requested: PartyCode,
    today: date,
) -> RequestStep:
    """Send a request; ``today`` is in the requesting Party's zone. Raises ``UserError``."""
    _check_details(details, today)
    request = _new(details, context, reference, context.person.party, requested)
    return request, _event(request, Action.LOG, context, details.told)


def record(
    details: RequestDetails,
    context: ActionContext,
    *,
    reference: Reference,
    requesting: PartyCode,
    received_on: date,
    due_on: date | None,
    today: date,
) -> RequestStep:
    """Record a request that came by letter: the period starts at once. Raises ``UserError``."""
    if context.letter is None:
        raise UserError("error-needs-letter")
    _check_details(details, received_on)
    earliest = details.letter.day or date.min
    if not earliest <= received_on <= today:
        raise DateOutOfRange(first=earliest, last=today)
    reported = ReportedStep(
        version=1, action=Action.RECORD, by=context.person.party, letter=context.letter
    )
    request = replace(
        _new(details, context, reference, requesting, context.person.party),
        state=State.RECEIVED,
        received_on=received_on,
        due_on=_due(due_on),
        reported_steps=(reported,),
    )
    facts = {"day": received_on.isoformat(), **details.told}
    event = _event(request, Action.RECORD, context, facts)
    return request, replace(event, stated_for=requesting, letter=context.letter)


def _new(
    details: RequestDetails, context: ActionContext, reference: Reference, *parties: PartyCode
) -> Request:
    requesting, requested = parties
    return Request(
        reference=reference,
        details=details,
        requesting=requesting,
        requested=requested,
        state=State.SENT,
        version=1,
        shared_version=1,
        logged_by=context.person.id,
        logged_at=context.at,
        changed_at=context.at,
        stepped_at=context.at,
    )


def receive(
    request: Request,
    context: ActionContext,
    *,
    day: date,
    due_on: date | None,
    sent_on: date,
    today: date,
) -> RequestStep:
    """Confirm receipt: the period starts on ``day`` (Article 5). Raises ``DateOutOfRange``."""
    if not sent_on <= day <= today:
        raise DateOutOfRange("error-receipt-range", first=sent_on, last=today)
    due_date = _due(due_on)
    updated = replace(
        request, state=State.RECEIVED, changed_at=context.at, received_on=day, due_on=due_date
    )
    return step(updated, Action.RECEIVE, context, {"day": day.isoformat()})


def ask(request: Request, context: ActionContext, *, missing: Sequence[Missing]) -> RequestStep:
    """Ask for information; the due date does not change. Raises ``UserError``."""
    if not missing:
        raise WrongState(reference=request.reference)
    wanted = tuple(each for each in Missing if each in {*missing, *request.missing})
    updated = replace(request, missing=wanted)
    return step(updated, Action.ASK, context, {"missing": ",".join(sorted(set(missing)))})


def supply(request: Request, context: ActionContext, *, letter: str) -> RequestStep:
    """Record the letter with the requested information. Raises ``UserError``."""
    if not request.missing:
        raise WrongState(reference=request.reference)
    return step(replace(request, missing=()), Action.SUPPLY, context, {"sent": letter})


def inquire(request: Request, context: ActionContext) -> RequestStep:
    """Ask about the progress of a request. Raises ``UserError``."""
    if (until := inquiry_waits_until(request, context.at)) is not None:
        raise UserError("error-already-inquired", at=until - INQUIRY_WAITS, until=until)
    since = request.progress_at if request.inquired_at else context.at
    asked = replace(request, inquired_at=context.at, progress=None, progress_at=since)
    updated, event = step(asked, Action.INQUIRE, context)
    return replace(updated, stepped_at=request.stepped_at), event


def report_progress(request: Request, context: ActionContext, *, progress: Progress) -> RequestStep:
    """Report the progress of a request, asked or not."""
    updated = replace(request, inquired_at=None, progress=progress, progress_at=context.at)
    return step(updated, Action.PROGRESS, context, {"progress": progress})


def assign(request: Request, context: ActionContext, *, to: Person) -> RequestStep:
    """Assign a request; a focal person only a free or an own one. Raises ``UserError``."""
    if context.person.role is not Role.COORDINATOR and request.assignee not in (
        None,
        context.person.id,
    ):
        raise UserError("error-not-your-request")
    if to.party != request.requested or to.role not in STAFF or not to.active:
        raise UnknownPerson
    updated = replace(request, assignee=to.id)
    return step(updated, Action.ASSIGN, context, {"person": to.id}, private=True)


def answer(
    request: Request,
    context: ActionContext,
    *,
    outcome: Outcome,
    numbers: Mapping[int, bool] | None = None,
) -> RequestStep:
    """Record the result, which ends the period. Raises ``UserError``."""
    checked = replace(request, numbers=numbers or request.numbers)
    facts = {**outcome_facts(checked, outcome), **number_facts(numbers)}
    facts |= number_change(request, numbers)
    updated = replace(_end(request, State.ANSWERED, context), outcome=outcome, numbers=numbers)
    return step(updated, Action.ANSWER, context, facts)


def number_change(request: Request, numbers: Mapping[int, bool] | None) -> Mapping[str, str]:
    """The facts of answers by number that replace others; none if all are kept, or none given."""
    before, persons = request.numbers or {}, request.details.persons
    if numbers is None or before.items() <= numbers.items():
        return {}
    was = number_facts(before, persons).items()
    return {**number_facts(numbers, persons), **{f"{BEFORE}{name}": each for name, each in was}}


def outcome_facts(request: Request, outcome: Outcome) -> Mapping[str, str | int]:
    """The facts of an outcome. Raises ``UserError``."""
    if outcome.result not in results_of(request.details.kind):
        raise UserError("error-not-an-answer")
    if outcome.confirmed not in counts_of(request, outcome.result):
        if outcome.confirmed in counts_of(replace(request, numbers=None), outcome.result):
            before = number_facts(request.numbers).items()
            numbers = tuple(text(name, numbers=n) for name, n in before)
            raise WrongValue("error-answered-by-number", numbers=numbers)
        raise WrongValue("error-counts", persons=request.details.persons)
    facts: dict[str, str | int] = {"result": outcome.result}
    if outcome.confirmed is not None:
        facts["confirmed"] = outcome.confirmed
    if outcome.letter is not None:
        facts["sent"] = outcome.letter
    return facts


def refuse(
    request: Request, context: ActionContext, *, grounds: Sequence[str], letter: str
) -> RequestStep:
    """Refuse on grounds of Article 8, by letter; the period ends. Raises ``UserError``."""
    given = grounds_of(grounds, letter, context)
    updated = replace(_end(request, State.REFUSED, context), refusal=given)
    return step(updated, Action.REFUSE, context, refusal_facts(given))


def withdraw(
    request: Request, context: ActionContext, *, reason: WithdrawalReason, letter: str | None
) -> RequestStep:
    """Withdraw a request; ``letter`` is the official withdrawal, if any."""
    updated = replace(_end(request, State.WITHDRAWN, context), withdrawal=reason)
    facts = {"reason": reason.value} | ({} if letter is None else {"sent": letter})
    return step(updated, Action.WITHDRAW, context, facts)


def close(request: Request, context: ActionContext) -> RequestStep:
    """Close the request after its result."""
    return step(_end(request, State.CLOSED, context), Action.CLOSE, context)


def extend(
    request: Request, context: ActionContext, *, to: date, reason: ExtensionReason
) -> RequestStep:
    """Move the due date as both agreed. Raises ``DateOutOfRange`` or ``NoDueDate``."""
    before = _due(request.due_on)
    extension_days(request, before).check(to)
    updated = replace(request, due_on=to, first_due_on=request.first_due_on or before)
    facts = {"before": before.isoformat(), "due": to.isoformat(), "reason": reason.value}
    return step(updated, Action.EXTEND, context, facts)


def extension_days(request: Request, today: date) -> Days:
    """The possible later due dates, dates of the requested Party. Raises ``NoDueDate``."""
    before = _due(request.due_on)
    return Days(
        today=today,
        first=max(before + DAY, today),
        last=max(before, today) + MAX_DAYS_MORE * DAY,
        likely=[before + days * DAY for days in (7, 14, 30)],
        around=before,
    )


def review_reported_steps(
    request: Request, context: ActionContext, *, verdict: Verdict
) -> RequestStep:
    """Agree with or object to steps that were reported by letter. Raises ``UserError``."""
    waiting = steps_to_review(request, context.person.party)
    if not waiting:
        raise WrongState(reference=request.reference)
    reviewed = tuple(
        replace(each, verdict=verdict, reviewed_at=context.at) if each in waiting else each
        for each in request.reported_steps
    )
    action = Action.AGREE if verdict is Verdict.AGREED else Action.OBJECT
    of = ",".join(each.action for each in waiting)
    return step(replace(request, reported_steps=reviewed), action, context, {"of": of})


def _check_details(details: RequestDetails, today: date) -> None:
    if not 1 <= details.persons <= MAX_PERSONS or not 0 <= details.children <= details.persons:
        raise WrongValue("error-counts", persons=details.persons)
    if details.needed_by is not None and details.needed_by < today:
        raise WrongValue("error-day-passed", day=details.needed_by)


def _due(due_on: date | None) -> date:
    if due_on is None:
        raise NoDueDate
    return due_on


def _end(request: Request, state: State, context: ActionContext) -> Request:
    """The request in a state in which no reply is due, and nothing is asked, drafted or offered."""
    ended = replace(request, state=state, changed_at=context.at, missing=(), refusal_draft=None)
    return replace(ended, offered_to=None, inquired_at=None, progress=None, progress_at=None)


def grounds_of(codes: Sequence[str], letter: str, context: ActionContext) -> Grounds:
    """The refusal that a person gives. Raises ``UserError`` without a ground."""
    if not codes:
        raise UserError("error-no-ground")
    return Grounds(codes=tuple(dict.fromkeys(codes)), letter=letter, by=context.person.id)


def refusal_facts(given: Grounds) -> Mapping[str, str]:
    """The facts of a refusal."""
    return {"grounds": ",".join(given.codes), "sent": given.letter}


def step(
    updated: Request,
    action: Action,
    context: ActionContext,
    facts: Mapping[str, str | int] | None = None,
    *,
    private: bool = False,
) -> RequestStep:
    """The next version of a request, and its event."""
    version = updated.version + 1
    updated = replace(
        updated,
        version=version,
        stepped_at=context.at,
        shared_version=updated.shared_version if private else version,
    )
    event = replace(_event(updated, action, context, facts), private=private)
    if context.letter is None:
        return updated, event
    other = updated.requested if context.person.party == updated.requesting else updated.requesting
    reported = ReportedStep(
        version=version, action=action, by=context.person.party, letter=context.letter
    )
    updated = replace(updated, reported_steps=(*updated.reported_steps, reported))
    return updated, replace(event, stated_for=other, letter=context.letter)


def _event(
    request: Request,
    action: Action,
    context: ActionContext,
    facts: Mapping[str, str | int] | None = None,
) -> Event:
    return Event(
        reference=request.reference,
        version=request.version,
        action=action,
        at=context.at,
        party=context.person.party,
        role=context.person.role,
        person=context.person.id,
        facts=facts or {},
    )
