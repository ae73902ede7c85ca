"""The machine's clock may be set at any time: ours never goes back while the program runs."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Machine:
    """Two clocks, of which one can be set."""

    def __init__(self) -> None:
        self.wall, self.steady = NOON, 1000.0
        self.clock = SystemClock(lambda: self.wall, lambda: self.steady)

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


@pytest.mark.parametrize("by", [timedelta(seconds=1), HOUR, timedelta(days=366)])
def test_it_follows_the_machine_ahead_at_once_and_never_back(by: timedelta) -> None:
    machine = Machine()
    machine.passes(60)
    assert machine.clock.now() == NOON + timedelta(seconds=60)
    assert machine.clock.monotonic() == 1060.0
    machine.wall -= by
    assert machine.clock.now() == NOON + timedelta(seconds=60)
    machine.passes(30)
    assert machine.clock.now() == NOON + timedelta(seconds=90)
    machine.wall += 2 * by
    assert machine.clock.now() == NOON + timedelta(seconds=90) + by


def test_going_back_is_logged_once_each_time() -> None:
    machine = Machine()
    with capture_logs() as logs:
        for _ in range(2):
            machine.wall -= HOUR
            machine.clock.now()
            machine.clock.now()
            machine.wall += 3 * HOUR
            machine.clock.now()
        machine.wall -= timedelta(seconds=2)
        machine.clock.now()
    assert [each["code"] for each in logs] == ["3600 s", "3600 s"]
