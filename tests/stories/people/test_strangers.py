"""Strangers get one answer a day, and no flood of theirs keeps a member waiting."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.monitoring.checks import MAX_SHED
from bot.telegram.admission import BURST, MEMBER_BURST, TRIES_A_DAY
from storage.migrations.tables import METADATA
from tests.scenario import PARTS, ScenarioDriver, ScenarioUser

SUSPENDED = "Your access to the liaison bot is suspended."
STRANGER = "for appointed people only"
TOO_FAST = "Too many messages at once."
NO_SUCH_LINK = "This link does not work"
RECEIVED = "If the words are right, the account is suspended now"
ANSWERS = {
    "hello": STRANGER,
    "/start wrong": NO_SUCH_LINK,
    "/lost red rice fields": RECEIVED,
}


async def stored(service: ScenarioDriver) -> str:
    """All rows of all tables."""
    async with service.app.database.transaction() as tx:
        rows = [await tx._sql.run(select(each)) for each in METADATA.sorted_tables]
        return "\n".join(repr(tuple(row)) for found in rows for row in found)


async def test_a_stranger_is_answered_once_a_day(driver: ScenarioDriver) -> None:
    stranger = driver.stranger("Visal")
    await stranger.says("hello", "/menu", "anyone there?")
    assert stranger.has_seen(STRANGER) == 1
    await driver.turn(timedelta(days=1))
    await stranger.says("hello again")
    assert stranger.has_seen(STRANGER) == 2


@pytest.mark.parametrize("first", ANSWERS)
async def test_wrong_links_and_wrong_words_are_answers_of_the_same_day(
    driver: ScenarioDriver, first: str
) -> None:
    stranger = driver.stranger("Visal")
    for _ in range(2):
        await stranger.says(first, *ANSWERS)
    seen = {typed for typed, answer in ANSWERS.items() if stranger.has_seen(answer)}
    assert seen == {first}
    assert stranger.has_seen(ANSWERS[first]) == 1


async def test_right_words_suspend_also_who_was_answered_today(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    await sokha.says("/lostword green rice fields", "green rice fields")
    helper = service.stranger("Helper")
    await helper.says("hello", "/lost green rice field", "/lost green rice fields")
    bopha.sees("Sokha (NCCT) has suspended their own account")
    assert helper.has_seen(RECEIVED) == 0
    assert not any("/lost" in (each.text or "") for each in helper.phone.visible)


async def test_nothing_of_strangers_is_kept_but_a_valid_invitation(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    strangers = [service.stranger(f"Stranger{n}") for n in range(5)]
    for each, typed in zip(strangers, [*ANSWERS, "ID 11010119900307803X"], strict=False):
        await each.says(typed)
    strangers[4].phone.block()
    group = service.sandbox.group(title="Liaison")
    group.add_bot(by=strangers[1].phone)
    await service.settle()
    assert all(each.visible for each in strangers[:3])
    assert not group.bots
    invited = service.stranger("Chan")
    await invited.says(f"/start {await service.invited(bopha, PARTS['sokha'])}")
    await service.turn(timedelta(hours=1, minutes=1))
    rows = await stored(service)
    # Whole numbers: six digits in a row are in some digest by chance.
    numbers = set(re.findall(r"-?\b\d+\b", rows))
    for each in strangers:
        assert str(each.phone.user_id) not in numbers
        assert each.phone.user.first_name not in rows
    assert str(group.chat_id) not in numbers
    assert str(invited.phone.user_id) in numbers
    async with service.app.database.transaction() as tx:
        said = await tx._sql.run(text("SELECT action, subject FROM audit"))
        told = {tuple(row) for row in said}
    assert {("invite.refused", "stranger"), ("chat.left", "group")} <= told


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
    await sokha.says("/lostword green rice fields", "green rice fields")
    strangers = [service.stranger(f"Stranger{n}") for n in range(int(BURST) + MAX_SHED + 1)]
    for each in strangers:
        each.phone.say("hello")
    await service.settle()
    assert sum(each.has_seen(STRANGER) for each in strangers) == BURST
    invited = service.stranger("Chan")
    await invited.says(f"/start {token}")
    invited.sees("when an administrator has confirmed that it is you")
    await bopha.says("/people")
    bopha.sees("Sokha", "Dara")
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
    # The clock goes on, so that one more may be answered each second.
    assert MEMBER_BURST <= dara.has_seen("Write 8 to 60 characters.") < 60
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
