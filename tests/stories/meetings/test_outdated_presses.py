"""Presses on a meeting that has moved on since they were offered: which count, and which do not."""

import pytest

from liaison.core.people import Role
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.meetings.proposal_steps import code_on, counters, raises_emergency
from tests.stories.prepared_state import make
from tests.stories.sent_messages import never_notified

pytestmark = pytest.mark.stories


async def test_a_button_of_an_old_version_changes_nothing(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    await zhang.says(f"/meeting {code_on(zhang.card)}")
    await counters(li, code_on(zhang.card), "3.3 17:00")
    await zhang.presses("✓ Accept option 1")
    zhang.sees("has changed meanwhile. Nothing was recorded")
    never_notified(dara, "Agreed by both Parties")


async def test_a_confirmation_counts_on_an_offer_that_the_other_party_has_just_accepted(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    zhang.phone.press("✓ Accept option 1")
    dara.phone.press("✓ Confirm for our Party")
    await service.settle()
    for person in (sokha, dara, zhang):
        assert person.has_seen(f"The meeting {code} is agreed") + person.has_seen(
            "Agreed by both Parties"
        )
    await zhang.says(f"/meeting {code} history")
    assert "an option accepted (China)" in zhang.card


async def test_an_acceptance_counts_on_an_offer_that_a_coordinator_has_just_confirmed(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    dara.phone.press("✓ Confirm for our Party")
    zhang.phone.press("✓ Accept option 1")
    await service.settle()
    zhang.sees("Agreed by both Parties")
    sokha.sees(f"The meeting {code} is agreed")


async def test_what_was_accepted_meanwhile_is_not_withdrawn_or_declined_unseen(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    for person, step in ((dara, "retract"), (zhang, "decline")):
        await person.says(f"/{step} {code} @1 time")
        person.sees(f"{code} has changed meanwhile. Nothing was recorded")
    await dara.says(f"/accept {code} @1")
    zhang.sees(f"The meeting {code} is agreed")


async def test_who_answers_a_second_time_is_told_when_and_by_whom_it_was_recorded(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await make(service, li, role=Role.COORDINATOR)
    await raises_emergency(dara, "3.3 14:00")
    for player in (zhang, zhang, li):
        player.phone.press("✓ Accept option 1")
    await service.settle()
    assert zhang.toasts[-1].startswith("You recorded this already, 2 March 2026")
    assert li.toasts[-1].startswith("A colleague recorded this already, 2 March 2026")
