"""What a tick of the scheduler costs, and a check, when very much is to be looked at
again later: it should not depend on how much.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from statistics import median
from time import perf_counter
from types import MappingProxyType

from benchmarks.large import FEW, MANY, ROUGH, Large, open_large
from benchmarks.table import Figure
from bot.checks import Checks
from bot.clock import SystemClock
from bot.metrics import Metrics
from bot.outages import OutageDetector
from bot.scheduler import AT_ONCE, Scheduler
from liaison.usecases.looks import look_at

OPEN = 500
"""Cases that are open among many that are not."""


class _Desk:
    """What ticks over one database."""

    def __init__(self, large: Large) -> None:
        self._database = large.database
        clock = SystemClock()
        outages = OutageDetector(
            large.database,
            clock=clock,
            is_doubted=lambda: False,
            trouble=lambda: "",
            on_said=_nobody,
        )
        self._checks = Checks(large.database, clock=clock, outages=outages, on_said=_nobody)
        self._scheduler = Scheduler(
            large.database,
            look_at,
            outages=outages,
            clock=clock,
            metrics=Metrics(),
            on_said=_nobody,
        )
        self._due = [large.reference(number) for number in range(1, AT_ONCE + 1)]

    async def rest(self) -> float:
        """Milliseconds of a tick at which nothing is due."""
        return await self._tick(0)

    async def look(self) -> float:
        """Milliseconds of a tick at which as many cases are due as are taken at once."""
        async with self._database.transaction() as tx:
            for reference in self._due:
                await tx.wake("request", reference, tx.now)
        return await self._tick(len(self._due))

    async def audit(self) -> float:
        """Milliseconds of an audit."""
        start = perf_counter()
        await self._checks.run()
        taken = perf_counter() - start
        assert not any(self._checks.found().values()), "a desk that is well"
        return taken * 1000

    async def _tick(self, due: int) -> float:
        start = perf_counter()
        looked = await self._scheduler.drain(watched=False)
        taken = perf_counter() - start
        assert looked == due, "the tick that is timed looks at what was due"
        return taken * 1000


TICKS: Mapping[str, Callable[[_Desk], Awaitable[float]]] = MappingProxyType(
    {
        "a tick, nothing due": _Desk.rest,
        f"a tick, {AT_ONCE} cases due": _Desk.look,
        "an audit": _Desk.audit,
    }
)


async def ticks(*, quick: bool) -> list[Figure]:
    """Tick and audit among few and among many cases, in turns: first all of them are open, then
    few of the many.
    """
    many, turns = (ROUGH, 3) if quick else (MANY, 15)
    figures = []
    for opened in (many, OPEN):
        async with AsyncExitStack() as stack:
            desks = {
                cases: _Desk(await stack.enter_async_context(open_large(cases, open_cases=each)))
                for cases, each in ((FEW, min(FEW, opened)), (many, opened))
            }
            what = f"{many:,} cases, {opened:,} open"
            figures += [await _measure(f"{name}, {what}", desks, name, turns) for name in TICKS]
    return figures


async def _measure(what: str, desks: Mapping[int, _Desk], name: str, turns: int) -> Figure:
    taken: dict[int, list[float]] = {cases: [] for cases in desks}
    for turn in range(turns + 1):
        for cases, desk in desks.items():
            milliseconds = await TICKS[name](desk)
            if turn > 0:  # the first time fills the caches, and tells what is new
                taken[cases].append(milliseconds)
    few, many = taken
    return Figure(
        what=what,
        ours=median(taken[many]),
        peer=median(taken[few]),
        beside=f"{few:,} cases",
        unit="ms",
    )


def _nobody() -> None:
    """Nobody is told."""
