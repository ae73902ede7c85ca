"""Calls to the Bot API: what a failed one is known to have done, and how they look from outside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.telegram.channel import Shown, TelegramChannel
from bot.telegram.client import ApiError, TelegramClient
from bot.telegram.send_errors import FailureKind, SendError
from sandbox import Fault as Broken
from sandbox import FaultKind, Phone, Sandbox
from tests.ports import free_port
from tests.service.conftest import TOKEN

HELLO = Shown(html="<b>1 &lt; 2</b>", rows=())


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[TelegramClient]:
    opened = TelegramClient(TOKEN, api_base=sandbox.url, proxy=None)
    yield opened
    await opened.close()


@asynccontextmanager
async def channel(api_base: str, proxy: str | None = None) -> AsyncIterator[TelegramChannel]:
    client = TelegramClient(TOKEN, api_base=api_base, proxy=proxy)
    opened = TelegramChannel(client)
    try:
        yield opened
    finally:
        await opened.close()


async def fault_of(opened: TelegramChannel) -> FailureKind:
    with pytest.raises(SendError) as failed:
        await opened.fetch_bot_name()
    return failed.value.failure.kind


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
        assert await fault_of(opened) is FailureKind.NOT_SENT


async def test_without_its_proxy_nothing_was_done(sandbox: Sandbox) -> None:
    async with channel(sandbox.url, f"http://127.0.0.1:{free_port()}") as opened:
        assert await fault_of(opened) is FailureKind.NOT_SENT
    assert sandbox.calls == []


async def test_a_call_goes_through_the_proxy() -> None:
    async with server(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") as (proxy, heard):
        async with channel("http://telegram.example", proxy) as opened:
            assert await fault_of(opened) is FailureKind.NOT_SENT
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
async def test_where_the_answer_is_lost_no_one_knows(answer: bytes) -> None:
    async with server(answer) as (url, _), channel(url) as opened:
        assert await fault_of(opened) is FailureKind.UNKNOWN


async def test_a_proxy_of_the_environment_is_none_of_ours(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    async with channel(sandbox.url) as opened:
        assert await opened.fetch_bot_name() == sandbox.bot_username(TOKEN)


async def test_a_closed_client_sends_nothing_more(sandbox: Sandbox, alice: Phone) -> None:
    alice.start()
    async with channel(sandbox.url) as opened:
        await opened.fetch_bot_name()
        assert await opened.send(alice.user_id, HELLO, silent=False) > 0
    with pytest.raises(SendError):
        await opened.send(alice.user_id, HELLO, silent=False)
    assert [each.text for each in alice.visible if each.from_bot] == ["1 < 2"]


async def test_updates_are_given_as_they_came(sandbox: Sandbox, client: TelegramClient) -> None:
    alice = sandbox.user(first_name="Alice")
    alice.say("12345")
    strange = {"update_id": 7, "message": {"text": [None, 1.5], "a_field_of_tomorrow": {}}}
    sandbox.inject(strange, lane=alice.user_id)
    asked = {"timeout": 0, "allowed_updates": ["message"], "limit": 100}
    assert await client.ask("getUpdates", asked, seconds=5) == sandbox.pending()
    assert strange in sandbox.pending()


@pytest.mark.parametrize(
    ("fault", "code", "pause"),
    [
        (Broken(FaultKind.ERROR, code=401, description="Unauthorized"), "token", 60.0),
        (Broken(FaultKind.ERROR, code=404, description="Not Found"), "token", 60.0),
        (Broken(FaultKind.ERROR, code=429, description="x", retry_after=3), "flood", 3.0),
        (Broken(FaultKind.ERROR, code=409, description="a webhook"), "webhook-active", None),
        (Broken(FaultKind.ERROR, code=409, description="Conflict: other"), "conflict", None),
        (Broken(FaultKind.ERROR, code=400, description="Bad Request: x"), "refused", None),
        (Broken(FaultKind.ERROR, code=502, html=True), "server", None),
        (Broken(FaultKind.ERROR, code=200, html=True), "garbage", None),
        (Broken(FaultKind.ERROR, code=200, description="x"), "garbage", None),
        (Broken(FaultKind.HANG_UP_BEFORE), "network ServerDisconnectedError", None),
    ],
)
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
async def test_a_raw_call_that_fails_gives_the_reason(
    sandbox: Sandbox,
    client: TelegramClient,
    fault: Broken,
    code: str,
    pause: float | None,
    known: bool,
) -> None:
    if known:
        await client.bot.initialize()
    fault.method, fault.applied = "getWebhookInfo", 0
    sandbox.faults.add(fault)
    with pytest.raises(ApiError) as failed:
        await client.ask("getWebhookInfo", {}, seconds=5)
    assert (failed.value.code, failed.value.pause) == (code, pause)


async def test_a_raw_call_ends_when_its_time_is_up(client: TelegramClient) -> None:
    with pytest.raises(ApiError, match="network TimeoutError"):
        await client.ask("getUpdates", {"timeout": 5}, seconds=0.01)


@pytest.mark.parametrize("body", [b"[]", b'"what?"', b"[" * 100_000], ids=["list", "text", "deep"])
async def test_an_answer_that_is_no_object_is_garbage(body: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    async with server(head + body) as (url, _):
        opened = TelegramClient(TOKEN, api_base=url, proxy=None)
        with pytest.raises(ApiError, match="garbage"):
            await opened.ask("getWebhookInfo", {}, seconds=5)
        await opened.close()
