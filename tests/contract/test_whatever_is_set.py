"""Whatever administrators set, in whatever order: every open case stays planned, and no due date
moves by one key.
"""

import random
from datetime import date, timedelta

import pytest

from liaison.domain.agreements import PartyCode
from liaison.domain.errors import Refusal
from liaison.domain.holidays import Day, DayKind
from liaison.domain.people import Person, Role
from liaison.domain.references import Reference
from liaison.domain.schedules import SETTINGS, Form, Setting, Value
from liaison.domain.two_keys import TwoKeyAction
from liaison.usecases import calendar_news, holidays, requests, schedules, second_keys
from liaison.usecases.looks import look_at
from liaison.usecases.requests import Press
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.samples import ASKED, CN, KH, LEASE, Clock, join

pytestmark = pytest.mark.contract


def any_value(dice: random.Random, setting: Setting) -> Value:
    """Whatever an administrator could set."""
    numbers = range(setting.low, setting.high + 1)
    match setting.form:
        case Form.DAY_LIST | Form.MINUTE_LIST:
            return tuple(sorted(dice.sample(numbers[:60], dice.randint(1, 6)), reverse=True))
        case Form.WEEKDAYS:
            return tuple(sorted(dice.sample(numbers, dice.randint(1, 7))))
        case Form.SPAN:
            return (dice.choice(numbers), dice.choice(numbers))
        case _:
            return () if setting.may_be_off and dice.random() < 0.2 else (dice.choice(numbers),)


async def set_something(
    tx: Transaction, dice: random.Random, admins: dict[PartyCode, Person]
) -> None:
    """One step of an administrator; for what both share sometimes the other's key, too."""
    admin = admins[dice.choice([KH, CN])]
    if dice.random() < 0.3:
        day = tx.now.date() + timedelta(days=dice.randint(0, 60))
        kind = dice.choice([DayKind.OFF, DayKind.WORKED, DayKind.CALENDAR])
        name = "A feast" if kind is DayKind.OFF else ""
        await holidays.say(tx, admin, [Day(day=day, kind=kind, name=name)])
        return
    setting = dice.choice(list(SETTINGS.values()))
    await schedules.change(tx, admin, setting, any_value(dice, setting))
    for key in await tx.two_keys.listed():
        other = admins[tx.agreement.other(key.party).code]
        action = dice.choice([TwoKeyAction.AGREE, TwoKeyAction.AGREE, TwoKeyAction.DECLINE])
        await second_keys.answer(tx, other, key.code, action)


async def look(db: Database) -> None:
    """Look at whatever is due, until nothing is."""
    while True:
        async with db.transaction(decides=False) as tx:
            rows = await tx.wakeups.claim(limit=50, lease=LEASE)
        if not rows:
            return
        for row in rows:
            async with db.transaction() as tx:
                await look_at(tx, kind=row.kind, subject=row.subject, since=row.since)


async def begin(tx: Transaction) -> dict[PartyCode, Person]:
    """People of both Parties, and a case each way: one received, one only sent."""
    admins: dict[PartyCode, Person] = {}
    for number, party in enumerate((KH, CN)):
        await join(tx, party, 20 + number, Role.COORDINATOR)
        admins[party] = await join(tx, party, 30 + number, Role.ADMIN)
    sokha, li = await join(tx, KH, 1), await join(tx, CN, 2)
    request = await requests.log(tx, sokha, ASKED)
    await requests.receive(tx, li, Press(reference=request.reference), day=tx.now.date())
    await requests.log(tx, li, ASKED)
    return admins


async def dates(tx: Transaction) -> dict[Reference, date | None]:
    rows, _ = await tx.requests.listed(KH, calendar_news.open_cases(tx, limit=10))
    return {each.reference: each.due_on for each in rows}


async def test_every_open_case_stays_planned_and_keeps_its_date(db: Database, clock: Clock) -> None:
    await campaign(db, clock, seed=1, steps=15)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
async def test_every_open_case_stays_planned_for_long(
    db: Database, clock: Clock, seed: int
) -> None:
    await campaign(db, clock, seed=seed, steps=60)


async def campaign(db: Database, clock: Clock, *, seed: int, steps: int) -> None:
    """Set something, look at what is due, let time pass; and so on."""
    dice = random.Random(seed)
    async with db.transaction() as tx:
        admins = await begin(tx)
        before = await dates(tx)
    assert len(before) == 2
    done = 0
    for _ in range(steps):
        try:
            async with db.transaction() as tx:
                await set_something(tx, dice, admins)
            done += 1
        except Refusal:
            pass
        await look(db)
        async with db.transaction() as tx:
            assert await dates(tx) == before
            assert not await tx.notices.unwoken()
            at = await tx.wakeups.next_at()
            assert at is not None
            assert at > tx.now
        clock.turn(timedelta(hours=dice.randint(1, 40)))
        await look(db)
    assert done > steps // 4
