"""Updates a second, and the time until the answer: service and bare bot."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.people import CHATS, EVERYONE, message
from benchmarks.processes import Cost, RunningBot, Telegram, open_bot, open_telegram
from benchmarks.table import Figure
from bot.clock import SystemClock

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
