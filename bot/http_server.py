"""The HTTP server: reads bodies only as far as a handler asks for them, and of few at once."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Final

from aiohttp import web
from typing_extensions import override

from bot.settings import PREFIX, SettingsError
from liaison.core.cards import text

MOST = 400
"""The connections open at once."""
MOST_OF_ONE = 40
"""Those of one address, but for the private ones: a proxy has one of these."""
LINGER_BYTES: Final = 64 * 1024
LINGER_SECONDS = 1.0


class _Runner(web.AppRunner):
    """Closes each connection over the limits at once."""

    __slots__ = ("on_refused",)
    on_refused: Callable[[], None]

    @override
    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        made = server.connection_made

        def limited(handler: web.RequestHandler, transport: asyncio.Transport) -> None:
            lines = [each.transport for each in server.connections]
            peers = [_peer(each) for each in lines if each is not None and not each.is_closing()]
            made(handler, transport)
            its = _peer(transport)
            if len(peers) >= MOST or (peers.count(its) >= MOST_OF_ONE and not is_private(its)):
                self.on_refused()
                transport.abort()

        server.connection_made = limited  # type: ignore[method-assign]
        return server


async def listen(runner: web.AppRunner, host: str, port: int, *names: str) -> None:
    """Begin to listen at the address that the settings of these names give. Raises
    ``SettingsError`` if that is not possible, as where the port is in use.
    """
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        where = {"name": ", ".join(PREFIX + each for each in names), "value": f"{host}:{port}"}
        raise SettingsError(text("setup-listen-taken", **where)) from None


def _peer(transport: asyncio.BaseTransport) -> str:
    """The address at the other end; empty if it is gone."""
    return str((transport.get_extra_info("peername") or ("",))[0])


def is_private(address: str) -> bool:
    """Whether an address is of this machine or of its own network."""
    return ip_address(address.partition("%")[0]).is_private if address else False


def make_runner(
    app: web.Application, *, stop_seconds: float, on_refused: Callable[[], None] = lambda: None
) -> web.AppRunner:
    """A runner of an app that stops within so many seconds. It decompresses nothing, and closes a
    connection instead of reading the rest of its body; ``on_refused`` is called for each that is
    closed because there are too many.
    """
    runner = _Runner(
        app,
        access_log=None,
        shutdown_timeout=stop_seconds / 2,  # it waits twice: for the response, and for its end
        auto_decompress=False,
        lingering_time=0,
    )
    runner.on_refused = on_refused
    return runner


async def reject(request: web.Request, status: int) -> web.StreamResponse:
    """Answer with a status, and close the connection without reading the rest of the body. A small
    rest is read, as closing too early would cut off the response.
    """
    response = web.Response(status=status)
    response.force_close()
    left = LINGER_BYTES
    with suppress(OSError, web.RequestPayloadError):  # the connection broke, or it took too long
        await response.prepare(request)
        await response.write_eof()
        async with asyncio.timeout(LINGER_SECONDS):
            while left > 0 and (read := await request.content.readany()):
                left -= len(read)
    return response
