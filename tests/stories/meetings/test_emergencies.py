"""Emergencies: everyone is told at once, and only an answer ends the escalation."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import counters, raises_emergency
from tests.stories.sent_messages import buttons_under, never_notified

ON_IT = "I am on it"
ATTEND = ("Attending", "Not attending", "Substitute")
AT_22 = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the evening in Phnom Penh, eleven in Beijing."""


async def test_a_focal_person_who_is_on_it_does_not_stop_an_emergency_at_22(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    li.sees(f"{code} needs an answer from China. Zhang can give it.")
    assert "✓ Seen" not in li.buttons
    await service.turn(timedelta(minutes=4))
    await li.presses(ON_IT)
    assert (
        li.toasts[-1] == "Your colleagues see that you are on it. It stays open until it is done."
    )
    li.sees("On it: Li")
    zhang.sees("On it: Li")
    assert told(zhang, "On it") == 0
    await service.turn(timedelta(minutes=7))
    zhang.sees("Again:")
    await service.turn(timedelta(minutes=51))
    service["wang"].sees("To you as administrator")
    await zhang.presses("✓ Accept option 1")
    service["wang"].sees("✓ Done by Zhang")
    heard = len(sounds(service["wang"]))
    agreed_at = service.sandbox.now()
    await service.turn(timedelta(hours=7))
    never_notified(dara, "no one has answered", since=agreed_at)
    never_notified(dara, "no one has seen this", since=agreed_at)
    assert (len(sounds(service["wang"])), told(service["wang"], "is agreed")) == (heard, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "紧急会议 今天下午4点 有人处境危险",
        "ជួបប្រជុំបន្ទាន់ ថ្ងៃនេះ ម៉ោង ៤ រសៀល មានគ្រោះថ្នាក់",
    ],
)
async def test_an_emergency_in_words_comes_before_every_form_which_is_kept(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    annual = ("/propose annual", "5 March 10:00", "By video", "CN")
    request = await log_verification(service, "sokha", persons=1, children=0, letter="9/26 MoI")
    await li.says(f"/receive {request} today")
    await li.presses_send()
    await service.turn(timedelta(minutes=3))
    for opened, waits in (
        (("/new verification routine 2 0",), "You have a draft of a request."),
        ((f"/answer {request} confirmed",), f"nothing was sent: Reply to a request · {request}."),
        (annual, "You have a draft of a meeting proposal."),
        (("/menu",), ""),
    ):
        await li.says(*opened, typed)
        assert li.card.startswith("🚨 A person is in danger"), opened
        assert "Option 1: Monday, 2 March, 16:00 Beijing" in li.card
        assert waits in li.card
        await li.presses("Cancel")
    await li.says("/menu")
    assert "Thursday, 5 March, 10:00" in await li.presses("Continue the meeting draft")
    await li.says(f"/note {request} add note", typed)
    assert "🚨" not in li.card, "a note has words of its own"


async def test_an_emergency_in_words_is_about_the_request_on_the_screen(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26 MoI")
    for opened, about in (
        (f"/request {reference}", True),
        ("/menu", False),
        (f"/withdraw {reference} settled 10/26 MoI", True),
    ):
        await dara.says(opened, "紧急会议 今天下午4点 视频")
        await dara.presses("A person is in danger")
        dara.sees("Option 1: Monday, 2 March, 16:00 Phnom Penh", "By video")
        assert (f"Request: {reference}" in dara.card) is about
        await dara.presses("Cancel")


async def test_who_is_on_it_has_not_answered_and_the_morning_adds_nothing_to_what_climbs(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    assert "On it: Zhang" in await zhang.says(ON_IT)
    assert ON_IT not in zhang.buttons
    await zhang.says("/ack all")
    await service.turn(timedelta(minutes=61))
    service["wang"].sees("To you as administrator")
    await service.turn_to(AT_22 + timedelta(hours=9, minutes=50))
    before = told(zhang, code)
    await service.turn(timedelta(minutes=20))
    assert told(zhang, code) == before


async def test_who_suggests_other_times_has_answered(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.says("/today")
    assert code in zhang.buttons[0]
    await counters(zhang, code, "4 March 10:00")
    dara.sees("suggests other times")
    await service.turn(timedelta(minutes=70))
    never_notified(service["wang"], "To you as administrator")
    service["bopha"].sees("To you as administrator")


async def test_the_proposers_colleagues_are_told_at_once_of_the_proposal_and_of_the_agreement(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    bopha, wang = service["bopha"], service["wang"]
    for colleague in (sokha, bopha):
        assert told(colleague, f"The meeting {code} (emergency meeting) is proposed to China.") == 1
    await zhang.presses("✓ Accept option 1")
    assert [told(each, f"{code} is agreed") for each in (bopha, wang)] == [1, 0]
    for person in (sokha, dara, service["li"]):
        assert told(person, f"The meeting {code} is agreed") == 1
        assert buttons_under(person, f"{code} is agreed")[:4] == [*ATTEND, "Details"]
    zhang.sees("Agreed by both Parties")
    assert "Please say whether you will attend." in dara.sees(f"The meeting {code} is agreed")
    await sokha.presses("Attending", sokha.send_label)
    assert buttons_under(dara, f"{code} is agreed")[:3] == [*ATTEND]
    agreed_at = service.sandbox.now()
    await service.turn(timedelta(hours=7))
    never_notified(dara, "no one has", since=agreed_at)


async def test_its_author_or_a_coordinator_withdraws_an_emergency_and_all_who_were_called_hear_it(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "3.3 14:00")
    assert "Only a coordinator can do this." in await sokha.says(f"/retract {code} settled")
    await dara.says(f"/retract {code} settled")
    await dara.presses_send()
    never_notified(zhang, "has withdrawn")
    await service.turn(timedelta(minutes=3))
    for person in (sokha, service["bopha"], service["li"], zhang):
        assert told(person, f"Cambodia has withdrawn its proposal {code}") == 1


async def test_a_focal_person_who_proposed_is_told_at_once_when_a_coordinator_makes_it_agreed(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(sokha, "3.3 14:00")
    sokha.sees("China has not answered yet.\nA coordinator of Cambodia must also approve.")
    assert told(dara, "A colleague has proposed") == 1
    assert told(service["bopha"], "is proposed to China.\n") == 1
    assert "A coordinator of Cambodia must also approve." in await dara.says(f"/meeting {code}")
    assert "China has not answered yet." in await zhang.says(f"/meeting {code}")
    await zhang.presses("✓ Accept option 1")
    never_notified(zhang, "Agreed by both Parties")
    await service.turn(timedelta(minutes=11))
    assert "China has accepted a time" in dara.sees("Again: no one has approved it since")
    for typed in (
        "approve the emergency meeting",
        "批准紧急会议",
        "អនុម័តកិច្ចប្រជុំបន្ទាន់",
        "yes approve it",
    ):
        assert code in await dara.says("/cancel", typed), typed
        assert dara.buttons[0] == dara.send_label, typed
        dara.sees("Time: Tuesday, 3 March, 14:00 Phnom Penh · 15:00 Beijing", "Place: By video")
    await dara.says("/cancel", "ok approve")
    await dara.presses_send()
    assert told(sokha, f"The meeting {code} is agreed") == 1
    assert told(zhang, f"The meeting {code} is agreed") == 1


async def test_an_accepted_emergency_that_no_coordinator_approves_says_so_when_it_ends(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "2 March 11:00")
    await zhang.says(f"/meeting {code}")
    await zhang.presses("✓ Accept option 1")
    await service.turn(timedelta(hours=2))
    for person in (sokha, dara, zhang, service["bopha"]):
        person.sees("China accepted it, but no coordinator of Cambodia approved it in time.")


async def test_of_an_emergency_that_is_typed_in_one_line_only_what_is_missing_is_asked(
    zhang: ScenarioUser,
) -> None:
    for language, typed, question, answer in (
        ("zh", "紧急会议，今天下午4点，两名受害人被扣押", "", ""),
        ("km", "ប្រជុំបន្ទាន់ ម៉ោង ៤ រសៀល អំពីជនរងគ្រោះ ២ នាក់ កំពុងមានគ្រោះថ្នាក់", "", ""),
        ("en", "emergency meeting today 4pm about victims at risk", "", ""),
        ("en", "emergency meeting today 3pm Phnom Penh about victims at risk", "", ""),
        ("zh", "紧急会议 今天下午3点 金边时间 有人被扣押", "", ""),
        ("km", "ប្រជុំបន្ទាន់ អំពីជនរងគ្រោះ កំពុងមានគ្រោះថ្នាក់", "When?", "ថ្ងៃនេះ ម៉ោង ៣ រសៀល ម៉ោងភ្នំពេញ"),
        ("zh", "紧急会议，有人被扣押", "When?", "今天下午4点"),
        ("km", "ប្រជុំបន្ទាន់ ថ្ងៃនេះ ម៉ោង ៤ រសៀល", "What is the subject?", "មានគេរងរបួស"),
    ):
        await zhang.says(f"/language {language}", typed)
        if question:
            zhang.sees(question)
            await zhang.says(answer)
        assert zhang.card.startswith("🚨 A person is in danger")
        assert "Option 1: Monday, 2 March, 16:00 Beijing" in zhang.sees("Please check."), typed
        await zhang.says("/cancel")
    for before in ("/menu", "/new", "/emergency"):
        for typed in (
            "明天上午10点紧急会议，解救行动",
            "tomorrow 10am we must meet urgently with the provincial police, rescue in Poipet",
            "ប្រជុំបន្ទាន់ ស្អែក ម៉ោង ១០ ព្រឹក ប្រតិបត្តិការសង្គ្រោះ",
        ):
            await zhang.says(before, typed)
            if "When?" in zhang.card:  # the subject was asked, and the time is not a part by itself
                await zhang.says("tomorrow 10am")
            assert zhang.card.startswith("🚨 Victims were found and need help at once"), typed
            assert "Option 1: Tuesday, 3 March, 10:00 Beijing" in zhang.sees("Please check."), typed
            await zhang.says("/cancel", "/cancel")
    await zhang.says("tomorrow 10am there is danger for her in Poipet")
    await zhang.presses("⚠️ Emergency meeting", "A person is in danger")
    assert "Option 1: Tuesday, 3 March, 10:00 Beijing" in zhang.sees("Please check.")
    for typed in ("不太紧急", "不紧急", "មិនសូវបន្ទាន់", "this is not urgent"):
        await zhang.says("/cancel", typed)
        assert "⚠️ Emergency meeting" not in zhang.buttons, typed


@pytest.mark.parametrize(
    ("seen", "agreed", "unsuitable"),
    [
        ("收到", "我们同意", "时间不合适"),
        ("បានទទួល", "យល់ព្រម", "មិនអាចចូលរួមបានទេ"),
        ("got it", "yes, we agree", "we can't make that time"),
    ],
)
async def test_an_emergency_is_acknowledged_accepted_and_other_times_are_suggested_in_words(
    dara: ScenarioUser,
    zhang: ScenarioUser,
    li: ScenarioUser,
    seen: str,
    agreed: str,
    unsuitable: str,
) -> None:
    assert "You have nothing to do." in await zhang.says(seen)
    await raises_emergency(dara, "3.3 14:00")
    assert "Only a coordinator can do this. Ask Zhang." in await li.says("好的，同意开会")
    assert "On it: Zhang" in await zhang.says(seen)
    assert "Please check. This goes to Cambodia." in await zhang.says(agreed)
    assert "When?" in await zhang.says(zhang.words("button-cancel"), unsuitable)
    assert "When?" in await zhang.says("ok")
    assert "13 March, 14:00 Beijing" in await zhang.says("下周五下午两点")


@pytest.mark.parametrize("typed", ["同意，五点见", "ទទួលយក, ជួបគ្នាម៉ោង ៥", "accept, see you at five"])
async def test_words_behind_an_answer_are_not_taken_for_a_yes(
    dara: ScenarioUser, zhang: ScenarioUser, typed: str
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.says(typed)
    assert zhang.buttons[0] == f"✓ Accept option 1 · {code}"


async def test_an_emergency_takes_a_cause_a_time_and_send(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/emergency")
    await dara.presses("a person is in danger")
    assert dara.buttons == [
        *("In 1 hour", "Today 16:00", "Tomorrow 09:00", "Other day…", "Back", "Cancel")
    ]
    await dara.presses("In 1 hour")
    await dara.sends()
    shown = zhang.sees("🚨 A person is in danger · Meeting")
    assert shown.splitlines()[0].startswith("🚨 A person is in danger")
    assert " 10:00 Phnom Penh" in shown
    await zhang.presses("✓ Accept option 1")
    assert ", 10:00 Phnom Penh" in dara.sees("Agreed by both Parties")


async def test_times_that_have_passed_are_not_offered(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await service.turn_to(datetime(2026, 3, 2, 9, tzinfo=UTC))
    await dara.says("/emergency", "at_risk")
    assert dara.buttons == ["In 1 hour", "Tomorrow 09:00", "Other day…", "Back", "Cancel"]


async def test_every_value_is_changed_on_its_own_at_the_check(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await dara.says("/emergency", "at_risk", "tomorrow 10am")
    for field, typed, seen in (
        ("Subject", "found", "🚨 Victims were found and need help at once"),
        ("Option 1: time", "today 4pm", "Monday, 2 March, 16:00 Phnom Penh"),
        ("Option 1: place", "MoI", "Beijing · MoI"),
        ("Host", "CN", "Host: China"),
        ("Request", reference, f"Request: {reference}"),
    ):
        await dara.presses("Change", field)
        await dara.says(typed)
        assert "Send to China" in dara.buttons
        dara.sees(seen)
    assert "Host: China" in await dara.presses("Change", "Host", "Back")
    assert f"Request: {reference}" in await dara.sends()


async def test_whether_an_emergency_meeting_took_place_can_be_taken_back(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    await service.turn(timedelta(days=2))
    await dara.says(f"/held {code} yes")
    await dara.presses_send()
    await dara.presses("Take back")
    assert "Cambodia: it took place." not in await zhang.says(f"/meeting {code}")
    await dara.sends()
    assert "Cambodia: it took place." in await zhang.says(f"/meeting {code}")


async def test_a_time_that_does_not_suit_leads_to_other_times_and_never_to_an_end(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("Decline", "the time does not suit")
    assert zhang.buttons[:3] == ["In 1 hour", "Today 16:00", "Tomorrow 09:00"]
    await zhang.presses("Tomorrow 09:00")
    await zhang.sends()
    assert "Please answer" in dara.sees("suggests other times for")
    await dara.presses("✓ Accept option 1")
    zhang.sees("Agreed by both Parties")
    await zhang.says(f"/calloff {code}")
    await zhang.presses("the time does not suit")
    await zhang.sends("5 March 10:00")
    assert "Reason: the time does not suit" in dara.sees("proposes to change")


async def test_other_times_say_who_suggests_them_and_number_what_can_be_chosen_now(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    dara: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await counters(zhang, code, "4 March 10:00")
    cause = "🚨 A person is in danger · "
    dara.sees(f"{cause}📅 China suggests other times for {code} (emergency meeting).")
    li.sees(f"{cause}Other times for emergency meeting {code} are suggested to Cambodia.")
    assert "\n1. Wednesday, 4 March" in sokha.sees(f"{cause}⚠️ {code} needs an answer from Cambodia")
    assert "Other times suggested by China:\n1. Wednesday, 4 March" in li.sees("✓ Done by Zhang")
    assert (
        f"{cause}{code} · emergency meeting · first time 4 March, 09:00 · answer the proposal"
        in await dara.says("/today")
    )
    assert "Choose one of these options: 1." in await dara.says(f"/accept {code} 2")
    await dara.says(f"/accept {code} 1")
    assert dara.sees(f"{cause}Accept the time · {code}")
    await counters(zhang, code, "4 March 15:00")
    asked = [each.labels for each in dara.visible if "I am on it" in each.labels]
    assert len(asked) == 1, "the new time is in the message that asks"
    dara.has_seen("Nothing to do")
    await dara.presses("Send to China")
    shown = dara.sees("This has changed since you opened it.")
    assert shown.startswith(f"{cause}{code} emergency meeting\n")
    assert "Other times suggested by China:\n1. Wednesday, 4 March, 14:00" in shown
    for typed in ("accept", "Accept option 1"):
        await dara.says(typed)
        assert dara.card.startswith(f"{cause}Accept the time · {code}")
    never_notified(zhang, "Agreed by both Parties")
    await dara.presses_send()
    for person in (sokha, dara, li, zhang):
        person.sees(f"{cause}✓ The meeting {code} is agreed" if person != dara else cause)
        assert cause in person.card


async def test_other_times_do_not_silence_the_next_step(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    heard = len(sounds(zhang))
    await service.turn(timedelta(minutes=6))
    await dara.says("/cancel", f"/counter {code}", "3.3 15:00")
    await dara.presses_send()
    await service.turn(timedelta(minutes=5))
    assert len(sounds(zhang)) == heard + 2, "the new time, and the step after ten minutes"
