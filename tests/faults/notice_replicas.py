"""Very many notices that come due at one moment, and several processes that all look at them."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import insert, select

from liaison.domain import requests as life
from liaison.domain.agreements import PartyCode
from liaison.domain.cards import text
from liaison.domain.ladders import Priority
from liaison.domain.notices import Audience, Notice, Subject, new_code
from liaison.domain.people import Person
from liaison.domain.references import new_reference
from liaison.domain.request_facts import Act, Asked, Kind, Letter
from liaison.usecases import notices, requests
from liaison.usecases.audiences import STAFF
from storage.notice_rows import COPIES, NOTICES, notice_of, notice_values
from storage.outbox_rows import OUTBOX
from storage.request_rows import EVENTS, REQUESTS, event_values, request_values
from storage.transaction import Transaction
from storage.wakeups import WAKEUPS
from tests.driver import PARTS, TOKEN
from tests.faults.campaign import Tally
from tests.faults.cast import Far, far_cast, orders
from tests.faults.kills import bad, errors_in
from tests.faults.replicas import EXPECTED

KH, CN = PartyCode("KH"), PartyCode("CN")
HOLDS_SOME = "scheduler.claimed:1"
"""Where each desk waits for the others: it has claimed some of what is due, and told nothing."""
AHEAD = timedelta(seconds=60)
"""So long before the moment all is made ready; a longer jump would be an outage."""
WORKING_DAY = timedelta(days=3)
"""From the Friday before to the Monday that the play begins on."""
USUAL = EXPECTED | {"alert-waiting"}
"""What the logs may tell: thousands of notices at once take their time to leave."""
PATIENCE = 900.0
LOOK_SECONDS = 0.2
BUTTON = re.compile(r'"ack ([0-9A-Z]{5})"')


class Due:
    """What comes due: notices never told yet, notices whose next rung is due, and cases of which
    somebody is to be reminded.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.untold: list[Notice] = []
        self.told: list[Notice] = []
        self.cases: set[str] = set()

    async def keep(self, tx: Transaction, people: Sequence[Person], count: int) -> None:
        """Write so many of them, for each person about as many."""
        values: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (NOTICES, COPIES, REQUESTS, EVENTS, WAKEUPS)
        }
        chinese = [each for each in people if each.party == CN and each.role in STAFF]
        sender = next(each for each in people if each.party == KH)
        codes: set[str] = set()
        for number in range(count):
            if number % 4 == 3:
                assignee = chinese[number // 4 % len(chinese)]
                request, events = self._case(tx, sender, assignee)
                values[REQUESTS].append(request_values(request))
                values[EVENTS] += [event_values(event) for event in events]
                self.cases.add(request.reference)
                kind, subject = requests.WAKE, str(request.reference)
            else:
                person = people[number % len(people)]
                notice = self._notice(tx, person, number, codes)
                values[NOTICES].append(notice_values(notice, tx._sql.seals))
                if notice.told_at is not None:
                    copy = {"person": person.id, "told_at": notice.told_at, "by_mail": False}
                    values[COPIES].append({"notice": notice.code, **copy})
                kind, subject = notices.WAKE, notice.code
            values[WAKEUPS].append(
                {
                    "kind": kind,
                    "subject": subject,
                    "at": self.at,
                    "since": self.at - timedelta(days=1),
                    "next_at": self.at,
                    "fence": 0,
                    "attempts": 0,
                }
            )
        for table, rows in values.items():
            if rows:
                await tx._sql.run(insert(table), rows)

    def _notice(self, tx: Transaction, person: Person, number: int, taken: set[str]) -> Notice:
        while (code := new_code(tx.random)) in taken:
            pass
        taken.add(code)
        notice = Notice(
            code=code,
            party=person.party,
            priority=Priority.IMPORTANT,
            subject=Subject.PERSON,
            of=str(person.id),
            topic=f"drill-{number}",
            headline=text("notice-standing-active", name=f"D{number:05}", agency="drill"),
            audience=Audience.PERSON,
            ladder=tx.agreement.notices.ladders[Priority.IMPORTANT],
            made_at=self.at - WORKING_DAY,
        )
        if number % 2:
            self.untold.append(notice)
            return notice
        told = replace(notice, told_at=notice.made_at)
        self.told.append(told)
        return told

    def _case(self, tx: Transaction, sender: Person, assignee: Person) -> tuple[Any, list[Any]]:
        days = tx.agreement.notices.important_from_days
        due_on = self.at.date() + timedelta(days=days)
        day = due_on - timedelta(days=tx.agreement.verification.days)
        at = self.at - (self.at.date() - day)
        asked = Asked(kind=Kind.VERIFICATION, urgent=False, persons=1, children=0, letter=Letter())
        while (reference := new_reference(KH, day.year, tx.random)) in self.cases:
            pass
        sent, logged = life.log(
            asked, Act(person=sender, at=at), reference=reference, requested=CN, today=day
        )
        act = Act(person=assignee, at=at)
        received, receipt = life.receive(sent, act, day=day, due_on=due_on, sent_on=day, today=day)
        # As if a step had just been taken: the case is not forgotten.
        assigned, assignment = life.assign(received, replace(act, at=self.at), to=assignee)
        return assigned, [logged, receipt, assignment]


async def all_at_once(folder: Path, url: str, *, count: int, desks: int) -> Tally:
    """Let so many come due at once for several processes: each is told once.

    There must be enough for each process to claim some of them.
    """
    tally = Tally(name=f"due at once for {desks} processes", runs=count)
    names = [f"desk-{number}" for number in range(desks)]
    async with far_cast(
        folder,
        url,
        *PARTS,
        processes=lambda sandbox: [
            orders(sandbox, url, folder, name=name, freeze=HOLDS_SOME) for name in names
        ],
    ) as (cast, far):
        await cast.settle()
        await far.database.open()
        async with far.database.transaction() as tx:
            people = [await tx.people.by_chat(p.phone.user_id) for p in cast.players.values()]
            due = Due(tx.now + AHEAD)
            await due.keep(tx, [each for each in people if each is not None], count)
        cast.sandbox.turn(AHEAD)
        far.tell_time()
        await until(lambda: all(desk.frozen for desk in far.desks), far)
        await until(lambda: thawed_and_at_rest(far), far)
        await far.finish()
        tally.expect(not bad(far.ledger.states()), f"left: {far.ledger.states()}")
        async with far.database.transaction() as tx:
            await judge(tx, due, tally)
        shown = cast.sandbox.world.bot(TOKEN.get_secret_value()).messages.values()
        judge_wire(tally, (each.wire for each in shown), count)
    errors = [line for line in errors_in(folder) if not set(json.loads(line).values()) & USUAL]
    tally.expect(not errors, f"{errors[:3]}")
    return tally


def thawed_and_at_rest(far: Far) -> bool:
    """Let all go on, and say whether all is looked at and said."""
    far.thaw()  # each time: a desk may say that it is frozen a moment before it is
    return far.at_rest()


async def until(reached: Callable[[], bool], far: Far) -> None:
    """Wait for it. Raises ``TimeoutError``."""
    began = perf_counter()
    while not reached():
        if perf_counter() - began > PATIENCE:
            raise TimeoutError(far.ledger.states())
        await asyncio.sleep(LOOK_SECONDS)


async def judge(tx: Transaction, due: Due, tally: Tally) -> None:
    """Each was told once: one row for one person, one copy, one step on its ladder."""
    kept = {row.code: notice_of(row, tx._sql.seals) for row in await tx._sql.run(select(NOTICES))}
    said = await tx._sql.run(select(OUTBOX.c.key).where(OUTBOX.c.key.like("notice:%")))
    told_of = Counter(key.split(":")[1] for key in said.scalars())
    copies = Counter(row.notice for row in await tx._sql.run(select(COPIES.c.notice)))
    wanted = {each.code: 0 for each in due.untold} | {each.code: 1 for each in due.told}
    owed = Counter(each.of for each in kept.values() if each.topic == requests.OWED)
    tally.doubled += sum(times - 1 for times in owed.values())
    tally.lost += sum(reference not in owed for reference in due.cases)
    wanted |= {each.code: 0 for each in kept.values() if each.of in due.cases}
    for code, rung in wanted.items():
        notice = kept[code]
        tally.lost += not told_of[code]
        tally.doubled += max(0, told_of[code] - 1) + copies[code] - 1
        right = (rung, 2, told_of[code])
        seen = (notice.rung, notice.version, copies[code])
        tally.expect(seen == right, f"{code}: rung, version and copies {seen} not {right}")
        tally.expect(notice.told_at and notice.told_at >= due.at, f"{code}: {notice.told_at}")


def judge_wire(tally: Tally, shown: Iterable[dict[str, Any]], count: int) -> None:
    """Each reached one chat in one message."""
    found = Counter(code for wire in shown for code in set(BUTTON.findall(json.dumps(wire))))
    tally.lost += count - len(found)
    tally.extra += found.total() - len(found)
    tally.expect(not tally.extra, f"{tally.extra} copies")
