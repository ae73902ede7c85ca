"""People type what they mean, in their own language; what leaves the Party is checked as always."""

from datetime import timedelta

import pytest

from liaison.core.cards import text
from liaison.core.text_parsing import ascii_digits
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.meetings.proposal_steps import raises_emergency


async def logged(service: ScenarioDriver, letter: str = "123/26 MoI") -> str:
    return await log_verification(service, "sokha", persons=1, children=0, letter=letter)


@pytest.mark.parametrize("language", ["zh", "km", "en"])
async def test_receipt_is_written_in_words_checked_and_sent_by_its_label(
    service: ScenarioDriver, li: ScenarioUser, language: str
) -> None:
    reference = await logged(service)
    words = {
        "zh": ("今天收悉{}", "ＫＨ"),
        "km": ("បានទទួល\u200b {} ថ្ងៃនេះ។", "KH"),
        "en": ("we received {} today", "kh"),
    }
    await li.says(f"/language {language}")
    li.language = language
    typed, letters = words[language]
    assert reference in await li.says(typed.format(reference.replace("KH", letters)))
    assert li.buttons[0] == li.send_label
    await li.says(li.send_label)
    assert li.words("button-take-back") in li.buttons


async def test_a_reply_to_a_message_needs_no_reference(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    first = await logged(service)
    second = await logged(service, "124/26 MoI")
    assert "Please check." in await li.says("received today", to=first)
    li.sees(first)
    for typed in ("两件都收到了", "三件都收到了", "បានទទួលទាំងពីរ"):
        assert "Choose one, or write its number." in await li.says("/cancel", "/receive", typed)
        assert typed not in li.card
    assert "Choose one, or write its number." in await li.says("received today")
    assert "Please check." in await li.says(second)


@pytest.mark.parametrize("typed", ["出生日期 照片", "出生日期、照片"])
async def test_the_labels_of_several_choices_choose_all(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    await li.says(f"/ask {reference}", typed)
    assert [each for each in li.buttons if "✅" in each] == ["✅ Dates of birth", "✅ Photographs"]


async def test_the_label_of_a_notification_is_typed_without_a_reply(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    for person in (li, zhang):
        await person.says("/language km")
        person.language = "km"
    assert reference in await li.says(li.words("button-receive-today"))
    assert li.buttons[0] == li.send_label
    await li.says(li.words("button-cancel"))
    second = await logged(service, "124/26 MoI")
    await zhang.says(zhang.words("button-refuse"))
    assert [each.split(" · ")[-1] for each in zhang.buttons[:2]] == [reference, second]


async def test_words_of_a_label_press_its_button(service: ScenarioDriver, li: ScenarioUser) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=0, letter="9/26")
    await li.sends(f"/receive {reference} today")
    await li.says("/language zh")
    li.language = "zh"
    await li.says(f"/answer {reference}", "按序号")
    li.sees_key("numbers-said", number=1, said=text("numbers-word-confirmed"))


@pytest.mark.parametrize(("language", "typed"), [("km", "ទទួលយក"), ("zh", "同意"), ("en", "accept")])
async def test_the_beginning_of_a_label_of_the_newest_message_is_no_receipt(
    service: ScenarioDriver, zhang: ScenarioUser, dara: ScenarioUser, language: str, typed: str
) -> None:
    reference = await logged(service)
    await zhang.says(f"/language {language}")
    zhang.language = language
    await zhang.says(typed)
    assert not zhang.buttons[0].startswith(zhang.words("button-day-today"))
    code = await raises_emergency(dara, "3.3 14:00", "3.3 15:00")
    await zhang.says(typed)
    offers = [zhang.words("button-accept-option", number=each) for each in (1, 2)]
    assert zhang.buttons[:2] == [f"{each} · {code}" for each in offers]
    assert reference not in zhang.card


async def test_letter_numbers_places_types_and_months_are_found(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in ("123/26", "moi", reference[-4:], "国籍与身份核查", "March 2026", "ខែមីនា"):
        await li.says(typed)
        assert reference in li.card, typed
    other = await logged(service, "124/26 MoI")
    assert "“26 MoI” is in these requests:" in await li.says("26 MoI")
    assert [each.split(" · ")[1] for each in li.buttons[:2]] == [other, reference]
    in_khmer = await logged(service, "១២៥/២៦ MoI")
    for typed in ("125/26", "១២៥/២៦"):
        await li.says(typed)
        assert in_khmer in li.card, typed
    for typed in ("100%", "天气预报"):
        assert f"“{typed}”: The bot did not understand this." in await li.says(typed)
    assert "did not understand" in await service["wang"].says("hospital")
    for typed in (
        "145/26",
        "CN26-A7F3K",
        "145",
        "received 145/26",
        "បានទទួល ១៤៥/២៦",
        "登记收悉 145/26",
    ):
        await li.says("/cancel", typed)
        li.sees(f"“{ascii_digits(typed)}”: No such request was found.")


async def test_words_that_are_not_understood_are_quoted_above_the_acts_that_are_near(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    await logged(service)
    for language, typed, wrong, act in (
        ("zh", "请对方尽快补充有关手续", "系统未能识别。\n您要办理的是：", "command-ask"),
        ("km", "ឆ្លើយហើយឬនៅ", "ប្រព័ន្ធមិនយល់ន័យទេ។\nតើលោកអ្នកចង់៖", "command-answer"),
        (
            "en",
            "reply after the holiday",
            "The bot did not understand this.\nDid you mean:",
            "command-answer",
        ),
    ):
        await zhang.says(f"/language {language}")
        zhang.language = language
        assert typed in await zhang.says(typed)
        zhang.sees(wrong)
        assert zhang.words(act) in zhang.buttons, typed


async def test_a_day_or_an_hour_with_two_readings_is_asked_about(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.says("/language en", "/explain 2/3")
    li.sees("“2/3” can be read in two ways. Which day do you mean?")
    assert li.buttons[:2] == ["2 March", "3 February"]
    await li.presses("Cancel")
    await service.turn(timedelta(days=2))
    for day in ("2/3", "Monday"):  # the other day has not come, or is before the request
        assert "Received on: 2 March" in await li.says(f"received {reference} {day}")
    await zhang.says("emergency tomorrow at 3")
    zhang.sees("can be at night or in the afternoon. Which time do you mean?")
    await zhang.presses("15:00")
    assert "Please check" in await zhang.presses(zhang.buttons[0])
    zhang.sees("15:00 Beijing")


async def test_a_time_without_a_day_is_asked_about_once_it_has_passed_and_keeps_its_request(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed, pressed, when in (
        (f"{reference} emergency 8am", "Tomorrow 08:00", "3 March, 08:00 Beijing"),
        (f"紧急会议 {reference} 3点", "Today 15:00", "2 March, 15:00 Beijing"),
        (f"紧急会议 {reference} 两小时后", "", "2 March, 12:02 Beijing"),
        (f"{reference} emergency 25 3pm", "", "25 March, 15:00 Beijing"),
        (f"{reference} emergency the 1st at 3pm", "", "1 April, 15:00 Beijing"),
        (f"紧急会议 {reference} 25号下午3点", "", "25 March, 15:00 Beijing"),
        (f"紧急会议 {reference} 今晚12点", "", "3 March, 00:00 Beijing"),
    ):
        assert reference in await zhang.says(typed)
        if pressed:
            await zhang.presses(pressed)
        await zhang.presses(zhang.buttons[0])
        assert reference in zhang.sees("Please check"), typed
        zhang.sees(when)
        await zhang.says("/cancel")
    assert "Received on: 2 March" in await li.says("received half an hour ago", to=reference)


async def test_two_requests_a_negation_and_other_text_change_nothing(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    first, second = await logged(service), await logged(service, "124/26 MoI")
    for typed in (
        f"received {first} and {second}",
        f"do not confirm {first}",
        f"还没有收悉{first}",
        "ថ្ងៃនេះភ្លៀងខ្លាំង",
        "x" * 5_000,
    ):
        await li.says(typed)
        assert "Please check" not in li.card, typed
    assert "Did you mean:" in await li.says("new reqest")
    assert "What do you request?" in await li.presses("New request")


@pytest.mark.parametrize(
    ("language", "act", "said"),
    [
        ("zh", "refuse", ("为什么拒绝", "不要拒绝")),
        ("zh", "receive", ("还没收到", "没有收到公函")),
        ("km", "refuse", ("ហេតុអ្វីបដិសេធ", "កុំទាន់ បដិសេធ")),
        ("km", "receive", ("មិនទាន់ទទួល",)),
        ("en", "refuse", ("why refuse", "do not refuse")),
        ("en", "receive", ("not received yet",)),
        ("en", "answer", ("do not reply yet",)),
    ],
)
async def test_an_act_that_is_denied_or_asked_about_is_not_offered(
    service: ScenarioDriver, zhang: ScenarioUser, language: str, act: str, said: tuple[str, ...]
) -> None:
    reference = await logged(service)
    await zhang.says(f"/language {language}")
    zhang.language = language
    for typed in said:
        await zhang.says("/cancel", typed)
        shown = zhang.buttons
        assert zhang.words(f"command-{act}.button") not in shown, typed
        assert len(shown) == len(set(shown)), typed
        assert reference in shown[0] or shown[0] == zhang.words("command-requests.button"), typed


async def test_a_text_that_is_too_long_for_a_button_is_answered(sokha: ScenarioUser) -> None:
    await sokha.says("កិច្ចប្រជុំ ថ្ងៃស្អែក ម៉ោង ៤ រសៀល")
    assert "What is the subject?" in await sokha.presses("⚠️ Emergency meeting")


async def test_an_emergency_is_understood_while_another_question_waits(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await logged(service, "124/26 MoI")
    await zhang.says("/language zh")
    zhang.language = "zh"
    for question in (f"/explain {reference}", "/receive", f"/refuse {reference}", "/request"):
        await zhang.says(question, "紧急会议")
        assert zhang.words("proposal-ask-occasion") in zhang.card, question
        await zhang.says("有人员处境危险")
        assert "何时举行？" in zhang.card, question
        await zhang.says("马上")
        assert "北京时间11:0" in zhang.card, question
        await zhang.says(zhang.words("button-cancel"))


async def test_a_call_for_help_is_answered_with_the_emergency_first(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in (
        "紧急情况，受害人有危险",
        "有受害人有生命危险，需要马上联系柬方",
        "បន្ទាន់! ជនរងគ្រោះ ៣ នាក់ត្រូវបានឃុំឃាំង",
        "ជួយផង មានគេវាយជនរងគ្រោះ",
        "a victim is in danger, help us",
        "紧急！被困，打电话 138 1234 5678",
    ):
        for question in ("/cancel", f"/refuse {reference}", f"/receive {reference} today"):
            await zhang.says(question, typed)
            assert zhang.buttons[0] == zhang.words("command-emergency.button"), typed


@pytest.mark.parametrize("typed", ["១២៥/២៦", "125", "125号的，昨天收到"])
async def test_the_number_of_a_record_that_is_shown_chooses_it(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await logged(service)
    reference = await logged(service, "125/26 MoI")
    await service.turn(timedelta(days=1))
    assert reference in await li.says("/receive", typed)
    assert li.words("button-day-today") in li.buttons or li.buttons[0] == li.send_label


async def test_a_request_is_named_by_the_number_of_its_letter(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference, other = await logged(service), await logged(service, "125/26 MoI")
    for typed in ("登记收悉 123/26", "收到123/26了", "បានទទួល 123/26", "received 123/26"):
        assert reference in await li.says("/cancel", typed), typed
        assert li.words("button-day-today") in li.buttons
    await service.turn(timedelta(days=1))
    for typed in ("១២៥/២៦", "125", "125号的，昨天收到"):  # it is shown, and chosen
        assert other in await li.says("/cancel", "/receive", typed), typed
        assert li.words("button-day-today") in li.buttons or li.buttons[0] == li.send_label
    for typed in ("123/26办得怎么样了", f"{reference} 什么情况", "លិខិត 123/26 ដល់ណាហើយ"):
        assert f"{reference} Identity check" in await li.says("/cancel", typed), typed
    assert "No such request was found." in await li.says("130/26什么情况")


async def test_what_a_sentence_says_beside_its_act_is_quoted(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed, left in (
        ("今日收悉，另外请补充照片", "另外请补充照片"),
        ("បានទទួលថ្ងៃនេះ, សុំព័ត៌មានបន្ថែម", "សុំព័ត៌មានបន្ថែម"),
        (f"收悉{reference}，今天", ""),
        ("今日收悉，谢谢", ""),
    ):
        await li.says("/cancel", typed)
        assert reference in li.card, typed
        assert ("This part is not done." in li.card) is bool(left), typed
        assert f"“{left}”" in li.card or not left


@pytest.mark.parametrize("typed", ["បានផ្ញើព័ត៌មាន លិខិត 130/26", "补充信息已发，公函130/26"])
async def test_the_number_of_a_new_letter_is_no_request(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, typed: str
) -> None:
    reference = await logged(service)
    assert "No request is at that step now." in await sokha.says(typed)
    await li.sends(f"/receive {reference} today")
    await li.sends(f"/ask {reference} 1")
    assert f"Supply of information · {reference}" in await sokha.says(typed)
    assert "Letter: 130/26" in sokha.sees("Please check")
    assert "Letter: 131/26" in await sokha.says(f"{reference} {typed.replace('130', '131')}")
    for wrong in ("应为132/26", "វិញ 132/26", "没有"):
        assert "Write the letter number" in await sokha.says(f"/supply {reference}", wrong)


async def test_a_choice_in_other_words_is_shown_above_the_next_question(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = await logged(service)
    await sokha.says(f"/withdraw {reference}")
    assert "Reason: sent by mistake" in await sokha.says("ផ្ញើច្រឡំ")
    assert sokha.buttons == ["Next number", "Without a letter", "Cancel"]


async def test_a_text_that_is_no_choice_brings_the_question_again(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    for asks in ("assign", "answer", "refuse", "ask", "status"):
        await zhang.says(f"/{asks} {reference}")
        question, choices = zhang.card, zhang.buttons
        await zhang.says("天气不错")
        assert zhang.card.startswith("“天气不错”: "), asks
        assert question in zhang.card
        assert zhang.buttons == choices
        await zhang.says("123/26")
        assert zhang.buttons == [zhang.words("button-open", code=reference), *choices]
        assert "123/26 MoI" in await zhang.presses(zhang.buttons[0])


@pytest.mark.parametrize("typed", ["资料不足", "ព័ត៌មានមិនគ្រប់គ្រាន់", "not enough information"])
async def test_missing_information_is_no_ground_and_is_asked_for(
    service: ScenarioDriver, zhang: ScenarioUser, typed: str
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    assert "Missing information is no ground: ask Cambodia" in await zhang.says(
        f"/refuse {reference}"
    )
    assert f"What is missing for {reference}?" in await zhang.says(typed)


async def test_a_receipt_on_an_impossible_day_is_asked_about_with_its_request(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in (f"昨天收悉{reference}", f"received {reference} yesterday"):
        await li.says(typed)
        assert reference in li.card, typed
        assert "The request was sent on 2 March." in li.card
        await li.presses(li.words("button-day-today"))
        assert reference in li.sees("Please check"), typed
        await li.says("cancel")


async def test_an_old_question_takes_no_text(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.says(f"/receive {reference}")
    await li.says("/propose")
    await service.turn(timedelta(hours=9))
    assert "Did you mean:" in await zhang.says("yesterday")
    await zhang.presses(zhang.words("button-resume-question"))
    zhang.sees("On which day was the request received?")
    assert "Please check." in await zhang.says("today")
    await zhang.says("/today")
    assert zhang.buttons[0] == zhang.words("button-resume-question")
    assert "Please check." in await zhang.says("发送给柬方")
    assert "On which day was the request received?" in await li.says("reply")
    await li.says("/menu")
    assert li.words("button-resume-proposal") in li.buttons
