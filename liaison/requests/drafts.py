"""The conversation that logs a request: its questions and the checks of their answers.

A draft holds answers by question, as JSON-compatible values. It becomes ``RequestDetails`` only
when every question has been answered or skipped.
"""

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from itertools import pairwise

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.errors import WrongValue
from liaison.core.form import SKIPPED, Answers, Days, Question, choice, several
from liaison.core.redaction import TAKEN_OUT
from liaison.core.text_parsing import parse_count
from liaison.core.validation import parse_letter, text_days
from liaison.core.vocabulary import Vocabularies, any_of, signs_of
from liaison.requests.model import (
    MAX_PERSONS,
    Channel,
    Check,
    Kind,
    Letter,
    Repatriation,
    Request,
    RequestDetails,
)

PATH = (Kind.VERIFICATION, Kind.REPATRIATION, Kind.PROTECTION, Kind.HANDOVER)
"""The order of requests about the same persons."""
VOLUNTARY, GUARDIAN = "voluntary", "guardian"
MAX_AHEAD, USUALLY_WITHIN = timedelta(days=366), timedelta(days=91)
NUMBERS_OFFERED = 5


class Mode(StrEnum):
    """The kind of conversation."""

    NEW = "new"
    """A request of the own Party to the other."""
    RECORD = "record"
    """A request of the other Party, received by letter."""


def questions(
    mode: Mode, answers: Answers, *, agreement: Agreement, vocabularies: Vocabularies, today: date
) -> list[Question]:
    """All questions of a draft, as far as the answers determine them; ``today`` is local."""
    kind = answers.get("kind")
    day = partial(_day, answers=answers, today=today, vocabularies=vocabularies)
    number = partial(_number, vocabularies=vocabularies)
    letter = partial(parse_letter, known=vocabularies)
    types = {each.code: each for each in agreement.request_types}
    long_ago = text_days(today).first
    begins = _given_day(answers, "received_on") or today
    asked = [
        choice("kind", [each.value for each in Kind if each in types]),
        choice("urgency", ["routine", "urgent"]),
        number("persons", low=1, high=MAX_PERSONS),
        number("children", low=0, high=int(answers.get("persons", MAX_PERSONS))),
        Question(name="letter", optional=mode is Mode.NEW, read=letter),
        day("letter_day", first=long_ago, last=today, optional=True),
        choice("channel", [c.value for c in Channel if c in agreement.channels], optional=True),
    ]
    if mode is Mode.RECORD:
        written = _given_day(answers, "letter_day") or long_ago
        asked.append(day("received_on", first=written, last=today))
    if kind in types and not types[kind].counts_from_receipt:
        asked.append(_needed_by(begins, answers, today, vocabularies))
    if kind == Kind.REPATRIATION:
        asked += [
            day("planned_on", first=begins, last=today + MAX_AHEAD, optional=True),
            choice("crossing", agreement.crossing_points, optional=True),
            *(
                choice(f"safety_{check}", [each.value for each in Check], optional=True)
                for check in checks_for(answers.get("children"), agreement=agreement)
            ),
        ]
    if kind == Kind.PROTECTION:
        asked.append(several("assistance", agreement.assistance))
    return asked


def checks_for(children: str | int | None, *, agreement: Agreement) -> tuple[str, ...]:
    """The questions of the safety check; the one about a guardian only if there are children."""
    return tuple(each for each in agreement.safety_checks if each != GUARDIAN or children != 0)


def open_points(answers: Answers, *, agreement: Agreement) -> tuple[str, ...]:
    """The points of the safety check that both Parties decide on: what was not answered, and unless
    it is yes, whether the return is voluntary and each child has a guardian.
    """
    asked = checks_for(answers.get("children"), agreement=agreement)
    return tuple(each for each in asked if is_open(each, _given(answers, f"safety_{each}")))


def is_open(check: str, given: str | None) -> bool:
    """Whether both Parties decide on a point of the safety check that was answered so."""
    return given is None or (check in (VOLUNTARY, GUARDIAN) and given != Check.YES)


def finished(answers: Answers, *, agreement: Agreement) -> RequestDetails:
    """Convert the answers of a finished draft to the details of the request."""
    given = partial(_given, answers)
    kind = Kind(str(answers["kind"]))
    channel, assistance = given("channel"), given("assistance")
    safety = {
        check: Check(value)
        for check in agreement.safety_checks
        if (value := given(f"safety_{check}")) is not None
    }
    repatriation = Repatriation(
        planned_on=_given_day(answers, "planned_on"),
        crossing=given("crossing"),
        safety=safety,
        open_points=open_points(answers, agreement=agreement) or None,
    )
    return RequestDetails(
        kind=kind,
        urgent=answers["urgency"] == "urgent",
        persons=int(answers["persons"]),
        children=int(answers["children"]),
        letter=Letter(
            reference=given("letter"),
            day=_given_day(answers, "letter_day"),
            channel=None if channel is None else Channel(channel),
        ),
        needed_by=_given_day(answers, "needed_by"),
        repatriation=repatriation if kind is Kind.REPATRIATION else None,
        assistance=None if assistance is None else tuple(assistance.split(",")),
    )


def next_kind(kind: Kind) -> Kind | None:
    """The type of the request that usually continues one of a type."""
    return dict(pairwise(PATH)).get(kind)


def answers_from(request: Request, party: PartyCode) -> Answers:
    """The answers with which a Party begins the request that continues another one: its persons,
    as far as they were confirmed, and the letter if it is the Party's own.
    """
    details, outcome = request.details, request.outcome
    confirmed = None if outcome is None else outcome.confirmed
    persons = confirmed or details.persons
    own = party == request.requesting and details.letter.reference != TAKEN_OUT
    letter = details.letter if own else Letter()
    answers: dict[str, str | int | None] = {
        "kind": details.kind if outcome is None else next_kind(details.kind),
        "urgency": "urgent" if details.urgent else "routine",
        "persons": persons,
        "children": details.children if persons == details.persons else None,
        "letter": letter.reference,
        "letter_day": None if letter.day is None else letter.day.isoformat(),
        "channel": letter.channel,
    }
    return {name: given for name, given in answers.items() if given is not None}


def _given(answers: Answers, name: str) -> str | None:
    value = answers.get(name, SKIPPED)
    return None if value == SKIPPED else str(value)


def _given_day(answers: Answers, name: str) -> date | None:
    value = _given(answers, name)
    return None if value is None else date.fromisoformat(value)


def _number(name: str, *, low: int, high: int, vocabularies: Vocabularies) -> Question:
    offered = tuple(str(number) for number in range(low, min(low + NUMBERS_OFFERED, high + 1)))
    read = partial(parse_count, low=low, high=high, vocabularies=vocabularies)
    return Question(name=name, offered=offered, read=read)


def _day(
    name: str,
    *,
    first: date,
    last: date,
    answers: Answers,
    today: date,
    vocabularies: Vocabularies,
    optional: bool = False,
) -> Question:
    days = Days(today=today, first=first, last=last, around=_given_day(answers, name))

    def read(raw: str) -> str:
        return days.check(days.read(raw, vocabularies)).isoformat()

    return Question(name=name, days=days, optional=optional, read=read)


def _needed_by(first: date, answers: Answers, today: date, vocabularies: Vocabularies) -> Question:
    present = _given_day(answers, "needed_by")
    days = Days(today=today, first=first, last=today + MAX_AHEAD, around=present)
    words = any_of([*signs_of(vocabularies, "ago"), *signs_of(vocabularies, "until")])
    by = re.compile(rf"\A\s*(?:{words})\s*|\s*(?:{words})\s*\Z", re.IGNORECASE)

    def read(raw: str) -> str:
        day = days.read(by.sub("", raw), vocabularies, near=today + USUALLY_WITHIN)
        if day < first == today:
            raise WrongValue("error-day-passed", day=day)
        return days.check(day).isoformat()

    return Question(name="needed_by", days=days, read=read)
