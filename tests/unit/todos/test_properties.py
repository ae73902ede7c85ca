"""Over random histories of requests and random teams no to-do and no reminder is lost."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.absences import Absence
from liaison.core.agreement import PartyCode, Priority
from liaison.core.errors import UserError
from liaison.core.people import PersonId, Role
from liaison.core.working_time import local_date
from liaison.requests import reassignment, safety
from liaison.requests import rules as request_rules
from liaison.requests.model import (
    REQUEST_SUBJECT,
    Action,
    ExtensionReason,
    Kind,
    Progress,
    Request,
    SafetyReason,
    Verdict,
)
from liaison.requests.permissions import RULES, check_permission
from liaison.requests.todos import todos_of
from liaison.todos.model import Todo, TodoMark
from liaison.todos.rules import (
    Morning,
    escalated_to,
    has_own_message,
    is_named,
    one_each,
    told_by,
)
from liaison.todos.sources import PartyContext, Team
from tests.unit.quiet_hours import DAY, HOUR, HOURS
from tests.unit.samples import (
    AGREEMENT,
    BOPHA,
    CHEN,
    CN,
    DARA,
    DUE_ON,
    KH,
    LATER,
    LETTER,
    LI,
    RECEIVED_ON,
    SENT_AT,
    SENT_ON,
    SOKHA,
    WANG,
    WAYS,
    act,
    asked,
    person,
    received,
    sent,
    take,
    unsafe,
)
from tests.unit.todos.random_mornings import mornings, must_tell

POLICY = AGREEMENT.notices.escalation_policies[Priority.IMPORTANT]
VANNA, ZHAO = person(7, KH, Role.FOCAL_PERSON), person(8, CN, Role.FOCAL_PERSON)
PEOPLE = {KH: (SOKHA, VANNA, DARA, BOPHA), CN: (LI, ZHAO, WANG, CHEN)}


def offer(request: Request, at: datetime) -> request_rules.RequestStep:
    """Li has left, and the request is offered to Zhao."""
    gone = replace(LI, role=Role.ADMIN)
    return reassignment.assign(request, act(WANG, at), to=ZHAO, holder=gone)


def postpone(request: Request, at: datetime) -> request_rules.RequestStep:
    return safety.postpone(request, act(WANG, at), to=DUE_ON, today=RECEIVED_ON)


def inquire(request: Request, at: datetime) -> request_rules.RequestStep:
    return request_rules.inquire(request, act(SOKHA, at))


def report(request: Request, at: datetime) -> request_rules.RequestStep:
    return request_rules.report_progress(request, act(LI, at), progress=Progress.PROVINCE)


def extend(request: Request, at: datetime) -> request_rules.RequestStep:
    """Both Parties agree to a later due date."""
    to = (request.due_on or DUE_ON) + 10 * DAY
    return request_rules.extend(request, act(DARA, at), to=to, reason=ExtensionReason.COURT)


Rule = Callable[[Request, datetime], request_rules.RequestStep]
STEPS: Sequence[tuple[Action, Rule]] = [
    (Action.ASSIGN, offer),
    (Action.INQUIRE, inquire),
    (Action.PROGRESS, report),
    (Action.POSTPONE, postpone),
    (Action.EXTEND, extend),
    *(
        (
            action,
            lambda request, at, action=action, letter=letter: take(
                action, request, letter=letter, at=at
            ),
        )
        for action in sorted({way[0] for way in WAYS})
        for letter in ((None, LETTER) if RULES[action].by_letter else (None,))
    ),
]


class Taken(NamedTuple):
    """A request after a step that was taken at a moment."""

    at: datetime
    action: Action
    request: Request


@st.composite
def histories(draw: st.DrawFn) -> Sequence[Taken]:
    """What becomes of a request by steps that its state allows."""
    needed = asked(needed_by=SENT_ON + 10 * DAY)
    request = draw(st.sampled_from([sent(), sent(needed), received(), unsafe()]))
    at, found = LATER, [Taken(LATER, Action.LOG, request)]
    for later in draw(
        st.lists(st.sampled_from([timedelta(0), HOUR, DAY, 5 * DAY]), min_size=6, max_size=12)
    ):
        at += later
        if allowed := {each for each, _ in STEPS if request.state in RULES[each].states}:
            action = draw(st.sampled_from(sorted(allowed)))
            rule = draw(st.sampled_from([rule for each, rule in STEPS if each is action]))
            with suppress(UserError):
                request, _ = rule(request, at)
                found.append(Taken(at, action, request))
    return found


waits = st.timedeltas(timedelta(0), 60 * DAY)


@st.composite
def teams(draw: st.DrawFn, party: PartyCode, *, today: date) -> Team:
    """Some of the people of a Party: others are suspended, not all can be reached or are there."""
    people = draw(st.lists(st.sampled_from(PEOPLE[party]), unique=True))
    gone = draw(st.frozensets(st.sampled_from(PEOPLE[party])))
    absences = [
        Absence(person=away.id, first=today + first * DAY, last=today + 5 * DAY, deputy=deputy.id)
        for away, (deputy, first) in draw(
            st.dictionaries(
                st.sampled_from(PEOPLE[party]),
                st.tuples(st.sampled_from(PEOPLE[party]), st.integers(-3, 3)),
            )
        ).items()
        if away != deputy
    ]
    here = [replace(each, unreachable_since=SENT_AT if each in gone else None) for each in people]
    return Team(people={each.id: each for each in here}, absences=absences, today=today)


def party_context(party: PartyCode, team: Team, now: datetime) -> PartyContext:
    coordinators = team.with_role(Role.COORDINATOR)
    return PartyContext(
        party=party,
        agreement=AGREEMENT,
        hours=HOURS[party],
        staff=team.with_role(Role.FOCAL_PERSON) | coordinators,
        coordinators=coordinators,
        approvers=coordinators | team.with_role(Role.ADMIN),
        now=now,
    )


def reachable(team: Team) -> set[PersonId]:
    return {each.id for each in team.people.values() if each.reachable}


def review(request: Request, party: PartyCode) -> request_rules.RequestStep:
    who = SOKHA if party == KH else WANG
    return request_rules.review_reported_steps(request, act(who), verdict=Verdict.AGREED)


def reply(request: Request, _: PartyCode) -> request_rules.RequestStep:
    """The reply to a verification, which a repatriation is here, too."""
    details = replace(request.details, kind=Kind.VERIFICATION)
    return take(Action.ANSWER, replace(request, details=details))


def approve(request: Request, party: PartyCode) -> request_rules.RequestStep:
    who = DARA if party == KH else WANG
    return safety.approve_repatriation(request, act(who), reason=SafetyReason.COURT)


DONE_BY: Mapping[str, tuple[Action, Callable[[Request, PartyCode], request_rules.RequestStep]]] = {
    "todo-receive": (Action.RECEIVE, lambda request, _: take(Action.RECEIVE, request)),
    "todo-answer": (Action.ANSWER, reply),
    "todo-assign": (Action.ASSIGN, lambda request, _: take(Action.ASSIGN, request)),
    "todo-take": (
        Action.ASSIGN,
        lambda request, _: reassignment.assign(request, act(ZHAO), to=ZHAO, holder=None),
    ),
    "todo-progress": (
        Action.PROGRESS,
        lambda request, _: report(request, LATER),
    ),
    "todo-supply": (Action.SUPPLY, lambda request, _: take(Action.SUPPLY, request)),
    "todo-close": (Action.CLOSE, lambda request, _: take(Action.CLOSE, request)),
    "todo-review": (Action.AGREE, review),
    "todo-safety": (Action.APPROVE_SAFETY, approve),
    # The other Party does it.
    "todo-wait-supply": (Action.ASK, lambda request, _: take(Action.SUPPLY, request)),
    "todo-wait-receipt": (Action.INQUIRE, lambda request, _: take(Action.RECEIVE, request)),
    "todo-wait-reply": (Action.INQUIRE, reply),
    "todo-wait-safety": (
        Action.APPROVE_SAFETY,
        lambda request, party: approve(request, CN if party == KH else KH),
    ),
}


def keys(request: Request, team: Team, party: PartyCode, now: datetime) -> set[str]:
    return {todo.line.key for todo in todos_of(request, party_context(party, team, now))}


@pytest.mark.parametrize("party", [KH, CN])
@given(steps_taken=histories(), wait=waits, data=st.data())
def test_a_to_do_is_seen_by_people_who_may_do_it_and_is_gone_when_it_is_done(
    party: PartyCode, steps_taken: Sequence[Taken], wait: timedelta, data: st.DataObject
) -> None:
    request, now = steps_taken[-1].request, steps_taken[-1].at + wait
    team = data.draw(teams(party, today=local_date(now, HOURS[party].zone)))
    for todo in todos_of(request, party_context(party, team, now)):
        seen = team.seen_by(todo.people, escalated_to(todo, POLICY, HOURS[party], now))
        action, step = DONE_BY[todo.line.key]
        side = request.side(party)
        able = {
            each.id
            for each in team.people.values()
            if check_permission(
                action, role=each.role, side=side, state=request.state, other_absent=False
            )
            is None
        }
        assert not able or seen & able, todo
        assert not able & reachable(team) or seen & able & reachable(team), todo
        done, _ = step(request, party)
        assert todo.line.key not in keys(done, team, party, now)


REPLY = {"receive", "answer", "assign", "take", "progress", "supply", "safety"}
WAITS = {"wait-receipt", "wait-supply", "wait-reply", "wait-safety"}
ENDS: Mapping[Action, set[str]] = {
    Action.RECEIVE: {"receive", "wait-receipt"},
    Action.SUPPLY: {"supply", "wait-supply"},
    Action.PROGRESS: {"progress"},
    Action.ANSWER: REPLY | WAITS,
    Action.REFUSE: REPLY | WAITS,
    Action.RETURN: {"close"},
    Action.CLOSE: REPLY | WAITS | {"close"},
    Action.WITHDRAW: REPLY | WAITS | {"close"},
}
"""What no one is asked for any more after a step."""
ASKS: Mapping[Action, set[str]] = {
    Action.RECEIVE: {"answer", "wait-reply"},
    Action.ASK: {"supply", "wait-supply"},
    Action.INQUIRE: {"progress"},
    Action.ANSWER: {"close"},
    Action.REFUSE: {"close"},
    Action.RETURN: {"answer", "wait-reply"},
}
"""What is asked for from a step on."""


@given(steps_taken=histories(), data=st.data())
def test_each_step_of_a_request_ends_what_it_does_everywhere_and_asks_for_what_follows(
    steps_taken: Sequence[Taken], data: st.DataObject
) -> None:
    for at, action, request in steps_taken[1:]:
        asked = set[str]()
        for party, hours in HOURS.items():
            team = data.draw(teams(party, today=local_date(at, hours.zone)))
            asked |= {key.removeprefix("todo-") for key in keys(request, team, party, at)}
        assert not asked & ENDS.get(action, set()), (action, request)
        assert ASKS.get(action, set()) <= asked, (action, request)


@given(
    due_on=st.dates(date(2026, 4, 1), date(2026, 11, 30)),
    way=st.sampled_from(["not received", "received", "assigned", "unsafe"]),
    running=st.lists(st.sampled_from([True, True, True, False]), min_size=20, max_size=20),
    data=st.data(),
)
def test_each_step_is_told_on_its_day_or_the_first_working_morning_after_it(
    due_on: date, way: str, running: list[bool], data: st.DataObject
) -> None:
    request = received(due_on=due_on)
    if way == "assigned":
        request, _ = take(Action.ASSIGN, request)
    elif way == "not received":
        request = sent(asked(needed_by=due_on))
    elif way == "unsafe":
        request = unsafe(planned_on=due_on)
    began = due_on - 16 * DAY
    found = mornings(began, [*running, *[True] * 14])
    team = data.draw(teams(CN, today=due_on))
    mark = TodoMark(
        person=LI.id,
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        deferred_until=data.draw(st.none() | st.dates(began, due_on)),
    )
    for days in (15, 7, 3, 1, 0, -1):
        for morning in must_tell(due_on, days, found):
            *_, todo = todos_of(request, party_context(CN, team, morning.now))
            is_own = has_own_message(todo, morning, near_days=3)
            assert is_own or ((days > 3 or morning.outage) and is_named(todo, morning, mark))
            seen = team.seen_by(todo.people, escalated_to(todo, POLICY, HOURS[CN], morning.now))
            assert not reachable(team) or seen & reachable(team)


REMINDERS = (15, 7, 3, 1, 0, -1)
OWED = {"todo-receive", "todo-answer", "todo-safety"}


@given(
    steps_taken=histories(),
    running=st.lists(st.sampled_from([True, True, True, False]), min_size=40, max_size=40),
    data=st.data(),
)
def test_in_every_history_a_reachable_person_hears_each_reminder_at_its_hour(
    steps_taken: Sequence[Taken], running: list[bool], data: st.DataObject
) -> None:
    began = local_date(LATER, HOURS[CN].zone)
    found = mornings(began, [*running, *[True] * 40])
    team = data.draw(teams(CN, today=began + 20 * DAY))
    for morning in found:
        *_, request = (each.request for each in steps_taken if each.at <= morning.now)
        here = replace(team, today=morning.today)
        todos = [*todos_of(request, party_context(CN, here, morning.now))]
        seen_by = {
            each.act: here.seen_by(each.people, escalated_to(each, POLICY, HOURS[CN], morning.now))
            for each in todos
        }
        for todo in todos:
            if todo.act not in OWED or (due_on := due_date(todo.act, request)) is None:
                continue
            later = not morning.quiet and due_on < morning.today
            steps = [days for days in REMINDERS if began < due_on - days * DAY]
            if later or any(morning in must_tell(due_on, days, found) for days in steps):
                assert is_told(todo, morning)
                assert told_by(todo, morning) == "pressing"
                hearing = seen_by[todo.act] & reachable(here)
                assert hearing or not reachable(here), (todo, morning)
                for person in hearing:  # whatever else the person owes
                    own = [each for each in todos if person in seen_by[each.act]]
                    told = one_each(each for each in own if is_told(each, morning))
                    assert (todo.matter, due_on) in [(each.matter, each.due_on) for each in told]


def is_told(todo: Todo, morning: Morning) -> bool:
    """Whether a morning tells of a to-do, in a message of its own or in a line."""
    return has_own_message(todo, morning, near_days=3) or is_named(todo, morning, None)


def due_date(act: str, request: Request) -> date | None:
    """The day by which it is owed, if there is one."""
    if act == "todo-safety" and request.details.repatriation is not None:
        return request.details.repatriation.planned_on
    return request.details.needed_by if act == "todo-receive" else request.due_on
