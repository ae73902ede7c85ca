"""Pictures, files and other messages without text are deleted and not kept."""

from collections.abc import Callable
from typing import Any

from sandbox import Phone
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.core.test_pii_detector import IDENTITY, blocked, gone, kept


def of_somebody_else(phone: Phone) -> int:
    """A picture that is passed on."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    return phone.send(photo=PICTURE, forward_origin=origin)


PICTURE = [{"file_id": "A", "file_unique_id": "B", "width": 9, "height": 9}]
NO_TEXTS: dict[str, Callable[[Phone], int]] = {
    "photo": lambda phone: phone.send_photo(caption=f"passport of {IDENTITY}"),
    "document": lambda phone: phone.send_document(caption=f"letter about {IDENTITY}"),
    "voice": Phone.send_voice,
    "contact": Phone.send_contact,
    "location": Phone.send_location,
    "sticker": Phone.send_sticker,
    "forwarded photo": of_somebody_else,
    "photo through another bot": lambda phone: phone.send(
        photo=PICTURE, via_bot={"id": 77, "is_bot": True, "first_name": "Other"}
    ),
}


async def sent(service: ScenarioDriver, player: ScenarioUser, send: Callable[[Phone], int]) -> Any:
    number = send(player.phone)
    await service.settle()
    return next(m for m in player.phone.transcript if m.message_id == number)


async def test_what_is_no_text_is_taken_off_in_the_middle_of_a_question(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new")
    await sokha.presses("Identity check", "urgent")
    for name, send in NO_TEXTS.items():
        assert (await sent(service, sokha, send)).deleted, name
    assert IDENTITY not in await kept(service)
    assert "getfile" not in {call.method for call in service.sandbox.calls}
    assert "Step 4" in await sokha.says("12")


async def test_strangers_are_no_exception(driver: ScenarioDriver) -> None:
    for name, send in NO_TEXTS.items():
        assert (await sent(driver, driver.stranger(name), send)).deleted, name
    assert IDENTITY not in await kept(driver)


async def test_of_a_strangers_words_nothing_is_kept(driver: ScenarioDriver) -> None:
    stranger = driver.stranger("Stranger")
    assert "for appointed people only" in await stranger.says(f"please help {IDENTITY}")
    assert gone(stranger, IDENTITY)
    stranger = driver.stranger("Other")
    await stranger.says("good morning")
    assert not gone(stranger, "good morning")
    everything = await kept(driver)
    assert IDENTITY not in everything
    assert "good morning" not in everything
    assert await blocked(driver.app.database) == []


async def test_a_suspended_person_leaves_nothing_either(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service["wang"].says("/people")
    await service["wang"].presses("Li", "Suspend", "Yes, suspend")
    assert (await sent(service, li, Phone.send_photo)).deleted
    await li.says(IDENTITY)
    assert gone(li, IDENTITY)
    assert IDENTITY not in await kept(service)
