"""Telegram's answer to a message is lost: a press of its button proves that it arrived."""

from datetime import timedelta

from tests.scenario import ScenarioDriver, ScenarioUser


async def test_a_press_settles_whether_its_question_arrived(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    service.sandbox.faults.hang_up(after_effect=True, method="sendMessage")
    await sokha.says("/new")
    before = len(sokha.visible)
    await sokha.presses("Identity check")
    asked = sokha.sees("urgent")
    await sokha.presses("Back")
    assert sokha.card != asked
    await service.turn(timedelta(seconds=30))
    assert len(sokha.visible) == before
    assert "Identity check" in sokha.buttons


async def test_a_press_that_is_refused_settles_it_too_and_nothing_else_does(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    service.sandbox.faults.hang_up(after_effect=True, method="sendMessage")
    await sokha.says("/new")
    before = len(sokha.visible)
    sokha.phone.press_data("menu", sokha.visible[0].message_id)
    await service.settle()
    await service.turn(timedelta(seconds=15))
    assert len(sokha.visible) == before + 1
    sokha.sees("You may have received this message before.")
