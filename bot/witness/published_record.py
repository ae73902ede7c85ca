"""Gives the audit record over HTTP to a witness who has the token."""

from contextlib import aclosing
from hmac import compare_digest
from http import HTTPStatus

from aiohttp import web

from bot.witness.statements import signed_lines
from storage.crypto import KeyRing
from storage.database import Database

RECORD = "/record"


class PublishedRecord:
    """Answers ``/record?after=N``: the entries after the one with that number, and a signed
    statement, a line each. Without the token the answer is 401, without a number 400.
    """

    def __init__(self, database: Database, ring: KeyRing, token: str) -> None:
        self._database = database
        self._ring = ring
        self._expected = f"Bearer {token}".encode()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        if not compare_digest(given, self._expected):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        after = request.query.get("after", "0")
        if not (after.isascii() and after.isdecimal() and len(after) <= 18):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        response = web.StreamResponse(headers={"Content-Type": "application/jsonl"})
        await response.prepare(request)
        async with aclosing(signed_lines(self._database, self._ring, after=int(after))) as lines:
            async for line in lines:
                await response.write(line.encode("ascii"))
        await response.write_eof()
        return response
