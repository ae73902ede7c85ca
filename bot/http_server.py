"""The HTTP server: reads bodies only as far as a handler asks for them."""

import asyncio
from contextlib import suppress
from typing import Final

from aiohttp import web

LINGER_BYTES: Final = 64 * 1024
LINGER_SECONDS = 1.0


def make_runner(app: web.Application, *, stop_seconds: float) -> web.AppRunner:
    """A runner of an app that stops within so many seconds. It decompresses nothing, and closes a
    connection instead of reading the rest of its body.
    """
    return web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=stop_seconds / 2,  # it waits twice: for the response, and for its end
        auto_decompress=False,
        lingering_time=0,
    )


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
