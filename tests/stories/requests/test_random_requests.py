"""Whatever people do about requests, each to-do is shown to a person who may do it, no chat offers
an act that was done, and each reminder of a due date is heard on its morning.
"""

import sys
from collections.abc import Iterator, Mapping, Set
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from liaison.approvals.repository import Approvals
from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import STAFF, Role
from liaison.core.transaction import Absences, People, Tx
from liaison.core.working_time import local_date, local_moment
from liaison.requests.model import OPEN, Request, State
from liaison.requests.permissions import RULES
from liaison.todos.lists import todos_by_person
from sandbox.demo.driver import OK
from tests.conftest import SEED
from tests.scenario import ScenarioDriver
from tests.stories.random_acts import buttons
from tests.stories.requests.random_requests import WAITS, act, requests_of

BEGINS_WITH = "one_request"
ACTS = 30
QUICK, LONG = (9, 17), {*range(40)}
"""The numbers of the lives that always run, and of all."""
RECEIVE, ANSWER, PROGRESS, TAKE, SUPPLY, CLOSE = (
    f"todo-{each}" for each in ("receive", "answer", "progress", "take", "supply", "close")
)
DECIDE = "todo-decide"
ENDS = {"agree", "decline", "withdraw"}
RECEIVED, ENDED = {State.RECEIVED}, {State.ANSWERED, State.REFUSED}
BUTTONS: Mapping[str, tuple[bool, Set[State]]] = {
    "receive": (False, {State.SENT}),
    "answer": (False, RECEIVED),
    "ask": (False, RECEIVED),
    "assign": (False, RECEIVED),
    "refuse": (False, OPEN),
    "supply": (True, RECEIVED),
    "withdraw": (True, OPEN),
    "close": (True, ENDED),
    "return": (True, {State.ANSWERED}),
}
"""Whether the Party that asked takes a step, and in which states of the request."""
VERSION = 2
"""How many parts the data of a button has at most that begins an act: the version, and the end."""
BY_LETTER = {str(action) for action, rule in RULES.items() if rule.by_letter}
ASKED_FOR = timedelta(days=7)
"""For how long an answer about progress is waited for."""
NOON = time(12, 0)
NEAR = {15, 7, 3, 1, 0}
"""Days before a due date on which a reminder is heard, as on each working day after it."""


@pytest.mark.parametrize(
    "number",
    [*QUICK, *(pytest.param(each, marks=pytest.mark.soak) for each in LONG.difference(QUICK))],
)
async def test_each_act_is_asked_of_a_person_who_may_do_it_until_it_is_done(
    service: ScenarioDriver, number: int
) -> None:
    chance = Random(SEED + number)
    for _ in range(ACTS):
        sys.stdout.write(f"{await act(service, chance)}\n")
        await check(service)
        await let_pass(service, chance.choice((timedelta(0), *WAITS)))


async def let_pass(driver: ScenarioDriver, wait: timedelta) -> None:
    """Let time pass, and look at each noon at what was heard in the morning."""
    until = driver.sandbox.now() + wait
    zone = ZoneInfo(driver.app.agreement.parties[0].zone)
    while driver.sandbox.now() < until:
        now = driver.sandbox.now().astimezone(zone)
        noon = datetime.combine(now.date() + timedelta(days=now.time() >= NOON), NOON, zone)
        await driver.turn_to(min(until, noon))
        await check(driver)
        if driver.sandbox.now() >= noon:
            requests = await requests_of(driver)
            async with driver.app.database.transaction(decides=False) as tx:
                for each in requests:
                    await check_reminder(tx, driver, each)


async def check(driver: ScenarioDriver) -> None:
    """Hold to-dos and buttons against the requests."""
    requests = {str(each.reference): each for each in await requests_of(driver)}
    async with driver.app.database.transaction(decides=False) as tx:
        for party in (each.code for each in tx.agreement.parties):
            await check_todos(tx, party, requests)
        await check_buttons(tx, driver, requests)


def owed(request: Request, party: PartyCode) -> Iterator[str]:
    """What a Party owes about a request."""
    if party == request.requested:
        if request.state is State.SENT:
            yield RECEIVE
        if request.state is State.RECEIVED:
            yield ANSWER
        if request.offered_to is not None:
            yield TAKE
        if request.inquired_at is not None:
            yield PROGRESS
    elif request.state in {State.ANSWERED, State.REFUSED}:
        yield CLOSE
    elif request.missing:
        yield SUPPLY


async def check_todos(tx: Tx, party: PartyCode, requests: Mapping[str, Request]) -> None:
    """Each act that a Party owes is listed to a person who may do it, and no other is listed."""
    team = await tx.of(People).team(party)
    coordinators = {each.id for each in team if each.role is Role.COORDINATOR}
    staff = {each.id for each in team if each.role in STAFF}
    lists = await todos_by_person(tx, party)
    shown = {(each.subject_id, str(each.act), who) for who, them in lists.items() for each in them}
    acts = {(each.reference, what) for each in requests.values() for what in owed(each, party)}
    proposed = await tx.of(Approvals).listed()
    decide = {(each.code, DECIDE) for each in proposed if each.party != party}
    for able, asked in ((staff, acts), (coordinators, decide)):
        for about, what in asked if able else ():
            assert any((about, what, each) in shown for each in able), (party, about, what)
    checked = {RECEIVE, ANSWER, PROGRESS, TAKE, SUPPLY, CLOSE, DECIDE}
    assert {(about, what) for about, what, _ in shown if what in checked} <= acts | decide


async def check_buttons(tx: Tx, driver: ScenarioDriver, requests: Mapping[str, Request]) -> None:
    """Each button in each chat is of an act that can be done and was not."""
    approvals = {str(each.code): each for each in await tx.of(Approvals).listed()}
    for player, message, data in buttons(driver):
        person = await tx.of(People).by_address(Address(player.phone.user_id))
        assert person is not None
        command, about, *rest = (*data.split(" "), "")
        if about in requests and len(rest) <= VERSION:  # no answer to an open question
            may = may_press(command, person.party, requests[about], tx.now)
            assert may, (player.part.name, data, message.text)
        elif command == "approval" and not ENDS.isdisjoint(rest):
            assert about in approvals, (player.part.name, data, message.text)
            assert (approvals[about].party == person.party) is ("withdraw" in rest)


def may_press(command: str, party: PartyCode, request: Request, now: datetime) -> bool:
    """Whether the act of a button can be done, and has not been."""
    asks, state = party == request.requesting, request.state
    if command == "status":
        inquired = now if request.inquired_at is None else request.inquired_at + ASKED_FOR
        return state in OPEN and (not asks or inquired <= now)
    if command == "supply" and not request.missing:
        return False
    asking, states = BUTTONS.get(command, (asks, {state}))
    # Where the other Party had no staff, its step could be recorded from a letter.
    return (asking is asks or command in BY_LETTER) and state in states


async def check_reminder(tx: Tx, driver: ScenarioDriver, request: Request) -> None:
    """A reminder that falls on this working day was heard this morning by a person who can be
    reached.
    """
    party, due_on = tx.agreement.party(request.requested), request.due_on
    today = local_date(tx.now, party.zone)
    began = local_moment(today, 0, party.zone)
    hours = party.hours(tx.calendar(party.code))
    morning = local_moment(today, hours.morning, party.zone)
    is_due = due_on is not None and (due_on < today or (due_on - today).days in NEAR)
    is_same = request.state is State.RECEIVED and request.changed_at < morning
    if not (is_due and is_same and hours.calendar.is_working(today)):
        return
    team = [e for e in await tx.of(People).team(party.code) if e.role in STAFF and e.reachable]
    away = {e.person for e in await tx.of(Absences).of(party.code) if e.covers(today)}
    there = {each.address for each in team if each.id not in away}
    calls = (e for e in driver.sandbox.calls if e.code == OK and e.at >= began)
    sent = [e for e in calls if e.method == "sendmessage"]
    # Of two messages that come together the first has a sound.
    with_sound = {
        e.chat_id for e in sent if e.values.get("disable_notification", "false") == "false"
    }
    about = [e for e in sent if request.reference in e.values.get("reply_markup", "")]
    heard = with_sound & there & {each.chat_id for each in about}
    assert heard or not there, (party.code, request.reference, due_on)
