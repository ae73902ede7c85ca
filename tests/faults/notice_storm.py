"""Notices to many chats while one call in ten goes wrong, in any of the ways that calls do."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from typing_extensions import override

from bot.delivery import channel
from bot.writing import bare, plain
from liaison.domain import requests as life
from liaison.domain.agreements import PartyCode
from liaison.domain.cards import text
from liaison.domain.ladders import Priority
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person, Role
from liaison.domain.references import new_reference
from liaison.domain.reminders import next_steps
from liaison.domain.request_facts import Act, Asked, Kind, Letter
from liaison.usecases import notices, requests
from liaison.usecases.notices import Draft, tell
from sandbox import Phone
from sandbox.faults import Fault, FaultKind, Faults
from storage.transaction import Transaction
from tests.faults.cast import Near, near_cast
from tests.faults.ledger import SENDING

KH, CN = PartyCode("KH"), PartyCode("CN")
PARTIES = (KH, CN)
SHARE = 0.1
"""Of all calls that show something."""
SHOWING = (SENDING, "editmessagetext")
PAUSES = (1, 1, 1, 30, 30, 3600)
LONGEST_CALL = 1.5
"""Real seconds after which the desk gives up on a call."""
STEPS = tuple(timedelta(minutes=each) for each in (1, 1, 7, 40, 400, 1440))
BUSINESS = range(2, 9)
"""Hours of UTC at which both Parties may be disturbed, and still may some hours later."""
DUE_ON = (date(2026, 3, 18), date(2026, 3, 22), date(2026, 4, 1))
NAMES = tuple(map(re.compile, (r"\bD\d{5}\b", r"\b[A-Z]{2}\d{2}-[0-9A-Z]{5}\b", r"Person \d+\b")))
"""What a notice of the storm is about: a drill, or else a case, or else a person."""


BEFORE = (
    *(Fault(FaultKind.ERROR, code=429, retry_after=pause) for pause in PAUSES),
    Fault(FaultKind.ERROR, code=500),
    Fault(FaultKind.ERROR, code=502, html=True),
    Fault(FaultKind.HANG_UP_BEFORE),
    Fault(FaultKind.HANG_UP_BEFORE),
)
"""Faults of calls without an effect: most of them floods, as those stop a chat."""
AFTER = (
    *(Fault(FaultKind.HANG_UP_AFTER, after_effect=True) for _ in range(5)),
    Fault(FaultKind.HOLD, after_effect=True),
)
"""Faults of calls that took effect: the answer is lost, or comes too late."""


class Mixed(Faults):
    """Meets a share of the calls, by chance. No message is twice left without its answer."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.last: Fault | None = None
        """What met the call that is just being answered."""
        self.met: Counter[tuple[str, int | None]] = Counter()
        self.kinds = {_kind(each) for each in (*BEFORE, *AFTER)}
        self.share = SHARE
        self._chance = chance
        self._unanswered: set[int | None] = set()
        self._deck: list[Fault] = []

    @override
    def take(self, method: str, chat_id: int | None) -> Fault | None:
        self.last = None
        if method in SHOWING and self._chance.random() < self.share:
            dealt = self._deal(spared=chat_id in self._unanswered)
            self.last = replace(dealt, released=asyncio.Event(), reached=asyncio.Event())
            self.planned.append(self.last)  # so that what is held is let go at the end
            self.met[_kind(self.last)] += 1
        if method == SENDING:
            if self.last is not None and self.last.after_effect:
                self._unanswered.add(chat_id)
            elif self.last is None:
                self._unanswered.discard(chat_id)
        return self.last

    def _deal(self, *, spared: bool) -> Fault:
        """The next fault of a shuffled deck; for a chat that is spared the next without effect."""
        if not any(each in BEFORE for each in self._deck):
            self._deck = [*BEFORE, *BEFORE, *AFTER]
            self._chance.shuffle(self._deck)
        at = next(at for at, each in enumerate(self._deck) if not (spared and each in AFTER))
        return self._deck.pop(at)


def _kind(fault: Fault) -> tuple[str, int | None]:
    return fault.kind.value, fault.retry_after or fault.code


async def drill(
    tx: Transaction,
    name: str,
    party: PartyCode,
    audience: Audience = Audience.STAFF,
    priority: Priority = Priority.IMPORTANT,
) -> None:
    """Tell a Party something of that name."""
    await tell(
        tx,
        Draft(
            party=party,
            subject=Subject.DESK,
            of=name,
            topic="drill",
            headline=text("notice-standing-active", name=name, agency="drill"),
            audience=audience,
            priority=priority,
        ),
    )


def name_in(body: str) -> str | None:
    """What a message is about, where it is a notice of the storm."""
    found = (shape.search(body) for shape in NAMES)
    return next((each[0] for each in found if each is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that reached a chat; ``unanswered`` where the desk was not told so."""

    chat_id: int
    body: str
    marked: bool
    unanswered: bool
    at: datetime

    @property
    def about(self) -> str | None:
        """What it is about, where it is a notice of the storm."""
        return name_in(self.body)


@dataclass(kw_only=True)
class Storm:
    """A desk, the phones of its people, and all that ever arrived on them."""

    cast: Near
    chance: Random
    faults: Mixed
    people: list[Person] = field(default_factory=list)
    phones: dict[int, Phone] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    due_on: dict[str, date] = field(default_factory=dict)
    drills: int = 0
    gone: set[int] = field(default_factory=set)
    """The chats of those who blocked the desk or whose account ended."""

    def note_arrivals(self) -> None:
        """Take note of every message as it arrives."""
        api, run = self.cast.sandbox.api, self.cast.sandbox.api.run
        line = self.cast.catalog.text(text("repeat-line"), "en")
        mark = plain(bare(line)) + "\n\n"

        def noting(bot: Any, method: str, params: Any) -> Any:
            result = run(bot, method, params)
            if method == SENDING:
                said = bare(plain(params.values["text"]))
                fault = self.faults.last
                self.arrivals.append(
                    Arrival(
                        chat_id=int(params.values["chat_id"]),
                        body=said.removeprefix(mark),
                        marked=said.startswith(mark),
                        unanswered=fault is not None and fault.after_effect,
                        at=self.cast.sandbox.now(),
                    )
                )
            return result

        setattr(api, "run", noting)  # noqa: B010  # a method of one object

    async def seat(self, *, focal_persons: int, coordinators: int) -> None:
        """Let people of both Parties have joined, who all read English."""
        roles = (
            [Role.FOCAL_PERSON] * focal_persons + [Role.COORDINATOR] * coordinators + [Role.ADMIN]
        )
        async with self.cast.app.database.transaction() as tx:
            for number, (party, role) in enumerate((p, r) for r in roles for p in PARTIES):
                phone = self.cast.sandbox.user(first_name=f"Person {number}", language_code="en")
                person = await tx.people.add(
                    party=party,
                    role=role,
                    agency="Unit",
                    name=phone.user.first_name,
                    chat_id=phone.user_id,
                    at=tx.now,
                )
                await tx.people.set_language(person.id, "en")
                self.people.append(person)
                self.phones[person.chat_id] = phone
        for phone in self.phones.values():
            phone.start()
        await self.cast.settle()

    async def receive_cases(self) -> None:
        """Let China have received some cases before, of which it will be reminded."""
        sender = next(each for each in self.people if each.party == KH)
        receiver = next(each for each in self.people if each.party == CN)
        asked = Asked(kind=Kind.VERIFICATION, urgent=False, persons=1, children=0, letter=Letter())
        async with self.cast.app.database.transaction() as tx:
            for due_on in DUE_ON:
                day = due_on - timedelta(days=tx.agreement.verification.days)
                at = tx.now - (tx.now.date() - day)
                reference = new_reference(KH, at.year, tx.random)
                act = Act(person=sender, at=at)
                step = life.log(asked, act, reference=reference, requested=CN, today=day)
                await tx.requests.add(*step)
                act = Act(person=receiver, at=at)
                received, event = life.receive(
                    step[0], act, day=day, due_on=due_on, sent_on=day, today=day
                )
                await tx.requests.change(received, event)
                plan = next_steps(received, tx.agreement, since=tx.now, now=tx.now)
                await tx.wake(requests.WAKE, reference, plan.wake_at)
                self.due_on[reference] = due_on

    async def tell_something(self, tx: Transaction) -> None:
        """Tell one of the Parties something new."""
        self.drills += 1
        audiences = (Audience.STAFF, Audience.STAFF, Audience.COORDINATORS, Audience.ADMINS)
        await drill(
            tx,
            f"D{self.drills:05}",
            self.chance.choice(PARTIES),
            self.chance.choice(audiences),
            self.chance.choice((Priority.IMPORTANT, *Priority)),
        )

    async def acknowledge(self, tx: Transaction) -> None:
        """Let somebody who can be reached acknowledge one of the drills, mostly an old one."""
        party = self.chance.choice(PARTIES)
        waiting, _ = await tx.notices.waiting(party, person=None, offset=0, limit=10)
        told = [each for each in waiting if each.topic == "drill"]
        if not told:
            return
        notice = self.chance.choice(told)
        heard = {copy.person for copy in await tx.notices.copies(notice.code)}
        able = [each for each in self.people if each.id in heard and each.party == party]
        there = [each for each in able if each.chat_id not in self.gone]
        if there:
            await notices.confirm(tx, self.chance.choice(there), notice.code)

    async def rage(self, *, sends: int) -> None:
        """Let days pass in which things are told, until so many messages have arrived."""
        leaving = [sends // 3, sends // 2]
        while len(self.arrivals) < sends:
            async with self.cast.app.database.transaction() as tx:
                for _ in range(self.chance.randint(2, 6)):
                    await self.tell_something(tx)
            await self.cast.settle()
            for _ in range(self.chance.randrange(9)):
                async with self.cast.app.database.transaction() as tx:
                    await self.acknowledge(tx)
            if leaving and len(self.arrivals) > leaving[0]:
                del leaving[0]
                self.lose_somebody()
            await self.cast.turn(self.chance.choice(STEPS))
            hour = self.cast.sandbox.now().hour
            if hour not in BUSINESS:
                await self.cast.turn(timedelta(hours=(BUSINESS[0] - hour) % 24))
        self.faults.share = 0.0
        await self.cast.turn(timedelta(hours=2))

    def lose_somebody(self) -> None:
        """Let a focal person block the desk, and then another one's account end."""
        person = self.people[2 + len(self.gone)]
        phone = self.phones[person.chat_id]
        if self.gone:
            phone.deactivate()
        else:
            phone.block()
        self.gone.add(person.chat_id)


@asynccontextmanager
async def storm(url: str, *, seed: int, chats: int) -> AsyncIterator[Storm]:
    """A desk on which a storm can rage."""
    chance = Random(seed)
    faults = Mixed(chance)
    async with near_cast(url) as cast:
        made = Storm(cast=cast, chance=chance, faults=faults)
        await made.seat(focal_persons=chats // 2 - 3, coordinators=2)
        cast.sandbox.faults = cast.sandbox.api.faults = faults
        made.note_arrivals()
        await made.receive_cases()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(channel, "CALL_SECONDS", LONGEST_CALL)
            yield made
