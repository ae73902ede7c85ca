"""Updates a second and the time until the answer, of the service and a bare bot; and how fast and
evenly a message is sent to very many chats, with Telegram's flood limits on.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.people import CHATS, EVERYONE, FIRST_CHAT, message
from benchmarks.processes import SENT, TOKEN, Cost, RunningBot, Telegram, open_bot, open_telegram
from benchmarks.table import Figure
from bot.clock import SystemClock
from sandbox import Call

BARE = "bare aiogram bot"
PATIENCE_SECONDS = 60.0
A_SECOND = 30
PERCENTILES = (50, 95, 99)

_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Round:
    """One run of one bot: how many updates in how many seconds, and their cost."""

    updates: int
    seconds: float
    cost: Cost

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds


async def throughput(*, quick: bool) -> list[Figure]:
    """Process a backlog, the two bots in turns."""
    count, turns = (CHATS, 1) if quick else (5 * CHATS, 3)
    async with _both() as (telegram, service, bare):
        ours, peer = [], []
        for _ in range(turns):
            ours.append(await backlog(telegram, [service], count))
            peer.append(await backlog(telegram, [bare], count))
    what = f"updates a second, backlog of {count} from {CHATS} chats"
    return [_rates(what, ours, peer, beside=BARE), *_costs("backlog", ours, peer)]


async def latency(*, quick: bool) -> list[Figure]:
    """Answer evenly spaced updates, the two bots in turns."""
    count = A_SECOND * (5 if quick else 10)
    async with _both() as (telegram, service, bare):
        ours, peer = _Waits(telegram, service), _Waits(telegram, bare)
        for _ in range(1 if quick else 2):
            await ours.add(count)
            await peer.add(count)
    figures = [
        Figure(
            what=f"update to reply at {A_SECOND} a second, p{percent}",
            ours=mine,
            peer=its,
            beside=BARE,
            unit="ms",
        )
        for percent, mine, its in zip(
            PERCENTILES, ours.percentiles(), peer.percentiles(), strict=True
        )
    ]
    return [*figures, *_costs(f"{A_SECOND} a second", ours.rounds, peer.rounds)]


async def backlog(telegram: Telegram, bots: Sequence[RunningBot], count: int) -> Round:
    """Start a bot, or its replicas, with so many updates waiting, and time the last answer."""
    for at in range(count):
        written = message(at)
        telegram.phone(written.chat_id, bots[0].token).say(written.text)
    before = telegram.calls.sent
    start = _CLOCK.now()
    await asyncio.gather(*(bot.go() for bot in bots))
    await telegram.wait_for(before + count, PATIENCE_SECONDS)
    cost = sum([await bot.stop() for bot in bots], Cost())
    last = max(call.at for call in telegram.sent(since=start))
    return Round(count, (last - start).total_seconds(), cost)


@asynccontextmanager
async def _both() -> AsyncIterator[tuple[Telegram, RunningBot, RunningBot]]:
    """A sandbox, the service and the bare bot; neither runs before it is started."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        telegram = await stack.enter_async_context(open_telegram())
        service, bare = [
            await stack.enter_async_context(open_bot(name, telegram, folder))
            for name in ("service", "bare")
        ]
        telegram.prepare(service.token, bare.token, people=EVERYONE)
        await asyncio.gather(service.ready(), bare.ready())
        for bot in (service, bare):
            await backlog(telegram, [bot], CHATS)  # to warm up
        yield telegram, service, bare


class _Waits:
    """The response times of one bot, in seconds, and their cost."""

    def __init__(self, telegram: Telegram, bot: RunningBot) -> None:
        self.rounds: list[Round] = []
        self._waits: list[float] = []
        self._telegram = telegram
        self._bot = bot

    async def add(self, count: int) -> None:
        """Let people write one after the other, at even intervals, whether answered or not."""
        before = self._telegram.calls.sent
        start = _CLOCK.now()
        await self._bot.go()
        written = await self._write(count)
        await self._telegram.wait_for(before + count, PATIENCE_SECONDS)
        cost = await self._bot.stop()
        for call in self._telegram.sent(since=start):
            assert call.chat_id is not None, "a message goes to a chat"
            self._waits.append((call.at - written[call.chat_id].pop(0)).total_seconds())
        self.rounds.append(Round(count, count / A_SECOND, cost))

    def percentiles(self) -> list[float]:
        """Percentiles of the response times in milliseconds."""
        cuts = quantiles(self._waits, n=100)
        return [cuts[percent - 1] * 1000 for percent in PERCENTILES]

    async def _write(self, count: int) -> dict[int, list[datetime]]:
        """Write the messages; returns the times of writing, by chat."""
        moments: dict[int, list[datetime]] = {}
        start = _CLOCK.now() + timedelta(seconds=1)  # by then it polls
        for at in range(count):
            due = start + timedelta(seconds=at / A_SECOND)
            await asyncio.sleep((due - _CLOCK.now()).total_seconds())
            written = message(at)
            moments.setdefault(written.chat_id, []).append(_CLOCK.now())
            self._telegram.phone(written.chat_id, self._bot.token).say(written.text)
        return moments


def _rates(what: str, ours: Sequence[Round], peer: Sequence[Round], *, beside: str) -> Figure:
    return Figure(
        what=what,
        ours=median(each.rate for each in ours),
        peer=median(each.rate for each in peer),
        beside=beside,
        unit="/s",
        ratio=median(a.rate / b.rate for a, b in zip(ours, peer, strict=True)),
    )


def _costs(load: str, ours: Sequence[Round], peer: Sequence[Round]) -> list[Figure]:
    """The cost of one update for either bot."""

    def line(what: str, name: str, *, times: int = 1, unit: str = "") -> Figure:
        mine, its = (
            sum(getattr(each.cost, name) for each in rounds)
            * times
            / sum(each.updates for each in rounds)
            for rounds in (ours, peer)
        )
        return Figure(what=f"{what} an update, {load}", ours=mine, peer=its, beside=BARE, unit=unit)

    return [
        line("processor time", "processor", times=1000, unit="ms"),
        line("statements", "statements"),
        line("commits", "commits"),
    ]


LIMIT = 30
"""Telegram's limit of messages a second for a bot."""
TELEGRAM = "Telegram's limit"
RECEIVERS, FEW_RECEIVERS = 3_000, 300
MAX_DELIVERY = 15.0
"""In addition to the time that it takes at a third of the limit."""
HOUR = 3_600
FLOODED = 429


async def delivery(*, quick: bool) -> list[Figure]:
    """Send one message to each chat; once more with some chats paused for an hour."""
    count = FEW_RECEIVERS if quick else RECEIVERS
    figures = []
    for held, what in ((0, f"to {count:,} chats"), (1, f"to {count:,} chats, one of them put off")):
        calls = await _broadcast(count, held)
        times = sorted(call.at for call in calls if call.code != FLOODED)
        seconds = (times[-1] - times[0]).total_seconds()
        each_second = Counter(int((at - times[0]).total_seconds()) for at in times)
        whole = [each_second[second] for second in range(int(seconds))]
        values = {
            "messages a second": (len(times) - 1) / seconds,
            "fewest messages in a second": min(whole),
            "most messages in a second": max(whole),
        }
        figures += [
            Figure(what=f"{name}, {what}", ours=ours, peer=LIMIT, beside=TELEGRAM, unit="/s")
            for name, ours in values.items()
        ]
        refused = sum(call.code == FLOODED for call in calls)
        figures.append(
            Figure(what=f"refused with 429, {what}", ours=refused, peer=held, beside="asked for")
        )
    return figures


async def _broadcast(count: int, held: int) -> list[Call]:
    """All calls, including refused ones. The first ``held`` chats are paused for an hour."""
    people = range(FIRST_CHAT, FIRST_CHAT + count)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        telegram = await stack.enter_async_context(open_telegram(flood=True))
        telegram.prepare(TOKEN, people=people)
        for chat_id in people:
            telegram.begin(chat_id, TOKEN)
        for chat_id in people[:held]:
            telegram.sandbox.faults.too_many(HOUR, method=SENT, chat_id=chat_id)
        bot = await stack.enter_async_context(open_bot("broadcast", telegram, folder, str(count)))
        await bot.ready()
        start = SystemClock().now()
        await bot.go()
        await telegram.wait_for(count - held, MAX_DELIVERY + 3 * count / LIMIT)
        await bot.stop()
        return telegram.sent(since=start)
