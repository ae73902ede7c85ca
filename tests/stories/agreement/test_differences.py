"""Differences about the Agreement: opened by one Party, consulted on, closed by both."""

from tests.scenario import ScenarioUser, code_in
from tests.stories.sent_messages import never_notified


async def test_a_difference_is_opened_consulted_on_and_closed_by_both(
    dara: ScenarioUser,
    zhang: ScenarioUser,
    bopha: ScenarioUser,
    wang: ScenarioUser,
    li: ScenarioUser,
) -> None:
    await dara.says("/agreement")
    await dara.presses("Open a difference")
    assert "China will be notified." in await dara.sends("Who pays the interpreter of a delegation")
    code = code_in(dara.card, "D")
    for player in (zhang, wang):
        player.sees(f"Cambodia has opened a difference about the Agreement: {code}.")
    assert "Who pays the interpreter of a delegation" in zhang.card
    assert "Opened by Cambodia (coordinator), 2 March" in zhang.card

    assert "What is the subject?" in await zhang.presses("Propose a consultation")
    await zhang.presses("implementation of the Agreement")
    await zhang.says("10 March 14:00")
    await zhang.presses("By video", "China", "Skip")
    assert f"Difference: {code}" in await zhang.sends()
    assert "Consultation: M26-" in await dara.says(f"/difference {code}")
    assert "Propose a consultation" not in dara.buttons

    await dara.presses("Propose to close it")
    assert "It takes effect when China agrees." in await dara.sends()
    await bopha.says("/agreement")
    assert f"{code} Who pays the interpreter of a delegation; opened by Cambodia" in bopha.card
    shown = zhang.sees(f"Difference {code}: settled and closed")
    assert "Difference: Who pays the interpreter of a delegation" in shown
    await zhang.presses("Agree")
    await zhang.sends()
    dara.sees(f"Difference {code}: settled and closed")
    assert "Differences: none open." in await li.says("/agreement")
    assert "Closed by both Parties, today" in await li.says(f"/difference {code.lower()}")
    await dara.says(f"/difference {code} close")
    dara.sees(f"Both Parties have already closed {code}")
    assert f"Both Parties have already closed {code}" in await dara.says(f"/propose {code}")


async def test_a_difference_in_other_words_names_the_one_that_has_not_left(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/difference open Who pays the interpreter", "send")
    check = await dara.says("/difference open Who pays for interpreters")
    assert "(Dara) leaves today" in check
    assert dara.buttons[:2] == ["Send to China", "Take back"]
    await dara.presses("Take back")
    dara.sees("Difference: Who pays the interpreter\n", "Difference: Who pays for interpreters")
    await dara.sends()
    never_notified(zhang, "Who pays the interpreter")
