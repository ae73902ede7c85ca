"""One bot in a process of its own: `python -m benchmarks.side desk URL TOKEN FOLDER …`.

Told by lines: after ``go`` it runs until ``stop``, and then prints what it spent on that. The end
of the lines ends it.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from benchmarks.ledger import Ledger

BOTS = {
    "desk": ("benchmarks.desk", "Desk"),
    "replica": ("benchmarks.desk", "Replica"),
    "broadcast": ("benchmarks.desk", "Broadcast"),
    "bare": ("benchmarks.bare", "Bare"),
}
READY = "ready"
GO = "go"
STOP = "stop"


class Bot(Protocol):
    """What is compared."""

    async def open(self) -> None:
        """Get ready."""

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until told to stop; it is run several times."""

    async def close(self) -> None:
        """Let go of everything."""


async def serve(bot: Bot, ledger: Ledger) -> None:
    """Do what the lines on the standard input say. Raises what the bot raises."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    await bot.open()
    print(READY, flush=True)
    while (await lines.readline()).decode().strip() == GO:
        before = ledger.spent()
        stop = asyncio.Event()
        running = asyncio.create_task(bot.run(stop))
        told = asyncio.create_task(lines.readline())
        await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await running
        await told
        print(json.dumps(asdict(ledger.spent() - before)), flush=True)
    await bot.close()


def main() -> None:
    """Read the command line and serve."""
    name, url, token, folder, *more = sys.argv[1:]
    ledger = Ledger()
    ledger.listen()
    module, kind = BOTS[name]
    # Each process imports its own bot only.
    make = cast("Callable[..., Bot]", getattr(import_module(module), kind))
    asyncio.run(serve(make(url, token, Path(folder), *more), ledger))


if __name__ == "__main__":
    main()
