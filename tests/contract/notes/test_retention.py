"""Retention: only what no hold keeps, what was announced, and what is old enough."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, text, update

from liaison.core.outbox import Op
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.notes import timers as note_timers
from liaison.notes.repository import LegalHolds, Notes, Retention
from liaison.notes.rules import DAY, GRACE_DAYS
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, Outcome, Result, State, WithdrawalReason
from liaison.requests.repository import Requests
from storage.audit import AUDIT
from storage.database import Database
from storage.notes import NOTES, RETENTION_RUNS
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import both
from tests.contract.notes.test_notes import WORDS, note, place_legal_hold
from tests.contract.queues.test_outbox_contents import one_of_each
from tests.contract.samples import (
    ASKED,
    CN,
    KH,
    LEASE,
    REFERENCE,
    SECOND,
    Clock,
    hello,
    join,
    logged,
    once,
)

NOTE_DAYS, DEAD_DAYS = 365, 30
OTHER = Reference("KH26-00001")


async def withdrawn(tx: Transaction, actor: Person, reference: Reference = REFERENCE) -> None:
    """A request that has come to its end now, with a note."""
    request, _ = await logged(tx, actor, reference)
    reason = WithdrawalReason.MISTAKE
    step = request_rules.withdraw(
        request, ActionContext(person=actor, at=tx.now), reason=reason, letter=None
    )
    assert await tx.of(Requests).change(*step)
    assert step[0].state is State.WITHDRAWN
    await tx.of(Notes).add(replace(note(actor), reference=reference, at=tx.now), WORDS)


async def given_up(tx: Transaction) -> None:
    """An update and a message that the service has given up now."""
    await tx.inbox.add(1, address=1, press=False, payload=WORDS)
    [update] = await tx.inbox.claim(limit=1, lease=LEASE)
    await tx.inbox.dead(update, error="x")
    await tx.enqueue(hello(1, op=Op.SEND))
    [message] = await tx.outbox.claim(limit=1, lease=LEASE)
    await tx.outbox.give_up(message, state="dead", error="x")


async def begun(db: Database) -> Person:
    """A service with a coordinator of each Party, an ended request and what was given up."""
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        await withdrawn(tx, alice)
        await given_up(tx)
    return alice


async def look(db: Database, clock: Clock, days: int, *, step: timedelta = DAY) -> None:
    """So many runs, each after a while."""
    for _ in range(days):
        clock.turn(step)
        await once(db, note_timers.run_timer)


async def quiet(db: Database, clock: Clock, days: int) -> None:
    """So many days, at whose runs nothing was due."""
    looks = [{"at": clock.at + (each + 1) * DAY} for each in range(days)]
    clock.turn(days * DAY)
    await once(db, lambda tx: tx._sql.run(insert(RETENTION_RUNS).inline(), looks))


async def kept(db: Database, reference: Reference = REFERENCE) -> bool:
    """Whether a note still has its text."""
    async with db.transaction() as tx:
        found = await tx.of(Notes).get(reference, 1)
        assert found is not None
        said = await tx.of(Notes).read(found)
        assert said in (WORDS, None)
        assert (said is None) is (found.erased_at is not None)
        return said is not None


async def remains(db: Database) -> list[Any]:
    """What is left of the update and the message."""
    async with db.transaction() as tx:
        rows = [
            (await tx._sql.run(text(f"SELECT {column} WHERE state = 'dead'"))).scalars().all()
            for column in ("payload FROM inbox", "card FROM outbox")
        ]
    return [each for row in rows for each in row if each is not None]


async def lines(db: Database, action: str) -> Sequence[str]:
    async with db.transaction() as tx:
        found = select(AUDIT.c.facts).where(AUDIT.c.action == action)
        return (await tx._sql.run(found)).scalars().all()


async def told(db: Database) -> Sequence[str]:
    """The Parties to which the erasure was announced."""
    async with db.transaction() as tx:
        found = text("SELECT party FROM notices WHERE notice_key = 'retention' ORDER BY party")
        return (await tx._sql.run(found)).scalars().all()


async def test_what_was_given_up_loses_its_content(db: Database, clock: Clock) -> None:
    await begun(db)
    await look(db, clock, DEAD_DAYS)
    assert len(await remains(db)) == 2
    await look(db, clock, 1)
    assert await remains(db) == []
    assert await lines(db, "dead.erase") == ['{"messages":1,"updates":1}']
    async with db.transaction() as tx:
        assert (await tx._sql.run(text("SELECT count(*) FROM inbox"))).scalar_one() == 1
        assert await tx.inbox.count_dead(since=clock.at - 99 * DAY) == 1


async def test_after_a_clock_was_ahead_the_runs_go_on(db: Database, clock: Clock) -> None:
    await begun(db)
    await look(db, clock, 10)
    await look(db, clock, 3, step=3650 * DAY)
    clock.turn(-3 * 3650 * DAY)
    async with db.transaction() as tx:
        await note_timers.start_retention(tx)
        await tx.timers.flush()
        rows = await tx._sql.run(select(TIMERS.c.at).where(TIMERS.c.kind == note_timers.TIMER))
        assert rows.scalar_one() == clock.at + DAY
    await look(db, clock, DEAD_DAYS - 10)
    assert len(await remains(db)) == 2
    await look(db, clock, 1)
    assert await remains(db) == []
    assert await kept(db)


async def test_what_was_given_up_stays_while_any_request_is_held(
    db: Database, clock: Clock
) -> None:
    alice = await begun(db)
    await once(db, lambda tx: tx.of(LegalHolds).put(place_legal_hold(alice)))
    await look(db, clock, DEAD_DAYS + 9)
    assert len(await remains(db)) == 2


async def test_open_requests_and_younger_notes_are_left_alone(db: Database, clock: Clock) -> None:
    alice = await begun(db)
    async with db.transaction() as tx:
        await logged(tx, alice, OTHER)
        await tx.of(Notes).add(replace(note(alice), reference=OTHER, at=tx.now), WORDS)
    await quiet(db, clock, 20)
    await once(db, lambda tx: tx.of(Notes).add(replace(note(alice, 2), at=tx.now), "A word later."))
    await quiet(db, clock, NOTE_DAYS - 20)
    await look(db, clock, GRACE_DAYS + 1)
    assert not await kept(db)
    assert await kept(db, OTHER)
    async with db.transaction() as tx:
        later = await tx.of(Notes).get(REFERENCE, 2)
        assert later is not None
        assert await tx.of(Notes).read(later) == "A word later."


async def test_the_days_of_a_note_begin_with_the_requests_end(db: Database, clock: Clock) -> None:
    long, refused, answered = (Reference(f"KH26-0000{each}") for each in range(2, 5))
    started, today = clock.at, clock.at.date()
    async with db.transaction() as tx:
        alice, bob = await join(tx, KH, 1), await join(tx, CN, 2, Role.COORDINATOR)
        await withdrawn(tx, alice)
        requests = {each: (await logged(tx, alice, each))[0] for each in (long, refused, answered)}
        for each in requests:
            await tx.of(Notes).add(replace(note(alice), reference=each, at=tx.now), WORDS)
        by = ActionContext(person=bob, at=tx.now)
        given = request_rules.refuse(requests[refused], by, grounds=["security"], letter="8")
        taken = request_rules.receive(
            requests[answered], by, day=today, due_on=today, sent_on=today, today=today
        )
        outcome = Outcome(result=Result.CONFIRMED, confirmed=ASKED.persons)
        for step in (given, taken, request_rules.answer(taken[0], by, outcome=outcome)):
            assert await tx.of(Requests).change(*step)
    clock.turn(30 * DAY)
    async with db.transaction() as tx:
        found = await tx.of(Requests).lock(long, party=KH)
        assert found is not None
        by = ActionContext(person=alice, at=tx.now)
        step = request_rules.withdraw(found, by, reason=WithdrawalReason.MISTAKE, letter=None)
        assert await tx.of(Requests).change(*step)
    async with db.transaction() as tx:
        assert await tx.of(Retention).to_announce(started + 30 * DAY) == [REFERENCE]
        assert await tx.of(Retention).to_announce(started + 31 * DAY) == [long, REFERENCE]


async def test_each_note_has_a_week_after_its_announcement(db: Database, clock: Clock) -> None:
    alice, started = await begun(db), clock.at
    clock.turn(3 * DAY)
    async with db.transaction() as tx:
        await withdrawn(tx, alice, OTHER)
        await tx.of(Notes).add(replace(note(alice, 2), at=tx.now), "A word later.")
    for ended, requests in ((started + DAY, [REFERENCE]), (started + 4 * DAY, [OTHER, REFERENCE])):
        clock.turn(DAY)
        async with db.transaction() as tx:
            assert await tx.of(Retention).to_announce(ended) == requests
            announced = [await tx.of(Retention).announce(each, ended) for each in requests]
            assert announced == [1] * len(requests)
    async with db.transaction() as tx:
        first = clock.at - DAY
        assert await tx.of(Retention).to_erase(clock.at, first) == [REFERENCE]
        assert [each.number for each in await tx.of(Retention).erase(REFERENCE, first)] == [1]


async def test_a_request_with_young_notes_is_not_announced(db: Database, clock: Clock) -> None:
    await begun(db)
    ended = clock.at + DAY
    async with db.transaction() as tx:
        later = update(NOTES).where(NOTES.c.reference == REFERENCE).values(at=ended)
        await tx._sql.run(later)
        assert await tx.of(Retention).to_announce(ended) == []
        assert await tx.of(Retention).to_announce(ended + SECOND) == [REFERENCE]


async def test_a_message_that_was_given_up_is_erased(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        for message in one_of_each(WORDS):
            await tx.enqueue(message)
        messages = await tx.outbox.claim(limit=9, lease=LEASE)
        for each in messages:
            assert await tx.outbox.give_up(each, state="dead", error="x")
    clock.turn(DAY)
    async with db.transaction() as tx:
        assert await tx.of(Retention).erase_dead(clock.at) == (0, len(messages))
        for name in ENCRYPTED:
            left = select(OUTBOX.c.id).where(OUTBOX.c[name].is_not(None))
            assert (await tx._sql.run(left)).scalars().all() == [], name
    assert len(messages) == 5


async def test_a_run_is_planned_once_a_day_ahead(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        await note_timers.start_retention(tx)
        await note_timers.run_timer(tx)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        await note_timers.start_retention(tx)
        rows = await tx._sql.run(select(TIMERS.c.at).where(TIMERS.c.kind == note_timers.TIMER))
        assert rows.scalars().all() == [clock.at - SECOND + DAY]
