"""What people do at random, whatever it is about: they press buttons, leave, and are suspended."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from sandbox.users.actions import ShownMessage
from tests.scenario import ScenarioDriver, ScenarioUser

Pressable = tuple[ScenarioUser, ShownMessage, str]
"""A person, a message in the person's chat, and the data of a button of it."""


def buttons(driver: ScenarioDriver) -> Iterator[Pressable]:
    """All buttons in all chats."""
    for player in driver.players.values():
        for message in player.visible:
            for row in message.buttons:
                for button in row:
                    yield player, message, button.data or ""


async def leave(driver: ScenarioDriver, chance: Random) -> str:
    """Go away for some days, or come back."""
    player, now = some_staff(driver, chance), driver.sandbox.now()
    first = now + timedelta(days=chance.randrange(2))
    await player.says(f"/away {first:%Y-%m-%d} {first + timedelta(days=2):%Y-%m-%d}")
    await presses_a_name(player, chance)
    await player.says("/cancel")
    return f"{player.part.name} is away from {first:%d.%m}"


async def suspend(driver: ScenarioDriver, chance: Random) -> str:
    """Suspend a person, or restore."""
    admin, number = driver[chance.choice(("bopha", "wang"))], chance.choice((2, 3))
    what = chance.choice(("suspend", "restore", "restore"))
    await admin.says(f"/{what} {number} ok")
    return f"{admin.part.name} {what} {number}"


async def put_on_duty(driver: ScenarioDriver, chance: Random) -> str:
    """Set who is on duty on a day of the week."""
    admin = driver[chance.choice(("bopha", "wang"))]
    typed = f"/duty {chance.randrange(1, 8)} {chance.choice((2, 3))}"
    await admin.says(typed)
    return f"{admin.part.name} {typed}"


async def presses_a_name(player: ScenarioUser, chance: Random) -> None:
    """Choose a colleague, if one is asked for."""
    names = {each.part.name for each in player.driver.players.values()}
    if found := [each for each in player.buttons if each in names]:
        await player.presses(chance.choice(found))


def some_staff(driver: ScenarioDriver, chance: Random) -> ScenarioUser:
    """A focal person or a coordinator."""
    return driver[chance.choice(("sokha", "dara", "li", "zhang"))]


def is_asked(player: ScenarioUser) -> bool:
    """Whether the last message asks for something, other than to send what was checked."""
    labels = {each.casefold() for each in player.buttons}
    return "cancel" in labels and player.send_label.casefold() not in labels


async def send(player: ScenarioUser) -> str:
    """Send what is to be checked, and leave what is still asked; what the chat showed last."""
    shown = player.card
    if player.send_label in player.buttons:
        await player.presses_send()
        shown = player.toasts[-1] if player.toasts else player.card
    elif is_asked(player):
        await player.says("/cancel")
    return shown.splitlines()[0] if shown else ""
