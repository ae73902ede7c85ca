"""Six people who read English, and two desks on one database, of which either or both may work."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any, TypeAlias

from typing_extensions import override

from bot.app import App
from bot.settings import Settings
from sandbox import Sandbox
from tests.driver import MORNING, PARTS, TOKEN
from tests.faults.cast import AFTER_LEASE, Near, seat
from tests.faults.deaths import Death
from tests.faults.history import Figure
from tests.faults.transcript import Transcript

LANGUAGE = "en"
MOST_RESTS = 20
"""How often something may be tried again before it counts as stuck."""
A_WHILE = timedelta(seconds=40)
Work: TypeAlias = Callable[[], Coroutine[Any, Any, object]]
Drain: TypeAlias = Callable[[], Coroutine[Any, Any, int]]
PARTS_OF_A_DESK: Sequence[Callable[[App], Drain]] = (
    lambda app: app.dispatch.drain,
    lambda app: app.scheduler.drain,
    lambda app: app.delivery.drain,
)
"""What works after what was heard, one after the other."""
FIGURES = {part.name: Figure(part.party, part.role) for part in PARTS.values()}
"""Those who play, as the checker of histories knows them."""


class Pair(Near):
    """Two desks on one database. ``app`` works alone, or both do where ``together``. Where one
    dies, another begins in its place once its leases have run out.
    """

    def __init__(self, sandbox: Sandbox, make_app: Callable[[], App], url: str) -> None:
        super().__init__(sandbox, make_app, url)
        self.other = make_app()
        self.together = False
        self.death = Death()
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
            self.sandbox.turn_to(await self.service.next_moment(later or now + A_WHILE))
            await self._work()
        raise TimeoutError(self.ledger.states(), self.sandbox.pending())

    @override
    async def tick(self) -> None:
        if self.together:
            await self._side_by_side()
        else:
            await self._let((self.app, self.app.tick))

    async def _work(self) -> None:
        worked = True
        while worked:
            if self.together:
                worked = await self._side_by_side()
            else:
                worked = not await self._let((self.app, self.app.settle))

    async def _side_by_side(self) -> bool:
        """Let both desks hear, do and say what there is; whether there was anything."""
        counts: list[int] = []

        async def counted(drain: Drain) -> None:
            counts.append(await drain())

        lived = [await self._let((self.app, partial(counted, self.app.ingest.drain)))]
        for part in PARTS_OF_A_DESK:
            both = ((each, partial(counted, part(each))) for each in (self.app, self.other))
            lived.append(await self._let(*both))
        return any(counts) or not all(lived)

    async def _let(self, *works: tuple[App, Work]) -> bool:
        """Let desks work at once; false where one died. Then its leases run out while the desk is
        seen running, and another one has its place.
        """
        lived = await asyncio.gather(*(self.death.lets(app, work) for app, work in works))
        for (app, _), lives in zip(works, lived, strict=True):
            if not lives:
                await self._replace(app)
        if not all(lived):
            self.sandbox.turn(AFTER_LEASE)
            await self.service.next_moment(self.sandbox.now())
        return all(lived)

    async def _replace(self, closed: App) -> None:
        """Let another desk begin in the place of one that was closed."""
        heir = self.service.make_app()
        await heir.open()
        if closed is self.app:
            self.app = heir
        else:
            self.other = heir


@asynccontextmanager
async def open_pair(url: str) -> AsyncIterator[Pair]:
    """A sandbox, people who have joined already, and two desks, all on a clock that stands."""
    async with await Sandbox.start(now=lambda: MORNING) as sandbox:
        settings = Settings(token=TOKEN, api_base=sandbox.url, database_url=url)
        sandbox.bot_username(TOKEN.get_secret_value())
        cast = Pair(
            sandbox,
            lambda: App(settings, clock=sandbox.clock, paced=False, strict=True),
            url,
        )
        await seat(cast, cast.app, *PARTS)
        names = {player.phone.user_id: player.part.name for player in cast.players.values()}
        cast.transcript = Transcript(sandbox, names)
        with cast.transcript.written(), cast.death.about():
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
