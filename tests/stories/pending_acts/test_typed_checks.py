"""What typed text changes at the check of an act."""

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.meetings.test_agendas import agreed, take_place
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"


@pytest.fixture
async def reference(service: ScenarioDriver) -> str:
    """The request, received."""
    await received(service)
    return reference_of(service)


@pytest.mark.parametrize("typed", ["partly confirmed", "partly", "部分确认", "បញ្ជាក់បានមួយផ្នែក"])
async def test_the_label_of_another_result_changes_it_at_the_check_of_a_reply(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/answer {reference} confirmed Dara 15", "3人")
    assert "Letter: Dara 15" in li.card
    assert "How many of the 3 people" in await li.says(typed)
    assert "Result: partly confirmed (2 of 3)\nLetter: Dara 15" in await li.says("2")
    check = li.card
    assert await li.says("2人") == f"It is already set like this. Nothing was changed.\n\n{check}"


@pytest.mark.parametrize("typed", ["2 people", "2人", "២ នាក់"])
async def test_a_count_changes_no_check_without_one(
    reference: str, zhang: ScenarioUser, typed: str
) -> None:
    for line in (f"answer {reference} confirmed", "disclose cases 6 3 1 2026-08-01 2026-03-01"):
        check = await zhang.says("/cancel", f"/{line} 18/26")
        assert (await zhang.says(typed)).endswith(check)
        assert "Nothing was changed. Write the line and its new value" in zhang.card


async def test_the_label_of_another_item_is_added_at_the_check_of_a_list(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/ask {reference} portrait")
    await li.says("案情")
    assert {"✅ Photographs", "✅ Circumstances"} <= {*li.buttons}
    assert "Missing information: photographs and circumstances" in await li.presses("Continue")


@pytest.mark.parametrize("typed", ["not 2, 1", "是1不是2", "មិនមែន ២ ទេ ១", "១ មិនមែន ២"])
async def test_a_number_for_another_one_changes_the_line_that_is_that_number(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/answer {reference} partly 2 ១៥/២៦ ក.ម")
    assert "Result: partly confirmed (1 of 3)" in await li.says(typed)
    shown = li.card
    for part in ("6 not 5", "不是5，是6", "៦ មិនមែន ៥"):
        assert "Nothing was changed. Write the line" in await li.says(part)
        li.sees(shown)
    assert "16/26 ក.ម" in await li.says("១៦ មិនមែន ១៥")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2人未确认", "partly 2"),
        ("未确认2人", "partly 2"),
        ("不是2人", "partly 2"),
        ("2 people not confirmed", "partly 2"),
        ("២ នាក់ មិនបានបញ្ជាក់", "partly 2"),
        ("not all confirmed", "confirmed"),
        ("没有全部确认", "confirmed"),
        ("មិនមែន ៣ នាក់", "confirmed"),
    ],
)
async def test_a_value_that_is_denied_is_asked_about_and_not_called_set(
    reference: str, li: ScenarioUser, typed: str, said: str
) -> None:
    await li.says(f"/answer {reference} {said} 公刑〔2026〕20号")
    checked = li.card
    assert "Nothing was changed. Write the line" in await li.says(typed)
    li.sees(checked)
    assert "already" not in li.card


@pytest.mark.parametrize(
    "typed",
    [
        "答复 全部确认 公刑〔2026〕19号",
        "answer all confirmed 公刑〔2026〕19号",
        "/answer 全部确认 公刑〔2026〕19号",
    ],
)
async def test_the_command_of_a_check_typed_again_fills_it_anew(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/answer {reference} partly 1 公刑〔2026〕18号")
    assert "confirmed (3 of 3)\nLetter: 公刑〔2026〕19号" in await li.says(typed)
    for again in ("部分确认2人", "部分确认 2人"):
        shown = await li.says(f"/answer {again} 公刑〔2026〕20号")
        assert "partly confirmed (2 of 3)\nLetter: 公刑〔2026〕20号" in shown


@pytest.mark.parametrize("result", ["បញ្ជាក់បាន", "បញ្ជាក់បានទាំងអស់"])
async def test_no_word_of_a_result_is_a_part_of_the_letter(
    reference: str, li: ScenarioUser, result: str
) -> None:
    assert (await li.says(f"ឆ្លើយ {result} ១៤/២៦ ក.ម")).endswith("Letter: 14/26 ក.ម")


async def test_a_withdrawal_typed_again_fills_its_check_anew(
    reference: str, sokha: ScenarioUser
) -> None:
    await sokha.says(f"/withdraw {reference} mistake 22/26 MoI")
    for typed in ("withdraw settled 23/26 MoI", "撤回请求 已解决 23/26 MoI"):
        assert "Reason: the matter is settled\nLetter: 23/26 MoI" in await sokha.says(typed)


@pytest.mark.parametrize("typed", ["日期改为3月3日", "date is 3 March", "កាលបរិច្ឆេទ ថ្ងៃទី៣ ខែមីនា"])
async def test_a_date_changes_the_only_day_of_a_check(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/receive {reference_of(service)} 2 March")
    await service.turn_to(at(3, 3, 2))
    assert "Received on: 3 March" in await li.says(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("公刑〔2026〕31号", "Letter: 公刑〔2026〕31号"),
        ("文号错了，是31号", "Letter: 公刑〔2026〕31"),
        ("日期错了，是3月31日", "Write the line and its new value"),
        ("更正", "Write the line and its new value"),
    ],
)
async def test_a_whole_letter_number_replaces_that_of_a_check(
    service: ScenarioDriver, zhang: ScenarioUser, typed: str, shown: str
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    await zhang.says(f"/minutes {code} 公刑〔2026〕30")
    assert shown in await zhang.says(typed)


async def test_a_check_without_a_value_to_change_answers_a_correction_as_other_words(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await service.turn_to(at(3, 5, 6))
    await zhang.says(f"/held {code} yes")
    for typed in ("更正", "correct"):
        await zhang.says(typed)
        zhang.sees(f"“{typed}”: The bot did not understand this.", "Please check.")
    for typed in ("no", "不", "ទេ"):  # there is no button that changes a value
        await zhang.says(typed)
        zhang.sees("Press “Cancel”, or write what you want to do instead.", "Please check.")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("牵头方改为中方", "Lead: China"),
        ("Lead: both", "Lead: both Parties"),
        ("ភាគីដឹកនាំ៖ ចិន", "Lead: China"),
    ],
)
async def test_a_choice_beside_the_name_of_its_line_changes_it(
    service: ScenarioDriver, dara: ScenarioUser, typed: str, line: str
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    await dara.says(f"/decide {code} KH 2026-07-31 A workshop")
    assert line in await dara.says(typed)
    assert "Decision: Two workshops" in await dara.says("decision: Two workshops")
    dara.sees(line)


@pytest.mark.parametrize("typed", ["/today", "备注", "/people"])
async def test_a_check_that_another_command_leaves_is_named(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/note {reference} add note The file has come")
    left = "Not finished, nothing was sent: Read or write confidential notes"
    assert left in await li.says(typed)
    assert left not in await li.says(typed)


@pytest.mark.parametrize("typed", ["退回", "return", "/return", "refuse", "拒绝"])
async def test_what_does_not_apply_now_names_the_own_act_that_has_not_left(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/answer {reference} confirmed 18/26")
    await li.presses_send()
    assert f"Reply · {reference} (Li) leaves today 10:06 unless" in await li.says(typed)
    assert "Please check. This goes to Cambodia." in await li.presses("Take back")


async def test_without_anything_to_correct_the_last_request_is_offered(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    reference = reference_of(service)
    await dara.sends(f"/withdraw {reference} mistake 22/26 MoI")
    for typed in ("correct", "/correct"):
        await dara.says(typed)
        assert dara.buttons[:2] == ["Correct a value", f"Open {reference}"]


async def test_a_letter_that_is_only_denied_is_asked_for(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    for typed in ("公函文号不是16", "letter not 16", "លិខិតលេខ៖ មិនមែន ១៦"):
        await li.says("/cancel", f"/answer {reference} confirmed 公刑〔2026〕16号", typed)
        assert "By which letter does the reply go?" in li.card
    assert "Letter: 公刑〔2026〕17号" in await li.says("公刑〔2026〕17号")


async def test_a_courtesy_sends_no_check_that_is_not_the_newest_message(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says("收悉 今日", "take back")
    assert "Send to Cambodia" not in li.buttons
    await li.says("ok")
    li.sees("Please check.")
    assert li.buttons[0] == "Send to Cambodia"
    await li.says("/cancel")
    assert "waiting for receipt" in await service["sokha"].says(f"/request {reference}")
    await li.says(f"/receive {reference} today")
    await li.presses_send()
    await li.says("take back", "好的")
    li.sees("Not sent. The button “Send to Cambodia” sends it as it is")


@pytest.mark.parametrize(
    "typed",
    [
        "the letter is dated 1 March",
        "dated 1 March",
        "来函日期3月1日",
        "落款3月1日",
        "ចុះថ្ងៃទី១ ខែមីនា",
    ],
)
async def test_the_day_of_a_letter_is_not_the_day_of_receipt(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    check = await li.says(f"/receive {reference_of(service)} today")
    await li.says(typed)
    li.sees("Nothing was changed.", check)


@pytest.mark.parametrize("typed", ["30 April?", "4月30日吗", "៣០ មេសា មែនទេ?"])
async def test_a_question_about_a_day_moves_no_due_date(
    reference: str, zhang: ScenarioUser, typed: str
) -> None:
    question = await zhang.says(f"/extend {reference}", "29 April")
    assert question in await zhang.says(typed)
    assert "30 April" in await zhang.says("until 30 April")


async def test_two_lines_in_one_sentence_are_both_changed_or_none(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/answer {reference} confirmed 公刑〔2026〕15号")
    await li.says("结果：未能确认，文号：公刑〔2026〕16号")
    li.sees("not confirmed (0 of 3)", "Letter: 公刑〔2026〕16号")


@pytest.mark.parametrize(
    "typed", ["sovereignty not security", "不是安全，是主权", "មិនមែន សន្តិសុខ ទេ អធិបតេយ្យភាព"]
)
async def test_an_item_of_a_list_takes_the_place_of_the_one_that_is_denied(
    reference: str, zhang: ScenarioUser, typed: str
) -> None:
    await zhang.says(f"/refuse {reference} security 90/26")
    assert "Grounds: sovereignty\n" in await zhang.says(typed)
    assert "Grounds: sovereignty and social order\n" in await zhang.says("拒绝理由：主权和社会秩序")
    assert "Grounds: security and social order\n" in await zhang.says("security not sovereignty")


@pytest.mark.parametrize(
    "typed",
    ["1 March", "不是3月2日，是3月1日", "received 1 March", "3月1日", "នៅថ្ងៃទី០១ ខែ០៣ ឆ្នាំ២០២៦"],
)
async def test_a_day_that_a_check_does_not_take_is_asked_again_with_the_reason(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/receive {reference_of(service)} 2 March")
    assert "It can only have been received on that day." in await li.says(typed)
    li.sees("On which day was the request received?")


@pytest.mark.parametrize(
    "typed", ["等一下，是2名", "wait, 2 people", "another one is being verified"]
)
async def test_what_a_check_cannot_take_says_what_to_do(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    check = await li.says(f"/answer {reference} confirmed 15/26")
    assert "use the buttons" in (await li.says(typed)).lower()
    li.sees(check)


async def test_the_label_of_send_keeps_what_is_chosen_at_an_open_list(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/ask {reference} portrait", "出生日期")
    for typed in ("Send to Cambodia", "发送", "发送给柬方"):
        assert "Nothing was sent: answer this question first." in await li.says(typed)
        assert {"✅ Photographs", "✅ Dates of birth"} <= {*li.buttons}


@pytest.mark.parametrize(
    "typed",
    [
        "文号：公刑〔2026〕13号，已确认1名",
        "公刑〔2026〕13号，未能确认",
        "letter 13/26 MoI, 2 people",
        "លិខិតលេខ ១៣/២៦ ក.ម, ២ នាក់",
    ],
)
async def test_a_question_for_a_letter_drops_no_other_value(
    reference: str, li: ScenarioUser, typed: str
) -> None:
    await li.says(f"/answer {reference} confirmed 15/26", "文号错了")
    assert "Write the letter number" in await li.says(typed)
    assert "Letter: 公刑〔2026〕18号" in await li.says("公刑〔2026〕18号，3月1日，外交途径")


async def test_nothing_to_take_back_leads_to_the_check_that_is_open(
    reference: str, li: ScenarioUser
) -> None:
    check = await li.says(f"/answer {reference} confirmed 15/26")
    for typed in ("take back", "收回"):
        await li.says(typed)
        li.sees(
            "There is nothing that you can take back",
            f"Not finished, nothing was sent: Reply to a request · {reference}",
        )
    assert check in await li.presses("Continue")


async def test_a_check_whose_record_has_changed_ends_with_the_reason(
    service: ScenarioDriver, reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await li.says(f"/answer {reference} confirmed 15/26")
    await zhang.sends(f"/answer {reference} not 16/26")
    for typed, shown in (("wait", "already recorded"), ("发送", "There is no question to answer")):
        await li.says(typed)
        li.sees(shown)
        assert "Cancel" not in (*li.buttons, li.card)


@pytest.mark.parametrize(
    "typed",
    ["另外2名还在核实", "2 others are still being verified", "២ នាក់ទៀត កំពុងផ្ទៀងផ្ទាត់"],
)
async def test_a_remark_puts_no_check_aside(reference: str, li: ScenarioUser, typed: str) -> None:
    check = await li.says(f"/answer {reference} 1=c,2=n 15/26")
    assert "buttons" in await li.says(typed)
    li.sees(check)
    assert "confirmed (3 of 3)" in await li.says("结果改为全部确认")
    await li.says("new request")
    li.sees("What do you request?", "Not finished, nothing was sent")


@pytest.mark.parametrize("typed", ["decline the extension", "不同意延期", "មិនយល់ព្រមពន្យារពេល"])
async def test_an_extension_that_no_one_proposed_is_not_proposed_by_declining_it(
    reference: str, zhang: ScenarioUser, typed: str
) -> None:
    await zhang.says(typed)
    assert "due date" not in zhang.card


async def test_a_number_of_one_person_is_no_count_at_a_check(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/answer {reference} partly 2 15/26")
    for typed in ("no. 1 confirmed", "person 1 is confirmed", "第1人未能确认", "其中第3名已确认"):
        await li.says(typed)
        li.sees("Result: partly confirmed (2 of 3)")
    assert "Result: 1: confirmed, 2: not confirmed" in await li.says("1号已确认，2号未能确认")
    assert "3: confirmed" in await li.says("លេខ ៣ បានបញ្ជាក់")
    li.sees("confirmed", "Letter: 15/26")
    check = await li.says(f"/answer {reference} 1=c,2=n 15/26")
    for typed in ("1确认", "2 confirmed", "letter 16/26 is not ready"):
        assert "Nothing was changed." in await li.says(typed), typed
        li.sees(check)
    assert "Write the letter number alone" in await li.says("letter 16/26 and 2 confirmed")
