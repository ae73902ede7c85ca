"""Several people, or a person and a timer, meet at one moment: nothing is done twice."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from liaison.core.agreement import Priority
from liaison.core.people import PersonId, Role
from liaison.core.references import Reference
from liaison.core.transaction import People
from liaison.core.working_time import local_date
from liaison.lifecycle.model import VersionedRef
from liaison.notifications import service as notification_service
from liaison.notifications.repository import Notices
from liaison.notifications.rules import UNACKNOWLEDGED, Notice, NoticeState
from liaison.requests import service as request_service
from liaison.requests.model import Action
from storage.audit import AUDIT
from storage.notifications.rows import NOTICES
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.requests.rows import EVENTS
from storage.transaction import Transaction
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.concurrency.concurrent_transactions import Campaign, Races, Side, repeated, run
from tests.faults.outcome import expect_all_done
from tests.faults.sample_notifications import CN, new_request, notification_about
from tests.faults.scenario_driver import LocalDriver, local_driver
from tests.scenario import HOLD, MORNING, TOKEN

PRESSES = {
    "li": "receive {reference} @1 today",
    "zhang": "receive {reference} @1 today",
    "sokha": "withdraw {reference} @1 settled -",
    "dara": "withdraw {reference} @1 mistake -",
}
ACKNOWLEDGED = "notice.acknowledged"
STEPS_BEFORE = (0, 0, 0, 1, 1, 2, 3, 5)
"""How many escalation steps may have been taken before a race."""


async def four_press(url: str, *, runs: int) -> CampaignFigures:
    """Four people press and then send at once about a new request: of each Party one acts."""
    figures = CampaignFigures(name="four press at one moment")
    async with local_driver(url, *PRESSES) as driver:
        for _ in range(runs):
            async with driver.app.database.transaction() as tx:
                reference = await new_request(tx, await driver.person(tx, "sokha"))
            for name, line in PRESSES.items():
                driver[name].phone.press_shown(line.format(reference=reference))
            await driver.settle()
            for name in PRESSES:
                driver[name].phone.press(driver[name].send_label)
            await driver.settle()
            await driver.turn(HOLD)
            figures.runs += 1
            async with driver.app.database.transaction() as tx:
                taken = select(EVENTS.c.action).where(EVENTS.c.reference == reference)
                actions = (await tx._sql.run(taken)).scalars().all()
                figures.doubled += len(actions) - len(set(actions))
                figures.lost += len(actions) < 2
        expect_all_done(figures, driver.state_reader.states())
    return figures


async def two_acknowledge(url: str, *, runs: int) -> CampaignFigures:
    """Two colleagues acknowledge at once: one of them does, and the other sees who did and when."""
    figures = CampaignFigures(name="two acknowledge at one moment")
    async with local_driver(url, "sokha", "li", "zhang") as driver:
        for number in range(runs):
            async with driver.app.database.transaction() as tx:
                sender = await driver.person(tx, "sokha")
                code = await notification_about(tx, sender, Priority.IMPORTANT)
            await driver.settle()
            for name in ("li", "zhang") if number % 2 else ("zhang", "li"):
                driver[name].phone.press_shown(f"ack {code}")
            await driver.settle()
            figures.runs += 1
            await judge_two(driver, code, figures)
            driver.sandbox.turn(timedelta(minutes=1))
    return figures


async def judge_two(driver: LocalDriver, code: str, figures: CampaignFigures) -> None:
    async with driver.app.database.transaction() as tx:
        about = select(AUDIT.c.person).where(AUDIT.c.subject == code)
        audited = about.where(AUDIT.c.action == ACKNOWLEDGED)
        persons = (await tx._sql.run(audited)).scalars().all()
        actor = await tx.of(People).get(PersonId(persons[0]))
        notice = await tx.of(Notices).get(code, party=CN)
        assert actor is not None
        assert notice is not None
        figures.doubled += len(persons) - 1
        by_first = (notice.ended_by, notice.ended_at) == (actor.id, tx.now)
        figures.expect(by_first, f"{code}: {notice}")
    at = driver.sandbox.now()
    for player in (driver["li"], driver["zhang"]):
        first = player.part.name == actor.name
        who = player.words("notice-acknowledged", who=actor.name, at=at)
        said = player.words("recorded-ack") if first else str(actor.name)
        figures.lost += said not in player.toasts[-1]
        figures.expect(who in player.card, f"{code}: {player.card}")
        figures.expect(f"ack {code}" not in str(player.visible), f"{code}: still asks")


async def race_escalation(races: Races) -> None:
    """A person acknowledges a notification while its next escalation step is due."""
    driver, chance = races.driver, races.chance
    messages = driver.sandbox.store.bot(TOKEN.get_secret_value()).messages
    stood = len(messages)
    before = await due_notification(races)
    code = before.code
    async with driver.app.database.transaction() as tx:
        told = {recipient.person for recipient in await tx.of(Notices).recipients(code)}
        person = chance.choice([each for each in await tx.of(People).team(CN) if each.id in told])
        last = (await tx._sql.run(select(func.max(OUTBOX.c.id)))).scalar_one()
    by_step = person.role is not Role.ADMIN and chance.random() < 0.2

    async def acknowledge(tx: Transaction) -> None:
        if by_step:
            ref = VersionedRef(Reference(before.subject_id))
            day = local_date(tx.now, tx.agreement.party(CN).zone)
            permit = await request_service.check(tx, person, ref, Action.RECEIVE)
            receipt = request_service.receipt(tx, permit.request, day)
            await request_service.take_step(tx, permit, receipt)
        else:
            await notification_service.acknowledge_notice(tx, person, code)

    order = await races.cross(
        Side("acknowledge", acknowledge),
        Side("escalate", lambda tx: notification_service.run_timer(tx, code)),
    )
    await driver.app.sender.drain()
    async with driver.app.database.transaction() as tx:
        now = await tx.of(Notices).get(code, party=CN)
        assert now is not None
        ended = (now.state, now.ended_by)
        races.expect(ended == (NoticeState.ACKNOWLEDGED, person.id), f"{ended}")
        races.figures.doubled += (await races.audited(tx, code)).count(ACKNOWLEDGED) - 1
        timers = select(TIMERS.c.at).where(TIMERS.c.subject == code)
        races.expect(not (await tx._sql.run(timers)).all(), "a timer is left")
        sent = select(OUTBOX.c.state).where(
            OUTBOX.c.id > last, OUTBOX.c.precondition_notice == code
        )
        states = list((await tx._sql.run(sent)).scalars())
        steps = now.escalation_step - before.escalation_step
        if order[0] == "acknowledge":
            races.figures.doubled += len(states) + steps + await told_other_party(tx, code)
        else:
            races.expect(steps >= 1 and states, f"{steps} steps, {states}")
    races.expect(set(states) <= {"superseded"}, f"sent after the acknowledgement: {states}")
    new = list(messages.values())[stood:]
    asking = [each for each in new if not each.deleted and f"ack {code}" in json.dumps(each.wire)]
    races.figures.lost += len(asking)


async def due_notification(races: Races) -> Notice:
    """A notification to China that has taken some escalation steps, and whose next one is due."""
    driver, chance = races.driver, races.chance
    driver.sandbox.api.calls.clear()
    driver.sandbox.turn_to(MORNING)
    async with driver.app.database.transaction() as tx:
        sender = await driver.person(tx, "sokha")
        code = await notification_about(tx, sender, Priority.EMERGENCY)
    for _ in range(chance.choice(STEPS_BEFORE)):
        await driver.app.sender.drain()
        await turn_to_next(driver, code)
        async with driver.app.database.transaction() as tx:
            await notification_service.run_timer(tx, code)
    await driver.app.sender.drain()
    await turn_to_next(driver, code)
    async with driver.app.database.transaction() as tx:
        found = await tx.of(Notices).get(code, party=CN)
        assert found is not None
        return found


async def told_other_party(tx: Transaction, code: str) -> int:
    """How many notifications tell the other Party now that this one is not acknowledged."""
    topic = NOTICES.c.notice_key == f"{UNACKNOWLEDGED}:{code}"
    found = select(func.count()).select_from(NOTICES).where(topic, NOTICES.c.made_at == tx.now)
    return int((await tx._sql.run(found)).scalar_one())


async def turn_to_next(driver: LocalDriver, code: str) -> None:
    """Let time pass until the next step of a notification is due."""
    async with driver.app.database.transaction() as tx:
        timers = select(TIMERS.c.at).where(TIMERS.c.kind == notification_service.TIMER)
        at = (await tx._sql.run(timers.where(TIMERS.c.subject == code))).scalar_one()
    driver.sandbox.turn_to(at)


ESCALATION = repeated("an acknowledgement and the next escalation step", race_escalation)


@pytest.mark.parametrize(
    ("campaign", "runs"), [(four_press, 3), (two_acknowledge, 3), (ESCALATION, 6)]
)
@quick_or_long("times", 1, 30)
async def test_one_of_two_is_first(
    urls: Callable[[str], str], campaign: Campaign, runs: int, times: int
) -> None:
    await run(campaign, urls("race"), runs * times)
