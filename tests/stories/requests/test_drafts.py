"""Logging a request as a conversation: forward, back, skipping, interrupted, taken up again."""

import pytest

from liaison.core.cards import text
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser
from tests.stories.core.test_pii_detector import IDENTITY
from tests.stories.sent_messages import never_notified

PRESS = (
    "Nothing was changed. Write the line and its new value, for example “Letter: 124/26”, or use"
)


async def test_one_card_changes_in_place_and_typed_answers_are_taken_off(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/new")
    before = len(sokha.visible)
    await sokha.presses("Identity check", "urgent")
    await sokha.says("12", "4", "123/26 MoI")
    assert len(sokha.visible) == before
    sokha.sees("Step 6")


async def test_back_asks_the_last_question_again(sokha: ScenarioUser) -> None:
    await sokha.says("/new")
    assert "How many people does it concern?" in await sokha.presses("Identity check", "urgent")
    assert "How urgent is it?" in await sokha.presses("Back")
    assert "Step 3" in await sokha.presses("routine")


async def test_two_values_are_corrected_at_the_check_and_nothing_else_is_asked_again(
    sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/new", "verification", "routine", "3", "1", "9/26", "-", "-")
    await sokha.presses("Change", "Urgency", "urgent", "Change", "People")
    await sokha.says("12")
    for line in ("Urgency: urgent", "People: 12", "Children: 1", "Letter: 9/26"):
        sokha.sees(line)
    await sokha.sends()
    li.sees("new request.")


@pytest.mark.parametrize(
    ("language", "said", "rest", "corrections", "letter"),
    [
        (
            "en",
            "new request: verify 3 people, 1 child, letter 123/26 MoI dated 1 March, urgent",
            ["the letter is 124/26 MoI", "-"],
            ["no wait, 2 not 3", "routine, date is 26 feb and letter 124/26 MoI"],
            "124/26 MoI",
        ),
        (
            "zh",
            "新请求 请核实张伟等3人是否贵国公民, 文号 公刑123, 2026-03-01",
            ["一般", "1名儿童", "-"],
            ["文号改为公刑124", "不对，2人，不是3人"],
            "公刑124",
        ),
        (
            "km",
            "សំណើថ្មី ផ្ទៀងផ្ទាត់សញ្ជាតិ ៣ នាក់ កុមារ ១ លិខិតលេខ ១២៣/២៦ ចុះថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦",
            ["ធម្មតា", "-"],
            ["លិខិតលេខ ខ ១២៤/២៦", "មិនមែន ៣ នាក់ទេ ២ នាក់"],
            "ខ ១២៤/២៦",
        ),
    ],
)
async def test_a_request_in_one_sentence_keeps_its_values_and_is_corrected_in_words(
    sokha: ScenarioUser,
    language: str,
    said: str,
    rest: list[str],
    corrections: list[str],
    letter: str,
) -> None:
    await sokha.says(f"/language {language}")
    sokha.language = language
    await sokha.says(said, *rest, *corrections)
    assert sokha.buttons[0] == sokha.send_label
    for field, answer in (("persons", 2), ("children", 1), ("letter", letter)):
        sokha.sees_key("named-value", name=text(f"field-{field}"), value=answer)
    sokha.sees(sokha.words("urgency-routine"))


async def test_the_values_behind_no_children_are_taken(sokha: ScenarioUser) -> None:
    for typed in (
        "新请求 核查国籍 2人 没有儿童 一般 公安函〔2026〕41号 3月1日 警务",
        "សំណើថ្មី ផ្ទៀងផ្ទាត់ ២នាក់ គ្មានកុមារ ធម្មតា លិខិតលេខ ៤១/២៦ ថ្ងៃទី១ មីនា នគរបាល",
        "/new verification 2 people no children routine letter 41/26 1 March police",
    ):
        await sokha.says(typed)
        sokha.sees("Please check.", "Children: 0", "Date of the letter: 1 March", "People: 2")
        sokha.sees("Urgency: routine")
        await sokha.says("/cancel")


async def test_the_numbers_of_a_line_that_no_answer_takes_are_quoted(sokha: ScenarioUser) -> None:
    for typed, left in (
        ("verification 3 1 12/26 2026-03-01 police", "12/26"),
        ("verification 3 1 12/26 routine", "12/26"),
        ("verification 3 people 1 child letter 12/26 of 2026-03-01 police", ""),
        ("verification 3 1 124/26 MoI urgent 25.2", ""),
        ("repatriation 3 1 124/26 10.4", "10.4"),
        ("verification 3 1 2", "3 1 2"),
        ("verification 3 1 李伟18", "李伟18"),
        ("verification 3 1 Chan Dara 12", "Chan Dara 12"),
        ("核查 3 1 公部〔2026〕19号 王芳 2", "王芳 2"),
        ("ការផ្ទៀងផ្ទាត់ ៣ ១ ១២៤/២៦", ""),
        ("ការផ្ទៀងផ្ទាត់ ៣នាក់ កុមារ១នាក់ លិខិតលេខ ១២/២៦", ""),
        ("核查 紧急 3人 1名儿童 公函 公刑〔2026〕12号", ""),
    ):
        await sokha.says(f"/new {typed}")
        quoted = f"“{left}”: This part is not done." if left else "This part is not done."
        assert (quoted in sokha.card) is bool(left), typed
        await sokha.says("/cancel")
    assert "People: 3\nChildren: 1" in await sokha.says("/new verification 3 1 Chan Dara 12")


async def test_a_line_beside_an_open_draft_is_kept_by_the_button_or_quoted(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/new verification 3 1 124/26")
    assert "This part is not done." not in await sokha.says("/new 核查 4 1 公部〔2026〕19号")
    assert "公部〔2026〕19号" in await sokha.presses(sokha.words("button-begin-again"))
    khmer = "ផ្ទៀងផ្ទាត់ 4 1 129/26 ក.ម ធម្មតា"
    assert f"“{khmer}”: This part is not done." in await sokha.says(f"/new {khmer}")


@pytest.mark.parametrize(
    "typed",
    [
        "new request letter 45/26 two victims identity check sent yesterday",
        "សំណើថ្មី លិខិត 45/26 ជនរងគ្រោះ ២ នាក់ សុំបញ្ជាក់អត្តសញ្ញាណ ម្សិលមិញ",
        "新请求 身份核查 文号45/26 两名被害人 昨天",
    ],
)
async def test_a_question_shows_the_later_answers_that_a_sentence_had(
    sokha: ScenarioUser, typed: str
) -> None:
    shown = await sokha.says(typed)
    for line in ("Step 2", "People: 2", "Letter: 45/26", "Date of the letter: 1 March"):
        assert line in shown
    assert "People: 2" not in await sokha.says("/cancel", "/new")


@pytest.mark.parametrize(
    "said",
    [
        ("核查", "不太紧急", "1名儿童", "2人，儿童0", "没有文号", "没有", "不知道"),
        ("ផ្ទៀងផ្ទាត់សញ្ជាតិ", "មិនសូវបន្ទាន់", "២ នាក់", "អត់មានទេ", "គ្មាន", "អត់មានទេ", "មិនដឹង"),
        ("identity check", "not urgent", "two people", "none", "no letter number", "none", "none"),
    ],
)
async def test_answers_are_understood_in_words(sokha: ScenarioUser, said: tuple[str, ...]) -> None:
    await sokha.says("/new", *said)
    for line in ("Urgency: routine", "People: 2", "Children: 0", "Letter: not stated"):
        sokha.sees(line)
    assert "Letter: 123/26" in await sokha.says("លិខិត ១២៣/២៦")


async def test_a_wrong_answer_is_explained_and_asked_again(sokha: ScenarioUser) -> None:
    for answers, wrong, said in (
        ([], "something", "This is not one of the choices."),
        (["verification", "urgent"], "none", "Write a whole number from 1 to 999."),
        (["verification", "urgent"], "1000", "Write a whole number from 1 to 999."),
        (["verification", "urgent", "2"], "3", "Write a whole number from 0 to 2."),
        (["verification", "urgent", "2", "0"], "Sok Dara", "Write the letter number"),
        (
            ["verification", "urgent", "2", "0", "9/26"],
            "31.2.2026",
            "The bot cannot read this date",
        ),
        (["verification", "urgent", "2", "0", "9/26"], "2027-01-01", "Give a date from"),
        (["protection", "urgent", "2", "0", "9/26", "-", "-"], "2026-03-01", "has passed"),
        (["protection", "urgent", "2", "0", "9/26", "-", "-"], "-", "needs an answer"),
    ):
        await sokha.says("/new", *answers)
        question = sokha.card
        await sokha.says(wrong)
        assert said in sokha.card.splitlines()[0]
        assert sokha.card.startswith(f"“{wrong}”: ") is (wrong != "-")
        assert question in sokha.card
        await sokha.says("/cancel")


async def test_the_same_wrong_answer_twice_is_answered_with_more(sokha: ScenarioUser) -> None:
    await sokha.says("/new", "verification", "urgent")
    seen, more = [], "This is still not accepted. Write only what the question asks for"
    for times in range(3):
        await sokha.says("many")
        seen.append(sokha.visible[-1].message_id)
        assert "Write a whole number" in sokha.card
        assert (more in sokha.card) is (times > 0)
        assert not any(each.text == "many" for each in sokha.visible)
        assert sokha.has_seen("Step 3") == 1
    assert seen == sorted(set(seen))
    assert "Step 4" in await sokha.says("2")
    assert more not in sokha.card
    await sokha.says("0", "9/26", "soon", "soon")
    sokha.sees("Write a day such as 2 March, or press one.")


async def test_a_draft_survives_a_restart_and_is_offered_again(service: ScenarioDriver) -> None:
    sokha = service["sokha"]
    await sokha.says("/new")
    await sokha.presses("Victim support")
    await service.restart()
    assert "Step 3" in await sokha.presses("urgent")
    waits = "You have a draft of a request. It is not sent yet."
    for typed in ("what do I have to do", "តើខ្ញុំត្រូវធ្វើអ្វី"):
        assert waits in await sokha.says(typed)
    assert waits in await sokha.says("/requests", "/new")
    assert "Step 3" in await sokha.presses("Continue the draft")
    assert "Step 4" in await sokha.says("2")


async def test_beginning_again_forgets_the_draft(sokha: ScenarioUser) -> None:
    await sokha.says("/new")
    await sokha.presses("Victim support")
    await sokha.says("/new")
    assert "What do you request?" in await sokha.presses("Start again")
    sokha.sees("Step 1\n")


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("新请求 核查 4人", "新请求 遣返 2人 儿童1人 紧急", "Step 5"),
        ("សំណើថ្មី ផ្ទៀងផ្ទាត់ ៤ នាក់", "សំណើថ្មី ២ នាក់ កុមារ១នាក់ បន្ទាន់", "Step 1"),
        ("new request verification 4 people", "new request protection 2 people urgent", "Step 4"),
    ],
)
async def test_a_second_request_in_words_is_not_mixed_into_an_open_draft(
    sokha: ScenarioUser, first: str, second: str, asked: str
) -> None:
    assert "How urgent is it?" in await sokha.says(first)
    assert "You have a draft of a request." in await sokha.says(second)
    assert "How urgent is it?" in await sokha.presses("Continue the draft")
    sokha.sees("Type: verification", "People: 4")
    await sokha.says(second)
    assert asked in await sokha.presses("Start again")


async def test_a_request_that_is_filled_in_anew_shows_the_one_that_has_not_left(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/new", "verification", "routine", "3", "1", "9/26", "-", "-", "send")
    check = await sokha.says("/new", "verification", "routine", "2", "1", "9/26", "-", "-")
    assert "Send a new request · 9/26 (Sokha) leaves today 09:02 unless" in check
    await sokha.says("send")
    sokha.sees("Not sent. The button “Send to China” sends it as it is", "People: 2")
    await sokha.presses("Take back")
    sokha.sees("You are checking or writing something newer, which is kept.", "People: 3")
    await sokha.presses("Continue the draft", "Send to China")
    await service.turn(HOLD)
    li.sees("2 people, one of them a child")
    never_notified(li, "3 people")


async def test_a_cancelled_draft_sends_nothing(sokha: ScenarioUser, li: ScenarioUser) -> None:
    await sokha.says("/new")
    assert "Draft deleted. Nothing was sent." in await sokha.presses("Identity check", "Cancel")
    assert "None at present." in await sokha.says("/requests all")
    never_notified(li, "new request")


async def test_sending_twice_sends_once(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    await sokha.sends("/new", "verification", "urgent", "2", "0", "9/26", "-", "-")
    sokha.phone.press_again()
    await service.settle()
    assert service["li"].has_seen("new request.") == 1


async def test_words_below_the_last_check_lead_back_to_its_buttons(
    sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/new", "verification", "urgent", "2", "0", "9/26", "-", "-")
    check = sokha.card
    for _ in range(2):
        await sokha.says("yes, send it")
        assert sokha.card.startswith(PRESS)
        assert sokha.card.endswith(check)
    await sokha.sends()
    li.sees("new request.")


async def test_a_button_of_an_old_draft_does_nothing(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new")
    old = sokha.visible[-1]
    data = old.buttons[0][0].data
    await sokha.presses("Cancel")
    assert data is not None
    await sokha.presses_shown(data)
    assert sokha.toasts[-1].startswith("This is not open now: it was sent, cancelled")


async def test_an_old_button_of_the_same_draft_shows_the_present_question(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new")
    data = sokha.visible[-1].buttons[0][0].data
    await sokha.presses("Victim support")
    assert data is not None
    assert "How urgent is it?" in await sokha.presses_shown(data)


async def test_what_was_refused_in_a_question_leads_back_to_it(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/away")
    asked = sokha.card
    assert "Your message seems to contain" in await sokha.says(IDENTITY)
    await sokha.presses("Continue")
    assert sokha.card == asked
    await sokha.says("/new")
    sokha.phone.send_photo()
    await service.settle()
    assert "Only text is accepted here." in sokha.card
    await sokha.presses("Continue the draft")
    assert "Cancel" in sokha.buttons


@pytest.mark.parametrize(
    "typed",
    [
        "核查 5人 3名儿童 一般 公刑〔2026〕18号 3月1日 警务",
        "ផ្ទៀងផ្ទាត់ ធម្មតា ៥ នាក់ កុមារ ៣ លិខិត 55/26 ម្សិលមិញ តាមនគរបាល",
        "identity check routine 5 people 3 children letter 55/26 1 March by police",
    ],
)
async def test_the_first_question_takes_all_that_is_said_with_its_answer(
    sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says("/new", typed)
    for line in (
        "Urgency: routine",
        "People: 5",
        "Children: 3",
        "Date of the letter: 1 March",
        "Channel: police channel",
    ):
        sokha.sees(line)
    assert sokha.buttons[0] == sokha.send_label


async def test_a_correction_within_the_form_is_told_above_the_question(li: ScenarioUser) -> None:
    await li.says("/new", "核查", "一般", "5个人，其中1个小孩")
    assert "Step 5" in li.card
    for typed, lines in (
        ("不对，是4人", ["People changed: 4"]),
        ("儿童改成2，人数改成3", ["People changed: 3", "Children changed: 2"]),
        ("错了，是遣返", ["Type changed: repatriation"]),
        ("改紧急", ["Urgency changed: urgent"]),
    ):
        shown = await li.says(typed)
        assert all(each in shown.split("Step 5")[0] for each in lines), typed
        li.sees("What is the number of the official letter?")
    shown = await li.says("儿童改成2")
    assert "already set like this" in shown.split("Step 5")[0]
    assert "changed:" not in shown


async def test_approval_in_words_begins_no_request(service: ScenarioDriver) -> None:
    for name, typed in (
        ("zhang", "批准，已核实"),
        ("dara", "ឯកភាព បានផ្ទៀងផ្ទាត់ហើយ"),
        ("dara", "approved, verified"),
    ):
        shown = await service[name].says(typed)
        assert "Approve what colleagues send\nThere is nothing to choose" in shown, typed


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("住所，法律", "shelter and legal assistance"),
        ("ជំនួយផ្នែកច្បាប់ និងការស្នាក់នៅ", "shelter and legal assistance"),
        ("shelter, dancing", None),
    ],
)
async def test_several_kinds_of_help_are_all_taken_or_asked_again(
    sokha: ScenarioUser, typed: str, kinds: str | None
) -> None:
    await sokha.says("/new", "protection", "routine", "3", "1", "9/26", "-", "-", "20 March")
    told = await sokha.says(typed)
    if kinds is None:
        assert told.startswith(f"“{typed}”: This is not one of the choices.")
    else:
        assert kinds in told
