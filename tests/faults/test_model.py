"""What each of two Parties is shown is what a small model of the rules says, and the history as a
whole is a legal one.
"""

from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.crash import POINTS
from tests.conftest import SEED
from tests.faults.campaign import Tally
from tests.faults.desks import Desks, by_hand
from tests.faults.people_desks import PeopleDesks
from tests.faults.scenes import acknowledge, be_reminded, confer, extend, receive_all, suspend
from tests.faults.sights import VERBS

WORST = ("dispatch.before_commit", "delivery.after_send", "scheduler.before_commit")
"""Where a death leaves the most in doubt."""
ALWAYS = (*VERBS, "extension-agree", "accept", "acknowledge", "suspend", "deaths")
"""What happens in each long campaign, or it looks at too little."""


def play(
    machine: type[Desks], *, name: str, chosen: settings, happens: Collection[str] = ()
) -> None:
    """Let a machine run, and put its figures into the table of the campaigns. What ``happens`` has
    to occur in so many runs.
    """
    machine.count = Counter()
    tally = Tally(name=name)
    run_state_machine_as_test(machine, settings=chosen)
    tally.runs = machine.count["runs"]
    missing = [each for each in happens if not machine.count[each]]
    tally.expect(not missing, f"never: {missing}")
    tally.close()


QUICK = settings(
    max_examples=1,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    derandomize=False,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)


@pytest.mark.faults
def test_whatever_two_parties_do_each_sees_what_the_rules_say() -> None:
    play(PeopleDesks, name="two Parties against a model", chosen=QUICK)


@seed(SEED)
class DesksForLong(PeopleDesks):
    """The same for weeks of the desk's time."""

    pace = 6


@pytest.mark.soak
def test_whatever_two_parties_do_for_weeks_each_sees_what_the_rules_say() -> None:
    play(
        DesksForLong,
        name="two Parties against a model, for weeks",
        chosen=LONG,
        happens=ALWAYS,
    )


@seed(SEED)
class DesksOnServer(DesksForLong):
    """The same on PostgreSQL, where both desks write at once."""


@pytest.mark.soak
def test_whatever_two_parties_do_on_a_server_each_sees_what_the_rules_say(
    databases: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DesksOnServer, "database", lambda _folder: databases("model"))
    chosen = settings(LONG, max_examples=20)
    play(DesksOnServer, name="two Parties against a model, on a server", chosen=chosen)


@pytest.mark.faults
async def test_who_has_a_case_is_reminded_on_each_day_that_follows_from_its_receipt(
    folder: Path,
) -> None:
    await be_reminded(folder)


@pytest.mark.faults
async def test_where_desks_die_nothing_is_lost_and_nothing_is_done_twice(folder: Path) -> None:
    await receive_all(folder, *WORST)


@pytest.mark.soak
async def test_wherever_desks_die_nothing_is_lost_and_nothing_is_done_twice(folder: Path) -> None:
    await receive_all(folder, *sorted(POINTS))


@pytest.mark.faults
def test_two_parties_acknowledge_extend_confer_and_suspend_as_the_rules_say() -> None:
    with by_hand(PeopleDesks) as desks:
        acknowledge(desks)
        extend(desks)
        confer(desks)
        suspend(desks)
