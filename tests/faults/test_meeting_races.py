"""Two act on one meeting at the same moment: one of them is first, and the other comes after."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest
import structlog

from storage.migrate import fresh
from tests.faults.campaign import Tally
from tests.faults.meeting_cancels import cancel_across_reminder
from tests.faults.meeting_races import accept_across_counter, propose_together


class Campaign(Protocol):
    """Races on a database, so many."""

    def __call__(self, url: str, *, runs: int) -> Awaitable[Tally]: ...


QUICK: list[tuple[Campaign, int]] = [
    (propose_together, 3),
    (accept_across_counter, 3),
    (cancel_across_reminder, 2),
]


async def quiet(campaign: Awaitable[Tally]) -> None:
    """Let a campaign run, without a word of an error in the log."""
    with structlog.testing.capture_logs() as logs:
        tally = await campaign
    errors = [each for each in logs if each["log_level"] in {"error", "critical"}]
    tally.expect(not errors, f"logged: {errors[:3]}")
    tally.close()


@pytest.mark.faults
@pytest.mark.parametrize(("campaign", "runs"), QUICK)
async def test_one_of_two_is_first_on_one_file(folder: Path, campaign: Campaign, runs: int) -> None:
    await quiet(campaign(fresh(folder), runs=runs))


@pytest.mark.faults
@pytest.mark.parametrize(("campaign", "runs"), QUICK)
async def test_one_of_two_is_first_on_postgresql(
    databases: Callable[[str], str], campaign: Campaign, runs: int
) -> None:
    await quiet(campaign(databases(f"meeting-races-{QUICK.index((campaign, runs))}"), runs=runs))


@pytest.mark.soak
async def test_both_parties_propose_again_and_again_on_one_file(folder: Path) -> None:
    await quiet(propose_together(fresh(folder), runs=500))


@pytest.mark.soak
async def test_both_parties_propose_again_and_again_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    await quiet(propose_together(databases("many-proposals"), runs=500))


@pytest.mark.soak
async def test_an_acceptance_crosses_a_counter_at_every_await_on_one_file(folder: Path) -> None:
    await quiet(accept_across_counter(fresh(folder), runs=1_000, every_await=True))


@pytest.mark.soak
async def test_an_acceptance_crosses_a_counter_at_every_await_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    await quiet(accept_across_counter(databases("every-counter"), runs=1_000, every_await=True))


@pytest.mark.soak
async def test_a_cancellation_crosses_a_reminder_again_and_again_on_one_file(
    folder: Path,
) -> None:
    await quiet(cancel_across_reminder(fresh(folder), runs=300))


@pytest.mark.soak
async def test_a_cancellation_crosses_a_reminder_again_and_again_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    await quiet(cancel_across_reminder(databases("many-reminders"), runs=300))
