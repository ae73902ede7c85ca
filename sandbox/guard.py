"""Rejects requests of a browser that do not come from the sandbox's own page.

To listen on loopback is not enough: any site that is open in a browser may send requests to this
machine, by its address or by a name of the site's own (DNS rebinding).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


def is_here(host: str) -> bool:
    """Whether a `Host` header, with or without a port, is a loopback name."""
    try:
        return urlsplit(f"//{host}").hostname in NAMES
    except ValueError:
        return False


@web.middleware
async def own_callers(request: web.Request, handler: Any) -> web.StreamResponse:
    """Reject with 403 requests for another host, or from the page of another site."""
    if not is_here(request.host):
        raise web.HTTPForbidden(reason="Forbidden: only loopback names are answered")
    if request.headers.get("Origin", f"http://{request.host}") != f"http://{request.host}":
        raise web.HTTPForbidden(reason="Forbidden: another site's page is not answered")
    found: web.StreamResponse = await handler(request)
    return found
