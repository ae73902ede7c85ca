"""A newcomer who types in the middle of the introduction finds its next page again."""

import pytest

from tests.scenario import PARTS, ScenarioDriver, ScenarioUser, log_verification


@pytest.fixture
async def chen(service: ScenarioDriver) -> ScenarioUser:
    """A person who has just been let in."""
    token = await service.invited(service["wang"], PARTS["li"])
    newcomer = service.stranger("Chen")
    await newcomer.says(f"/start {token}")
    await service["wang"].presses("Yes, confirm")
    return newcomer


async def test_the_form_of_address_is_asked_again_after_another_text(chen: ScenarioUser) -> None:
    await chen.presses("English")
    for words in ("hello", "thanks", "king"):
        told = await chen.says(words)
        assert told.startswith(f"“{words}”: This is not one of the choices."), words
        assert "How should your name be shown" in told, words
        assert chen.buttons[0] == "Mr Chen", words
    assert "To do" in await chen.says("/today")
    await chen.says("/intro", "mr chen")
    assert chen.buttons[0] == "What never belongs here"
    assert "Mr Chen" in await chen.says("/people")


async def test_the_introduction_goes_on_after_a_word_until_it_is_left(
    chen: ScenarioUser,
) -> None:
    await chen.presses("English", "Mr Chen", "What never belongs here")
    for words in ("hello", "/start", "12345"):
        await chen.says(words)
        assert chen.buttons[-1] == "Continue “How it works”", words
    assert "after 24 hours" in await chen.presses("Continue “How it works”")
    await chen.presses("Skip")
    await chen.says("hello")
    assert "Continue" not in chen.buttons
    assert "What this is" in await chen.presses("How it works")


async def test_a_record_has_no_button_of_the_practice_request(
    service: ScenarioDriver, chen: ScenarioUser
) -> None:
    await chen.presses("English", "Mr Chen", "What never belongs here")
    await chen.presses("Messages disappear", "Continue")
    await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    for words in ("124/26", "/today"):
        await chen.says(words)
        assert not {"Confirm receipt", "Continue “How it works”"} & {*chen.buttons}, words
