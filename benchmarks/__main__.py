"""`python -m benchmarks`: figures in one table. Nothing is asserted."""

import argparse
import asyncio
import gc
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any, TypeAlias

from benchmarks.acts import acts
from benchmarks.capacity import capacity
from benchmarks.documents import documents
from benchmarks.lists import lists, ticks
from benchmarks.pages import pages
from benchmarks.queues import claims, morning, queues
from benchmarks.requests import requests
from benchmarks.start import start
from benchmarks.table import Figure, table
from benchmarks.taps import taps
from benchmarks.updates import delivery, latency, throughput
from bot.clock import SystemClock
from storage.engine.database_url import journal_of

Measure: TypeAlias = Callable[..., Coroutine[Any, Any, list[Figure]]]

QUICK: dict[str, Measure] = {
    "throughput": throughput,
    "latency": latency,
    "acts": acts,
    "taps": taps,
    "requests": requests,
    "morning": morning,
    "claims": claims,
    "start": start,
}
LONG: dict[str, Measure] = {
    "lists": lists,
    "ticks": ticks,
    "queues": queues,
    "delivery": delivery,
    "capacity": capacity,
    "pages": pages,
    "documents": documents,
}
"""Each takes minutes, so it runs only if selected by its name."""


def main() -> None:
    """Parse the command line, measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, rough figures")
    measures = QUICK | LONG
    parser.add_argument("--only", choices=measures, metavar="NAME", help=", ".join(measures))
    chosen = parser.parse_args()
    names = [chosen.only] if chosen.only else list(QUICK)
    figures: list[Figure] = []
    machine = _machine()
    began = perf_counter()
    for name in names:
        print(f"{name} …", file=sys.stderr)
        gc.collect()
        gc.freeze()  # a pause of this process, which is Telegram, must not count as one of a bot
        figures += asyncio.run(measures[name](quick=chosen.quick))
    print(machine)
    print(table(figures))
    print(f"Taken in {perf_counter() - began:.0f} s.")


def _machine() -> str:
    """The machine, the time, and the load by other processes."""
    journal, synchronous = journal_of(sqlite3.sqlite_version_info[:3])
    return (
        f"{SystemClock().now():%Y-%m-%d}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version} ({journal}, synchronous {synchronous}), "
        f"{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
