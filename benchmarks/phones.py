"""A sandbox in a process of its own, and the phones in it: no part of the time of either bot."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp

from benchmarks.cast import Said, chats

LOOK_SECONDS = 0.02
AT_ONCE = 20
COUNTED = "sendMessage"
CHATS = chats()


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a bot, when it had come (aware UTC), and with which code it was answered."""

    chat_id: int
    at: datetime
    code: int


class NoReply(Exception):
    """A bot answered less than it was told, in all the time it was given."""


class Phones:
    """The phones of all people, and what reached them."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.url = url
        self._session = session
        self._counter = 0
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def prepare(self, *tokens: str, people: Sequence[int] = CHATS) -> None:
        """Make the bots and the people known.

        A fault that delays by nothing is a counter of the calls that it meets.
        """
        for token in tokens:
            await self._ask("POST", "/bots", token=token)
        for chat_id in people:
            await self._ask("POST", "/users", user_id=chat_id, first_name=f"Person {chat_id}")
        counter = await self._ask("POST", "/faults", kind="slow", method=COUNTED, times=None)
        self._counter = counter["id"]

    async def put_off(self, chat_id: int, seconds: int) -> None:
        """Answer the first message to a chat with 429; to be said before ``prepare``."""
        fault = {"kind": "error", "method": COUNTED, "chat_id": chat_id, "retry_after": seconds}
        await self._ask("POST", "/faults", **fault)

    async def say(self, said: Said, token: str) -> None:
        """Let a person write to a bot."""
        async with self._turn:
            await self._ask("POST", f"/users/{said.chat_id}/say", text=said.words, bot=token)

    async def sent(self) -> int:
        """How many messages the bots have sent."""
        found = await self._ask("GET", "/faults")
        return int(found["faults"][self._counter]["met"])

    async def wait_for(self, sent: int, seconds: float) -> None:
        """Wait until the bots have sent so many. Raises ``NoReply`` after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while await self.sent() < sent:  # noqa: ASYNC110  # in another process
                    await asyncio.sleep(LOOK_SECONDS)
        except TimeoutError:
            raise NoReply(sent - await self.sent()) from None

    async def heard(self, *, since: datetime) -> list[Heard]:
        """The messages that have come since then, oldest first."""
        found = await self._ask("GET", "/calls")
        return [
            Heard(call["chat_id"], at, call["code"])
            for call in found["calls"]
            if call["method"] == COUNTED.lower()
            and (at := datetime.fromisoformat(call["at"])) >= since
        ]

    async def _ask(self, verb: str, path: str, **given: Any) -> Any:
        body = given or None
        async with self._session.request(verb, f"{self.url}/sandbox{path}", json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


@asynccontextmanager
async def open_phones(*options: str) -> AsyncIterator[Phones]:
    """Start a sandbox; it ends with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", *options, stdout=PIPE
    )
    try:
        url = await first_line(process)
        async with aiohttp.ClientSession() as session:
            yield Phones(session, url)
    finally:
        await end(process)


async def first_line(process: Process) -> str:
    """The next line that a process prints; empty where it has ended."""
    if process.stdout is None:
        return ""
    return (await process.stdout.readline()).decode().strip()


async def end(process: Process) -> None:
    """Ask a process to end and wait until it has."""
    if process.returncode is None:
        process.terminate()
    await process.wait()
