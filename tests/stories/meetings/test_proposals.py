"""Proposing a meeting as a conversation: pressed, typed, interrupted, in the three languages."""

from datetime import timedelta

import pytest

from bot.profile.agreement_file import default_agreement
from liaison.core.cards import Text, text, time_text
from tests.scenario import ScenarioDriver, ScenarioUser, code_in
from tests.stories.meetings.proposal_steps import TO_THE_CHECK, UP_TO_THE_DAY, UP_TO_THE_VENUE
from tests.stories.sent_messages import never_notified, told

DIGITS = {
    each.language: str.maketrans("0123456789", each.digits)
    for each in default_agreement().vocabularies
}


async def logged(player: ScenarioUser) -> str:
    """Log a request and give its reference."""
    await player.sends("/new", "verification", "routine", "1", "0", "9/26", "-", "-")
    return code_in(player.card, "KH")


async def cast_in(driver: ScenarioDriver, language: str) -> tuple[ScenarioUser, ScenarioUser]:
    """The coordinators of both Parties, who read one language."""
    await driver.gather("dara", "zhang", language=language)
    return driver["dara"], driver["zhang"]


@pytest.mark.parametrize("language", ["km", "zh"])
async def test_an_emergency_is_proposed_by_buttons_only(
    driver: ScenarioDriver, language: str
) -> None:
    dara, zhang = await cast_in(driver, language)
    await dara.says("/menu")
    await dara.chooses("command-emergency", "occasion-found")
    await dara.chooses("button-tomorrow-at", time=time_text(9 * 60))
    dara.sees_key("proposal-check", purpose="emergency", party=text("agreement-party-cn"))
    dara.sees_key("named-value", name=text("field-host"), value=text("agreement-party-kh"))
    await dara.chooses("button-add-time", "button-day-other")
    await dara.chooses("button-later-month", month=month_of(4))
    await dara.chooses("answer", value=15)
    await dara.presses("09:00".translate(DIGITS[language]))
    await dara.chooses("button-change-answers", "field-host")
    await dara.chooses("agreement-party-cn")
    dara.sees_key("named-value", name=text("field-host"), value=text("agreement-party-cn"))
    await dara.sends()
    code = code_in(dara.card, "M")
    assert told(dara, dara.words("proposal-sent", how="new"))
    kind, cause = text("meeting-kind-emergency"), text("occasion-found")
    zhang.sees_key("notice-meeting-emergency", code=code, kind=kind, occasion=cause)
    assert zhang.has_seen(code) == 1


def month_of(number: int) -> Text:
    """A month of 2026 as a button names it."""
    return text("month-of-year", month=text("month", number=number), year=2026)


async def test_the_check_shows_all_clocks_and_warns_of_holidays_weekends_and_nights(
    dara: ScenarioUser,
) -> None:
    await dara.says("/propose", "difference", "interpretation")
    await dara.says("4/3 10:00", "8 March 10:00", "video", "KH", "-")
    more = (("6 March 20:30", "MoI"), ("14.4 10:00", "none"), ("9 March 10:00", "没有了"))
    for time, place in more:
        await dara.says("Add a time", time, place)
    await dara.says("Change", "Urgency", "urgent")
    checked = dara.sees("Please check. This goes to China:")
    assert "Meeting: consultation on a difference" in checked
    assert "Subject: Interpretation of the Agreement" in checked
    assert "Urgency: urgent" in checked
    assert "Host: Cambodia" in checked
    ten = "10:00 Phnom Penh · 11:00 Beijing · By video"
    options = [each.splitlines() for each in checked.split("\n\n")[2:]]
    assert options == [
        [
            f"Option 1: Sunday, 8 March, {ten}",
            "⚠️ This is a holiday in Cambodia: International Women’s Day.",
            "⚠️ This is a weekend day in China.",
        ],
        [
            "Option 2: Friday, 6 March, 20:30 Phnom Penh · 21:30 Beijing · MoI",
            "⚠️ This is in the quiet hours of Cambodia.",
            "⚠️ This is in the quiet hours of China.",
        ],
        [f"Option 3: Tuesday, 14 April, {ten}", "⚠️ This is a holiday in Cambodia: Khmer New Year."],
        [f"Option 4: Monday, 9 March, {ten}"],
        ["China will be notified at once."],
    ]


async def test_back_asks_the_question_before_again_and_keeps_all_answers(
    dara: ScenarioUser,
) -> None:
    await dara.says("/propose")
    assert "Back" not in dara.buttons
    await dara.says(*UP_TO_THE_DAY, "4 March", "14:00")
    dara.sees("Wednesday, 4 March, 14:00 Phnom Penh")
    assert "At what time?" in await dara.presses("Back")
    assert "On which day?" in await dara.presses("Back")
    assert "Thursday, 5 March, 14:00 Phnom Penh" in await dara.says("5 March")


async def test_means_and_place_that_are_said_stay(dara: ScenarioUser, zhang: ScenarioUser) -> None:
    assert "By phone" in await dara.says("emergency meeting by phone tomorrow 10am about a suspect")
    for typed, shown in (
        ("place: MoI", "11:00 Beijing · MoI"),
        ("no, 4 March 15:00", "16:00 Beijing"),
    ):
        assert shown in await dara.says(typed)
    assert "“3pm”: Write one line" in await dara.says("place: 3pm")
    assert "for example “Place: Phnom Penh”" in await dara.says("MoI", "yes, send it")
    dara.sees("Nothing was changed.")
    await dara.sends()
    zhang.sees("MoI")


async def test_a_cancelled_proposal_sends_nothing(dara: ScenarioUser, zhang: ScenarioUser) -> None:
    await dara.says("/propose", "/emergency", *TO_THE_CHECK)
    await dara.presses("Cancel")
    dara.sees("Draft deleted. Nothing was sent.")
    assert "None at present." in await dara.says("/meetings open")
    never_notified(zhang, "proposes a meeting")


async def test_a_proposal_survives_a_restart_and_is_offered_again(service: ScenarioDriver) -> None:
    dara = service["dara"]
    await dara.says("/propose", *UP_TO_THE_VENUE)
    await service.restart()
    await dara.presses("By video")
    await dara.says("/meetings", "/propose")
    dara.sees("You have a draft of a meeting proposal.")
    assert "Which Party hosts the meeting?" in await dara.presses("Continue the meeting draft")
    await dara.says("/propose")
    assert "What kind of meeting is it?" in await dara.presses("Start again")


async def test_a_request_and_a_proposal_are_drafted_side_by_side(
    dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/new", "verification", "urgent", "/emergency", "at_risk", "/menu")
    dara.sees("You have a draft of an emergency proposal.")
    await dara.presses("Continue the draft")
    await dara.sends("2", "0", "9/26", "-", "-")
    assert li.has_seen("new request.") == 1
    await dara.says("/menu")
    assert "Continue the draft" not in dara.buttons
    await dara.presses("Continue the emergency draft")
    await dara.says("/new", "protection", "/menu")
    await dara.presses("Continue the emergency draft", "Tomorrow 09:00")
    await dara.sends()
    assert zhang.has_seen("proposed by") == 1
    await dara.says("/menu")
    assert "Step 2" in await dara.presses("Continue the draft")


async def test_cancelling_offers_the_drafts_that_wait_and_errors_do_not(dara: ScenarioUser) -> None:
    await dara.says("/new", "protection", "/emergency", "/explain", "31.2.2026")
    assert "Continue the draft" not in dara.buttons
    assert "Stopped. Nothing was recorded." in await dara.says("/cancel")
    assert "There is no open question." in await dara.says("/cancel")
    drafts = ["Continue the draft", "Delete the draft"]
    proposals = ["Continue the emergency draft", "Delete the emergency draft"]
    assert dara.buttons == [*drafts, *proposals, "Menu"]
    assert "Draft deleted. Nothing was sent." in await dara.presses("Delete the emergency draft")
    await dara.says("/cancel")
    assert dara.buttons == [*drafts, "Menu"]
    await dara.presses("Continue the draft")
    assert "There is nothing to stop." in await dara.says("/cancel", "/cancel")


async def test_a_proposal_is_about_a_case_of_the_own_party(
    dara: ScenarioUser, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(sokha)
    await dara.says("/emergency", *TO_THE_CHECK)
    assert f"Request: {reference}" in await dara.presses("Change", "Request", reference)
    await dara.sends()
    zhang.sees(f"Request: {reference}")
    await sokha.says(f"/request {reference}")
    await sokha.presses("⚠️ Emergency meeting")
    await sokha.says("found", "4 March 14:00")
    sokha.sees(f"Request: {reference}")
    assert "There is nothing with this number or code." in await sokha.says("/emergency KH26-7F3KK")


async def test_a_button_of_an_old_proposal_does_nothing(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/emergency")
    old = dara.visible[-1]
    data = old.buttons[0][0].data
    await dara.presses("Cancel")
    assert data is not None
    await dara.presses_shown(data)
    assert dara.toasts[-1].startswith("This is not open now: it was sent, cancelled")


async def test_a_time_that_passes_before_it_is_sent_is_asked_for_again(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/emergency", "at_risk", "2 March 10:00")
    await service.turn(timedelta(hours=2))
    assert "One answer is out of date" in await dara.sends()
    await dara.sends("3.3 10:00")
    assert told(dara, "is sent.")


async def test_other_times_are_offered_for_the_version_that_was_seen(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends("/emergency", *TO_THE_CHECK)
    code = code_in(dara.card, "M")
    assert "Time in Beijing." in await zhang.says(f"/counter {code}")
    assert f"Other times for {code} (emergency meeting)." in await zhang.says("5 March 10:00")
    await zhang.sends()
    assert told(zhang, "The other times are sent.")
    dara.sees("Thursday, 5 March, 09:00 Phnom Penh · 10:00 Beijing")


async def test_a_typed_label_is_that_of_the_card_as_it_was_edited(
    dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await li.sends("/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    code = code_in(li.card, "M")
    await zhang.says(f"/meeting {code}")
    await dara.presses("✓ Accept option 1")
    await dara.sends()
    assert "On which day?" in await zhang.says("另提时间")


async def test_what_does_not_suit_and_what_does_in_one_sentence_are_other_times(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends("/emergency", "at_risk", "20 March 14:00")
    for typed in (
        "20日不行，改23日下午2点",
        "the 20th does not suit, better the 23rd 2 pm",
        "ថ្ងៃទី ២០ មិនបានទេ សុំថ្ងៃទី ២៣ ម៉ោង ២ រសៀល",
        "20 March does not work, how about 23 March at 2 pm?",
    ):
        assert "Monday, 23 March, 14:00 Beijing" in await zhang.says(typed)
        zhang.sees("Please check. These times go to Cambodia")
        await zhang.says("/cancel")


@pytest.mark.parametrize(
    ("reason", "place"),
    [
        ("the venue does not suit", "the place is not suitable"),
        ("原因：地点不合适", "地点不合适"),
        ("មូលហេតុ៖ ទីកន្លែងមិនសមស្រប", "ទីកន្លែងមិនសមស្រប"),
    ],
)
async def test_that_a_place_does_not_suit_is_no_name_of_a_place(
    dara: ScenarioUser, zhang: ScenarioUser, reason: str, place: str
) -> None:
    await dara.sends("/emergency", *TO_THE_CHECK)
    await zhang.says("/counter")
    assert "place changed" not in await zhang.says(reason)
    assert "By video" in await zhang.says("5 March 10:00")
    assert "Where?" in await zhang.says(place)
    assert "金边" in await zhang.says("金边")


async def test_a_counter_to_a_version_that_has_moved_is_dropped_and_the_meeting_shown(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends("/emergency", *TO_THE_CHECK)
    code = code_in(dara.card, "M")
    await zhang.says(f"/counter {code}", "5 March 10:00")
    await dara.sends(f"/retract {code} settled")
    await zhang.presses_send()
    zhang.sees("This has changed since you opened it.")
    await zhang.says("/menu")
    assert "Continue the meeting draft" not in zhang.buttons
    assert f"This cannot be done with {code} now." in await zhang.says(f"/counter {code}")


async def test_other_times_for_an_emergency_that_has_changed_name_its_code(
    dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await dara.sends("/emergency", *TO_THE_CHECK)
    code = code_in(dara.card, "M")
    await li.says(f"/counter {code}")
    await zhang.sends(f"/counter {code}", "5 March 10:00")
    await li.says("Send to Cambodia")
    li.sees(f"{code} has changed since you began. Check your answers.")


async def test_an_administrator_proposes_nothing(bopha: ScenarioUser) -> None:
    for line in ("/propose", "/emergency", "/counter M26-7F3K9", "/proposal a1b2c3 send"):
        await bopha.says(line)
        bopha.sees("Your role does not allow this: ask a colleague.")


async def test_time_and_place_are_corrected_in_words_within_the_form(li: ScenarioUser) -> None:
    await li.says("/propose", "年度磋商", "3月20日", "10:00", "视频")
    for typed, changed in (
        ("时间改为下午3点", "20 March, 15:00"),
        ("改到4月10日", "10 April"),
        ("地点改成金边", "金边"),
        ("改到4月13日下午4点", "13 April, 16:00"),
        ("时间改为9:30", "13 April, 09:30"),
    ):
        shown = await li.says(typed)
        assert changed in shown.split("\n")[0], typed
        li.sees("Which Party hosts the meeting?")


@pytest.mark.parametrize("typed", ["今天10点或14点", "ម៉ោង ១០ ឬ ១៤", "today 10:00 or 14:00"])
async def test_two_times_in_one_answer_are_asked_for_one_by_one(
    li: ScenarioUser, typed: str
) -> None:
    await li.says("/emergency", "受害人有危险")
    assert "Write one time here. At the check you can add another." in await li.says(typed)
    assert "Add a time" in (await li.says("今天14点"), *li.buttons)


@pytest.mark.parametrize(
    "typed",
    [
        "紧急会议 明天10点或14点 视频",
        "ប្រជុំបន្ទាន់ ស្អែក ម៉ោង ១០ ឬ ម៉ោង ១៤",
        "emergency meeting tomorrow at 10:00 or Tuesday 14:00",
    ],
)
async def test_each_time_that_a_sentence_names_is_an_option(li: ScenarioUser, typed: str) -> None:
    await li.says(typed, "受害人有危险")
    li.sees("Option 1: Tuesday, 3 March, 10:00", "Option 2: Tuesday, 3 March, 14:00")


@pytest.mark.parametrize(
    ("day", "hour", "later", "same"),
    [
        ("明日", "十点", "明天下午3点", "明天15:00"),
        ("ថ្ងៃស្អែក", "ម៉ោង ១០ ព្រឹក", "ម៉ោង ៣ រសៀល", "ថ្ងៃស្អែក ម៉ោង ៣ រសៀល"),
        ("tomorrow", "10am", "3pm", "tomorrow 3pm"),
    ],
)
async def test_the_hour_of_an_emergency_is_asked_for_and_changed_in_words(
    li: ScenarioUser, day: str, hour: str, later: str, same: str
) -> None:
    await li.says("/emergency", "受害人有危险")
    assert "At what time?" in await li.says(day)
    await li.says(hour)
    assert "Nothing was changed" in await li.says(f"{day} {hour}")
    li.sees("3 March, 10:00")
    assert "3 March, 15:00" in await li.says(later)
    assert "Nothing was changed" in await li.says(same)


async def test_a_party_or_words_that_no_place_is_decided_are_no_place(dara: ScenarioUser) -> None:
    await dara.says("/propose", *UP_TO_THE_VENUE)
    for typed in ("China", "中方", "柬埔寨", "ភាគីចិន", "tbd", "不变", "等一下", "wait", "ចាំសិន"):
        assert "This is not a place." in await dara.says(typed), typed
    check = await dara.says("Kunming", "KH", "-")
    for typed in ("地点不变", "地点没错", "កន្លែងនៅដដែល", "ទីកន្លែងដដែល", "the place is unchanged"):
        assert (await dara.says(typed)).startswith("It is already set like this."), typed
        assert dara.card.endswith(check)
    for typed in ("地点还没定", "地点先不写", "ទីកន្លែងមិនទាន់កំណត់", "place to be decided"):
        assert "This is not a place." in await dara.says(typed), typed
        assert await dara.presses("Back") == check
