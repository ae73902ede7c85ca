"""How many updates a second, and how long until the answer: the desk beside a bare bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from benchmarks.cast import CHATS, said
from benchmarks.ledger import Spent
from benchmarks.phones import Phones
from benchmarks.sides import BARE, Side, Stage, open_stage
from benchmarks.table import Figure
from bot.clock import SystemClock

PATIENCE_SECONDS = 60.0
A_SECOND = 30
PERCENTILES = (50, 95, 99)

_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Round:
    """One run of one bot: how many updates in how many seconds, and what that took."""

    updates: int
    seconds: float
    spent: Spent

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds


async def throughput(*, quick: bool) -> list[Figure]:
    """Work off a backlog, the two bots in turns."""
    count, turns = (CHATS, 1) if quick else (5 * CHATS, 3)
    async with open_stage() as stage:
        for side in (stage.desk, stage.bare):
            await backlog(stage.phones, [side], CHATS)  # to warm up
        desk, bare = [], []
        for _ in range(turns):
            desk.append(await backlog(stage.phones, [stage.desk], count))
            bare.append(await backlog(stage.phones, [stage.bare], count))
    ratio = median(ours.rate / peer.rate for ours, peer in zip(desk, bare, strict=True))
    rate = Figure(
        what=f"updates a second, backlog of {count} from {CHATS} chats",
        ours=median(each.rate for each in desk),
        peer=median(each.rate for each in bare),
        beside=BARE,
        unit="/s",
        ratio=ratio,
    )
    return [rate, *_costs("backlog", desk, bare)]


async def latency(*, quick: bool) -> list[Figure]:
    """Answer what comes in evenly, the two bots in turns."""
    count = A_SECOND * (5 if quick else 10)
    desk, bare = _Waits(), _Waits()
    async with open_stage() as stage:
        for side in (stage.desk, stage.bare):
            await backlog(stage.phones, [side], CHATS)  # to warm up
        for _ in range(1 if quick else 2):
            await desk.add(stage, stage.desk, count)
            await bare.add(stage, stage.bare, count)
    figures = [
        Figure(
            what=f"update to reply at {A_SECOND} a second, p{percent}",
            ours=ours,
            peer=peer,
            beside=BARE,
            unit="ms",
        )
        for percent, ours, peer in zip(PERCENTILES, desk.shown(), bare.shown(), strict=True)
    ]
    return [*figures, *_costs(f"{A_SECOND} a second", desk.rounds, bare.rounds)]


async def backlog(phones: Phones, sides: Sequence[Side], count: int) -> Round:
    """Let so many updates wait before a bot, or its replicas, run, and see when the last one is
    answered.
    """
    await asyncio.gather(*(phones.say(said(at), sides[0].token) for at in range(count)))
    before = await phones.sent()
    start = _CLOCK.now()
    await asyncio.gather(*(side.go() for side in sides))
    await phones.wait_for(before + count, PATIENCE_SECONDS)
    spent = sum([await side.stop() for side in sides], Spent())
    last = max(heard.at for heard in await phones.heard(since=start))
    return Round(count, (last - start).total_seconds(), spent)


class _Waits:
    """How long people waited for one bot, in seconds, and what that bot spent."""

    def __init__(self) -> None:
        self.rounds: list[Round] = []
        self._waits: list[float] = []

    async def add(self, stage: Stage, side: Side, count: int) -> None:
        """Let people write one after the other, at even distances, whether answered or not."""
        before = await stage.phones.sent()
        start = _CLOCK.now()
        await side.go()
        written = await _write(stage, side, count)
        await stage.phones.wait_for(before + count, PATIENCE_SECONDS)
        spent = await side.stop()
        for heard in await stage.phones.heard(since=start):
            self._waits.append((heard.at - written[heard.chat_id].pop(0)).total_seconds())
        self.rounds.append(Round(count, count / A_SECOND, spent))

    def shown(self) -> list[float]:
        """The percentiles, in milliseconds."""
        cuts = quantiles(self._waits, n=100)
        return [cuts[percent - 1] * 1000 for percent in PERCENTILES]


async def _write(stage: Stage, side: Side, count: int) -> dict[int, list[datetime]]:
    """When each person wrote, by chat: the moment before the phone was told to."""
    written: dict[int, list[datetime]] = {}
    start = _CLOCK.now() + timedelta(seconds=1)  # by then it polls

    async def write(at: int) -> None:
        due = start + timedelta(seconds=at / A_SECOND)
        await asyncio.sleep((due - _CLOCK.now()).total_seconds())
        written.setdefault(said(at).chat_id, []).append(_CLOCK.now())
        await stage.phones.say(said(at), side.token)

    await asyncio.gather(*(write(at) for at in range(count)))
    return written


def _costs(load: str, desk: list[Round], bare: list[Round]) -> list[Figure]:
    """What one update costs either bot."""
    (ours, all_ours), (peer, all_peer) = (_total(each) for each in (desk, bare))
    return [
        Figure(
            what=f"processor time an update, {load}",
            ours=ours.processor * 1000 / all_ours,
            peer=peer.processor * 1000 / all_peer,
            beside=BARE,
            unit="ms",
        ),
        Figure(
            what=f"statements an update, {load}",
            ours=ours.statements / all_ours,
            peer=peer.statements / all_peer,
            beside=BARE,
        ),
        Figure(
            what=f"commits an update, {load}",
            ours=ours.commits / all_ours,
            peer=peer.commits / all_peer,
            beside=BARE,
        ),
    ]


def _total(rounds: list[Round]) -> tuple[Spent, int]:
    return sum((each.spent for each in rounds), Spent()), sum(each.updates for each in rounds)
