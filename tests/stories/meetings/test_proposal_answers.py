"""What may be answered when a meeting is proposed: bad input, the grid of days, all the words."""

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.meetings.proposal_steps import UP_TO_THE_DAY, UP_TO_THE_VENUE, raises_emergency

NO_CASE = "There is nothing with this number or code."


async def test_a_wrong_answer_is_explained_and_asked_again(dara: ScenarioUser) -> None:
    for before, wrong, said in (
        ((), "because", "This is not one of the choices."),
        ((), "ប្រជុំ", "This is not one of the choices."),
        ((), "-", "This question needs an answer. Choose or write one."),
        ((*UP_TO_THE_VENUE, "video", "KH"), "KH26-7F3KK", NO_CASE),
        (UP_TO_THE_DAY, "soon", "The bot cannot read this date."),
        (UP_TO_THE_DAY, "1.3.2026", "Give a date from 2 March 2026 to 3 March 2027."),
        (UP_TO_THE_DAY, "2 March 8:00", "This time has passed or is more than a year ahead:"),
        (UP_TO_THE_DAY, "4 March 25:00", "Write a time from 00:00 to 23:59"),
        ((*UP_TO_THE_DAY, "4 March"), "30 April 15:00", "Write a time from 00:00 to 23:59"),
        (UP_TO_THE_VENUE, "x" * 4_000, "Write one line of at most 80"),
        (UP_TO_THE_VENUE, "在哪里？", "Write one line of at most 80"),
        (UP_TO_THE_VENUE, "2026", "Write one line of at most 80"),
        (UP_TO_THE_VENUE, "同意", "This only says yes or no."),
        (UP_TO_THE_VENUE, "យល់ព្រម", "This only says yes or no."),
        (
            (*UP_TO_THE_VENUE, "video", "KH", "-", "Add a time", "4 March 14:00"),
            "video",
            "A proposal has one to 5 different options. Choose other times.",
        ),
        ((*UP_TO_THE_VENUE, "video"), "VN", "This is not one of the choices."),
    ):
        await dara.says("/propose", *before)
        question = dara.card
        assert said in await dara.says(wrong)
        assert question in dara.card
        await dara.says("/cancel")


@pytest.mark.parametrize("typed", ["Beijing", "中方", "ភ្នំពេញ"])
async def test_what_is_no_time_is_called_no_number_and_the_times_stay(
    dara: ScenarioUser, typed: str
) -> None:
    await dara.says("/propose annual 5/6 3:00")
    shown = await dara.says(typed)
    assert NO_CASE not in shown
    assert f"“{typed}”: This is not one of the choices." in shown
    assert dara.buttons == ["03:00", "15:00", "Cancel"]
    assert "“5/6” can be read in two ways." in await dara.says("下午")


async def test_another_day_and_time_with_words_replace_those_that_were_asked_about(
    zhang: ScenarioUser,
) -> None:
    await zhang.says("提议年度磋商 5/6 3点", "算了 改成6月8号下午2:30")
    zhang.sees("Monday, 8 June, 14:30 Beijing")


async def test_a_value_that_a_check_has_changes_nothing_and_leads_nowhere_else(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/emergency", "danger", "tomorrow 10am")
    check = sokha.card
    for typed in ("视频会议", "ប្រជុំតាមវីដេអូ", "tomorrow 10:00"):
        assert await sokha.says(typed) == (
            f"It is already set like this. Nothing was changed.\n\n{check}"
        )
    assert "Nothing was changed. Write" in await sokha.says("tonight at 7")
    for typed in ("by phone", "by video", "place: by phone"):
        assert typed[-5:] in (await sokha.says(typed)).split("10:00 Beijing")[-1]
    assert "2 March, 20:00" in await sokha.says("tonight 8pm")
    assert "⚠️ Emergency meeting" not in (await sokha.says("they are in danger"), sokha.buttons)[1]
    sokha.sees("Nothing was changed.", "2 March, 20:00", "By phone")


async def test_a_day_of_the_month_that_corrects_a_check_stays_in_its_month(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/propose annual", "10 June 9:00", "Phnom Penh", "KH")
    for typed, shown in (
        ("不是，是11号", "Thursday, 11 June, 09:00"),
        ("ទេ ថ្ងៃទី២២", "Monday, 22 June, 09:00"),
        ("no, the 23rd", "Tuesday, 23 June, 09:00"),
    ):
        assert shown in await dara.says(typed), typed
    await dara.says("no, the 31st")
    dara.sees("Friday, 31 July, 09:00")
    await dara.sends()
    assert "Change: Time" in (await zhang.says("accept"), zhang.buttons)[1]
    await zhang.says("不，改到16号")
    await zhang.presses("Change: Time", "Other times")
    assert "At what time?" in await zhang.says("16")
    assert "03:00" in (await zhang.says("金边时间3点"), zhang.buttons)[1]
    assert "Monday, 16 March, 16:00 Beijing · 15:00" in await zhang.presses("15:00")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("下午", "15:00"), ("រសៀល", "15:00"), ("in the afternoon", "15:00"), ("凌晨", "03:00")],
)
async def test_a_part_of_the_day_chooses_one_of_two_hours(
    zhang: ScenarioUser, typed: str, shown: str
) -> None:
    await zhang.says("提议年度磋商", "周五3点")
    assert f"Friday, 6 March, {shown} Beijing" in await zhang.says(typed)


@pytest.mark.parametrize("typed", ["提议年度磋商 6月5日 3点 北京", "提议年度磋商 5/6 14:00 北京"])
async def test_what_is_neither_reading_leaves_both_to_choose(
    zhang: ScenarioUser, typed: str
) -> None:
    assert "ways" in await zhang.says(typed) or "at night" in zhang.card
    offered = zhang.buttons
    await zhang.says("video", "China")
    assert zhang.buttons == offered
    assert "5 June" in await zhang.presses(offered[-2])


async def test_a_question_about_the_time_that_suits_is_about_no_time_that_does_not(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    assert "“5点”" in await zhang.says("3点不行，改5点")
    assert zhang.buttons[:2] == ["Today 17:00", "Tomorrow 05:00"]
    assert "2 March, 17:00 Beijing" in await zhang.says("下午5点")


async def test_the_label_of_other_times_is_typed_with_and_without_the_space_bar(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    for typed in ("另提时间", "ស្នើពេលផ្សេង", "ស្នើ\u200bពេល\u200bផ្សេង"):
        assert code in await zhang.says(typed)
        zhang.sees("When?")
        await zhang.says("/cancel")


@pytest.mark.parametrize(
    ("declines", "accepts", "stays"),
    [
        ("不同意开会", "我们同意", "我不去"),
        ("拒绝开会", "同意", "不参加"),
        ("មិនព្រមប្រជុំ", "ព្រម", "មិនចូលរួម"),
        ("បដិសេធប្រជុំ", "យើងយល់ព្រម", "ខ្ញុំមិនទៅទេ"),
        ("decline the meeting", "accept", "not attending"),
    ],
)
async def test_a_proposal_is_declined_or_accepted_and_a_meeting_attended_in_words(
    dara: ScenarioUser,
    zhang: ScenarioUser,
    li: ScenarioUser,
    declines: str,
    accepts: str,
    stays: str,
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    for typed in (stays, "参加", "ចូលរួម", "not attending", "yes we will attend"):
        for person in (li, zhang, dara):
            assert f"{code} is not agreed yet:" in await person.says(typed), typed
        assert dara.buttons == ["Other times", "Withdraw proposal", "Menu"]
        assert zhang.buttons == ["✓ Accept option 1", "Other times", "Decline", "Menu"]
    assert "Only a coordinator can do this." in await li.says(declines)
    assert "needs an answer from China. Zhang can give it." in await li.says("同意")
    assert f"Why do you decline {code}?" in await zhang.says(declines)
    assert zhang.buttons[0] == "The time does not suit"
    assert f"Accept the time · {code}" in await zhang.says("accept")
    zhang.sees("Place: By video", "Host: Cambodia")
    for typed in ("同意", "ទទួលយក", accepts):
        await zhang.says(f"/decline {code}", typed)
        zhang.sees(f"Accept the time · {code}", "Please check.")
    await zhang.says(accepts)
    zhang.sees(f"Accept the time · {code}", "Please check.")
    await zhang.presses_send()
    assert "Attendance: Not attending" in await li.says(stays)
    assert "China: Li (MPS) does not attend" in await li.presses_send()


@pytest.mark.parametrize("to_three", ["改成下午3点", "时间改成下午3点", "ប្តូរម៉ោងទៅ ៣ រសៀល"])
async def test_a_time_alone_keeps_the_day_shown_and_a_day_alone_the_time(
    dara: ScenarioUser, to_three: str
) -> None:
    await dara.says("/emergency", "at_risk", "3 March 10:00")
    assert "Tuesday, 3 March, 15:00 Phnom Penh" in await dara.says(to_three)
    assert "Friday, 10 April, 15:00 Phnom Penh" in await dara.says("改到4月10日")
    assert "“5点” can be at night or in the afternoon." in await dara.says("改成5点")
    assert "Friday, 10 April, 17:00 Phnom Penh" in await dara.presses("17:00")
    await dara.says("Add a time", "12 April 9:00")
    assert "Which one should change?" in await dara.says("改到4月13日")
    await dara.presses("Option 2: time")
    dara.sees("Monday, 13 April, 09:00 Phnom Penh")


async def test_another_time_is_added_and_an_option_changed_in_words(
    dara: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says("紧急会议 明天上午9点", "at_risk", "增加时间 后天上午8点")
    li.sees("Option 1: Tuesday, 3 March, 09:00", "Option 2: Wednesday, 4 March, 08:00")
    await dara.says("/propose annual", "20 March 9:00", "地点改为金边", "KH")
    assert "Phnom Penh · 10:00 Beijing · 金边" in dara.card
    await dara.says("បន្ថែមពេល ថ្ងៃទី២៣ មីនា ម៉ោង ១៤")
    assert "Option 2: time changed: 15 April, 14:00" in await dara.says("第2项改为4月15日")
    assert "Write one line of at most" in await dara.says("增加时间 3月24日")
    await dara.says("place: Siem Reap", "ជម្រើសទី ១ កែជា ថ្ងៃទី១៦ មេសា")
    dara.sees("Option 1: Thursday, 16 April, 09:00", "Option 2: Wednesday, 15 April, 14:00")
    await dara.says("change the place of option 1 to Kep", "add a time 15 April 14:00")
    assert "“=" not in await dara.says("Siem Reap")
    dara.sees("A proposal has one to 5 different options.")


@pytest.mark.parametrize("typed", ["5 March 9am", "3月5日上午9点", "ថ្ងៃទី៥ មីនា ម៉ោង ៩ ព្រឹក"])
async def test_a_time_on_another_day_is_added_and_a_correction_changes_the_one_that_is_there(
    dara: ScenarioUser, zhang: ScenarioUser, typed: str
) -> None:
    code = await raises_emergency(dara, "3 March 10:00")
    await zhang.says(f"/counter {code}", "4 March 14:00", "4 March 15:00")
    assert "Option 1: Wednesday, 4 March, 15:00" in zhang.card
    assert "Option 2" not in await zhang.says("no, 6 March 15:00")
    await zhang.says(typed)
    zhang.sees("Option 1: Friday, 6 March, 15:00", "Option 2: Thursday, 5 March, 09:00")
    await zhang.sends()
    dara.sees("1. Friday, 6 March, 14:00", "2. Thursday, 5 March, 08:00")


async def test_an_option_is_removed_and_the_host_and_the_cause_changed_in_words(
    dara: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sokha.says("ប្រជុំបន្ទាន់", "ជនសង្ស័យរត់គេច", "4 March 14:00")
    for typed, shown in (
        ("接待方改为中方", "Host: China"),
        ("ភាគីម្ចាស់ផ្ទះ ភាគីកម្ពុជា", "Host: Cambodia"),
        ("ទីកន្លែង៖ ភ្នំពេញ កម្ពុជា", "· ភ្នំពេញ កម្ពុជា"),
        ("host China", "Host: China"),
        ("事由改为需安排遣返", "🚨 A return must be arranged"),
        ("កម្មវត្ថុកែជា មានគ្រោះថ្នាក់", "🚨 A person is in danger"),
        ("the cause is: suspects may flee", "🚨 Suspects may flee"),
    ):
        assert shown in await sokha.says(typed), typed
    await dara.says("/propose annual", "20 March 9:00", "video", "KH")
    for typed in ("删除第2项", "លុបជម្រើសទី ២", "remove option 2"):
        assert "Option 2: " in await dara.says("add a time 23 March 9:00", "video"), typed
        assert "Nothing was changed." in await dara.says("remove option 1")
        assert "Option 2: " not in await dara.says(typed), typed


async def test_after_five_options_no_sixth_is_asked_for(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    for number in range(2, 6):
        await dara.says("Add a time", f"{number + 3} March 14:00", "video")
    assert dara.buttons == ["Send to China", "Change", "Cancel"]
    for number in (2, 5):  # to skip one before others would skip these, too
        await dara.presses("Change", f"Option {number}: time")
        assert ("Skip" in dara.buttons) is (number == 5)
        await dara.presses("Back")
    await dara.sends()
    zhang.sees("\n5. Sunday, 8 March")
    assert "\n6. " not in zhang.card


async def test_the_calendar_turns_from_this_month_to_the_last_of_a_year(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/propose", "annual")
    assert dara.buttons == ["Today", "Tomorrow", "Other day…", "Back", "Cancel"]
    await dara.presses("Other day…")
    assert dara.buttons[:9] == [
        "March 2026", "April 2026 ›", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"
    ]  # fmt: skip
    assert dara.buttons.count("·") == 6 + 1 + 5
    assert "2" in dara.buttons
    assert "1" not in dara.buttons
    await dara.presses("Mo")
    assert "March 2026" in dara.buttons
    for _ in range(12):
        await dara.presses(next(each for each in dara.buttons if each.endswith("›")))
    assert dara.buttons[:3] == ["‹ February 2027", "March 2027", "Mo"]
    assert {"3", "4"} & set(dara.buttons) == {"3"}
    again = str(dara.visible[-1].buttons[0][0].data).partition("2027-02 ")[2]
    for month, seen in {"2001-01": "March 2026", "2040-01": "March 2027"}.items():
        await dara.presses_shown(f"day {month} {again}")
        assert seen in dara.buttons
    await dara.presses_shown("day soon propose")
    assert dara.toasts[-1] == "Write a month with its year, for example 2026-03."
    await dara.presses_shown("day 2026-03 day 2026-03")
    assert dara.toasts[-1].startswith("This is not one of the choices.")
    await dara.presses("‹ February 2027", "26", "16:00")
    dara.sees("Friday, 26 February 2027, 16:00 Phnom Penh")


async def test_a_cause_in_words_is_shown_above_the_next_question_and_a_doubtful_one_is_asked(
    zhang: ScenarioUser,
) -> None:
    for typed, doubtful in (
        ("受害人有生命危险", "受害人被扣押，嫌疑人可能潜逃"),
        ("គេវាយដំជនរងគ្រោះ", "ជនរងគ្រោះរងរបួស ត្រូវបញ្ជូនត្រឡប់"),
        ("a person was beaten", "two girls are trapped and the suspects may flee"),
    ):
        assert "This is not one of the choices." in await zhang.says("/emergency", doubtful)
        assert (await zhang.says(typed)).startswith("🚨 A person is in danger\nWhen?"), typed
        await zhang.says("/cancel")


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        ("propose meeting Friday at 3", "5/6 at 9"),
        ("紧急会议 今天3点", "5/6 9点"),
        ("ស្នើប្រជុំ ថ្ងៃសុក្រ ម៉ោង ៣", "៥/៦ ម៉ោង ៩"),
    ],
)
async def test_another_day_at_the_question_of_the_hour_is_read_anew(
    sokha: ScenarioUser, asked: str, typed: str
) -> None:
    assert "Which time do you mean?" in await sokha.says(asked)
    assert "“5/6” can be read in two ways. Which day do you mean?" in await sokha.says(typed)
    await sokha.presses("6 May")
    assert "What kind of meeting" in sokha.card or "What is the subject?" in sokha.card


@pytest.mark.parametrize("typed", ["this afternoon at 3", "今天下午3点", "រសៀលនេះម៉ោង៣"])
async def test_three_this_afternoon_is_asked_about_no_more(sokha: ScenarioUser, typed: str) -> None:
    assert "2 March, 15:00" in await sokha.says("/emergency", "danger", typed)


@pytest.mark.parametrize("typed", ["ok accept", "好的，接受"])
async def test_an_acceptance_behind_a_courtesy_opens_the_check_of_the_only_proposal(
    dara: ScenarioUser, zhang: ScenarioUser, typed: str
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("Decline", "the time does not suit", "Tomorrow 09:00")
    await zhang.sends()
    for said in (typed, "accept", "we accept"):
        await dara.says(said)
        dara.sees("Please check. This goes to China.", "08:00 Phnom Penh · 09:00 Beijing")
        assert "Send to China" in dara.buttons
