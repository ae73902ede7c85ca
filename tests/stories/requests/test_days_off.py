"""Reminders of a due date around days off, and on the day on which a request is sent."""

from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.audible_messages import sounds, told
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"


async def test_a_step_on_a_day_off_comes_the_next_working_morning_with_the_days_left_then(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    await service.turn_to(at(3, 30, 0, 59))  # three days were left on a Sunday
    assert not told(li, "reply due in 3 days")
    await service.turn_to(at(3, 30, 1, 1))
    assert told(li, "reply due in 2 days") == 1


async def test_a_step_that_cannot_wait_for_a_working_day_comes_on_a_day_off(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
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
    last = ("/new", "information", "routine", "1", "0", "8/26", "-", "-", "5 April")
    assert "China will be notified at once." in await sokha.says(*last)
    before = told(li, "new request")
    await sokha.sends()
    assert told(li, "new request") == before + 1


async def test_before_days_off_until_the_due_date_the_last_working_morning_tells_of_it(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 9, 3))
    await li.sends(f"/receive {reference_of(service)} 8 March")  # due after Tomb-Sweeping Day
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "7 April")
    await service.turn_to(at(4, 3, 0, 59))
    before = len(sounds(li))
    await service.turn_to(at(4, 3, 1, 1))
    found = sounds(li)[before:]
    assert ["due in 4 days (7 April)" in each for each in found] == [True]
    assert told(li, "due in 4 days (7 April)") == 2  # each in a message of its own
    await service.turn_to(at(4, 7, 0, 59))
    assert len(sounds(li)) == before + 1
    await service.turn_to(at(4, 7, 1, 1))
    assert told(li, "due today") == 2


async def test_a_day_that_its_notice_has_just_named_is_not_reminded_of(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 10, 0, 10))
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "13 March")
    await service.turn_to(at(3, 10, 1, 1))
    assert not told(li, "due in 3 days")
    await service.turn_to(at(3, 12, 1, 1))
    assert told(li, "due tomorrow") == 1
