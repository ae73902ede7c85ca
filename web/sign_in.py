"""Signing in and out, and a passkey in the place of the PIN: pages, and what their script asks."""

import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final

from aiohttp import web

from handlers.input.conversation import protected_line
from liaison.core.cards import text
from liaison.core.errors import UserError
from liaison.core.outbox import NO_BUTTONS
from liaison.core.transaction import Conversations, Tx
from liaison.letters.rules import read_code
from liaison.pages import service
from liaison.pages.repository import PageMessages, Passkeys
from liaison.pages.rules import (
    CHALLENGE_VALID_FOR,
    TRIES_OF_ALL,
    LinkNotValid,
    PasskeyRejected,
    SignInRejected,
    TooManySignIns,
    WrongTry,
    check_tries,
)
from liaison.people import pin_service
from liaison.people.pins import is_waiting
from web import passkeys
from web.acts import pressed
from web.backend import Backend
from web.init_data import read_init_data
from web.join import Join
from web.rendering import page
from web.sessions import (
    LANGUAGES,
    SESSION,
    TEXT,
    Session,
    drop_cookie,
    session_of,
    set_cookie,
    sign,
)

CHALLENGE_COOKIE: Final = "__Host-challenge"
SIGN_IN, ENROL = "sign-in", "enrol"
IN_TELEGRAM: Final = "/telegram"
"""The page that the button Open of the chat opens."""
_HOME, _MAX_AGE = "/", int(CHALLENGE_VALID_FOR.total_seconds())
_NETWORK_BITS: Final = 64
"""The first bits of an IPv6 address, which are those of one subscriber."""
_Answer = Callable[[web.Request], Awaitable[web.Response]]


def routes(backend: Backend) -> list[web.RouteDef]:
    """The routes of signing in."""
    pages = SignIn(backend)
    return [
        web.get("/sign-in", pages.show),
        web.post("/sign-in/options", pages.ask_passkey),
        web.post("/sign-in/finish", pages.in_words(pages.sign_in)),
        web.get("/enrol/{token}", pages.show_link),
        web.post("/enrol/{token}/options", pages.in_words(pages.ask_new_passkey)),
        web.post("/enrol/{token}/finish", pages.in_words(pages.enrol)),
        web.get(IN_TELEGRAM, pages.show_in_telegram, allow_head=False),
        web.post(IN_TELEGRAM, pages.in_words(pages.sign_in_from_telegram)),
        web.post("/confirm/options", pages.in_words(pages.ask_to_confirm)),
        web.post("/confirm/finish", pages.in_words(pages.confirm)),
        web.post("/sign-out", pages.sign_out),
        *Join(backend, pages.counted).routes(),
    ]


def code_of_letter(said: str) -> str:
    """The code of a scanned letter, which is opened after signing in; empty if it is none."""
    return said if read_code(said) else ""


class SignIn:
    """Signs people in, and counts in memory what was wrong of each peer."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._wrong: deque[WrongTry] = deque(maxlen=2 * TRIES_OF_ALL)

    async def show(self, request: web.Request) -> web.Response:
        """Show how to sign in; who is signed in goes on."""
        if request.get(SESSION) is not None:
            raise web.HTTPSeeOther(_HOME)
        return page(request, "sign_in.html", step=SIGN_IN, action="/sign-in", error="")

    async def ask_passkey(self, request: web.Request) -> web.Response:
        """Give the browser a challenge to sign in."""
        challenge = passkeys.new_challenge(self._backend, SIGN_IN)
        return _challenged(challenge, passkeys.request_options(self._backend, challenge))

    async def sign_in(self, request: web.Request) -> web.Response:
        """Sign in who has answered the challenge. Raises ``UserError``."""
        async with self.counted(request):
            given = await _credential(request)
            cookie = request.cookies.get(CHALLENGE_COOKIE)
            challenge = passkeys.read_challenge(self._backend, SIGN_IN, cookie)
            async with self._backend.transaction() as tx:
                key = await tx.of(Passkeys).find(str(given.get("id")))
                if key is None:
                    raise SignInRejected
                sign_count = passkeys.verify_assertion(self._backend, challenge, given, key)
                at = challenge.given_at
                token = await service.sign_in(tx, key, sign_count=sign_count, challenged_at=at)
                await _end_earlier(request, tx)
        scanned = code_of_letter(request.query.get("letter", ""))
        return _signed_in(token, to=f"/letter/{scanned}" if scanned else _HOME)

    async def show_in_telegram(self, request: web.Request) -> web.Response:
        """Show the page whose script passes on what Telegram has signed; not to who comes from
        another site, which could sign its visitors in as someone else.
        """
        if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            raise web.HTTPSeeOther("/sign-in")
        return page(request, "telegram.html")

    async def sign_in_from_telegram(self, request: web.Request) -> web.Response:
        """Sign in who has opened the page in Telegram. Raises ``UserError``."""
        async with self.counted(request):
            given = read_init_data(self._backend, (await _given(request)).get("data"))
            async with self._backend.transaction() as tx:
                token = await service.sign_in_from_telegram(
                    tx, given.chat, signature=given.signature, signed_at=given.at
                )
                await _end_earlier(request, tx)
        return _signed_in(token)

    async def show_link(self, request: web.Request) -> web.Response:
        """Show how to make a passkey. Nothing is used up, as what carries a link may open it before
        its person does.
        """
        token, error, status = request.match_info["token"], "", 200
        try:
            async with self._backend.transaction() as tx:
                await service.find_link(tx, token)
        except UserError as rejected:
            error, status = self._sentence(request, rejected), _status(rejected)
        action = f"/enrol/{token}"
        return page(request, "sign_in.html", status=status, step=ENROL, action=action, error=error)

    async def ask_new_passkey(self, request: web.Request) -> web.Response:
        """Give the browser a challenge to make a passkey. Raises ``UserError``."""
        token = request.match_info["token"]
        async with self.counted(request), self._backend.transaction() as tx:
            link, person = await service.find_link(tx, token)
            keys = await tx.of(Passkeys).of(person.id)
        # One that counts as the PIN may take the place of one that does not.
        known = [each for each in keys if each.with_pin or not link.with_pin]
        challenge = passkeys.new_challenge(self._backend, f"{ENROL} {token}")
        name = self._backend.texts.plain(text("profile-name"), request[LANGUAGES][0])
        options = passkeys.creation_options(self._backend, challenge, person, known, service=name)
        return _challenged(challenge, options)

    async def enrol(self, request: web.Request) -> web.Response:
        """Save the passkey that the browser has made, and sign in. Raises ``UserError``."""
        token = request.match_info["token"]
        async with self.counted(request):
            given = await _credential(request)
            cookie = request.cookies.get(CHALLENGE_COOKIE)
            challenge = passkeys.read_challenge(self._backend, f"{ENROL} {token}", cookie)
            key = passkeys.verify_new(self._backend, challenge, given)
            async with self._backend.transaction() as tx:
                session = await service.enrol(tx, token, key)
                await _end_earlier(request, tx)
        return _signed_in(session)

    async def ask_to_confirm(self, request: web.Request) -> web.Response:
        """Give the browser a challenge for a passkey in the place of the PIN."""
        session = session_of(request)
        async with self._backend.transaction() as tx:
            keys = await tx.of(Passkeys).of(session.person.id)
        challenge = passkeys.new_challenge(self._backend, _confirming(session))
        known = [each for each in keys if each.with_pin]
        return _challenged(challenge, passkeys.request_options(self._backend, challenge, known))

    async def confirm(self, request: web.Request) -> web.Response:
        """Take a passkey in the place of the PIN, and do what waits for that. Raises
        ``UserError``.
        """
        session = session_of(request)
        try:
            async with self.counted(request):
                line = await self._confirmed(request, session)
        except SignInRejected:
            raise PasskeyRejected from None
        await self._backend.answer(
            session.address, pressed(session.address, self._backend.now(), line)
        )
        return _without_challenge(web.json_response({"to": _HOME}))

    async def _confirmed(self, request: web.Request, session: Session) -> str:
        """The command line that waited for the PIN. Raises ``UserError``."""
        given, cookie = await _credential(request), request.cookies.get(CHALLENGE_COOKIE)
        challenge = passkeys.read_challenge(self._backend, _confirming(session), cookie)
        async with self._backend.transaction() as tx:
            key = await tx.of(Passkeys).find(str(given.get("id")))
            if key is None or key.person != session.person.id or not key.with_pin:
                raise SignInRejected
            sign_count = passkeys.verify_assertion(self._backend, challenge, given, key)
            at = challenge.given_at
            person = await service.use_passkey(tx, key, sign_count=sign_count, challenged_at=at)
            conversations = tx.of(Conversations)
            waiting = await conversations.get(person.address)
            line = protected_line(waiting)
            if line is None or not is_waiting(waiting.until, tx.now):
                raise UserError("error-pin-too-late")
            await pin_service.accept_passkey(tx, person, session.address)
            # The question is over, also if the act is refused then.
            await conversations.set(person.address, waiting.without_question())
            await tx.of(PageMessages).answer(session.address, NO_BUTTONS, toast=None, until=None)
        return line

    async def sign_out(self, request: web.Request) -> web.Response:
        """End the session of the browser, if its own form asks for that."""
        session, given = request.get(SESSION), await request.post()
        if session is not None:
            if not session.has_signed(str(given.get("signature")), TEXT):
                raise web.HTTPForbidden
            async with self._backend.transaction() as tx:
                await service.sign_out(tx, session.token)
        response = web.Response(status=303, headers={"Location": "/sign-in"})
        drop_cookie(response)
        return response

    def in_words(self, answer: _Answer) -> _Answer:
        """The same answer, or one sentence that says what was wrong."""

        async def in_words(request: web.Request) -> web.Response:
            try:
                return await answer(request)
            except UserError as rejected:
                said = {"error": self._sentence(request, rejected)}
                return web.json_response(said, status=_status(rejected))

        return in_words

    def _sentence(self, request: web.Request, rejected: UserError) -> str:
        return self._backend.texts.plain(rejected.text(), request[LANGUAGES][0])

    @asynccontextmanager
    async def counted(self, request: web.Request) -> AsyncIterator[None]:
        """Count what is wrong inside the block. Raises ``TooManySignIns`` before it."""
        peer, now = _peer(request), self._backend.now()
        check_tries(self._wrong, peer, now)
        try:
            yield
        except (LinkNotValid, SignInRejected):
            self._wrong.append(WrongTry(peer, now))
            raise


def _peer(request: web.Request) -> str:
    """Who asks, as the proxy says if one is between: an IPv4 address, or the network of an IPv6
    address.
    """
    remote = request.remote or ""
    address = _address(remote)
    if address is not None and address.is_private:
        *_, told = ",".join(request.headers.getall("X-Forwarded-For", [""])).split(",")
        address = _address(told.strip()) or address
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _NETWORK_BITS), strict=False))
    return remote if address is None else str(address)


def _address(written: str) -> IPv4Address | IPv6Address | None:
    """An address in any form that proxies write, also with a port."""
    bare = written.removeprefix("[").partition("]")[0].partition("%")[0]
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _status(rejected: UserError) -> int:
    match rejected:
        case TooManySignIns():
            return 429
        case LinkNotValid():
            return 404
        case _:
            return 403


async def _given(request: web.Request) -> dict[str, Any]:
    """What a script posts. Raises ``SignInRejected``."""
    try:
        given = json.loads(await request.text())
    except (ValueError, LookupError, RecursionError):
        raise SignInRejected from None
    if not isinstance(given, dict):
        raise SignInRejected
    return given


async def _credential(request: web.Request) -> dict[str, Any]:
    """What the authenticator answered. Raises ``SignInRejected``."""
    given = await _given(request)
    if not str(given.get("id")).isascii():
        raise SignInRejected
    return given


async def _end_earlier(request: web.Request, tx: Tx) -> None:
    """End the session that the browser had, so that none goes on under another person."""
    if (session := request.get(SESSION)) is not None:
        await service.sign_out(tx, session.token)


def _challenged(challenge: passkeys.Challenge, options: dict[str, Any]) -> web.Response:
    response = web.json_response(options)
    response.set_cookie(
        CHALLENGE_COOKIE,
        challenge.cookie,
        max_age=_MAX_AGE,
        path="/",
        secure=True,
        httponly=True,
        samesite="Strict",
    )
    return response


def _confirming(session: Session) -> str:
    return f"confirm {session.token}"


def _signed_in(token: str, *, to: str = _HOME) -> web.Response:
    """Go on in a new session, or send in it what was typed before."""
    response = web.json_response({"to": to, "signature": sign(token, TEXT)})
    set_cookie(response, token)
    return _without_challenge(response)


def _without_challenge(response: web.Response) -> web.Response:
    response.del_cookie(CHALLENGE_COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
    return response
