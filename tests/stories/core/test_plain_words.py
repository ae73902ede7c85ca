"""People answer what they were asked with "yes", "no" or "send", and count people as they speak."""

import pytest

from tests.scenario import HOLD, PARTS, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.core.test_free_text import logged
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified


async def opened(service: ScenarioDriver, admin: ScenarioUser, *names: str) -> None:
    """Let people open invitations of an administrator."""
    for name in names:
        token = await service.invited(admin, PARTS["li"])
        await service.stranger(name).says(f"/start {token}")


@pytest.mark.parametrize(("yes", "no"), [("是", "不是"), ("បាទ", "ទេ"), ("yes", "no")])
async def test_whether_it_is_the_invited_person_is_answered_with_yes_or_no(
    service: ScenarioDriver, wang: ScenarioUser, yes: str, no: str
) -> None:
    await opened(service, wang, "Chen")
    assert "Chen has joined." in await wang.says(yes)
    await opened(service, wang, "Zhao")
    assert "revoked" in await wang.says(no)


async def test_a_yes_below_a_newer_message_asks_what_is_meant(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    await opened(service, wang, "Chen")
    await wang.says("/duty")
    await wang.says("是")
    assert wang.buttons[0] == "Yes, confirm · Chen"
    never_notified(wang, "Chen has joined")
    assert "Chen has joined." in await wang.presses("Yes, confirm · Chen")


async def test_a_yes_to_two_questions_asks_which_and_as_a_reply_answers_its_own(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    await opened(service, wang, "Chen", "Zhao")
    await wang.says("是")
    assert [each[-4:] for each in wang.buttons[:2]] == ["Zhao", "Chen"]
    assert "Chen has joined." in await wang.says("是", to="Chen opened the link")
    assert "There is no question to answer" in await wang.says("不是", to="Chen opened the link")
    assert "revoked" in await wang.says("不是", to="Zhao opened the link")


async def test_an_agreement_with_a_condition_is_asked_back(service: ScenarioDriver) -> None:
    await logged(service)
    reference, dara = await received(service), service["dara"]
    await service["zhang"].sends(f"/extend {reference} 15.4.2026 court")
    for typed in (
        "agree, but only until 10 April",
        "同意，但只到4月10日",
        "agree; if it is the last one",
    ):
        assert "Did you mean" in await dara.says(typed)
        assert dara.buttons[0].startswith("Agree to the extension")
    assert "Please check." in await dara.says("Agree, thank you")


async def test_what_follows_but_is_not_done_and_said_so(service: ScenarioDriver) -> None:
    await logged(service)
    reference, dara = await received(service), service["dara"]
    for typed in (f"close {reference}, but one is missing", f"{reference} 办结，但还缺1人"):
        assert "This part is not done." in await dara.says(typed)


async def test_what_comes_before_no_is_not_meant(service: ScenarioDriver) -> None:
    await logged(service)
    reference, dara = await received(service), service["dara"]
    for typed in (
        f"withdraw {reference}, no, ask about progress",
        f"撤回请求 {reference}，不，询问进展",
    ):
        shown = await dara.says(typed)
        assert "withdrawn" not in shown
        assert shown.startswith(reference)


async def test_the_last_of_two_numbers_of_persons_counts(dara: ScenarioUser) -> None:
    for typed in (
        "/new verification 4 people no 3 people routine",
        "新请求 核查 4人，不对，3人 一般",
        "សំណើថ្មី ផ្ទៀងផ្ទាត់អត្តសញ្ញាណ ៤ នាក់ អត់ទេ ៣ នាក់ ធម្មតា",
    ):
        assert "How many of them are children?" in await dara.says(typed)
        assert dara.buttons[:5] == ["0", "1", "2", "3", "Back"]
        await dara.says("/cancel")


@pytest.mark.parametrize("no", ["不是", "ទេ", "no", "Cancel"])
async def test_a_no_to_a_change_of_a_person_says_that_nothing_was_recorded(
    wang: ScenarioUser, li: ScenarioUser, no: str
) -> None:
    await wang.says("/suspend 2")
    assert "Nothing was recorded." in await wang.says(no)
    assert "You are focal person for China." in await li.says("/menu")


async def test_send_before_all_is_answered_says_that_nothing_was_sent(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await logged(service)
    await li.says("登记收悉")
    assert "Nothing was sent: answer this question first." in await li.says("发送")
    li.sees("On which day was the request received?")
    await li.says("/cancel", "国籍核查 2人 0名儿童")
    assert "Nothing was sent: answer this question first." in await li.says("发送")
    li.sees("How urgent is it?")
    await li.says("一般", "公刑〔2026〕18号", "今天", "警务")
    assert "Please check." in li.card
    await li.says("好的，发送")
    li.sees("Send a new request", "Until then you can take it back.")


async def test_that_is_all_at_a_list_of_choices_goes_on_to_its_check(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await logged(service)
    await received(service)
    await li.says("请柬方补充照片", "好了")
    li.sees("Please check.", "photograph")
    await li.says("发送")
    li.sees("Until then you can take it back.")


async def test_a_number_of_children_is_read_behind_any_number_of_people(li: ScenarioUser) -> None:
    for typed, children in (("移交嫌疑人 1人 0名儿童", 0), ("保护受害人 3人 1名儿童", 1)):
        await li.says("/cancel", typed)
        li.sees("Type: ", f"Children: {children}", "How urgent is it?")
        assert "名儿童" not in li.card
    await li.says("/cancel", "移交嫌疑人 3人")
    li.sees("Type: handover of suspects", "People: 3")


async def test_the_inbox_names_the_letter_of_each_request(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await logged(service)
    assert " · 123/26 MoI · " in await li.says("/inbox")


async def test_one_person_is_not_answered_in_part(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26 MoI")
    await received(service)
    await li.says("答复")
    choices = li.buttons
    assert "This is not one of the choices." in await li.says("部分确认")
    assert li.buttons == choices
    assert not any("Partly" in each for each in choices)


@pytest.mark.parametrize("wait", ["等等先别发", "ចាំសិនកុំទាន់ផ្ញើ", "don't send yet"])
async def test_who_wants_to_wait_reads_that_nothing_was_sent(
    service: ScenarioDriver, li: ScenarioUser, wait: str
) -> None:
    await logged(service)
    await li.says("/receive today")
    assert "Not sent" in await li.says(wait)


@pytest.mark.parametrize("typed", ["突发情况", "紧急情况", "អាសន្ន", "ករណីអាសន្ន"])
async def test_a_word_for_an_emergency_offers_one(li: ScenarioUser, typed: str) -> None:
    await li.says(typed)
    assert li.buttons[0] == "⚠️ Emergency meeting"


@pytest.mark.parametrize(
    "typed", ["发送给柬方？", "Send to Cambodia?!", "ផ្ញើជូនភាគីកម្ពុជា ?", "“发送给柬方”"]
)
async def test_a_label_in_a_question_or_in_quotation_marks_presses_nothing(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await logged(service)
    await li.says("/receive today", typed)
    li.sees("Please check.")
    assert "Take back" not in li.buttons
    await li.says("发送给柬方……")
    assert "Take back" in li.buttons
    await li.says("收回？")
    await service.turn(HOLD)
    assert "waiting for receipt" not in await service["sokha"].says("/requests")


async def test_a_question_about_an_emergency_alarms_no_one(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser
) -> None:
    await dara.says("emergency tomorrow 10am video a person is in danger", "send to China?")
    dara.sees("Please check.")
    never_notified(li, "🚨")
    await dara.says("Send to China")
    li.sees("🚨")


@pytest.mark.parametrize("typed", ["确认", "yes", "否", "国籍与身份已确认？", "全部确认？"])
async def test_a_yes_or_a_question_is_no_result(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await logged(service)
    await received(service)
    await li.says("答复")
    assert "This is not one of the choices." in await li.says(typed)
    assert "confirmed (1 of 1)" in await li.says("已确认")


@pytest.mark.parametrize("typed", ["More…", "更多", "公函", "正在办理？"])
async def test_progress_is_told_only_by_a_whole_label(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, typed: str
) -> None:
    await logged(service)
    await received(service)
    await li.says("/status")
    assert "What is the progress" in await li.says(typed)
    never_notified(sokha, "⏳")
    await li.says("尚需时间")
    sokha.sees("⏳")


@pytest.mark.parametrize(
    "typed", ["received {} yesterday?", "He received {} today", "今天他们收悉 {}", "“收悉 {} 今天”"]
)
async def test_what_others_did_and_a_question_fill_no_check(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    typed = typed.format(await logged(service))
    quoted = typed.strip("“”")
    assert f"“{quoted}”: The bot did not understand this." in (await li.says(typed)).split("\n")
    assert "Confirm receipt of a request" in li.buttons


@pytest.mark.parametrize("typed", ["请勿撤回 {}", "China asked us to withdraw {}"])
async def test_a_wish_of_others_withdraws_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, typed: str
) -> None:
    assert "did not understand" in await sokha.says(typed.format(await logged(service)))


@pytest.mark.parametrize(
    "typed", ["no emergency today", "is there an emergency meeting tomorrow 10am?"]
)
async def test_no_emergency_and_a_question_about_one_open_no_form(
    li: ScenarioUser, typed: str
) -> None:
    assert "did not understand" in await li.says(typed)


@pytest.mark.parametrize("typed", ["not received {} yet", "还没有收悉 {}"])
async def test_a_request_that_a_sentence_names_is_shown(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    reference = await logged(service)
    assert "did not understand" in await li.says(typed.format(reference))
    li.sees(f"{reference} Identity check", "waiting for receipt")


async def test_daily_sentences_open_what_they_ask_for(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await logged(service)
    for player, typed, shown in (
        (zhang, "柬方有回复吗", "Requests: Open"),
        (zhang, "有没有新消息", "Notifications"),
        (zhang, "怎么联系柬方", "People of China"),
        (zhang, "帮我请个假", "out of office"),
        (zhang, "会议改期", "Propose other times"),
        (zhang, "我有急事，明天请假", "What is the last day?"),
        (dara, "ចិនឆ្លើយហើយឬនៅ", "Requests: Open"),
        (zhang, "进度如何", "progress"),
        (dara, "ថ្ងៃនេះមានអ្វី", "To do"),
        (dara, "លេខទូរស័ព្ទចិន", "People of Cambodia"),
        (dara, "any new messages", "Notifications"),
    ):
        await player.says("/cancel", "/menu")
        assert shown in await player.says(typed), typed
