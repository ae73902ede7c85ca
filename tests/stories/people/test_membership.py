"""No one acts for a Party but the Party: whom the operator invites waits for its confirmation, and
a new person for the agreement of a coordinator who is there longer.
"""

from datetime import timedelta

import pytest

from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import text
from liaison.core.people import Role
from tests.scenario import ScenarioDriver, ScenarioUser, code_in
from tests.stories.audible_messages import sounds
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.people.joining import (
    comes_from_the_operator,
    comes_in,
    invited_by_the_operator,
)
from tests.stories.sent_messages import never_notified

A_DAY = timedelta(hours=24)


async def proposed(admin: ScenarioUser) -> str:
    """A Party proposes a change of a shared setting; gives its code."""
    await admin.sends("/settings key_days 20")
    return code_in(admin.card, "K")


async def test_an_invitation_of_the_operator_is_announced_and_its_person_confirmed(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser, wang: ScenarioUser
) -> None:
    code = await proposed(wang)
    vanna = await comes_from_the_operator(service)
    for reader in (bopha, dara, wang, service["zhang"]):
        reader.sees(
            "The operator of the service made an invitation: coordinator of Unit 7, Cambodia"
        )
    never_notified(service["sokha"], "The operator of the service made an invitation")
    never_notified(wang, "Vanna")
    await vanna.says(f"/approval {code} agree")
    vanna.sees("An administrator or a coordinator of Cambodia must confirm you first")
    assert "Invited by the operator, not yet confirmed" in await bopha.says("/people")
    await dara.presses("Yes, confirm")
    dara.sees("Vanna can take part in joint approvals from now on.")
    vanna.sees("You can take part in joint approvals from now on.")
    await service.turn(A_DAY)
    assert "takes effect now." in await vanna.sends(f"/approval {code} agree")
    assert len(await audited(service, "person.confirmed")) == 1
    assert "nothing to change" in await dara.says("/confirm 4")


async def test_an_administrator_of_the_operator_changes_no_people_before_that(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    vanna = await comes_from_the_operator(service, Role.ADMIN)
    for line in ("/suspend 1 ok", "/invite coordinator =", "/role 2 coordinator ok", "/confirm 4"):
        await vanna.says(line)
        assert "must confirm you first" in vanna.card, line
    await bopha.presses("Yes, confirm")
    assert "Sokha is coordinator from now on." in await vanna.says("/role 2 coordinator ok")


async def test_who_joined_within_a_day_decides_when_a_coordinator_who_is_there_longer_agrees(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser, wang: ScenarioUser
) -> None:
    await service.turn(A_DAY)
    code = await proposed(wang)
    vanna = await comes_in(service, bopha, "Vanna", Role.COORDINATOR)
    await vanna.says(f"/approval {code} agree")
    vanna.sees("You joined or changed role less than 24 hours ago. Until tomorrow 09:")
    never_notified(vanna, "Can Vanna take steps")
    await bopha.says("/confirm 4")
    assert "Only a coordinator with at least 24 hours in the role can agree." in bopha.card
    await dara.presses("Yes, confirm")
    vanna.sees("You can take part in joint approvals from now on.")
    assert "takes effect now." in await vanna.sends(f"/approval {code} agree")


async def test_one_administrator_with_a_second_account_does_not_take_the_party_over(
    driver: ScenarioDriver,
) -> None:
    """Told in Khmer and Chinese: those who could object hear of each step, and the last fail."""
    await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang")
    bopha, wang, li, zhang = (driver[each] for each in ("bopha", "wang", "li", "zhang"))
    chen = await comes_in(driver, wang, "Chen", Role.ADMIN, language="zh")
    await driver.turn(A_DAY)
    code = await proposed(bopha)
    double = await comes_in(driver, wang, "Double", Role.COORDINATOR, language="zh")
    names = {"name": "Double", "agency": "Liaison Office", "role": text("role-coordinator")}
    for each in (zhang, chen):
        joined = each.words("notice-joined", **names)
        assert (joined in each.sees(joined), joined in "".join(sounds(each))) == (True, False)
    never_notified(li, "Double")

    await driver.turn(timedelta(hours=12))  # at night
    await wang.says("/suspend 3 ok")
    lost = {"name": "Zhang", "agency": zhang.part.agency}
    assert chen.words("notice-status-suspended", **lost) in sounds(chen)[-1]
    for line in ("/suspend 4 ok", "/remove 4 ok", "/role 4 focal_person ok"):
        await wang.says(line)
        wang.sees_key("error-no-second")
    await double.says(f"/approval {code} agree")
    rejected = double.words("error-joined-recently", ends=driver.sandbox.now())
    assert rejected.partition("。")[0] in double.card
    await wang.says("/confirm 5")
    wang.sees_key("error-not-longer")

    await chen.says("/restore 3 ok", "/remove 5 ok")
    await double.says(f"/approval {code} agree")
    never_notified(bopha, bopha.words("notice-approval-agreed", code=code))
    zhang.sees_key("status-active", words="no")


async def test_both_parties_are_told_once_when_no_one_is_left_who_answers(
    driver: ScenarioDriver,
) -> None:
    """Told in Khmer and Chinese."""
    await driver.gather("bopha", "dara", "wang", "li", "zhang")
    dara, wang = driver["dara"], driver["wang"]
    china = party_name(PartyCode("CN"))
    told = [each.words("notice-no-staff", party=china) for each in (dara, wang)]
    await wang.says("/suspend 3 ok")
    never_notified(wang, told[1])
    await wang.says("/suspend 2 ok", "/remove 2 ok", "/remove 3 ok")
    await driver.turn(A_DAY)
    assert (dara.has_seen(told[0]), wang.has_seen(told[1])) == (1, 1)


async def test_a_new_administrator_sends_no_coordinator_away_before_one_agrees(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    await service.turn(A_DAY)
    vanna = await comes_in(service, bopha, "Vanna", Role.ADMIN)
    for line in ("/suspend 3 ok", "/remove 3", "/role 3 auditor ok", "/suspend 1 ok"):
        await vanna.says(line)
        assert (
            "a coordinator with at least 24 hours in the role must agree to this step."
            in vanna.card
        )
    never_notified(dara, "suspended")
    assert "Sokha is suspended from now on." in await vanna.says("/suspend 2 ok")
    dara.sees("Can Vanna take steps that bind both Parties or change")
    await dara.presses("Yes, confirm")
    await vanna.says("/suspend 3 ok")
    vanna.sees("Dara is suspended from now on.")


async def test_an_administrator_does_not_agree_to_a_new_role_in_place_of_a_coordinator(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser, wang: ScenarioUser
) -> None:
    await service.turn(A_DAY)
    code = await proposed(wang)
    await bopha.says("/suspend 3 ok", "/role 2 coordinator ok")
    await service.give_pins(sokha)
    await sokha.says(f"/approval {code} agree")
    sokha.sees("You joined or changed role less than 24 hours ago.")
    await bopha.says("/confirm 2")
    bopha.sees("Only a coordinator with at least 24 hours in the role can agree.")
    await service.turn(A_DAY)
    assert "takes effect now." in await sokha.sends(f"/approval {code} agree")


async def test_no_one_of_the_operator_decides_because_all_who_could_confirm_lost_their_access(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser, wang: ScenarioUser
) -> None:
    await service.turn(A_DAY)
    code = await proposed(wang)
    await bopha.says("/suspend 3 ok", "/lost")
    vanna = await comes_from_the_operator(service, Role.ADMIN)
    for line in (f"/approval {code} agree", "/remove 2 ok", "/invite coordinator ="):
        await vanna.says(line)
        assert "of Cambodia who could confirm you has access: an administrator" in vanna.card, line
    assert "Dara has access again." in await vanna.says("/restore 3 ok")
    await vanna.says("/restore 1 ok")
    vanna.sees("An administrator or a coordinator of Cambodia must confirm you first")
    assert "Vanna can take part in joint approvals" in await dara.says("/confirm 4")
    await service.turn(A_DAY)
    assert "takes effect now." in await vanna.sends(f"/approval {code} agree")


async def test_who_joined_within_a_day_does_not_decide_because_those_longer_there_are_suspended(
    service: ScenarioDriver, bopha: ScenarioUser, wang: ScenarioUser
) -> None:
    await service.turn(A_DAY)
    code = await proposed(wang)
    vanna = await comes_in(service, bopha, "Vanna", Role.COORDINATOR)
    await bopha.says("/suspend 2 ok", "/suspend 3 ok", "/lost")
    await vanna.says(f"/approval {code} agree")
    vanna.sees("You joined or changed role less than 24 hours ago.")
    await service.turn(A_DAY)
    assert "takes effect now." in await vanna.sends(f"/approval {code} agree")


async def test_who_is_the_first_administrator_is_decided_at_joining(
    service: ScenarioDriver, bopha: ScenarioUser, wang: ScenarioUser
) -> None:
    replaced = await service.service.invite(party="KH", role=Role.ADMIN, agency="Unit 6")
    vanna = await comes_from_the_operator(service, Role.ADMIN)
    assert "This link does not work" in await service.stranger("Chan").says(f"/start {replaced}")
    wang.sees("A person joined by an invitation of the operator: administrator of Unit 7, Cambodia")
    bopha.sees("Vanna (Unit 7) joined as administrator by an invitation of the operator.")
    never_notified(vanna, "an official of Cambodia?")


@pytest.mark.parametrize(
    ("line", "asked", "done", "end"),
    [
        ("remove 4 ok", "Wang asks to remove Chen", "Chen is removed from now on.", "has ended"),
        (
            "role 4 coordinator ok",
            "Wang asks to give Chen another role: coordinator",
            "Chen is coordinator from now on.",
            "You are now coordinator",
        ),
    ],
)
async def test_an_administrator_goes_when_two_others_want_it(
    service: ScenarioDriver, wang: ScenarioUser, line: str, asked: str, done: str, end: str
) -> None:
    chen = await comes_in(service, wang, "Chen", Role.ADMIN)
    await wang.says("/role 2 admin ok")
    await chen.presses("Confirm")
    li = service["li"]
    await service.give_pins(li)
    await invited_by_the_operator(service)
    assert "Another administrator must confirm this first." in await wang.says(f"/{line}")
    code = wang.card.partition("N26-")[2][:5]
    for other in (chen, li):
        other.sees(asked)
    assert "This is about you" in await chen.says(f"/confirm N26-{code} no")
    never_notified(chen, end)
    assert done in await li.presses("Confirm")
    chen.sees(end)


async def test_no_one_confirms_the_change_of_an_administrator_for_who_invited_them(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    chen = await comes_in(service, wang, "Chen", Role.ADMIN)
    await wang.says("/suspend 4 ok")
    wang.sees("No one can confirm this yet. You need another administrator")
    await chen.says("/suspend 1 ok")
    await zhang.presses("Confirm")
    wang.sees("Your access to the liaison bot is suspended.")
    told = dara.sees("An administrator of China has lost the role or the access")
    assert "Wang" not in told


async def test_who_has_the_name_of_a_colleague_is_told_apart_by_a_number(
    service: ScenarioDriver,
) -> None:
    await comes_in(service, service["wang"], "Zhang Min", Role.FOCAL_PERSON)
    await comes_in(service, service["wang"], "Zhang Min", Role.COORDINATOR)
    await service["wang"].says("/people")
    assert {"Zhang Min", "Zhang Min 2"} < set(service["wang"].buttons)


@pytest.mark.parametrize("stray", ["发送", "send", "好", "ok"])
async def test_a_question_whether_one_is_sure_waits_for_its_own_word(
    service: ScenarioDriver, wang: ScenarioUser, stray: str
) -> None:
    await wang.says("/people")
    question = await wang.presses("Li", "Suspend")
    assert (await wang.says(stray)).endswith(question)
    wang.sees(f"“{stray}”: The bot did not understand this.")
    await wang.says("是")
    service["li"].sees("Your access to the liaison bot is suspended.")


@pytest.mark.parametrize("typed", ["等一下", "先不邀请", "no, focal person", "ទេ ជនបង្គោល"])
async def test_words_that_are_no_agency_invite_no_one(wang: ScenarioUser, typed: str) -> None:
    assert "未成年人检察厅" in await wang.says("/invite focal_person 未成年人检察厅")
    await wang.says("/invite focal_person", typed)
    assert "Write the name of the agency in letters" in wang.card
    assert "https://" not in wang.card


async def test_an_agency_is_checked_before_the_link_is_made(wang: ScenarioUser) -> None:
    await wang.says("/invite focal_person", "等一下问问领导")
    wang.sees("Please check. This goes to the person you invite.", "Agency: 等一下问问领导")
    await wang.presses("Change: Agency")
    assert "Agency: MPS Bureau 4" in await wang.says("MPS Bureau 4")
    assert "https://" not in wang.card
    assert "https://" in await wang.presses_invite()
