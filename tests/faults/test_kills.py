"""The desk is killed without a word and started again: nothing lost, nothing done twice."""

from pathlib import Path

import pytest

from tests.faults.cast import tell_beginning, tell_story
from tests.faults.kills import kill_at_every_point


@pytest.mark.faults
async def test_killed_at_every_crash_point_the_story_ends_the_same(folder: Path) -> None:
    tally = await kill_at_every_point(folder, tell_beginning, most=1)
    tally.close()


@pytest.mark.soak
async def test_killed_at_every_hit_of_every_crash_point(folder: Path) -> None:
    tally = await kill_at_every_point(folder, tell_story, most=60)
    tally.close()
