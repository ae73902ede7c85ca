"""The presses and typed lines of usual tasks, counted on the phones of the sandbox."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.table import Figure
from bot.clock import SystemClock
from bot.log import configure
from bot.profile.agreement_file import default_agreement
from storage.crypto import new_keys, owners_of, save_keys
from tests.fresh_databases import fresh
from tests.scenario import PARTS, PIN, ScenarioDriver, open_driver


async def taps(*, quick: bool) -> list[Figure]:
    """Count each task, one after the other with the same six people; Send counts as a press."""
    configure("ERROR")
    figures: list[Figure] = []
    counts = {"press": 0, "say": 0}
    with TemporaryDirectory() as folder:
        keys = Path(folder, "keys.json")
        save_keys(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
        async with open_driver(database_url=fresh(Path(folder)), keys_file=keys) as driver:
            await driver.gather(*PARTS, language="en")
            for player in driver.players.values():
                player.pin = PIN
                for name in counts:
                    setattr(player.phone, name, _counted(counts, name, getattr(player.phone, name)))
            for task, perform in _TASKS.items():
                counts.update(press=0, say=0)
                await perform(driver)
                figures.append(Figure(what=f"presses, {task}", ours=counts["press"]))
                figures.append(Figure(what=f"typed lines, {task}", ours=counts["say"]))
    return figures


def _counted(counts: dict[str, int], name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(call)
    def counted(*given: Any, **options: Any) -> Any:
        counts[name] += 1
        return call(*given, **options)

    return counted


async def _log(driver: ScenarioDriver) -> None:
    sokha = driver["sokha"]
    await sokha.says("new request")
    await sokha.chooses("agreement-request-verification")
    await sokha.chooses("urgency-routine")
    await sokha.chooses("answer", value=3)
    await sokha.chooses("answer", value=1)
    await sokha.says("123/26 MoI")
    await sokha.chooses("button-skip")
    await sokha.chooses("agreement-channel-police")
    for field, value in (("persons", 2), ("children", 0)):
        await sokha.chooses("button-change-answers")
        await sokha.chooses(f"field-{field}")
        await sokha.chooses("answer", value=value)
    await sokha.sends()


async def _receive(driver: ScenarioDriver) -> None:
    await driver["li"].chooses("button-receive-today")
    await driver["li"].sends()


def _answers(button: str, result: str, letter: str) -> Callable[[ScenarioDriver], Awaitable[None]]:
    async def perform(driver: ScenarioDriver) -> None:
        li = driver["li"]
        await li.chooses(button)
        await li.chooses(result)
        await li.says(letter)
        await li.sends()

    return perform


async def _emergency(driver: ScenarioDriver) -> None:
    dara, zhang = driver["dara"], driver["zhang"]
    await dara.says("/emergency")
    await dara.chooses("occasion-at-risk")
    await dara.chooses("button-in-an-hour")
    await dara.sends()
    await zhang.chooses("button-accept-option", number=1)


async def _setting(driver: ScenarioDriver) -> None:
    bopha = driver["bopha"]
    await bopha.says("/settings")
    await bopha.chooses("setting-group", group="messages")
    await bopha.chooses("setting-message-hours")
    await bopha.says("45")
    await bopha.says("20")
    await bopha.chooses("button-sure-setting")


async def _find(driver: ScenarioDriver) -> None:
    await driver["dara"].says("123/26")
    driver["dara"].sees("123/26 MoI")


_TASKS: Mapping[str, Callable[[ScenarioDriver], Awaitable[None]]] = {
    "a verification logged, two values corrected at the check": _log,
    "receipt confirmed": _receive,
    "a reply": _answers("button-answer", "result-confirmed", "18/26"),
    "the reply corrected": _answers("button-correct", "result-not-confirmed", "19/26"),
    "an emergency from the command to agreed, both Parties": _emergency,
    "a setting with one mistake": _setting,
    "a request found and opened": _find,
}
