"""Whatever people do about meetings, each to-do is shown to a person who may do it, no chat offers
an act that was done, and an emergency climbs until a person has answered who may.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from random import Random

import pytest
from sqlalchemy import select

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval
from liaison.core.agreement import MeetingKind, PartyCode, Priority
from liaison.core.channels import Address
from liaison.core.people import STAFF, Role
from liaison.core.transaction import People, Tx
from liaison.meetings.model import MEETING_SUBJECT, Meeting, MeetingState
from liaison.meetings.repository import Meetings
from liaison.meetings.step_notifications import PROPOSAL
from liaison.notifications.repository import Notices
from liaison.notifications.service import TIMER
from liaison.todos.lists import todos_by_person
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.conftest import SEED
from tests.scenario import ScenarioDriver
from tests.stories.meetings.random_meetings import act
from tests.stories.random_acts import buttons

ACTS = 40
QUICK, LONG = (0, 17, 26, 37), {*range(40)}
"""The numbers of the lives that always run, and of all."""
LISTS = ("open", "coming", "past")
"""The lists of meetings that together have all."""
ANSWER, CONFIRM, HELD, DISPUTED, ATTEND = (
    f"todo-meeting-{each}" for each in ("answer", "confirm", "held", "disputed", "attend")
)
DECIDE = "todo-decide"
ENDS = {"agree", "decline", "withdraw"}


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
        async with service.app.database.transaction(decides=False) as tx:
            listed = [await tx.of(Meetings).listed(each, limit=ACTS) for each in LISTS]
            meetings: dict[str, Meeting] = {each.code: each for page, _ in listed for each in page}
            approvals: dict[str, Approval] = {e.code: e for e in await tx.of(Approvals).listed()}
            for party in (each.code for each in tx.agreement.parties):
                await check_todos(tx, party, meetings, approvals)
                for each in meetings.values():
                    await check_climb(tx, party, each)
            await check_buttons(tx, service, meetings, approvals)


def owed(meeting: Meeting, party: PartyCode, now: datetime) -> Iterator[str]:
    """What a Party owes about a meeting, besides what each person says about attending."""
    offer = meeting.offer
    if offer is not None and offer.by != party and offer.chosen is None:
        yield ANSWER
    if offer is not None and offer.by == party and not offer.confirmed:
        yield CONFIRM
    if meeting.state is MeetingState.AGREED and meeting.is_over(now):
        if {meeting.held_by_maker, meeting.held_by_other} == {True, False}:
            yield DISPUTED
        elif meeting.held_by(party) is None:
            yield HELD


async def check_todos(
    tx: Tx, party: PartyCode, meetings: Mapping[str, Meeting], approvals: Mapping[str, Approval]
) -> None:
    """Each act that a Party owes is listed to a person who may do it, and no other is listed."""
    team = await tx.of(People).team(party)
    coordinators = {each.id for each in team if each.role is Role.COORDINATOR}
    staff = {each.id for each in team if each.role in STAFF}
    binding, lists = coordinators or staff, await todos_by_person(tx, party)
    shown = {(each.subject_id, str(each.act), who) for who, them in lists.items() for each in them}
    acts = {(each.code, act) for each in meetings.values() for act in owed(each, party, tx.now)}
    decide = {(each.code, DECIDE) for each in approvals.values() if each.party != party}
    for able, asked in ((binding, acts), (coordinators, decide)):
        for code, which in asked if able else ():
            assert any((code, which, each) in shown for each in able), (party, code, which)
    checked = {ANSWER, CONFIRM, HELD, DISPUTED, DECIDE}
    assert {(code, which) for code, which, _ in shown if which in checked} <= acts | decide
    for each in meetings.values():
        if each.state is MeetingState.AGREED and not each.has_begun(tx.now):
            said = each.replies(await tx.of(Meetings).attendances(each.code))
            silent = staff - {reply.person for reply in said}
            assert {(each.code, ATTEND, who) for who in silent} <= shown


async def check_climb(tx: Transaction, party: PartyCode, meeting: Meeting) -> None:
    """A next step is planned while a Party owes the answer to an emergency, and only then."""
    climbs = meeting.kind is MeetingKind.EMERGENCY and ANSWER in owed(meeting, party, tx.now)
    about = await tx.of(Notices).open_about(party, MEETING_SUBJECT, meeting.code)
    asking = [each for each in about if each.notice_key == PROPOSAL]
    emergencies = [each.code for each in asking if each.priority is Priority.EMERGENCY]
    timers = await tx._sql.run(select(TIMERS.c.subject).where(TIMERS.c.kind == TIMER))
    assert bool(emergencies) is climbs, (party, meeting)
    assert {*emergencies} <= {each.subject for each in timers}


async def check_buttons(
    tx: Tx,
    driver: ScenarioDriver,
    meetings: Mapping[str, Meeting],
    approvals: Mapping[str, Approval],
) -> None:
    """Each button in each chat is of an act that can be done and was not."""
    for player, message, data in buttons(driver):
        person = await tx.of(People).by_address(Address(player.phone.user_id))
        assert person is not None
        command, about, *rest = (*data.split(" "), "")
        if about in meetings and "substitute" not in message.text:
            may = may_press(command, rest, person.party, meetings[about], tx.now)
            assert may, (player.part.name, data, message.text)
        elif command == "approval" and not ENDS.isdisjoint(rest):
            assert about in approvals, (player.part.name, data, message.text)
            assert (approvals[about].party == person.party) is ("withdraw" in rest)


def may_press(
    command: str, rest: Sequence[str], party: PartyCode, meeting: Meeting, now: datetime
) -> bool:
    """Whether the act of a button can be done, and has not been; where the Parties have recorded
    differently whether a meeting took place, each is asked again.
    """
    offer, agreed = meeting.offer, meeting.state is MeetingState.AGREED
    theirs, ours = (offer is not None and (offer.by == party) is own for own in (False, True))
    match command, rest:
        case "accept", [_, option, *_] if offer is not None and option:
            options = {str(each.number) for each in offer.options}
            return theirs and option in options - {str(offer.chosen)}
        case "accept", _:
            return ours and offer is not None and not offer.confirmed
        case "decline", _:
            return theirs
        case "retract", _:
            return ours
        case "attend", _:
            return agreed and not meeting.has_begun(now)
        case "held", [*_, answer, ""]:
            asks = meeting.disputed or meeting.held_by(party) is not (answer == "yes")
            return agreed and meeting.has_begun(now) and asks
        case "minutes", _:
            approved = meeting.minutes is not None and meeting.minutes.approved
            return agreed and meeting.held and not approved
    return True
