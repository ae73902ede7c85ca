"""The test users of the demo and their phones: they type, press buttons and read.

All join in the ordinary way: the first administrator of each Party by an invitation from the
command line, the others by invitations that are made in the chat.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from sandbox.api.bot_api import Call
from sandbox.demo.service import Service
from sandbox.server import Sandbox
from sandbox.users.actions import ShownMessage
from sandbox.users.phone import Phone

ADMIN, COORDINATOR = "admin", "coordinator"
PIN = "274193"
"""The PIN of everyone who must have one."""
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""A Monday: nine in Phnom Penh, ten in Beijing."""
HOLD = timedelta(minutes=2)
"""How long an act can be taken back before it leaves."""
MAX_WAIT = timedelta(days=60)
OK = 200
_ISOLATES = re.compile("[\u2066-\u2069]")
_TAG = re.compile("<[^>]*>")
_LINK = re.compile(r"https?://(?:t\.me/\w+\?start=|\S+/join/)([\w-]+)")


class MessageGone(AssertionError):
    """Messages with this text were deleted or changed: check what was sent instead."""


class NotSeen(AssertionError):
    """A person should have seen a message and did not."""


def plain(shown: str) -> str:
    """A text without bidi isolation marks."""
    return _ISOLATES.sub("", shown)


def text_of(call: Call) -> str:
    """The text or caption of a call, as it looks on a phone."""
    written = call.values.get("text") or call.values.get("caption", "")
    return html.unescape(_TAG.sub("", written))


def received_texts(phone: Phone, sandbox: Sandbox) -> Iterator[str]:
    """The texts that a person received, including those deleted or changed by now."""
    for message in phone.transcript:
        if message.from_bot:
            yield message.text
    for call in sandbox.calls:
        if call.chat_id == phone.user_id and call.code == OK:
            yield text_of(call)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A role in the scenario."""

    name: str
    party: str
    role: str
    language: str
    agency: str


PARTS = {
    "bopha": Part(name="Bopha", party="KH", role=ADMIN, language="km", agency="MoI"),
    "sokha": Part(name="Sokha", party="KH", role="focal_person", language="km", agency="NCCT"),
    "dara": Part(name="Dara", party="KH", role=COORDINATOR, language="en", agency="MoI"),
    "wang": Part(name="Wang", party="CN", role=ADMIN, language="zh", agency="MPS"),
    "li": Part(name="Li", party="CN", role="focal_person", language="zh", agency="MPS"),
    "zhang": Part(name="Zhang", party="CN", role=COORDINATOR, language="zh", agency="MPS"),
}


class ScenarioUser:
    """A test user with a phone. Texts given by key are in the user's language."""

    def __init__(self, driver: ScenarioDriver, part: Part, phone: Phone, language: str) -> None:
        self.driver = driver
        self.part = part
        self.phone = phone
        self.language = language
        self.pin: str | None = None
        """What the person enters when the service asks for the PIN."""

    async def says(self, *messages: str, to: str | None = None) -> str:
        """Type messages one by one, as replies to the newest one with the text ``to``, and wait
        each time until the service has handled it; the newest message of the bot.
        """
        for words in messages:
            replied = [each.message_id for each in self.visible if to and to in plain(each.text)]
            self.phone.say(words, reply_to=replied[-1] if replied else None)
            await self.driver.settle()
            await self._enter_pin()
        return self.card

    async def _enter_pin(self) -> None:
        if self.pin is None:
            return
        asked = self.words("pin-ask", step="").splitlines()[0]
        if self.card.startswith(asked):
            self.phone.say(self.pin)
            await self.driver.settle()

    async def presses(self, *labels: str) -> str:
        """Press buttons one by one, by their visible labels or behind More, and wait each time
        until the service has handled it; the newest message of the bot.

        Raises ``LookupError`` with the visible labels if there is none.
        """
        for label in labels:
            more = self.words("button-more").casefold()
            while label.casefold() not in self._labels and more in self._labels:
                self.phone.press(self._labels[more])
                await self.driver.settle()
            self.press(label)
            await self.driver.settle()
            await self._enter_pin()
        return self.card

    def press(self, label: str) -> None:
        """Press a button by its visible label."""
        self.phone.press(self._labels.get(label.casefold(), label))

    @property
    def _labels(self) -> dict[str, str]:
        """The labels of the visible buttons, by what they look like without capitals."""
        return {plain(each).casefold(): each for message in self.visible for each in message.labels}

    async def presses_shown(self, data: str, *, about: str = "") -> str:
        """Press a button with that data, which may be gone; the newest message of the bot."""
        self.phone.press_shown(data, about=about)
        await self.driver.settle()
        return self.card

    async def chooses(self, *keys: str, **values: object) -> str:
        """Press buttons one by one by the keys of their labels; the newest message of the bot."""
        return await self.presses(*(self.words(f"{key}.button", **values) for key in keys))

    async def sends(self, *messages: str) -> str:
        """Type messages one by one, press the button that sends what was checked, and wait until
        it has left; the newest message of the bot.
        """
        await self.says(*messages)
        await self.presses_send()
        await self.driver.turn(HOLD)
        return self.card

    async def presses_send(self) -> str:
        """Press the button that sends what was checked; the newest message of the bot."""
        return await self.presses(self.send_label)

    async def presses_invite(self) -> str:
        """Press the button that makes the link of a checked invitation; the newest message."""
        invited = self.words("invite-recipient")
        return await self.presses(self.words("button-send-to-person", party=invited))

    @property
    def send_label(self) -> str:
        """The label of the button that sends what was checked."""
        others = (each.party for each in self.driver.parts.values())
        other = next(each for each in others if each != self.part.party)
        party = self.words(f"agreement-party-{other.lower()}")
        return self.words("button-send-to", party=party)

    def words(self, key: str, **values: object) -> str:
        """A text of the service in the person's language, as it looks on the phone."""
        return self.driver.service.words(key, self.language, values, self.part.party)

    @property
    def visible(self) -> list[ShownMessage]:
        """The messages that are visible in the chat now."""
        return [self.read(each) for each in self.phone.visible]

    def read(self, message: ShownMessage) -> ShownMessage:
        """A message as the person reads it."""
        return message

    @property
    def card(self) -> str:
        """The newest message of the bot."""
        return next((plain(each.text) for each in self._newest_first()), "")

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message of the bot."""
        return [plain(label) for each in islice(self._newest_first(), 1) for label in each.labels]

    def _newest_first(self) -> Iterator[ShownMessage]:
        """The messages of the bot."""
        return (self.read(each) for each in self.phone.newest_first if each.from_bot)

    @property
    def toasts(self) -> list[str]:
        """The callback answers to presses."""
        return [plain(each) for each in self.phone.answers]

    def sees(self, *words: str) -> str:
        """The newest message of the bot with all of these texts. Raises ``NotSeen``."""
        for message in self._newest_first():
            if all(each in plain(message.text) for each in words):
                return plain(message.text)
        texts = "\n---\n".join(plain(m.text) for m in self.visible if m.from_bot)
        msg = f"{self.part.name} does not see {words!r} in:\n{texts}"
        raise NotSeen(msg)

    def sees_key(self, key: str, **values: object) -> str:
        """The newest message of the bot with a text of the service. Raises ``NotSeen``."""
        return self.sees(self.words(key, **values))

    def has_seen(self, words: str) -> int:
        """How many messages of the bot in the chat have this text.

        Raises ``MessageGone`` if one had it and was deleted or changed: a count of 0 would
        prove nothing.
        """
        seen = sum(words in plain(m.text) for m in self.visible if m.from_bot)
        if not seen and any(
            words in plain(each) for each in received_texts(self.phone, self.driver.sandbox)
        ):
            raise MessageGone(words)
        return seen

    def calendar(self) -> bytes:
        """The newest file of the bot that is not deleted. Raises ``NotSeen``."""
        for message in self._newest_first():
            if message.document is not None:
                return message.document
        msg = f"{self.part.name} has no file of the bot"
        raise NotSeen(msg)


class ScenarioDriver:
    """The sandbox, the service and the people; those of Party ``page_only`` have no Telegram."""

    def __init__(
        self,
        sandbox: Sandbox,
        service: Service,
        parts: Mapping[str, Part],
        *,
        page_only: str | None = None,
    ) -> None:
        self.page_only = page_only
        self.sandbox = sandbox
        self.service = service
        self.parts = parts
        self.players: dict[str, ScenarioUser] = {}

    def __getitem__(self, name: str) -> ScenarioUser:
        return self.players[name]

    async def settle(self) -> None:
        """Let the service receive, handle and send everything that is due at this moment."""
        await self.service.settle()

    async def tick(self) -> None:
        """Let the service process and send what is due now, without receiving updates."""
        await self.service.tick()

    async def turn(self, delta: timedelta) -> None:
        """Let time pass while the service runs."""
        await self.turn_to(self.sandbox.now() + delta)

    async def turn_to(self, at: datetime) -> None:
        """Let time pass until a moment (aware); the service does all work when it is due."""
        await self.settle()
        while (moment := await self.service.next_moment(at)) < at:
            self.sandbox.turn_to(moment)
            await self.tick()
        self.sandbox.turn_to(max(at, self.sandbox.now()))
        await self.settle()

    async def turn_until(self, happened: Callable[[], object]) -> None:
        """Let time pass until a condition is true. Raises ``NotSeen`` after 60 days."""
        end = self.sandbox.now() + MAX_WAIT
        while not happened():
            if self.sandbox.now() >= end:
                msg = f"it did not happen until {end:%Y-%m-%d}"
                raise NotSeen(msg)
            await self.turn_to(await self.service.next_moment(end))

    async def first_admin_token(self, party: str) -> str:
        """Invite the first administrator of a Party, as the command line does."""
        agency = next(
            part.agency
            for part in self.parts.values()
            if part.party == party and part.role == ADMIN
        )
        return await self.service.invite(party=party, role=ADMIN, agency=agency)

    async def join(self, name: str, *, language: str | None = None) -> ScenarioUser:
        """Let a test user join by an invitation and choose a language."""
        part = self.parts[name]
        admin = next(
            (
                player
                for player in self.players.values()
                if player.part.party == part.party and player.part.role == ADMIN
            ),
            None,
        )
        player = self.add(name, language=language)
        if admin is None:
            token = await self.first_admin_token(part.party)
        else:
            token = await self.invited(admin, part)
        await player.says(f"/start {token}")
        if admin is not None:
            await admin.chooses("button-invitation-yes")
        await player.presses(self.language_name(player.language))
        await player.chooses("button-skip")
        self.players[name] = player
        if part.role in (ADMIN, COORDINATOR):
            await player.says("/pin new", PIN, PIN)
            if admin is not None:
                await admin.chooses("button-invitation-yes")
            player.pin = PIN
        return player

    def add(self, name: str, *, language: str | None = None) -> ScenarioUser:
        """Give a test user a phone, or a page alone, in the user's own language or in another."""
        part = self.parts[name]
        chosen = language or part.language
        if part.party == self.page_only:
            phone = self.service.page_user(self.sandbox, name=part.name, language=chosen)
        else:
            phone = self.sandbox.user(first_name=part.name, language_code=chosen)
        return ScenarioUser(self, part, phone, chosen)

    async def invited(self, admin: ScenarioUser, part: Part) -> str:
        """Let an administrator invite a person in the chat; returns the token of the invitation."""
        await admin.says("/invite")
        await admin.chooses(f"role-{part.role.replace('_', '-')}")
        await admin.says(part.agency)
        if part.agency != admin.part.agency:  # a button has that one
            await admin.presses_invite()
        found = _LINK.search(admin.card)
        if found is None:
            raise NotSeen(admin.card)
        return found[1]

    def language_name(self, code: str) -> str:
        """The name of a language in that language."""
        return self.service.language_name(code)
