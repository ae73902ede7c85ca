"""How people come in, what each may do, and how they leave."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.scenario import PARTS, TOKEN, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.sent_messages import never_notified

pytestmark = pytest.mark.stories

NO_SUCH_LINK = "This link does not work."


async def another_admin(service: ScenarioDriver, first: ScenarioUser) -> ScenarioUser:
    """A second administrator of China: the first one may still invite alone."""
    token = await service.invited(first, replace(first.part, agency="Liaison Office"))
    second = service.stranger("Chen")
    await second.says(f"/start {token}")
    await second.presses("English")
    return second


async def test_the_first_screen_shows_all_three_languages(driver: ScenarioDriver) -> None:
    token = await driver.first_admin_token("KH")
    bopha = driver.stranger("Bopha")
    await bopha.says(f"/start {token}")
    assert "Please choose your language." in bopha.card
    assert "请选择" in bopha.card
    assert "ភាសា" in bopha.card
    assert set(bopha.buttons) == {"English", "ភាសាខ្មែរ", "中文"}
    await bopha.presses("English")
    bopha.sees("You are administrator for Cambodia.")
    assert "people" in [line.command for line in bopha.phone.commands]


async def test_a_stranger_gets_one_sentence_in_all_languages(driver: ScenarioDriver) -> None:
    stranger = driver.stranger("Somebody")
    for words in ("/start", "hello", "/cases", "/new"):
        await stranger.says(words)
        assert "open to appointed persons only" in stranger.card
    assert stranger.card.count("\n") >= 2


async def test_an_invitation_works_once(driver: ScenarioDriver) -> None:
    token = await driver.first_admin_token("KH")
    first, second = driver.stranger("First"), driver.stranger("Second")
    await first.says(f"/start {token}")
    await second.says(f"/start {token}")
    assert NO_SUCH_LINK in second.card
    assert first.buttons
    assert not second.buttons


@pytest.mark.parametrize(
    ("age", "works"),
    [
        (timedelta(hours=72) - timedelta(seconds=1), True),
        (timedelta(hours=72), False),
        (timedelta(hours=72, seconds=1), False),
    ],
)
async def test_an_invitation_is_valid_for_72_hours(
    driver: ScenarioDriver, age: timedelta, *, works: bool
) -> None:
    token = await driver.first_admin_token("KH")
    await driver.turn(age)
    late = driver.stranger("Late")
    await late.says(f"/start {token}")
    assert (NO_SUCH_LINK not in late.card) is works


async def test_guessing_is_limited_and_ends_after_an_hour(driver: ScenarioDriver) -> None:
    token = await driver.first_admin_token("KH")
    guesser = driver.stranger("Guesser")
    for guess in range(5):
        await guesser.says(f"/start guess{guess}")
        assert NO_SUCH_LINK in guesser.card
    await guesser.says(f"/start {token}")
    assert "Please wait an hour" in guesser.card
    assert len(await audited(driver, "invite.refused")) == 6
    await driver.turn(timedelta(hours=1, minutes=1))
    await guesser.says(f"/start {token}")
    assert guesser.buttons


async def test_an_administrator_invites_and_is_told_who_came(driver: ScenarioDriver) -> None:
    await driver.gather("wang", language="en")
    bopha = await driver.join("bopha", language="en")
    sokha = await driver.join("sokha", language="en")
    username = driver.sandbox.bot_username(TOKEN.get_secret_value())
    assert f"https://t.me/{username}?start=" in bopha.visible[-2].text
    bopha.sees("Sokha (NCCT) has joined your Party as focal person.")
    sokha.sees("You are focal person for Cambodia.")
    never_notified(driver["wang"], "Sokha")
    assert ("KH", '{"role":"focal_person"}') in await audited(driver, "invite.made")


async def test_people_shows_names_of_the_own_party_only(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/people")
    for name in ("Bopha", "Sokha", "Dara"):
        assert name in sokha.card
    assert "China has 2 focal persons and coordinators at the desk." in sokha.card
    assert "Zhang" not in sokha.card


async def test_khmer_readers_see_people_by_khmer_digits_and_type_any(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("bopha", "sokha", language="km")
    bopha = driver["bopha"]
    await bopha.says("/people")
    for line in ("លេខ ១៖ Bopha, MoI", "លេខ ២៖ Sokha, NCCT"):
        assert line in bopha.card
    for number in ("2", "២"):
        await bopha.says(f"/people {number}")
        assert bopha.card.startswith("លេខ ២៖ Sokha")
        assert "Bopha" not in bopha.card


async def test_a_link_ends_when_the_person_who_made_it_is_suspended(
    service: ScenarioDriver,
) -> None:
    wang = service["wang"]
    chen = await another_admin(service, wang)
    token = await service.invited(wang, replace(PARTS["li"], agency="Liaison Office"))
    await chen.says("/people")
    await chen.presses("Wang")
    await chen.presses("Suspend")
    late = service.stranger("Late")
    await late.says(f"/start {token}")
    late.sees(NO_SUCH_LINK)


async def test_a_suspended_person_gets_and_does_nothing_until_restored(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    wang = service["wang"]
    await wang.says("/people")
    await wang.presses("Li")
    await wang.presses("Suspend")
    li.sees("Your access to the liaison desk is suspended.")
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    never_notified(li, "new request")
    await li.says(f"/receive {reference} today")
    li.sees("Your access to the liaison desk is suspended.")
    await wang.presses("People")
    await wang.presses("Li")
    await wang.presses("Give access back")
    li.sees("Your access to the liaison desk is open again.")
    await li.presses("Our turn")
    li.sees(reference)
    await li.says(f"/receive {reference} today")
    await li.sends()
    li.sees(f"Receipt of {reference} has been recorded.")


async def test_who_comes_later_sees_on_the_first_screen_what_waits(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", "wang", language="en")
    await log_verification(driver, "sokha", persons=1, children=0, letter="9/26")
    driver["wang"].sees("a new request has arrived.")
    li = await driver.join("li", language="en")
    li.sees("One case waits for a step of your Party.")
    await li.presses("Our turn")
    li.sees("waiting for receipt")


async def test_what_was_queued_for_a_suspended_person_is_not_sent(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    service.sandbox.faults.too_many(60, method="sendMessage", chat_id=li.phone.user_id)
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    wang = service["wang"]
    await wang.says("/people")
    await wang.presses("Li")
    await wang.presses("Suspend")
    await service.turn(timedelta(minutes=5))
    never_notified(li, "new request")
    li.sees("Your access to the liaison desk is suspended.")


async def test_a_removed_persons_cases_are_listed_for_handover(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.presses("Received today")
    await li.sends()
    await li.says(f"/assign {reference} me")
    wang = service["wang"]
    await wang.says("/people")
    await wang.presses("Li")
    await wang.presses("Remove")
    await wang.presses("Yes, remove")
    wang.sees("Li can no longer work on an open case. Please assign it to somebody else.")
    zhang = service["zhang"]
    zhang.sees("Li can no longer work on an open case.")
    await zhang.presses(reference)
    await zhang.presses("Assign")
    await zhang.presses("Zhang")
    zhang.sees(f"{reference} has been assigned.")
    await li.says("/menu")
    assert "open to appointed persons only" in li.card


async def test_no_one_touches_the_own_standing_or_the_other_party(service: ScenarioDriver) -> None:
    wang, bopha = service["wang"], service["bopha"]
    await wang.says("/people")
    assert "№ 1 Wang" in wang.card
    for command in ("suspend", "remove"):
        await wang.says(f"/{command} 1")
        wang.sees("This is the last administrator of your Party")
    await another_admin(service, wang)
    for command in ("suspend", "remove"):
        await wang.says(f"/{command} 1")
        assert "You cannot suspend or remove yourself." in wang.card
    for unknown in ("4", "999", "Li"):
        await bopha.says(f"/suspend {unknown}")
        assert "No such person of your Party can be found" in bopha.card
    await wang.says("/people")
    assert "suspended" not in wang.card


async def test_a_suspended_person_can_be_removed_and_come_again_with_another_role(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    wang = service["wang"]
    for line in ("/suspend 2", "/remove 2 ok"):
        await wang.says(line)
    wang.sees("Li has been removed.")
    li.sees("Your access to the liaison desk has ended.")
    token = await service.invited(wang, PARTS["zhang"])
    await li.says(f"/start {token}")
    await li.presses("English")
    li.sees("You are coordinator for China.")
    await wang.says("/people")
    assert "№ 4 Li" in wang.card


async def test_language_changes_at_once(sokha: ScenarioUser) -> None:
    await sokha.says("/language")
    await sokha.presses("中文")
    assert "联络" in sokha.card
    assert any(
        "案件" in line.description or "请求" in line.description for line in sokha.phone.commands
    )


async def test_a_menu_has_at_most_eight_commands_and_the_others_behind_more(
    service: ScenarioDriver,
) -> None:
    for player in service.players.values():
        assert 6 <= len(player.phone.commands) <= 8
        await player.says("/menu")
        assert len(player.buttons) <= 8
        reached = set(player.buttons)
        await player.presses("More…")
        for group in player.buttons[:-1]:
            await player.says("/menu more")
            await player.presses(group)
            assert not reached & set(player.buttons[:-1])
            reached |= set(player.buttons)
        assert {"Language", "PIN", "Explain a due date"} < reached
        assert ("New request" in reached) is (player.part.role != "admin")
        assert ("Invite someone" in reached) is (player.part.role == "admin")
        # This service has no e-mail.
        assert "E-mail" not in reached
        await player.presses("Menu")
        await player.presses("Help")
        lines = player.card.splitlines()
        assert lines.index("Overview") < lines.index("Requests") < lines.index("Settings")
        assert ("/receive –" in player.card) is (player.part.role != "admin")
        assert ("/invite –" in player.card) is (player.part.role == "admin")
        assert "/email" not in player.card
        await player.says("/menu nonsense")
        player.sees("That is not one of the choices offered.")


async def test_a_person_who_has_joined_cannot_join_again(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    token = await service.invited(service["wang"], PARTS["zhang"])
    await sokha.says(f"/start {token}")
    sokha.sees("You have joined already.")
    sokha.sees("You are focal person for Cambodia.")
    new = service.stranger("New")
    await new.says(f"/start {token}")
    assert new.buttons


async def test_the_bot_leaves_a_group_without_a_message(service: ScenarioDriver) -> None:
    group = service.sandbox.group(title="Liaison")
    group.add_bot(by=service["sokha"].phone)
    await service.settle()
    assert not group.bots
    assert {call.method for call in service.sandbox.calls if call.chat_id == group.chat_id} == {
        "leavechat"
    }
    assert await audited(service, "chat.left") == [(str(group.chat_id), "{}")]
