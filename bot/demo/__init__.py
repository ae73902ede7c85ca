"""The demonstration: sandbox and desk together, the story told, then left to play with."""

import asyncio
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.demo.cast import MORNING, Cast, NotSeen, open_cast
from bot.demo.keeper import kept
from bot.demo.show import side_by_side
from bot.demo.story import Story
from liaison.domain.agreement_files import default_agreement
from liaison.domain.cards import Text, text
from storage.keyring import new_keys, owners_of, write

NEWEST = 3
"""How many messages of each phone are shown after a scene."""


def run(*, once: bool, language: str, port: int, say: Callable[[str], None]) -> int:
    """Tell the story through ``say``; returns the exit code: 0, or 1 where a step did not happen.

    With ``once`` it ends after the story; otherwise it stays up until it is interrupted.
    """
    return asyncio.run(_run(once=once, language=language, port=port, say=say))


async def _run(*, once: bool, language: str, port: int, say: Callable[[str], None]) -> int:
    with tempfile.TemporaryDirectory(prefix="liaison-demo-") as folder:
        database_url = f"sqlite:///{Path(folder) / 'demo.db'}"
        keys_file = Path(folder) / "keys.json"
        write(keys_file, new_keys(owners_of(default_agreement()), at=MORNING))
        async with open_cast(database_url=database_url, keys_file=keys_file, port=port) as cast:

            def tell(said: Text) -> None:
                say(cast.catalog.plain(said, language))

            if not await _tell_story(cast, tell, say):
                return 1
            if not once:
                await _stay(cast, tell, language)
    return 0


async def _tell_story(cast: Cast, tell: Callable[[Text], None], say: Callable[[str], None]) -> bool:
    scenes = Story(cast).scenes()
    for number, scene in enumerate(scenes, 1):
        tell(text("demo-scene", number=number, scenes=len(scenes), title=text(scene.title)))
        try:
            await scene.play()
        except (NotSeen, LookupError) as missed:
            tell(text("demo-failed", reason=str(missed)))
            return False
        left, right = (cast[name] for name in scene.phones)
        say(side_by_side(left, right, newest=NEWEST))
    tell(text("demo-told"))
    return True


async def _stay(cast: Cast, tell: Callable[[Text], None], language: str) -> None:
    """Keep the desk running, so that people can go on by hand on the sandbox's page."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    async with kept(cast, language=language) as keeper:
        tell(text("demo-go-on", url=cast.sandbox.url))
        stopping = asyncio.create_task(stop.wait())
        ends: set[asyncio.Future[Any]] = {stopping, keeper.broken}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if keeper.broken.done():
            keeper.broken.result()
