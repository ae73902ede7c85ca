"""Updates that mean nothing raise nothing and change nothing, however many they are."""

from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.faults.storm_of_updates import storm

pytestmark = pytest.mark.faults


async def test_a_storm_of_updates_changes_nothing(folder: Path) -> None:
    (await storm(folder, count=400, seed=SEED)).close()


@pytest.mark.soak
async def test_a_long_storm_of_updates_changes_nothing(folder: Path) -> None:
    (await storm(folder, count=100_000, seed=SEED)).close()
