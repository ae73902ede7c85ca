"""The web application: routes, sessions, and what every answer has in common."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from math import ceil
from typing import Final
from urllib.parse import quote

import structlog
from aiohttp import web

from handlers.input.conversation import protected_line
from liaison.core.cards import MENU, Button, card, one_page, text
from liaison.core.transaction import Conversations, Tx
from liaison.letters.rules import SCAN
from liaison.letters.service import UnknownLetter, called_for
from liaison.letters.views import scanned_line
from liaison.pages.model import PageMessage
from liaison.pages.repository import PageMessages, Passkeys
from liaison.todos.views import is_today_message
from web import sign_in
from web.acts import act, again, asked_of, lost
from web.backend import Backend
from web.beside import BESIDE, nothing
from web.calendar import PATH, CalendarFeed
from web.events import News, news_mark
from web.reading import is_view, read
from web.rendering import FOLDER, navigation_of, page, show_card
from web.sessions import (
    BACKEND,
    LANGUAGES,
    SESSION,
    SESSION_COOKIE,
    Session,
    find_session,
    languages_of,
    session_of,
)

log = structlog.get_logger()

LARGEST_BODY: Final = 64 * 1024
READ_SECONDS: Final = 10.0
"""The time limit for reading a body."""
BODIES: Final = ("application/x-www-form-urlencoded", "application/json")
OPEN: Final = ("/sign-in", "/enrol/", "/join/", sign_in.IN_TELEGRAM, PATH)
"""The paths that need no session."""
STATIC: Final = "/static/"
MAX_MESSAGES: Final = 50
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SECONDS_OF_HTTPS: Final = 365 * 24 * 60 * 60
"""How long a browser that was here asks for the page by HTTPS alone."""
WRONG: Final = {
    401: "web-session-over",
    404: "web-not-found",
    413: "web-too-long",
    415: "web-only-text",
}
"""The sentences of errors."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(backend: Backend) -> web.Application:
    """The page of a service, which it reaches through its backend."""
    app = web.Application(
        client_max_size=LARGEST_BODY, middlewares=[_with_errors, _with_body, _with_session]
    )
    app[BACKEND] = backend
    news = News(backend)
    app.add_routes(
        [
            web.get("/", home, allow_head=False),
            web.get("/show", show, allow_head=False),
            web.get("/file/{number:[0-9]{1,9}}", file, allow_head=False),
            web.get("/letter/{code}", letter, allow_head=False),
            web.get("/events", news.stream, allow_head=False),
            web.post("/act", act),
            web.static("/static", FOLDER / "static"),
            *sign_in.routes(backend),
            *CalendarFeed(backend).routes(),
        ]
    )
    app.on_response_prepare.append(_add_headers)
    app.on_shutdown.append(news.close)
    return app


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    if request.app[BACKEND].url.startswith("https:"):
        response.headers["Strict-Transport-Security"] = f"max-age={SECONDS_OF_HTTPS}"
    is_static = request.path.startswith(STATIC)
    response.headers.setdefault("Cache-Control", "no-cache" if is_static else "no-store")
    response.headers.popall("Server", None)


@web.middleware
async def _with_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer an error with one sentence in the language of the reader."""
    request[SESSION] = None
    request[LANGUAGES] = languages_of(request, None, request.app[BACKEND].texts)
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < web.HTTPBadRequest.status_code:
            raise
        status, allow = error.status, error.headers.get("Allow")
    except Exception:  # whatever fails, the reader gets a sentence
        log.exception("page-failed")
        status, allow = web.HTTPInternalServerError.status_code, None
    wrong = "web-failed" if status >= web.HTTPInternalServerError.status_code else "web-refused"
    response = again(request, status, WRONG.get(status, wrong), {})
    if allow is not None:
        response.headers["Allow"] = allow
    return response


@web.middleware
async def _with_body(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read what is posted, if this page may have posted it: a text of few bytes."""
    if request.method in {"GET", "HEAD"}:
        return await handler(request)
    backend, sent = request.app[BACKEND], request.headers
    site, origin = sent.get("Sec-Fetch-Site", "same-origin"), sent.get("Origin", "null")
    # Browsers call the origin of a form null where no referrer may be sent.
    if site not in {"same-origin", "none"} or origin not in {backend.url, "null"}:
        raise web.HTTPForbidden
    is_utf_8 = (request.charset or "utf-8").lower() == "utf-8"
    if request.content_type not in BODIES or "Content-Encoding" in sent or not is_utf_8:
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(READ_SECONDS):
            await request.post() if request.content_type == BODIES[0] else await request.read()
    except (TimeoutError, ConnectionError):
        raise web.HTTPRequestTimeout from None
    except UnicodeError:
        raise web.HTTPBadRequest from None
    return await handler(request)


@web.middleware
async def _with_session(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find who asks; without an open session there is only the page to sign in."""
    if request.path.startswith(STATIC):
        return await handler(request)
    backend, is_stream = request.app[BACKEND], request.path == "/events"
    session = await find_session(backend, request.cookies.get(SESSION_COOKIE), uses=not is_stream)
    request[SESSION] = session
    request[LANGUAGES] = languages_of(request, session, backend.texts)
    if session is None and not (is_stream or request.path.startswith(OPEN)):
        return await _without_session(request)
    return await handler(request)


async def _without_session(request: web.Request) -> web.StreamResponse:
    if request.method in {"GET", "HEAD"}:
        [language, *_] = request[LANGUAGES]
        scanned = sign_in.code_of_letter(request.match_info.get("code", ""))
        then = f"&letter={scanned}" if scanned else ""
        raise web.HTTPSeeOther(f"/sign-in?language={language}{then}")
    return lost(request, await request.post())


async def home(request: web.Request) -> web.StreamResponse:
    """The last answer, the messages of who has no chat, and Today in place of its message."""
    session, backend = session_of(request), request.app[BACKEND]
    async with backend.transaction() as tx:
        registry = tx.registry
        found = await tx.of(PageMessages).of(session.address)
        stored = await tx.of(Conversations).get(session.person.address)
        today = await read(tx, session.person, "today")
        keys = await tx.of(Passkeys).of(session.person.id) if protected_line(stored) else ()
        mark = await news_mark(tx, session)
        answer = next((each for each in found if each.is_answer), None)
        if answer and answer.shown_at is not None and not stored.open_questions:
            answer = await _as_it_is_now(tx, session, answer)
    if answer and answer.sent_at < session.opened_at and not stored.open_questions:
        answer = None
    end = None if answer is None else answer.until
    messages = [each for each in reversed(found) if not each.is_answer]
    recent = [e for at, e in enumerate(messages) if e.shown_at is None or at < MAX_MESSAGES]
    response = page(
        request,
        "home.html",
        navigation=navigation_of(request, session, registry),
        here="today",
        mark=mark,
        answer=answer and _shown(request, session, answer, acts=stored.open_questions > 0),
        messages=[
            _shown(request, session, each) for each in recent if not is_today_message(each.card)
        ],
        today=None if today is None else show_card(request, session, today),
        asks=stored.state is not None,
        asked=asked_of(session, stored),
        asks_secret=stored.asks_for_pin,
        takes_passkey=any(each.with_pin for each in keys),
        ends_in=None if end is None else ceil((end - backend.now()).total_seconds()),
    )
    new = [each.number for each in (*recent, answer) if each and each.shown_at is None]
    if new:
        async with backend.transaction() as tx:
            await tx.of(PageMessages).mark_shown(session.address, *new)
    return response


async def _as_it_is_now(tx: Tx, session: Session, answer: PageMessage) -> PageMessage:
    """An answer that was shown before; a record that it shows may have changed since."""
    present = await read(tx, session.person, answer.card.view) if answer.card.view else None
    return answer if present is None else replace(answer, card=present)


def _shown(
    request: web.Request, session: Session, message: PageMessage, *, acts: bool = False
) -> dict[str, object]:
    return {
        "card": show_card(request, session, one_page(message.card), acts=acts),
        "toast": None if message.toast in message.card.lines else message.toast,
        "at": message.sent_at,
        "is_new": message.shown_at is None,
        "number": message.number,
        "file_name": message.file_name,
    }


async def show(request: web.Request) -> web.StreamResponse:
    """What a command shows to this person; one answer to what there is not, or not for this one."""
    session, line = session_of(request), request.query.get("line", "")
    if not is_view(line):
        raise web.HTTPNotFound
    template, beside = BESIDE.get(line.split()[0], ("show.html", nothing))
    async with request.app[BACKEND].transaction() as tx:
        registry = tx.registry
        stored = await tx.of(Conversations).get(session.person.address)
        shown = await read(tx, session.person, line)
        if shown is None:
            raise web.HTTPNotFound
        title = shown.lines[0] if shown.lines else text("web-name")
        values = {"title": title, **await beside(tx, session.person, line, request.query)}
        waits = await tx.of(PageMessages).unshown([session.address])
        mark = "" if waits else await news_mark(tx, session)
    return page(
        request,
        template,
        navigation=navigation_of(request, session, registry),
        here=line,
        mark=mark,
        line=line,
        card=show_card(request, session, shown),
        asks=stored.state is not None,
        asked=asked_of(session, stored),
        **values,
    )


async def letter(request: web.Request) -> web.StreamResponse:
    """The button that opens what a scanned letter calls for: to follow a link does nothing yet."""
    session, typed = session_of(request), request.match_info["code"]
    try:
        async with request.app[BACKEND].transaction() as tx:
            registry = tx.registry
            code, _ = await called_for(tx, session.person, typed)
    except UnknownLetter:
        return again(request, web.HTTPNotFound.status_code, "error-unknown-letter", {})
    opens = (Button(text("button-letter-open"), f"{SCAN} {typed}"),)
    return page(
        request,
        "show.html",
        navigation=navigation_of(request, session, registry),
        here="",
        mark="",
        line="",
        title=text("command-letter"),
        card=show_card(request, session, card(scanned_line(code), rows=[opens, MENU])),
        asks=False,
        asked="",
    )


async def file(request: web.Request) -> web.StreamResponse:
    """A file that a message of the own page has."""
    session, number = session_of(request), int(request.match_info["number"])
    async with request.app[BACKEND].transaction() as tx:
        found = await tx.of(PageMessages).of(session.address)
    for each in found:
        if each.number == number and each.file is not None:
            name = quote(each.file_name or "file", safe="")
            return web.Response(
                body=each.file,
                content_type="application/octet-stream",
                headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
            )
    raise web.HTTPNotFound
