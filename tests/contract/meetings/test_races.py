"""Two steps on one offer meet: both Parties end with the same facts, in every order."""

import asyncio
from contextlib import suppress
from functools import partial

import pytest

from liaison.core.agreement import MeetingKind
from liaison.core.errors import Conflict
from liaison.core.people import Person, Role
from liaison.core.working_time import DAY
from liaison.lifecycle.model import VersionedRef
from liaison.meetings import service as meeting_service
from liaison.meetings.model import Meeting, MeetingAction, Objection
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import withdraw
from liaison.meetings.views import show_meeting
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import plan
from tests.contract.pending_acts.test_races import told_in
from tests.contract.samples import CN, KH, START, join

ACCEPT, CONFIRM, WITHDRAW = MeetingAction.ACCEPT, MeetingAction.CONFIRM, MeetingAction.WITHDRAW

AGREED, WITHDRAWN = "notice-meeting-agreed", "notice-meeting-withdraw"


async def take(tx: Transaction, meeting: Meeting, person: Person, action: MeetingAction) -> None:
    option = 1 if action is ACCEPT else None
    ref = VersionedRef(meeting.code, version=1)
    permit = await meeting_service.check(tx, person, ref, action, option=option)
    if action is WITHDRAW:
        await meeting_service.take_step(tx, permit, partial(withdraw, objection=Objection.SETTLED))
    else:
        await meeting_service.accept(tx, permit, option=option)


@pytest.mark.parametrize("order", ["first", "second", "at once"])
@pytest.mark.parametrize("action", [CONFIRM, WITHDRAW])
async def test_an_acceptance_meets_what_the_proposing_party_does_with_its_offer(
    replicas: list[Database], action: MeetingAction, order: str
) -> None:
    db, other = replicas[:2]
    async with db.transaction() as tx:
        author, ours = await join(tx, KH, 1), await join(tx, KH, 2, Role.COORDINATOR)
        theirs = await join(tx, CN, 3, Role.COORDINATOR)
        times = plan(MeetingKind.EMERGENCY, [START + DAY])
        meeting = await meeting_service.propose(tx, author, times)
    await told_in(db)

    async def press(replica: Database, person: Person, step: MeetingAction) -> None:
        with suppress(Conflict):
            async with replica.transaction() as tx:
                await take(tx, meeting, person, step)

    moves = [press(db, theirs, ACCEPT), press(other, ours, action)]
    if order == "at once":
        await asyncio.gather(*moves)
    else:
        for move in moves if order == "first" else moves[::-1]:
            await move
    async with db.transaction() as tx:
        now = await meeting_service.lock(tx, meeting.code)
        events = await tx.of(Meetings).events(meeting.code)
        seen = [(await show_meeting(tx, each, now)).paragraphs for each in (ours, theirs)]
    steps = [each.action for each in events[1:]]
    possible = {"first": [ACCEPT], "second": [action], "at once": [ACCEPT, action]}[order]
    assert steps[0] in possible
    assert set(steps[1:]) == {ACCEPT, CONFIRM} - {steps[0]} if action is CONFIRM else not steps[1:]
    assert seen[0] == seen[1]
    told = {key for key, _ in await told_in(db)} & {AGREED, WITHDRAWN}
    holds = {ACCEPT: set(), CONFIRM: {AGREED}, WITHDRAW: {WITHDRAWN}}
    assert told == holds[action if action in steps else ACCEPT]
