"""Whoever acknowledges is not overtaken: not by the desk's next rung, not by a colleague."""

from collections.abc import Callable
from pathlib import Path

import pytest
import structlog

from storage.migrate import fresh
from tests.faults.campaign import Tally
from tests.faults.notice_presses import press_together
from tests.faults.notice_races import race_with_look


async def colleagues(url: str, *, runs: int) -> Tally:
    """Let colleagues press at once, so often, without a word of an error in the log."""
    with structlog.testing.capture_logs() as logs:
        tally = await press_together(url, runs=runs)
    errors = [each for each in logs if each["log_level"] in {"error", "critical"}]
    tally.expect(not errors, f"logged: {errors[:3]}")
    return tally


@pytest.mark.faults
async def test_what_is_acknowledged_climbs_no_further_on_one_file(folder: Path) -> None:
    (await race_with_look(fresh(folder), runs=8)).close()


@pytest.mark.faults
async def test_what_is_acknowledged_climbs_no_further_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    (await race_with_look(databases("word"), runs=8)).close()


@pytest.mark.soak
async def test_whichever_await_a_word_comes_at_nothing_climbs_further_on_one_file(
    folder: Path,
) -> None:
    (await race_with_look(fresh(folder), runs=1_000, every_await=True)).close()


@pytest.mark.soak
async def test_whichever_await_a_word_comes_at_nothing_climbs_further_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    (await race_with_look(databases("every-word"), runs=1_000, every_await=True)).close()


@pytest.mark.faults
async def test_of_two_colleagues_who_press_at_once_one_acknowledges_on_one_file(
    folder: Path,
) -> None:
    (await colleagues(fresh(folder), runs=3)).close()


@pytest.mark.faults
async def test_of_two_colleagues_who_press_at_once_one_acknowledges_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    (await colleagues(databases("colleagues"), runs=3)).close()


@pytest.mark.soak
async def test_colleagues_press_at_once_again_and_again_on_one_file(folder: Path) -> None:
    (await colleagues(fresh(folder), runs=50)).close()


@pytest.mark.soak
async def test_colleagues_press_at_once_again_and_again_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    (await colleagues(databases("many-colleagues"), runs=50)).close()
