"""How the desk listens for HTTP: it reads what it asked for, as it comes, and nothing else."""

import asyncio
from contextlib import suppress
from typing import Final

from aiohttp import web

LINGER_BYTES: Final = 64 * 1024
LINGER_SECONDS = 1.0


def make_runner(app: web.Application, *, stop_seconds: float) -> web.AppRunner:
    """What serves an app and stops within so many seconds. It unpacks nothing, and closes a
    connection on whatever of a body no handler has read.
    """
    return web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=stop_seconds / 2,  # it waits twice: for the answer, and for its end
        auto_decompress=False,
        lingering_time=0,
    )


async def reject(request: web.Request, status: int) -> web.StreamResponse:
    """Answer with a status, and close the connection without reading the rest of the body.

    A small one that is still on its way is let in, as closing on it would cut off the answer.
    """
    response = web.Response(status=status)
    response.force_close()
    left = LINGER_BYTES
    with suppress(OSError, web.RequestPayloadError):  # the line broke, or it took too long
        await response.prepare(request)
        await response.write_eof()
        async with asyncio.timeout(LINGER_SECONDS):
            while left > 0 and (read := await request.content.readany()):
                left -= len(read)
    return response
