"""The lines of the dashboard in the morning message: what is not zero, and the audit code."""

import re
from datetime import timedelta

from liaison.core.audit_chain import ChainHead, parse_head
from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.audible_messages import sounds, told
from tests.stories.reports.test_dashboard import sent
from tests.stories.sent_messages import never_notified
from tests.stories.sent_messages import told as shown_to

CODE = "Audit code"


def head_in(card: str) -> ChainHead:
    """The audit code in a morning message."""
    found = re.search(r"Audit code: ([0-9]+:[0-9a-f ]+)\.", card)
    assert found is not None, card
    return parse_head(found[1])


async def test_the_morning_of_a_coordinator_has_what_is_not_zero(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await sent(service)
    await service.turn_to(at(3, 4, 1, 1))
    assert "Not yet received: 1" in zhang.sees("receipt not confirmed")
    assert "Overdue" not in zhang.card
    assert "Not yet received" not in li.sees("receipt not confirmed")


async def test_once_a_week_the_coordinators_of_both_parties_get_the_same_audit_code(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, bopha: ScenarioUser
) -> None:
    await service.turn_to(at(3, 6, 9))
    for player in service.players.values():
        assert not sounds(player)
    await service.turn_to(at(3, 9, 2, 1))
    assert head_in(dara.sees(CODE)) == head_in(zhang.sees(CODE))
    assert not sounds(bopha)
    await service.turn_to(at(3, 13, 9))
    assert (
        len(shown_to(dara, CODE, since=at(2, 1, 0))),
        len(shown_to(zhang, CODE, since=at(2, 1, 0))),
    ) == (1, 1)
    assert not sounds(dara)  # figures alone make no sound


async def test_the_weekly_code_comes_late_rather_than_not_at_all(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await service.outage(at(3, 9, 15) - service.sandbox.now())  # ten in the evening
    never_notified(dara, CODE)
    await service.turn_to(at(3, 10, 2, 1))
    assert len(shown_to(dara, CODE, since=at(2, 1, 0))) == 1


async def test_administrators_get_the_lines_on_the_day_of_the_week_or_the_next_working_day(
    driver: ScenarioDriver,
) -> None:
    await driver.outage(at(4, 3, 3) - driver.sandbox.now())  # a Friday, and no one is there yet
    await driver.gather("bopha", "sokha", "wang", "li", subtitled=True)
    await sent(driver)
    bopha, wang = driver["bopha"], driver["wang"]
    await driver.turn_to(at(4, 6, 2, 1))
    assert len(shown_to(bopha, "Not yet received: 1", since=at(2, 1, 0))) == 1
    assert "Requests: Not yet received (1)" in await bopha.presses("Not yet received (1)")
    never_notified(wang, "Not yet received")  # this Monday is a holiday in China
    await driver.turn_to(at(4, 7, 1, 1))
    assert len(shown_to(wang, "Not yet received: 1", since=at(2, 1, 0))) == 1
    await driver.turn_to(at(4, 9, 2, 1))
    assert len(shown_to(bopha, "Not yet received: 1", since=at(2, 1, 0))) == 1


async def test_no_morning_message_comes_on_a_weekend_or_a_holiday(driver: ScenarioDriver) -> None:
    await driver.outage(at(4, 10, 2) - driver.sandbox.now())  # a Friday, and no one is there yet
    await driver.gather("bopha", "sokha", "dara", "wang", "li", subtitled=True)
    await sent(driver, by="li")
    # Khmer New Year is from 14 to 16 April.
    for day, seen in {11: 0, 12: 0, 13: 0, 14: 0, 15: 0, 16: 0, 17: 1}.items():
        await driver.turn_to(at(4, day, 2, 1))
        assert told(driver["dara"], "receipt not confirmed") == seen


async def test_after_days_of_downtime_one_message_comes_not_one_for_each_day(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await sent(service)
    await service.outage(timedelta(days=10, hours=3))
    assert len(sounds(dara)) == 1


async def test_an_administrator_sets_the_hour_of_the_own_partys_morning(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    await sent(service)
    assert "Now: 09:00" in await wang.says("/settings digest_time")
    assert "Time of the daily summary: 09:00 → 10:00" in await wang.says("10:00")
    wang.sees("Next daily summary: tomorrow 10:00")
    await wang.presses("✓ Save")
    await service.turn_to(at(3, 4, 1, 59))
    assert not told(zhang, "receipt not confirmed")
    await service.turn_to(at(3, 4, 2, 1))
    assert told(zhang, "receipt not confirmed") == 1


async def test_the_preview_names_the_summary_that_comes_next(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    await service.turn_to(at(3, 3, 1, 30))  # half past nine: that of today has come
    await wang.says("/settings digest_time 10:30")
    wang.sees("Next daily summary: tomorrow 10:30")
    await service.turn_to(at(3, 4, 0, 30))
    await wang.says("/settings digest_time 08:00")
    wang.sees("Next daily summary: today 08:30")


async def test_a_time_that_cannot_be_changes_nothing(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    no_time = "Write a time in the morning, from 06:00 to 11:00, for example 08:30."
    quiet = "20 to 7 o’clock are quiet hours of Cambodia"
    for typed, said in (
        ("25:00", no_time),
        ("soon", no_time),
        ("21:00", no_time),
        ("11:01", no_time),
        ("6点59分", quiet),
    ):
        assert said in await bopha.says(f"/settings digest_time {typed}")
    assert "Now: 09:00" in await bopha.says("/settings digest_time")
    assert no_time in await bopha.says("25:00")
    assert "Time of the daily summary: 09:00 → 08:30" in await bopha.says("8点30分")


async def test_the_days_without_a_receipt_are_those_of_the_reader(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", "dara", language="km")
    await driver.gather("li", language="zh")
    await driver.turn_to(at(3, 2, 16, 2))  # midnight in Beijing has passed
    await sent(driver)
    await driver.turn_to(at(3, 3, 1, 2))
    assert "ទទួល · ១ ថ្ងៃហើយ" in await driver["sokha"].says("/today")
    assert "今日起" in await driver["li"].says("/today")
