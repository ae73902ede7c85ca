"""How people of the stories write notes: by which buttons, what is kept, what is audited."""

import re
from collections.abc import Sequence

from sqlalchemy import text

from tests.scenario import HOLD, ScenarioDriver, ScenarioUser
from tests.stories.prepared_state import reference_of

WORDS = "The hospital asks for an answer before Friday."
_DIGESTS = re.compile(r',?"rows":\{[^}]*\}')


async def writes(player: ScenarioUser, words: str = WORDS) -> None:
    """Write a note about the request, by the buttons."""
    await player.says(f"/note {reference_of(player.driver)}")
    await player.presses("Write a note")
    await player.says(words)
    if player.send_label in player.buttons:
        await player.presses_send()
        await player.driver.turn(HOLD)


async def audited(service: ScenarioDriver, action: str) -> Sequence[tuple[str | None, str]]:
    """What the audit record has of an action: by whom, and the facts but for the digests."""
    async with service.app.database.transaction() as tx:
        found = text(
            "SELECT name, facts FROM audit LEFT JOIN people ON people.id = audit.person"
            " WHERE action = :action ORDER BY seq"
        )
        rows = await tx._sql.run(found, {"action": action})
        return [(row.name, _DIGESTS.sub("", row.facts)) for row in rows]


async def kept(service: ScenarioDriver) -> Sequence[str | None]:
    """What lies in the rows of notes."""
    async with service.app.database.transaction() as tx:
        return (await tx._sql.run(text("SELECT body FROM notes ORDER BY number"))).scalars().all()
