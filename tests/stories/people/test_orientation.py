"""A newcomer who types in the middle of the introduction finds its next page again."""

from tests.scenario import PARTS, ScenarioDriver


async def test_the_introduction_goes_on_after_a_word_until_it_is_left(
    service: ScenarioDriver,
) -> None:
    token = await service.invited(service["wang"], PARTS["li"])
    chen = service.stranger("Chen")
    await chen.says(f"/start {token}")
    await service["wang"].presses("Yes, confirm")
    await chen.presses("English", "Mr Chen", "What never belongs here")
    for words in ("hello", "/start", "12345"):
        await chen.says(words)
        assert chen.buttons[0] == "Messages disappear", words
    assert "after 24 hours" in await chen.presses("Messages disappear")
    await chen.presses("Skip")
    await chen.says("hello")
    assert "Continue" not in chen.buttons
    assert "What this is" in await chen.presses("How it works")
