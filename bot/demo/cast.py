"""A desk and its people in the sandbox: what the demonstration and the tests of stories play with.

Everybody comes in the ordinary way: the first administrator of each Party by an invitation from the
command line, the others by invitations made in the chat.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.catalog import Catalog
from bot.demo.heard import heard
from bot.settings import Settings, SettingsError
from liaison.domain.agreements import PartyCode
from liaison.domain.cards import Text, Value, text
from liaison.domain.people import Role
from liaison.usecases.digests import WAKE as DIGESTS
from liaison.usecases.outages import ALIVE
from liaison.usecases.people import invite
from sandbox import Phone, Sandbox, Shown
from storage.migrate import upgrade

TOKEN = SecretStr("7000001:" + "liaison-desk-in-the-sandbox-0000000")
MAIL_FROM = "desk@liaison.example"
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""A Monday: nine in Phnom Penh, ten in Beijing."""
A_SECOND = timedelta(seconds=1)
_ISOLATES = re.compile("[\u2066-\u2069]")
_LINK = re.compile(r"https://t\.me/\w+\?start=([\w-]+)")


class NotSeen(AssertionError):
    """Somebody should have seen something and did not."""


class Gone(AssertionError):
    """The messages with these words are not in the chat any more: ask what was told."""


def plain(shown: str) -> str:
    """A text without the invisible marks that keep directions apart."""
    return _ISOLATES.sub("", shown)


class Turned:
    """The sandbox's clock as the desk's: one clock for both, turned by the story."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def now(self) -> datetime:
        """The moment on the sandbox's clock, aware UTC."""
        return self._sandbox.now()

    def monotonic(self) -> float:
        """Seconds on the sandbox's clock."""
        return self._sandbox.now().timestamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A role in the play."""

    name: str
    party: str
    role: Role
    language: str
    agency: str


PARTS = {
    "bopha": Part(name="Bopha", party="KH", role=Role.ADMIN, language="km", agency="MoI"),
    "sokha": Part(name="Sokha", party="KH", role=Role.FOCAL_PERSON, language="km", agency="NCCT"),
    "dara": Part(name="Dara", party="KH", role=Role.COORDINATOR, language="en", agency="MoI"),
    "wang": Part(name="Wang", party="CN", role=Role.ADMIN, language="zh", agency="MPS"),
    "li": Part(name="Li", party="CN", role=Role.FOCAL_PERSON, language="zh", agency="MPS"),
    "zhang": Part(name="Zhang", party="CN", role=Role.COORDINATOR, language="zh", agency="MPS"),
}


class Player:
    """One person with a phone. What is said by key is said in the person's own language."""

    def __init__(self, cast: "Cast", part: Part, phone: Phone, language: str) -> None:
        self.cast = cast
        self.part = part
        self.phone = phone
        self.language = language

    async def says(self, words: str) -> None:
        """Type something and wait for the desk to be done with it."""
        self.phone.say(words)
        await self.cast.settle()

    async def presses(self, label: str) -> None:
        """Press a button by its visible label and wait for the desk to be done with it.

        Raises ``LookupError`` with the visible labels where there is none.
        """
        shown = {plain(each): each for message in self.visible for each in message.labels}
        self.phone.press(shown.get(label, label))
        await self.cast.settle()

    async def chooses(self, key: str, **values: Value) -> None:
        """Press a button by the key of its label."""
        await self.presses(self.words(text(key, **values)))

    def words(self, said: Text) -> str:
        """A message of the catalog in the person's language, as it looks on the phone."""
        return self.cast.catalog.plain(said, self.language)

    @property
    def visible(self) -> list[Shown]:
        """What the person sees in the chat now."""
        return [message for message in self.phone.transcript if not message.deleted]

    @property
    def card(self) -> str:
        """The newest message of the desk."""
        own = [message for message in self.visible if message.from_bot]
        return plain(own[-1].text) if own else ""

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message of the desk."""
        own = [message for message in self.visible if message.from_bot]
        return [plain(label) for label in own[-1].labels] if own else []

    @property
    def toasts(self) -> list[str]:
        """What was shown over the chat after presses."""
        return [plain(each) for each in self.phone.answers]

    def sees(self, words: str) -> str:
        """The newest message of the desk that has these words. Raises ``NotSeen``."""
        for message in reversed(self.visible):
            if message.from_bot and words in plain(message.text):
                return plain(message.text)
        said = "\n---\n".join(plain(m.text) for m in self.visible if m.from_bot)
        msg = f"{self.part.name} does not see {words!r} in:\n{said}"
        raise NotSeen(msg)

    def calendar(self) -> bytes:
        """The newest file of the desk that is not deleted. Raises ``NotSeen``."""
        for message in reversed(self.visible):
            if message.from_bot and message.document is not None:
                return message.document
        msg = f"{self.part.name} has no file of the desk"
        raise NotSeen(msg)

    def sees_key(self, key: str, **values: Value) -> str:
        """The newest message of the desk that has a message of the catalog."""
        return self.sees(self.words(text(key, **values)))

    def has_seen(self, words: str) -> int:
        """How many messages of the desk in the chat have these words.

        Raises ``Gone`` where one had them and is deleted or changed: that none is left proves
        nothing then.
        """
        seen = sum(words in plain(m.text) for m in self.visible if m.from_bot)
        if not seen and any(words in plain(each) for each in heard(self.phone, self.cast.sandbox)):
            raise Gone(words)
        return seen


class Cast:
    """The sandbox, the desk and the people."""

    def __init__(
        self, sandbox: Sandbox, make_app: Callable[[], App], parts: Mapping[str, Part]
    ) -> None:
        self.sandbox = sandbox
        self.parts = parts
        self.players: dict[str, Player] = {}
        self._make_app = make_app
        self._patience = A_SECOND
        self.app = make_app()

    async def restart(self) -> None:
        """Stop the desk and start it anew on the same database."""
        await self.app.close()
        await self.renew()
        await self.settle()

    async def renew(self) -> None:
        """Start the desk anew on the same database, after it was closed."""
        self.app = self._make_app()
        await self.app.open()

    def __getitem__(self, name: str) -> Player:
        return self.players[name]

    @property
    def catalog(self) -> Catalog:
        """The texts of the desk."""
        return self.app.catalog

    async def settle(self) -> None:
        """Let the desk hear, do and say everything that is due at this moment."""
        await self.app.settle()

    async def tick(self) -> None:
        """Let the desk do and say what is due at this moment, while nobody writes."""
        await self.app.tick()

    async def turn(self, delta: timedelta) -> None:
        """Let time pass while the desk runs."""
        await self.turn_to(self.sandbox.now() + delta)

    async def turn_to(self, at: datetime) -> None:
        """Let time pass until a moment (aware) while the desk runs: it does each thing at the
        moment at which that comes due.
        """
        await self.settle()
        while (moment := await self.next_moment(at)) < at:
            self.sandbox.turn_to(moment)
            await self.tick()
        self.sandbox.turn_to(max(at, self.sandbox.now()))
        await self.settle()

    async def next_moment(self, at: datetime) -> datetime:
        """When something comes due next, or ``at`` where nothing does before; the desk is seen
        running until then.
        """
        async with self.app.database.transaction() as tx:
            queues = (tx.inbox, tx.outbox, tx.wakeups)
            due = [each for each in [await queue.next_at() for queue in queues] if each is not None]
            # What is due and still not done waits for something else than its moment.
            now = self.sandbox.now()
            overdue = any(each <= now for each in due)
            self._patience = 2 * self._patience if overdue else A_SECOND
            ahead = [each if each > now else now + self._patience for each in due]
            moment = min([at, *ahead])
            await tx.marks.beat(ALIVE, moment)
        return moment

    async def next_due(self) -> datetime | None:
        """When something that is planned comes due next, after now; None where nothing is."""
        async with self.app.database.transaction() as tx:
            at = await tx.wakeups.next_at()
        return at if at is None or at > self.sandbox.now() else None

    async def drop_digests(self) -> None:
        """Plan no digest: for stories that look at something else."""
        async with self.app.database.transaction() as tx:
            for party in tx.agreement.parties:
                await tx.wake(DIGESTS, party.code, None)

    async def outage(self, delta: timedelta) -> None:
        """Let the desk be down for so long, and then start anew."""
        await self.next_moment(self.sandbox.now())
        self.sandbox.turn(delta)
        await self.restart()

    def stranger(self, name: str, language: str = "en") -> Player:
        """Somebody who has not joined."""
        part = Part(name=name, party="", role=Role.FOCAL_PERSON, language=language, agency="")
        phone = self.sandbox.user(first_name=name, language_code=language)
        return Player(self, part, phone, language)

    async def first_admin_token(self, party: str) -> str:
        """Invite the first administrator of a Party, as the command line does."""
        agency = next(
            part.agency
            for part in self.parts.values()
            if part.party == party and part.role is Role.ADMIN
        )
        async with self.app.database.transaction() as tx:
            return await invite(tx, party=PartyCode(party), role=Role.ADMIN, agency=agency, by=None)

    async def join(self, name: str, *, language: str | None = None) -> Player:
        """Let one of the parts come in by an invitation and choose a language."""
        part = self.parts[name]
        chosen = language or part.language
        phone = self.sandbox.user(first_name=part.name, language_code=chosen)
        player = Player(self, part, phone, chosen)
        admin = next(
            (
                p
                for p in self.players.values()
                if p.part.party == part.party and p.part.role is Role.ADMIN
            ),
            None,
        )
        if admin is None:
            token = await self.first_admin_token(part.party)
        else:
            token = await self.invited(admin, part)
        await player.says(f"/start {token}")
        await player.presses(self.language_name(chosen))
        self.players[name] = player
        return player

    async def gather(self, *names: str, language: str | None = None) -> None:
        """Let several parts come in, one after the other, by invitations that are made for them
        together.
        """
        async with self.app.database.transaction() as tx:
            tokens = {
                name: await invite(
                    tx,
                    party=PartyCode(self.parts[name].party),
                    role=self.parts[name].role,
                    agency=self.parts[name].agency,
                    by=None,
                )
                for name in names
            }
        for name, token in tokens.items():
            part = self.parts[name]
            chosen = language or part.language
            phone = self.sandbox.user(first_name=part.name, language_code=chosen)
            self.players[name] = Player(self, part, phone, chosen)
            phone.say(f"/start {token}")
            await self.settle()
        for name in names:
            player = self.players[name]
            player.phone.press(self.language_name(player.language))
        await self.settle()

    async def invited(self, admin: Player, part: Part) -> str:
        """Let an administrator invite somebody in the chat; returns the token of the link."""
        await admin.says("/invite")
        await admin.chooses(f"role-{part.role.replace('_', '-')}")
        await admin.says(part.agency)
        found = _LINK.search(admin.card)
        if found is None:
            raise NotSeen(admin.card)
        return found[1]

    def language_name(self, code: str) -> str:
        """What a language is called in itself."""
        return plain(self.catalog.text(text(f"language-{code}"), code))


@asynccontextmanager
async def open_cast(
    *,
    database_url: str,
    start: datetime = MORNING,
    port: int = 0,
    smtp_url: str | None = None,
    digests: bool = True,
    agreement: Path | None = None,
    keys_file: Path | None = None,
    parts: Mapping[str, Part] = PARTS,
) -> AsyncIterator[Cast]:
    """Start a sandbox and a desk that share one clock, which begins at ``start``.

    The database is brought up to date first. The desk has e-mail where ``smtp_url`` is given;
    without ``digests`` it sends none until it starts anew. ``agreement`` is the profile of another
    agreement than the one that comes with the desk, and ``parts`` are those who play in it. Where
    no ``keys_file`` is given, it is the one that the environment names.
    """
    await asyncio.to_thread(upgrade, database_url)
    async with await _sandbox_on(port) as sandbox:
        sandbox.turn_to(start)
        settings = Settings(
            token=TOKEN,
            api_base=sandbox.url,
            database_url=database_url,
            agreement=agreement,
            smtp_url=None if smtp_url is None else SecretStr(smtp_url),
            mail_from=None if smtp_url is None else MAIL_FROM,
        )
        if keys_file is not None:
            settings = settings.model_copy(update={"keys_file": keys_file})
        cast = Cast(
            sandbox,
            lambda: App(settings, clock=Turned(sandbox), paced=False, strict=True),
            parts,
        )
        await cast.app.open()
        try:
            await cast.settle()
            if not digests:
                await cast.drop_digests()
            yield cast
        finally:
            await cast.app.close()


async def _sandbox_on(port: int) -> Sandbox:
    try:
        return await Sandbox.start(port=port)
    except OSError as error:
        raise SettingsError(text("setup-port-taken", port=str(port))) from error
