"""Urgent requests: at once to the person on duty, at the usual hour to all others."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.people import Role
from tests.scenario import ScenarioDriver, ScenarioUser, code_in
from tests.stories.audible_messages import sounds, told
from tests.stories.people.joining import comes_in
from tests.stories.sent_messages import buttons_under

NEW = "new request"
FRIDAY_21 = datetime(2026, 3, 6, 13, tzinfo=UTC)
"""Nine in the evening in Beijing, eight in Phnom Penh; the next working day is Monday."""


async def drafts(player: ScenarioUser, urgency: str = "urgent") -> str:
    """Answer all questions of a verification up to the check."""
    await player.says("/new", "verification", urgency, "1", "0", "9/26", "-", "-")
    return player.card


async def sends(player: ScenarioUser, urgency: str = "urgent") -> str:
    await drafts(player, urgency)
    await player.sends()
    return next(word for word in player.card.split() if word.startswith("KH26-"))


async def puts_on_duty(admin: ScenarioUser, when: str, number: int) -> None:
    await admin.says(f"/duty {when} {number}")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("紧急核实3名受害人身份", "How many of them are children?"),
        ("សុំផ្ទៀងផ្ទាត់ជនរងគ្រោះ ៣ នាក់ ជាបន្ទាន់", "How many of them are children?"),
        ("紧急请求", "Urgency: urgent\n\nWhat do you request?"),
        ("សំណើបន្ទាន់", "Urgency: urgent\n\nWhat do you request?"),
    ],
)
async def test_an_urgent_request_in_words_comes_before_an_emergency_meeting(
    li: ScenarioUser, typed: str, asked: str
) -> None:
    await li.says(typed)
    assert li.buttons[:2] == ["New request", "⚠️ Emergency meeting"]
    assert asked in await li.presses("New request")
    if asked.startswith("How many"):
        await li.says("0", "9/26", "-", "-")
        li.sees("Type: verification of nationality and identity", "Urgency: urgent", "People: 3")
    assert li.words("command-new.button") not in await li.says("/cancel", "紧急！3人被绑架")
    assert li.buttons == ["⚠️ Emergency meeting", "Menu"]


async def test_an_urgent_request_of_friday_evening_reaches_the_person_on_duty_at_once(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    sun = await comes_in(service, service["wang"], "Sun", Role.FOCAL_PERSON)
    await li.says("/away 2026-03-02 2026-03-02 4")
    await puts_on_duty(service["wang"], "5", 2)
    await service.turn_to(FRIDAY_21)
    card = await drafts(sokha)
    assert "The person on duty will be notified at once; all others 9 March" in card
    assert "Li" not in card
    await sokha.sends()
    assert told(li, "new request") == 1
    assert told(zhang, "KH26-") == 0
    await service.turn_to(datetime(2026, 3, 6, 13, 5, tzinfo=UTC))
    sokha.sees(
        "China was notified 6 March, 20:02: one person, not seen yet.",
        "All others of China will be notified 9 March, 08:00.",
    )
    await service.turn_to(datetime(2026, 3, 6, 14, 3, tzinfo=UTC))
    assert told(li, "Again:") == 1
    assert told(zhang, "KH26-") == 0
    await sokha.says("/requests open")
    await sokha.presses(next(each for each in sokha.buttons if "KH26-" in each))
    sokha.sees("China was notified today 20:02: one person, not seen yet.")
    await service.turn_to(datetime(2026, 3, 6, 15, 3, tzinfo=UTC))
    assert (told(sun, "To you as deputy"), told(zhang, "To you as coordinator")) == (1, 1)
    await service.turn_to(datetime(2026, 3, 6, 17, 10, tzinfo=UTC))
    assert told(service["wang"], "To you as administrator") == 1
    dara = service["dara"]
    assert "On it" not in dara.card
    assert told(dara, "China has not confirmed receipt of this request yet") == 1
    dara.sees("Please ask about progress.")
    assert "China is asked about the progress" in await dara.presses("Ask about progress")


async def test_who_is_on_duty_since_then_is_told_again_and_not_who_was_before(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "5", 2)
    await service.turn_to(FRIDAY_21)
    await sends(sokha)
    await puts_on_duty(service["wang"], "5", 3)
    await service.turn_to(FRIDAY_21 + timedelta(minutes=63))
    assert told(zhang, "Again: no one has confirmed it since 6 March, 21:0") == 1
    await zhang.presses("I am on it")
    await service.turn_to(FRIDAY_21 + timedelta(hours=5))
    assert told(service["wang"], "To you as administrator: no one has confirmed it since") == 1
    assert told(zhang, "Again:") == 1
    assert not told(li, "Again:")


async def test_on_days_off_the_person_on_duty_hears_it_each_morning_until_it_is_received(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    team = (li, zhang, service["wang"])
    for day in "56":
        await puts_on_duty(service["wang"], day, 2)
    await service.turn_to(FRIDAY_21)
    reference = await sends(sokha)
    await service.turn_to(datetime(2026, 3, 7, 0, 59, tzinfo=UTC))
    heard = [len(sounds(each)) for each in team]
    await service.turn_to(datetime(2026, 3, 7, 22, tzinfo=UTC))
    assert [len(sounds(each)) for each in team] == [heard[0] + 1, *heard[1:]]
    assert "Again: no one has confirmed it since 6 March" in sounds(li)[-1]
    await service.turn_to(datetime(2026, 3, 8, 22, tzinfo=UTC))  # no one is on duty on Sundays
    assert [len(sounds(each)) for each in team] == [heard[0] + 1, heard[1] + 1, heard[2]]
    await service.turn_to(datetime(2026, 3, 9, 1, 1, tzinfo=UTC))
    for each in team:  # and the administrator, whom the escalation policy woke
        assert f"{reference} · 9/26" in sounds(each)[-1]
        assert "urgent · receipt not confirmed" in sounds(each)[-1]
    await service.turn_to(datetime(2026, 3, 10, 1, 1, tzinfo=UTC))
    assert told(service["wang"], "receipt not confirmed · for 4 days") == 1
    await zhang.sends(f"/receive {reference} today")
    await service.turn_to(datetime(2026, 3, 14, 2, tzinfo=UTC))
    assert all(told(each, "Again:") <= 2 for each in team)


async def test_a_changed_escalation_policy_is_for_later_requests(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "5", 2)
    await service.turn_to(FRIDAY_21)
    await sends(sokha)
    await bopha.sends("/settings urgent_coordinators off")
    await zhang.sends(f"/approval {code_in(bopha.card, 'K')} agree")
    zhang.sees("in effect.")
    await service.turn_to(datetime(2026, 3, 6, 15, 3, tzinfo=UTC))
    assert told(zhang, "To you as coordinator") == 1
    await sends(sokha)
    await service.turn_to(datetime(2026, 3, 6, 19, tzinfo=UTC))
    assert told(zhang, "To you as coordinator") == 1


async def test_receipt_confirmed_by_anyone_ends_the_escalation_and_being_on_it_does_not(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "5", 2)
    await service.turn_to(FRIDAY_21)
    reference = await sends(sokha)
    await li.says(f"/take request {reference}")
    await service.turn(timedelta(minutes=121))
    zhang.sees("On it: Li")
    assert told(zhang, "To you as coordinator") == 1
    await service.turn(timedelta(minutes=121))
    heard = sounds(service["dara"])[-1]
    assert "has not confirmed receipt of this request yet" in heard
    assert "On it: China (focal person)" in heard
    assert "Li" not in heard
    await zhang.sends(f"/receive {reference} today")
    await service.turn(timedelta(hours=8))
    assert told(service["wang"], "To you as administrator") == 1
    li.sees("✓ Done by Zhang")


async def test_who_is_on_it_by_the_notice_is_named_in_the_mornings_and_not_asked_again(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await sends(sokha)
    await li.presses("I am on it")
    await service.turn_to(datetime(2026, 3, 3, 1, 1, tzinfo=UTC))
    assert "on it: Li" in sounds(zhang)[-1]
    assert "I am on it" in buttons_under(zhang, "To do:")
    assert "I am on it" not in buttons_under(li, "To do:")


async def test_no_one_is_to_be_notified_who_was_or_who_has_left(
    service: ScenarioDriver, sokha: ScenarioUser, wang: ScenarioUser
) -> None:
    await puts_on_duty(wang, "5", 3)
    await service.turn_to(FRIDAY_21)
    reference = await sends(sokha)
    await service.turn(timedelta(minutes=5))
    others = "All others of China will be notified 9 March"
    assert others in await sokha.says(f"/request {reference}")
    await wang.says("/suspend 2 ok")
    assert others not in await sokha.says(f"/request {reference}")
    await wang.says("/restore 2 ok")
    assert others in await sokha.says(f"/request {reference}")
    service["li"].phone.block()
    await service.turn_to(datetime(2026, 3, 6, 17, 10, tzinfo=UTC))
    assert others not in await sokha.says(f"/request {reference}")


async def test_all_others_are_told_at_the_usual_hour(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "4", 3)
    await service.turn_to(datetime(2026, 3, 5, 22, 30, tzinfo=UTC))  # half past six on Friday
    await puts_on_duty(service["wang"], "5", 3)
    await sends(sokha)
    assert (told(li, NEW), told(zhang, NEW)) == (0, 1)
    await service.turn_to(datetime(2026, 3, 6, 0, 59, tzinfo=UTC))
    assert told(li, NEW) == 0
    await service.turn_to(datetime(2026, 3, 6, 1, 1, tzinfo=UTC))
    assert told(li, NEW) == 1


async def test_what_is_needed_before_the_usual_hour_is_told_to_all_at_once(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "5", 3)
    await service.turn_to(FRIDAY_21)
    await sokha.says("/new", "protection", "urgent", "1", "0", "9/26", "-", "-", "7 March", "-")
    sokha.sees("China will be notified at once.")
    await sokha.sends()
    assert (told(li, NEW), told(zhang, NEW)) == (1, 1)


async def test_what_rang_before_the_morning_is_no_line_of_it(service: ScenarioDriver) -> None:
    await service.turn_to(datetime(2026, 3, 6, 0, 2, tzinfo=UTC))  # two minutes past eight
    reference = await sends(service["sokha"])
    await service.turn_to(datetime(2026, 3, 6, 3, tzinfo=UTC))
    assert told(service["li"], reference) == 1


async def test_after_a_hand_over_at_the_end_of_the_night_the_morning_message_rings(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for day, number in ((4, 2), (5, 3)):
        await puts_on_duty(service["wang"], str(day), number)
    await service.turn_to(datetime(2026, 3, 5, 4, tzinfo=UTC))
    reference = await sends(sokha)
    await service.turn_to(datetime(2026, 3, 5, 22, tzinfo=UTC))
    before = [len(sounds(each)) for each in (li, zhang)]
    await service.turn_to(datetime(2026, 3, 6, 3, tzinfo=UTC))
    assert [len(sounds(each)) for each in (li, zhang)] == [each + 1 for each in before]
    zhang.sees("You are on duty until the end of 6 March.", reference)
    for each in (li, zhang):
        assert reference in sounds(each)[-1]
    await service.turn_to(datetime(2026, 3, 9, 3, tzinfo=UTC))
    assert reference in sounds(zhang)[-1], "the next morning names it"


async def test_on_its_last_morning_a_day_off_it_makes_one_sound(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "6", 2)
    await service.turn_to(FRIDAY_21 - timedelta(hours=9))
    await sokha.says("/new", "protection", "urgent", "1", "0", "9/26", "-", "-", "7 March", "-")
    await sokha.sends()
    await service.turn_to(datetime(2026, 3, 6, 23, 30, tzinfo=UTC))
    before = len(sounds(li)), told(li, "Again: no one has confirmed")
    await service.turn_to(datetime(2026, 3, 7, 2, tzinfo=UTC))
    assert (len(sounds(li)), told(li, "Again: no one has confirmed")) == (
        before[0] + 1,
        before[1] + 1,
    )
    assert "due today" in sounds(li)[-1]


async def test_in_office_hours_everyone_is_told_at_once(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    card = await drafts(sokha)
    assert "China will be notified at once." in card
    await sokha.sends()
    assert (told(li, "KH26-"), told(zhang, "KH26-")) == (1, 1)


async def test_the_sender_of_a_request_that_can_wait_sees_the_hour(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn_to(FRIDAY_21)
    card = await drafts(sokha, "routine")
    assert "China is off now and will be notified 9 March, 08:00" in card
    await sokha.sends()
    assert told(li, "KH26-") == 0


async def test_without_a_roster_the_coordinators_are_told_at_once(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(FRIDAY_21)
    card = await drafts(sokha)
    assert "The coordinators will be notified at once; all others 9 March" in card
    await sokha.sends()
    assert (told(li, "KH26-"), told(zhang, "KH26-")) == (0, 1)


async def test_a_person_on_duty_who_is_suspended_is_replaced_by_the_coordinators(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    wang = service["wang"]
    await puts_on_duty(wang, "5", 2)
    await service.turn_to(FRIDAY_21 - timedelta(hours=1))
    await wang.says("/suspend 2 ok")
    await service.turn_to(FRIDAY_21)
    await sends(sokha)
    assert told(zhang, "new request") == 1


async def test_a_person_on_duty_who_cannot_be_reached_is_replaced_by_the_coordinators(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await puts_on_duty(service["wang"], "5", 2)
    await service.turn_to(FRIDAY_21)
    li.phone.block()
    await sends(sokha)
    await service.settle()
    assert told(zhang, "KH26-") == 1


async def test_where_no_coordinator_can_be_reached_the_others_are_told_at_once(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(FRIDAY_21)
    zhang.phone.block()
    reference = await sends(sokha)
    assert told(li, reference) == 1


async def test_where_everyone_of_a_party_is_away_the_people_are_told_all_the_same(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    wang = service["wang"]
    await puts_on_duty(wang, "5", 2)
    await li.says("/away 2026-03-06 2026-03-06 3")
    await zhang.says("/away 2026-03-06 2026-03-06 2")
    zhang.sees("with a deputy that leads back to you")  # so one is there, but he leaves
    await wang.says("/suspend 3 ok")
    await service.turn_to(FRIDAY_21)
    assert "China will be notified at once." in await drafts(sokha)  # it has no coordinator
    await sokha.says("/cancel")
    reference = await sends(sokha)
    assert told(li, reference) == 1
    await service.turn(timedelta(hours=5))
    assert (told(li, reference), told(wang, reference)) == (2, 1)
    assert reference in await li.says("/today")


async def test_that_the_person_on_duty_cannot_be_reached_is_told_at_once_while_it_is_open(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    await puts_on_duty(wang, "5", 2)
    await service.turn_to(FRIDAY_21)
    await sends(sokha)
    li.phone.block()
    await service.settle()
    assert "Li (MPS) cannot be reached" in sounds(wang)[-1]


async def test_the_history_has_the_urgency_and_the_meeting_and_disclosure_of_the_request(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await sends(sokha)
    await dara.says(f"/emergency {reference}", "at_risk", "3.3 14:00")
    await dara.presses_send()
    meeting = code_in(dara.card, "M")
    await dara.sends(f"/disclose {reference} unodc statistics status 2026-06-30 2026-03-01 55/26")
    code, key = code_in(dara.card, "C"), code_in(dara.card, "K")
    await zhang.sends(f"/approval {key} agree")
    history = await dara.says(f"/request {reference} history")
    assert "Identity check, urgent, One person" in history
    assert f"Meeting {meeting} proposed: today 09:02, Dara – emergency meeting" in history
    assert f"Disclosure {code} proposed: today 09:04, Dara – United Nations" in history
    assert f"Consent to disclosure {code}: today 09:06, China (coordinator) – United" in history
    theirs = await zhang.says(f"/request {reference} history")
    assert f"Meeting {meeting} proposed: today 10:02, Cambodia (coordinator)" in theirs
    assert f"Disclosure {code} proposed: today 10:04, Cambodia (coordinator) – United" in theirs
    assert f"Consent to disclosure {code}: today 10:06, Zhang – United" in theirs
