"""Whom and what the rules are tried on: people of two Parties, and a request where it is wanted."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.form import Question, before, current_question, drop_unasked, parse_answer
from liaison.core.people import AccountStatus, Person, PersonId, Role
from liaison.core.references import Reference
from liaison.core.vocabulary import in_language
from liaison.requests import corrections, model, safety
from liaison.requests import rules as request_rules
from liaison.requests.drafts import Mode, questions

AGREEMENT = default_agreement()
KH, CN = PartyCode("KH"), PartyCode("CN")
REFERENCE = Reference("KH26-7F3KK")
SENT_AT = datetime(2026, 3, 13, 3, 30, tzinfo=UTC)
RECEIVED_AT = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
SENT_ON, RECEIVED_ON, DUE_ON = date(2026, 3, 13), date(2026, 3, 15), date(2026, 4, 14)
LETTER = "公刑〔2026〕18号"


def raises(error: type[UserError] | str) -> AbstractContextManager[object]:
    """Expect a refusal: its class, or the key of one that has none."""
    if isinstance(error, str):
        return pytest.raises(UserError, match=f"^{error}$")
    return pytest.raises(error)


def person(number: int, party: PartyCode, role: Role, **changes: Any) -> Person:
    """A person who joined, with ``changes``."""
    joined = Person(
        number=number,
        id=PersonId(number),
        party=party,
        role=role,
        agency="Unit 7",
        name=f"Person {number}",
        address=Address(1000 + number),
        language="en",
        status=AccountStatus.ACTIVE,
        joined_at=SENT_AT,
    )
    return replace(joined, **changes)


SOKHA = person(1, KH, Role.FOCAL_PERSON)
DARA = person(2, KH, Role.COORDINATOR)
BOPHA = person(3, KH, Role.ADMIN)
LI = person(4, CN, Role.FOCAL_PERSON)
WANG = person(5, CN, Role.COORDINATOR)
CHEN = person(6, CN, Role.ADMIN)


def asked(**changes: Any) -> model.RequestDetails:
    """A verification of three persons, one of them a child."""
    usual = model.RequestDetails(
        kind=model.Kind.VERIFICATION,
        urgent=False,
        persons=3,
        children=1,
        letter=model.Letter(
            reference="123/26 MoI", day=date(2026, 3, 12), channel=model.Channel.POLICE
        ),
    )
    return replace(usual, **changes)


def act(who: Person, at: datetime = LATER, *, letter: str | None = None) -> model.ActionContext:
    """A person acts now."""
    return model.ActionContext(person=who, at=at, letter=letter)


def sent(what: model.RequestDetails | None = None) -> model.Request:
    """A request that Cambodia has just sent to China."""
    request, _ = request_rules.log(
        what or asked(), act(SOKHA, SENT_AT), reference=REFERENCE, requested=CN, today=SENT_ON
    )
    return request


def received(what: model.RequestDetails | None = None, *, due_on: date = DUE_ON) -> model.Request:
    """The same case, two days later, whose receipt China has acknowledged."""
    request, _ = request_rules.receive(
        sent(what),
        act(LI, RECEIVED_AT),
        day=RECEIVED_ON,
        due_on=due_on,
        sent_on=SENT_ON,
        today=RECEIVED_ON,
    )
    return request


def unsafe(*unanswered: str, planned_on: date = date(2026, 3, 25)) -> model.Request:
    """A received repatriation, planned in ten days by default, that is not voluntary."""
    plan = model.Repatriation(
        planned_on=planned_on,
        safety={"voluntary": model.Check.NO},
        open_points=("voluntary", *unanswered),
    )
    return received(asked(kind=model.Kind.REPATRIATION, repatriation=plan))


def more_steps() -> list[request_rules.RequestStep]:
    """Progress, a part of an answer, and an unsafe repatriation with its decisions."""
    court = model.SafetyReason.COURT
    return [
        request_rules.report_progress(received(), act(LI), progress=model.Progress.PROVINCE),
        corrections.answer_part(received(), act(LI), numbers={1: True}, letter=None),
        request_rules.log(
            unsafe().details, act(SOKHA), reference=REFERENCE, requested=CN, today=SENT_ON
        ),
        safety.approve_repatriation(unsafe(), act(WANG), reason=court),
        safety.postpone(unsafe(), act(WANG), to=DUE_ON, today=RECEIVED_ON),
        safety.answer_point(
            unsafe("medical"), act(SOKHA), point="medical", given=model.Check.NOT_APPLICABLE
        ),
    ]


def flagged() -> model.Request:
    """A received request in which China asks for information."""
    request, _ = request_rules.ask(received(), act(LI), missing=[model.Missing.PORTRAIT])
    return request


def request_in(state: model.State) -> model.Request:
    """A request in a state, come to by its ordinary way."""
    match state:
        case model.State.SENT:
            return sent()
        case model.State.RECEIVED:
            return received()
        case model.State.ANSWERED | model.State.CLOSED:
            outcome = model.Outcome(result=model.Result.CONFIRMED, confirmed=3)
            answered, _ = request_rules.answer(received(), act(LI), outcome=outcome)
            return (
                answered
                if state is model.State.ANSWERED
                else request_rules.close(answered, act(SOKHA))[0]
            )
        case model.State.REFUSED:
            request = received()
            return request_rules.refuse(request, act(WANG), grounds=["security"], letter=LETTER)[0]
        case model.State.WITHDRAWN:
            reason = model.WithdrawalReason.MISTAKE
            return request_rules.withdraw(received(), act(SOKHA), reason=reason, letter=None)[0]


CONFIRMED = model.Outcome(result=model.Result.CONFIRMED, confirmed=3, letter=LETTER)
BY_REQUESTING = {
    model.Action.SUPPLY, model.Action.WITHDRAW, model.Action.CLOSE, model.Action.RETURN
}  # fmt: skip
PRIVATE = {model.Action.ASSIGN}


def take(
    action: model.Action,
    request: model.Request,
    *,
    letter: str | None = None,
    at: datetime = LATER,
) -> request_rules.RequestStep:
    """Take a step as the Party whose it is would take it, or the other one from its letter."""
    mine = action in BY_REQUESTING
    who = SOKHA if mine is (letter is None) else WANG
    now = act(who, at, letter=letter)
    steps: dict[model.Action, Callable[[], request_rules.RequestStep]] = {
        model.Action.RECEIVE: lambda: request_rules.receive(
            request, now, day=RECEIVED_ON, due_on=DUE_ON, sent_on=SENT_ON, today=RECEIVED_ON
        ),
        model.Action.ASK: lambda: request_rules.ask(request, now, missing=[model.Missing.NAMES]),
        model.Action.SUPPLY: lambda: request_rules.supply(request, now, letter=LETTER),
        model.Action.ASSIGN: lambda: request_rules.assign(request, now, to=LI),
        model.Action.ANSWER: lambda: request_rules.answer(request, now, outcome=CONFIRMED),
        model.Action.REFUSE: lambda: request_rules.refuse(
            request, now, grounds=["security"], letter=LETTER
        ),
        model.Action.WITHDRAW: lambda: request_rules.withdraw(
            request, now, reason=model.WithdrawalReason.SETTLED, letter=LETTER
        ),
        model.Action.CLOSE: lambda: request_rules.close(request, now),
        model.Action.CORRECT: lambda: (
            corrections.correct(request, now, outcome=replace(CONFIRMED, letter="19/26"))
            if request.refusal is None
            else corrections.correct_refusal(request, now, grounds=["law"], letter=LETTER)
        ),
        model.Action.RETURN: lambda: corrections.give_back(
            request, now, missing=[model.Missing.NAMES]
        ),
    }
    return steps[action]()


# Each step, from where, and to which state.
WAYS: list[tuple[model.Action, Callable[[], model.Request], model.State]] = [
    (model.Action.RECEIVE, sent, model.State.RECEIVED),
    (model.Action.ASK, received, model.State.RECEIVED),
    (model.Action.SUPPLY, flagged, model.State.RECEIVED),
    (model.Action.ASSIGN, received, model.State.RECEIVED),
    (model.Action.ANSWER, received, model.State.ANSWERED),
    (model.Action.ANSWER, flagged, model.State.ANSWERED),
    (model.Action.REFUSE, sent, model.State.REFUSED),
    (model.Action.REFUSE, received, model.State.REFUSED),
    (model.Action.WITHDRAW, sent, model.State.WITHDRAWN),
    (model.Action.WITHDRAW, flagged, model.State.WITHDRAWN),
    (model.Action.CLOSE, lambda: request_in(model.State.ANSWERED), model.State.CLOSED),
    (model.Action.CLOSE, lambda: request_in(model.State.REFUSED), model.State.CLOSED),
    (model.Action.CORRECT, lambda: request_in(model.State.ANSWERED), model.State.ANSWERED),
    (model.Action.CORRECT, lambda: request_in(model.State.REFUSED), model.State.REFUSED),
    (model.Action.RETURN, lambda: request_in(model.State.ANSWERED), model.State.RECEIVED),
]


class Form(ABC):
    """What was answered so far, and the questions of a conversation without its chat."""

    answers: dict[str, str | int]
    changing: str | None = None

    @property
    @abstractmethod
    def asked(self) -> list[Question]:
        """The questions that the answers so far lead to."""

    @property
    def question(self) -> Question | None:
        return current_question(self.asked, self.answers, self.changing)

    @property
    def asks(self) -> str | None:
        return None if self.question is None else self.question.name

    def says(self, *typed: str) -> None:
        for raw in typed:
            question, asked = self.question, self.asked
            assert question is not None
            self.answers = self.answers | {question.name: parse_answer(question, raw)}
            self.changing = None
            self.answers = dict(drop_unasked(asked, self.asked, self.answers))

    def back(self) -> None:
        self.changing = before(self.asked, self.answers, self.changing)


@dataclass
class Conversation(Form):
    """The draft of a request, on a day."""

    mode: Mode
    answers: dict[str, str | int]
    today: date = RECEIVED_ON

    @property
    def asked(self) -> list[Question]:
        return questions(
            self.mode,
            self.answers,
            agreement=AGREEMENT,
            vocabularies=in_language(AGREEMENT.vocabularies, "en"),
            today=self.today,
        )
