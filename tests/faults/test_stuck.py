"""A loop that stands still is ended by its watchdog: nothing is lost, nothing is doubled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.driver import Cast, Story
from tests.faults.cast import tell_short_story
from tests.faults.stuck import stand_still

HITS = ("dispatch.before_commit:4", "delivery.after_send:2")
"""Within a transaction, and while nobody knows whether a message has arrived."""
MANY = tuple(
    f"{point}:{number}"
    for point in ("dispatch.before_commit", "delivery.after_send")
    for number in range(3, 9)
)
A_MINUTE, FOR_ALL_OF_IT = 60.0, 90.0


async def tell_of_a_request(cast: Cast) -> None:
    """One person logs a request, others hear of it."""
    await Story(cast).request_is_logged()


@pytest.mark.faults
async def test_a_desk_whose_loop_stands_still_ends_itself_and_another_goes_on(
    folder: Path, files: Callable[[str], str]
) -> None:
    (await stand_still(folder, files, tell_of_a_request, HITS, at_once=2)).close()


@pytest.mark.soak
async def test_a_loop_that_stands_still_for_a_minute(
    folder: Path, files: Callable[[str], str]
) -> None:
    """With the patience of a desk in earnest, which is half a minute."""
    tally = await stand_still(
        folder,
        files,
        tell_short_story,
        MANY,
        at_once=len(MANY),
        seconds=A_MINUTE,
        patience=FOR_ALL_OF_IT,
    )
    tally.close()
