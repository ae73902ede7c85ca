"""Any settings in any order: each open request has a timer, due dates move by approval only."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from liaison.approvals import answers
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import ENDS_IN, ApprovalAction
from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.core.repository import People
from liaison.core.timers import run_timer
from liaison.requests import extensions
from liaison.requests import service as request_service
from liaison.requests.model import EXTENSION_APPROVAL, Action, ExtensionReason
from liaison.requests.repository import Requests
from liaison.requests.service import VersionedRequestRef
from liaison.settings import calendar_changes, holiday_service
from liaison.settings import service as settings_service
from liaison.settings.holidays import CalendarDay, DayKind
from liaison.settings.model import SETTING_APPROVAL, SETTINGS, Setting, Value, ValueType
from liaison.todos import service as todo_service
from liaison.todos.model import Rank
from storage.database import Database
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.contract.samples import ASKED, CN, KH, LEASE, Clock, join

Dates: TypeAlias = dict[Reference, date | None]
"""The due date of each open request; None where none runs yet."""


def any_value(dice: random.Random, setting: Setting) -> Value:
    """Any value that an administrator could set."""
    numbers = range(setting.low, setting.high + 1)
    match setting.value_type:
        case ValueType.DAY_LIST | ValueType.MINUTE_LIST:
            return tuple(sorted(dice.sample(numbers[:60], dice.randint(1, 6)), reverse=True))
        case ValueType.WEEKDAYS:
            return tuple(sorted(dice.sample(numbers, dice.randint(1, 7))))
        case ValueType.SPAN:
            return (dice.choice(numbers), dice.choice(numbers))
        case _:
            return () if setting.may_be_off and dice.random() < 0.2 else (dice.choice(numbers),)


@dataclass(frozen=True, kw_only=True)
class Company:
    """Who sets and agrees in each Party."""

    admins: dict[PartyCode, Person]
    coordinators: dict[PartyCode, Person]


async def say_days(tx: Transaction, dice: random.Random, company: Company) -> None:
    """Record one day, or a long list of them."""
    first = tx.now.date() + timedelta(days=dice.randint(0, 60))
    kind = dice.choice([DayKind.OFF, DayKind.OFF, DayKind.WORKED, DayKind.CALENDAR])
    count = dice.choice([1, 1, 5, 12, 40, 100]) if kind is DayKind.OFF else 1
    apart = dice.choice([1, 1, 2, 7])
    name = "A feast" if kind is DayKind.OFF else ""
    days = [
        CalendarDay(day=first + timedelta(days=apart * each), kind=kind, name=name)
        for each in range(count)
    ]
    await holiday_service.record_days(tx, company.admins[dice.choice([KH, CN])], days)


async def set_something(tx: Transaction, dice: random.Random, company: Company) -> None:
    """One change by an administrator; of shared settings sometimes with the other's approval."""
    admin = company.admins[dice.choice([KH, CN])]
    setting = dice.choice(list(SETTINGS.values()))
    await settings_service.change(tx, admin, setting, any_value(dice, setting))
    for approval in await tx.of(Approvals).listed():
        if approval.change.kind == SETTING_APPROVAL:
            other = company.admins[tx.agreement.other(approval.party).code]
            agree = ApprovalAction.AGREE
            action = dice.choice([agree, agree, ApprovalAction.DECLINE])
            await answers.answer(tx, other, approval.code, action)


async def extend_something(
    tx: Transaction, dice: random.Random, company: Company, due: Dates
) -> Dates:
    """Propose an extension, which moves nothing, or answer one; gives the dates as they must be."""
    reference, before = next((of, day) for of, day in due.items() if day is not None)
    open_one = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, reference)
    ref = VersionedRequestRef(reference=reference)
    if open_one is None:
        to = max(before, tx.now.date()) + timedelta(days=dice.randint(1, 20))
        who = company.coordinators[dice.choice([KH, CN])]
        await extensions.propose(
            tx, who, await extensions.check(tx, who, ref), to=to, reason=ExtensionReason.COURT
        )
        return due
    action = dice.choice([ApprovalAction.AGREE, *ENDS_IN])
    who = company.coordinators[
        open_one.party
        if action is ApprovalAction.WITHDRAW
        else tx.agreement.other(open_one.party).code
    ]
    await extensions.answer(tx, who, ref, code=open_one.code, action=action)
    if action is not ApprovalAction.AGREE:
        return due
    return {**due, reference: date.fromisoformat(open_one.change.after)}


async def look(db: Database) -> None:
    """Run all timers that are due."""
    while True:
        async with db.transaction(decides=False) as tx:
            rows = await tx.timers.claim(limit=50, lease=LEASE)
        if not rows:
            return
        for row in rows:
            async with db.transaction() as tx:
                await run_timer(tx, kind=row.kind, subject=row.subject, since=row.since)


async def begin(tx: Transaction) -> Company:
    """People of both Parties, and a request each way: one received, one only sent."""
    admins: dict[PartyCode, Person] = {}
    coordinators: dict[PartyCode, Person] = {}
    for number, party in enumerate((KH, CN)):
        coordinators[party] = await join(tx, party, 20 + number, Role.COORDINATOR)
        admins[party] = await join(tx, party, 30 + number, Role.ADMIN)
    sokha, li = await join(tx, KH, 1), await join(tx, CN, 2)
    request = await request_service.log(tx, sokha, ASKED)
    ref = VersionedRequestRef(reference=request.reference)
    permit = await request_service.check(tx, li, ref, Action.RECEIVE)
    receipt = request_service.receipt(tx, permit.request, tx.now.date())
    await request_service.take_step(tx, permit, receipt)
    await request_service.log(tx, li, ASKED)
    await todo_service.begin(tx)
    return Company(admins=admins, coordinators=coordinators)


async def dates(tx: Transaction) -> Dates:
    rows, _ = await tx.of(Requests).listed(KH, calendar_changes.open_requests(tx, limit=10))
    return {each.reference: each.due_on for each in rows}


async def check_each_is_planned(tx: Transaction) -> None:
    """Each Party has its next morning, and each open request is owed by someone."""
    owed: dict[str, PartyCode] = {}
    for party in tx.agreement.parties:
        mine = (TIMERS.c.kind == todo_service.TIMER, TIMERS.c.subject == party.code)
        at = (await tx._sql.run(select(TIMERS.c.at).where(*mine))).scalar_one()
        assert tx.now < at <= tx.now + timedelta(days=1)
        wall = at.astimezone(ZoneInfo(party.zone))
        assert 60 * wall.hour + wall.minute == party.digest_at
        for person in await tx.of(People).team(party.code):
            todos = await todo_service.todos_for(tx, person)
            owed |= {each.subject_id: party.code for each in todos if each.rank is not Rank.WATCH}
    rows, _ = await tx.of(Requests).listed(KH, calendar_changes.open_requests(tx, limit=10))
    assert {each.reference: each.requested for each in rows}.items() <= owed.items()


async def test_every_open_request_stays_planned_and_keeps_its_date(
    db: Database, clock: Clock
) -> None:
    await campaign(db, clock, seed=1, steps=30)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
async def test_every_open_request_stays_planned(db: Database, clock: Clock, seed: int) -> None:
    await campaign(db, clock, seed=seed, steps=60)


async def campaign(db: Database, clock: Clock, *, seed: int, steps: int) -> None:
    """Change a setting, run the timers, let time pass; and so on."""
    dice = random.Random(seed)
    async with db.transaction() as tx:
        company = await begin(tx)
        due = await dates(tx)
    assert len(due) == 2
    done = 0
    for _ in range(steps):
        try:
            async with db.transaction() as tx:
                luck = dice.random()
                if luck < 0.25:
                    await say_days(tx, dice, company)
                elif luck < 0.5:
                    due = await extend_something(tx, dice, company, due)
                else:
                    await set_something(tx, dice, company)
            done += 1
        except UserError:
            pass
        await look(db)
        async with db.transaction() as tx:
            assert await dates(tx) == due
            assert not await tx.missing_timers.listed()
            await check_each_is_planned(tx)
        clock.turn(timedelta(hours=dice.randint(1, 40)))
        await look(db)
    assert done > steps // 4
