"""Six people who read English, and two desks on one database, of which either or both may work."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from typing_extensions import override

from bot.app import App
from bot.demo.cast import MORNING, PARTS, TOKEN, Turned
from bot.settings import Settings
from sandbox import Sandbox
from tests.faults.cast import Near, seat
from tests.faults.history import Figure
from tests.faults.transcript import Transcript

LANGUAGE = "en"
MOST_RESTS = 20
"""How often something may be tried again before it counts as stuck."""
A_WHILE = timedelta(seconds=40)
FIGURES = {part.name: Figure(part.party, part.role.value) for part in PARTS.values()}
"""Those who play, as the checker of histories knows them."""


class Pair(Near):
    """Two desks on one database. ``app`` works alone, or both do where ``together``."""

    def __init__(self, sandbox: Sandbox, make_app: Callable[[], App], url: str) -> None:
        super().__init__(sandbox, make_app, url)
        self.other = make_app()
        self.together = False
        self.transcript = Transcript(sandbox, {})

    def swap(self) -> None:
        """Let the other desk work from now on."""
        self.app, self.other = self.other, self.app

    @override
    async def settle(self) -> None:
        """Let all be heard, done and said, also what a fault has put off. ``TimeoutError`` where it
        never is.
        """
        self.transcript.listen()
        await self._work()
        for _ in range(MOST_RESTS):
            now = self.sandbox.now()
            later = self.ledger.next_attempt(now)
            if later is None and not self.sandbox.pending():
                return
            self.sandbox.turn_to(await self.next_moment(later or now + A_WHILE))
            await self._work()
        raise TimeoutError(self.ledger.states(), self.sandbox.pending())

    async def _work(self) -> None:
        if not self.together:
            await self.app.settle()
            return
        both = (self.app, self.other)
        worked = True
        while worked:
            done = [await self.app.ingest.drain()]
            done += await asyncio.gather(*(each.dispatch.drain() for each in both))
            done += await asyncio.gather(*(each.scheduler.drain() for each in both))
            done += await asyncio.gather(*(each.delivery.drain() for each in both))
            worked = any(done)


@asynccontextmanager
async def open_pair(url: str) -> AsyncIterator[Pair]:
    """A sandbox, people who have joined already, and two desks, all on a clock that stands."""
    async with await Sandbox.start(now=lambda: MORNING) as sandbox:
        settings = Settings(token=TOKEN, api_base=sandbox.url, database_url=url)
        sandbox.bot_username(TOKEN.get_secret_value())
        cast = Pair(
            sandbox,
            lambda: App(settings, clock=Turned(sandbox), paced=False, strict=True),
            url,
        )
        await seat(cast, cast.app, *PARTS)
        names = {player.phone.user_id: player.part.name for player in cast.players.values()}
        cast.transcript = Transcript(sandbox, names)
        with cast.transcript.written():
            await cast.app.open()
            await cast.other.open()
            try:
                await _speak_english(cast)
                await cast.settle()
                await cast.drop_digests()
                yield cast
            finally:
                await cast.other.close()
                await cast.app.close()


async def _speak_english(cast: Pair) -> None:
    for player in cast.players.values():
        player.language = LANGUAGE
        async with cast.app.database.transaction() as tx:
            person = await tx.people.by_chat(player.phone.user_id)
            assert person is not None
            await tx.people.set_language(person.id, LANGUAGE)
