"""How people come in, what each may do, and how they leave."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.core.people import Role, hash_token
from liaison.people.rules import invitation_code
from tests.scenario import PARTS, TOKEN, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.people.joining import comes_in
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified

NO_SUCH_LINK = "This link does not work:"


async def test_the_first_screens_lead_from_the_language_to_a_practice_request(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("bopha", language="en")
    token = await driver.invited(driver["bopha"], PARTS["sokha"])
    sokha = driver.stranger("Sokha")
    await sokha.says(f"/start {token}")
    await driver["bopha"].presses("Yes, confirm")
    for words in ("Please choose your language.", "请选择", "ភាសា"):
        assert words in sokha.card
    assert set(sokha.buttons) == {"English", "ភាសាខ្មែរ", "中文"}
    await sokha.presses("English")
    for button, words in (
        ("Ms Sokha", "What this is"),
        ("What never belongs here", "Names, identity and telephone numbers"),
        ("Messages disappear", "after 24 hours"),
        ("Continue", "TRAINING: new request"),
        ("Confirm receipt", "TRAINING: receipt confirmed"),
        ("Reply", "TRAINING: check before sending"),
        ("Send to China", "TRAINING: reply sent"),
        ("Menu", "You are focal person for Cambodia."),
    ):
        await sokha.presses(button)
        sokha.sees(words)
    await sokha.says("/help")
    await sokha.presses("How it works", "Skip")
    sokha.sees("You are focal person for Cambodia.")
    assert "Ms Sokha, NCCT – focal person" in await driver["bopha"].says("/people")


async def test_an_administrator_has_no_practice_request(driver: ScenarioDriver) -> None:
    bopha = driver.stranger("Bopha")
    await bopha.says(f"/start {await driver.first_admin_token('KH')}")
    await bopha.presses("English", "Bopha", "What never belongs here", "Messages disappear", "Menu")
    bopha.sees("You are administrator for Cambodia.")
    assert "people" in [line.command for line in bopha.phone.commands]


async def test_names_have_the_honorific_in_the_words_and_order_of_the_reader(
    li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says("/honorific")
    assert "Your name is shown as H.E. Mr Zhang." in await zhang.presses("H.E. Mr Zhang")
    for language, shown in (("en", "H.E. Mr Zhang"), ("zh", "Zhang先生阁下")):
        await li.says(f"/language {language}")
        li.language = language
        assert shown in await li.says("/people")
        assert shown in li.buttons
    assert "is not one of the choices" in await zhang.says("/honorific king")


async def test_a_stranger_gets_one_sentence_in_all_languages(driver: ScenarioDriver) -> None:
    stranger = driver.stranger("Somebody")
    for words in ("/start", "hello", "/requests", "/new"):
        assert "for appointed people only" in await stranger.says(words)
    assert stranger.card.count("\n") >= 2


async def test_an_invitation_works_once(driver: ScenarioDriver) -> None:
    token = await driver.first_admin_token("KH")
    first, second = driver.stranger("First"), driver.stranger("Second")
    await first.says(f"/start {token}")
    assert NO_SUCH_LINK in await second.says(f"/start {token}")
    assert first.buttons
    assert not second.buttons


@pytest.mark.parametrize(
    ("age", "works"),
    [
        (timedelta(hours=72) - timedelta(minutes=1), True),
        (timedelta(hours=72), False),
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


async def test_one_guess_a_day_is_tried_and_a_valid_link_always(driver: ScenarioDriver) -> None:
    token = await driver.first_admin_token("KH")
    guesser = driver.stranger("Guesser")
    for guess in range(6):
        await guesser.says(f"/start guess{guess}")
    assert guesser.has_seen(NO_SUCH_LINK) == 1
    assert len(await audited(driver, "invite.refused")) == 1
    await guesser.says(f"/start {token}")
    assert guesser.buttons


async def test_an_administrator_confirms_the_person_who_opened_the_link(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("wang", "bopha", subtitled=True)
    bopha = driver["bopha"]
    token = await driver.invited(bopha, PARTS["sokha"])
    username = driver.sandbox.bot_username(TOKEN.get_secret_value())
    bopha.sees(f"https://t.me/{username}?start={token}")
    sokha = driver.stranger("Sokha", username="sokha_ncct")
    for words in (f"/start {token}", "hello", f"/start {token}", "/menu"):
        assert "when an administrator has confirmed that it is you" in await sokha.says(words)
        assert not sokha.buttons
    question = "Sokha (@sokha_ncct) opened the link for focal person of NCCT."
    assert bopha.has_seen(question) == 1
    assert bopha.buttons == ["Yes, confirm", "No, refuse", "Menu"]
    assert "Sokha has joined." in await bopha.presses("Yes, confirm")
    await sokha.presses("English", "Skip")
    sokha.sees("You are focal person for Cambodia.")
    never_notified(driver["wang"], "Sokha")
    made = await audited(driver, "invite.made")
    assert any(of == "KH" and '"role":"focal_person"' in facts for of, facts in made)


async def test_only_the_first_who_opens_a_link_waits_and_the_administrator_may_refuse(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    token = await service.invited(bopha, PARTS["sokha"])
    first, second = service.stranger("First"), service.stranger("Second")
    await first.says(f"/start {token}")
    for _ in range(2):
        assert NO_SUCH_LINK in await second.says(f"/start {token}")
    assert bopha.has_seen("Second was refused: the link for focal person of NCCT") == 1
    assert "First opened the link for focal person of NCCT." in await bopha.says("/confirm")
    await bopha.says("/invites")
    assert "None at present." in await bopha.presses("First", "No, refuse")
    assert NO_SUCH_LINK in first.card
    assert "for appointed people only" in await first.says("hello")
    await service.turn(timedelta(days=1))
    assert NO_SUCH_LINK in await first.says(f"/start {token}")


async def test_an_invitation_that_no_one_answers_is_asked_about_until_both_are_told_of_its_end(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    token = await service.invited(bopha, PARTS["sokha"])
    vanna = service.stranger("Vanna")
    await vanna.says(f"/start {token}")
    assert "or if the invitation expires." in vanna.card
    bopha.sees("Vanna opened the link", "Answer by 5 March, 09:00")
    await service.turn(timedelta(hours=23))
    bopha.sees("Vanna opened the link", "Answer by 5 March, 09:00")
    assert "All seen" not in bopha.buttons
    await bopha.says("/ack all")
    await bopha.says("/today")
    bopha.sees("Vanna opened the link")
    never_notified(vanna, "This link does not work")
    await service.turn(timedelta(hours=49))
    assert bopha.has_seen("has expired: no one confirmed Vanna, who had opened the link.") == 1
    assert "To do: nothing" not in await bopha.says("/today")
    assert NO_SUCH_LINK in vanna.card


async def test_what_is_no_name_of_an_agency_makes_no_link(
    service: ScenarioDriver, wang: ScenarioUser, bopha: ScenarioUser
) -> None:
    wang.language, bopha.language = "zh", "km"
    await wang.says("/language zh")
    for typed in ("不对,是联络人", "不对，是联络人", "4月14日"):
        assert "这不是单位名称" in await wang.says("/cancel", "/invite coordinator", typed), typed
    assert "中方公共假日" in await wang.says("/cancel", "/invite coordinator", "4月14日放假")
    assert "有效邀请" in await wang.says("取消邀请")
    for admin, typed, role in (
        (wang, "邀请王芳，联络人，公安部", "联络人"),
        (bopha, "អញ្ជើញ វណ្ណា ជនបង្គោល ក្រសួងមហាផ្ទៃ", "ជនបង្គោល"),
    ):
        await admin.says(typed)
        assert role in admin.card.splitlines()[0]
        assert "t.me" not in admin.card
    assert "t.me" in await wang.presses("MPS")
    assert "t.me" not in await wang.says("/invite coordinator", "昆明市局")
    assert "协调员（昆明市局）" in await wang.presses_invite()
    await bopha.says("/language km", "/invite coordinator", "ថ្ងៃឈប់សម្រាក ១៤/០៤/២០២៦")
    assert "t.me" not in bopha.card
    for named in (
        "Ministry of Social Affairs, Veterans and Youth",
        "អគ្គលេខាធិការដ្ឋាននៃគណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស",
        "នាយកដ្ឋានប្រឆាំងអំពើជួញដូរមនុស្ស និងការពារអនីតិជន នៃអគ្គស្នងការដ្ឋាននគរបាលជាតិ",
    ):
        await bopha.says("/invite coordinator", named)
        assert "t.me" in await bopha.presses_invite()


async def test_open_invitations_are_listed_and_revoked(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    token = await service.invited(bopha, PARTS["sokha"])
    await bopha.says("/people")
    await bopha.presses("Invitations")
    bopha.sees("focal person, NCCT: made by Bopha, valid until 5 March")
    code = invitation_code(hash_token(token))
    for line in ("/invites abcdefgh", f"/invites {code} yes"):
        assert "This invitation is no longer open." in await bopha.says(line)
    await service["wang"].says(f"/invites {code} revoke")
    assert "This invitation is no longer open." in service["wang"].card
    await bopha.says("/invites")
    assert "None at present." in await bopha.presses("NCCT", "Revoke invitation")
    late = service.stranger("Late")
    assert NO_SUCH_LINK in await late.says(f"/start {token}")


async def test_people_shows_names_of_the_own_party_only(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/people")
    for name in ("Bopha", "Sokha", "Dara"):
        assert name in sokha.card
    assert "China has 2 focal persons and coordinators here." in sokha.card
    assert "Zhang" not in sokha.card
    await sokha.presses("Dara")
    assert {"Suspend", "Remove", "Change the role"}.isdisjoint(sokha.buttons), sokha.buttons


async def test_khmer_readers_see_people_by_khmer_digits_and_type_any(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("bopha", "sokha", language="km")
    bopha = driver["bopha"]
    await bopha.says("/people")
    for line in ("១. Bopha · MoI", "២. Sokha · NCCT"):
        assert line in bopha.card
    for number in ("2", "២"):
        await bopha.says(f"/people {number}")
        assert bopha.card.startswith("២. Sokha")
        assert "Bopha" not in bopha.card


async def test_a_link_ends_when_the_person_who_made_it_is_suspended(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    chen = await comes_in(service, wang, "Chen", Role.ADMIN)
    token = await service.invited(wang, replace(PARTS["li"], agency="Liaison Office"))
    await chen.says("/people")
    await chen.presses("Wang", "Suspend", "Yes, suspend")
    await service["zhang"].presses("Confirm")
    late = service.stranger("Late")
    assert NO_SUCH_LINK in await late.says(f"/start {token}")


async def test_a_suspended_person_gets_and_does_nothing_until_restored(
    service: ScenarioDriver, li: ScenarioUser, wang: ScenarioUser
) -> None:
    await wang.says("/people")
    assert "Suspend Li? It takes effect at once." in await wang.presses("Li", "Suspend")
    never_notified(li, "suspended")
    await wang.presses("Yes, suspend")
    li.sees("Your access to the liaison bot is suspended.")
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    never_notified(li, "new request")
    await li.says(f"/receive {reference} today")
    li.sees("Your access to the liaison bot is suspended.")
    await wang.presses("People", "Li", "Restore access", "Yes, restore")
    li.sees("You have access to the liaison bot again.")
    assert reference in await li.presses("Our turn")
    assert "Receipt is recorded." in await li.sends(f"/receive {reference} today")


async def test_who_comes_later_sees_on_the_first_screen_what_waits(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", "wang", subtitled=True)
    await log_verification(driver, "sokha", persons=1, children=0, letter="9/26")
    driver["wang"].sees("new request.")
    li = await driver.join("li", language="en")
    li.sees("One request needs action from China.")
    await li.presses("Our turn")
    li.sees("waiting for receipt")


async def test_what_was_queued_for_a_suspended_person_is_not_sent(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    service.sandbox.faults.too_many(60, method="sendMessage", chat_id=li.phone.user_id)
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service["wang"].says("/suspend 2 ok")
    await service.turn(timedelta(minutes=5))
    never_notified(li, "new request")
    li.sees("Your access to the liaison bot is suspended.")


async def test_a_removed_persons_requests_are_listed_for_handover(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await received(service)
    await li.says(f"/assign {reference} me")
    wang = service["wang"]
    await wang.says("/people")
    await wang.presses("Li", "Remove", "Yes, remove")
    wang.sees("Li can no longer work on one open request. Ask for another handler: Zhang")
    zhang = service["zhang"]
    zhang.sees("Li can no longer work on one open request.")
    assert "Assigned to Li, MPS; can no longer work on it" in await zhang.says(f"/{reference}")
    assert "Who takes the request?" in await zhang.presses(f"Assign {reference}")
    assert "The request is assigned." in await zhang.presses("Zhang")
    assert "for appointed people only" in await li.says("/menu")


async def test_no_one_touches_the_own_standing_or_the_other_party(service: ScenarioDriver) -> None:
    wang, bopha = service["wang"], service["bopha"]
    assert "1. Wang" in await wang.says("/people")
    for command in ("suspend", "remove"):
        assert "This is your last administrator" in await wang.says(f"/{command} 1")
    await comes_in(service, wang, "Chen", Role.ADMIN)
    for command in ("suspend", "remove"):
        assert "You cannot change your own role or access." in await wang.says(f"/{command} 1")
    for unknown in ("4", "999", "Li"):
        assert "This person is not on your list" in await bopha.says(f"/suspend {unknown}")
    assert "suspended" not in await wang.says("/people")


async def test_a_suspended_person_can_be_removed_and_come_again_with_another_role(
    service: ScenarioDriver, li: ScenarioUser, wang: ScenarioUser
) -> None:
    assert "Li is removed from now on." in await wang.says("/suspend 2", "/remove 2 ok")
    li.sees("Your access to the liaison bot has ended.")
    token = await service.invited(wang, PARTS["zhang"])
    await li.says(f"/start {token}")
    await wang.presses("Yes, confirm")
    await li.presses("English", "Skip")
    li.sees("You are coordinator for China.")
    assert "4. Li" in await wang.says("/people")


async def test_language_changes_at_once(sokha: ScenarioUser) -> None:
    await sokha.says("/language")
    await sokha.presses("中文")
    sokha.language = "zh"
    assert "联络" in sokha.card
    assert any("请求" in line.description for line in sokha.phone.commands)


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
        assert ("Invite a person" in reached) is (player.part.role == "admin")
        # This service has no e-mail.
        assert "E-mail" not in reached
        await player.presses("Menu", "Help")
        assert len(player.card.splitlines()) <= 4
        assert player.buttons == ["How it works", "More…", "Menu"]
        player.sees(
            f"for example “{player.words(f'command-{player.phone.commands[2].command}.button')}”"
        )
        assert "This is not one of the choices: " in await player.says("/menu nonsense")


async def test_a_person_who_has_joined_cannot_join_again(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    token = await service.invited(service["wang"], PARTS["zhang"])
    assert "You have already joined." in await sokha.says(f"/start {token}")
    sokha.sees("You are focal person for Cambodia.")
    new = service.stranger("New")
    await new.says(f"/start {token}")
    service["wang"].sees("New opened the link")


async def test_the_bot_leaves_a_group_without_a_message(service: ScenarioDriver) -> None:
    group = service.sandbox.group(title="Liaison")
    group.add_bot(by=service["sokha"].phone)
    await service.settle()
    assert not group.bots
    assert {call.method for call in service.sandbox.calls if call.chat_id == group.chat_id} == {
        "leavechat"
    }
    assert await audited(service, "chat.left") == [("group", "{}")]
