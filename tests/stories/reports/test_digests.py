"""Digests: daily and weekly, at their time, on working days, with the audit code."""

import re
from datetime import timedelta

import pytest

from liaison.core.audit_chain import ChainHead, parse_head, verify_chain
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import told
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.reports.test_dashboard import at, sent
from tests.stories.sent_messages import never_notified

pytestmark = pytest.mark.stories

DAILY = "Here is the daily digest of your Party."
WEEKLY = "Here is the weekly digest of your Party."
EVERYBODY = ("bopha", "sokha", "dara", "wang", "li", "zhang")


@pytest.fixture
def digests() -> bool:
    """Digests are sent here."""
    return True


def head_in(card: str) -> ChainHead:
    """The head of the audit record that a digest says."""
    found = re.search(r"audit record: ([0-9]+:[0-9a-f ]+)\.", card)
    assert found is not None, card
    return parse_head(found[1])


async def test_the_daily_digest_comes_at_its_minute_to_coordinators_only(
    service: ScenarioDriver,
) -> None:
    await sent(service)
    await service.turn_to(at(3, 3, 0, 59))
    never_notified(service["zhang"], DAILY)
    await service.turn_to(at(3, 3, 1))
    assert service["zhang"].has_seen(DAILY) == 1
    await service.turn_to(at(3, 3, 1, 59))
    never_notified(service["dara"], DAILY)
    await service.turn_to(at(3, 3, 2))
    assert service["dara"].has_seen(DAILY) == 1
    assert "Not yet received: 1" in service["dara"].sees(DAILY)
    for _ in range(5):
        await service.turn(timedelta(seconds=1))
    await service.restart()
    seen = {name: service[name].has_seen(DAILY) for name in EVERYBODY}
    assert seen == {**dict.fromkeys(EVERYBODY, 0), "dara": 1, "zhang": 1}
    await service["dara"].presses("Not yet received (1)")
    service["dara"].sees("Cases: Not yet received (1)")


async def test_no_one_gets_a_digest_of_nothing_but_coordinators_one_each_week(
    service: ScenarioDriver,
) -> None:
    await service.turn_to(at(3, 8, 23))
    for name in EVERYBODY:
        never_notified(service[name], "digest of your Party")
    await service.turn_to(at(3, 9, 12))
    seen = {name: service[name].has_seen("digest of your Party") for name in EVERYBODY}
    assert seen == {**dict.fromkeys(EVERYBODY, 0), "dara": 1, "zhang": 1}
    assert "Nothing needs attention now." in service["dara"].sees(DAILY)
    assert head_in(service["dara"].card) == head_in(service["zhang"].sees(DAILY))
    await sent(service)
    await service.turn_to(at(3, 10, 2))
    assert service["dara"].has_seen(DAILY) == 2


async def test_the_daily_digest_says_the_head_of_the_audit_record_the_same_to_both(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await sent(service)
    await service.turn_to(at(3, 3, 1))
    first = head_in(zhang.sees(DAILY))
    assert f"Head of the audit record: {first.grouped}." in zhang.sees(DAILY)
    await service.turn_to(at(3, 3, 2))
    assert head_in(dara.sees(DAILY)) == first, "nothing was done meanwhile"
    await sent(service)
    async with service.app.database.transaction() as tx:
        record = await tx.audit_lines(1, 10_000)
    head = verify_chain(record, expected=first)
    assert head.seq > first.seq
    await service.turn_to(at(3, 4, 1))
    assert head_in(zhang.sees(DAILY)) == head


async def test_the_weekly_head_comes_late_rather_than_not_at_all(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser
) -> None:
    await service.outage(at(3, 9, 15) - service.sandbox.now())  # ten in the evening
    never_notified(dara, DAILY)
    await service.turn_to(at(3, 10, 2))
    assert head_in(dara.sees(DAILY)).seq
    assert dara.has_seen(DAILY) == 1
    never_notified(bopha, WEEKLY)


async def test_the_board_itself_says_no_head(service: ScenarioDriver, dara: ScenarioUser) -> None:
    await dara.says("/board")
    dara.sees("Board of Cambodia")
    assert "audit record" not in dara.card


async def test_a_meeting_to_come_makes_no_digest_of_its_own(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "20.3 14:00")
    await zhang.says(f"/accept {code} 1")
    await dara.says("/ack")
    await service.turn_to(at(3, 6, 8, 0))
    for name in EVERYBODY:
        never_notified(service[name], "digest of your Party")


async def test_no_digest_comes_on_a_weekend_or_a_holiday(driver: ScenarioDriver) -> None:
    await driver.outage(at(4, 10, 2) - driver.sandbox.now())  # a Friday, and no one is there yet
    await driver.gather("bopha", "sokha", "dara", "wang", "li", language="en")
    await sent(driver)
    # Khmer New Year is from 14 to 16 April.
    for day, seen in {11: 0, 12: 0, 13: 1, 14: 1, 15: 1, 16: 1, 17: 2}.items():
        await driver.turn_to(at(4, day, 2))
        assert told(driver["dara"], DAILY) == seen


async def test_after_days_of_downtime_one_digest_comes_not_one_for_each_day(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser
) -> None:
    await sent(service)
    await service.outage(timedelta(days=10, hours=3))
    assert dara.has_seen(DAILY) == 1
    assert bopha.has_seen(WEEKLY) == 1
    await service.turn_to(at(3, 13, 2))
    assert dara.has_seen(DAILY) == 2


async def test_administrators_get_a_digest_each_week_on_its_day_or_the_next_working_day(
    driver: ScenarioDriver,
) -> None:
    await driver.outage(at(4, 3, 3) - driver.sandbox.now())  # a Friday, and no one is there yet
    await driver.gather("bopha", "sokha", "wang", "li", language="en")
    await sent(driver)
    bopha, wang = driver["bopha"], driver["wang"]
    await driver.turn_to(at(4, 6, 1, 59))
    never_notified(bopha, WEEKLY)
    await driver.turn_to(at(4, 6, 2))
    assert bopha.has_seen(WEEKLY) == 1
    never_notified(wang, WEEKLY)  # this Monday is a holiday in China
    await driver.turn_to(at(4, 7, 1))
    assert wang.has_seen(WEEKLY) == 1
    await driver.turn_to(at(4, 8, 2))
    assert told(bopha, WEEKLY) == told(wang, WEEKLY) == 1
    never_notified(bopha, DAILY)
    never_notified(wang, DAILY)


async def test_an_administrator_sets_the_time_of_the_own_partys_digests(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await sent(service)
    await bopha.says("/schedules digest_time")
    bopha.sees("Now: 09:00")
    await bopha.says("08:30")
    bopha.sees("Time of digests: 09:00 → 08:30")
    bopha.sees("The next digest comes 3 March 2026, 08:30 Phnom Penh")
    await bopha.presses("✓ Set it")
    bopha.sees("Set. Time of digests: 09:00 → 08:30")
    await service.turn_to(at(3, 3, 1, 29))
    assert zhang.has_seen(DAILY) == 1
    never_notified(dara, DAILY)
    await service.turn_to(at(3, 3, 1, 30))
    assert dara.has_seen(DAILY) == 1
    await bopha.says("/schedules digest_time")
    bopha.sees("Now: 08:30")
    await bopha.says("៨:០០")
    bopha.sees("The next digest comes 4 March 2026, 08:00 Phnom Penh")
    await bopha.presses("✓ Set it")
    await service.turn_to(at(3, 4, 0, 59))
    assert dara.has_seen(DAILY) == 1
    await service.turn_to(at(3, 4, 1))
    await service.turn_to(at(3, 4, 9))
    assert told(dara, DAILY) == 2


async def test_a_digest_that_is_due_comes_though_its_time_is_changed_that_minute(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    await sent(service)
    service.sandbox.turn_to(at(3, 3, 2))
    await bopha.says("/schedules digest_time 07:30 ok")
    assert dara.has_seen(DAILY) == 1
    await service.turn_to(at(3, 4, 0, 30))
    assert told(dara, DAILY) == 2


async def test_a_time_that_cannot_be_changes_nothing(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    no_time = "That cannot be set here. Please write a time of day, for example 08:30."
    quiet = "20 to 7 o'clock are quiet hours of Cambodia"
    for typed, said in (
        ("25:00", no_time),
        ("soon", no_time),
        ("21:00", quiet),
        ("6点59分", quiet),
    ):
        await bopha.says(f"/schedules digest_time {typed}")
        bopha.sees(said)
    await bopha.says("/schedules digest_time")
    bopha.sees("Now: 09:00")
    await bopha.says("25:00")
    bopha.sees(no_time)
    await bopha.says("8点30分")
    bopha.sees("Time of digests: 09:00 → 08:30")
