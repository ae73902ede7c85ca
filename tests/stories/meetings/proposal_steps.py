"""How people of the stories propose meetings: by typing, as fast as one can."""

import re

from tests.scenario import ScenarioUser, plain

CODE = re.compile(r"M[0-9]{2}-[0-9A-Z]{5}")
UP_TO_THE_DAY = ("difference", "other")
UP_TO_THE_VENUE = (*UP_TO_THE_DAY, "4 March 14:00")
TO_THE_CHECK = ("at_risk", "4 March 14:00")
"""The answers of an emergency."""


async def proposes(player: ScenarioUser, command: str, *typed: str) -> str:
    """Go through the conversation by typing, send, and give the code of the meeting."""
    await player.sends(command, *typed)
    return newest_code(player)


async def raises_emergency(player: ScenarioUser, *times: str) -> str:
    """Propose an emergency meeting by video at some times, such as ``3.3 14:00``."""
    await player.says("/emergency", "at_risk")
    return await _sends(player, times)


async def is_declined(player: ScenarioUser, other: ScenarioUser) -> str:
    """Propose a meeting that the other Party declines: the notice of that is only to be read."""
    code = await proposes(player, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await other.sends(f"/decline {code} settled")
    return code


async def changes(player: ScenarioUser, code: str, *times: str) -> None:
    """Propose other times for a meeting that is agreed."""
    await player.says(f"/calloff {code} time")
    await _sends(player, times)


async def counters(player: ScenarioUser, code: str, *times: str) -> None:
    """Offer other times for a meeting."""
    await player.says(f"/counter {code}")
    await _sends(player, times)


async def _sends(player: ScenarioUser, times: tuple[str, ...]) -> str:
    """Give a time, add others at the check, and send."""
    for number, time in enumerate(times):
        if number:
            await player.chooses("button-add-time")
        await player.says(time)
    await player.sends()
    return newest_code(player)


def newest_code(player: ScenarioUser) -> str:
    """The code in the newest message that has one: a Today message may have come after it."""
    texts = [plain(each.text) for each in reversed(player.visible) if each.from_bot]
    return next(found[0] for found in map(CODE.search, texts) if found is not None)
