"""Requests logged, received and reminded of: the service and a plain bot."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.people import FIRST_CHAT
from benchmarks.processes import SENT, Cost, RunningBot, Telegram, memory, open_bot, open_telegram
from benchmarks.table import Figure
from sandbox import Call, Phone

PLAIN = "plain bot (aiogram-dialog, SQLModel, APScheduler)"
NAMES = ("requests", "plain")
PEOPLE = 10
SHOWING = (SENT, "editmessagetext")
START = datetime(2026, 3, 2, 2, 5, tzinfo=UTC)
"""In the working hours of both Parties, after the hour of the reminders."""
LEAVES = "It goes to"
"""The answer of the service to what was sent, which leaves with the next round of its timers."""
STEPS = (
    ("say", "/new", "Step 1"),
    ("press", "Identity check", "Step 2"),
    ("press", "Urgent", "Step 3"),
    ("say", "3", "Step 4"),
    ("say", "1", "Step 5"),
    ("say", "123/26", "Step 6"),
    ("press", "Skip", "Step 7"),
    ("press", "Police channel", "Please check"),
    ("press", "Send", "has been sent", LEAVES),
)
"""The actions of a person, and parts of the answer to each."""
CHECK, RECORDED = "Please check", "is recorded"
"""The service lets a receipt be checked before it is sent, the plain bot records it."""
TOLD = "receipt is confirmed"
ISOLATES = str.maketrans("", "", "\u2068\u2069")
A_SECOND = 20
PERCENTILES = (50, 99)
COSTS = (
    ("processor time", "processor", 1000, "ms"),
    ("statements", "statements", 1, ""),
    ("commits", "commits", 1, ""),
)
DUE, FEW_DUE = 1_000, 100
PATIENCE_SECONDS = 300.0


@dataclass(slots=True)
class Acts:
    """The acts of a bot: seconds of each until its answer and of all together, and their cost."""

    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cost: Cost = field(default_factory=Cost)

    @property
    def rate(self) -> float:
        """Acts a second."""
        return len(self.waits) / self.seconds


async def requests(*, quick: bool) -> list[Figure]:
    """Log requests as fast as the bots answer and then evenly, the two bots in turns, and send the
    reminders of many requests that are due at one moment.
    """
    fast: dict[str, list[Acts]] = {name: [] for name in NAMES}
    even: dict[str, Acts] = {}
    async with _Run() as run:
        bots = {name: await run.open_bot(name) for name in NAMES}
        for bot in bots.values():
            await run.log(bot, each=1)  # to warm up
        for _ in range(1 if quick else 3):
            for name, bot in bots.items():
                fast[name].append(await run.log(bot, each=1 if quick else 2))
        for name, bot in bots.items():
            even[name] = await run.log(bot, each=1 if quick else 2, pace=PEOPLE / A_SECOND)
        held = [memory(bot.process) for bot in bots.values()]
    ours, peer = ([each.rate for each in fast[name]] for name in NAMES)
    ratio = median(a / b for a, b in zip(ours, peer, strict=True))
    what = f"acts a second, requests logged and received, {PEOPLE} people"
    figures = [_figure(what, median(ours), median(peer), "/s", ratio)]
    cuts = [quantiles(even[name].waits, n=100) for name in NAMES]
    for percent in PERCENTILES:
        ours_ms, peer_ms = (cut[percent - 1] * 1000 for cut in cuts)
        what = f"act to answer at {A_SECOND} a second, p{percent}"
        figures.append(_figure(what, ours_ms, peer_ms, "ms"))
    for what, name, times, unit in COSTS:
        mine, its = (getattr(x.cost, name) * times / len(x.waits) for x in even.values())
        figures.append(_figure(f"{what} an act, {A_SECOND} a second", mine, its, unit))
    if all(held):
        figures.append(_figure("resident memory after these acts", held[0], held[1], "MB"))
    return [*figures, await _reminders(FEW_DUE if quick else DUE)]


def _figure(
    what: str, ours: float, peer: float, unit: str = "", ratio: float | None = None
) -> Figure:
    return Figure(what=what, ours=ours, peer=peer, beside=PLAIN, unit=unit, ratio=ratio)


async def _reminders(due: int) -> Figure:
    """The seconds until the reminders of requests that are due at once have all been sent: one
    message has those of a person, and another is pinned; the plain bot has one for each request.
    """
    taken = []
    async with _Run() as run:
        for name in NAMES:
            bot = await run.open_bot(name, due)
            sent = run.telegram.calls.sent
            start = perf_counter()
            await bot.go()
            messages = 2 * PEOPLE if name == NAMES[0] else due
            await run.telegram.wait_for(sent + messages, PATIENCE_SECONDS)
            taken.append(perf_counter() - start)
            await bot.stop()
    what = f"reminders of {due:,} requests due at once, until all are sent"
    return _figure(what, taken[0], taken[1], "s")


class _Run(AsyncExitStack):
    """A sandbox and the bots in it, all of which end with the block."""

    telegram: Telegram

    async def __aenter__(self) -> "_Run":
        await super().__aenter__()
        self._folder = Path(self.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        self.telegram = await self.enter_async_context(open_telegram())
        self.telegram.prepare(people=range(FIRST_CHAT, FIRST_CHAT + PEOPLE + 1))
        self.telegram.sandbox.turn_to(START)
        return self

    async def open_bot(self, name: str, due: int = 0) -> RunningBot:
        """A bot that is ready to run, with so many requests with a due reminder."""
        ahead = self.telegram.sandbox.clock.offset.total_seconds()
        more = (str(ahead), str(PEOPLE), str(due))
        bot = await self.enter_async_context(open_bot(name, self.telegram, self._folder, *more))
        for number in range(PEOPLE + 1):
            self.telegram.begin(FIRST_CHAT + number, bot.token)
        await bot.ready()
        return bot

    async def log(self, bot: RunningBot, *, each: int, pace: float = 0.0) -> Acts:
        """Let all people log requests at the same time, one after the other, and one more person
        record their receipt. ``pace`` is the least number of seconds between acts of a person.
        """
        acts, receiving = Acts(), asyncio.Lock()
        await bot.go()
        start = perf_counter()
        people = [_Person(self.telegram, bot.token, at, acts, pace) for at in range(PEOPLE + 1)]
        *senders, receiver = people
        async with asyncio.timeout(PATIENCE_SECONDS + each * pace * len(STEPS)):
            await asyncio.gather(*(it.log(each, receiver, receiving) for it in senders))
        acts.seconds = perf_counter() - start
        acts.cost = await bot.stop()
        return acts


class _Person:
    """One person: each act waits for the answer to the one before it."""

    def __init__(
        self, telegram: Telegram, token: str, number: int, acts: Acts, pace: float
    ) -> None:
        self._telegram = telegram
        self._phone: Phone = telegram.phone(FIRST_CHAT + number, token)
        self._acts = acts
        self._pace = pace
        self._next = perf_counter() + number * pace / PEOPLE

    async def log(self, count: int, receiver: "_Person", receiving: asyncio.Lock) -> None:
        """Log requests; continue when the receiver was notified of each."""
        for _ in range(count):
            for step in STEPS:
                await self.act(*step)
            told = self.next_call(TOLD)
            async with receiving:
                if CHECK in await receiver.act("press", "Received today", CHECK, RECORDED):
                    recorded = receiver.next_call(RECORDED)
                    await receiver.act("press", "Send", LEAVES)
                    await recorded
            await told

    async def act(self, deed: str, words: str, *answers: str) -> str:
        """Write or press, and wait for one of the answers; returns it."""
        await asyncio.sleep(self._next - perf_counter())
        self._next = max(self._next, perf_counter()) + self._pace
        start = await self._do(deed, words)
        answer = await self.next_call(*answers)
        self._acts.waits.append(perf_counter() - start)
        return answer.values["text"]

    async def _do(self, deed: str, words: str) -> float:
        """Write, or press as soon as such a button exists; returns the moment."""
        while True:
            start = perf_counter()
            shown = [each for message in reversed(self._phone.visible) for each in message.labels]
            label = next((each for each in shown if each.startswith(words)), words)
            try:
                getattr(self._phone, deed)(label if deed == "press" else words)
            except LookupError:
                await self.next_call()
            else:
                return start

    def next_call(self, *parts: str) -> asyncio.Future[Call]:
        """The next message to this person, or edit of one, with one of the parts if there are."""
        chat_id = self._phone.user_id

        def wanted(call: Call) -> bool:
            text = call.values.get("text", "").translate(ISOLATES)
            found = not parts or any(part in text for part in parts)
            return call.chat_id == chat_id and call.method in SHOWING and found

        return self._telegram.calls.next(wanted)
