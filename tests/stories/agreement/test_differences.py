"""Differences about the Agreement: opened by one Party, consulted on, closed by both."""

import re

from tests.scenario import ScenarioUser
from tests.stories.agreement.test_agreement import code_in

DIFFERENCE = re.compile(r"\bD[0-9]{2}-[0-9A-Z]{5}")


async def test_a_difference_is_opened_consulted_on_and_closed_by_both(
    dara: ScenarioUser,
    zhang: ScenarioUser,
    bopha: ScenarioUser,
    wang: ScenarioUser,
    li: ScenarioUser,
) -> None:
    await dara.says("/agreement")
    await dara.presses("Open a difference")
    await dara.says("Who pays the interpreter of a delegation")
    await dara.sends()
    dara.sees("China will be notified.")
    code = code_in(dara, DIFFERENCE)
    for player in (zhang, wang):
        player.sees(f"Cambodia has opened a difference about the Agreement: {code}.")
    assert "Who pays the interpreter of a delegation" in zhang.card
    assert "Opened by Cambodia, today" in zhang.card

    await zhang.presses("Propose a consultation")
    zhang.sees("What is the subject?")
    await zhang.presses("implementation of the Agreement")
    await zhang.says("10 March 14:00")
    await zhang.presses("By video")
    await zhang.presses("China")
    await zhang.presses("Skip")
    await zhang.sends()
    assert f"Difference: {code}" in zhang.card
    await dara.says(f"/difference {code}")
    assert "Consultation: M26-" in dara.card
    assert "Propose a consultation" not in dara.buttons

    await dara.presses("Propose to close it")
    await dara.sends()
    dara.sees(f"You proposed to close {code}")
    await bopha.says("/agreement")
    assert f"{code} Who pays the interpreter of a delegation; opened by Cambodia" in bopha.card
    zhang.sees(f"the difference {code} is settled and closed")
    await zhang.presses("✓ Agree")
    await zhang.sends()
    dara.sees(f"the difference {code} is settled and closed")
    await li.says("/agreement")
    assert "Differences: none open." in li.card
    await li.says(f"/difference {code.lower()}")
    assert "Closed by both Parties, today" in li.card
    await dara.says(f"/difference {code} close")
    dara.sees(f"Both Parties have already closed {code}")
    await dara.says(f"/propose {code}")
    dara.sees(f"Both Parties have already closed {code}")
