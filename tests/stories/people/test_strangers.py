"""Strangers get one answer a day, and no flood of theirs keeps a member waiting."""

from datetime import timedelta

from bot.monitoring.checks import MAX_SHED
from bot.telegram.admission import BURST, MEMBER_BURST, TRIES_A_DAY
from tests.scenario import PARTS, ScenarioDriver, ScenarioUser

SUSPENDED = "Your access to the liaison bot is suspended."
STRANGER = "for appointed people only"
TOO_FAST = "Too many messages at once."


async def test_a_stranger_is_answered_once_a_day(driver: ScenarioDriver) -> None:
    stranger = driver.stranger("Visal")
    await stranger.says("hello", "/menu", "anyone there?")
    assert stranger.has_seen(STRANGER) == 1
    await driver.turn(timedelta(days=1))
    await stranger.says("hello again")
    assert stranger.has_seen(STRANGER) == 2


async def test_a_person_who_was_removed_is_answered_as_a_stranger(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await bopha.says("/remove 2 ok")
    await sokha.says("hello", "/menu", "anyone there?")
    assert sokha.has_seen(STRANGER) == 1


async def test_a_suspended_person_is_answered_once_a_day(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    await bopha.says("/suspend 2 ok")
    told = sokha.has_seen(SUSPENDED)
    for answers in (1, 2):
        for _ in range(3):
            await sokha.says("hello")
        assert sokha.has_seen(SUSPENDED) == told + answers
        await service.turn(timedelta(days=1))


async def test_a_flood_is_dropped_but_for_an_invitation_and_words_and_told_to_administrators_once(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    token = await service.invited(bopha, PARTS["sokha"])
    await sokha.says("/lostword green rice fields")
    strangers = [service.stranger(f"Stranger{n}") for n in range(int(BURST) + MAX_SHED + 1)]
    for each in strangers:
        each.phone.say("hello")
    await service.settle()
    assert sum(each.has_seen(STRANGER) for each in strangers) == BURST
    invited = service.stranger("Chan")
    await invited.says(f"/start {token}")
    invited.sees("when an administrator has confirmed that it is you")
    assert "You are administrator for Cambodia." in await bopha.says("/menu")
    for _ in range(TRIES_A_DAY + 1):
        strangers[0].phone.say("/lost red rice fields")
    await service.settle()
    await service.stranger("Helper").says("/Lost green rice fields")
    bopha.sees("Sokha (NCCT) has suspended their own account")
    for _ in range(2):
        await service.turn(timedelta(seconds=31))
    assert bopha.has_seen("dropped within half a minute") == 1


async def test_a_member_who_writes_too_fast_is_told_once_and_no_one_else_waits(
    service: ScenarioDriver, dara: ScenarioUser, sokha: ScenarioUser
) -> None:
    service.app.ingest.admission.limits_members = True
    for _ in range(60):
        dara.phone.say("/lostword short")
    dara.phone.press_data("menu")
    assert "You have nothing to do." in await sokha.says("/today")
    assert dara.has_seen("Write 8 to 60 characters.") == MEMBER_BURST
    await dara.says("/menu")
    assert dara.has_seen(TOO_FAST) == 1
    await service.turn(timedelta(seconds=30))
    assert "You have nothing to do." in await dara.says("/today")
    for _ in range(35):
        await service.turn(timedelta(seconds=1))
        await dara.says("/today")
    assert dara.has_seen(TOO_FAST) == 1


async def test_what_a_member_wrote_during_an_outage_all_arrives(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    service.app.ingest.admission.limits_members = True
    for _ in range(40):
        dara.phone.say("/lostword short")
        service.sandbox.turn(timedelta(seconds=1))
    await service.settle()
    assert dara.has_seen("Write 8 to 60 characters.") == 40


async def test_a_member_who_writes_too_fast_can_still_suspend_the_own_account(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    service.app.ingest.admission.limits_members = True
    for _ in range(100):
        dara.phone.say("/today")
    await dara.says("/lost")
    dara.sees("You have suspended your account.")
    for _ in range(100):
        dara.phone.say("/today")
    await service.settle()
    assert service.app.ingest.admission.shed == 99
