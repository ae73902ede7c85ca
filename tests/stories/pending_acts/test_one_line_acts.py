"""One line fills the check of an act: what it says is kept, and only what is missing is asked."""

from collections.abc import Sequence

import pytest

from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"


@pytest.fixture
async def reference(service: ScenarioDriver) -> str:
    """The request, received."""
    await received(service)
    return reference_of(service)


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("答复 3号已确认", "3: confirmed and 1–2: unanswered"),
        ("reply no. 3 confirmed", "3: confirmed and 1–2: unanswered"),
        ("reply person 3 not confirmed", "3: not confirmed and 1–2: unanswered"),
        ("ឆ្លើយតប លេខ ៣ បានបញ្ជាក់", "3: confirmed and 1–2: unanswered"),
        ("ឆ្លើយតប លេខ ១ និង លេខ ៣ បានបញ្ជាក់", "1, 3: confirmed and 2: unanswered"),
        ("答复 1号和2号已确认，3号待答复", "1–2: confirmed and 3: unanswered"),
        (
            "reply 2: confirmed, 3: not confirmed",
            "2: confirmed, 3: not confirmed and 1: unanswered",
        ),
        ("答复 3：已确认", "3: confirmed and 1–2: unanswered"),
        ("答复 1、2号确认了 3号不是", "1–2: confirmed and 3: not confirmed"),
        ("答复 1, 3号已确认", "1, 3: confirmed and 2: unanswered"),
        ("答复 1到3号确认了", "1–3: confirmed"),
        ("答复 一号和二号已确认，三号不是", "1–2: confirmed and 3: not confirmed"),
        ("答复 1至2号已确认，3号不是", "1–2: confirmed and 3: not confirmed"),
        ("ឆ្លើយតប លេខ ១ ២ និង ៣ បានបញ្ជាក់", "1–3: confirmed"),
        ("ឆ្លើយតប លេខ ១ ដល់ ២ បានបញ្ជាក់", "1–2: confirmed and 3: unanswered"),
        ("reply nos. 1, 2 and 3 confirmed", "1–3: confirmed"),
        ("reply no. 1-2 confirmed, 3 not", "1–2: confirmed and 3: not confirmed"),
    ],
)
async def test_a_reply_by_number_in_one_line_keeps_its_letter(
    reference: str, li: ScenarioUser, typed: str, result: str
) -> None:
    assert f"Result: {result}." in await li.says(typed)
    li.sees(reference, "By which letter does the reply go?")
    await li.says("/cancel", f"{typed} 90/26 MoI")
    li.sees(f"Result: {result}\nLetter: 90/26 MoI")


@pytest.mark.parametrize("day", ["3.2", "3月2日"])
async def test_a_reply_by_number_may_have_the_day_of_its_letter(
    reference: str, li: ScenarioUser, day: str
) -> None:
    await li.says(f"答复 1、2号确认了 3号不是 公安函〔2026〕31号 {day}")
    li.sees(reference, "Result: 1–2: confirmed and 3: not confirmed\nLetter: 公安函〔2026〕31号")


@pytest.mark.parametrize(
    "typed",
    [
        "答复 1、2号再看看 3号不是 公安函〔2026〕31号",
        "答复 1号已确认 3号 公安函〔2026〕31号",
        "reply no. 1-3 confirmed perhaps",
    ],
)
async def test_numbers_that_are_not_understood_are_quoted_above_the_question(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    shown = await li.says(typed)
    assert f"“{typed}”: This is not one of the choices." in shown
    li.sees(reference, "What is the result for the 3 people?")


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("1、2号确认了，3号不是", "1–2: confirmed and 3: not confirmed"),
        ("1, 3号已确认", "1, 3: confirmed and 2: unanswered"),
        ("1到3号确认了", "1–3: confirmed"),
        ("លេខ ១ ២ និង ៣ បានបញ្ជាក់", "1–3: confirmed"),
        ("nos. 1 and 2 confirmed, 3 not", "1–2: confirmed and 3: not confirmed"),
    ],
)
async def test_the_question_by_number_takes_several_numbers_at_once(
    reference: str, li: ScenarioUser, typed: str, result: str
) -> None:
    await li.says(f"/answer {reference}")
    await li.presses("By number…")
    assert f"Result: {result}." in await li.says(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            ("refuse, sovereignty and security, letter 92/26",),
            "Grounds: sovereignty and security\nLetter: 92/26",
        ),
        (("拒绝 主权，文号92/26",), "Grounds: sovereignty\nLetter: 92/26"),
        (("បដិសេធ អធិបតេយ្យភាព លិខិតលេខ ៩២/២៦",), "Grounds: sovereignty\nLetter: 92/26"),
        (
            ("refuse, letter 92/26", "sovereignty", "Continue"),
            "Grounds: sovereignty\nLetter: 92/26",
        ),
        (("extend 19 days, court",), "20 April\nReason: a court is dealing with it"),
        (("延期到4月20日，公共假日",), "20 April\nReason: public holidays"),
    ],
)
async def test_one_line_fills_the_check_of_a_refusal_or_an_extension(
    reference: str, zhang: ScenarioUser, typed: Sequence[str], shown: str
) -> None:
    assert shown in await zhang.says(*typed)
    zhang.sees(reference)
    assert "This part is not done" not in zhang.card


@pytest.mark.parametrize(
    "typed",
    [
        "reason: sent twice, letter: 61/26 MoI",
        "letter: 61/26 MoI, reason: sent twice",
        "理由：重复发送，文号：61/26 MoI",
    ],
)
async def test_the_reason_and_the_letter_of_a_withdrawal_are_changed_in_one_line(
    service: ScenarioDriver, dara: ScenarioUser, typed: str
) -> None:
    await dara.says(f"/withdraw {reference_of(service)} mistake 62/26 MoI", typed)
    dara.sees("Reason: sent twice\nLetter: 61/26 MoI")


async def test_a_letter_beside_an_unclear_result_is_kept(reference: str, li: ScenarioUser) -> None:
    typed = "reply person 1 is here, letter 内务部国际合作公刑〔2026〕12345号"
    assert "What is the result for the 3 people?" in await li.says(typed)
    await li.presses("By number…")
    await li.says("1号和2号已确认")
    li.sees("Result: 1–2: confirmed and 3: unanswered\nLetter: 内务部国际合作公刑〔2026〕12345号")


@pytest.mark.parametrize(
    ("further", "other"),
    [
        ("3号已确认", "1号和3号未能确认"),
        ("person 3 confirmed", "no. 1 and no. 3 not confirmed"),
        ("ទី៣ បានបញ្ជាក់", "លេខ ១ និង លេខ ៣ មិនអាចបញ្ជាក់បាន"),
    ],
)
async def test_a_further_number_is_added_and_one_named_again_changes(
    reference: str, li: ScenarioUser, further: str, other: str
) -> None:
    await li.says(f"/answer {reference} 1号和2号已确认 90/26")
    assert "Result: 1–3: confirmed\nLetter: 90/26" in await li.says(further)
    assert "Result: 2: confirmed and 1, 3: not confirmed\nLetter: 90/26" in await li.says(other)


@pytest.mark.parametrize(
    ("typed", "place"),
    [("上海", ""), ("视频会议", "video"), ("，地点：上海", "上海"), ("北京时间", "Takeo")],
)
async def test_a_place_behind_other_times_is_kept_or_asked_for(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, typed: str, place: str
) -> None:
    await dara.says("/propose annual", "20 April 9:00", "Takeo", "KH")
    await dara.sends()
    await zhang.says(f"另提时间 4月28日 上午10点 {typed}")
    zhang.sees("28 April", place)
    assert (zhang.send_label in zhang.buttons) is bool(place)
    assert place == "Takeo" or "Takeo" not in zhang.card


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("答复 三个都确认了 公安函〔2026〕91号", "Letter: 公安函〔2026〕91号"),
        ("reply all confirmed 19/26 MoI", "Letter: 19/26 MoI"),
        ("答复 公安函〔2026〕91号", "What is the result"),
        ("全部确认", "By which letter"),
        ("不是拒绝，是答复", "What is the result"),
        ("not a refusal, it is a reply", "What is the result"),
        ("មិនមែនបដិសេធទេ គឺឆ្លើយតប", "What is the result"),
        ("不是拒绝，是答复，都确认了", "nationality and identity confirmed (3 of 3)"),
    ],
)
async def test_a_reply_typed_at_the_check_of_a_refusal_begins_a_reply(
    reference: str, li: ScenarioUser, typed: str, shown: str
) -> None:
    await li.says(f"/refuse {reference} security 18/26")
    assert shown in await li.says(typed)
    assert "Not finished, nothing was sent: Refuse" in li.card
    assert "Send for approval" not in li.buttons


async def test_a_refusal_typed_at_the_check_of_a_reply_begins_a_refusal(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/answer {reference} confirmed 18/26")
    assert (await li.says("拒绝 安全 公安函〔2026〕91号")).startswith(f"Refusal · {reference}")
    assert "Not finished, nothing was sent: Reply" in li.card


@pytest.mark.parametrize("typed", ["算了 先答复三个都确认了", "never mind, reply confirmed"])
async def test_a_refusal_that_is_given_up_for_a_reply_does_not_come_back(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    reference = await received(service)
    await li.says(f"/refuse {reference} security 31/26")
    for each in (typed, "算了", "下午好"):
        await li.says(each)
        assert "Refusal" not in li.card
        assert "Continue" not in li.buttons
        assert "Not finished" not in li.card


async def test_words_that_are_not_understood_bring_no_check_back_that_was_left(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/refuse {reference} security 31/26", f"/answer {reference}", "/cancel")
    assert "did not understand" in await li.says("下午好")
    assert "Please check." not in li.card
    assert "Please check." in await li.presses("Continue")


async def test_the_label_of_a_group_of_the_menu_is_typed(
    li: ScenarioUser, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    for person, typed in ((li, "设置"), (sokha, "គណនី និងការកំណត់")):
        await person.says(typed)
        assert "Language" in person.buttons
    assert "Each Party sets its own hours" in await zhang.says("设置")


async def test_a_label_typed_in_reply_to_another_matter_sends_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    await li.says(f"/receive {other} today")
    li.sees("Please check.")
    await li.says("Send to Cambodia", to=reference)
    await service.turn(HOLD)
    assert "waiting for receipt" in await sokha.says(other)


async def test_the_label_that_sent_an_emergency_shows_the_check_of_another_act_as_not_sent(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/answer {reference} confirmed 18/26", "/emergency tomorrow 15:00")
    await li.presses("A person is in danger", "Send to Cambodia")
    assert "The proposal is sent." in li.card
    assert (await li.says("发送给柬方")).startswith("Not sent. The button")
    assert f"Reply · {reference}" in li.card


async def test_a_label_typed_in_reply_to_a_message_without_a_record_sends_nothing(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    refused = await received(service)
    await li.says(f"/refuse {refused} security 31/26")
    await li.presses("Send for approval")
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    await service.turn(HOLD)
    await zhang.says(f"/receive {other} today")
    await zhang.says("Send to Cambodia", to="approval")
    await service.turn(HOLD)
    assert "waiting for receipt" in await zhang.says(other)


@pytest.mark.parametrize("typed", ["他收回了", "已收回", "Li收回了", "他要收回", "តើដកវិញបានទេ"])
async def test_news_of_what_was_taken_back_takes_nothing_back(
    service: ScenarioDriver, zhang: ScenarioUser, typed: str
) -> None:
    reference = reference_of(service)
    await zhang.says(f"/receive {reference} today")
    await zhang.presses("Send to Cambodia")
    await zhang.says(typed)
    await service.turn(HOLD)
    assert "Received on" in await zhang.says(reference)


async def test_a_ground_typed_at_the_check_that_names_it_stays_chosen(
    reference: str, zhang: ScenarioUser
) -> None:
    assert "Grounds: sovereignty\n" in await zhang.says(f"/refuse {reference} 1 92/26")
    for typed in ("sovereignty", "主权", "អធិបតេយ្យភាព"):
        assert "Grounds: sovereignty\nLetter: 92/26" in await zhang.says(typed), typed
        zhang.sees("It is already set like this. Nothing was changed.")
    assert "✅ Security" in (await zhang.says("security"), *zhang.buttons)
    assert "Grounds: sovereignty and security\n" in await zhang.presses("Continue")
    assert "Grounds: sovereignty and security\n" in await zhang.says("security")
    await zhang.presses("Change: Grounds", "✅ Security")
    assert "Grounds: sovereignty\n" in await zhang.presses("Continue")


@pytest.mark.parametrize(
    ("today", "yesterday"),
    [("ថ្ងៃនេះ", "ម្សិលមិញ"), ("今天", "昨天"), ("2 March", "yesterday")],
)
async def test_a_day_below_a_new_request_is_that_of_its_receipt(
    service: ScenarioDriver, li: ScenarioUser, today: str, yesterday: str
) -> None:
    for number, typed in ((8, (today,)), (9, (yesterday, today))):
        reference = await log_verification(
            service, "sokha", persons=1, children=0, letter=f"{number}/26"
        )
        first = await li.says(typed[0])
        assert ("It can only have been received on that day." in first) is (typed[1:] != ())
        await li.says(*typed[1:])
        li.sees(f"Confirmation of receipt · {reference}", "Received on: 2 March")
        await li.says("/cancel")
        for other in (today, "3/26"):  # below another message
            assert "Received on:" not in await li.says(other)


async def test_a_number_that_could_also_be_a_day_is_searched_for_below_a_new_request(
    li: ScenarioUser,
) -> None:
    assert "Letter 123/26" in await li.says("3/26")
