"""What people do about meetings as chance wants it, through their chats: with whatever button is
there, and with what they type.
"""

from datetime import datetime, timedelta
from random import Random

from sandbox.demo.driver import HOLD
from tests.scenario import ScenarioDriver
from tests.stories.meetings.proposal_steps import CODE
from tests.stories.random_acts import (
    buttons,
    leave,
    presses_a_name,
    put_on_duty,
    send,
    some_staff,
    suspend,
)

NONE = "M26-00000"
TYPED = {
    "decline": "settled",
    "retract": "settled",
    "calloff": "settled",
    "minutes": "12/26 MoI",
}
"""What is answered to the question of a button, by its command."""
WAITS = (timedelta(minutes=20), timedelta(hours=3), timedelta(hours=9), timedelta(days=1))


async def act(driver: ScenarioDriver, chance: Random) -> str:
    """Let a person do something, or time pass; what it was."""
    way = chance.choice((leave, suspend, put_on_duty, *[propose] * 2))
    if a_code(driver, chance) != NONE:
        way = chance.choice((way, change, decide, look, *[press] * 8))
    done = await way(driver, chance)
    await driver.turn(chance.choice((HOLD, HOLD, *WAITS)))
    return f"{driver.sandbox.now():%d.%m %H:%M} {done}"


async def press(driver: ScenarioDriver, chance: Random) -> str:
    """Press a button about a meeting or a joint approval, and answer what it asks."""
    commands = {*TYPED, "accept", "counter", "attend", "held", "approval", "ack", "take"}
    found = [each for each in buttons(driver) if each[2].split(" ")[0] in commands]
    if not found:
        return "nothing"
    commands &= {data.split(" ")[0] for *_, data in found}
    command = chance.choice(sorted(commands))
    player, message, data = chance.choice([e for e in found if e[2].split(" ")[0] == command])
    player.phone.press_data(data, message.message_id)
    await driver.settle()
    if "substitute" in data:
        await presses_a_name(player, chance)
    elif command == "counter":
        await player.says(some_time(driver, chance))
    elif command in TYPED and player.send_label not in player.buttons:
        await player.says(TYPED[command])
    return f"{player.part.name} {data}: {await send(player)}"


async def propose(driver: ScenarioDriver, chance: Random) -> str:
    """Propose an annual consultation or an emergency meeting."""
    player, when = some_staff(driver, chance), some_time(driver, chance)
    answers = chance.choice(
        (
            ("/emergency", "at_risk", when),
            ("/propose annual", when, "video", "KH"),
            ("/propose", "difference", "other", when, "video", "KH", "-"),
        )
    )
    await player.says(*answers)
    return f"{player.part.name} proposes {when}: {await send(player)}"


async def change(driver: ScenarioDriver, chance: Random) -> str:
    """Type other times for a meeting."""
    player, code = some_staff(driver, chance), a_code(driver, chance)
    when = some_time(driver, chance)
    await player.says(f"/counter {code} {when}")
    return f"{player.part.name} /counter {code} {when}: {await send(player)}"


async def decide(driver: ScenarioDriver, chance: Random) -> str:
    """Record what a meeting decided."""
    player, code = some_staff(driver, chance), a_code(driver, chance)
    await player.says(f"/decide {code} CN 2026-07-31 A workshop")
    return f"{player.part.name} /decide {code}: {await send(player)}"


async def look(driver: ScenarioDriver, chance: Random) -> str:
    """Open what there is to do, a meeting, or read all notices."""
    player = chance.choice([*driver.players.values()])
    typed = chance.choice(("/today", f"/meeting {a_code(driver, chance)}", "/ack all"))
    await player.says(typed)
    return f"{player.part.name} {typed}"


def some_time(driver: ScenarioDriver, chance: Random) -> str:
    """A time within some days, as people type it."""
    day: datetime = driver.sandbox.now() + timedelta(days=chance.randrange(4))
    return f"{day.day} {day:%B} {chance.choice((10, 14, 16, 22))}:00"


def a_code(driver: ScenarioDriver, chance: Random) -> str:
    """The code of a meeting that a button names; ``NONE`` there is none."""
    found: dict[str, None] = dict.fromkeys(
        code for *_, data in buttons(driver) for code in CODE.findall(data)
    )
    return chance.choice([*found] or [NONE])
