"""Proposing a meeting as a conversation: pressed, typed, interrupted, in the three languages."""

import re
from datetime import timedelta

import pytest

from bot.profile.agreement_file import default_agreement
from liaison.core.cards import Text, text, time_text
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.meetings.proposal_steps import (
    TO_THE_CHECK,
    UP_TO_THE_DAY,
    UP_TO_THE_VENUE,
    answers,
    code_on,
)
from tests.stories.sent_messages import never_notified

LANGUAGES = default_agreement().languages
DIGITS = {
    each.language: str.maketrans("0123456789", each.digits)
    for each in default_agreement().vocabularies
}


async def logged(player: ScenarioUser) -> str:
    """Log a request and give its reference."""
    await player.says("/new")
    await answers(player, "verification", "routine", "1", "0", "9/26", "-", "-")
    await player.sends()
    found = re.search(r"KH26-[0-9A-Z]{5}", player.card)
    assert found is not None
    return found[0]


async def cast_in(driver: ScenarioDriver, language: str) -> tuple[ScenarioUser, ScenarioUser]:
    """The coordinators of both Parties, who read one language."""
    await driver.gather("dara", "zhang", language=language)
    return driver["dara"], driver["zhang"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_emergency_is_proposed_by_buttons_only(
    driver: ScenarioDriver, language: str
) -> None:
    dara, zhang = await cast_in(driver, language)
    await dara.says("/menu")
    await dara.chooses("menu-emergency")
    await dara.chooses("occasion-found")
    await dara.chooses("button-tomorrow-at", time=time_text(9 * 60))
    dara.sees_key("proposal-check-emergency", party=text("agreement-party-cn"))
    dara.sees_key("meeting-host", party=text("agreement-party-kh"))
    await dara.chooses("button-add-time")
    await dara.chooses("button-day-other")
    await dara.chooses("button-later-month", month=month_of(4))
    await dara.chooses("answer", value=15)
    await dara.presses("09:00".translate(DIGITS[language]))
    await dara.chooses("button-change-answers")
    await dara.chooses("field-host")
    await dara.chooses("agreement-party-cn")
    dara.sees_key("meeting-host", party=text("agreement-party-cn"))
    await dara.sends()
    code = code_on(dara.card)
    dara.sees_key("proposal-sent-new", code=code)
    kind, cause = text("meeting-kind-emergency"), text("occasion-found")
    zhang.sees_key("notice-meeting-emergency", code=code, kind=kind, occasion=cause)
    assert zhang.has_seen(code) == 1


def month_of(number: int) -> Text:
    """A month of 2026 as a button names it."""
    return text("month-of-year", month=text(f"month-{number}"), year=2026)


TYPED = {
    "en": ("Wednesday 4 March 14:00", "5 March", "9:30"),
    "km": ("ថ្ងៃទី៤ ខែមីនា ម៉ោង ១៤:០០", "5 March", "៩:៣០"),
    "zh": ("3月4日 14点", "３月５日", "9点30分"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_emergency_is_proposed_by_typing_only(
    driver: ScenarioDriver, language: str
) -> None:
    dara, zhang = await cast_in(driver, language)
    both, day, time = TYPED[language]
    await dara.says("/emergency")
    await answers(dara, "stalled", both)
    await dara.chooses("button-change-answers")
    await dara.chooses("field-option-venue", number=1)
    await dara.says("公安部 ក្រសួងមហាផ្ទៃ <5>")
    await dara.chooses("button-add-time")
    await answers(dara, day, time)
    await dara.sends()
    zhang.sees(code_on(dara.card))
    zhang.sees("公安部 ក្រសួងមហាផ្ទៃ <5>")
    for shown in (dara.card, zhang.card):
        for clock in ("14:00", "15:00", "09:30", "10:30"):
            assert clock in shown.translate(str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789"))


async def test_the_check_shows_all_clocks_and_warns_of_holidays_weekends_and_nights(
    dara: ScenarioUser,
) -> None:
    await dara.says("/propose")
    await answers(dara, "difference", "interpretation")
    await answers(dara, "4/3 10:00", "8 March 10:00", "video", "KH", "-")
    more = (("6 March 20:30", "MoI"), ("14.4 10:00", "none"), ("9 March 10:00", "没有了"))
    for time, place in more:
        await answers(dara, "Add a time", time, place)
    await answers(dara, "Change", "Urgency", "urgent")
    checked = dara.sees("Please check. This goes to China:")
    assert "Meeting: consultation on a difference" in checked
    assert "Subject: interpretation of the Agreement" in checked
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
        [
            f"Option 3: Tuesday, 14 April, {ten}",
            "⚠️ This is a holiday in Cambodia: Khmer New Year.",
        ],
        [
            f"Option 4: Monday, 9 March, {ten}",
        ],
    ]


async def test_back_asks_the_question_before_again_and_keeps_all_answers(
    dara: ScenarioUser,
) -> None:
    await dara.says("/propose")
    assert "Back" not in dara.buttons
    await answers(dara, *UP_TO_THE_DAY, "4 March", "14:00")
    dara.sees("Wednesday, 4 March, 14:00 Phnom Penh")
    await dara.presses("Back")
    dara.sees("At what time?")
    await dara.presses("Back")
    dara.sees("On which day?")
    await dara.says("5 March")
    dara.sees("Thursday, 5 March, 14:00 Phnom Penh")


async def test_one_card_changes_in_place_and_typed_answers_are_taken_off(
    dara: ScenarioUser,
) -> None:
    await dara.says("/propose")
    before = len(dara.visible)
    await answers(dara, *UP_TO_THE_VENUE, "video")
    assert len(dara.visible) == before
    dara.sees("Which Party hosts the meeting?")


async def test_means_and_place_that_are_said_stay(dara: ScenarioUser, zhang: ScenarioUser) -> None:
    await dara.says("emergency meeting by phone tomorrow 10am about a suspect")
    dara.sees("By phone")
    for typed, shown in (("place: MoI", "11:00 Beijing · MoI"), ("4 March 15:00", "16:00 Beijing")):
        await dara.says(typed)
        dara.sees(shown)
    await dara.says("place: 3pm")
    dara.sees("“3pm”: Write the place")
    await dara.says("MoI")
    await dara.says("yes, send it")
    dara.sees("Nothing was changed.")
    await dara.sends()
    zhang.sees("MoI")


@pytest.mark.parametrize("typed", [False, True])
async def test_a_cancelled_proposal_sends_nothing(
    dara: ScenarioUser, zhang: ScenarioUser, *, typed: bool
) -> None:
    await dara.says("/emergency")
    await answers(dara, *TO_THE_CHECK)
    if typed:
        await dara.says("/cancel")
    else:
        await dara.presses("Cancel")
    dara.sees("Draft deleted. Nothing was sent.")
    await dara.says("/meetings open")
    dara.sees("There are no meetings.")
    never_notified(zhang, "proposes a meeting")


async def test_a_proposal_survives_a_restart_and_is_offered_again(service: ScenarioDriver) -> None:
    dara = service["dara"]
    await dara.says("/propose")
    await answers(dara, *UP_TO_THE_VENUE)
    await service.restart()
    await dara.presses("By video")
    await dara.says("/meetings")
    await dara.says("/propose")
    dara.sees("You have an unfinished proposal of a meeting.")
    await dara.presses("Continue the proposal")
    dara.sees("Which Party hosts the meeting?")
    await dara.says("/propose")
    await dara.presses("Start again")
    dara.sees("What kind of meeting is it?")


async def test_a_request_and_a_proposal_are_drafted_side_by_side(
    dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/new")
    await answers(dara, "verification", "urgent")
    await dara.says("/emergency")
    await dara.says("at_risk")
    await dara.says("/menu")
    dara.sees("You have an unfinished proposal of a meeting.")
    await dara.presses("Continue the draft")
    await answers(dara, "2", "0", "9/26", "-", "-")
    await dara.sends()
    assert li.has_seen("new request.") == 1
    await dara.says("/menu")
    assert "Continue the draft" not in dara.buttons
    await dara.presses("Continue the proposal")
    await dara.says("/new")
    await answers(dara, "protection")
    await dara.says("/menu")
    await dara.presses("Continue the proposal")
    await dara.presses("Tomorrow 09:00")
    await dara.sends()
    assert zhang.has_seen("proposed by") == 1
    await dara.says("/menu")
    await dara.presses("Continue the draft")
    dara.sees("Step 2")


async def test_cancelling_offers_the_drafts_that_wait_and_errors_do_not(
    dara: ScenarioUser,
) -> None:
    await dara.says("/new")
    await answers(dara, "protection")
    await dara.says("/emergency")
    await dara.says("/explain")
    await dara.says("31.2.2026")
    assert "Continue the draft" not in dara.buttons
    await dara.says("/cancel")
    dara.sees("Stopped. Nothing was recorded.")
    await dara.says("/cancel")
    dara.sees("There is no open question.")
    drafts = ["Continue the draft", "Delete the draft"]
    proposals = ["Continue the proposal", "Delete the proposal"]
    assert dara.buttons == [*drafts, *proposals, "Menu"]
    await dara.presses("Delete the proposal")
    dara.sees("Draft deleted. Nothing was sent.")
    await dara.says("/cancel")
    assert dara.buttons == [*drafts, "Menu"]
    await dara.presses("Continue the draft")
    await dara.says("/cancel")
    await dara.says("/cancel")
    dara.sees("There is nothing to stop.")


async def test_a_proposal_is_about_a_case_of_the_own_party(
    dara: ScenarioUser, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(sokha)
    await dara.says("/emergency")
    await answers(dara, *TO_THE_CHECK)
    await dara.presses("Change")
    await dara.presses("Request")
    await dara.presses(reference)
    dara.sees(f"Request: {reference}")
    await dara.sends()
    zhang.sees(f"Request: {reference}")
    await sokha.says(f"/request {reference}")
    await sokha.presses("⚠️ Emergency meeting")
    await answers(sokha, "found", "4 March 14:00")
    sokha.sees(f"Request: {reference}")
    await sokha.says("/emergency KH26-7F3KK")
    sokha.sees("There is no request with this reference.")


async def test_sending_twice_sends_once(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/emergency")
    await answers(dara, *TO_THE_CHECK)
    await dara.sends()
    dara.phone.press_again()
    await service.settle()
    assert zhang.has_seen("proposed by") == 1


async def test_a_button_of_an_old_proposal_does_nothing(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/emergency")
    old = dara.visible[-1]
    data = old.buttons[0][0].data
    await dara.presses("Cancel")
    assert data is not None
    dara.phone.press_shown(data)
    await service.settle()
    assert dara.toasts[-1].startswith("This is not open now: it was sent, cancelled")


async def test_a_time_that_passes_before_it_is_sent_is_asked_for_again(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/emergency")
    await answers(dara, "at_risk", "2 March 10:00")
    await service.turn(timedelta(hours=2))
    await dara.sends()
    dara.sees("One answer is out of date")
    await dara.says("3.3 10:00")
    await dara.sends()
    dara.sees("is sent.")


async def test_other_times_are_offered_for_the_version_that_was_seen(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/emergency")
    await answers(dara, *TO_THE_CHECK)
    await dara.sends()
    code = code_on(dara.card)
    await zhang.says(f"/counter {code}")
    zhang.sees("Time in Beijing.")
    await zhang.says("5 March 10:00")
    zhang.sees(f"Other times for {code} (emergency meeting).")
    await zhang.sends()
    zhang.sees(f"The other times for {code} are sent.")
    dara.sees("Thursday, 5 March, 09:00 Phnom Penh · 10:00 Beijing")


async def test_a_counter_to_a_version_that_has_moved_is_dropped_and_the_meeting_shown(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/emergency")
    await answers(dara, *TO_THE_CHECK)
    await dara.sends()
    code = code_on(dara.card)
    await zhang.says(f"/counter {code}")
    await zhang.says("5 March 10:00")
    await dara.says(f"/retract {code} settled")
    await dara.sends()
    await zhang.presses_send()
    zhang.sees(f"{code} has changed.")
    await zhang.says("/menu")
    assert "Continue the proposal" not in zhang.buttons
    await zhang.says(f"/counter {code}")
    zhang.sees("This is not possible for this meeting now.")


async def test_an_administrator_proposes_nothing(bopha: ScenarioUser) -> None:
    for line in ("/propose", "/emergency", "/counter M26-7F3K9", "/proposal a1b2c3 send"):
        await bopha.says(line)
        bopha.sees("Your role does not allow this. /menu shows what you can do.")
