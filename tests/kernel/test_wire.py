"""The wire: what a failed call is known to have done, and how calls look from outside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.delivery.channel import Channel, Shown
from bot.delivery.outcomes import Fault, Undelivered
from sandbox import Sandbox
from tests.kernel.conftest import TOKEN
from tests.ports import free_port

pytestmark = pytest.mark.faults

HELLO = Shown(html="<b>1 &lt; 2</b>", rows=())


@asynccontextmanager
async def channel(api_base: str, proxy: str | None = None) -> AsyncIterator[Channel]:
    opened = Channel(TOKEN, api_base=api_base, proxy=proxy, paced=False)
    try:
        yield opened
    finally:
        await opened.close()


async def fault_of(opened: Channel) -> Fault:
    with pytest.raises(Undelivered) as failed:
        await opened.introduce()
    return failed.value.failure.fault


@asynccontextmanager
async def server(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that reads a request, sends these bytes and hangs up."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()

    started = await asyncio.start_server(serve, "127.0.0.1")
    async with started:
        port = started.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}", heard


async def test_without_a_connection_nothing_was_done() -> None:
    async with channel(f"http://127.0.0.1:{free_port()}") as opened:
        assert await fault_of(opened) is Fault.UNDONE


async def test_without_its_proxy_nothing_was_done(sandbox: Sandbox) -> None:
    async with channel(sandbox.url, f"http://127.0.0.1:{free_port()}") as opened:
        assert await fault_of(opened) is Fault.UNDONE
    assert sandbox.calls == []


async def test_a_call_goes_through_the_proxy() -> None:
    async with server(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") as (proxy, heard):
        async with channel("http://telegram.example", proxy) as opened:
            assert await fault_of(opened) is Fault.UNDONE
        assert heard[0].startswith(b"POST http://telegram.example/bot4242:")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhat?",
        b"what?\r\n\r\n",
    ],
    ids=["nothing", "cut off", "no JSON", "no HTTP"],
)
async def test_where_the_answer_is_lost_nobody_knows(answer: bytes) -> None:
    async with server(answer) as (url, _), channel(url) as opened:
        assert await fault_of(opened) is Fault.UNKNOWN


async def test_a_proxy_of_the_environment_is_none_of_ours(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    async with channel(sandbox.url) as opened:
        assert await opened.introduce() == sandbox.bot_username(TOKEN)


async def test_what_was_closed_says_nothing_more(sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    alice.start()
    async with channel(sandbox.url) as opened:
        await opened.introduce()
        assert await opened.send(alice.user_id, HELLO, silent=False) > 0
    with pytest.raises(Undelivered):
        await opened.send(alice.user_id, HELLO, silent=False)
    assert [each.text for each in alice.visible if each.from_bot] == ["1 < 2"]
