"""Requests: bound to the version that was seen, shown to the two Parties and to no other."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from liaison.core.agreement import PartyCode
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.requests import model
from liaison.requests import rules as request_rules
from liaison.requests.lists import turns
from liaison.requests.repository import SORTS, RequestFilter, Requests, SearchQuery
from storage.database import Database
from storage.requests import repository as request_rows
from storage.transaction import Transaction
from tests.contract.queues.test_work_queue import plan_of, recorded
from tests.contract.samples import (
    ASKED,
    CN,
    DAY,
    KH,
    REFERENCE,
    SECOND,
    START,
    Clock,
    database,
    join,
    logged,
)
from tests.fresh_databases import fresh

FOREIGN = PartyCode("VN")
DUE = date(2026, 4, 14)
PARTIES = (KH, CN)


def listing(which: str, *, limit: int = 5, count_to: int | None = None) -> RequestFilter:
    """A list on the day: due that day is soon, and nothing is forgotten."""
    return RequestFilter(
        which=which,
        today=dict.fromkeys(PARTIES, DAY),
        soon=dict.fromkeys(PARTIES, DAY),
        forgotten=dict.fromkeys(PARTIES, START),
        limit=limit,
        count_to=count_to,
    )


async def both(tx: Transaction) -> tuple[Person, Person]:
    return await join(tx, KH, 1), await join(tx, CN, 2, Role.COORDINATOR)


def received(
    request: model.Request, actor: Person, *, due_on: date = DUE
) -> request_rules.RequestStep:
    context = model.ActionContext(person=actor, at=request.changed_at)
    return request_rules.receive(request, context, day=DAY, due_on=due_on, sent_on=DAY, today=DAY)


async def test_a_request_that_is_known_already_is_found_by_its_parties_alone(db: Database) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        request, _ = await logged(tx, alice)
    for party in (KH, CN):
        async with db.transaction() as tx:
            for find in (
                tx.of(Requests).get,
                tx.of(Requests).lock,
                tx.of(Requests).get,
            ):
                assert await find(REFERENCE, party=party) == request
                assert await find(REFERENCE, party=FOREIGN) is None


async def test_a_foreign_request_and_an_unknown_request_are_not_found(db: Database) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        await logged(tx, alice)
    async with db.transaction() as tx:
        for reference, party in ((REFERENCE, FOREIGN), (Reference("KH26-00000"), KH)):
            assert await tx.of(Requests).get(reference, party=party) is None
            assert await tx.of(Requests).lock(reference, party=party) is None
            assert await tx.of(Requests).events(reference, party=party) == []
        chosen = listing("all")
        assert await tx.of(Requests).listed(FOREIGN, chosen) == ([], 0)


async def test_a_partys_inner_steps_are_seen_by_itself_only(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        request, _ = await logged(tx, alice)
        context = model.ActionContext(person=bob, at=tx.now)
        for step in (
            received(request, bob),
            request_rules.assign(received(request, bob)[0], context, to=bob),
        ):
            assert await tx.of(Requests).change(*step)
        own = await tx.of(Requests).events(REFERENCE, party=CN)
        others = await tx.of(Requests).events(REFERENCE, party=KH)
    assert [event.version for event in own] == [1, 2, 3]
    assert [event.version for event in others] == [1, 2]
    assert own[2].private


async def _many(tx: Transaction, clock: Clock) -> dict[str, model.Request]:
    """One request of KH in each situation that lists distinguish, and one of CN."""
    alice, bob = await both(tx)
    requests: dict[str, model.Request] = {}
    situations = ("sent", "due", "overdue", "asked", "replied", "withdrawn")
    for number, situation in enumerate(situations):
        request, _ = await logged(tx, alice, Reference(f"KH26-{number}AAAA"))
        context = model.ActionContext(person=bob, at=tx.now + number * SECOND)
        steps: list[request_rules.RequestStep] = []
        if situation not in {"sent", "withdrawn"}:
            due_on = DAY - timedelta(days=1) if situation == "overdue" else DUE
            steps = [received(request, bob, due_on=due_on)]
        if situation == "asked":
            steps.append(request_rules.ask(steps[-1][0], context, missing=[model.Missing.NAMES]))
        if situation == "replied":
            outcome = model.Outcome(result=model.Result.CONFIRMED, confirmed=ASKED.persons)
            steps.append(request_rules.answer(steps[-1][0], context, outcome=outcome))
        if situation == "withdrawn":
            by = replace(context, person=alice)
            steps = [
                request_rules.withdraw(
                    request, by, reason=model.WithdrawalReason.SETTLED, letter=None
                )
            ]
        for step in steps:
            assert await tx.of(Requests).change(*step)
        requests[situation] = steps[-1][0] if steps else request
    requests["theirs"], _ = await logged(tx, bob, Reference("CN26-0AAAA"))
    return requests


@pytest.mark.parametrize(
    ("which", "party", "expected"),
    [
        ("open", KH, ["overdue", "theirs", "sent", "due", "asked", "replied"]),
        ("all", CN, ["overdue", "theirs", "sent", "due", "asked", "replied", "withdrawn"]),
        ("overdue", KH, ["overdue"]),
        ("ended", KH, ["withdrawn"]),
        ("ours", KH, ["theirs", "asked", "replied"]),
        ("ours", CN, ["overdue", "sent", "due", "asked"]),
    ],
)
async def test_a_list_shows_what_was_chosen_in_the_order_of_to_dos(
    db: Database, clock: Clock, which: str, party: PartyCode, expected: list[str]
) -> None:
    async with db.transaction() as tx:
        requests = await _many(tx, clock)
        names = {request.reference: name for name, request in requests.items()}
        chosen = listing(which, limit=50)
        shown, total = await tx.of(Requests).listed(party, chosen)
    assert [names[request.reference] for request in shown] == expected
    assert total == len(expected)
    assert list(shown) == [requests[name] for name in expected]


@pytest.mark.parametrize("sort", SORTS)
async def test_a_list_is_sorted_by_a_column_in_pages(db: Database, clock: Clock, sort: str) -> None:
    async with db.transaction() as tx:
        requests = await _many(tx, clock)
        for by in (sort, f"-{sort}"):
            found = list[model.Request]()
            for offset in (0, 4):
                chosen = replace(listing("all", limit=4, count_to=50), sort=by, offset=offset)
                shown, total = await tx.of(Requests).listed(KH, chosen)
                found += shown
                assert total == len(requests)
            assert {each.reference for each in found} == {e.reference for e in requests.values()}
            keys = [_key(each, sort) for each in found]
            assert keys == sorted(keys, reverse=by != sort)


async def test_the_first_of_a_list_are_sorted(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        await _many(tx, clock)
        usual = listing("open", limit=3)
        first, _ = await tx.of(Requests).listed(KH, usual)
        chosen = replace(usual, sort="-logged", limit=50, count_to=3)
        shown, total = await tx.of(Requests).listed(KH, chosen)
    assert {each.reference for each in shown} == {each.reference for each in first}
    assert total == 3


async def test_the_next_step_is_of_the_parties_that_have_it_in_their_list(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        requests = await _many(tx, clock)
        for party in PARTIES:
            shown, _ = await tx.of(Requests).listed(party, listing("ours", limit=50))
            owed = {each.reference for each in requests.values() if party in turns(each)}
            assert {each.reference for each in shown} == owed


def _key(request: model.Request, sort: str) -> Any:
    due = request.due_on or request.details.needed_by
    return {
        "requested": request.requested,
        "state": [*model.State].index(request.state),
        "due": (request.state not in model.OPEN, due is None, due or DAY),
        "logged": request.logged_at,
    }[sort]


@pytest.mark.parametrize("which", ["all", "open"])
async def test_a_list_counts_no_further_than_asked(db: Database, clock: Clock, which: str) -> None:
    async with db.transaction() as tx:
        await _many(tx, clock)
        chosen = listing(which, count_to=4)
        shown, total = await tx.of(Requests).listed(KH, chosen)
    assert len(shown) == 5
    assert total == 4


async def test_a_list_of_an_unknown_name_is_a_fault_of_ours(db: Database) -> None:
    async with db.transaction() as tx:
        with pytest.raises(KeyError):
            await tx.of(Requests).listed(KH, listing("everything"))


async def test_a_person_holds_the_open_requests_that_were_assigned(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        request, _ = await logged(tx, alice)
        context = model.ActionContext(person=bob, at=tx.now)
        steps = [received(request, bob)]
        steps.append(request_rules.assign(steps[-1][0], context, to=bob))
        for step in steps:
            await tx.of(Requests).change(*step)
        assert await tx.of(Requests).assigned_to(bob.id) == [steps[-1][0]]
        assert await tx.of(Requests).assigned_to(alice.id) == []
        outcome = model.Outcome(result=model.Result.NOT_CONFIRMED, confirmed=0)
        answer = request_rules.answer(steps[-1][0], context, outcome=outcome)
        assert await tx.of(Requests).change(*answer)
        assert await tx.of(Requests).assigned_to(bob.id) == []


async def test_a_step_is_owed_until_a_request_has_ended_and_is_reviewed(db: Database) -> None:
    reported = model.ReportedStep(action=model.Action.WITHDRAW, version=2, by=CN, letter="18/26")
    owed = {model.State.SENT, model.State.RECEIVED, model.State.ANSWERED, model.State.REFUSED}
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        request, event = await logged(tx, alice)
        clock = {"received_on": DAY, "due_on": DUE}
        outcome = {**clock, "outcome": model.Outcome(result=model.Result.CONFIRMED, confirmed=3)}
        withdrawn = {"state": model.State.WITHDRAWN, "withdrawal": model.WithdrawalReason.MISTAKE}
        changes: list[dict[str, Any]] = [
            {"state": model.State.SENT},
            {"state": model.State.RECEIVED, **clock},
            {"state": model.State.ANSWERED, **outcome},
            {
                "state": model.State.REFUSED,
                "refusal": model.Grounds(codes=("security",), letter="1", by=alice.id),
            },
            {"state": model.State.CLOSED, **outcome},
            withdrawn,
            {**withdrawn, "reported_steps": (reported,)},
        ]
        for number, change in enumerate(changes):
            other = replace(request, reference=Reference(f"KH26-{number:05}"), **change)
            await tx.of(Requests).add(other, replace(event, reference=other.reference))
    async with db.transaction() as tx:
        active = {party: await tx.of(Requests).active(party) for party in (KH, CN, FOREIGN)}
    assert {each.state for each in active[CN]} == owed
    assert {each.state for each in active[KH]} == owed | {model.State.WITHDRAWN}
    assert [each.reported_steps for each in active[KH] if each.state is model.State.WITHDRAWN] == [
        (reported,)
    ]
    assert active[FOREIGN] == []


async def test_active_requests_are_found_by_indexes_and_not_among_all_of_a_party(
    folder: Path, clock: Clock
) -> None:
    """The plan of PostgreSQL depends on its statistics."""
    db = database(fresh(folder), clock)
    await db.open()
    async with db.transaction() as tx, recorded(db) as seen:
        await tx.of(Requests).active(KH)
    async with db.transaction() as tx:
        plan = " ".join([f"{step} " for step in await plan_of(tx, *seen[0])])
    await db.close()
    for party in ("requesting", "requested"):
        assert f"ix_requests_{party} " in plan, plan
        assert f"ix_requests_{party}_reviews " in plan, plan


async def test_a_step_from_a_letter_waits_for_the_other_partys_review(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        request, event = request_rules.record(
            replace(ASKED, kind=model.Kind.INFORMATION),
            model.ActionContext(person=bob, at=tx.now, letter="MOI-18/2026"),
            reference=REFERENCE,
            requesting=KH,
            received_on=DAY,
            due_on=DUE,
            today=DAY,
        )
        await tx.of(Requests).add(request, event)
        assert await tx.of(Requests).unreviewed(KH) == [request]
        assert await tx.of(Requests).unreviewed(CN) == []
        judged = request_rules.review_reported_steps(
            request, model.ActionContext(person=alice, at=tx.now), verdict=model.Verdict.OBJECTED
        )
        assert await tx.of(Requests).change(*judged)
        assert await tx.of(Requests).unreviewed(KH) == []
        assert await tx.of(Requests).lock(REFERENCE, party=CN) == judged[0]


async def test_the_newest_requests_are_found_by_a_part_of_a_letters_number(
    db: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = Reference("KH26-00000")
    letter = replace(ASKED.letter, reference="MOI-18/2026")

    async def found(part: str) -> list[str]:
        async with db.transaction() as tx:
            query = SearchQuery(text=part)
            return [each.reference for each in await tx.of(Requests).search(CN, query, limit=5)]

    async with db.transaction() as tx:
        alice, bob = await both(tx)
        assert await tx.of(Requests).search(CN, SearchQuery(text="17/20"), limit=5) == []
        request, _ = await logged(tx, alice)
        assert await tx.of(Requests).search(CN, SearchQuery(text="17/20"), limit=5) == [request]
    clock.turn(SECOND)
    async with db.transaction() as tx:
        step = received(request, bob)
        await tx.of(Requests).change(*step)
        context = model.ActionContext(person=bob, at=tx.now)
        outcome = model.Outcome(result=model.Result.CONFIRMED, confirmed=3, letter="Reply 5/26")
        await tx.of(Requests).change(*request_rules.answer(step[0], context, outcome=outcome))
        await logged(tx, alice, newer, replace(ASKED, letter=letter))
    assert await found("ply 5") == await found("17/2026") == [REFERENCE]
    assert await found("oi-1") == [newer, REFERENCE]
    async with db.transaction() as tx:
        sent = [(newer, "MOI-18/2026"), (REFERENCE, "MOI-17/2026")]
        assert await tx.of(Requests).letters(KH, limit=5) == sent
        assert await tx.of(Requests).letters(CN, limit=5) == [(REFERENCE, "Reply 5/26")]
    monkeypatch.setattr(request_rows, "SEARCHED", 1)
    monkeypatch.setattr(request_rows, "_PAGE", 1)
    assert await found("oi-1") == [newer]
