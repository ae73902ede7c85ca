"""The machine's clock may be set at any time: ours never goes back while the program runs."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock

pytestmark = pytest.mark.unit

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


def test_it_is_the_machines_time() -> None:
    machine = Machine()
    machine.passes(90)
    assert machine.clock.now() == NOON + timedelta(seconds=90)
    assert machine.clock.monotonic() == 1090.0


@pytest.mark.parametrize("back", [timedelta(seconds=1), HOUR, timedelta(days=366)])
def test_set_back_it_goes_on_from_where_it_was(back: timedelta) -> None:
    machine = Machine()
    machine.passes(60)
    machine.clock.now()
    machine.wall -= back
    assert machine.clock.now() == NOON + timedelta(seconds=60)
    machine.passes(30)
    assert machine.clock.now() == NOON + timedelta(seconds=90)


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), HOUR, timedelta(days=366)])
def test_set_ahead_it_follows_at_once(ahead: timedelta) -> None:
    machine = Machine()
    machine.clock.now()
    machine.wall += ahead
    assert machine.clock.now() == NOON + ahead


def test_it_is_the_machines_time_again_when_that_has_caught_up() -> None:
    machine = Machine()
    machine.wall -= HOUR
    assert machine.clock.now() == NOON
    machine.wall += 2 * HOUR
    assert machine.clock.now() == NOON + HOUR


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
