"""Any case comes back from storage as it went in."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liaison.core.people import PersonId, Role
from liaison.core.references import Reference
from liaison.requests import model
from liaison.requests.repository import Requests
from storage.database import Database
from tests.contract.samples import CN, KH
from tests.contract.strategies import (
    CODES,
    DAYS,
    MOMENTS,
    NUMBERS,
    PARTIES,
    PEOPLE,
    ROUND_TRIP,
    WORDS,
    join_both,
)

MISSING = st.lists(st.sampled_from(model.Missing), unique=True).map(tuple)
LETTERS = st.builds(
    model.Letter,
    reference=st.none() | WORDS,
    day=st.none() | DAYS,
    channel=st.none() | st.sampled_from(model.Channel),
)
RETURNS = st.builds(
    model.Repatriation,
    planned_on=st.none() | DAYS,
    crossing=st.none() | CODES,
    safety=st.dictionaries(CODES, st.sampled_from(model.Check), max_size=5),
    open_points=st.none() | st.lists(CODES, min_size=1, max_size=3).map(tuple),
    approvals=st.none() | st.dictionaries(PARTIES, st.sampled_from(model.SafetyReason)),
    postponed=st.none() | st.just(value=True),
)
OUTCOMES = st.builds(
    model.Outcome,
    result=st.sampled_from(model.Result),
    confirmed=st.none() | st.integers(0, 999),
    letter=st.none() | WORDS,
)
GROUNDS = st.builds(
    model.Grounds, codes=st.lists(CODES, min_size=1, max_size=3).map(tuple), letter=WORDS, by=PEOPLE
)
STATEMENTS = st.builds(
    model.ReportedStep,
    version=st.integers(1, 99),
    action=st.sampled_from(model.Action),
    by=PARTIES,
    letter=WORDS,
    verdict=st.none() | st.sampled_from(model.Verdict),
    reviewed_at=st.none() | MOMENTS,
)


@st.composite
def asked(draw: st.DrawFn) -> model.RequestDetails:
    persons = draw(st.integers(1, 999))
    return model.RequestDetails(
        kind=draw(st.sampled_from(model.Kind)),
        urgent=draw(st.booleans()),
        persons=persons,
        children=draw(st.integers(0, persons)),
        letter=draw(LETTERS),
        needed_by=draw(st.none() | DAYS),
        repatriation=draw(st.none() | RETURNS),
        assistance=draw(st.none() | st.lists(CODES, min_size=1, max_size=3).map(tuple)),
        follows=draw(st.none() | st.just(Reference("KH26-7F3K9"))),
    )


@st.composite
def requests(draw: st.DrawFn) -> model.Request:
    state = draw(st.sampled_from(model.State))
    received_on = None if state is model.State.SENT else draw(DAYS)
    due_on = None if received_on is None else draw(DAYS)
    earlier: st.SearchStrategy[date | None] = st.none()
    if due_on is not None and due_on > date.min:
        earlier |= st.dates(max_value=due_on - timedelta(days=1))
    version = draw(st.integers(1, 10_000))
    requesting = draw(PARTIES)
    assignee = draw(st.none() | PEOPLE)
    offered: st.SearchStrategy[PersonId | None] = st.none()
    if state is model.State.RECEIVED:
        offered |= PEOPLE.filter(lambda person: person != assignee)
    return model.Request(
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
        missing=draw(MISSING) if state is model.State.RECEIVED else (),
        outcome=draw(
            OUTCOMES if state in {model.State.ANSWERED, model.State.CLOSED} else st.none()
        ),
        refusal_draft=draw(st.none() | GROUNDS) if state in model.OPEN else None,
        refusal=draw(GROUNDS if state is model.State.REFUSED else st.none()),
        withdrawal=(
            draw(st.sampled_from(model.WithdrawalReason))
            if state is model.State.WITHDRAWN
            else None
        ),
        numbers=draw(st.none() | st.dictionaries(st.integers(1, 999), st.booleans(), max_size=3)),
        reported_steps=tuple(draw(st.lists(STATEMENTS, max_size=3))),
    )


@st.composite
def events(draw: st.DrawFn) -> model.Event:
    party = draw(PARTIES)
    stated = draw(st.booleans())
    other = CN if party == KH else KH
    return model.Event(
        reference=Reference("set by the test"),
        version=draw(st.integers(1, 10_000)),
        action=draw(st.sampled_from(model.Action)),
        at=draw(MOMENTS),
        party=party,
        role=draw(st.sampled_from(Role)),
        person=draw(PEOPLE),
        private=draw(st.booleans()),
        stated_for=other if stated else None,
        letter=draw(WORDS) if stated else None,
        facts=draw(st.dictionaries(CODES, WORDS | st.integers(0, 999), max_size=4)),
    )


@ROUND_TRIP
@given(request=requests(), later=requests(), first=events(), second=events())
async def test_a_request_and_its_history_come_back_as_they_went_in(
    db: Database,
    request: model.Request,
    later: model.Request,
    first: model.Event,
    second: model.Event,
) -> None:
    reference, version = request.reference, request.version + 1
    shared = min(later.shared_version, version)
    later = replace(later, reference=reference, version=version, shared_version=shared)
    first = replace(first, reference=reference, version=request.version)
    second = replace(second, reference=reference, version=version, private=False)
    async with db.transaction() as tx:
        await join_both(tx)
        await tx.of(Requests).add(request, first)
    async with db.transaction() as tx:
        assert await tx.of(Requests).get(reference, party=KH) == request
        assert await tx.of(Requests).events(reference, party=first.party) == [first]
        assert await tx.of(Requests).change(later, second)
    async with db.transaction() as tx:
        assert await tx.of(Requests).get(reference, party=CN) == later
        assert await tx.of(Requests).events(reference, party=first.party) == [first, second]
