"""The duty roster: set by administrators, shown to everyone of the Party, handed over each day."""

from datetime import UTC, datetime, timedelta

from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.sent_messages import never_notified

SEVEN = datetime(2026, 3, 2, 23, 0, 1, tzinfo=UTC)
"""When the night before Tuesday is over in Beijing."""


async def test_an_administrator_sets_the_week_with_buttons_and_everyone_sees_it(
    wang: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    assert "On duty now: not set, so all coordinators" in await wang.says("/duty")
    await wang.presses("Change the week")
    assert (wang.buttons[0], wang.buttons[6]) == ("Monday", "Sunday")
    assert "Who is on duty, all day: Monday?" in await wang.presses("Monday")
    assert wang.buttons == ["Li", "Zhang", "Remove the entry", "Cancel"]
    assert "On duty Monday: Li." in await wang.presses("Li")
    wang.sees("On duty now: Li")
    await wang.presses("Change one day")
    await wang.says("3 March")
    assert "On duty 3 March: Zhang." in await wang.presses("Zhang")
    for person in (li, zhang):
        assert "Tuesday, 3 March: Zhang" in await person.says("/duty")
        assert "Wednesday, 4 March: not set, so all coordinators" in person.card
        assert person.buttons == ["Menu"]
    assert "Li" not in await sokha.says("/duty")


async def test_an_entry_can_be_removed(wang: ScenarioUser) -> None:
    assert "On duty Monday: Li." in await wang.says("/duty monday 2")
    await wang.says("/duty 星期一")
    assert "On duty Monday: no one." in await wang.presses("Remove the entry")
    wang.sees("On duty now: not set, so all coordinators")


async def test_what_cannot_be_entered_is_answered_in_one_sentence(wang: ScenarioUser) -> None:
    for typed, answer in (
        ("/duty 2026-03-01 2", "Give a date from 2 March"),
        ("/duty 2028-03-01 2", "Give a date from 2 March"),
        ("/duty 1 1", "Only an active focal person or coordinator can be on duty."),
        ("/duty 1 99", "Only an active focal person or coordinator can be on duty."),
        ("/duty 9 2", "The bot cannot read this date"),
        ("/duty someday 2", "The bot cannot read this date"),
    ):
        assert answer in await wang.says(typed)
    assert "On duty now: not set" in await wang.says("/duty")


async def test_only_administrators_change_the_roster(zhang: ScenarioUser) -> None:
    for typed in ("/duty week", "/duty day", "/duty 1", "/duty 1 2"):
        await zhang.says(typed)
        zhang.sees("Your role does not allow this: ask a colleague. The role of Wang allows it.")


async def test_the_roster_is_asked_for_and_changed_in_words(
    wang: ScenarioUser, li: ScenarioUser, bopha: ScenarioUser
) -> None:
    for typed in ("下周值班的是谁", "អ្នកណាប្រចាំការសប្តាហ៍ក្រោយ"):
        assert "On duty now:" in await li.says(typed)
        assert "Monday, 9 March:" in li.card.splitlines()[2], typed
    assert "Friday, 6 March:" in (await li.says("谁周五值班")).splitlines()[2]
    assert "Saturday, 7 March:" in await li.says("周末值班安排李")
    for typed in ("周五值班安排Zhang", "安排Zhang周五值班", "周五中午12点起由Zhang值班"):
        assert "Who is on duty, all day: 6 March?" in await wang.says(typed)
        assert wang.buttons[0] == "Zhang"
    assert "On duty 6 March: Zhang." in await wang.presses("Zhang")
    assert "Friday, 6 March: Zhang" in await li.says("周五值班安排Li")
    assert "The role of Wang allows it." in await li.says("安排Zhang周五值班")
    assert "Who is on duty, all day: 6 March?" in await bopha.says("put Dara on duty on Friday")


async def test_who_is_on_duty_next_is_told_when_the_night_is_over_without_a_sound(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    await wang.says("/duty 1 2")
    service["li"].sees("You are on duty until the end of 2 March.")
    for day in (2, 3):
        await wang.says(f"/duty {day} 3")
    code = await raises_emergency(dara, "5 March 14:00")
    await service.turn_to(SEVEN - timedelta(minutes=1))
    never_notified(zhang, "You are on duty")
    heard = len(sounds(zhang))
    await service.turn_to(SEVEN)
    zhang.sees("You are on duty until the end of 4 March.", "One urgent matter is open:", code)
    assert len(sounds(zhang)) == heard
    service["li"].sees("You are no longer on duty.", "On duty now: Zhang")
    await service.turn(timedelta(days=1))
    assert zhang.has_seen("You are on duty until") == 1


async def test_an_urgent_request_with_a_near_date_has_one_sound_in_the_morning_of_a_hand_over(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await wang.says("/duty 2 2", "/duty 3 3")
    await service.turn(timedelta(hours=29))
    urgent = ("information", "urgent", "1", "0", "9/26", "-", "-", "4 March")
    await sokha.sends("/new", *urgent)
    await service.turn_to(SEVEN + timedelta(days=1) - timedelta(minutes=1))
    heard = len(sounds(zhang))
    await service.turn(timedelta(hours=3))
    zhang.sees("You are on duty until the end of 4 March.", "One urgent matter is open:")
    (rang,) = sounds(zhang)[heard:]
    assert "due today" in rang


async def test_who_takes_the_duty_over_at_night_hears_of_what_is_urgent(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await wang.says("/duty 1 2")
    await service.turn(timedelta(hours=12))
    await sokha.sends("/new", "verification", "urgent", "1", "0", "9/26", "-", "-")
    await service.turn(timedelta(minutes=10))
    heard = len(sounds(zhang))
    await wang.says("/suspend 2 ok")
    (rang,) = sounds(zhang)[heard:]
    assert "One urgent matter is open:" in rang


async def test_of_an_urgent_request_at_a_weekend_an_administrator_hears_while_no_one_else_can(
    service: ScenarioDriver, wang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await service.turn_to(at(3, 6, 13))
    for name in ("li", "zhang"):
        service[name].phone.block()
    await sokha.sends("/new", "verification", "urgent", "1", "0", "9/26", "-", "-")
    wang.sees("No one there can give it now.")
    for day in (7, 8):
        before = len(sounds(wang))
        await service.turn_to(at(3, day, 1, 1))
        assert len(sounds(wang)) == before + 1


async def test_without_quiet_hours_the_duty_is_handed_over_when_the_day_ends(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    await wang.sends("/settings quiet_hours 20-20")
    wang.sees("Quiet hours: 20:00 to 07:00 → none")
    await wang.says("/duty 2 3")
    await service.turn_to(SEVEN - timedelta(hours=7))
    zhang.sees("You are on duty until the end of 3 March.")


async def test_a_deputy_takes_the_duty_of_an_absent_person_over(
    wang: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await wang.says("/duty 1 2")
    await li.says("/away 2026-03-02 2026-03-02 3")
    zhang.sees("You are on duty until the end of 2 March.")
    li.sees("You are no longer on duty.", "On duty now: Zhang")
    assert "On duty now: Zhang" in await li.says("/duty")
    await li.says("/away end")
    assert told(li, "You are on duty until") == 2


async def test_administrators_are_warned_of_a_gap_once_a_week_in_their_morning_message(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert "duty" not in await wang.says("/today")
    for day in range(1, 6):
        await wang.says(f"/duty {day} 2")
    for day in range(3, 9):
        await service.turn_to(at(3, day, 1, 1))
    assert told(wang, "The roster has no one") == 0
    await service.turn_to(at(3, 9, 1, 1))
    wang.sees("The roster has no one for 2 of the next 7 days, first for 14 March")
    never_notified(zhang, "The roster has no one")
    await wang.presses("Open duty roster")
    for day in (6, 7):
        await wang.says(f"/duty {day} 3")
    for day in range(10, 18):
        await service.turn_to(at(3, day, 1, 1))
    assert told(wang, "The roster has no one") == 1


async def test_the_duty_is_handed_over_when_the_person_cannot_be_reached_and_when_he_can_again(
    service: ScenarioDriver, wang: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await wang.says("/duty 1 2")
    assert told(li, "You are on duty until the end of 2 March.") == 1
    li.phone.block()
    await service.settle()
    told_to_all = (
        "On duty now: this person cannot be reached, so all coordinators.\n"
        "Until the end of 8 March you, too, get urgent requests at once"
    )
    assert told(zhang, told_to_all) == 1
    li.phone.unblock()
    await service.settle()
    assert told(li, "You are on duty until the end of 2 March.") == 2
    assert told(zhang, told_to_all) == 1


async def test_administrators_who_set_no_roster_are_not_warned_of_its_gaps(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    await log_verification(
        service, "sokha", persons=1, children=0, letter="10/26", urgency="urgent"
    )
    assert "duty" not in await wang.says("/today")
    await wang.says("/duty 1 2", "/duty 1 none")
    assert "duty" not in await wang.says("/today")


async def test_administrators_are_warned_when_the_person_is_suspended(
    wang: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for day in range(1, 8):
        await wang.says(f"/duty {day} 2")
    await wang.says("/suspend 2 ok")
    gone = (
        "On duty now: this person has no access any more or has another role, so all coordinators"
    )
    assert told(zhang, gone) == 1
    await wang.says("/duty")
    wang.sees(gone)
    await wang.says("/today")
    wang.sees("The roster has no one for 7 of the next 7 days, first for 2 March")
    before = told(li, "You are on duty until")
    await wang.says("/restore 2 ok")
    assert told(li, "You are on duty until") == before + 1
