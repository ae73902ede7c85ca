"""Who uses the page: sessions, their cookies, and the signatures of what a session was shown."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from liaison.core.channels import Address
from liaison.core.people import Person, hash_token
from liaison.core.transaction import People
from liaison.pages.repository import PageSessions
from liaison.pages.rules import is_over
from web.backend import Backend, Texts

SESSION_COOKIE: Final = "__Host-session"
TOUCHED_AFTER = timedelta(minutes=1)
"""How old the last use of a session may be before a further one is saved."""
LINE, TEXT, NEWS = "line", "text", "news"
"""What a signature is for: the command line of a button, all other forms, what a page has shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in person, and where the acts and messages of the page belong."""

    token: str = field(repr=False)
    address: Address
    person: Person
    opened_at: datetime

    def sign(self, purpose: str, what: str = "") -> str:
        """Sign what this session is shown, so that no one else can post it."""
        return sign(self.token, purpose, what)

    def has_signed(self, given: str, purpose: str, what: str = "") -> bool:
        """Whether this session was shown that."""
        return hmac.compare_digest(
            given.encode("utf-8", "replace"), self.sign(purpose, what).encode()
        )


def sign(token: str, purpose: str, what: str = "") -> str:
    """Sign what the session of a token is shown."""
    key = hmac.digest(token.encode(), b"forms", "sha256")
    return hmac.digest(key, f"{purpose} {what}".encode(), "sha256").hex()


BACKEND = web.AppKey("backend", Backend)
SESSION: web.RequestKey[Session | None] = web.RequestKey("session", Session)
LANGUAGES: web.RequestKey[Sequence[str]] = web.RequestKey("languages", Sequence)


def session_of(request: web.Request) -> Session:
    """The session of a request behind the middleware that asks for one."""
    session = request[SESSION]
    if session is None:
        raise web.HTTPUnauthorized
    return session


def set_cookie(response: web.StreamResponse, token: str) -> None:
    """Give a browser its session, which ends with the browser or before."""
    response.set_cookie(
        SESSION_COOKIE, token, path="/", secure=True, httponly=True, samesite="Strict"
    )


def drop_cookie(response: web.StreamResponse) -> None:
    """Take the session from a browser."""
    response.del_cookie(SESSION_COOKIE, path="/", secure=True, httponly=True, samesite="Strict")


async def find_session(backend: Backend, token: str | None, *, uses: bool = True) -> Session | None:
    """The session of a cookie, if it is open and its person has access. ``uses``: its idle time
    begins again.
    """
    if not token or not token.isascii():
        return None
    async with backend.transaction() as tx:
        sessions, token_hash = tx.of(PageSessions), hash_token(token)
        stored = await sessions.find(token_hash)
        if stored is None or is_over(stored, tx.now):
            return None
        person = await tx.of(People).by_address(stored.address)
        if person is None or not person.active:
            return None
        if uses and tx.now >= stored.used_at + TOUCHED_AFTER:
            await sessions.touch(token_hash)
    return Session(token=token, address=stored.address, person=person, opened_at=stored.opened_at)


def languages_of(request: web.Request, session: Session | None, texts: Texts) -> Sequence[str]:
    """The language of a page: that of the person; before it is chosen, the one that is asked for,
    or that the browser prefers.
    """
    known = texts.agreement.languages
    if session is not None and session.person.language is not None:
        return (session.person.language,)
    accepted = request.headers.get("Accept-Language", "").replace(";", ",").split(",")
    asked = [request.query.get("language", ""), *(each.strip()[:2].lower() for each in accepted)]
    return (next((each for each in asked if each in known), texts.agreement.prevailing),)
