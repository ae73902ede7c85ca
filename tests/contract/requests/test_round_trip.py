"""Whatever a case can be comes back from storage as it went in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.core.people import PersonId, Role
from liaison.core.references import Reference
from liaison.core.repository import People
from liaison.requests.model import (
    OPEN,
    Action,
    Channel,
    Check,
    Event,
    Grounds,
    Kind,
    Letter,
    Missing,
    Outcome,
    Repatriation,
    ReportedStep,
    Request,
    RequestDetails,
    Result,
    State,
    Verdict,
    WithdrawalReason,
)
from liaison.requests.repository import Requests
from storage.database import Database
from tests.contract.samples import CN, KH, join

pytestmark = pytest.mark.contract

NUMBERS = count(1)
PEOPLE = st.sampled_from([PersonId(1), PersonId(2)])
PARTIES = st.sampled_from([KH, CN])
# What no database of ours can hold, no person can send: NUL and half characters.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
CODES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
DAYS = st.dates()
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=8))]),
)
MISSING = st.lists(st.sampled_from(Missing), unique=True).map(tuple)
LETTERS = st.builds(
    Letter,
    reference=st.none() | WORDS,
    day=st.none() | DAYS,
    channel=st.none() | st.sampled_from(Channel),
)
RETURNS = st.builds(
    Repatriation,
    planned_on=st.none() | DAYS,
    crossing=st.none() | CODES,
    safety=st.dictionaries(CODES, st.sampled_from(Check), max_size=5),
)
OUTCOMES = st.builds(
    Outcome,
    result=st.sampled_from(Result),
    confirmed=st.none() | st.integers(0, 999),
    letter=st.none() | WORDS,
)
GROUNDS = st.builds(
    Grounds, codes=st.lists(CODES, min_size=1, max_size=3).map(tuple), letter=WORDS, by=PEOPLE
)
STATEMENTS = st.builds(
    ReportedStep,
    version=st.integers(1, 99),
    action=st.sampled_from(Action),
    by=PARTIES,
    letter=WORDS,
    verdict=st.none() | st.sampled_from(Verdict),
    reviewed_at=st.none() | MOMENTS,
)


@st.composite
def asked(draw: st.DrawFn) -> RequestDetails:
    persons = draw(st.integers(1, 999))
    return RequestDetails(
        kind=draw(st.sampled_from(Kind)),
        urgent=draw(st.booleans()),
        persons=persons,
        children=draw(st.integers(0, persons)),
        letter=draw(LETTERS),
        needed_by=draw(st.none() | DAYS),
        repatriation=draw(st.none() | RETURNS),
    )


@st.composite
def requests(draw: st.DrawFn) -> Request:
    state = draw(st.sampled_from(State))
    received_on = None if state is State.SENT else draw(DAYS)
    due_on = None if received_on is None else draw(DAYS)
    earlier: st.SearchStrategy[date | None] = st.none()
    if due_on is not None and due_on > date.min:
        earlier |= st.dates(max_value=due_on - timedelta(days=1))
    version = draw(st.integers(1, 10_000))
    requesting = draw(PARTIES)
    assignee = draw(st.none() | PEOPLE)
    offered: st.SearchStrategy[PersonId | None] = st.none()
    if state is State.RECEIVED:
        offered |= PEOPLE.filter(lambda person: person != assignee)
    return Request(
        reference=Reference(f"KH26-{next(NUMBERS):05}"),
        details=draw(asked()),
        requesting=requesting,
        requested=CN if requesting == KH else KH,
        state=state,
        version=version,
        shared_version=draw(st.integers(1, version)),
        logged_by=draw(PEOPLE),
        logged_at=draw(MOMENTS),
        changed_at=draw(MOMENTS),
        stepped_at=draw(MOMENTS),
        received_on=received_on,
        due_on=due_on,
        first_due_on=draw(earlier),
        assignee=assignee,
        offered_to=draw(offered),
        missing=draw(MISSING) if state is State.RECEIVED else (),
        outcome=draw(OUTCOMES if state in {State.ANSWERED, State.CLOSED} else st.none()),
        refusal_draft=draw(st.none() | GROUNDS) if state in OPEN else None,
        refusal=draw(GROUNDS if state is State.REFUSED else st.none()),
        withdrawal=(draw(st.sampled_from(WithdrawalReason)) if state is State.WITHDRAWN else None),
        reported_steps=tuple(draw(st.lists(STATEMENTS, max_size=3))),
    )


@st.composite
def events(draw: st.DrawFn) -> Event:
    party = draw(PARTIES)
    stated = draw(st.booleans())
    other = CN if party == KH else KH
    return Event(
        reference=Reference("set by the test"),
        version=draw(st.integers(1, 10_000)),
        action=draw(st.sampled_from(Action)),
        at=draw(MOMENTS),
        party=party,
        role=draw(st.sampled_from(Role)),
        person=draw(PEOPLE),
        private=draw(st.booleans()),
        stated_for=other if stated else None,
        letter=draw(WORDS) if stated else None,
        facts=draw(st.dictionaries(CODES, WORDS | st.integers(0, 999), max_size=4)),
    )


# One database serves all examples, as every case has a reference of its own.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=requests(), later=requests(), event=events())
async def test_a_case_and_its_history_come_back_as_they_went_in(
    db: Database, request: Request, later: Request, event: Event
) -> None:
    event = replace(event, reference=request.reference, version=request.version)
    later = replace(
        later,
        reference=request.reference,
        version=request.version + 1,
        shared_version=min(later.shared_version, request.version + 1),
    )
    second = Event(
        reference=request.reference,
        version=later.version,
        action=Action.ASK,
        at=later.changed_at,
        party=event.party,
        role=Role.COORDINATOR,
        person=event.person,
    )
    async with db.transaction() as tx:
        if await tx.of(People).by_chat(1) is None:
            assert (await join(tx, KH, 1)).id == 1
            assert (await join(tx, CN, 2)).id == 2
        await tx.of(Requests).add(request, event)
    async with db.transaction() as tx:
        assert await tx.of(Requests).get(request.reference, party=KH) == request
        assert await tx.of(Requests).events(request.reference, party=event.party) == [event]
        assert await tx.of(Requests).change(later, second)
    async with db.transaction() as tx:
        changed = await tx.of(Requests).get(request.reference, party=CN)
        assert changed is not None
        for moment in (changed.logged_at, changed.changed_at):
            assert moment.tzinfo is UTC
        assert changed == later
