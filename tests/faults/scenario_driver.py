"""The people of the stories, with the service in this process or in processes of its own."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from aiogram import Router
from typing_extensions import override

from bot.app import App
from bot.settings import Settings
from bot.workers.dispatcher import LEASE
from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import Person, Role
from liaison.core.transaction import People, Timestamps
from liaison.core.working_time import local_date, local_moment
from liaison.notifications.outages import LAST_CONTACT
from sandbox import Sandbox
from storage.transaction import Transaction
from tests.faults.outcome import StateReader
from tests.faults.process import DemoServer, Options, SharedClock, prepare
from tests.scenario import MORNING, PARTS, TOKEN, ScenarioDriver, ScenarioUser, Story, person_of
from tests.stories.meetings.proposal_steps import counters, raises_emergency

Json = dict[str, Any]
Telling: TypeAlias = Callable[[ScenarioDriver], Awaitable[object]]
"""Tells a story, or a part of it."""

NAMES = ("sokha", "li")
"""The people of the ordinary story."""
PATIENCE = 60.0
"""Real seconds in which the service must get on with its work, starts included."""
LOOK_SECONDS = 0.02
AFTER_LEASE = LEASE + timedelta(seconds=1)


def folder_in(folder: Path, name: str) -> Path:
    """A new folder in a folder."""
    made = folder / name
    made.mkdir()
    return made


class RemoteApp(App):
    """The service in other processes: this object has its texts and looks at its database.

    ``options`` are those of its processes. One that ends by itself, with the code ``ends_with``, is
    started again once its leases have run out: with the next of the ``crashes``, or without any.
    ``patience`` are the real seconds in which it must get on with its work.
    """

    def __init__(self, sandbox: Sandbox, *options: Options) -> None:
        self._clock = SharedClock(options[0].clock)
        super().__init__(options[0].settings(), clock=self._clock, paced=False, strict=True)
        self.catalog.bot = sandbox.bot_username(TOKEN.get_secret_value())
        self.state_reader = StateReader(options[0].database_url)
        self.crashes: list[str] = []
        self.kills = 0
        self.ends_with = -signal.SIGKILL
        self.patience = PATIENCE
        self.services: list[DemoServer] = []
        self.reserve: Options | None = None
        self._sandbox = sandbox
        self._options = list(options)

    @override
    async def open(self) -> None:
        self.share_time()
        self.services = [DemoServer(each) for each in self._options]

    @override
    async def close(self) -> None:
        for each in self.services:
            each.kill()
        await super().close()

    @override
    async def settle(self) -> None:
        """Wait until no work is left. Raises ``TimeoutError`` when nothing changes any more."""
        self.share_time()
        left: object = None
        while left != (left := (self.state_reader.states(), self.kills, self._sandbox.pending())):
            with suppress(TimeoutError):
                async with asyncio.timeout(self.patience):
                    while not self.idle():
                        await asyncio.sleep(LOOK_SECONDS)
                        self.revive()
                    return
        raise TimeoutError(left)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something, and start no process again. Raises ``TimeoutError``."""
        async with asyncio.timeout(self.patience):
            while not holds():  # noqa: ASYNC110  # another process does it
                await asyncio.sleep(LOOK_SECONDS)

    def idle(self) -> bool:
        """Whether no work is left."""
        return not self._sandbox.pending() and self.state_reader.idle(self._sandbox.now())

    def share_time(self) -> None:
        """Give the processes the sandbox's time."""
        self._clock.turn_to(self._sandbox.clock.offset)

    def pass_leases(self) -> None:
        """Let time pass until what a dead process held is free."""
        self._sandbox.turn(AFTER_LEASE)
        self.share_time()

    def revive(self) -> None:
        """Start again what has ended; where a process is frozen, start the reserve."""
        for place, service in enumerate(self.services):
            if not service.alive:
                self.note_end(service)
                self.pass_leases()
                crash = self.crashes.pop(0) if self.crashes else ""
                self._options[place] = replace(self._options[place], crash=crash, block="")
                self.services[place] = DemoServer(self._options[place])
            elif self.reserve is not None and service.frozen:
                self.pass_leases()
                self.services.append(DemoServer(self.reserve))
                self.reserve = None
                return

    def resume(self) -> None:
        """Let frozen processes go on."""
        for service in self.services:
            service.send(signal.SIGCONT)

    def note_end(self, service: DemoServer) -> None:
        """Count an end, which has to be the one that was planned."""
        assert service.exit_code == self.ends_with, service.exit_code
        self.kills += 1

    async def finish(self) -> None:
        """Stop all processes with SIGTERM; one may reach its crash point only now."""
        for each in self.services:
            if not each.alive or await each.stop() != 0:
                self.note_end(each)


class RemoteDriver(ScenarioDriver):
    """A driver whose service runs in other processes; its database is opened here for short."""

    @override
    async def turn_to(self, at: datetime) -> None:
        """Let time pass in one step: the service does late what came due meanwhile."""
        await self.settle()
        await self.app.database.open()
        async with self.app.database.transaction() as tx:
            await tx.of(Timestamps).record(at, LAST_CONTACT)
        await self.app.database.close()
        self.sandbox.turn_to(at)
        await self.settle()


def options_in(folder: Path, sandbox: Sandbox, url: str, name: str = "service") -> Options:
    """Options of a process whose log is in a folder."""
    return Options(
        api_base=sandbox.url, database_url=url, clock=folder / "clock", log=folder / f"{name}.log"
    )


@asynccontextmanager
async def remote_driver(
    folder: Path, url: str, *names: str, processes: Sequence[dict[str, Any]] = ({},)
) -> AsyncIterator[tuple[ScenarioDriver, RemoteApp]]:
    """A sandbox, people who have joined already, and running processes, each with some options."""
    await asyncio.to_thread(prepare)  # the loop must go on: elsewhere a transaction may be open
    SharedClock.make(folder / "clock")
    async with await Sandbox.start() as sandbox:
        sandbox.turn_to(MORNING)
        plain = [
            options_in(folder, sandbox, url, f"service-{at}") for at in range(1, len(processes) + 1)
        ]
        remote = RemoteApp(
            sandbox, *(replace(a, **b) for a, b in zip(plain, processes, strict=True))
        )
        driver = RemoteDriver(sandbox, lambda: remote, PARTS)
        await add_people(driver, remote, *names)
        await remote.open()
        try:
            yield driver, remote
        finally:
            await remote.close()


class LocalDriver(ScenarioDriver):
    """A driver whose service runs here. ``heard`` are all updates so far, as Telegram gave them.

    Where ``patient``, time passes at each rest until nothing waits for another attempt.
    """

    def __init__(self, sandbox: Sandbox, make_app: Callable[[], App], url: str) -> None:
        super().__init__(sandbox, make_app, PARTS)
        self.state_reader = StateReader(url)
        self.heard: list[Json] = []
        self.patient = False

    @override
    async def settle(self) -> None:
        self.heard += self.sandbox.pending()
        await super().settle()
        while self.patient and (later := self.state_reader.next_attempt(self.sandbox.now())):
            self.sandbox.turn_to(await self.service.next_moment(later))
            await super().settle()

    async def person(self, tx: Transaction, name: str) -> Person:
        """Who plays a part."""
        return await person_of(tx, self[name])


@asynccontextmanager
async def local_driver(
    url: str, *names: str, random: Callable[[int], bytes] = os.urandom, router: Router | None = None
) -> AsyncIterator[LocalDriver]:
    """A sandbox, people who have joined already, and the service here, on a clock that is set."""
    async with await Sandbox.start(now=lambda: MORNING) as sandbox:
        settings = Settings(token=TOKEN, api_base=sandbox.url, database_url=url)
        app = App(
            settings, clock=sandbox.clock, random=random, router=router, paced=False, strict=True
        )
        sandbox.bot_username(TOKEN.get_secret_value())
        driver = LocalDriver(sandbox, lambda: app, url)
        await add_people(driver, app, *names)
        await app.open()
        try:
            await driver.settle()
            yield driver
        finally:
            await app.close()


async def add_people(driver: ScenarioDriver, app: App, *names: str) -> None:
    """Let people have joined, each with the own language, and open their chats."""
    await app.database.open()
    async with app.database.transaction() as tx:
        for name in names:
            part = PARTS[name]
            phone = driver.sandbox.user(first_name=part.name, language_code=part.language)
            driver.players[name] = ScenarioUser(driver, part, phone, part.language)
            person = await tx.of(People).add(
                party=PartyCode(part.party),
                role=Role(part.role),
                agency=part.agency,
                name=part.name,
                address=Address(phone.user_id),
                at=driver.sandbox.now(),
            )
            await tx.of(People).change(person.id, language=part.language)
    await app.database.close()
    for player in driver.players.values():
        player.phone.start()


async def tell_story(driver: ScenarioDriver) -> None:
    """One verification request: logged, received, reminded of twice, answered, closed."""
    story = await tell_beginning(driver)
    await story.answer_comes()
    await story.request_is_closed()


async def tell_beginning(driver: ScenarioDriver) -> Story:
    """The same as far as the reminders: by then every loop of the service has worked."""
    story = Story(driver)
    await driver.settle()
    await story.request_is_logged()
    await story.receipt_is_acknowledged()
    await _be_reminded(driver, story)
    return story


async def tell_short_story(driver: ScenarioDriver) -> None:
    """The same on one day, so that no clock moves."""
    story = Story(driver)
    await story.request_is_logged()
    await story.receipt_is_acknowledged()
    await story.answer_comes()
    await story.request_is_closed()


async def tell_meeting(driver: ScenarioDriver) -> None:
    """An emergency meeting: proposed, countered, accepted, reminded of; then it is over."""
    await driver.settle()
    dara, zhang = driver["dara"], driver["zhang"]
    code = await raises_emergency(dara, "4 March 14:00")
    await counters(zhang, code, "4 March 16:00")
    await dara.sends(f"/accept {code} 1")
    dara.sees("Agreed by both Parties")
    await driver.turn_to(MORNING + timedelta(days=1, hours=7, minutes=2))
    await driver.turn_to(MORNING + timedelta(days=2, hours=10))


async def _be_reminded(driver: ScenarioDriver, story: Story) -> None:
    """The request is brought up again in the morning, and a day passes.

    Some minutes later than that: nothing may come due at the moment at which the story goes on.
    """
    agreement = driver.app.agreement
    days = agreement.notices.forgotten_after_days
    received_on = local_date(driver.sandbox.now(), agreement.party("CN").zone)
    brought_up = received_on + timedelta(days=days)
    party = agreement.party("CN")
    at = local_moment(brought_up, party.digest_at, party.zone)
    await driver.turn_to(at)
    driver["li"].sees_key("morning-title", count=1)
    driver["li"].sees(story.reference)
    await driver.turn_to(at + timedelta(days=1, minutes=2))
