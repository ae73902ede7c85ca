"""Telegram waits neither for a blocked database nor for strangers."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot import http_server
from bot.telegram import webhook
from bot.telegram.webhook import LARGEST_BODY, SECRET_HEADER, Webhook
from bot.telegram.webhook_registration import WebhookRegistrar
from tests.ports import free_port
from tests.service.telegram.test_webhook import SECRET, post, update
from tests.service.test_http_server import HOST, PIECE, PIECES, answers, head, line, say_all

AGAIN = (503, "5")


class Receiver:
    """Keeps what it is given, but only once it is let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.asked: list[int] = []
        self.commits: list[list[int]] = []
        self.too_deep: list[int] = []

    @property
    def kept(self) -> list[int]:
        return [number for commit in self.commits for number in commit]

    async def receive(self, updates: Sequence[Any]) -> None:
        numbers = [each["update_id"] for each in updates]
        self.asked += numbers
        await self.let.wait()
        if set(numbers) & set(self.too_deep):
            raise RecursionError
        self.commits.append(numbers)


class Silent:
    """Tells Telegram nothing."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        self.begun.set()
        await stop.wait()


class Posted:
    """A webhook, and where it is posted to."""

    def __init__(self, receiver: Receiver) -> None:
        self.port = free_port()
        self.address = f"{HOST}:{self.port}"
        self.announcing = Silent()
        self.answers: list[int] = []
        self.stop = asyncio.Event()
        self.webhook = Webhook(
            cast("WebhookRegistrar", self.announcing),
            receiver.receive,
            path="/updates",
            secrets=(SECRET,),
            listen=(HOST, self.port),
            on_contact=self._hear,
            on_post=self.answers.append,
        )

    async def _hear(self) -> None:
        """No one wants to know."""


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "KEEP_SECONDS", 0.01)


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[Posted]:
    message = Posted(receiver)
    task = asyncio.create_task(message.webhook.run(message.stop))
    await message.announcing.begun.wait()
    try:
        yield message
    finally:
        message.stop.set()
        await task


async def packed(address: str, body: bytes, secret: str, encoding: str = "gzip") -> int:
    headers = {SECRET_HEADER: secret, "Content-Encoding": encoding}
    async with (
        ClientSession() as session,
        session.post(f"http://{address}/updates", data=body, headers=headers) as response,
    ):
        assert response.headers.get("Connection") == (None if response.ok else "close")
        return response.status


@pytest.mark.parametrize("body", [gzip.compress(update(), mtime=0), b"no gzip", b""])
async def test_packed_bodies_are_refused_after_the_secret(receiver: Receiver, body: bytes) -> None:
    receiver.let.set()
    async with listening(receiver) as message:
        assert await packed(message.address, body, "wrong") == 401
        assert await packed(message.address, body, SECRET) == 415
        assert await packed(message.address, update(), SECRET, "Identity") == 200
        assert message.answers == [401, 415, 200]
    assert receiver.kept == [7]


@pytest.mark.parametrize(
    "known", [(), (f"{SECRET_HEADER}: {SECRET}",)], ids=["stranger", "Telegram"]
)
async def test_no_one_is_listened_to_beyond_what_is_theirs(
    receiver: Receiver, known: tuple[str, ...]
) -> None:
    async with listening(receiver) as message, line(message.port) as (_, writer):
        size = PIECES * len(PIECE)
        assert size > LARGEST_BODY
        writer.write(head(size, *known, ask="POST /updates"))
        with pytest.raises(ConnectionError):
            await say_all(writer)


async def test_what_can_be_read_but_not_be_written_down_is_refused(receiver: Receiver) -> None:
    receiver.too_deep = [7]
    receiver.let.set()
    async with listening(receiver) as message:
        assert await post(message.address, update()) == (400, "")


@pytest.mark.parametrize(("too_deep", "commits"), [([], [[0], [1, 2, 3]]), ([2], [[0], [1], [3]])])
async def test_updates_that_come_during_a_commit_share_the_next_one(
    receiver: Receiver, too_deep: list[int], commits: list[list[int]]
) -> None:
    receiver.too_deep = too_deep
    async with listening(receiver) as message:
        posts = list[asyncio.Task[tuple[int, str]]]()
        for number in range(4):
            posts.append(asyncio.create_task(post(message.address, update(number))))
            while number not in message.webhook._keeping:
                await answers(message.port)
        receiver.let.set()
        statuses = [(await each)[0] for each in posts]
    assert statuses == [400 if number in too_deep else 200 for number in range(4)]
    assert receiver.commits == commits


async def test_a_body_that_does_not_come_to_its_end_is_not_waited_for(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "READ_SECONDS", 0.01)
    monkeypatch.setattr(http_server, "LINGER_SECONDS", 0.01)
    async with listening(receiver) as message, line(message.port) as (reader, writer):
        writer.write(head(2, f"{SECRET_HEADER}: {SECRET}", ask="POST /updates") + b"{")
        assert (await reader.read()).startswith(b"HTTP/1.1 400 ")


@pytest.mark.usefixtures("impatient")
async def test_what_takes_too_long_is_asked_for_again_and_goes_on_once(receiver: Receiver) -> None:
    with capture_logs() as logs:
        async with listening(receiver) as message:
            assert await post(message.address, update()) == AGAIN
            assert await post(message.address, update()) == AGAIN
            assert receiver.asked == [7]
            receiver.let.set()
    assert receiver.kept == [7]
    assert [each["event"] for each in logs] == ["webhook-slow"] * 2


@pytest.mark.usefixtures("impatient")
async def test_where_too_much_is_under_way_no_more_is_begun(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "MAX_UNDER_WAY", 2)
    with capture_logs() as logs:
        async with listening(receiver) as message:
            for number in range(4):
                assert await post(message.address, update(number)) == AGAIN
            assert receiver.asked == [0]
            assert message.webhook.turned_away == 2
            receiver.let.set()
            monkeypatch.setattr(webhook, "KEEP_SECONDS", 60.0)
            assert await post(message.address, update(2)) == (200, "")
    assert receiver.kept == [0, 1, 2]
    assert [each["event"] for each in logs] == ["webhook-slow"] * 2 + ["webhook-full"] * 2


@pytest.mark.usefixtures("impatient")
async def test_what_is_under_way_at_the_stop_is_finished(receiver: Receiver) -> None:
    async with listening(receiver) as message:
        assert await post(message.address, update()) == AGAIN
        message.stop.set()
        while await answers(message.port):
            pass
        receiver.let.set()
    assert receiver.kept == [7]


@pytest.mark.usefixtures("impatient")
async def test_what_does_not_end_is_not_waited_for_at_the_stop(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "STOP_SECONDS", 0.01)
    async with listening(receiver) as message:
        assert await post(message.address, update()) == AGAIN
        [under_way] = message.webhook._keeping.values()
    await asyncio.wait({under_way})
    assert under_way.cancelled()
    assert receiver.kept == []
