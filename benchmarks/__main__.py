"""`python -m benchmarks`: figures in one table. Nothing is asserted."""

import argparse
import asyncio
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any

from benchmarks.acts import acts
from benchmarks.audits import audits
from benchmarks.claims import claims, queues
from benchmarks.delivery import delivery
from benchmarks.guard import guard
from benchmarks.lists import lists
from benchmarks.replicas import replicas
from benchmarks.starting import starting
from benchmarks.table import Figure, table
from benchmarks.ticks import ticks
from benchmarks.updates import latency, throughput
from bot.clock import SystemClock
from storage.places import journal_of

MEASURES: dict[str, Callable[..., Coroutine[Any, Any, list[Figure]]]] = {
    "throughput": throughput,
    "latency": latency,
    "acts": acts,
    "claims": claims,
    "starting": starting,
    "guard": guard,
}
LONG: dict[str, Callable[..., Coroutine[Any, Any, list[Figure]]]] = {
    "lists": lists,
    "ticks": ticks,
    "queues": queues,
    "delivery": delivery,
    "replicas": replicas,
    "audits": audits,
}
"""Each takes minutes, so it is taken only where it is asked for by its name."""


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, rough figures")
    measures = MEASURES | LONG
    parser.add_argument("--only", choices=measures, metavar="NAME", help=", ".join(measures))
    chosen = parser.parse_args()
    names = [chosen.only] if chosen.only else list(MEASURES)
    figures: list[Figure] = []
    machine = _machine()
    start = perf_counter()
    for name in names:
        print(f"{name} …", file=sys.stderr)
        figures += asyncio.run(measures[name](quick=chosen.quick))
    print(machine)
    print(table(figures))
    print(f"Taken in {perf_counter() - start:.0f} s.")


def _machine() -> str:
    """Where and when the figures are taken, and how busy the machine is with other things."""
    journal, synchronous = journal_of(sqlite3.sqlite_version_info[:3])
    return (
        f"{SystemClock().now():%Y-%m-%d}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version} ({journal}, synchronous {synchronous}), "
        f"{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
