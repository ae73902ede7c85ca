"""The service and its users in the sandbox: what stories and campaigns play with."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.app import App
from bot.commands.demo import TOKEN, DemoServer
from bot.concepts import CONCEPTS
from bot.i18n.catalog import Catalog
from bot.settings import Settings
from liaison.audit.service import record_step
from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import APPROVER_ROLES, Person, Role, hash_token
from liaison.core.registry import Concept
from liaison.core.transaction import People, Tx
from liaison.people import invitation_service
from liaison.people.pins import SALT_BYTES, Pin, slow_hash
from liaison.people.repository import Pins
from liaison.people.rules import invitation_code
from sandbox import Sandbox
from sandbox.demo import driver as demo_driver
from sandbox.demo.control import controlled
from sandbox.demo.driver import (
    HOLD,
    MORNING,
    PARTS,
    PIN,
    MessageGone,
    NotSeen,
    Part,
    ScenarioUser,
    plain,
)
from sandbox.demo.scenario import Story, log_verification
from tests.subtitles import ENGLISH

__all__ = [
    "HASH", "HOLD", "LASTING", "MORNING", "PARTS", "PIN", "TOKEN", "MessageGone", "NotSeen", "Part",
    "ScenarioDriver", "ScenarioUser", "Story", "at", "code_in", "controlled", "log_verification",
    "open_driver", "person_of", "plain",
]  # fmt: skip

LASTING = timedelta(days=36_500)
"""How long a PIN that was entered counts in a story."""
HASH = f"4:{bytes(SALT_BYTES).hex()}:{slow_hash(PIN, bytes(SALT_BYTES), 4)}"
WEB_PORT = 8091
MAIL_FROM = "desk@liaison.example"


def code_in(shown: str, prefix: str) -> str:
    """The first reference, or code of a record, in a text that begins with these letters."""
    found = re.search(rf"(?<![A-Za-z0-9]){prefix}\d\d-[0-9A-Z]{{5}}", shown)
    assert found is not None, shown
    return found[0]


def at(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    """A moment in UTC; most stories begin on Monday 2 March at two, nine in Phnom Penh."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


async def person_of(tx: Tx, player: ScenarioUser) -> Person:
    """What the service knows of a person who has joined."""
    found = await tx.of(People).by_address(Address(player.phone.user_id))
    assert found is not None
    return found


class ScenarioDriver(demo_driver.ScenarioDriver):
    """The sandbox, the people, and a service that a test may look into, stop and start."""

    service: DemoServer

    def __init__(
        self, sandbox: Sandbox, make_app: Callable[[], App], parts: Mapping[str, Part]
    ) -> None:
        super().__init__(sandbox, DemoServer(make_app), parts)

    @property
    def app(self) -> App:
        """What runs now."""
        return self.service.app

    @app.setter
    def app(self, app: App) -> None:
        self.service.app = app

    @property
    def catalog(self) -> Catalog:
        """The texts of the service."""
        return self.app.catalog

    async def restart(self) -> None:
        """Stop the service and start it again on the same database."""
        await self.service.close()
        await self.service.open()
        await self.settle()

    async def outage(self, delta: timedelta) -> None:
        """Let the service be down for so long, and then start again."""
        await self.service.next_moment(self.sandbox.now())
        self.sandbox.turn(delta)
        await self.restart()

    def stranger(
        self, name: str, language: str = "en", *, username: str | None = None
    ) -> ScenarioUser:
        """A person who has not joined."""
        part = Part(name=name, party="", role="focal_person", language=language, agency="")
        phone = self.sandbox.user(first_name=name, language_code=language, username=username)
        return ScenarioUser(self, part, phone, language)

    async def gather(
        self,
        *names: str,
        language: str | None = None,
        subtitled: bool = False,
        with_pins: bool = True,
    ) -> None:
        """Let several parts join, one after the other, by invitations of an administrator who is
        there, or else of the operator. With ``subtitled`` each has the own language, and the story
        reads the subtitles.
        """
        for name in names:
            part = self.parts[name]
            self.players[name] = player = self.add(name, language=language)
            async with self.app.database.transaction() as tx:
                admins = await tx.of(People).team(PartyCode(part.party), Role.ADMIN)
                token = await invitation_service.invite(
                    tx,
                    party=PartyCode(part.party),
                    role=Role(part.role),
                    agency=part.agency,
                    actor=next(iter(admins), None),
                )
            player.phone.say(f"/start {token}")
            await self.settle()
            if admins:
                async with self.app.database.transaction() as tx:
                    await invitation_service.confirm_newcomer(
                        tx, admins[0], invitation_code(hash_token(token))
                    )
                await self.settle()
        if with_pins:
            await self.give_pins(*(self.players[name] for name in names))
        for name in names:
            player = self.players[name]
            player.phone.press(self.language_name(player.language))
            if subtitled:
                player.language = ENGLISH
        await self.settle()
        for name in names:
            self.players[name].press(self.players[name].words("button-skip"))
        await self.settle()

    async def give_pins(self, *players: ScenarioUser) -> None:
        """Give those who must have a PIN one that was entered just now; see ``LASTING``."""
        async with self.app.database.transaction() as tx:
            for person in [await person_of(tx, each) for each in players]:
                until = tx.now + LASTING
                pin = Pin(person=person.id, party=person.party, pin_hash=HASH, verified_until=until)
                if person.role in APPROVER_ROLES:
                    await tx.of(Pins).put(pin)
                    await record_step(tx, "set", pin, actor=None)


@asynccontextmanager
async def open_driver(
    *,
    database_url: str,
    start: datetime = MORNING,
    smtp_url: str | None = None,
    agreement: Path | None = None,
    keys_file: Path | None = None,
    web_url: str | None = None,
    parts: Mapping[str, Part] = PARTS,
    concepts: Iterable[Concept] = CONCEPTS,
    app_type: type[App] = App,
) -> AsyncIterator[ScenarioDriver]:
    """Start a sandbox and a service that share one clock, which begins at ``start``.

    The database has the newest schema. The service has e-mail where ``smtp_url`` is given.
    ``agreement`` is the profile of another agreement than the included one, and ``parts`` are its
    people. ``concepts`` are the registered concepts, and ``app_type`` is the service. Without a
    ``keys_file`` the environment names it. With a ``web_url`` there is a page.
    """
    async with await Sandbox.start() as sandbox:
        sandbox.turn_to(start)
        settings = Settings(
            token=TOKEN,
            api_base=sandbox.url,
            database_url=database_url,
            agreement=agreement,
            smtp_url=None if smtp_url is None else SecretStr(smtp_url),
            mail_from=None if smtp_url is None else MAIL_FROM,
            web_url=web_url,
            web_port=urlsplit(web_url or "").port or WEB_PORT,
        )
        if keys_file is not None:
            settings = settings.model_copy(update={"keys_file": keys_file})
        driver = ScenarioDriver(
            sandbox,
            lambda: app_type(
                settings, clock=sandbox.clock, concepts=concepts, paced=False, strict=True
            ),
            parts,
        )
        await driver.service.open()
        try:
            await driver.settle()
            yield driver
        finally:
            await driver.service.close()
