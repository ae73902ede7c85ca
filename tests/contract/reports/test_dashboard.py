"""What the board and the scorecard count: lists by the time that passed, and facts of a period."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from liaison.core.agreement import PartyCode
from liaison.core.references import Reference
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, Kind, Outcome, Request, Result, WithdrawalReason
from liaison.requests.repository import ReportFilter, RequestFacts, RequestFilter, Requests
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.requests.test_requests import DUE, FOREIGN, both, received
from tests.contract.samples import ASKED, CN, DAY, KH, SECOND, START, Clock, logged

NEXT_WEEK = DAY + timedelta(days=7)
NEEDED = replace(ASKED, kind=Kind.INFORMATION, needed_by=DAY + timedelta(days=2))


def on(which: str, today: date, *, requested: PartyCode | None = None) -> RequestFilter:
    """A list on a day: due within seven days is soon, unchanged since START is forgotten."""
    return RequestFilter(
        which=which,
        today=dict.fromkeys((KH, CN), today),
        soon=dict.fromkeys((KH, CN), today + timedelta(days=7)),
        forgotten=dict.fromkeys((KH, CN), START + SECOND),
        requested=requested,
        limit=50,
    )


async def _by_time(tx: Transaction) -> dict[str, Request]:
    """Requests that lists distinguish by time, and two that have ended."""
    alice, bob = await both(tx)
    dues = {"late": DAY - timedelta(days=1), "last_day": DAY, "week": NEXT_WEEK}
    dues |= {"far": NEXT_WEEK + timedelta(days=1), "touched": DUE, "replied": DAY}
    requests: dict[str, Request] = {}
    for number, (name, due_on) in enumerate(dues.items()):
        request, _ = await logged(tx, alice, Reference(f"KH26-{number}AAAA"))
        steps = [received(request, bob, due_on=due_on)]
        later = ActionContext(person=bob, at=START + SECOND)
        if name == "touched":
            steps.append(request_rules.assign(steps[-1][0], later, to=bob))
        if name == "replied":
            outcome = Outcome(result=Result.CONFIRMED, confirmed=ASKED.persons)
            steps.append(request_rules.answer(steps[-1][0], later, outcome=outcome))
        for step in steps:
            assert await tx.of(Requests).change(*step)
        requests[name] = steps[-1][0]
    requests["needed"], _ = await logged(tx, alice, Reference("KH26-NAAAA"), NEEDED)
    requests["sent"], _ = await logged(tx, bob, Reference("CN26-0AAAA"))
    return requests


@pytest.mark.parametrize(
    ("which", "days", "expected"),
    [
        ("overdue", 0, ["late"]),
        ("soon", 0, ["last_day", "needed", "week"]),
        ("sent", 0, ["needed", "sent"]),
        ("forgotten", 0, ["last_day", "week", "far"]),
        ("owed", 0, ["late", "last_day", "needed", "week", "sent", "far", "touched"]),
        ("overdue", 2, ["late", "last_day"]),
        # The day by which an answer was needed has passed, received or not.
        ("overdue", 3, ["late", "last_day", "needed"]),
        ("soon", 3, ["week", "far"]),
        ("forgotten", 3, ["week", "far"]),
    ],
)
async def test_lists_tell_requests_apart_by_the_time_that_has_passed(
    db: Database, which: str, days: int, expected: list[str]
) -> None:
    today = DAY + timedelta(days=days)
    async with db.transaction() as tx:
        names = {request.reference: name for name, request in (await _by_time(tx)).items()}
        for party in (KH, CN):
            shown, total = await tx.of(Requests).listed(party, on(which, today))
            assert [names[request.reference] for request in shown] == expected
            assert total == len(expected)
        assert await tx.of(Requests).listed(FOREIGN, on(which, today)) == ([], 0)


async def test_a_request_is_late_by_the_date_of_its_requested_party(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        theirs, _ = await logged(tx, alice)
        assert await tx.of(Requests).change(*received(theirs, bob, due_on=DAY))
        tomorrow = DAY + timedelta(days=1)
        for today, late in (({KH: tomorrow, CN: DAY}, 0), ({KH: DAY, CN: tomorrow}, 1)):
            chosen = replace(on("overdue", DAY), today=today)
            assert (await tx.of(Requests).listed(KH, chosen))[1] == late


async def test_several_lists_are_counted_in_one_statement(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = []
    async with db.transaction() as tx:
        await _by_time(tx)
        lists = [
            on(which, DAY, requested=requested)
            for which in ("overdue", "soon", "sent", "forgotten", "owed", "ours", "ended", "all")
            for requested in (None, KH, CN)
        ]
        expected = [(await tx.of(Requests).listed(KH, each))[1] for each in lists]
        run = tx._sql.run

        async def counting(statement: Any, values: Any = None) -> Any:
            statements.append(statement)
            return await run(statement, values)

        monkeypatch.setattr(tx._sql, "run", counting)
        assert await tx.of(Requests).counted(KH, *lists) == expected
        assert await tx.of(Requests).counted(FOREIGN, *lists) == [0] * len(lists)
    assert len(statements) == 2
    assert expected[:6] == [1, 0, 1, 3, 0, 3]


PERIOD = ReportFilter(
    requested=CN, logged_from=START, start=START + 10 * SECOND, end=START + 20 * SECOND
)


async def test_a_scorecard_is_the_same_for_both_parties(db: Database, clock: Clock) -> None:
    expected = []
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        await logged(tx, alice, Reference("KH26-ZAAAA"))
        await logged(tx, bob, Reference("CN26-0AAAA"))
        took = ActionContext(person=bob, at=START + SECOND)
        ended = ActionContext(person=bob, at=START + 12 * SECOND)
        closed = ActionContext(person=alice, at=START + 30 * SECOND)

        answered, _ = await logged(tx, alice, Reference("KH26-0AAAA"))
        step = request_rules.receive(answered, took, day=DAY, due_on=DUE, sent_on=DAY, today=DAY)
        steps = [step, request_rules.assign(step[0], took, to=bob)]
        outcome = Outcome(result=Result.CONFIRMED, confirmed=ASKED.persons)
        steps.append(request_rules.answer(steps[-1][0], ended, outcome=outcome))
        steps.append(request_rules.close(steps[-1][0], closed))
        expected.append(
            RequestFacts(
                kind=Kind.VERIFICATION,
                logged_at=START,
                received_at=took.at,
                received_on=DAY,
                due_on=DUE,
                ended_at=ended.at,
            )
        )
        refused, _ = await logged(tx, alice, Reference("KH26-1AAAA"), NEEDED)
        steps.append(request_rules.refuse(refused, ended, grounds=["security"], letter="8/26"))
        expected.append(
            RequestFacts(
                kind=Kind.INFORMATION,
                logged_at=START,
                due_on=NEEDED.needed_by,
                ended_at=ended.at,
                grounds=("security",),
            )
        )
        withdrawn, _ = await logged(tx, alice, Reference("KH26-2AAAA"))
        by = replace(ended, person=alice)
        settled = WithdrawalReason.SETTLED
        steps.append(request_rules.withdraw(withdrawn, by, reason=settled, letter=None))
        expected.append(RequestFacts(kind=Kind.VERIFICATION, logged_at=START, withdrawn_at=by.at))
        recorded = request_rules.record(
            ASKED,
            replace(took, letter="MOI-18/2026"),
            reference=Reference("KH26-3AAAA"),
            requesting=KH,
            received_on=DAY,
            due_on=DUE,
            today=DAY,
        )
        await tx.of(Requests).add(*recorded)
        waiting = RequestFacts(kind=Kind.VERIFICATION, logged_at=START, waits=True)
        received_by_letter = RequestFacts(
            kind=Kind.VERIFICATION,
            logged_at=took.at,
            received_at=took.at,
            received_on=DAY,
            due_on=DUE,
            waits=True,
        )
        for each in steps:
            assert await tx.of(Requests).change(*each)
    async with db.transaction() as tx:
        for party in (KH, CN):
            facts = await tx.of(Requests).facts(party, PERIOD)
            assert facts == [*expected, waiting, received_by_letter]
        assert await tx.of(Requests).facts(FOREIGN, PERIOD) == []
        # What was logged outside the period is there only where it ended within.
        late = replace(PERIOD, logged_from=START + 2 * SECOND)
        assert await tx.of(Requests).facts(KH, late) == expected[:2]
        early = replace(PERIOD, start=START, end=START)
        assert await tx.of(Requests).facts(KH, early) == []


async def test_the_first_request_of_a_party_is_remembered(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        assert await tx.of(Requests).first_logged(KH) is None
        await logged(tx, alice)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        await logged(tx, bob, Reference("CN26-0AAAA"))
        assert await tx.of(Requests).first_logged(KH) == START
        assert await tx.of(Requests).first_logged(CN) == START
        assert await tx.of(Requests).first_logged(FOREIGN) is None
