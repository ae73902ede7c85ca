"""The days run: reminders in the morning, overdue, and what a service says that was down."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import is_declined
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import never_notified


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


BEGINS_WITH = "one_request"


async def received(service: ScenarioDriver) -> str:
    """A request received on 2 March and due on 1 April."""
    await service["li"].presses("Received today")
    await service["li"].sends()
    return reference_of(service)


MORNINGS = {
    (3, 17): "reply due in 15 days",
    (3, 25): "reply due in 7 days",
    (3, 31): "reply due tomorrow",
    (4, 1): "reply due today",
    (4, 2): "reply overdue by one day",
    (4, 3): "reply overdue by 2 days",
}
"""The working mornings of a request that is received on 2 March and due on 1 April."""


async def test_each_step_is_told_with_a_sound_in_the_morning_of_the_requested_party(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    for (month, day), line in MORNINGS.items():
        await service.turn_to(at(month, day, 0, 59))
        assert not told(li, line)
        before = len(sounds(li))
        await service.turn_to(at(month, day, 1, 1))
        (heard,) = sounds(li)[before:]
        assert line in heard
        assert reference in heard


async def test_an_older_unread_notice_does_not_silence_the_due_date(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    await service["zhang"].says(f"/assign {reference_of(service)} 2")  # Li leaves this unread
    for (month, day), line in MORNINGS.items():
        await service.turn_to(at(month, day, 1, 1))
        assert sum(line in each for each in sounds(li)) == 1
    never_notified(li, "No one has acknowledged")


async def test_a_message_just_before_does_not_silence_the_due_date(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    await service.turn_to(at(4, 1, 0, 57))
    await log_verification(service, "sokha", persons=1, children=0, letter="7/26")
    await service.turn_to(at(4, 1, 1, 1))
    new, due = sounds(li)[-2:]
    assert "new request" in new
    assert "reply due today" in due


async def test_a_near_due_date_has_a_message_of_its_own_with_the_act_first(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(at(3, 31, 1, 1))
    li.sees("reply due tomorrow")
    assert li.buttons[0] == f"Reply {reference}"
    await li.presses(li.buttons[0])
    li.sees("What is the result for the 3 people?")


async def test_of_a_night_and_its_morning_only_the_due_date_has_a_sound(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    await service.turn_to(at(3, 30, 13))  # nine in the evening in Beijing
    before, news = len(sounds(li)), told(li, "new request")
    await log_verification(service, "sokha", persons=1, children=0, letter="7/26")
    await service.turn_to(at(3, 31, 6))  # past seven, the end of the night, and nine
    (heard,) = sounds(li)[before:]
    assert "reply due tomorrow" in heard
    assert told(li, "new request") == news + 1


async def test_more_than_three_near_due_dates_are_one_message_with_a_button_each(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    references = [await received(service)]
    for number in range(3):
        letter = f"{number}/26"
        one = await log_verification(service, "sokha", persons=1, children=0, letter=letter)
        await li.says(f"/receive {one} today")
        await li.sends()
        references.append(one)
    await service.turn_to(at(3, 31, 0, 59))
    before = len(sounds(li))
    await service.turn_to(at(3, 31, 1, 1))
    (heard,) = sounds(li)[before:]
    assert heard.count("reply due tomorrow") == 4
    li.sees("reply due tomorrow")
    assert sorted(li.buttons[:4]) == sorted(f"Reply {each}" for each in references)


async def test_a_day_by_which_a_reply_is_needed_is_told_to_both_sides_though_not_received(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/new")
    for answer in ("information", "routine", "1", "0", "8/26", "-", "-", "17 March"):
        await sokha.says(answer)
    await sokha.sends()
    for day, left, told_to in (
        (16, "due tomorrow", [li]),
        (17, "due today", [li, sokha]),
        (18, "overdue by one day", [li, sokha]),
    ):
        await service.turn_to(at(3, day, 2, 1))
        for player in told_to:
            assert f"· {left} (17 March)" in sounds(player)[-1]


async def test_a_step_on_a_day_off_comes_the_next_working_morning_with_the_days_left_then(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    await service.turn_to(at(3, 30, 0, 59))  # three days were left on a Sunday
    assert not told(li, "reply due in 3 days")
    await service.turn_to(at(3, 30, 1, 1))
    assert told(li, "reply due in 2 days") == 1


async def test_a_step_that_cannot_wait_for_a_working_day_comes_on_a_day_off(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await service.turn_to(at(3, 6, 1, 0))
    await li.says(f"/receive {reference} today")  # due on Sunday, 5 April
    await li.sends()
    await service.turn_to(at(4, 3, 1, 1))
    assert told(li, "reply due in 2 days (5 April), last working day before: 3 April") == 1
    await service.turn_to(at(4, 4, 1, 1))  # Tomb-Sweeping Day, a Saturday
    assert told(li, "reply due tomorrow") == 1
    await service.turn_to(at(4, 5, 1, 1))
    assert told(li, "reply due today") == 1


async def test_the_party_that_asked_sees_seven_days_left_the_last_day_and_each_day_overdue(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = await received(service)
    for (month, day), line in {
        (3, 25): "reply of China due in 7 days",
        (4, 1): "reply of China due today",
        (4, 2): "overdue by one day",
        (4, 3): "overdue by 2 days",
    }.items():
        await service.turn_to(at(month, day, 2, 1))
        assert told(sokha, line) == 1
        assert reference in sokha.sees(line)
    assert not told(sokha, "reply of China due tomorrow")


async def test_overdue_is_told_to_the_coordinators_and_after_days_to_the_administrators(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} 2")
    await service.turn_to(at(4, 1, 1, 1))
    never_notified(zhang, "reply due today")
    await service.turn_to(at(4, 2, 1, 1))
    assert told(zhang, "reply overdue by one day") == 1
    assert told(li, "reply overdue by one day") == 1
    never_notified(wang, "overdue")
    await service.turn_to(at(4, 14, 1, 1))
    assert told(wang, "reply overdue by") >= 1


async def test_only_the_assignee_is_reminded_where_there_is_one(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} me")
    await service.turn_to(at(3, 17, 1, 1))
    assert told(zhang, "reply due in 15 days") == 1
    never_notified(li, "reply due in 15 days")


async def test_a_receipt_that_is_not_confirmed_is_named_each_working_morning(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says("/ack")  # on it is not received: the clock has not started
    await service.turn_to(at(3, 3, 1, 1))
    assert not told(li, "receipt not confirmed")
    for day in (4, 5, 6, 9):
        await service.turn_to(at(3, day, 1, 1))
    for each in (li, zhang):
        assert told(each, f"{reference} · 123/26 MoI · Identity check · receipt not confirmed") == 4
    assert told(li, "receipt not confirmed · for 7 days") == 1
    await li.says(f"/receive {reference} today")
    await li.sends()
    await service.turn_to(at(3, 12, 1, 1))
    assert told(zhang, "receipt not confirmed") == 4


async def test_the_list_names_what_is_owed_though_every_notice_is_read(
    service: ScenarioDriver, li: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says("/ack")
    await li.says("/today")
    li.sees("To do: 1")
    await li.presses(f"Confirm receipt {reference}")
    await li.presses("Today")
    await li.sends()
    await li.says("/today")
    li.sees("reply due in 30 days")
    await li.says(f"/answer {reference} confirmed -")
    await li.sends()
    await li.says("/today")
    li.sees("You have nothing to do.")
    await sokha.says("/today")
    sokha.sees("the reply has arrived: close")


async def test_a_to_do_is_deferred_and_comes_on_that_day(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 4, 1, 1))
    li.sees("receipt not confirmed")
    await li.presses("Remind me on …")
    await li.presses(li.buttons[0])
    await li.says("9 March")
    li.sees("You will be reminded on 9 March")
    before = len(sounds(li))
    await service.turn_to(at(3, 6, 8, 0))
    assert len(sounds(li)) == before
    await service.turn_to(at(3, 9, 1, 1))
    assert len(sounds(li)) == before + 1


async def test_a_to_do_is_deferred_until_a_day_after_today_up_to_its_due_date(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    for day, answer in (
        ("1 March", "Give a day after today."),
        ("2 March", "Give a day after today."),
        ("2 April", "The due date is 1 April."),
        ("31 March", "You will be reminded on 31 March"),
    ):
        await li.says(f"/defer {reference}")
        await li.says(day)
        li.sees(answer)


async def test_colleagues_see_who_is_on_it(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await received(service)
    await service.turn_to(at(3, 31, 1, 1))
    await li.presses("I am on it")
    li.sees("Your colleagues now see that you are on it")
    await zhang.says("/today")
    zhang.sees("Li is on it")
    await service.turn_to(at(4, 1, 1, 1))
    assert told(zhang, "reply due today (1 April) · Li is on it") == 1


async def test_a_step_ends_that_a_person_is_on_it(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says(f"/take request {reference}")
    await zhang.says("/today")
    zhang.sees("Li is on it")
    await service.turn(timedelta(minutes=5))
    await zhang.says(f"/receive {reference} today")
    await zhang.sends()
    await zhang.says("/today")
    assert "is on it" not in zhang.sees("reply due in 30 days")


async def test_beyond_the_last_page_or_to_take_nothing_shows_what_there_is(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    for line in ("/take", "/take request", "/today 99999"):
        await li.says(line)
        assert "To do: 1" in li.sees("receipt not confirmed")
        assert "Previous" not in "".join(li.buttons)


async def test_all_that_is_only_to_be_read_is_seen_by_one_press_and_the_to_dos_stay(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(at(3, 3, 1, 1))
    await is_declined(zhang, dara)
    await service.turn_to(at(3, 4, 1, 1))
    await li.presses("All seen")
    li.sees("One notification is marked as seen.")
    await li.says("/today")
    li.sees("To do: 1")


@pytest.mark.parametrize("ending", ["answer {} confirmed -", "refuse {} security 8/26"])
async def test_nothing_comes_after_the_clock_has_stopped(
    service: ScenarioDriver, zhang: ScenarioUser, ending: str
) -> None:
    reference = await received(service)
    await zhang.says("/" + ending.format(reference))
    await zhang.sends()
    await service.turn_to(at(3, 17, 2, 0))
    service.sandbox.turn_to(at(4, 3, 2, 0))
    await service.settle()
    for player in service.players.values():
        never_notified(player, "reply due in 15 days")
        never_notified(player, "overdue")


async def test_a_question_does_not_stop_the_clock(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/ask {reference} 1 ok")
    await li.sends()
    li.sees("Reply due by 1 April")
    await service.turn_to(at(3, 17, 1, 1))
    assert told(li, "reply due in 15 days") == 1


async def test_after_a_month_of_downtime_one_message_comes_not_one_for_each_step(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    await received(service)
    before = {player.part.name: len(sounds(player)) for player in (li, zhang, dara)}
    await service.outage(at(4, 10, 3, 0) - service.sandbox.now())
    for player in (li, zhang, dara):
        assert told(player, "overdue by 9 days") == 1
        assert len(sounds(player)) == before[player.part.name] + 1


async def test_a_reminder_that_has_become_obsolete_is_not_sent(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(at(3, 31, 0, 59))
    service.sandbox.faults.too_many(3600, method="sendMessage", chat_id=li.phone.user_id)
    await service.turn_to(at(3, 31, 1, 1))
    await service["zhang"].says(f"/answer {reference} confirmed -")
    await service["zhang"].sends()
    await service.turn(timedelta(hours=2))
    never_notified(li, "reply due tomorrow")


async def test_explain_tells_the_rule_the_steps_and_the_holidays(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/explain {reference}")
    card = li.sees("Due date of an identity check by China")
    assert "Day 0: 2 March" in card
    assert "1 April" in card
    await li.says("/explain 2026-09-10")
    li.sees("make-up working day in China")
    await li.presses("The same for Cambodia")
    li.sees("Pchum Ben")
    await li.says("/explain")
    await li.says("១០ កញ្ញា ២០២៦")
    li.sees("make-up working day in China")


async def test_the_card_warns_when_the_due_date_is_a_holiday(driver: ScenarioDriver) -> None:
    await driver.gather("bopha", "sokha", "wang", "li", subtitled=True)
    await driver.turn_to(at(3, 15, 3, 0))  # a Sunday: the request is told on Monday
    await driver["li"].says("/new")
    for answer in ("verification", "urgent", "2", "0", "9/26", "-", "-"):
        await driver["li"].says(answer)
    await driver["li"].sends()
    await driver["sokha"].says("/requests")
    await driver["sokha"].presses(driver["sokha"].buttons[0])
    await driver["sokha"].presses("Received today")
    await driver["sokha"].sends()
    card = driver["sokha"].sees("Reply due by 14 April: 30 days left.")
    assert "Khmer New Year" in card
    assert "Next working day: 17 April" in card
