"""Who may say anything costs little: nothing is unpacked, and nothing read that no one wants."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web

from bot import http_server
from bot.http_server import make_runner, reject
from bot.monitoring.health import HEALTH
from tests.ports import free_port
from tests.service.conftest import Open
from tests.service.test_running import running

HOST = "127.0.0.1"
PIECE, PIECES = bytes(1024 * 1024), 64
"""More than both ends of a line hold back."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def echo(request: web.Request) -> web.StreamResponse:
    return web.Response(body=await request.read())


async def away(request: web.Request) -> web.StreamResponse:
    return await reject(request, 401)


async def deaf(_request: web.Request) -> web.StreamResponse:
    return web.Response()


@asynccontextmanager
async def line_to(handler: Handler) -> AsyncIterator[Line]:
    """A line to what answers every post in one way."""
    app = web.Application()
    app.router.add_post("/", handler)
    runner = make_runner(app, stop_seconds=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        async with line(runner.addresses[0][1]) as opened:
            yield opened
    finally:
        await runner.cleanup()


@asynccontextmanager
async def line(port: int) -> AsyncIterator[Line]:
    read, write = await asyncio.open_connection(HOST, port)
    try:
        yield read, write
    finally:
        write.transport.abort()


def head(size: int, *more: str, ask: str = "POST /") -> bytes:
    lines = [f"{ask} HTTP/1.1", "Host: x", f"Content-Length: {size}", *more, "", ""]
    return "\r\n".join(lines).encode()


async def say_all(writer: asyncio.StreamWriter) -> None:
    """Send a large body. Raises ``ConnectionError`` if it is not read to the end."""
    for _ in range(PIECES):
        writer.write(PIECE)
        await writer.drain()


async def test_what_comes_packed_is_not_unpacked() -> None:
    packed = gzip.compress(bytes(1000))
    async with line_to(echo) as (reader, writer):
        closing = "Connection: close"
        writer.write(head(len(packed), "Content-Encoding: gzip", closing) + packed)
        assert (await reader.read()).endswith(packed)


@pytest.mark.parametrize("handler", [away, deaf])
async def test_a_body_that_no_one_wants_is_not_read_to_its_end(handler: Handler) -> None:
    async with line_to(handler) as (_, writer):
        writer.write(head(PIECES * len(PIECE)))
        with pytest.raises(ConnectionError):
            await say_all(writer)


async def test_a_client_that_sends_more_after_the_answer_still_gets_it_whole() -> None:
    async with line_to(away) as (reader, writer):
        writer.write(head(2))
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 401 ")
        assert b"connection: close" in answer.lower()
        writer.write(b"{}")
        await reader.read()  # raises where the line is cut off


async def test_silent_connections_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "LINGER_SECONDS", 0.01)
    async with line_to(away) as (reader, writer):
        writer.write(head(2))
        assert (await reader.read()).startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize("limit", ["MOST", "MOST_OF_ONE"])
async def test_a_connection_over_the_limit_is_closed_at_once(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(http_server, "is_private", lambda _: False)
    monkeypatch.setattr(http_server, limit, 2)
    refused: list[bool] = []
    app = web.Application()
    app.router.add_post("/", echo)
    runner = make_runner(app, stop_seconds=1.0, on_refused=lambda: refused.append(True))
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    port = runner.addresses[0][1]
    async with line(port) as (reader, writer):
        async with line(port):
            for _ in range(3):
                async with line(port) as (closed, _):
                    with suppress(ConnectionError):
                        assert await asyncio.wait_for(closed.read(), 5) == b""
        while len(runner.server.connections if runner.server else ()) > 1:  # noqa: ASYNC110
            await asyncio.sleep(0)
        async with line(port) as opened:
            for read, write in ((reader, writer), opened):
                write.write(head(2) + b"{}")
                assert (await read.readuntil(b"{}")).startswith(b"HTTP/1.1 200 ")
    await runner.cleanup()
    assert len(refused) == 3


@pytest.mark.parametrize(
    ("address", "private"),
    [("127.0.0.1", True), ("172.18.0.3", True), ("fe80::1%eth0", True), ("8.8.8.8", False)],
)
def test_a_proxy_may_have_more_connections(address: str, *, private: bool) -> None:
    assert http_server.is_private(address) is private


async def test_who_asks_how_the_service_is_may_not_send_much(open_service: Open) -> None:
    port = free_port()
    async with (
        open_service(settings={"health_port": port}) as service,
        running(service.app),
        line(await listening(port)) as (_, writer),
    ):
        writer.write(head(PIECES * len(PIECE), ask=f"GET {HEALTH}"))
        with pytest.raises(ConnectionError):
            await say_all(writer)


async def listening(port: int) -> int:
    """The port, once a server listens there."""
    while not await answers(port):
        pass
    return port


async def answers(port: int) -> bool:
    """Whether a server listens there."""
    try:
        async with line(port):
            return True
    except ConnectionError:
        return False
