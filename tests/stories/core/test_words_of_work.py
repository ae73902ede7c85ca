"""People search, press for news, answer and ask in words of their work."""

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.core.test_free_text import logged


async def test_a_type_or_a_month_in_words_is_a_condition_of_the_search(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in (
        "核查",
        "查 核查",
        "3月的请求",
        "ស្វែងរក ផ្ទៀងផ្ទាត់",
        "លិខិត ១២៣",
        "requests of March",
        "本周的请求",
        "本月的请求",
        "សំណើខែនេះ",
        "requests of this week",
    ):
        await li.says("/menu", typed)
        assert reference in li.card, typed
    for typed in (
        "遣返",
        "2月的请求",
        "遣返的请求",
        "查 遣返",
        "សំណើ ខែកុម្ភៈ",
        "repatriation requests",
        "上周的请求",
        "上个月的请求",
        "សំណើសប្តាហ៍មុន",
        "requests of last month",
    ):
        assert "No such request was found." in await li.says(typed), typed
        assert reference not in li.card


async def test_pressing_for_news_and_labels_of_other_cards_are_understood(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in ("催一下", "催办", "为什么中方还没收到", "any update"):
        await sokha.says("/menu", typed)
        assert "Ask about or report progress" in sokha.card, typed
        assert reference in sokha.buttons[0], typed
    assert f"History of {reference}" in await sokha.says("/menu", "ប្រវត្តិករណី")
    await zhang.says("/menu", "正在办理")
    assert zhang.words("command-refuse") not in zhang.buttons
    assert "To do" in await zhang.says("/menu", "全部已阅")


async def test_what_is_missing_is_said_in_one_sentence(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    for typed in ("照片和出生日期", "រូបថត និង ថ្ងៃខែឆ្នាំកំណើត", "缺照片\nខ្វះថ្ងៃខែឆ្នាំកំណើត"):
        await li.says(f"/ask {reference}", *typed.splitlines())
        chosen = [each for each in li.buttons if "✅" in each]
        assert chosen == ["✅ Dates of birth", "✅ Photographs"], typed
    assert "This is not one of the choices." in await li.says(f"/ask {reference}", "其他")
    assert reference in await li.says("/cancel", "/request 123/26")


async def test_a_sentence_asks_for_the_information_that_it_names(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    for typed in (
        "请补充照片和出生日期",
        "សុំព័ត៌មានបន្ថែម រូបថត និង ថ្ងៃខែឆ្នាំកំណើត",
        f"ask for information {reference}: photos and dates of birth",
    ):
        await li.says("/cancel", typed)
        assert f"What is missing for {reference}?" in li.card, typed
        chosen = [each for each in li.buttons if "✅" in each]
        assert chosen == ["✅ Dates of birth", "✅ Photographs"], typed


async def test_a_sentence_with_the_result_fills_the_reply(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=0, letter="129/26 MoI")
    await li.sends(f"/receive {reference} today")
    for typed, result in (
        ("答复 129/26 确认", "confirmed (3 of 3)"),
        ("答复 129/26 MoI 未能确认", "not confirmed (0 of 3)"),
        ("2/3确认", "partly confirmed (2 of 3)"),
        ("3人中2人确认", "partly confirmed (2 of 3)"),
        ("回复:2人确认,1人不是", "partly confirmed (2 of 3)"),
        ("ឆ្លើយ បញ្ជាក់ ២ នាក់", "partly confirmed (2 of 3)"),
        (f"{reference} 2/3 confirmed", "partly confirmed (2 of 3)"),
        ("核查结果2人属实", "partly confirmed (2 of 3)"),
        ("核实了，3人都是", "confirmed (3 of 3)"),
        ("លទ្ធផលផ្ទៀងផ្ទាត់៖ ត្រឹមត្រូវ ២ នាក់ មិនត្រឹមត្រូវ ១ នាក់", "partly confirmed (2 of 3)"),
        ("result: 2 people confirmed, 1 not confirmed", "partly confirmed (2 of 3)"),
        ("答复 3人全部确认", "confirmed (3 of 3)"),
    ):
        assert f"{result}.\n\nBy which letter" in await li.says("/cancel", typed), typed
        await li.says("/cancel", f"/answer {reference}", typed.removeprefix(f"{reference} "))
        assert f"{result}.\n\nBy which letter" in li.card, typed
        await li.says("/cancel", f"{typed}，公刑〔2026〕18号")
        assert f"{result}\nLetter: 公刑〔2026〕18号" in li.card, typed
        await li.says("/cancel")
    assert "partly confirmed (2 of 3)." in await li.says(
        "/cancel", "129号核查结果：2人属实，1人不是"
    )
    for typed in ("已核查 2人是中国人 1人不是", "1人已确认，其余两人正在核实"):
        assert f"“{typed}”: This is not one of the choices." in await li.says("/cancel", typed)
        li.sees("What is the result for the 3 people?")
    await li.says("/cancel")
    assert "No request is at that step now." in await li.says("2/3确认收悉")
    assert "Correct what was sent" in await li.says("答复有误 3人")


async def test_before_the_receipt_another_act_says_that_this_is_first(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await logged(service)
    for typed, does in (
        ("需要补充照片", "Ask for missing information"),
        ("答复：2人属实，1人不是", "Reply to a request"),
        ("មន្ត្រីទទួលបន្ទុក Li", "Assign a request"),
    ):
        assert "Receipt comes first." in await li.says("/cancel", typed), typed
        li.sees(f": {does}", "On which day was the request received?")
    for typed in ("បញ្ជាក់ថាបានទទួល", "confirm receipt", "登记收悉"):
        assert "Please check." in await li.says("/receive", "today", typed), typed
        assert li.buttons[0] == "Send to Cambodia"


async def test_what_an_answer_says_beside_its_value_is_quoted(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    for typed, left in (
        ("公刑〔2026〕18号，另外请补充照片", "另外请补充照片"),
        ("公刑〔2026〕18号，3月1日，外交途径", ""),
    ):
        await li.says(f"/answer {reference} confirmed", typed)
        assert "Letter: 公刑〔2026〕18号" in li.card, typed
        assert ("This part is not done." in li.card) is bool(left), typed
        assert f"“{left}”" in li.card or not left
    await li.says(f"/answer {reference}", "已确认，另外请补充照片")
    assert "By which letter" in li.sees("“另外请补充照片”: This part is not done.")
    for asked, typed, question in (
        ("/new", "身份核查", "Step 2"),
        ("/new", "ការផ្ទៀងផ្ទាត់អត្តសញ្ញាណ", "Step 2"),
        ("/propose", "年度磋商", "On which day?"),
    ):
        await li.says("/cancel", asked)
        assert question in await li.says(typed), typed
        assert "This part is not done." not in li.card, typed


async def test_an_open_joint_approval_is_answered_in_words(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    await zhang.sends(f"/extend {reference} +10 court")
    for person, typed in (
        (dara, "approve"),
        (dara, "ឯកភាព"),
        (dara, "同意延期"),
        (zhang, "撤回提议"),
    ):
        assert "due 1 April → 11 April" in await person.says("/menu", typed), typed
        assert "This part is not done." not in person.card, typed


async def test_a_number_beside_an_act_names_a_letter_and_no_other_request(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser
) -> None:
    letter = "公刑函〔2026〕88号"
    code = await log_verification(service, "li", persons=3, children=1, letter=letter)
    for typed in ("received 88 today", f"收到{letter}", "លិខិត ៨៨ បានទទួលថ្ងៃនេះ", "បដិសេធ ៨៨"):
        assert code in await dara.says("/cancel", typed), typed
    for typed in ("received 99 today", "refuse 5", "លេខ ៩៩៩ បានទទួលថ្ងៃនេះ", "បដិសេធ ៩៩៩"):
        assert "No such request was found." in await dara.says("/cancel", typed), typed
    first, second = await logged(service, "231/26 MoI"), await logged(service, "232/26 MoI")
    await li.sends(f"/receive {second} today")
    await li.sends(f"/answer {second} confirmed -")
    for typed in ("close 231", "បញ្ចប់ករណី ២៣១", "ប្រគល់ចម្លើយត្រឡប់ ២៣១", "ដកសំណើវិញ ២៣១"):
        assert first in await dara.says(typed), typed
        assert second not in dara.card


async def test_a_question_takes_no_letter_of_another_request_for_its_answer(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    first, second = await logged(service, "231/26 MoI"), await logged(service, "232/26 MoI")
    for asked in ("/menu", f"/receive {second}", f"/receive {second} today"):
        assert f"Confirmation of receipt · {first}" in await li.says(asked, "231 今天收悉"), asked
    assert f"Confirmation of receipt · {second}" in await li.says("/receive", "232号今天收到了")
    await li.says("/cancel", "231和232收到了")
    assert [each.split(" · ")[-1] for each in li.buttons[:2]] == [first, second]


async def test_what_a_reply_takes_back_is_of_its_request(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    first, second = await logged(service), await logged(service, "124/26 MoI")
    await sokha.says(f"/request {first}", f"/request {second}", "/menu")
    await sokha.says("ដកវិញ", to=first)
    await sokha.presses(sokha.words("button-withdraw"))
    assert first in sokha.sees("Why is the request withdrawn?")


async def test_a_type_and_a_number_of_persons_are_of_a_new_request(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    for person, typed, persons in (
        (li, "我要提出新请求，核查三名人员，文号公刑函2026年第88号，今天的函，普通", 3),
        (li, "我们想请柬方核查两个人的身份", 2),
        (li, "核查请求两人", 2),
        (sokha, "សំណើផ្ទៀងផ្ទាត់ ៤ នាក់", 4),
        (sokha, "request to verify 4 people, letter 77/26, today, routine", 4),
    ):
        await person.says("/cancel", typed, "/draft")
        person.sees("Type: verification of nationality and identity", f"People: {persons}")
        assert reference not in person.card, typed
    for person, typed, said in (
        (li, "请求提供信息 2人", ("Type: information and evidence", "People: 2")),
        (sokha, "ស្នើសុំព័ត៌មាន ៣ នាក់", ("Type: information and evidence", "People: 3")),
        (sokha, "request for information about 2 persons", ("Type: information", "People: 2")),
        (li, "紧急核查国籍 3人 文号公刑77", ("Urgency: urgent", "People: 3", "Letter: 公刑77")),
        (sokha, "ផ្ទៀងផ្ទាត់បន្ទាន់ ៣ នាក់ លិខិត ៩៩/២៦", ("Urgency: urgent", "People: 3")),
        (li, "请柬方协助核查3人国籍，急", ("Step 4",)),
        (li, "请协助调查一起拐卖案件", ("Step 2", "How urgent is it?")),
        (sokha, "ស្នើសុំស៊ើបអង្កេត ករណីជួញដូរមនុស្ស", ("Step 2",)),
        (sokha, "please help investigate 2 cases of trafficking", ("Step 2",)),
        (sokha, "investigation of 2 victims", ("Type: investigation", "People: 2")),
        (li, "信息请求", ("Step 2",)),
        (sokha, "សំណើព័ត៌មាន", ("Step 2",)),
    ):
        await person.says("/cancel", typed)
        person.sees(*said)
    await sokha.says("/cancel", "សំណើបន្ទាន់ ផ្ទៀងផ្ទាត់ ២ នាក់ លិខិតលេខ ៩៩/២៦ ថ្ងៃនេះ")
    assert sokha.buttons[:2] == ["New request", "⚠️ Emergency meeting"]


async def test_how_many_days_are_left_is_answered_with_the_requests(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    for person, typed in (
        (li, "还有几天到期"),
        (li, "期限是哪天"),
        (sokha, "តើសំណើនេះផុតកំណត់ថ្ងៃណា"),
        (sokha, "how many days are left"),
    ):
        assert "received, 30 days left" in await person.says("/menu", typed)
    assert "1 April" in await sokha.says("how many days are left for 123/26")
    for typed in ("agree to the extension", "同意延期"):
        assert "None at present." in await service["dara"].says(typed), typed
    for typed in ("我不会用", "这是什么", "bangzhu", "មិនចេះប្រើ"):
        assert "What the bot does" in await sokha.says(typed), typed


async def test_a_withdrawal_says_its_reason(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    await logged(service, "129/26 MoI")
    for typed, reason in (
        ("撤回 129/26 因为当事人已找到", "the matter is settled"),
        ("withdraw 129/26 because the person was found", "the matter is settled"),
        ("ដកសំណើ ១២៩/២៦ ព្រោះរកឃើញជនរងគ្រោះហើយ", "the matter is settled"),
        ("ដកសំណើ ១២៩/២៦ បានផ្ញើច្រឡំ", "sent by mistake"),
        ("撤回请求 129/26 重复发送", "sent twice"),
        ("withdraw 129/26, handled through the embassy", "handled through another channel"),
    ):
        assert f"Reason: {reason}\n" in await sokha.says("/cancel", typed), typed
        assert f"Reason: {reason}\nLetter: 7/26" in await sokha.says("7/26"), typed
        await sokha.says("/cancel")


@pytest.mark.parametrize(
    ("person", "typed"),
    [
        (
            "li",
            "公安部刑事侦查局致柬方：请协助核查3名受害人（其中1名儿童）国籍与身份事，请于30日内函复为盼。公刑〔2026〕88号。2026年3月1日。顺致崇高敬意。",
        ),
        (
            "sokha",
            "ក្រសួងមហាផ្ទៃ ស្នើសុំ ផ្ទៀងផ្ទាត់ ៣នាក់ កុមារ ១នាក់ លិខិត ១២៤/២៦ ចុះថ្ងៃទី១ ខែមីនា",
        ),
        (
            "dara",
            "MoI to MPS: Verification of 3 victims, 1 child. Letter 124/26 MoI dated 1 March.",
        ),
    ],
)
async def test_a_letter_that_is_pasted_fills_the_form_or_is_answered_with_what_is_near(
    service: ScenarioDriver, person: str, typed: str
) -> None:
    each = service[person]
    await each.says(typed)
    each.sees("Step ", "People: 3", "Children: 1", "Letter: ", "Date of the letter: 1 March")
    assert "Letter: Letter" not in each.card
    await each.says("/cancel", f"{typed} {typed}")
    assert each.buttons[0] in ("New request", "⚠️ Emergency meeting") or "Step " in each.card


@pytest.mark.parametrize(
    ("person", "typed", "letter"),
    [
        ("li", "3人, 其中1名儿童, 公函 公刑124/26", "公刑124/26"),
        ("sokha", "ជនរងគ្រោះ ៣ នាក់ កុមារ ១ នាក់ លិខិតលេខ ១២៤/២៦ ក.ម", "124/26 ក.ម"),
        ("dara", "3 persons, 1 child, letter 124/26 MoI", "124/26 MoI"),
    ],
)
async def test_a_value_that_names_its_question_is_taken_before_this_is_asked(
    service: ScenarioDriver, person: str, typed: str, letter: str
) -> None:
    each = service[person]
    for asked in ("Step 2", "How urgent is it?", "People: 3", "Children: 1", f"Letter: {letter}"):
        assert asked in await each.says("/cancel", "/new verification", typed)
    assert "Date of the letter" not in each.card
    assert "What is the date of the letter?" in await each.says("routine")
    await each.says("/cancel", "/new verification")
    await each.says("លិខិត ១២៩/២៦ ក.ម ចុះថ្ងៃទី១ ខែមីនា ធម្មតា")
    each.sees("Step 3", "Letter: 129/26 ក.ម", "Date of the letter: 1 March", "Urgency: routine")


@pytest.mark.parametrize(
    "typed", ["新请求 核查 3人", "សំណើថ្មី ផ្ទៀងផ្ទាត់ ៣ នាក់", "new request verification 3 people"]
)
async def test_a_new_request_in_words_begins_beside_any_open_question(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=0, letter="9/26 MoI")
    await li.sends(f"/receive {reference} today")
    for asked in (
        ["答复"],
        ["答复", "全部确认"],
        ["要求补充信息"],
        [f"/answer {reference} confirmed -"],
    ):
        await li.says("/cancel", *asked)
        assert "People: 3" in await li.says(typed), asked
        li.sees("Step 2", "Not finished, nothing was sent: ")
        li.sees(f"· {reference}.")
        await li.says("/cancel")


async def test_requests_that_have_not_left_are_named_by_their_letters(sokha: ScenarioUser) -> None:
    for letter in ("130/26 MoI", "131/26 MoI"):
        await sokha.says(f"/new verification 1 0 {letter} routine today police")
        await sokha.presses_send()
    for letter in ("130/26 MoI", "131/26 MoI"):
        assert f"Send a new request · {letter} (Sokha) leaves" in await sokha.says("/today")


async def test_a_second_number_of_people_is_of_children_only_beside_a_word_for_them(
    service: ScenarioDriver, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    for person, typed in (
        (zhang, "请柬方核查2人身份，1人已成年"),
        (zhang, "核查5人，其中2人是女的"),
        (zhang, "new verification 5 people, 2 women"),
        (sokha, "ស្នើសុំផ្ទៀងផ្ទាត់ ៥ នាក់ ស្រី ២ នាក់"),
    ):
        await person.says("/cancel", typed)
        assert "Children" not in person.card, typed
        assert "This part is not done." in person.card, typed
    assert "Children: 2" in await zhang.says("/cancel", "核查5人，其中2名儿童")
    await zhang.says("/cancel", "/new", "核查", "一般", "3人，2人已成年")
    assert "children" in zhang.sees("Step 4")


async def test_a_yes_or_no_that_answers_nothing_leads_to_what_is_to_be_done(
    sokha: ScenarioUser, li: ScenarioUser
) -> None:
    for typed in ("yes", "no", "ទេ", "是", "不", "没问题"):
        for each in (sokha, li):
            assert f"“{typed}”: There is no question to answer" in await each.says(typed)
            assert each.buttons[:2] == ["To do", "Menu"]


async def test_a_search_is_of_a_type_and_a_month_together_or_of_a_letter_and_its_label_opens_it(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in ("三月份的核查", "verifications of March", "ការផ្ទៀងផ្ទាត់ ខែមីនា", "123/26号"):
        assert f"{reference} Identity check" in await sokha.says("/menu", typed), typed
    for typed in ("repatriations of March", "ការផ្ទៀងផ្ទាត់ ខែកុម្ភៈ"):
        assert f"“{typed}”: No such request was found." in await sokha.says(typed)
    for typed in ("search requests", "查找请求", "ស្វែងរកសំណើ", "/find"):
        shown = await sokha.says("/menu", typed)
        assert shown.startswith("Write a letter number, a reference"), typed
