"""When an act leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.pending_acts.model import HOLD, leaving_time

NIGHT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""Midnight in Phnom Penh, one o'clock in Beijing."""


@pytest.mark.parametrize(
    ("before", "zone", "held"),
    [
        (timedelta(hours=1), "Asia/Phnom_Penh", HOLD),
        (HOLD, "Asia/Phnom_Penh", HOLD - timedelta(seconds=1)),
        (timedelta(seconds=30), "Asia/Phnom_Penh", timedelta(seconds=29)),
        (timedelta(seconds=30), "Asia/Shanghai", HOLD),
        (timedelta(0), "Asia/Phnom_Penh", HOLD),
    ],
)
def test_an_act_is_held_for_two_minutes_but_not_into_the_next_day(
    before: timedelta, zone: str, held: timedelta
) -> None:
    assert leaving_time(NIGHT - before, zone) == NIGHT - before + held
