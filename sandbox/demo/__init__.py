"""The demo: a scenario played in a sandbox, then the page for use by hand."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

from sandbox.demo.control import controlled
from sandbox.demo.driver import MORNING, PARTS, NotSeen, ScenarioDriver
from sandbox.demo.render import side_by_side
from sandbox.demo.scenario import Story
from sandbox.demo.service import Service
from sandbox.page.phone_json import Reader
from sandbox.server import Sandbox
from sandbox.users.history import History

__all__ = ["MORNING", "Service", "play"]

NEWEST = 3
"""How many messages of each phone are shown after a scene."""
ENGLISH = "en"


async def play(
    sandbox: Sandbox,
    service: Service,
    *,
    once: bool,
    language: str | None,
    say: Callable[[str], None],
    page_only: str | None = None,
) -> int:
    """Play the scenario and print it through ``say``; returns the exit code: 0, or 1 after a failed
    step.

    With ``once`` it ends after the scenario; otherwise it runs until it is interrupted. All is in
    one ``language``; without one each chat is in the person's own, and the rest in English. The
    people of the Party ``page_only`` have no Telegram.
    """
    driver = ScenarioDriver(sandbox, service, PARTS, page_only=page_only)
    sandbox.history = History()

    reader = Reader(language, service.translated)
    spoken = language or ENGLISH

    def report(key: str, **values: object) -> None:
        say(service.words(key, spoken, values))

    await driver.settle()
    scenes = Story(driver).scenes()
    for number, scene in enumerate(scenes, 1):
        title = service.words("demo-act", spoken, {"scene": scene.name})
        report("demo-scene", number=number, scenes=len(scenes), title=title)
        try:
            await scene.play()
        except (NotSeen, LookupError) as missed:
            report("demo-failed", reason=str(missed))
            return 1
        left, right = (driver[name] for name in scene.phones)
        say(side_by_side(left, right, newest=NEWEST, reader=reader))
    report("demo-page")
    if page_only is not None:
        party = service.words(f"agreement-party-{page_only.lower()}", spoken, {})
        report("demo-page-only", party=party)
    report("demo-told")
    if not once:
        await _wait(driver, report, spoken)
    return 0


async def _wait(driver: ScenarioDriver, report: Callable[..., None], language: str) -> None:
    """Keep the service running, for use by hand on the sandbox's page."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    async with controlled(driver, language=language) as control:
        report("demo-go-on", url=driver.sandbox.url)
        stopping = asyncio.create_task(stop.wait())
        ends: set[asyncio.Future[Any]] = {stopping, control.broken}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if control.broken.done():
            control.broken.result()
