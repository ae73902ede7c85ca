"""What PostgreSQL answered as kept outlives its crash, with what belongs to it, once."""

import pytest

from tests.conftest import SEED
from tests.faults.crashed_servers import crash_stops
from tests.folders import memory_folder


@pytest.mark.faults
async def test_a_server_that_is_killed_under_load_loses_nothing_it_kept() -> None:
    with memory_folder(room=2**30) as folder:
        (await crash_stops(folder, times=1, seed=SEED)).close()


@pytest.mark.soak
async def test_a_server_that_is_killed_twenty_times_under_load_loses_nothing_it_kept() -> None:
    with memory_folder(room=2**30) as folder:
        (await crash_stops(folder, times=20, seed=SEED)).close()
