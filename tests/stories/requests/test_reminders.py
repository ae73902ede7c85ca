"""The days run: reminders in the morning, overdue, and what a service says that was down."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import told
from tests.stories.prepared_state import PreparedState, reference_of
from tests.stories.sent_messages import never_notified

pytestmark = pytest.mark.stories

ACKNOWLEDGE = "✓ Acknowledge notice"


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def company(one_case: PreparedState) -> PreparedState:
    """A case is logged already."""
    return one_case


async def received(service: ScenarioDriver) -> str:
    """A case received on 2 March and due on 1 April 2026."""
    await service["li"].presses("Received today")
    return reference_of(service)


RUNGS = {
    (3, 17): "the answer is due in 15 days.",
    (3, 25): "the answer is due in 7 days.",
    (3, 31): "the answer is due tomorrow.",
    (4, 1): "the answer is due today.",
    (4, 3): "the answer is overdue by 2 days.",
}


async def test_each_step_comes_at_nine_in_the_morning_of_the_requested_party(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    for (month, day), says in RUNGS.items():
        await service.turn_to(at(month, day, 0, 59))
        never_notified(li, f"{reference}: {says}")
        await service.turn_to(at(month, day, 1, 1))
        assert li.has_seen(f"{reference}: {says}") == 1
        if ACKNOWLEDGE in li.buttons:
            await li.presses(ACKNOWLEDGE)
    assert told(li, f"{reference}: the answer is") == len(RUNGS)


async def test_a_step_on_a_day_off_comes_the_next_working_morning_with_the_days_left_then(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(at(3, 29, 22, 59))  # three days are left on a Sunday
    assert not told(li, f"{reference}: the answer is due in 3 days.")
    await service.turn_to(at(3, 29, 23, 1))  # Monday, seven in Beijing
    assert told(li, f"{reference}: the answer is due in 2 days.") == 1


async def test_the_coordinators_of_both_parties_hear_once_that_a_case_is_overdue(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(at(3, 31, 2, 0))
    await service["li"].says(f"/ask {reference} 1 ok")  # somebody is at it: nothing has climbed
    await service["sokha"].says(f"/supply {reference} 10/26")
    alert = f"{reference} is overdue"
    await service.turn_to(at(4, 2, 1, 1))
    assert zhang.has_seen(alert) == 1
    never_notified(dara, alert)
    await service.turn_to(at(4, 2, 2, 1))
    assert dara.has_seen(alert) == 1
    for player in (zhang, dara):
        await player.presses(ACKNOWLEDGE)
    for day in range(3, 8):
        await service.turn_to(at(4, day, 2, 1))
    assert told(zhang, alert) == 1
    assert told(dara, alert) == 1


async def test_only_the_assignee_is_reminded_where_there_is_one(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} me")
    await service.turn_to(at(3, 17, 1, 0))
    zhang.sees("the answer is due in 15 days.")
    never_notified(li, "the answer is due in 15 days.")


async def test_coordinators_are_not_reminded_of_what_somebody_else_works_on(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/assign {reference} me")
    await service.turn_to(at(3, 9, 1, 1))
    await li.presses(ACKNOWLEDGE)  # that a week went by without a step
    await service.turn_to(at(3, 17, 1, 0))
    assert told(li, "the answer is due in") == 1
    for name in ("zhang", "wang", "sokha", "dara", "bopha"):
        never_notified(service[name], "the answer is due in")


async def test_the_coordinator_is_told_when_receipt_is_not_acknowledged_after_a_day(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.presses(ACKNOWLEDGE)  # seen is not received: the clock has not started
    alert = f"{reference}: receipt has not been acknowledged yet."
    await service.turn(timedelta(hours=23, minutes=59))
    never_notified(zhang, alert)
    await service.turn(timedelta(minutes=1))
    assert zhang.has_seen(alert) == 1
    never_notified(li, alert)
    await li.says(f"/receive {reference} today")
    await service.turn(timedelta(days=3))
    assert told(zhang, alert) == 1


@pytest.mark.parametrize("ending", ["answer {} confirmed -", "refuse {} security 8/26"])
async def test_nothing_comes_after_the_clock_has_stopped(
    service: ScenarioDriver, zhang: ScenarioUser, ending: str
) -> None:
    reference = await received(service)
    await zhang.says("/" + ending.format(reference))
    await service.turn_to(at(3, 17, 2, 0))
    service.sandbox.turn_to(at(4, 3, 2, 0))
    await service.settle()
    for player in service.players.values():
        never_notified(player, "the answer is")
        never_notified(player, "is overdue")


async def test_a_question_does_not_stop_the_clock(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/ask {reference} 1 ok")
    li.sees("Answer due by 1 April 2026")
    await service.turn_to(at(3, 17, 1, 0))
    li.sees("the answer is due in 15 days.")


async def test_a_step_in_the_minute_of_a_reminder_does_not_swallow_it(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(at(3, 17, 0, 59))
    service.sandbox.turn_to(at(3, 17, 1, 0))
    await li.says(f"/ask {reference} 1 ok")
    assert li.has_seen("the answer is due in 15 days.") == 1


async def test_after_a_month_of_downtime_one_reminder_comes_not_one_per_step(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    reference = await received(service)
    await service.outage(at(4, 10, 3, 0) - service.sandbox.now())
    for player in (li, zhang, dara):
        never_notified(player, "the answer is due")
        assert player.has_seen(f"{reference} is overdue") == 1
        assert "9 days" in player.sees(f"{reference} is overdue")
        player.sees("late: the desk was out of service")


async def test_a_reminder_that_has_become_obsolete_is_not_sent(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await service["zhang"].says(f"/assign {reference} 2")
    await li.presses(ACKNOWLEDGE)
    await service.turn_to(at(3, 10, 2, 0))
    await li.says(f"/ask {reference} 1 ok")  # nothing older waits for a word
    await service.turn_to(at(3, 17, 0, 59))
    service.sandbox.faults.too_many(3600, method="sendMessage", chat_id=li.phone.user_id)
    await service.turn_to(at(3, 17, 1, 1))
    await service["zhang"].says(f"/answer {reference} confirmed -")
    await service.turn(timedelta(hours=2))
    never_notified(li, "the answer is due in 15 days.")


async def test_explain_tells_the_rule_the_steps_and_the_holidays(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/explain {reference}")
    card = li.sees("Due date of a verification request to China")
    assert "Day 0: 2 March 2026" in card
    assert "1 April 2026" in card
    await li.says("/explain 2026-09-10")
    li.sees("make-up working day in China")
    await li.presses("The same for Cambodia")
    li.sees("Pchum Ben")
    await li.says("/explain")
    await li.says("១០ កញ្ញា ២០២៦")
    li.sees("make-up working day in China")


async def test_the_card_warns_when_the_due_date_is_a_holiday(driver: ScenarioDriver) -> None:
    await driver.gather("bopha", "sokha", "wang", "li", language="en")
    await driver.turn_to(at(3, 15, 3, 0))  # a Sunday: the request is told on Monday
    await driver["li"].says("/new")
    for answer in ("verification", "urgent", "2", "0", "9/26", "-", "-"):
        await driver["li"].says(answer)
    await driver["li"].presses("Send")
    await driver["sokha"].says("/cases")
    await driver["sokha"].presses(driver["sokha"].buttons[0])
    await driver["sokha"].presses("Received today")
    card = driver["sokha"].sees("Answer due by 14 April 2026: 30 days left.")
    assert "Khmer New Year" in card
    assert "Next working day after it: 17 April 2026" in card
