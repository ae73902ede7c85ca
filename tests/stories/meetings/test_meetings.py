"""Meetings: proposed, countered, agreed, declined, expired, changed, called off, attended."""

from datetime import timedelta

import icalendar

from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.audible_messages import sounds
from tests.stories.meetings.proposal_steps import (
    UP_TO_THE_VENUE,
    changes,
    counters,
    proposes,
    raises_emergency,
)
from tests.stories.meetings.test_agendas import agreed
from tests.stories.sent_messages import never_notified, told


def entry(player: ScenarioUser) -> tuple[str, icalendar.Event]:
    """The newest calendar file of a person: what it asks for, and its entry."""
    file = icalendar.Calendar.from_ical(player.calendar())
    assert isinstance(file, icalendar.Calendar)
    return str(file["METHOD"]), file.events[0]


async def test_an_emergency_is_agreed_at_once(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00", "4 March 9:30")
    shown = zhang.sees("🚨 A person is in danger · Meeting")
    assert "1. Tuesday, 3 March, 15:00 Beijing · 14:00 Phnom Penh" in shown
    assert li.has_seen(f"{code} needs an answer from China") == 1
    await zhang.presses("✓ Accept option 1")
    for person in (dara, zhang, li, service["sokha"]):
        card = person.sees("Agreed by" if person is zhang else f"The meeting {code} is agreed")
        assert "14:00 Phnom Penh" in card
        method, event = entry(person)
        assert method == "REQUEST"
        assert event.start == at(3, 3, 7)
    assert "Accept option" not in "".join(zhang.buttons + li.buttons)


async def test_an_emergency_wakes_people_at_night_and_climbs_until_it_is_answered(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    wang = service["wang"]
    await service.turn_to(at(3, 2, 19, 0))
    code = await raises_emergency(dara, "4 March 14:00")
    li.sees(f"{code} needs an answer from China")
    never_notified(zhang, "Again:")
    await service.turn(timedelta(minutes=11))
    zhang.sees("Again: no one has answered")
    never_notified(wang, code)
    await service.turn(timedelta(minutes=55))
    wang.sees("To you as administrator")
    dara.sees("China has not answered this notification yet")
    await zhang.sends(f"/accept {code} 1")
    wang.sees("✓ Done by Zhang")
    await service.turn(timedelta(hours=5))
    never_notified(wang, "Still waiting")


async def test_what_is_agreed_in_the_evening_is_told_in_the_morning_unless_it_is_an_emergency(
    service: ScenarioDriver, dara: ScenarioUser, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await service.turn_to(at(3, 2, 14, 0))
    await zhang.sends(f"/accept {code} 1")
    never_notified(sokha, f"The meeting {code} is agreed")
    await service.turn(timedelta(hours=12))
    sokha.sees(f"The meeting {code} is agreed")


async def test_a_focal_person_proposes_and_the_own_coordinator_confirms(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    dara.sees("A colleague has proposed")
    assert "Only a coordinator can do this." in await service["li"].says(f"/accept {code} 1")
    await zhang.presses("✓ Accept option 1")
    dara.sees("has accepted a time")
    never_notified(zhang, "Agreed by both Parties")
    await dara.presses("✓ Approve")
    zhang.sees(f"The meeting {code} is agreed")
    sokha.sees(f"The meeting {code} is agreed")


async def test_where_a_party_has_no_coordinator_a_focal_person_binds_it(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("bopha", "sokha", "wang", "li", "zhang", subtitled=True)
    code = await raises_emergency(driver["sokha"], "3.3 14:00")
    await driver["zhang"].sends(f"/accept {code} 1")
    driver["sokha"].sees(f"The meeting {code} is agreed")


async def test_another_option_is_chosen_at_the_check(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.says(f"/meeting {code}")
    assert [each.label for each in zhang.visible[-1].buttons[0]] == zhang.buttons[:2]
    await counters(zhang, code, "4 March 10:00", "4 March 15:00")
    await dara.says(f"/meeting {code}")
    assert [each.label for each in dara.visible[-1].buttons[0]] == dara.buttons[:1]
    await dara.says(f"/accept {code} 1")
    dara.sees("Time: Wednesday, 4 March, 09:00 Phnom Penh · 10:00 Beijing")
    await dara.presses("Change: Time")
    await dara.sends("2")
    assert "15:00 Beijing" in zhang.sees(f"The meeting {code} is agreed")


async def test_two_counters_then_agreed(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await counters(zhang, code, "4 March 10:00")
    dara.sees("suggests other times")
    await counters(dara, code, "4 March 15:00")
    zhang.sees("suggests other times")
    assert "Choose one of these options: 1." in await zhang.says(f"/accept {code} 2")
    await zhang.presses("✓ Accept option 1")
    for person in (dara, zhang):
        person.sees("Agreed by both Parties", "15:00 Phnom Penh")
    await zhang.says(f"/meeting {code} history")
    steps = [line.partition(": today ") for line in zhang.card.splitlines() if "today" in line]
    assert [(step, at.partition(", ")[2]) for step, _, at in steps] == [
        ("A time accepted", "Zhang"),
        ("Other times suggested", "Cambodia (coordinator)"),
        ("Other times suggested", "Zhang"),
        ("Proposed", "Cambodia (coordinator)"),
    ]


async def test_declined_with_a_reason(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await dara.says(f"/meeting {code}")
    assert f"Why do you decline {code}?" in await zhang.presses("Decline")
    await zhang.presses("the matter is settled")
    await zhang.sends()
    dara.sees("Declined: 2 March, 09:02, China (coordinator)")
    dara.sees("has declined", "Reason: the matter is settled")
    assert f"{code} · emergency meeting · declined" in await dara.says("/meetings past")


async def test_unanswered_it_expires_and_both_are_told(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 03:00")
    for minutes in (90, 30):  # in the last hours, at night
        before = len(sounds(zhang))
        await service.turn_to(at(3, 2, 20) - timedelta(minutes=minutes))
        assert len(sounds(zhang)) > before
    await service.turn_to(at(3, 2, 20, 1))
    for person in (dara, zhang):
        assert "please propose it again" in person.sees(f"⏱ {code}")
        assert f"⏱ {code}" in sounds(person)[-1]
        assert person.buttons[0] == "⚠️ Emergency meeting"
        assert (code in await person.says("/today")) is (person is dara)
    assert f"This cannot be done with {code} now." in await zhang.says(f"/accept {code} 1")
    await service.turn_to(at(3, 3, 2, 1))
    assert f"{code} · emergency meeting · not agreed in time" in dara.sees("Good morning.")
    await raises_emergency(dara, "3.3 16:00")
    assert code not in await dara.says("/today")


async def test_a_proposal_is_withdrawn(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    await sokha.presses("Withdraw proposal", "the matter is settled")
    await sokha.sends()
    zhang.sees(f"has withdrawn its proposal {code}")
    assert "None at present." in await zhang.says("/meetings open")


async def test_the_own_party_has_but_one_proposal_open(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    typed = (*UP_TO_THE_VENUE, "video", "KH", "-")
    code = await proposes(dara, "/propose", *typed)
    assert await proposes(dara, "/propose", *typed) == code
    assert told(dara, f"There is already an open proposal: {code}. Open it first.")


async def test_a_change_of_what_is_agreed_is_agreed_by_both_too(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "5 March 14:00")
    await zhang.presses("✓ Accept option 1")
    await li.presses("Attending")
    await li.presses_send()
    li.sees("Li (MPS) attends")
    assert not any("Attending" in each.labels for each in li.visible)
    _, before = entry(dara)
    await changes(dara, code, "6 March 14:00")
    card = zhang.sees("Cambodia proposes to change")
    assert "When: Thursday, 5 March" in card
    assert "1. Friday, 6 March" in card
    await zhang.says("/today")
    assert zhang.card.count(code) == 1
    assert "answer the proposal" in zhang.card
    assert "Meetings proposed, not agreed: 0" in await zhang.says("/overview")
    assert "Reason: the time does not suit" in card
    await zhang.presses("✓ Accept option 1")
    _, after = entry(dara)
    assert (after["UID"], after.start) == (before["UID"], at(3, 6, 7))
    assert int(str(after["SEQUENCE"])) > int(str(before["SEQUENCE"]))
    assert "When: Friday, 6 March" in dara.sees("Agreed by both Parties")
    assert "When: Friday, 6 March" in li.sees("Please say whether you will attend.")
    await li.presses("Not attending")
    await li.presses_send()
    assert "Li (MPS) does not attend" in await zhang.says(f"/meeting {code}")


async def test_what_is_on_its_way_is_not_offered_again(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await zhang.presses("✓ Accept option 1")
    await zhang.presses_send()
    assert "Accept the time" in await zhang.says(f"/meeting {code}")
    assert zhang.buttons[0] == "Other times"
    await zhang.says("take back", f"/meeting {code}")
    assert zhang.buttons[0] == "✓ Accept option 1"


async def test_a_cancelled_meeting_is_taken_out_of_calendars_and_brought_up_no_more(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "4 March 14:00")
    await zhang.presses("✓ Accept option 1")
    await service.turn_to(at(3, 3, 7, 1))
    assert li.has_seen("in 24 h") == 1
    await zhang.says(f"/calloff {code}")
    await zhang.presses("the matter is settled")
    await zhang.sends()
    method, event = entry(dara)
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    dara.sees(f"The meeting {code} is cancelled", "Reason: the matter is settled")
    code = await agreed(service, start=at(3, 5, 2))
    await service.turn_to(at(3, 3, 15))
    await zhang.sends(f"/calloff {code} settled")
    await service.turn_to(at(3, 4, 2, 5))
    assert f"{code} is cancelled" in sounds(dara)[-1]
    assert f"{code} for your calendar" not in "".join(sounds(dara))
    await service.turn_to(at(3, 4, 8, 0))
    for person in (dara, zhang, li):
        never_notified(person, "in 2 h")
        never_notified(person, "in 0 h")


async def test_a_word_that_stops_nothing_offers_no_end_of_the_meeting(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    for typed in ("算了", "取消", "cancel"):
        assert "There is nothing to stop." in await zhang.says(typed)
        assert zhang.buttons == [f"Open {code}", "Menu"]
    await zhang.says(f"/calloff {code}")
    assert "Nothing was recorded." in await zhang.says("取消")
    assert "Cancel the meeting" not in zhang.buttons


async def test_the_board_and_the_lists_show_proposals_and_meetings(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "4 March 14:00")
    await zhang.says("/overview")
    await zhang.presses("Proposals (1)", f"Open {code}", "✓ Accept option 1")
    await dara.says("/overview")
    assert f"{code} · emergency meeting · agreed" in await dara.presses("Meetings (1)")
    dara.sees("Annual consultation 2026: Cambodia hosts. No date is agreed yet.")


async def test_what_cannot_be_done_is_explained_and_changes_nothing(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    for words, said in (
        ("/accept M26-00000 1", "There is nothing with this number or code."),
        ("/meeting KH26-7F3K9", "There is nothing with this number or code."),
        ("/accept CODE", "already made this proposal"),
        ("/accept CODE 1", "can do this."),
        ("/decline CODE venue", "can do this."),
        ("/calloff CODE venue", "This cannot be done with M26-"),
        ("/retract CODE because", "This is not one of the choices."),
        ("/attend CODE yes", "whether you attend is asked once both Parties have agreed."),
        ("/meeting CODE file", "This cannot be done with M26-"),
        ("/meetings soon", "This is not one of the choices: "),
    ):
        await dara.says(words.replace("CODE", code))
        assert said in dara.card, words
    await dara.says(f"/meeting {code} history")
    assert dara.card.count("Dara") == 1


async def test_an_option_that_is_none_is_not_accepted(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    for option, said in (
        ("9", "Choose one of these options: 1."),
        ("0", "Write a whole number from 1"),
        ("", "Choose one of these options: 1."),
    ):
        await zhang.says(f"/accept {code} {option}")
        assert said in zhang.card, option
    never_notified(dara, "Agreed by both Parties")


async def test_an_administrator_sees_meetings_and_decides_none(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await bopha.says(f"/meeting {code}")
    assert bopha.buttons == ["History", "More…", "Menu"]
    for person, proposes_here in ((bopha, False), (dara, True)):
        await person.says("/meetings")
        assert ("Propose a meeting" in person.buttons) is proposes_here
    assert "Your role does not" in await bopha.says(f"/retract {code} time")


async def test_where_the_other_party_is_not_in_the_service_one_is_told_to_write(
    cambodia_alone: ScenarioDriver,
) -> None:
    dara = cambodia_alone["dara"]
    code = await raises_emergency(dara, "3.3 14:00")
    dara.sees("The proposal is stored. China does not use the bot yet", code)


async def test_more_meetings_than_a_card_holds_are_turned_page_by_page(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    codes = [await agreed(service, start=at(3, day, 2)) for day in range(3, 9)]
    assert "Page 1 of 2" in await dara.says("/meetings")
    assert [code in dara.card for code in codes] == [True] * 5 + [False]
    await dara.presses("Next ›")
    assert [code in dara.card for code in codes] == [False] * 5 + [True]


async def test_who_proposed_a_meeting_waits_for_the_own_coordinator_without_a_sound(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    proposal = ("annual", "20 March 14:00", "video", "CN", "-")
    code = await proposes(sokha, "/propose", *proposal)
    assert "To do\n" in await sokha.says("/today")
    assert "first time 20 March · a coordinator has not approved the proposal" in sokha.card
    before = len(sounds(sokha))
    await service.turn_to(at(3, 20, 1))
    assert len(sounds(sokha)) == before
    assert told(sokha, f"{code} · annual consultation · first time 20 March · a coordinator")
    assert told(dara, f"{code} · annual consultation · first time 20 March · approve the proposal")


async def test_a_meeting_that_a_text_names_is_shown_if_the_rest_is_not_understood(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(sokha, "3.3 14:00")
    shown = await zhang.says(f"会议 {code}")
    assert f"“会议 {code}”: The bot did not understand this." in shown
    assert "Proposed by Cambodia" in shown
    assert "Accept option 1" in str(zhang.buttons)
