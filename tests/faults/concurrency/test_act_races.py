"""An act leaves while another one on its record leaves or takes it back: both Parties are told the
same, and no one of an act that did not leave.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from aiogram.types import Update
from sqlalchemy import func, select

from handlers.input.command_router import CommandContext, run_command
from handlers.input.commands import parse_command
from handlers.pending_acts.sending import run_timer, take_act
from liaison.core.agreement import Priority
from liaison.core.people import AccountStatus
from liaison.core.references import Reference
from liaison.core.transaction import CheckedCommand, ConversationState
from liaison.pending_acts.model import TIMER
from liaison.pending_acts.repository import PendingActs
from liaison.people import administration
from sandbox.demo.driver import received_texts
from storage.audit import AUDIT
from storage.notifications.rows import NOTICES
from storage.transaction import Transaction
from tests.contract.samples import checked_act
from tests.faults.campaign import quick_or_long
from tests.faults.concurrency.concurrent_transactions import (
    Races,
    Side,
    at_each_statement,
    run,
)
from tests.faults.concurrency.test_meeting_races import race_consents, race_withdrawal
from tests.faults.sample_notifications import CN, KH, new_request, notification_about
from tests.scenario import HOLD, MORNING, plain

ANSWERED = ("receive {} today", "answer {} confirmed 18/26")
CORRECT, CLOSE = ("li", "correct {} not_confirmed 19/26"), ("sokha", "close {}")
RETURN = ("sokha", "return {} @3 1")


async def requested(races: Races, *steps: str) -> Reference:
    """A new request of Cambodia, on which China has taken these steps."""
    driver = races.driver
    driver.sandbox.api.calls.clear()
    driver.sandbox.turn_to(MORNING)
    async with driver.app.database.transaction() as tx:
        reference = await new_request(tx, await driver.person(tx, "sokha"))
    for step in steps:
        async with driver.app.database.transaction() as tx:
            line = step.format(reference)
            context = CommandContext.without_update(tx, await driver.person(tx, "li"), line)
            await take_act(context, parse_command(line), {})
    await driver.settle()
    return reference


async def leaving(races: Races, act_id: str, name: str, line: str) -> Side:
    """An act that a person has sent leaves."""
    driver = races.driver
    async with driver.app.database.transaction() as tx:
        person = await driver.person(tx, name)
        act = await checked_act(tx, person, act_id, line)
        act = replace(act, about=parse_command(line).args[0])
        await tx.of(PendingActs).add(act)
        await tx.schedule_timer(TIMER, act.id, act.leaves_at)
    return Side(act_id, lambda tx: run_timer(tx, act.id))


def typing(races: Races, name: str, line: str, check: CheckedCommand | None = None) -> Side:
    """A person types a command."""

    async def act(tx: Transaction) -> None:
        person, stored = await races.driver.person(tx, name), ConversationState(check=check)
        await run_command(CommandContext.without_update(tx, person, line, stored))

    return Side(line, act)


async def validator(
    races: Races, reference: Reference, taken: Sequence[str], **contested: str
) -> None:
    """The record has these steps; of each ``contested`` one the person who sent it and the other
    Party have been told if it is among them, and else never.
    """
    driver = races.driver
    await driver.settle()
    await driver.turn(HOLD)
    async with driver.app.database.transaction() as tx:
        audited = await races.audited(tx, reference)
        found = select(NOTICES.c.notice_key).where(NOTICES.c.subject_id == reference)
        told = [*(await tx._sql.run(found)).scalars()]
        waiting = [each for party in (KH, CN) for each in await tx.of(PendingActs).of_party(party)]
    races.expect(audited == [f"request.{each}" for each in taken], f"{audited}")
    races.expect(not waiting, f"{waiting}")
    for step, name in contested.items():
        key = "recorded-correct" if step == "correct" else "recorded-step"
        done = driver[name].words(key, action=step, reference=reference, change="|")
        # The card says so until it follows the arrival.
        seen = [plain(each) for each in received_texts(driver[name].phone, driver.sandbox)]
        is_told = any(done.partition("|")[0] in each for each in seen)
        races.expect(is_told == (step in taken), f"{step}, {taken}: {seen}")
        races.expect(told.count(step) == taken.count(step), f"{step}, {taken}: {told}")


async def race_take_back(races: Races) -> None:
    """A reply is taken back while it leaves."""
    reference = await requested(races, ANSWERED[0])
    reply = await leaving(races, "reply", "li", ANSWERED[1].format(reference))
    back = typing(races, "li", "takeback reply")
    first, _ = await races.cross(reply, back)
    taken = ["receive", *(["answer"] if first == reply.name else [])]
    await validator(races, reference, taken, answer="li")


async def race_leaving(races: Races, *acts: tuple[str, str]) -> None:
    """Two acts on an answered request leave: the first one counts, for the reply as shown."""
    reference = await requested(races, *ANSWERED)
    sides = [
        await leaving(races, f"act{number}", name, line.format(reference))
        for number, (name, line) in enumerate(acts)
    ]
    first, *_ = await races.cross(*sides)
    taken = acts[[each.name for each in sides].index(first)][1].split()[0]
    told = {line.split()[0]: name for name, line in acts}
    await validator(races, reference, ["receive", "answer", taken], **told)


async def race_return(races: Races) -> None:
    """A reply is returned while a colleague sends that its request is closed."""
    reference = await requested(races, *ANSWERED)
    returning = await leaving(races, "return", "sokha", f"return {reference} 1")
    check = CheckedCommand(id="end", line=f"close {reference}", about=reference)
    closing = typing(races, "dara", "send end", check)
    await races.cross(returning, closing)
    await validator(
        races, reference, ["receive", "answer", "return"], **{"return": "sokha", "close": "dara"}
    )


def saying(races: Races, name: str, line: str) -> Side:
    """The service handles what a person types."""
    driver = races.driver
    typed, service = driver[name].phone, driver.app.dispatcher
    sender = {"id": typed.user_id, "is_bot": False, "first_name": name}
    chat = {"id": typed.user_id, "type": "private"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": line}
    update = Update.model_validate({"update_id": 1, "message": message})
    return Side(
        line.split(maxsplit=1)[0],
        lambda tx: service._aiogram.feed_update(service._bot, update, tx=tx),
    )


async def race_suspension(races: Races, *, by_timer: bool) -> None:
    """A person is suspended while an act of that person is saved: none is saved afterwards."""
    driver, lost = races.driver, AccountStatus.SUSPENDED
    reference = await requested(races, ANSWERED[0])
    async with driver.app.database.transaction() as tx:
        li, wang = [await driver.person(tx, each) for each in ("li", "wang")]
        code = await notification_about(tx, await driver.person(tx, "sokha"), Priority.IMPORTANT)
        last = (await tx._sql.run(select(func.max(AUDIT.c.seq)))).scalar_one()
    act = saying(races, "li", f"/ack {code}")
    if by_timer:
        act = await leaving(races, "reply", "li", ANSWERED[1].format(reference))
    suspend = Side("suspend", lambda tx: administration.change(tx, wang, li, lost))
    await races.cross(act, suspend)
    await driver.settle()
    async with driver.app.database.transaction() as tx:
        new = select(AUDIT.c.action, AUDIT.c.person).where(AUDIT.c.seq > last)
        done = [tuple(each) for each in await tx._sql.run(new.order_by(AUDIT.c.seq))]
        later = done[done.index(("person.suspended", wang.id)) :]
        races.expect(li.id not in {person for _, person in later}, f"{done}")
        suspended = await driver.person(tx, "li")
        await administration.change(tx, wang, suspended, AccountStatus.ACTIVE)
    await driver.settle()


RACES: Mapping[str, Callable[[Races], Awaitable[None]]] = {
    "a reply and its being taken back": race_take_back,
    "a correction and the end of a request": lambda races: race_leaving(races, CORRECT, CLOSE),
    "a return and a correction": lambda races: race_leaving(races, RETURN, CORRECT),
    "a return and the end of a request": race_return,
    "an acceptance and a confirmation": race_consents,
    "an acceptance and a withdrawal": race_withdrawal,
    "a step and a suspension": lambda races: race_suspension(races, by_timer=False),
    "an act that leaves and a suspension": lambda races: race_suspension(races, by_timer=True),
}


@pytest.mark.parametrize("name", RACES)
@quick_or_long("every", 8, 1)
async def test_both_parties_are_told_the_same(
    urls: Callable[[str], str], name: str, every: int
) -> None:
    await run(at_each_statement(name, RACES[name]), urls("race"), every)
