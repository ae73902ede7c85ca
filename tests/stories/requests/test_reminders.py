"""The days run: reminders in the morning, overdue, and what a service says that was down."""

from datetime import timedelta

import pytest

from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import is_declined
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import buttons_under, never_notified

BEGINS_WITH = "one_request"


@pytest.fixture
async def reference(service: ScenarioDriver) -> str:
    """The request, which is received and due by 1 April."""
    return await received(service)


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
    service: ScenarioDriver, reference: str, li: ScenarioUser
) -> None:
    await service["zhang"].says(f"/assign {reference} 2")  # Li leaves this unread
    for (month, day), line in MORNINGS.items():
        await service.turn_to(at(month, day, 0, 59))
        assert not told(li, line)
        before = len(sounds(li))
        await service.turn_to(at(month, day, 1, 1))
        (heard,) = sounds(li)[before:]
        assert line in heard
        assert reference in heard
    never_notified(li, "No one has acknowledged")


async def test_an_older_unread_notice_does_not_silence_the_due_date(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    await service["zhang"].says(f"/assign {reference_of(service)} 2")  # Li leaves this unread
    for (month, day), line in MORNINGS.items():
        await service.turn_to(at(month, day, 1, 1))
        assert sum(line in each for each in sounds(li)) == 1
    never_notified(li, "No one has acknowledged")


async def test_a_message_just_before_does_not_silence_a_reminder(service: ScenarioDriver) -> None:
    await received(service)
    reminders = {at(3, 17, 1): "reply due in 15 days", at(4, 1, 1): "reply due today"}
    for morning, reminder in reminders.items():
        await service.turn_to(morning - timedelta(minutes=2, seconds=45))
        await log_verification(service, "sokha", persons=1, children=0, letter="7/26")
        await service.turn_to(morning + timedelta(minutes=1))
        new, due = sounds(service["li"])[-2:]
        assert "new request" in new
        assert reminder in due


async def test_a_near_due_date_has_a_message_of_its_own_with_the_act_first(
    service: ScenarioDriver, reference: str, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 31, 1, 1))
    li.sees("reply due tomorrow")
    assert li.buttons[0] == f"Reply {reference}"
    assert "What is the result for the 3 people?" in await li.presses(li.buttons[0])


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
        await li.sends(f"/receive {one} today")
        references.append(one)
    await service.turn_to(at(3, 31, 0, 59))
    before = len(sounds(li))
    await service.turn_to(at(3, 31, 1, 1))
    (heard,) = sounds(li)[before:]
    assert heard.count("reply due tomorrow") == 4
    li.sees("reply due tomorrow")
    assert sorted(li.buttons[:4]) == sorted(f"Reply {each}" for each in references)


async def test_that_no_one_confirmed_receipt_is_not_heard_again_after_the_reminder_of_seven_days(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await received(service)
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "12 March")
    await service.turn_to(at(3, 5, 1, 59))
    before = len(sounds(dara))
    await service.turn_to(at(3, 10, 3))
    (heard,) = sounds(dara)[before:]
    assert "China has not confirmed receipt · due in 7 days" in heard
    assert told(dara, "has not confirmed receipt · due") == 4


async def test_a_day_by_which_a_reply_is_needed_is_told_to_both_sides_though_not_received(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "17 March")
    for day, left, told_to in (
        (16, "due tomorrow", [li]),
        (17, "due today", [li, sokha]),
        (18, "overdue by one day", [li, sokha]),
    ):
        await service.turn_to(at(3, day, 2, 1))
        for player in told_to:
            assert f"· {left} (17 March)" in sounds(player)[-1]
        assert "Please confirm receipt." in sounds(li)[-1]
        assert li.buttons[0].startswith("Confirm receipt KH26-")


async def test_the_party_that_asked_sees_seven_days_left_the_last_day_and_each_day_overdue(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser
) -> None:
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
    service: ScenarioDriver, reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
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
    await li.sends(f"/receive {reference} today")
    await service.turn_to(at(3, 12, 1, 1))
    assert told(zhang, "receipt not confirmed") == 4


async def test_the_list_names_what_is_owed_though_every_notice_is_read(
    service: ScenarioDriver, li: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = reference_of(service)
    assert "To do: 1" in await li.says("/ack", "/today")
    await li.presses(f"Confirm receipt {reference}", "Today")
    await li.sends()
    assert "reply due in 30 days" in await li.says("/today")
    await li.sends(f"/answer {reference} confirmed -")
    assert "You have nothing to do." in await li.says("/today")
    assert "the reply has arrived: close" in await sokha.says("/today")


async def test_a_to_do_is_deferred_and_comes_on_that_day(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 4, 1, 1))
    li.sees("receipt not confirmed")
    await li.presses("Remind me on …")
    await li.says("7 March")
    li.sees("7 March (Saturday) is a day off. You will be reminded on 9 March (Monday): ")
    before = len(sounds(li))
    await service.turn_to(at(3, 6, 8, 0))
    assert len(sounds(li)) == before
    await service.turn_to(at(3, 9, 1, 1))
    assert len(sounds(li)) == before + 1


async def test_a_to_do_is_deferred_until_a_day_after_today_up_to_its_due_date(
    service: ScenarioDriver, reference: str, li: ScenarioUser
) -> None:
    for day, answer in (
        ("1 March", "Give a date from 3 March to 1 April."),
        ("2 March", "Give a date from 3 March to 1 April."),
        ("2 April", "Give a date from 3 March to 1 April."),
        ("31 March", "You will be reminded on 31 March (Tuesday): "),
    ):
        assert answer in await li.says(f"/defer {reference}", day)
    other = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    long = "Give a date from 3 March to 5 March."
    assert long in await li.says("/defer 9/26", "6 March")  # the letter, not 26 September
    assert long in await li.says(f"/defer {other}", "31 December 2035")
    sokha = service["sokha"]
    assert "You will be reminded on 31 March" in await sokha.says(f"/defer {other}", "31 March")
    await service["sokha"].sends("/new", "verification", "urgent", "1", "0", "10/26", "-", "-")
    urgent = code_in(service["sokha"].card, "KH")
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "17 March")
    assert long in await li.says("/defer 8/26", "16 March")
    assert "it cannot be put off" in await li.says(f"/defer {urgent}")
    await service.turn_to(at(4, 1, 2))
    assert "it cannot be put off" in await li.says(f"/defer {reference}")


async def test_colleagues_see_who_is_on_it(service: ScenarioDriver, zhang: ScenarioUser) -> None:
    await received(service)
    await service.turn_to(at(3, 31, 1, 1))
    assert "Your colleagues now see that you are on it" in await service["li"].presses("I am on it")
    assert "on it: Li" in await zhang.says("/today")
    await service.turn(timedelta(minutes=1))
    assert "I am on it" not in buttons_under(service["li"], "Please reply by")
    assert "I am on it" in buttons_under(zhang, "Please reply by")
    await service.turn_to(at(4, 1, 1, 1))
    assert told(zhang, "reply due today (1 April) · on it: Li") == 1


async def test_of_a_morning_message_a_person_says_what_to_be_on(
    service: ScenarioDriver, reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await log_verification(service, "sokha", persons=1, children=0, letter="7/26")
    await service.turn_to(at(3, 4, 1, 1))
    li.sees("To do: 2")
    await li.presses("I am on it")
    (mine,) = [each for each in li.buttons if reference in each]
    assert "Your colleagues now see that you are on it" in await li.presses(mine)
    lines = (await zhang.says("/today")).splitlines()
    assert [each for each in lines if "on it: Li" in each and reference in each]
    for typed in ("由我办理", "I'm on it", "ខ្ញុំកំពុងចាត់ការ", "我来处理", "ខ្ញុំកំពុងធ្វើ"):
        assert li.words("target-which", does=text("command-take")) in await zhang.says(typed)
    first = zhang.buttons[0].split()[-1]
    assert first in (await zhang.says("1")).split("To do:")[0]


async def test_a_step_ends_that_a_person_is_on_it(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says(f"/take request {reference}")
    assert "on it: Li" in await zhang.says("/today")
    await service.turn(timedelta(minutes=5))
    await zhang.sends(f"/receive {reference} today")
    await zhang.says("/today")
    assert "on it:" not in zhang.sees("reply due in 30 days")


async def test_beyond_the_last_page_or_to_take_nothing_shows_what_there_is(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    for line in ("/take request", "/today 99999"):
        await li.says(line)
        assert "To do: 1" in li.sees("receipt not confirmed")
        assert "Previous" not in "".join(li.buttons)


async def test_all_that_is_only_to_be_read_is_seen_by_one_press_and_the_to_dos_stay(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(at(3, 3, 1, 1))
    await is_declined(zhang, dara)
    await service.turn_to(at(3, 4, 1, 1))
    assert "One notification is marked as seen." in await li.presses("All seen")
    assert "To do: 1" in await li.says("/today")


@pytest.mark.parametrize("ending", ["answer {} confirmed -", "refuse {} security 8/26"])
async def test_nothing_comes_after_the_clock_has_stopped(
    service: ScenarioDriver, reference: str, zhang: ScenarioUser, ending: str
) -> None:
    await zhang.sends("/" + ending.format(reference))
    await service.turn_to(at(3, 17, 2, 0))
    service.sandbox.turn_to(at(4, 3, 2, 0))
    await service.settle()
    for player in service.players.values():
        never_notified(player, "reply due in 15 days")
        never_notified(player, "overdue")


async def test_a_question_does_not_stop_the_clock(
    service: ScenarioDriver, reference: str, li: ScenarioUser
) -> None:
    assert "Reply due by the end of 1 April" in await li.sends(f"/ask {reference} 1 ok")
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
    service: ScenarioDriver, reference: str, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 31, 0, 59))
    service.sandbox.faults.too_many(3600, method="sendMessage", chat_id=li.phone.user_id)
    await service.turn_to(at(3, 31, 1, 1))
    await service["zhang"].sends(f"/answer {reference} confirmed -")
    await service.turn(timedelta(hours=2))
    never_notified(li, "reply due tomorrow", since=at(3, 31, 0, 59))


async def test_explain_tells_the_rule_the_steps_and_the_holidays(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/explain {reference}")
    li.sees("Due date of an identity check by China", "Day 0: 2 March", "1 April")
    assert "make-up working day in China" in await li.says("/explain 2026-09-10")
    assert "Pchum Ben" in await li.presses("The same for Cambodia")
    assert "make-up working day in China" in await li.says("/explain", "១០ កញ្ញា ២០២៦")


async def test_the_card_warns_when_the_due_date_is_a_holiday(driver: ScenarioDriver) -> None:
    await driver.gather("bopha", "sokha", "wang", "li", subtitled=True)
    await driver.turn_to(at(3, 15, 3, 0))  # a Sunday: the request is told on Monday
    await driver["li"].sends("/new", "verification", "urgent", "2", "0", "9/26", "-", "-")
    await driver["sokha"].says("/requests")
    await driver["sokha"].presses(driver["sokha"].buttons[0], "Received today")
    await driver["sokha"].sends()
    card = driver["sokha"].sees("Reply due by the end of 14 April, Phnom Penh time: 30 days left.")
    assert "Khmer New Year" in card
    assert "Next working day: 17 April" in card
