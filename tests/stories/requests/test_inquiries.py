"""The Party that asked inquires about progress, and gets an answer from a list."""

from datetime import timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.audible_messages import told
from tests.stories.meetings.proposal_steps import UP_TO_THE_DAY, proposes
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified

BEGINS_WITH = "one_request"


async def test_one_press_asks_how_it_stands_and_one_press_says_it(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.presses("Received today")
    await li.sends()
    await sokha.says(f"/request {reference}")
    await sokha.presses("Ask about progress")
    sokha.sees("China is asked about the progress.", reference)
    li.sees(f"{reference}: Cambodia asks about progress.")
    for typed in ("还在查", "办理中", "កំពុងពិនិត្យ", "កំពុងដំណើរការ", "working on it", "Report progress"):
        assert f"What is the progress of {reference}?" in await li.says("/cancel", typed)
    await li.presses("Waiting for a province")
    assert told(sokha, f"{reference}: an authority in a province has been asked") == 1
    await sokha.says(f"/request {reference}")
    sokha.sees(": an authority in a province has been asked")
    assert "Asked about progress" in await sokha.presses("History")


async def test_that_work_is_in_progress_is_said_in_words_below_the_question(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.presses("Received today")
    await li.sends()
    for typed in ("办理中", "កំពុងដំណើរការ", "working on it"):
        await sokha.says(f"/status {reference}")
        await li.says("办理中")
        assert "informed of the progress." in await li.says(typed)
        await li.says(f"/status {reference} province")
    for typed, progress in (
        ("还需要时间", "more time is needed"),
        ("等省里回复", "an authority in a province has been asked"),
        ("need more time", "more time is needed"),
        ("waiting for the province", "an authority in a province has been asked"),
        ("ត្រូវការពេលបន្ថែម", "more time is needed"),
        ("កំពុងរង់ចាំខេត្ត", "an authority in a province has been asked"),
    ):
        assert f"What is the progress of {reference}?" in await li.says(typed), typed
        assert f": {progress}" in await li.says(typed), typed


async def test_a_number_or_the_first_word_of_a_sentence_tells_no_progress(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.presses("Received today")
    await li.sends()
    for typed in ("1", "២", "letter 5 is missing"):
        await li.says("/cancel", f"/status {reference}")
        assert "This is not one of the choices." in await li.says(typed), typed
        assert f"What is the progress of {reference}?" in li.card, typed
    never_notified(sokha, "in progress")
    never_notified(sokha, "on its way")
    assert "informed of the progress." in await li.presses("Work is in progress")


@pytest.mark.parametrize("typed", ["正在办理", "កំពុងដំណើរការ", "work is in progress"])
async def test_a_list_of_progress_from_the_day_before_is_asked_again_by_a_word(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser, typed: str
) -> None:
    await received(service)
    await li.says(f"/status {reference}")
    await service.turn(timedelta(hours=25))
    assert f"What is the progress of {reference}?" in await li.says(typed)
    never_notified(sokha, "⏳")
    assert "Cambodia is informed of the progress." in await li.says(typed)


async def test_more_time_may_be_an_extension(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await received(service)
    await zhang.says("还需要时间")
    await zhang.presses("Propose an extension")
    assert "extension" in zhang.card


async def test_a_long_history_has_pages_with_the_newest_step_first(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    for each in ("in_progress", "province", "other_authority", "more_time", "letter") * 2:
        await li.says(f"/status {reference} {each}")
    await sokha.says(f"/request {reference} history")
    newest = sokha.sees("Page 1 of 2").splitlines()[2]
    assert "Progress" in newest
    assert "Sent" not in newest
    await sokha.presses("Next ›")
    card = sokha.sees("Page 2 of 2")
    assert "Sent: today 09:02, Sokha – Identity check, 3 people, one of them a child" in card
    assert "Letter 123/26 MoI" in card


async def test_the_morning_of_the_party_that_waits_offers_to_ask(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await received(service)
    await service.turn_to(at(3, 25, 2, 1))
    sokha.sees("reply of China due in 7 days")
    await sokha.presses(f"Ask about {reference}")
    await service.turn_to(at(3, 27, 1, 1))
    assert "report progress" in li.sees("To do")
    assert told(service["wang"], "report progress") == 0
    await sokha.says(f"/status {reference}")
    sokha.sees("China has not answered yet. You can ask again from 1 April, 09:01.")
    await service.turn_to(at(4, 1, 2, 2))
    before = told(li, f"{reference}: Cambodia asks about progress.")
    await sokha.says(f"/status {reference}")
    sokha.sees("China is asked about the progress.", reference)
    assert told(li, f"{reference}: Cambodia asks about progress.") > before
    await service.settle()
    assert "Cambodia (focal person)" not in li.sees(f"{reference}: Cambodia asks about progress.")
    await service.turn_to(at(4, 2, 1, 1))  # what waits since the first question waits on
    for each in (li, service["wang"]):
        assert "report progress" in await each.says("/today")


async def test_what_the_other_party_does_not_answer_is_named_to_who_asked_after_three_days(
    service: ScenarioDriver, reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await received(service)
    for line in (f"/ask {reference} 1 ok", f"/extend {reference} 15 April court"):
        await zhang.sends(line)
    code = await proposes(zhang, "/propose", *UP_TO_THE_DAY, "10 March 14:00", "video", "CN", "-")
    waits = (
        f"{reference} · 123/26 MoI · Identity check · Cambodia has not sent the information",
        "joint approval, Cambodia has not answered: ",
        f"{code} · consultation on a difference · first time 10 March · Cambodia has not answered",
    )
    for day, named in ((5, False), (6, True)):
        await service.turn_to(at(3, day, 1, 1))
        assert [each in zhang.sees("Good morning") for each in waits] == [named] * 3
    await zhang.says("/today")
    assert [each in zhang.card for each in waits] == [True] * 3


async def test_a_question_before_the_receipt_is_answered_and_is_not_asked_twice(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says(f"/status {reference}", f"/status {reference}")
    sokha.sees("China has not answered yet.")
    li.sees(f"{reference}: Cambodia asks about progress.")
    assert li.buttons[0] == "Report progress"
    await li.presses("Report progress", "Waiting for a province")
    sokha.sees(f"{reference}: an authority in a province has been asked")
    for typed in ("收回", "ដកវិញ", "take back"):
        assert "This is not on its way" in await li.says(typed)
        assert li.buttons == ["Report progress", f"Open {reference}", "Menu"], typed
    await li.presses("Report progress", "More time is needed")
    sokha.sees(f"{reference}: more time is needed")


async def test_only_the_party_that_asked_asks_and_only_the_other_says(
    reference: str, li: ScenarioUser, bopha: ScenarioUser
) -> None:
    await bopha.says(f"/status {reference}")
    bopha.sees("Your role does not allow this: ask a colleague.")
    assert "This is not one of the choices." in await li.says(f"/status {reference} soon")
    assert ": more time is needed" in await li.says(f"/status {reference} more_time")


async def test_progress_is_shown_for_two_weeks_until_it_is_asked_about_again(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    asked = f"/status {reference}"
    for days in (0, 13, 15):
        await service.turn_to(at(3, 3 + days, 2, 1))
        if not days:
            await li.says(f"{asked} more_time", f"{asked} letter")
        await sokha.says(f"/request {reference}")
        assert ("Progress, " in sokha.card) is (days < 14)
        assert "more time is needed" not in sokha.card
    await li.says(f"{asked} province")
    assert "Progress, " not in await sokha.says(asked)


async def test_another_progress_is_taken_from_an_outdated_list(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/status {reference} @1 province", f"/status {reference} @1 more_time")
    li.sees(": more time is needed")
    assert "already recorded" in await li.says(f"/status {reference} @1 more_time")


@pytest.mark.parametrize(
    ("typed", "chosen", "left"),
    [
        ("照片、指纹", ["照片"], "指纹"),
        ("你好，缺照片，指纹，谢谢", ["照片"], "指纹"),
        ("护照复印件和照片", ["照片", "证件复印件"], None),
        ("រូបថត និងលិខិតឆ្លងដែន", ["照片", "证件复印件"], None),
        ("photos and fingerprints", ["照片"], "fingerprints"),
        ("passports and photos, thank you", ["照片", "证件复印件"], None),
    ],
)
async def test_what_is_not_among_what_can_be_missing_is_quoted_below_what_is(
    service: ScenarioDriver, li: ScenarioUser, typed: str, chosen: list[str], left: str | None
) -> None:
    reference = await received(service)
    li.language = "zh"
    await li.says("/language zh", f"/ask {reference}")
    shown = await li.says(typed)
    assert shown.startswith("“" if left else f"{reference}尚缺哪些信息？")
    assert left is None or shown.startswith(f"“{left}”：该项不在所列选项之中")
    assert {each[2:] for each in li.buttons if each.startswith("✅")} == {*chosen}
    await li.presses("继续")
    li.sees(*chosen, "发送给柬方")
