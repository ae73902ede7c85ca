"""The people of the stories, seated at a desk whose loops run in processes of their own."""

import asyncio
import math
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from aiogram import Router
from typing_extensions import override

from bot.app import App
from bot.dispatch import LEASE
from bot.settings import Settings
from liaison.domain.agreements import PartyCode
from liaison.domain.deadlines import at_hour, local_date
from liaison.domain.people import Role
from liaison.usecases.outages import ALIVE
from sandbox import Sandbox
from tests.driver import MORNING, PARTS, TOKEN, Cast, Player, Story
from tests.faults.ledger import Ledger
from tests.faults.process import Desk, Orders, SharedClock, start
from tests.stories.meeting_talk import counters, raises_emergency

Json = dict[str, Any]
Telling: TypeAlias = Callable[[Cast], Awaitable[object]]
"""How a story is told, and how far."""

PATIENCE = 30.0
"""Real seconds that a desk may take to come to rest, starts included."""
LOOK_SECONDS = 0.01
AFTER_LEASE = LEASE + timedelta(seconds=1)


def place_in(folder: Path, name: str) -> Path:
    """A new folder in a folder."""
    made = folder / name
    made.mkdir()
    return made


class Far(App):
    """A desk elsewhere: here are its texts and a look at its database.

    ``orders`` are those of its processes. One that ends by itself, with the code ``ends_with``, is
    started again without the order to do so, once its leases have run out. ``patience`` are the
    real seconds that it may take to come to rest.
    """

    def __init__(self, sandbox: Sandbox, *orders: Orders) -> None:
        self._clock = SharedClock(orders[0].clock)
        super().__init__(orders[0].settings(), clock=self._clock, paced=False, strict=True)
        self.catalog.bot = sandbox.bot_username(TOKEN.get_secret_value())
        self.ledger = Ledger(orders[0].database_url)
        self.kills = 0
        self.ends_with = -signal.SIGKILL
        self.patience = PATIENCE
        self.desks: list[Desk] = []
        self.reserve: Orders | None = None
        self._sandbox = sandbox
        self._orders = list(orders)

    @override
    async def open(self) -> None:
        self.tell_time()
        self.desks = [start(each) for each in self._orders]

    @override
    async def close(self) -> None:
        for each in self.desks:
            each.kill()
        await super().close()

    @override
    async def settle(self) -> None:
        """Wait until nothing is left to do. Raises ``TimeoutError``."""
        self.tell_time()
        try:
            async with asyncio.timeout(self.patience):
                while not self.at_rest():
                    await asyncio.sleep(LOOK_SECONDS)
                    self.revive()
        except TimeoutError:
            left = [update["update_id"] for update in self._sandbox.pending()]
            raise TimeoutError(self.ledger.states(), left) from None

    def at_rest(self) -> bool:
        return not self._sandbox.pending() and self.ledger.at_rest(self._sandbox.now())

    def tell_time(self) -> None:
        """Let the desks have the sandbox's time."""
        self._clock.turn_to(self._sandbox.clock.offset)

    def pass_leases(self) -> None:
        """Let time pass until what a dead process held is free."""
        self._sandbox.turn(AFTER_LEASE)
        self.tell_time()

    def revive(self) -> None:
        """Start again what has ended; where one is frozen, start what is to take over."""
        for place, desk in enumerate(self.desks):
            if not desk.alive:
                self.note_end(desk)
                self.pass_leases()
                self.desks[place] = start(self._revived(place))
            elif self.reserve is not None and desk.frozen:
                self.pass_leases()
                self.desks.append(start(self.reserve))
                self.reserve = None
                return

    def thaw(self) -> None:
        """Let what was frozen go on."""
        for desk in self.desks:
            desk.send(signal.SIGCONT)

    def note_end(self, desk: Desk) -> None:
        """Only an order to do so ends a process."""
        assert desk.exit_code == self.ends_with, desk.exit_code
        self.kills += 1

    def _revived(self, place: int) -> Orders:
        self._orders[place] = replace(self._orders[place], crash="", block="")
        return self._orders[place]

    async def finish(self) -> None:
        """Stop all processes in the ordinary way, or as ordered, where one comes to that only now:
        then all was at rest before.
        """
        for each in self.desks:
            if not each.alive or await each.stop() != 0:
                self.note_end(each)


def orders(
    sandbox: Sandbox,
    url: str,
    folder: Path,
    *,
    name: str = "desk",
    crash: str = "",
    freeze: str = "",
    block: str = "",
    block_seconds: float = math.inf,
) -> Orders:
    """Orders for one process."""
    return Orders(
        api_base=sandbox.url,
        database_url=url,
        clock=folder / "clock",
        log=folder / f"{name}.log",
        crash=crash,
        freeze=freeze,
        block=block,
        block_seconds=block_seconds,
    )


class Distant(Cast):
    """A cast whose desk runs elsewhere: its database is opened here for a word only."""

    @override
    async def turn_to(self, at: datetime) -> None:
        """Let time pass at one go: the desk, which is seen running until then, does late what came
        due meanwhile.
        """
        await self.settle()
        await self.app.database.open()
        async with self.app.database.transaction() as tx:
            await tx.marks.beat(ALIVE, at)
        await self.app.database.close()
        self.sandbox.turn_to(at)
        await self.settle()


@asynccontextmanager
async def far_cast(
    folder: Path,
    url: str,
    *names: str,
    processes: Callable[[Sandbox], Sequence[Orders]],
) -> AsyncIterator[tuple[Cast, Far]]:
    """A sandbox, people who have joined already, and a running desk elsewhere."""
    SharedClock.make(folder / "clock")
    async with await Sandbox.start() as sandbox:
        sandbox.turn_to(MORNING)
        far = Far(sandbox, *processes(sandbox))
        cast = Distant(sandbox, lambda: far, PARTS)
        await seat(cast, far, *names)
        await far.open()
        try:
            yield cast, far
        finally:
            await far.close()


class Near(Cast):
    """A cast whose desk runs here. ``heard`` are all updates so far, as Telegram gave them.

    Where ``patient``, time passes at each rest until nothing waits for another attempt.
    """

    def __init__(self, sandbox: Sandbox, make_app: Callable[[], App], url: str) -> None:
        super().__init__(sandbox, make_app, PARTS)
        self.ledger = Ledger(url)
        self.heard: list[Json] = []
        self.patient = False

    @override
    async def settle(self) -> None:
        self.heard += self.sandbox.pending()
        await super().settle()
        while self.patient and (later := self.ledger.next_attempt(self.sandbox.now())):
            self.sandbox.turn_to(await self.service.next_moment(later))
            await super().settle()


@asynccontextmanager
async def near_cast(
    url: str,
    *names: str,
    random: Callable[[int], bytes] = os.urandom,
    router: Router | None = None,
) -> AsyncIterator[Near]:
    """A sandbox, people who have joined already, and a desk here, all on a clock that stands."""
    async with await Sandbox.start(now=lambda: MORNING) as sandbox:
        settings = Settings(token=TOKEN, api_base=sandbox.url, database_url=url)
        app = App(
            settings, clock=sandbox.clock, random=random, router=router, paced=False, strict=True
        )
        sandbox.bot_username(TOKEN.get_secret_value())
        cast = Near(sandbox, lambda: app, url)
        await seat(cast, app, *names)
        await app.open()
        try:
            await cast.settle()
            yield cast
        finally:
            await app.close()


async def seat(cast: Cast, app: App, *names: str) -> None:
    """Let people have joined, each in the own language, and open their chats."""
    await app.database.open()
    async with app.database.transaction() as tx:
        for name in names:
            part = PARTS[name]
            phone = cast.sandbox.user(first_name=part.name, language_code=part.language)
            cast.players[name] = Player(cast, part, phone, part.language)
            person = await tx.people.add(
                party=PartyCode(part.party),
                role=Role(part.role),
                agency=part.agency,
                name=part.name,
                chat_id=phone.user_id,
                at=cast.sandbox.now(),
            )
            await tx.people.set_language(person.id, part.language)
    await app.database.close()
    for player in cast.players.values():
        player.phone.start()


async def tell_story(cast: Cast) -> None:
    """One verification request: logged, received, reminded of twice, answered, closed."""
    story = await tell_beginning(cast)
    await story.answer_comes()
    await story.case_is_closed()


async def tell_beginning(cast: Cast) -> Story:
    """The same as far as the reminders: by then all that a desk does has been done."""
    story = Story(cast)
    await cast.settle()
    await story.request_is_logged()
    await story.receipt_is_acknowledged()
    await _be_reminded(cast, story)
    return story


async def tell_short_story(cast: Cast) -> None:
    """The same on one day, so that no clock moves."""
    story = Story(cast)
    await story.request_is_logged()
    await story.receipt_is_acknowledged()
    await story.answer_comes()
    await story.case_is_closed()


async def tell_meeting(cast: Cast) -> None:
    """An emergency meeting: proposed, countered, accepted, reminded of; then it is over.

    That it is agreed is acknowledged: a notice that comes due with what ends it would be told or
    not, as chance has it.
    """
    await cast.settle()
    dara, zhang = cast["dara"], cast["zhang"]
    code = await raises_emergency(dara, "4.3 14:00")
    await counters(zhang, code, "4.3 16:00")
    await dara.says(f"/accept {code} 2")
    dara.sees("Agreed by both Parties")
    await zhang.chooses("button-acknowledge")
    await cast.turn_to(MORNING + timedelta(days=1, hours=7, minutes=2))
    await cast.turn_to(MORNING + timedelta(days=2, hours=10))


async def _be_reminded(cast: Cast, story: Story) -> None:
    """The case is brought up again, and a day later once more.

    Minutes later than that, as what follows a telling comes as late as that was told: nothing is to
    come due at the very moment at which the story goes on.
    """
    agreement = cast.app.agreement
    days = agreement.notices.forgotten_after_days
    received_on = local_date(cast.sandbox.now(), agreement.party("CN").zone)
    brought_up = received_on + timedelta(days=days)
    at = at_hour(brought_up, agreement.reminders.hour, agreement.party("CN").zone)
    await cast.turn_to(at)
    cast["li"].sees_key("reminder-forgotten", reference=story.reference, days=days)
    await cast.turn_to(at + timedelta(days=1, minutes=2))
