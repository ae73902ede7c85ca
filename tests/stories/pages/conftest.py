"""What the stories of the page begin with."""

import pytest

from bot.profile.procedure_file import example_procedure
from liaison.core.people import Role
from tests.scenario import ScenarioDriver, at, log_verification
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.meetings.test_agendas import agreed
from tests.stories.prepared_state import BOTH_PARTIES, PreparedState, gathered, make, skip_to
from tests.stories.procedures.procedure_steps import put_in_force
from tests.stories.story_databases import StoryDatabase


@pytest.fixture(scope="session")
def busy(store: StoryDatabase) -> PreparedState:
    """Both Parties, with requests in several states, meetings, and what waits for an answer."""
    return gathered(*BOTH_PARTIES, logs=_work, store=store)


async def _work(driver: ScenarioDriver) -> None:
    sokha, li, dara, zhang, wang = (driver[e] for e in ("sokha", "li", "dara", "zhang", "wang"))
    await put_in_force(driver, example_procedure(driver.app.agreement, None).steps[1])
    asked, answered = [
        await log_verification(driver, "sokha", persons=2, children=1, letter=f"{each}/26 MoI")
        for each in (1, 2)
    ]
    received = await log_verification(driver, "li", persons=1, children=0, letter="6/26 MPS")
    for reference in (asked, answered):
        await li.says(f"/receive {reference} today")
        await li.presses_send()
    await sokha.sends(f"/receive {received} today")
    await li.says(f"/ask {asked} names")
    await li.presses_send()
    await li.sends(f"/answer {answered} confirmed 5/26 MPS")
    await log_verification(driver, "sokha", persons=3, children=0, letter="3/26 MoI")
    new = await log_verification(driver, "li", persons=1, children=0, letter="7/26 MPS")
    await agreed(driver, start=at(3, 3, 2))
    await agreed(driver, start=at(3, 6, 2))
    await skip_to(driver, at(3, 4, 3))
    await raises_emergency(dara, "4 March 16:00")
    await zhang.says("/propose", "annual", "2026-04-10 10:00", "Beijing", "CN")
    await zhang.presses_send()
    await wang.sends("/settings reminder_days 20 10 5 1 0")
    await sokha.says(f"/refuse {new} security 31/26 MoI")
    await sokha.chooses("button-submit-act")
    await make(driver, wang, role=Role.AUDITOR)
