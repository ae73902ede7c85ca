"""How people of the stories propose meetings: by typing, as fast as one can."""

import re

from tests.scenario import ScenarioUser

CODE = re.compile(r"M[0-9]{2}-[0-9A-Z]{5}")
UP_TO_THE_DAY = ("at_risk", "-")
UP_TO_THE_VENUE = (*UP_TO_THE_DAY, "4.3 14:00")


async def answers(player: ScenarioUser, *typed: str) -> None:
    """Type one answer after the other."""
    for each in typed:
        await player.says(each)


async def proposes(player: ScenarioUser, command: str, *typed: str) -> str:
    """Go through the conversation by typing, send, and give the code of the meeting."""
    await player.says(command)
    await answers(player, *typed)
    await player.sends()
    return code_on(player.card)


async def raises_emergency(player: ScenarioUser, *times: str, host: str = "KH") -> str:
    """Propose an emergency meeting by video at some times, such as ``3.3 14:00``."""
    return await proposes(player, "/emergency", *UP_TO_THE_DAY, *_options(times), host)


async def changes(player: ScenarioUser, code: str, *times: str, host: str = "KH") -> None:
    """Propose other times for a meeting that is agreed."""
    await proposes(player, f"/counter {code}", "time", *_options(times), host)


async def counters(player: ScenarioUser, code: str, *times: str, host: str = "KH") -> None:
    """Offer other times for a meeting."""
    await proposes(player, f"/counter {code}", *_options(times), host)


def _options(times: tuple[str, ...]) -> list[str]:
    said = []
    for number, time in enumerate(times, 1):
        said += [time, "video"]
        if number < 5:
            said.append("yes" if number < len(times) else "no")
    return said


def code_on(card: str) -> str:
    """The code of the meeting that a card is about."""
    found = CODE.search(card)
    assert found is not None, card
    return found[0]
