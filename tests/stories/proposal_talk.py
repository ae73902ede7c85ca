"""How people of the stories answer the questions of a proposal, one after the other."""

from bot.demo.cast import Player

UP_TO_THE_DAY = ("at_risk", "-")
UP_TO_THE_VENUE = (*UP_TO_THE_DAY, "4.3 14:00")


async def answers(player: Player, *typed: str) -> None:
    """Type one answer after the other."""
    for each in typed:
        await player.says(each)
