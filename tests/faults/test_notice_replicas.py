"""However many processes look at what is due, everybody is told of it once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.notice_replicas import all_at_once


@pytest.mark.faults
async def test_four_processes_on_postgresql_tell_each_notice_once(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await all_at_once(folder, databases("due"), count=80, desks=4)).close()


@pytest.mark.soak
async def test_four_processes_on_postgresql_tell_thousands_of_notices_once(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await all_at_once(folder, databases("many-due"), count=10_000, desks=4)).close()
