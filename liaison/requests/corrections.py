"""Answers by number, corrections of what was sent, the return of an answer, texts of results."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from liaison.core.agreement import term
from liaison.core.cards import Text, changed, field_line, named, text
from liaison.core.errors import UserError, WrongValue
from liaison.requests import rules
from liaison.requests.drafts import GUARDIAN, is_open
from liaison.requests.model import (
    OPEN,
    Action,
    ActionContext,
    Channel,
    Check,
    Event,
    Kind,
    Missing,
    Outcome,
    Repatriation,
    Request,
    Result,
    State,
    WithdrawalReason,
    number_facts,
)
from liaison.requests.rules import BEFORE, RequestStep, number_change

DAY_BEFORE = f"{BEFORE}day"
"""The day of a return before it was postponed."""
SAFETY_BEFORE = f"{BEFORE}safety"
"""The answer to a point of the safety check that another one replaces."""
MISSING_BEFORE = f"{BEFORE}missing"
"""What was asked for before that was corrected."""
LETTERS = {Action.SUPPLY: "information", Action.WITHDRAW: "withdrawal_letter"}
"""The names of the letters of the requesting Party, by the steps that have them."""
COUNTS = ("persons", "children")
DAYS = ("letter_day", "needed_by")
URGENCY = "urgency"
_URGENT = "urgent"
_FIELDS: Mapping[str, str] = {
    "letter": "details.letter.reference",
    "letter_day": "details.letter.day",
    "channel": "details.letter.channel",
    "needed_by": "details.needed_by",
    "crossing": "details.repatriation.crossing",
    "persons": "details.persons",
    "children": "details.children",
    URGENCY: "details.urgent",
    "withdrawal": "withdrawal",
}
"""Where a request has the values that the requesting Party can correct, by their names."""
_READ: Mapping[str, Callable[[str], object]] = {
    "letter": str,
    "crossing": str,
    "channel": Channel,
    URGENCY: lambda each: each == _URGENT,
    "withdrawal": WithdrawalReason,
    **dict.fromkeys(DAYS, date.fromisoformat),
    **dict.fromkeys(COUNTS, int),
}
"""How they are read from the facts of a step."""
_OPTIONAL = ("letter", "letter_day", "channel")
_TERMS = ("channel", "crossing")
SENT_VALUES = frozenset({*_FIELDS, *LETTERS.values()})
"""The names of what the requesting Party can correct."""
FEW_PERSONS = 8
"""Of so few, each number is shown wherever they are."""
RANGES = {True: 2, False: 12}
"""How many ranges of numbers a brief line shows, and a card; the history has all."""


def known_numbers(request: Request, said: Mapping[int, bool | None]) -> Mapping[int, bool]:
    """The answers by number with new ones; None removes one. Raises ``WrongValue``."""
    persons = request.details.persons
    if request.details.kind is not Kind.VERIFICATION or not set(said) <= {*range(1, persons + 1)}:
        raise WrongValue("error-counts", persons=persons)
    merged = {**(request.numbers or {}), **said}
    known = {number: each for number, each in sorted(merged.items()) if each is not None}
    if request.outcome is None and known == (request.numbers or {}):
        raise WrongValue("error-numbers-same", numbers=number_values(known, request))
    return known


def outcome_by_number(request: Request, known: Mapping[int, bool]) -> Outcome | None:
    """The outcome of a verification once every person is answered; None before."""
    persons, confirmed = request.details.persons, sum(known.values())
    if len(known) < persons:
        return None
    exact = {persons: Result.CONFIRMED, 0: Result.NOT_CONFIRMED}
    return Outcome(result=exact.get(confirmed, Result.PARTLY_CONFIRMED), confirmed=confirmed)


def answer_part(
    request: Request, context: ActionContext, *, numbers: Mapping[int, bool], letter: str | None
) -> RequestStep:
    """Answer some persons by number, not yet all, or correct an answer that was given."""
    change = number_change(request, numbers)
    facts = {**number_facts(numbers), **change, **({} if letter is None else {"sent": letter})}
    action = Action.CORRECT if change else Action.ANSWER_PART
    return rules.step(replace(request, numbers=numbers), action, context, facts)


def correct(
    request: Request,
    context: ActionContext,
    *,
    outcome: Outcome,
    numbers: Mapping[int, bool] | None = None,
) -> RequestStep:
    """Correct the result of an answered request. Raises ``UserError``, also for the same."""
    updated = replace(request, outcome=outcome, numbers=numbers)
    facts = {**rules.outcome_facts(updated, outcome), **number_facts(numbers)}
    if request.outcome is None or updated == request:
        raise WrongValue("error-nothing-to-correct", reference=request.reference)
    before = rules.outcome_facts(request, request.outcome)
    facts |= {f"{BEFORE}{name}": value for name, value in before.items()}
    facts |= number_change(request, numbers)
    return rules.step(updated, Action.CORRECT, context, facts)


def correct_refusal(
    request: Request, context: ActionContext, *, grounds: Sequence[str], letter: str
) -> RequestStep:
    """Correct the grounds or letter of a refusal. Raises ``UserError``, also for the same."""
    given, before = rules.grounds_of(grounds, letter, context), request.refusal
    if before is None or given == replace(before, by=given.by):
        raise WrongValue("error-nothing-to-correct", reference=request.reference)
    facts = {f"{BEFORE}{name}": value for name, value in rules.refusal_facts(before).items()}
    facts |= rules.refusal_facts(given)
    return rules.step(replace(request, refusal=given), Action.CORRECT, context, facts)


def sent_values(request: Request, events: Iterable[Event]) -> Mapping[str, str | int | None]:
    """The values that the requesting Party has sent and can correct, by their names: its letters
    with the day and channel of the first, also if they were not stated, the reason of a withdrawal,
    and while a reply is due its urgency, the counts, the day by which it is needed, and the
    crossing point.
    """
    names = [*_OPTIONAL]
    if request.state in OPEN:
        crossing = () if request.details.repatriation is None else ("crossing",)
        names += [URGENCY, *COUNTS, "needed_by", *crossing]
    values = {name: _value_of(request, name) for name in (*names, "withdrawal")}
    values = {
        name: each
        for name, each in values.items()
        if each is not None or name in (*_OPTIONAL, "crossing")
    }
    for event in (each for each in events if each.party == request.requesting):
        if event.action in LETTERS and "sent" in event.facts:
            values[LETTERS[event.action]] = event.facts["sent"]
        values |= {name: event.facts[name] for name in values.keys() & event.facts.keys()}
    return values


def correct_sent(
    request: Request,
    context: ActionContext,
    *,
    name: str,
    before: str | int | None,
    after: str | int,
    checks: Sequence[str] = (),
) -> RequestStep:
    """Correct one value that was sent; ``checks`` are the points that a safety check has then.
    Raises ``UserError``, also for the same value.
    """
    if after == before:
        raise UserError("error-setting-same")
    corrected = _with_value(request, name, after)
    details, facts = corrected.details, {name: after}
    if before is not None:
        facts[f"{BEFORE}{name}"] = before
    if not max(1, details.children, *(request.numbers or ())) <= details.persons:
        raise WrongValue("error-counts", persons=request.details.persons)
    if (plan := details.repatriation) is not None and name in COUNTS:
        if counts_more(facts, "children") and GUARDIAN in plan.safety:
            facts |= {"safety": f"{GUARDIAN}=", SAFETY_BEFORE: plan.safety[GUARDIAN]}
        plan = _recounted(plan, checks, facts)
        corrected = replace(corrected, details=replace(details, repatriation=plan))
    return rules.step(corrected, Action.CORRECT, context, facts)


def counts_more(facts: Mapping[str, str | int], *names: str) -> bool:
    """Whether a correction has more people than before, by its facts."""
    return any(int(facts.get(e, 0)) > int(facts.get(f"{BEFORE}{e}", 0)) for e in names)


def _recounted(
    plan: Repatriation, checks: Sequence[str], facts: Mapping[str, str | int]
) -> Repatriation:
    """A repatriation with corrected counts: whether each child has a guardian is not answered for
    more children, and each Party decides again on what is open of more people.
    """
    asked_again = counts_more(facts, "children")
    safety = {e: x for e, x in plan.safety.items() if e != GUARDIAN or not asked_again}
    points = tuple(each for each in checks if is_open(each, safety.get(each)))
    keeps = points and not counts_more(facts, *COUNTS)
    approvals = plan.approvals if keeps else None
    return replace(plan, safety=safety, open_points=points or None, approvals=approvals)


def as_sent(request: Request, events: Sequence[Event]) -> Request:
    """A request with the values that the requesting Party had sent before it corrected them, and
    the plan of a return before it was postponed and its safety check answered again.
    """
    for facts in (each.facts for each in reversed(events)):
        plan = request.details.repatriation
        if plan is not None and DAY_BEFORE in facts:
            plan = replace(plan, planned_on=date.fromisoformat(str(facts[DAY_BEFORE])))
        if plan is not None and "safety" in facts:
            point = str(facts["safety"]).split("=")[0]
            given = {**plan.safety, point: facts.get(SAFETY_BEFORE)}
            plan = replace(plan, safety={e: Check(str(x)) for e, x in given.items() if x})
        request = replace(request, details=replace(request.details, repatriation=plan))
        for name in SENT_VALUES & facts.keys():
            request = _with_value(request, name, facts.get(f"{BEFORE}{name}"))
    return request


def _value_of(request: Request, name: str) -> str | int | None:
    """A value as the facts of a step have it."""
    value: str | int | date | None = attrgetter(_FIELDS[name])(request)
    if name == URGENCY:
        return _URGENT if value else "routine"
    return value.isoformat() if isinstance(value, date) else value


def _with_value(request: Request, name: str, value: str | int | None) -> Request:
    """A request with a value from the facts of a step; the same, if only the facts have it."""
    if name not in _FIELDS:
        return request
    read = None if value is None else _READ[name](str(value))
    updated: Request = _replaced(request, _FIELDS[name].split("."), read)
    return updated


def _replaced(of: Any, path: Sequence[str], value: object) -> Any:
    """A record with another value at the end of a path."""
    first, *rest = path
    return replace(of, **{first: _replaced(getattr(of, first), rest, value) if rest else value})


def correct_missing(
    request: Request, context: ActionContext, *, missing: Sequence[Missing]
) -> RequestStep:
    """Correct what was asked for. Raises ``UserError``, also for the same."""
    wanted = tuple(each for each in Missing if each in missing)
    if wanted == request.missing:
        raise UserError("error-setting-same")
    facts = {"missing": ",".join(wanted), MISSING_BEFORE: ",".join(request.missing)}
    return rules.step(replace(request, missing=wanted), Action.CORRECT, context, facts)


def give_back(
    request: Request, context: ActionContext, *, missing: Sequence[Missing]
) -> RequestStep:
    """Return an answer as insufficient: a reply is due again, on the same day as before."""
    updated = replace(
        request, state=State.RECEIVED, outcome=None, numbers=None, changed_at=context.at
    )
    return rules.step(updated, Action.RETURN, context, {"missing": ",".join(missing)})


def outcome_value(outcome: Outcome, *, persons: int) -> Text:
    """A result for that number of persons."""
    result = named("result", outcome.result)
    confirmed = -1 if outcome.confirmed is None else outcome.confirmed
    return text("outcome", result=result, confirmed=confirmed, persons=persons)


def correction_of(facts: Mapping[str, str | int], *, persons: int) -> Text:
    """What a correction changed, by its facts, with the name of a value that was sent."""
    name = next(iter(SENT_VALUES & facts.keys()), "sent")
    if MISSING_BEFORE in facts:
        asked = (str(facts[each]).split(",") for each in (MISSING_BEFORE, "missing"))
        value = changed(*(tuple(named("missing", e) for e in each) for each in asked))
        return field_line("missing", value)
    if was := told_numbers(facts, before=True):
        return changed(text("answer", value=was), text("answer", value=told_numbers(facts)))
    given, was_given = facts.get(name), facts.get(f"{BEFORE}{name}")
    field = named("field", "letter" if name == "sent" else name)
    value = changed(sent_value(name, was_given), sent_value(name, given))
    told = text("named-value", name=field, value=value)
    if name == "sent":
        before, after = (told_outcome(facts, persons=persons, prefix=e) for e in (BEFORE, ""))
        if before != after:
            letter = () if given == was_given else (told,)
            return text("answer", value=(text("answer", value=changed(before, after)), *letter))
    return told


def sent_value(name: str, value: str | int | None) -> Text:
    """A value that the requesting Party has sent."""
    if value is not None and name in DAYS:
        return text("answer", value=date.fromisoformat(str(value)))
    if value is not None and name in _TERMS:
        return term(name, str(value))
    return named(name, str(value)) if name in (URGENCY, "withdrawal") else letter_value(value)


def letter_value(letter: str | int | None) -> Text:
    """The number of a letter, or a count, that may be missing."""
    return text("not-stated") if letter is None else text("answer", value=letter)


def ground_names(codes: Sequence[str]) -> tuple[Text, ...]:
    """The names of grounds of refusal (Article 8)."""
    return tuple(term("ground", code) for code in codes)


def number_values(numbers: Mapping[int, bool], request: Request) -> tuple[Text, ...]:
    """The numbers of the persons that were confirmed, were not, and until a refusal those that have
    no answer yet.
    """
    persons = request.details.persons if request.refusal is None else 0
    return told_numbers(number_facts(numbers, persons))


def short_numbers(
    numbers: Mapping[int, bool], request: Request, *, brief: bool
) -> tuple[Text, ...]:
    """The same or, if the numbers of many persons would be too long, how many of them there are; a
    ``brief`` line has room for fewer.
    """
    told = number_values(numbers, request)
    ranges = sum(str(each.values["numbers"]).count(",") + 1 for each in told)
    if request.details.persons <= FEW_PERSONS or ranges <= RANGES[brief]:
        return told
    confirmed, known = sum(numbers.values()), len(numbers)
    counts = {"confirmed": confirmed, "not-confirmed": known - confirmed}
    if request.refusal is None:
        counts["unknown"] = request.details.persons - known
    return tuple(
        text("numbers-counted", count=count, said=text(f"numbers-word-{said}"))
        for said, count in counts.items()
        if count
    )


def told_numbers(facts: Mapping[str, str | int], *, before: bool = False) -> tuple[Text, ...]:
    """The numbers of persons by their answers in the facts of a step, or those ``before`` it."""
    names = ("numbers-confirmed", "numbers-not-confirmed", "numbers-unknown")
    told = ((name, facts.get(f"{BEFORE}{name}" if before else name)) for name in names)
    return tuple(text(name, numbers=each) for name, each in told if each is not None)


def told_outcome(facts: Mapping[str, str | int], *, persons: int, prefix: str = "") -> Text:
    """A result or grounds in the facts of a step, under names with the prefix."""
    if (codes := facts.get(f"{prefix}grounds")) is not None:
        return text("answer", value=ground_names(str(codes).split(",")))
    result, count = Result(str(facts[f"{prefix}result"])), facts.get(f"{prefix}confirmed")
    outcome = Outcome(result=result, confirmed=None if count is None else int(count))
    return outcome_value(outcome, persons=persons)
