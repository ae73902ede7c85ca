"""A month in which no one acts: one sound on a working morning, and none at other times."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, log_verification
from tests.stories import audible_messages


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
