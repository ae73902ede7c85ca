"""The morning message names what its reader has begun to write and not sent, without a sound."""

from datetime import timedelta

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import sounds

A_DAY = timedelta(days=1)


async def test_a_draft_is_named_each_morning_until_it_ends(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new", "verification")
    before = sounds(sokha)
    for _ in range(2):
        await service.turn(A_DAY)
        assert "You have a draft of a request. It is not sent yet." in sokha.card
        assert sokha.buttons == ["Continue the draft", "Menu"]
    assert sounds(sokha) == before
    assert "How urgent is it?" in await sokha.presses("Continue the draft")
    await sokha.presses("Cancel")
    count = len(sokha.visible)
    await service.turn(A_DAY)
    assert "draft of a request" not in sokha.card
    assert len(sokha.visible) <= count
