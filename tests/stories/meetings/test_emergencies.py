"""Emergencies: everyone is told at once, and only an answer ends the escalation."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import counters, raises_emergency
from tests.stories.sent_messages import never_notified

pytestmark = pytest.mark.stories

ON_IT = "I am on it"
AT_22 = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the evening in Phnom Penh, eleven in Beijing."""


async def test_a_focal_person_who_is_on_it_does_not_stop_an_emergency_at_22(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    li.sees(f"{code} waits for an answer of China. Zhang can give it.")
    assert "✓ Seen" not in li.buttons
    await service.turn(timedelta(minutes=4))
    await li.presses(ON_IT)
    assert li.toasts[-1] == "Your colleagues see that you are on it. It still needs an answer."
    li.sees("Li is on it, 2 March 2026")
    zhang.sees("Li is on it, 2 March 2026")
    assert told(zhang, "is on it") == 0
    await service.turn(timedelta(minutes=7))
    zhang.sees("Told again:")
    await service.turn(timedelta(minutes=51))
    service["wang"].sees("You are told as administrator")
    await zhang.presses("✓ Accept option 1")
    await zhang.sends()
    service["wang"].sees("✓ Notice acknowledged by Zhang")
    heard = len(sounds(service["wang"]))
    await service.turn(timedelta(hours=7))
    assert len(sounds(service["wang"])) == heard


async def test_a_coordinator_who_is_on_it_has_not_answered(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    await raises_emergency(dara, "3.3 14:00")
    await zhang.presses(ON_IT)
    await zhang.says("/ack all")
    await service.turn(timedelta(minutes=61))
    service["wang"].sees("You are told as administrator")


async def test_who_suggests_other_times_has_answered(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    await counters(zhang, code, "4.3 10:00", host="CN")
    dara.sees("The other Party proposes other times")
    await service.turn(timedelta(minutes=70))
    never_notified(service["wang"], "You are told as administrator")
    service["bopha"].sees("You are told as administrator")


async def test_the_proposers_colleagues_are_told_at_once_of_the_proposal_and_of_the_agreement(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    dara: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    assert told(sokha, f"emergency meeting {code} has been proposed to China.") == 1
    await zhang.presses("✓ Accept option 1")
    await zhang.sends()
    for person in (sokha, dara, li):
        assert told(person, f"The meeting {code} is agreed") == 1
    zhang.sees("Agreed by both Parties")


async def test_a_focal_person_who_proposed_is_told_at_once_when_a_coordinator_makes_it_agreed(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(sokha, "3.3 14:00")
    assert told(dara, "Please confirm it for your Party.") == 1
    await zhang.presses("✓ Accept option 1")
    await zhang.sends()
    await dara.presses("✓ Confirm for our Party")
    await dara.sends()
    assert told(sokha, f"The meeting {code} is agreed") == 1
    assert told(zhang, f"The meeting {code} is agreed") == 1
