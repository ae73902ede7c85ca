"""Presses on a meeting that has moved on since they were offered: which count, and which do not."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import permutations

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.people import Role
from liaison.core.references import DifferenceCode
from liaison.core.transaction import People, Tx
from liaison.lifecycle.model import VersionedRef
from liaison.meetings import service as meeting_service
from liaison.meetings.model import Meeting, MeetingAction, MeetingProposal, Objection, Occasion
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import withdraw
from liaison.meetings.views import show_meeting
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, person_of
from tests.stories.meetings.proposal_steps import (
    UP_TO_THE_VENUE,
    counters,
    proposes,
    raises_emergency,
)
from tests.stories.prepared_state import make
from tests.stories.sent_messages import never_notified

ACCEPT, CONFIRM = MeetingAction.ACCEPT, MeetingAction.CONFIRM
COUNTER, WITHDRAW = MeetingAction.COUNTER, MeetingAction.WITHDRAW
PRESSES = (
    ("zhang", ACCEPT, 1),
    ("li", ACCEPT, 2),
    ("dara", CONFIRM, None),
    ("zhang", COUNTER, None),
    ("sokha", WITHDRAW, None),
)
"""Who presses which button of one offer of a focal person, with the option."""


def counted(order: tuple[tuple[str, MeetingAction, int | None], ...]) -> tuple[list[str], int]:
    """The steps that count if the buttons are pressed in this order, and the agreed option.

    A consent counts while the offer is unchanged; another step only while no one has consented of
    whom its presser did not know.
    """
    steps, chosen, confirmed = ["propose"], 0, False
    for _, action, option in order:
        if action in (COUNTER, WITHDRAW) and chosen:
            continue
        steps.append(action)
        chosen, confirmed = option or chosen, confirmed or action is CONFIRM
        if action in (COUNTER, WITHDRAW):
            return steps, 0
        if chosen and confirmed:
            return steps, chosen
    return steps, 0


async def press(
    tx: Tx,
    service: ScenarioDriver,
    meeting: Meeting,
    name: str,
    action: MeetingAction,
    option: int | None,
) -> None:
    person = await person_of(tx, service[name])
    ref = VersionedRef(meeting.code, version=1)
    permit = await meeting_service.check(tx, person, ref, action, option=option)
    if action in (ACCEPT, CONFIRM):
        await meeting_service.accept(tx, permit, option=option)
    elif action is COUNTER:
        later = ((tx.now + timedelta(days=3), None),)
        await meeting_service.counter(tx, permit, options=later, host=PartyCode("CN"))
    else:
        rule = partial(withdraw, objection=Objection.SETTLED)
        await meeting_service.take_step(tx, permit, rule)


async def proposed(service: ScenarioDriver, about: int) -> Meeting:
    async with service.app.database.transaction() as tx:
        sokha = await person_of(tx, service["sokha"])
        plan = MeetingProposal(
            kind=MeetingKind.DIFFERENCE,
            occasion=Occasion.OTHER,
            urgent=False,
            case=None,
            options=tuple((tx.now + timedelta(days=day), None) for day in (1, 2)),
            host=PartyCode("KH"),
            difference=DifferenceCode(f"D26-{about:05}"),
        )
        return await meeting_service.propose(tx, sokha, plan)


async def test_buttons_of_one_offer_pressed_in_any_order_leave_both_parties_the_same_facts(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await make(service, li, role=Role.COORDINATOR)
    for number, order in enumerate(permutations(PRESSES)):
        meeting = await proposed(service, number)
        for name, action, option in order:
            try:
                async with service.app.database.transaction() as tx:
                    await press(tx, service, meeting, name, action, option)
            except UserError:
                pass
        async with service.app.database.transaction() as tx:
            now = await meeting_service.lock(tx, meeting.code)
            steps, agreed = counted(order)
            assert [each.action for each in await tx.of(Meetings).events(now.code)] == steps, order
            chosen = meeting.offer.option(agreed) if meeting.offer is not None else None
            assert (now.slot and now.slot.start) == (chosen and chosen.start), order
            people = [
                await tx.of(People).by_address(Address(service[n].phone.user_id))
                for n in ("dara", "zhang")
            ]
            dara, zhang = [(await show_meeting(tx, p, now)).paragraphs for p in people if p]
            assert dara == zhang


async def test_a_button_of_an_old_version_changes_nothing(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.says(f"/meeting {code}")
    await counters(li, code, "3.3 17:00")
    assert "has changed since you opened it. Nothing was changed" in await zhang.presses_shown(
        f"accept {code} @1 1"
    )
    never_notified(dara, "Agreed by both Parties")


async def test_a_confirmation_counts_on_an_offer_that_the_other_party_has_just_accepted(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    await dara.presses("✓ Approve")
    for person in (sokha, dara, zhang):
        assert person.has_seen(f"The meeting {code} is agreed") + person.has_seen(
            "Agreed by both Parties"
        )
    assert "A time accepted: today" in await zhang.says(f"/meeting {code} history")


async def test_what_was_accepted_meanwhile_is_not_withdrawn_or_declined_unseen(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    for person, step in ((dara, "retract"), (zhang, "decline")):
        await person.says(f"/{step} {code} @1 time")
        person.sees("This has changed since you opened it. Nothing was changed")
    await dara.says(f"/accept {code} @1")
    await dara.presses_send()
    zhang.sees(f"The meeting {code} is agreed")


async def test_other_times_that_an_acceptance_overtakes_lead_to_what_can_be_done_now(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    for player, day in ((zhang, 10), (dara, 11)):
        await counters(player, code, f"{day} March 14:00")
    await zhang.says(f"/accept {code} 1")
    await zhang.presses_send()
    await dara.says(f"/counter {code}", "12 March 14:00")
    await dara.presses_send()
    await service.turn(HOLD)
    told = dara.sees("Not sent: Propose other times")
    assert "Choose below what to do now." in told
    assert "official letter" not in told


async def test_who_answers_a_second_time_is_told_when_and_by_whom_it_was_recorded(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await make(service, li, role=Role.COORDINATOR)
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    await li.presses_shown(f"accept {code} @1 1", about=code)
    assert li.toasts[-1].startswith(f"{code}: Zhang already recorded this, today")
    assert "This was already recorded: today" in await zhang.says(f"/accept {code} @1 1")


async def test_an_option_whose_time_has_passed_is_accepted_no_more(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00", "4 March 9:30")
    await service.turn_to(datetime(2026, 3, 3, 7, tzinfo=UTC))
    await zhang.says(f"/accept {code} 1")
    zhang.sees("The time of this option has passed. Choose another")
    accepted = f"has accepted a time for {code}"
    never_notified(dara, accepted)
    await zhang.sends(f"/accept {code} 2")
    dara.sees(accepted)
