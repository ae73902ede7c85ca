"""The time in which the morning of a Party is computed and queued."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.people import ASKED, FIRST_CHAT, PARTIES, add_person, reference
from benchmarks.queues import open_database
from benchmarks.table import Figure
from liaison.core.repository import Timestamps
from liaison.core.timers import run_timer
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext
from liaison.requests.repository import Requests
from liaison.todos.service import TIMER
from storage.transaction import Transaction

PEOPLE, REQUESTS = 200, 1_000
NOW = datetime(2026, 12, 1, 2, 5, tzinfo=UTC)
"""A working Tuesday, five minutes past nine in Phnom Penh."""
RECEIVED_ON = date(2026, 10, 1)


async def morning(*, quick: bool) -> list[Figure]:
    """The seconds for 200 people with 1,000 overdue requests; ``quick`` takes a tenth of them."""
    people, requests = (PEOPLE // 10, REQUESTS // 10) if quick else (PEOPLE, REQUESTS)
    with TemporaryDirectory() as folder:
        async with open_database(Path(folder), lambda: NOW) as (database, _):
            async with database.transaction() as tx:
                await _fill(tx, people, requests)
            began = perf_counter()
            async with database.transaction() as tx:
                await run_timer(tx, kind=TIMER, subject=PARTIES[0], since=NOW)
            seconds = perf_counter() - began
    what = f"morning of {people} people with {requests:,} requests, until all is queued"
    return [Figure(what=what, ours=seconds, unit="s")]


async def _fill(tx: Transaction, people: int, requests: int) -> None:
    """People of one Party, each with the same number of overdue requests of the other."""
    await tx.of(Timestamps).record(f"{TIMER}:{PARTIES[0]}", NOW - timedelta(days=1))
    staff = [
        await add_person(tx, FIRST_CHAT + number, PARTIES[0], language="en")
        for number in range(people)
    ]
    for number in range(requests):
        person = staff[number % people]
        request, event = request_rules.record(
            ASKED,
            ActionContext(person=person, at=tx.now, letter=f"{number}/26"),
            reference=reference(PARTIES[1], number),
            requesting=PARTIES[1],
            received_on=RECEIVED_ON,
            due_on=RECEIVED_ON + timedelta(days=30),
            today=NOW.date(),
        )
        await tx.of(Requests).add(replace(request, assignee=person.id), event)
