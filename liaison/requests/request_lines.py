"""The lines of the card of a request that are the same for every viewer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from liaison.core.agreement import Agreement, party_name, term
from liaison.core.cards import Text, Value, field_line, named, short, text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.core.working_time import days_left
from liaison.requests.corrections import ground_names, number_values, outcome_value
from liaison.requests.deadlines import (
    describe_deadline,
    explain,
    published_text,
    working_days_text,
)
from liaison.requests.drafts import checks_for
from liaison.requests.model import (
    OPEN,
    Letter,
    Outcome,
    ReportedStep,
    Request,
    State,
)
from liaison.requests.permissions import undecided
from liaison.requests.repository import Requests


def title(request: Request) -> Text:
    """The reference of a request, its type, and whether it is urgent."""
    return text("request-title", reference=request.reference, **about_values(request))


def request_named(request: Request) -> Text:
    """The reference, letter and type of a request."""
    letter = request.details.letter.reference
    return text(
        "todo-request",
        reference=request.reference,
        letter=letter or "",
        lettered="no" if letter is None else "yes",
        **about_values(request),
    )


def about_values(request: Request) -> dict[str, Value]:
    """The type of a request and whether it is urgent, as values of a text."""
    urgent = "yes" if request.details.urgent else "no"
    return {"kind": short(term("request", request.details.kind)), "urgent": urgent}


def persons_line(request: Request) -> Text:
    """How many persons a request is about."""
    details = request.details
    return text("request-persons", persons=details.persons, children=details.children)


def parties_line(request: Request) -> Text:
    """Which Party asks which, and for how many persons."""
    return text(
        "request-parties",
        requesting=party_name(request.requesting),
        requested=party_name(request.requested),
        persons=persons_line(request),
    )


async def following(tx: Tx, request: Request, viewer: Person) -> Sequence[Request]:
    """The requests that continue one; none while a reply is due."""
    if request.state in OPEN:
        return ()
    return await tx.of(Requests).following(request.reference, party=viewer.party)


def followed_lines(following: Sequence[Request]) -> Iterable[Text]:
    """The requests that continue one."""
    for each in following:
        kind = term("request", each.details.kind)
        yield text("request-followed", reference=each.reference, kind=kind, at=each.logged_at)


def result_value(request: Request) -> Text:
    """The result of a request, by number if it was given so; or the grounds of its refusal."""
    if request.numbers is not None and request.refusal is None:
        return text("answer", value=number_values(request.numbers, request))
    if request.outcome is not None:
        return outcome_value(request.outcome, persons=request.details.persons)
    codes = () if request.refusal is None else request.refusal.codes
    return text("answer", value=ground_names(codes))


def outcome_line(outcome: Outcome, *, persons: int) -> Text:
    """A result for that number of persons, with its letter if any."""
    result, letter = outcome_value(outcome, persons=persons), outcome.letter
    with_letter = "no" if letter is None else "yes"
    return text("request-outcome", result=result, letter=letter or "", with_letter=with_letter)


def clock_line(received_on: date, due_on: date, today: date, capital: Text) -> Text:
    """The due date of a received request, with the capital whose day it is, and the time left."""
    left = days_left(due_on, today)
    if left < 0:
        return text("request-overdue", received=received_on, due=due_on, days=-left)
    return text("request-received", received=received_on, due=due_on, place=capital, days=left)


def capital_of(agreement: Agreement, request: Request) -> Text:
    """The capital in whose time the due date of a request ends."""
    return text(agreement.party(request.requested).capital)


def detail_lines(request: Request) -> Iterable[Text]:
    """The letter and the optional details of a request."""
    details = request.details
    yield letter_line(request.details.letter)
    yield from assistance_lines(request)
    if details.needed_by is not None:
        yield text("request-needed-by", day=details.needed_by)
    if request.state is not State.RECEIVED and request.received_on and request.due_on:
        yield text("request-clock", received=request.received_on, due=request.due_on)


def letter_line(letter: Letter) -> Text:
    """The letter of a request, with its date and channel if they are known."""
    channel = letter.channel
    return text(
        "request-letter",
        letter=text("not-stated") if letter.reference is None else letter.reference,
        day="" if letter.day is None else letter.day,
        dated="no" if letter.day is None else "yes",
        channel="" if channel is None else short(term("channel", channel)),
        sent="no" if channel is None else "yes",
    )


def safety_check_lines(tx: Tx, request: Request) -> Iterable[Text]:
    """The answers of the safety check of a repatriation."""
    plan = request.details.repatriation
    if plan is None:
        return
    for check in checks_for(request.details.children, agreement=tx.agreement):
        given = plan.safety.get(check)
        answer = text("unanswered") if given is None else named("check", given)
        yield text("named-value", name=term("check", check), value=answer)


def plan_line(request: Request) -> Iterator[Text]:
    """When and where the people of a repatriation are to cross the border."""
    plan = request.details.repatriation
    if plan is not None:
        crossing = plan.crossing
        yield text(
            "request-repatriation",
            day=text("not-stated") if plan.planned_on is None else plan.planned_on,
            crossing=text("not-stated") if crossing is None else short(term("crossing", crossing)),
        )


def repatriation_lines(request: Request) -> Iterator[Text]:
    """The plan of a repatriation, who has to decide on its safety check, and who has approved."""
    plan = request.details.repatriation
    if plan is None:
        return
    yield from plan_line(request)
    yield from safety_doubt(request)
    for party, reason in (plan.approvals or {}).items():
        reason_text = named("safety-reason", reason)
        yield text("request-safety-approved", party=party_name(party), reason=reason_text)


def safety_doubt(request: Request) -> Iterator[Text]:
    """Which Parties have to decide on the safety check of an open repatriation, or did not before
    its reply.
    """
    waited_for = tuple(map(party_name, undecided(request)))
    if waited_for and (request.state in OPEN or request.outcome is not None):
        key = "request-safety-open" if request.state in OPEN else "request-safety-undecided"
        yield text(key, parties=waited_for)


def assistance_lines(request: Request) -> Iterable[Text]:
    """The kinds of help that are asked for (Article 4 b)."""
    if request.details.assistance is not None:
        yield field_line("assistance", assistance_names(request.details.assistance))


def assistance_names(codes: Sequence[str]) -> tuple[Text, ...]:
    """The names of kinds of help (Article 4 b)."""
    return tuple(term("assistance", code) for code in codes)


def reported_step_line(reported: ReportedStep) -> Text:
    """A step that one Party reported for the other, and the other's review."""
    verdict = text("statement", verdict="unjudged")
    if reported.verdict is not None and reported.reviewed_at is not None:
        verdict = text("statement", verdict=reported.verdict, at=reported.reviewed_at)
    return text(
        "request-statement",
        action=named("action", reported.action),
        party=party_name(reported.by),
        letter=reported.letter,
        verdict=verdict,
    )


def due_date_lines(tx: Tx, request: Request) -> Sequence[Text]:
    """How the due date of a request follows: from its receipt (Article 5) or, if the Agreement
    sets no days for its type, from the day that the requesting Party named.
    """
    details, agreement = request.details, tx.agreement
    counts = agreement.request_type(details.kind).counts_from_receipt
    if not counts and details.needed_by is not None:
        lines = [text("explain-needed-by", due=details.needed_by)]
        if request.first_due_on is not None and request.due_on is not None:
            lines.append(text("request-extended", first=request.first_due_on, due=request.due_on))
        return lines
    if request.received_on is None:
        return [text("explain-not-received")]
    return explain(
        request.received_on,
        party=agreement.party(request.requested),
        agreement=agreement,
        calendar=tx.calendar(request.requested),
        due=request.due_on,
        extended=request.first_due_on is not None,
    )


def working_day_lines(tx: Tx, request: Request) -> Iterable[Text]:
    """The working days around the due date, for information: the date does not change."""
    if request.state is not State.RECEIVED or not (request.received_on and request.due_on):
        return
    party = tx.agreement.party(request.requested)
    calendar = tx.calendar(party.code)
    deadline = describe_deadline(request.received_on, request.due_on, calendar)
    yield working_days_text(deadline, party)
    if deadline.provisional:
        yield published_text(deadline, party)
