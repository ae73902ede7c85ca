"""The sandbox in this process, and each bot in a process of its own.

`python -m benchmarks.processes NAME URL TOKEN FOLDER …` is a bot: it runs from the line ``go`` to
the line ``stop`` on its standard input, then prints its cost, and ends with the input.
"""

import asyncio
import json
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from typing_extensions import override

from sandbox import Call, Phone, Sandbox
from sandbox.state.store import Dialog

BOTS = {
    "service": ("benchmarks.service", "Service"),
    "broadcast": ("benchmarks.service", "Broadcast"),
    "requests": ("benchmarks.service", "RequestService"),
    "staff": ("benchmarks.service", "StaffService"),
    "bare": ("benchmarks.bare_bot", "BareBot"),
    "plain": ("benchmarks.plain_bot", "PlainBot"),
}
TOKEN, PEERS_TOKEN = "7100001:" + "d" * 35, "7100002:" + "b" * 35
SENT = "sendmessage"
READY, GO, STOP = "ready", "go", "stop"
LOG_LINES = 20
WRITES = ("INSERT", "UPDATE", "DELETE")


class NoReply(Exception):
    """A bot sent less than expected within the time limit."""


class BotEnded(Exception):
    """A bot ended; the message is the end of its log."""


class Calls(deque[Call]):
    """The calls of the Bot API, oldest first, without polls."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0
        """Messages that were sent."""
        self._waiting: list[tuple[Callable[[Call], bool], asyncio.Future[Call]]] = []

    @override
    def append(self, call: Call, /) -> None:
        if call.method == "getupdates":
            return
        super().append(call)
        self.sent += call.method == SENT and call.code == 200
        for waiting in list(self._waiting):
            wanted, future = waiting
            if future.done() or wanted(call):
                self._waiting.remove(waiting)
                if not future.done():
                    future.set_result(call)

    def next(self, wanted: Callable[[Call], bool]) -> asyncio.Future[Call]:
        """The next matching call, once it has come."""
        future: asyncio.Future[Call] = asyncio.get_running_loop().create_future()
        self._waiting.append((wanted, future))
        return future


class Telegram:
    """The sandbox, the people in it, and the calls that the bots make."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.calls = Calls()
        sandbox.api.calls = self.calls

    def prepare(self, *tokens: str, people: Iterable[int]) -> None:
        """Register bots and people."""
        for token in tokens:
            self.sandbox.bot_username(token)
        for chat_id in people:
            self.sandbox.user(user_id=chat_id, first_name=f"Person {chat_id}")

    def phone(self, chat_id: int, token: str) -> Phone:
        """A person's private chat with a bot."""
        return self.sandbox.phones[chat_id].with_bot(token)

    def begin(self, chat_id: int, token: str) -> None:
        """Let a bot write to a person, as after a /start."""
        self.sandbox.store.bot(token).dialogs.setdefault(chat_id, Dialog())

    async def wait_for(self, sent: int, seconds: float) -> None:
        """Wait until the bots have sent so many messages. Raises ``NoReply`` after ``seconds``."""
        if self.calls.sent >= sent:
            return
        try:
            async with asyncio.timeout(seconds):
                await self.calls.next(lambda _: self.calls.sent >= sent)
        except TimeoutError:
            raise NoReply(sent - self.calls.sent) from None

    def sent(self, *, since: datetime) -> list[Call]:
        """The messages of the bots since then (aware UTC), oldest first, including refused ones."""
        return [call for call in self.calls if call.method == SENT and call.at >= since]


@asynccontextmanager
async def open_telegram(*, flood: bool = False) -> AsyncIterator[Telegram]:
    """Start a sandbox, with Telegram's flood limits if ``flood``; it ends with the block."""
    async with await Sandbox.start() as sandbox:
        sandbox.flood.on = flood
        yield Telegram(sandbox)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The cost of a bot: processor seconds of all threads, statements with BEGIN and COMMIT, and
    commits with changes, the only ones that wait for the disk.
    """

    processor: float = 0.0
    statements: int = 0
    commits: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return self._with(other, 1)

    def __sub__(self, other: "Cost") -> "Cost":
        return self._with(other, -1)

    def _with(self, other: "Cost", sign: int) -> "Cost":
        names = [each.name for each in fields(self)]
        return Cost(**{n: getattr(self, n) + sign * getattr(other, n) for n in names})


class RunningBot:
    """A bot in a process of its own. Its errors are raised as ``BotEnded`` here."""

    def __init__(self, process: Process, token: str, log: Path) -> None:
        self.process = process
        self.token = token
        self._log = log

    async def ready(self) -> None:
        """Wait until the bot is ready."""
        await self._line()

    async def go(self) -> None:
        """Start the bot."""
        await self._tell(GO)

    async def stop(self) -> Cost:
        """Pause the bot; returns its cost since it was started."""
        await self._tell(STOP)
        return Cost(**json.loads(await self._line()))

    async def _tell(self, word: str) -> None:
        assert self.process.stdin is not None, "opened with a pipe"
        self.process.stdin.write(f"{word}\n".encode())
        await self.process.stdin.drain()

    async def _line(self) -> str:
        line = await first_line(self.process)
        if not line:
            raise BotEnded("\n".join(self._log.read_text().splitlines()[-LOG_LINES:]))
        return line


@asynccontextmanager
async def open_bot(
    name: str, telegram: Telegram, folder: Path, *more: str
) -> AsyncIterator[RunningBot]:
    """Start a bot, which ends with the block; ``more`` are further arguments of its class."""
    log = folder / f"{name}.log"
    token = PEERS_TOKEN if name in ("bare", "plain") else TOKEN
    command = ("-m", "benchmarks.processes", name, telegram.sandbox.url, token, str(folder), *more)
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdin=PIPE, stdout=PIPE, stderr=errors
        )
    try:
        yield RunningBot(process, token, log)
    finally:
        await end(process)


async def first_line(process: Process) -> str:
    """The next line that a process prints; empty if it has ended."""
    assert process.stdout is not None, "opened with a pipe"
    return (await process.stdout.readline()).decode().strip()


async def end(process: Process) -> None:
    """Ask a process to end and wait until it has."""
    if process.returncode is None:
        process.terminate()
    await process.wait()


def memory(process: Process) -> float:
    """The memory of a process in megabytes; 0 if unknown."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(kilobytes) / 1024


# The process of a bot


class Bot(Protocol):
    """A bot to be compared."""

    async def open(self) -> None:
        """Get ready."""

    async def run(self, stop: asyncio.Event) -> None:
        """Handle updates until stopped; it is run several times."""

    async def close(self) -> None:
        """Close the database and all connections."""


class Meter:
    """Counts on every connection that SQLite's driver opens from now on."""

    def __init__(self) -> None:
        self._statements = 0
        self._commits = 0
        self._connect = sqlite3.connect
        for module in (sqlite3, sqlite3.dbapi2):  # aiosqlite uses the one, SQLAlchemy the other
            setattr(module, "connect", self._connected)  # noqa: B010  # mypy forbids the plain form

    def cost(self) -> Cost:
        """The cost since the process began."""
        return Cost(
            processor=time.process_time(), statements=self._statements, commits=self._commits
        )

    def _connected(self, *args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._connect(*args, **options)
        written = 0

        def note(statement: str) -> None:
            nonlocal written
            if statement.startswith("--"):
                return  # a statement of a trigger
            self._statements += 1
            word = statement.split(None, 1)[0].upper()
            if word == "COMMIT" and connection.total_changes > written:
                self._commits += 1
                written = connection.total_changes
            elif word in WRITES and not connection.in_transaction:
                self._commits += 1

        connection.set_trace_callback(note)
        return connection


async def serve(bot: Bot, meter: Meter) -> None:
    """Obey the lines on the standard input. Raises the errors of the bot."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    await bot.open()
    print(READY, flush=True)
    while (await lines.readline()).decode().strip() == GO:
        before = meter.cost()
        stop = asyncio.Event()
        running = asyncio.create_task(bot.run(stop))
        told = asyncio.create_task(lines.readline())
        await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await running
        await told
        print(json.dumps(asdict(meter.cost() - before)), flush=True)
    await bot.close()


def main() -> None:
    """Parse the command line and serve."""
    name, url, token, folder, *more = sys.argv[1:]
    meter = Meter()
    module, kind = BOTS[name]
    # Each process imports its own bot only.
    make = cast("Callable[..., Bot]", getattr(import_module(module), kind))
    asyncio.run(serve(make(url, token, Path(folder), *more), meter))


if __name__ == "__main__":
    main()
