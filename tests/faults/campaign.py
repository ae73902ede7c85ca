"""The figures of a campaign, and the line that is printed for each."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeVar

import pytest
import structlog

from tests.conftest import SEED

_T = TypeVar("_T")
_R = TypeVar("_R")

COLUMNS = ("campaign", "runs", "seed", "lost", "doubled", "extra copies", "seconds")
TABLE: list[tuple[str, ...]] = []
"""The lines of the campaigns that have ended, in their order."""


@dataclass(kw_only=True)
class CampaignFigures:
    """The figures of one campaign. ``wrong`` says what must not have happened, run by run."""

    name: str
    seed: int = SEED
    runs: int = 0
    lost: int = 0
    doubled: int = 0
    extra: int = 0
    kills: int = 0
    wrong: list[str] = field(default_factory=list)
    _began: float = field(default_factory=perf_counter)
    seconds: float = 0.0

    def expect(self, holds: object, what: str) -> None:
        """Record what does not hold."""
        if not holds:
            self.wrong.append(what)

    @contextmanager
    def one_run(self, run: str) -> Iterator[None]:
        """Record with which error a run failed."""
        try:
            yield
        except (AssertionError, LookupError, TimeoutError) as error:
            self.wrong.append(f"{run}: {type(error).__name__} {error}")

    def close(self) -> None:
        """End the campaign: put it into the table. Raises ``AssertionError`` where it failed."""
        self.seconds = perf_counter() - self._began
        TABLE.append(self.line())
        assert not self.wrong, "\n".join([f"{self.name}, seed {self.seed}:", *self.wrong])
        assert (self.lost, self.doubled) == (0, 0), self

    def line(self) -> tuple[str, ...]:
        counts = (self.runs, self.seed, self.lost, self.doubled, self.extra)
        return (self.name, *(str(each) for each in counts), f"{self.seconds:.1f}")


def table() -> list[str]:
    """The table as lines, columns under each other."""
    lines = [COLUMNS, *TABLE]
    widths = [max(len(line[at]) for line in lines) for at in range(len(COLUMNS))]
    return [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
        for line in lines
    ]


def quick_or_long(name: str, quick: object, long: object) -> pytest.MarkDecorator:
    """Run a campaign with one value of a parameter, and in `make soak` with another."""
    return pytest.mark.parametrize(name, [quick, pytest.param(long, marks=pytest.mark.soak)])


@contextmanager
def no_errors_logged(figures: CampaignFigures) -> Iterator[None]:
    """Expect that the service logs no error meanwhile."""
    with structlog.testing.capture_logs() as logs:
        yield
    errors = [each for each in logs if each["log_level"] in {"error", "critical"}]
    figures.expect(not errors, f"logged: {errors[:3]}")


async def in_parallel(
    work: Callable[[_T], Awaitable[_R]], items: Iterable[_T], *, at_once: int
) -> list[_R]:
    """Work on items, so many at once; results in the order of the items."""
    room = asyncio.Semaphore(at_once)

    async def one(item: _T) -> _R:
        async with room:
            return await work(item)

    return await asyncio.gather(*(one(each) for each in items))
