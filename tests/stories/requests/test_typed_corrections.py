"""What typed text changes at the check of a request."""

import pytest

from liaison.core.cards import text
from liaison.core.text_parsing import ascii_digits
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification


async def test_what_is_denied_at_a_check_is_changed(sokha: ScenarioUser) -> None:
    said = "ផ្ទៀងផ្ទាត់ ធម្មតា ៣ នាក់ កុមារ ១ លេខ ខ ២៣៤/២៦ ចុះថ្ងៃទី២១ កុម្ភៈ តាមនគរបាល"
    assert "Letter: ខ 234/26\nDate of the letter: 21 February" in await sokha.says("/new", said)
    for typed, shown in (
        ("no, the 22nd", "Date of the letter: 22 February"),
        ("不是，是23号", "Date of the letter: 23 February"),
        ("ទេ ថ្ងៃទី២៤", "Date of the letter: 24 February"),
        ("wrong letter number, it is 45/26", "Letter: 45/26"),
        ("លេខ ២៣៦/២៦ ក.ម", "Letter: 236/26 ក.ម\nDate of the letter: 24 February"),
        ("ទេ ថ្ងៃផុតកំណត់ថ្ងៃទី២២", "Nothing was changed."),
        ("២៣៦/២៦ ក.ម", "It is already set like this. Nothing was changed."),
    ):
        assert shown in await sokha.says(typed)
        assert "This part is not done." not in sokha.card, typed
    await sokha.says("ផ្ញើ")
    sokha.sees("It goes to China", "Date of the letter: 24 February")


@pytest.mark.parametrize(
    "typed", ["៥ នាទីទៀត", "明天再发", "紧急会议几点", "18楼", "send it on the 5th"]
)
async def test_a_remark_at_the_check_changes_nothing(sokha: ScenarioUser, typed: str) -> None:
    checked = await sokha.says("/new", "verification", "routine", "3", "1", "45/26", "1 March", "-")
    await sokha.says(typed)
    sokha.sees("Nothing was changed.", checked)


async def test_a_value_that_fits_two_lines_of_a_check_is_asked_about(sokha: ScenarioUser) -> None:
    await sokha.says("/new", "verification", "routine", "3", "1", "9/26", "-", "-", "2")
    sokha.sees("This can be more than one line.")
    assert sokha.buttons[:2] == ["People", "Children"]
    assert "Children: 2" in await sokha.presses("Children")
    sokha.sees("People: 3")
    await sokha.says("3")
    sokha.sees("This can be more than one line.", "People: 3", "Children: 2")
    assert sokha.buttons[0] == "Children"
    await sokha.says("1", "repatriation")
    assert "more than one line" not in sokha.card


async def test_a_day_that_one_line_has_is_not_taken_for_another(sokha: ScenarioUser) -> None:
    said = ("repatriation", "routine", "2", "0", "9/26", "-", "-", "20 March", "25 March")
    await sokha.says("/new", *said, "KTI", "yes", "yes", "yes", "yes")
    for typed in ("20 March", "no, 20 March"):
        await sokha.says(typed)
        sokha.sees("This can be more than one line.", "Reply needed by: 20 March")
        sokha.sees("Return planned on: 25 March")
        assert sokha.buttons[0] == "Return planned on"
    assert "Return planned on: 20 March" in await sokha.presses("Return planned on")


async def test_values_in_one_line_are_all_changed_or_none(sokha: ScenarioUser) -> None:
    await sokha.says("/new", "verification", "routine", "2", "1", "9/26", "-", "-")
    for typed, persons, letter in (
        ("លេខលិខិត ១២៤/២៦ ចំនួន ៣ នាក់", 3, "124/26"),
        ("文号是124号，人数是5人", 5, "124号"),
        ("4 people and letter 58/26, urgent", 4, "58/26"),
        ("no children", 4, "58/26"),
        ("people 6, letter 59/26 and bananas, more", 4, "58/26"),
        ("people 60000, letter 59/26", 4, "58/26"),
    ):
        assert f"People: {persons}" in await sokha.says(typed)
        sokha.sees(f"Letter: {letter}")
    assert sokha.buttons[:2] == ["People", "Letter"]
    sokha.sees("Nothing was changed.", "Children: 0")
    assert "People: 5" in await sokha.says("people 60000", "letter 59/26", "5")
    sokha.sees("Letter: 59/26")


@pytest.mark.parametrize("typed", ["continue", "继续", "បន្ត"])
async def test_a_word_that_continues_a_form_asks_its_open_question_again(
    service: ScenarioDriver, sokha: ScenarioUser, typed: str
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=1, letter="1/26 MoI")
    await sokha.says(f"/withdraw {reference} settled 9/26", "/new", "verification")
    asked = sokha.visible[-1]
    assert "How urgent is it?" in await sokha.says(typed)
    assert sokha.visible[-1].message_id > asked.message_id
    sokha.sees("How urgent is it?")
    assert sokha.visible[-1].labels == asked.labels


async def test_a_question_that_changes_an_answer_says_what_is_wrong(sokha: ScenarioUser) -> None:
    said = ("verification", "routine", "3", "1", "9/26", "-", "-")
    await sokha.says("/new", *said, "date of the letter 27 March")
    for typed in ("2", "Kunming"):
        await sokha.says(typed)
        sokha.sees(f"“{typed}”: ", "What is the date of the letter?")
        assert "more than one line" not in sokha.card


@pytest.mark.parametrize(
    "typed",
    ["援助种类改为医疗保健", "change kinds of help to health care", "ប្រភេទជំនួយ កែជា ថែទាំសុខភាព"],
)
async def test_one_kind_of_help_takes_the_place_of_several(sokha: ScenarioUser, typed: str) -> None:
    await sokha.says("/new", "protection", "routine", "2", "1", "9/26", "-", "-", "20 March")
    checked = await sokha.says("shelter, health care", "continue")
    assert "Kinds of help: shelter and health care" in checked
    assert "already" not in await sokha.says("援助种类改为安置住所、心理辅导")
    assert "Kinds of help: health care" in await sokha.says(typed)
    assert "It is already set like this." in await sokha.says(typed)


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("2 March 2019", "born 2 March 2019"),
        ("letter date 2 March 2019", "date of birth 2 March 2019"),
        ("2019年3月2日", "出生日期2019年3月2日"),
        ("公函日期改为2019年3月2日", "日期：2019年3月2日出生"),
        ("ថ្ងៃទី២ ខែមីនា ឆ្នាំ២០១៩", "ថ្ងៃកំណើត ថ្ងៃទី២ ខែមីនា ឆ្នាំ២០១៩"),
        ("ចុះថ្ងៃទី២ ខែមីនា ឆ្នាំ២០១៩", "កើត ចុះថ្ងៃទី២ ខែមីនា ឆ្នាំ២០១៩"),
    ],
)
async def test_an_old_date_at_the_check_is_that_of_the_letter_but_for_one_of_birth(
    sokha: ScenarioUser, typed: str, birth: str
) -> None:
    await sokha.says("/new", "verification", "routine", "3", "1", "9/26", "1 March 2019", "-")
    assert "Date of the letter: 2 March 2019" in await sokha.says(typed)
    assert "seems to contain a date of birth" in await sokha.says(birth)


async def test_a_denied_choice_is_not_that_choice(sokha: ScenarioUser) -> None:
    await sokha.says("/new", "verification", "routine", "3", "1", "9/26", "1 March", "police")
    for typed in ("紧急：否", "不是紧急", "urgent: no", "បន្ទាន់៖ ទេ"):
        await sokha.says(typed)
        sokha.sees("Nothing was changed.", "Urgency: routine")
    assert "Urgency: urgent" in await sokha.says("紧急程度改为紧急")
    for denied in ("不紧急", "不是紧急，是一般", "urgency: not urgent"):
        assert "Urgency: routine" in await sokha.says(denied)
        await sokha.says("urgent")


@pytest.mark.parametrize(
    "typed",
    ["no voluntary return", "no voluntary", "voluntary: unknown", "自愿：待定", "不是自愿"],
)
async def test_a_safety_answer_never_turns_to_yes_by_a_denial(
    sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says("/new", "repatriation", "routine", "2", "1", "9/26", "-", "-", "20 March")
    await sokha.says("12 March", "KTI", "no", "yes", "yes", "yes", "yes")
    await sokha.says(typed)
    sokha.sees("Return is voluntary: no", "⚠️ Not settled: Return is voluntary.")
    assert "Guardian for each child: no" in await sokha.says("guardian for the child: no")
    await sokha.says("children have no guardian")
    sokha.sees("Nothing was changed.", "Children: 1", "Guardian for each child: no")


async def test_values_that_are_changed_are_not_called_undone(sokha: ScenarioUser) -> None:
    await sokha.says("/new", "verification", "routine", "2", "1", "9/26", "-", "-")
    for typed in ("people: 3, children: 2", "人数：3，儿童：2"):
        await sokha.says(typed)
        sokha.sees("People: 3\nChildren: 2")
        assert "This part is not done." not in sokha.card


@pytest.mark.parametrize("language", ["en", "km", "zh"])
async def test_a_line_of_the_form_typed_as_it_is_shown_is_known_or_changed(
    service: ScenarioDriver, sokha: ScenarioUser, language: str
) -> None:
    said = ("repatriation", "routine", "2", "1", "9/26", "1 March", "police", "20 March")
    await sokha.says("/new", *said, "25 March", "KTI", "yes", "yes", "yes", "yes", "yes")
    sign = {"en": ": ", "zh": "：", "km": "៖ "}[language]
    for field, other in (
        ("urgency", "urgent"),
        ("persons", "4"),
        ("children", "2"),
        ("letter", "10/26"),
        ("letter-day", "28 February"),
        ("channel", "diplomatic channel"),
        ("needed-by", "21 March"),
        ("planned-on", "26 March"),
        ("safety-voluntary", "no"),
        ("safety-guardian", "no"),
        ("safety-medical", "no"),
    ):
        own, label = (service.catalog.plain(text(f"field-{field}"), e) for e in ("en", language))
        [present] = [e for e in sokha.card.splitlines() if e.startswith(f"{own}: ")]
        typed = f"{label}{sign}{present.removeprefix(f'{own}: ')}"
        assert "It is already set like this." in await sokha.says(typed), typed
        assert f"{own}: {other}" in await sokha.says(f"{label}{sign}{other}"), (label, sokha.card)


@pytest.mark.parametrize("typed", ["មើលទំព័រ ១៩/២៦ ក.ម", "see page 19/26 ក.ម"])
async def test_words_before_a_whole_letter_number_are_no_part_of_it(
    sokha: ScenarioUser, typed: str
) -> None:
    check = await sokha.says("/new", "verification", "routine", "2", "1", "9/26", "-", "-")
    await sokha.says(typed)
    sokha.sees("Nothing was changed.", check)
    assert "Letter: ខ 234/26" in await sokha.says("លេខ ខ ២៣៤/២៦")


@pytest.mark.parametrize(
    "typed",
    [
        "សំណើថ្មី ផ្ទៀងផ្ទាត់ ធម្មតា ៣ នាក់ កុមារ ១ លេខ ៤៥/២៦",
        "new verification routine 3 people 1 child no. 45/26",
    ],
)
async def test_a_number_called_one_is_the_letter_of_a_request_in_one_line(
    sokha: ScenarioUser, typed: str
) -> None:
    assert "What is the date of the letter?" in await sokha.says(typed)
    assert "Letter: 45/26" in await sokha.says("-", "-")


async def test_a_wrong_number_or_day_of_a_letter_that_was_sent_is_corrected_in_words(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=1, letter="123/26")
    await service.turn(HOLD)
    for typed, shown in (
        ("លេខលិខិតខុស ត្រូវជា ១២៤/២៦", "Letter: 123/26 → 124/26"),
        ("the letter number is wrong, it should be 124/26", "Letter: 123/26 → 124/26"),
        ("公函日期错了，应为2月27日", "Date of the letter: not stated → 27 February"),
    ):
        assert shown in await sokha.says("/cancel", typed), typed
    await li.says(f"/receive {reference} today", "send")
    await service.turn(HOLD)
    await li.says(f"/answer {reference} confirmed 18/26", "send")
    await service.turn(HOLD)
    for typed, new in (
        ("文号错了，应为21/26", "21/26"),
        ("文号改为19/26", "19/26"),
        ("the letter number is wrong, it should be 22/26", "22/26"),
    ):
        assert f"Letter: 18/26 → {new}" in await li.says("/cancel", typed), typed
    assert "18/26" not in await li.says("/cancel", "文号错了")


@pytest.mark.parametrize(
    "typed",
    [
        "សំណើទី២ ធ្វើមាតុភូមិនិវត្តន៍ ២ នាក់",
        "另外还有遣返2人",
        "还有一个请求，2人",
        "second request: repatriation, 2 persons",
        "second request: 1 person",
    ],
)
async def test_a_second_matter_changes_nothing_of_the_draft_of_the_first(
    sokha: ScenarioUser, typed: str
) -> None:
    asked = await sokha.says("new request verification 3 persons")
    shown = await sokha.says(typed)
    assert shown.startswith(f"“{ascii_digits(typed)}”: This part is not done.")
    assert shown.endswith(asked)
    await sokha.says("urgent", "1 child and 4 persons")
    assert "People: 4" in await sokha.says("124/26", "-", "-")


async def test_people_are_counted_with_the_usual_words_in_chinese(li: ScenarioUser) -> None:
    await li.says("移交两个嫌疑人")
    li.sees("People: 2")
    for typed in ("3个", "两个"):
        await li.says("cancel", "/new handover routine", typed)
        li.sees("How many of them are children?")
    await li.says("一个")
    li.sees("What is the number of the official letter?")


@pytest.mark.parametrize(
    ("remarks", "at_check"),
    [
        (
            (
                "3月25日，不过两个人先走",
                "昆明，1人走深圳",
                "是的，但有一人不愿意",
                "有2人评估了",
                "1名儿童没有监护人",
            ),
            ("其中1人不自愿", "人数错了，1人不自愿", "1名儿童没有监护人"),
        ),
        (
            (
                "25 March, but two people go first",
                "Kunming, 1 person through Shenzhen",
                "yes, but one person does not want to",
                "2 people were assessed",
                "1 child has no guardian",
            ),
            ("one person is not voluntary", "not voluntary for 1 person", "2 people go first"),
        ),
        (
            (
                "ថ្ងៃទី២៥ មីនា ប៉ុន្តែ ២ នាក់ ទៅមុន",
                "KTI, ១ នាក់ ទៅតាមច្រកផ្សេង",
                "បាទ ប៉ុន្តែមាន ១ នាក់ មិនស្ម័គ្រចិត្ត",
                "បានពិនិត្យ ២ នាក់",
                "កុមារ ១ នាក់ គ្មានអាណាព្យាបាល",
            ),
            ("មាន ១ នាក់ មិនស្ម័គ្រចិត្ត", "២ នាក់ ទៅមុន"),
        ),
    ],
)
async def test_a_number_of_some_of_the_people_is_no_number_of_all(
    sokha: ScenarioUser, remarks: list[str], at_check: list[str]
) -> None:
    await sokha.says("/new", "repatriation", "routine", "3", "2", "9/26", "-", "-")
    asked = await sokha.says("20 March")
    for typed, answer in zip(remarks, ("25 March", "KTI", "yes", "yes", "yes"), strict=True):
        shown = await sokha.says(typed)
        assert shown.startswith(f"“{ascii_digits(typed)}”: "), typed
        assert shown.endswith(asked), typed
        asked = await sokha.says(answer)
    checked = await sokha.says("yes", "yes")
    for typed in at_check:
        assert "Nothing was changed." in await sokha.says(typed), typed
        sokha.sees(checked)


@pytest.mark.parametrize(
    "typed",
    [
        "人数改成2人",
        "不是3人，是2人",
        "是，但现在一共2人",
        "yes, but it's 2 people now",
        "បាទ ប៉ុន្តែ ២ នាក់",
        "មិនមែន ៣ នាក់ទេ ២ នាក់",
    ],
)
async def test_a_number_of_all_people_is_changed_and_told_in_a_line(
    sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says("/new", "repatriation", "routine", "3", "1", "9/26", "-", "-", "20 March")
    await sokha.says("25 March", "KTI")
    shown = await sokha.says(typed)
    assert shown.startswith("People changed: 2\n"), typed
    shown = await sokha.says("yes", "yes", "yes", "yes", "yes", "4 people")
    assert shown.startswith("People changed: 4\n\nPlease check.")
    sokha.sees("People: 4\nChildren: 1")
