"""The desk is killed without a word and started again: nothing lost, nothing done twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.cast import place_in, tell_beginning, tell_meeting, tell_story
from tests.faults.kills import kill_at_every_point

COMMITS = ("dispatch.before_commit", "delivery.after_send", "scheduler.after_commit")
FEWEST = 500
"""So many points at which the desk is killed, on both databases together."""


@pytest.mark.faults
async def test_killed_at_every_crash_point_the_story_ends_the_same(
    folder: Path, files: Callable[[str], str]
) -> None:
    tally = await kill_at_every_point(folder, files, tell_beginning, most=1)
    tally.close()


@pytest.mark.faults
async def test_killed_on_postgresql_the_story_ends_the_same(
    folder: Path, databases: Callable[[str], str]
) -> None:
    tally = await kill_at_every_point(
        folder, databases, tell_beginning, most=1, points=COMMITS, name="PostgreSQL"
    )
    tally.close()


@pytest.mark.soak
async def test_killed_at_every_hit_of_every_crash_point(
    folder: Path, files: Callable[[str], str], databases: Callable[[str], str]
) -> None:
    kills = 0
    for name, urls in (("SQLite", files), ("PostgreSQL", databases)):
        tally = await kill_at_every_point(
            place_in(folder, name), urls, tell_story, most=60, name=name
        )
        tally.close()
        kills += tally.kills
    assert kills >= FEWEST


@pytest.mark.soak
async def test_killed_while_a_meeting_is_agreed_the_story_ends_the_same(
    folder: Path, files: Callable[[str], str]
) -> None:
    tally = await kill_at_every_point(
        folder, files, tell_meeting, most=60, name="SQLite, a meeting", names=("dara", "zhang")
    )
    tally.close()
