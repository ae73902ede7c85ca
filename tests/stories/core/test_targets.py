"""A command without its argument offers what it can apply to."""

import re
from datetime import timedelta

import pytest

from handlers.input.command_router import CommandHandler
from liaison.core.people import Role
from tests.registered import REGISTRY, allowed
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification

MINUTE = timedelta(minutes=1)
NOTHING = "is at that step now."
CHOOSE = "Choose one, or write its number."


async def logged(service: ScenarioDriver, number: int) -> str:
    return await log_verification(
        service, "sokha", persons=1, children=0, letter=f"{number}/26 MoI"
    )


async def test_one_request_is_taken_at_once_and_several_are_offered_by_letter_number(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    assert NOTHING in await li.says("/answer")
    first = await logged(service, 1)
    for receipt_first in ("/answer", "/ask", "/receive"):
        assert "On which day was the request received?" in await li.says(receipt_first)
    await li.presses("Today")
    await li.sends()
    references = [await logged(service, number) for number in range(2, 12)]
    assert CHOOSE in await li.says("/receive")
    assert li.buttons[:9] == [
        *(f"{number}/26 MoI · {each}" for number, each in enumerate(references[:8], start=2)),
        "Next ›",
    ]
    await li.presses("Next ›")
    assert li.buttons[:2] == [
        f"{number}/26 MoI · {each}" for number, each in enumerate(references[8:], start=10)
    ]
    assert "On which day was the request received?" in await li.says(references[9])
    await li.presses("Today")
    await li.sends()
    await li.says("/answer")
    assert li.buttons[:2] == [
        f"1/26 MoI · {first} · 30 days left",
        f"11/26 MoI · {references[9]} · 30 days left",
    ]
    assert "What is the result" in await li.presses(li.buttons[0])


async def test_a_long_letter_number_is_cut_on_a_button_and_the_reference_is_not(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    long = "1234/26 MoI-NCCT-GS"
    first = await log_verification(service, "sokha", persons=1, children=0, letter=long)
    other = await logged(service, 1)
    for each in (first, other):
        await li.sends(f"/receive {each} today")
    assert CHOOSE in await li.says("/answer")
    assert li.buttons[:2] == [
        f"1234/26… · {first} · 30 days left",
        f"1/26 MoI · {other} · 30 days left",
    ]
    assert "What is the result" in await li.presses(li.buttons[0])


async def test_a_typed_command_takes_a_letter_or_a_name_as_the_lists_show_them(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    theirs = await log_verification(service, "li", persons=1, children=0, letter="公刑〔2026〕18号")
    first, other = await logged(service, 123), await logged(service, 1)
    assert other in await sokha.says("/request 1/26 MoI")
    for command, shown in (("status", "asked"), ("explain", "receipt"), ("withdraw", "Why")):
        assert shown in await sokha.says(f"/{command} 123/26 MoI"), command
    assert f"{first} · 123/26 MoI" in await li.says("/receive ១២៣/26 MoI today")
    early = await logged(service, 3)
    assert early in await li.says("/receive 3/26 MoI today")
    assert theirs in await sokha.says("/receive 公刑〔2026〕18号 today")
    await li.says("/cancel")
    assert "Suspend Li?" in await wang.says("/suspend li")
    assert "Suspend Li?" in await wang.says("/suspend 暂停 Li")


async def test_values_typed_without_a_request_are_checked_for_the_only_one(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    first = await logged(service, 123)
    assert "Reason: the matter is settled" in await sokha.says("/withdraw settled 9/26")
    await li.says("/receive today", "发送")
    await service.turn(3 * MINUTE)
    await li.says("/answer 未能确认 公刑〔2026〕18号")
    li.sees("Please check.", first, "not confirmed (0 of 1)", "公刑〔2026〕18号")
    assert "There is nothing with" in await li.says("/answer KH26-AAAAA not_confirmed 12/26")
    await logged(service, 2)
    assert CHOOSE in await sokha.says("/withdraw settled 9/26")


async def test_a_command_that_acts_at_once_offers_even_one(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    reference = await logged(service, 1)
    assert CHOOSE in await sokha.says("/status")
    await sokha.presses(f"1/26 MoI · {reference}")
    assert NOTHING in await sokha.says("/status")
    assert "Why" in await sokha.says("/withdraw")
    assert "There is nothing to choose from now." in await bopha.says("/restore")
    await bopha.says("/suspend")
    assert bopha.buttons[:2] == ["Sokha", "Dara"]
    await bopha.presses("Sokha", "Yes, suspend")
    assert "Restore the access of Sokha?" in await bopha.says("/restore")


async def test_an_option_of_a_meeting_is_accepted_from_the_offer(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/propose", "annual", "10 March 10:00", "video", "KH")
    await dara.sends("Add a time", "11 March 10:00", "video")
    assert NOTHING in await dara.says("/accept")
    await zhang.says("/accept")
    assert [each[:14] for each in zhang.buttons[:2]] == ["10 March · M26", "11 March · M26"]
    await zhang.presses(zhang.buttons[1])
    await zhang.sends()
    zhang.sees("Agreed")
    assert "Do you attend" in await dara.says("/attend")
    await dara.says(dara.words("button-attend-no"), to="Agreed")
    assert "Cambodia: Dara (MoI) does not" in await dara.sends()
    assert "Why" in await zhang.says("/calloff")


async def test_only_commands_with_something_to_apply_to_are_suggested(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    withdraw, counter = (zhang.words(f"command-{each}") for each in ("withdraw", "counter"))
    for typed, label in (("不对，撤回", withdraw), ("20日不行", counter)):
        assert f"“{typed}”: The bot did not understand this." in await zhang.says(typed)
        assert label not in zhang.buttons
    await logged(service, 1)
    assert withdraw in (await sokha.says("不对，撤回"), sokha.buttons)[1]
    await dara.says("/propose", "annual", "10 March 10:00", "video")
    await dara.sends("KH")
    assert counter in (await zhang.says("20日不行"), zhang.buttons)[1]


async def test_no_command_without_an_argument_is_answered_with_an_error(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await logged(service, 1)
    offering = [each for each in REGISTRY.all(CommandHandler).values() if each.targets is not None]
    assert len(offering) > 30
    for player in (sokha, service["zhang"], service["wang"]):
        for each in offering:
            right = allowed(each.key, Role(player.part.role))
            for line in (f"/{each.key}", f"/{each.key} page 1"):
                await player.says(line)
                assert ("Your role does not allow" in player.card) is not right, line
                assert not right or not re.search("cannot|Please add", player.card), line


@pytest.mark.parametrize("typed", ["pull up {}", "调一下{}", "បើក {} ឱ្យមើលបន្តិច"])
async def test_a_request_is_opened_by_the_end_of_its_reference(
    service: ScenarioDriver, sokha: ScenarioUser, typed: str
) -> None:
    for reference in (await logged(service, 123), await logged(service, 124)):
        assert reference in await sokha.says(typed.format(reference.split("-")[1]))


@pytest.mark.parametrize(
    "typed", ["提醒我明天打电话", "remind me tomorrow to call home", "រំលឹកខ្ញុំឱ្យទៅយកកូនល្ងាចនេះ"]
)
async def test_a_reminder_of_something_else_moves_no_to_do(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await logged(service, 123)
    assert f"“{typed}”: The bot did not understand this." in await li.says(typed)


@pytest.mark.parametrize(
    "typed", ["李处明天答复{}", "លោកវណ្ណានឹងឆ្លើយ {} នៅថ្ងៃស្អែក", "听柬方说{}他们周一就收到了"]
)
async def test_an_act_of_another_person_or_of_tomorrow_begins_none(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    reference = await logged(service, 123)
    await li.sends(f"/receive {reference} today")
    assert "The bot did not understand this." in await li.says(typed.format(reference))
