"""Nothing that a person can send reaches the log as an error, or changes what it must not."""

from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.faults.fuzz import fuzz


@pytest.mark.faults
async def test_whatever_people_send_nothing_breaks_and_nobody_does_what_is_not_theirs(
    folder: Path,
) -> None:
    (await fuzz(folder, deeds=120, seed=SEED)).close()


@pytest.mark.soak
async def test_whatever_people_send_for_long_nothing_breaks(folder: Path) -> None:
    (await fuzz(folder, deeds=20_000, seed=SEED)).close()
