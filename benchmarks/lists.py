"""What a list costs when very many cases lie in a desk: it should not depend on how many."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from statistics import median
from time import perf_counter
from types import MappingProxyType
from typing import Any, TypeAlias

from benchmarks.large import FEW, MANY, ROUGH, Large, open_large
from benchmarks.table import Figure
from liaison.domain.people import Person
from liaison.usecases.boards import board_card
from liaison.usecases.notice_cards import inbox_card
from liaison.usecases.request_lists import show_list
from storage.transaction import Transaction

OPEN = 500
"""Cases that are open, whatever lies beside them."""

List: TypeAlias = Callable[[Transaction, Person], Awaitable[Any]]


def _cases(which: str) -> List:
    return lambda tx, viewer: show_list(tx, viewer, which=which, page=1)


def _inbox(*, everybody: bool) -> List:
    return lambda tx, viewer: inbox_card(tx, viewer, everybody=everybody, page=1)


LISTS: Mapping[str, List] = MappingProxyType(
    {
        "/cases": _cases("open"),
        "/cases ours": _cases("ours"),
        "/cases overdue": _cases("overdue"),
        "/cases ended": _cases("ended"),
        "/cases all": _cases("all"),
        "/inbox": _inbox(everybody=False),
        "/inbox all": _inbox(everybody=True),
        "/board": board_card,
    }
)


async def lists(*, quick: bool) -> list[Figure]:
    """Show each list among few and among many cases, in turns; the card, without its texts."""
    many = ROUGH if quick else MANY
    async with AsyncExitStack() as stack:
        desks = {
            cases: await stack.enter_async_context(open_large(cases, open_cases=OPEN))
            for cases in (FEW, many)
        }
        return [await _measure(name, desks, turns=3 if quick else 15) for name in LISTS]


async def _measure(name: str, desks: Mapping[int, Large], *, turns: int) -> Figure:
    taken: dict[int, list[float]] = {cases: [] for cases in desks}
    for _ in range(turns):
        for cases, desk in desks.items():
            taken[cases].append(await _show(desk, LISTS[name]))
    few, many = taken
    return Figure(
        what=f"{name} among {many:,} cases, {OPEN} of them open",
        ours=median(taken[many]),
        peer=median(taken[few]),
        beside=f"{few:,} cases",
        unit="ms",
    )


async def _show(desk: Large, shown: List) -> float:
    """Milliseconds for one card; without begin and commit."""
    async with desk.database.transaction() as tx:
        start = perf_counter()
        await shown(tx, desk.viewer)
        return (perf_counter() - start) * 1000
