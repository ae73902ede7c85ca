"""Two acts on one request meet: both Parties end with the same facts, in every order."""

import asyncio
from collections.abc import Mapping

import pytest

from handlers.input.command_router import CommandContext
from handlers.input.commands import Command
from handlers.input.conversation import Conversation
from handlers.pending_acts.sending import run_timer, tell_rejection
from handlers.pending_acts.taking_back import take_back
from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import NO_CONVERSATION
from liaison.notifications.repository import Notices
from liaison.pending_acts.model import PendingAct
from liaison.pending_acts.repository import PendingActs
from liaison.requests.model import REQUEST_SUBJECT
from liaison.requests.repository import Requests
from storage.database import Database
from tests.contract.queues.test_outbox import claim
from tests.contract.queues.test_outbox import sent as mark_sent
from tests.contract.samples import CN, KH, checked_act, join, logged

REFERENCE = Reference("KH26-7F3KK")
TAKE_BACK = "takeback"
ANSWER = f"answer {REFERENCE} confirmed 18/26"
CORRECT, RETURN = f"correct {REFERENCE} @3 not_confirmed 19/26", f"return {REFERENCE} @3 names"
CLOSE = f"close {REFERENCE} @3"
RACES = {
    "take-back against delivery": (2, ANSWER, TAKE_BACK, "answer", ""),
    "correction against close": (3, CORRECT, CLOSE, "correct", "close"),
    "return against close": (3, RETURN, CLOSE, "return", "close"),
    "return against correction": (3, RETURN, CORRECT, "return", "correct"),
    "two of one Party": (3, CLOSE, CLOSE, "close", "close"),
}
"""The version of the request, two acts, and the step that counts if the first, or the second, of
them is the first to leave.
"""
OF_CHINA = ("receive", "answer", "correct")


async def held(
    db: Database, people: Mapping[PartyCode, Person], number: str, line: str
) -> PendingAct:
    """An act that was checked and sent, and has not left."""
    person = people[CN if line.split(maxsplit=1)[0] in OF_CHINA else KH]
    async with db.transaction() as tx:
        act = await checked_act(tx, person, number, line)
        await tx.of(PendingActs).add(act)
    return act


async def leave(db: Database, act: PendingAct) -> None:
    try:
        async with db.transaction() as tx:
            await run_timer(tx, act.id)
    except UserError as error:
        async with db.transaction() as tx:
            await tell_rejection(tx, act.id, error)


async def take(db: Database, person: Person, act: PendingAct) -> None:
    command, conversation = Command(name=TAKE_BACK, args=(act.id,)), Conversation(NO_CONVERSATION)
    async with db.transaction() as tx:
        context = CommandContext(
            command=command, tx=tx, person=person, conversation=conversation, pressed=True
        )
        await take_back(context)


async def steps_of(db: Database) -> list[str]:
    """The steps of the request, as both Parties see them."""
    async with db.transaction() as tx:
        ours, theirs = [await tx.of(Requests).events(REFERENCE, party=each) for each in (KH, CN)]
        assert ours == theirs
        return [each.action.value for each in ours]


async def told_in(db: Database) -> set[tuple[str, object]]:
    """The keys of all messages that leave, to whichever Party, with the step that they name."""
    found: set[tuple[str, object]] = set()
    while rows := await claim(db):
        for row in rows:
            shown = row.message.card
            lines = shown.lines if shown else ()
            found |= {(line.key, line.values.get("action")) for line in lines}
            assert await mark_sent(db, row)
    return found


@pytest.mark.parametrize("order", ["first", "second", "at once"])
@pytest.mark.parametrize("race", RACES)
async def test_of_two_acts_that_meet_one_counts_and_both_parties_see_the_same(
    replicas: list[Database], race: str, order: str
) -> None:
    version, *lines, first, second = RACES[race]
    db, other = replicas[:2]
    async with db.transaction() as tx:
        people = {KH: await join(tx, KH, 7), CN: await join(tx, CN, 8)}
        await logged(tx, people[KH], REFERENCE)
    before = [f"receive {REFERENCE} 2026-03-15", ANSWER][: version - 1]
    back = TAKE_BACK in lines
    for at, line in enumerate(before):
        await leave(db, await held(db, people, f"a{at}", line))
    began = await steps_of(db)
    one, *two = [
        await held(db, people, f"b{at}", each) for at, each in enumerate(lines) if each != TAKE_BACK
    ]
    moves = [leave(db, one), leave(other, *two) if two else take(other, people[CN], one)]
    if order == "at once":
        done = await asyncio.gather(*moves, return_exceptions=True)
    else:
        in_order = moves if order == "first" else moves[::-1]
        done = [(await asyncio.gather(each, return_exceptions=True))[0] for each in in_order]
    counted = (await steps_of(db))[len(began) :]
    possible = {"first": [first], "second": [second], "at once": [first, second]}[order]
    assert counted in [[each] if each else [] for each in possible]
    left = ["error-act-left"] if back and counted else []
    assert [str(each) for each in done if each] == left
    async with db.transaction() as tx:
        told = await tx.of(Notices).find_open(KH, REQUEST_SUBJECT, REFERENCE, "answer")
        assert not back or (told is not None) is bool(counted)
    if back:
        sent, undone = ("recorded-step", "answer"), ("act-taken-back", None)
        said = await told_in(db) & {sent, undone, ("notice-answer", None)}
        assert said == {sent if counted else undone}  # it is night in KH
