"""A month in which no one acts: one sound on a working morning, and none at other times."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, log_verification
from tests.stories import audible_messages
from tests.stories.audible_messages import sounds

DAYS_OFF = {date(2026, 4, 6)}
"""Tomb-Sweeping Day in China, a Monday."""
FIRST = {"li": date(2026, 3, 4), "zhang": date(2026, 3, 4), "wang": date(2026, 3, 9)}
"""From which morning on each of China is told that the receipt is not confirmed."""
LAST = date(2026, 4, 10)


async def test_a_month_of_silence_costs_one_sound_on_each_working_morning(
    service: ScenarioDriver,
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    heard = {name: dict[date, list[str]]() for name in FIRST}
    day = date(2026, 3, 3)
    await service.turn_to(datetime(2026, 3, 3, 0, 59, tzinfo=UTC))
    while day <= LAST:
        before = {name: len(sounds(service[name])) for name in FIRST}
        await service.turn_to(datetime(day.year, day.month, day.day, 1, 1, tzinfo=UTC))
        for name in FIRST:
            heard[name][day] = sounds(service[name])[before[name] :]
        before = {name: len(sounds(service[name])) for name in FIRST}
        day += timedelta(days=1)
        await service.turn_to(datetime(day.year, day.month, day.day, 0, 59, tzinfo=UTC))
        assert {name: len(sounds(service[name])) for name in FIRST} == before
    for name, first in FIRST.items():
        silent = [text for _, text in audible_messages.heard(service[name], silent=["true"])]
        figures = ["Not yet received: 1" in each for each in silent]
        assert figures == [True] * (name == "zhang"), (name, silent)  # on the first morning
        for on, texts in heard[name].items():
            works = on.weekday() < 5 and on not in DAYS_OFF
            assert len(texts) == (works and on >= first), (name, on, texts)
            assert all(reference in each for each in texts)

    await service["sokha"].sends(f"/withdraw {reference} mistake -")
    await service.turn_to(datetime(2026, 4, 14, 0, 59, tzinfo=UTC))
    before = {name: len(sounds(service[name])) for name in FIRST}
    await service.turn_to(datetime(2026, 4, 20, 0, 59, tzinfo=UTC))
    assert {name: len(sounds(service[name])) for name in FIRST} == before


@pytest.mark.parametrize("down", [timedelta(0), timedelta(hours=2)])
async def test_a_weekend_ends_in_one_message_also_with_an_outage_after_it(
    service: ScenarioDriver, down: timedelta
) -> None:
    await service.turn_to(datetime(2026, 3, 7, 3, tzinfo=UTC))
    found = [
        await log_verification(service, "sokha", persons=1, children=0, letter=f"{number}/26")
        for number in range(3)
    ]
    await service.turn_to(datetime(2026, 3, 9, 0, 30, tzinfo=UTC))  # half past eight in Beijing
    if down:
        await service.outage(down)
    await service.turn_to(datetime(2026, 3, 9, 4, tzinfo=UTC))
    every = audible_messages.heard(service["li"], silent=["false", "true"])
    [card] = [text for when, text in every if when.day == 9]
    assert [card.count(f"{each}: new request") for each in found] == [1, 1, 1]
    assert [card.count(each) for each in found] == [1, 1, 1]
    assert service["li"].buttons[0] == f"Confirm receipt {found[0]}"
