"""What people do about requests as chance wants it, through their chats: with whatever button is
there, and with what they type.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from liaison.requests.model import Request
from liaison.requests.repository import RequestFilter, Requests
from sandbox.demo.driver import HOLD
from sandbox.demo.scenario import log_verification
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.random_acts import (
    buttons,
    is_asked,
    leave,
    presses_a_name,
    put_on_duty,
    send,
    some_staff,
    suspend,
)

MOST = 3
"""How many requests there are at most."""
SETTLED = HOLD + timedelta(minutes=2)
"""After this an act has left, and the messages of the morning are edited."""
WAITS = (timedelta(hours=3), timedelta(hours=9), timedelta(days=1), timedelta(days=6))
ANSWERS = {
    "receive": ("today",),
    "answer": ("confirmed", "-"),
    "refuse": ("security", "-"),
    "withdraw": ("settled", "-"),
    "ask": ("1", "ok"),
    "supply": ("-",),
    "return": ("1", "ok"),
    "status": ("more_time",),
}
"""What is answered to the questions of a button, by its command."""
LEFT_OUT = (set[str](), *[{"answer", "refuse", "withdraw"}] * 5)
"""What is seldom done, so that due dates come near."""
COMMANDS = {*ANSWERS, "assign", "take", "close", "extend", "approval", "ack", "seen"}


async def requests_of(driver: ScenarioDriver) -> Sequence[Request]:
    """All requests."""
    party = driver.app.agreement.parties[0].code
    every = RequestFilter(which="all", today={}, limit=MOST)
    async with driver.app.database.transaction(decides=False) as tx:
        return (await tx.of(Requests).listed(party, every))[0]


async def act(driver: ScenarioDriver, chance: Random) -> str:
    """Let a person do something; what it was."""
    way = chance.choice((leave, suspend, put_on_duty, extend, look, log, *[press] * 14))
    done = await way(driver, chance)
    await driver.turn(SETTLED)
    return f"{driver.sandbox.now():%d.%m %H:%M} {done}"


async def log(driver: ScenarioDriver, chance: Random) -> str:
    """Log one more request."""
    known = await requests_of(driver)
    if len(known) >= MOST:
        return "nothing"
    name = chance.choice(("sokha", "li"))
    urgency = chance.choice(("routine", "urgent"))
    await driver[name].says("/cancel", "/new")
    if "Identity check" not in driver[name].buttons:
        return "nothing"
    found = await log_verification(
        driver, name, persons=2, children=0, letter=f"{200 + len(known)}/26", urgency=urgency
    )
    return f"{name} logs {found}, {urgency}"


async def press(driver: ScenarioDriver, chance: Random) -> str:
    """Press a button about a request or an extension, and answer what it asks."""
    found = [each for each in buttons(driver) if each[2].split(" ")[0] in COMMANDS]
    commands = sorted({data.split(" ")[0] for *_, data in found} - chance.choice(LEFT_OUT))
    if not commands:
        return "nothing"
    command = chance.choice(commands)
    player, message, data = chance.choice([e for e in found if e[2].split(" ")[0] == command])
    player.phone.press_data(data, message.message_id)
    await driver.settle()
    await presses_a_name(player, chance)
    for answer in ANSWERS.get(command, ()):
        if is_asked(player):
            await player.says(answer)
    return f"{player.part.name} {data}: {await send(player)}"


async def extend(driver: ScenarioDriver, chance: Random) -> str:
    """Propose a later due date."""
    player, reference = some_staff(driver, chance), await a_reference(driver, chance)
    day = driver.sandbox.now() + timedelta(days=chance.choice((20, 40, 50)))
    typed = f"/extend {reference} {day:%Y-%m-%d} court"
    await player.says(typed)
    return f"{player.part.name} {typed}: {await send(player)}"


async def look(driver: ScenarioDriver, chance: Random) -> str:
    """Open what there is to do, a list or a request, or read all notices."""
    player: ScenarioUser = chance.choice([*driver.players.values()])
    reference = await a_reference(driver, chance)
    typed = chance.choice(("/today", "/requests", "/inbox", f"/request {reference}", "/ack all"))
    await player.says(typed)
    return f"{player.part.name} {typed}"


async def a_reference(driver: ScenarioDriver, chance: Random) -> str:
    """The reference of a request."""
    return chance.choice(await requests_of(driver)).reference
