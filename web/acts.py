"""Acting: a pressed button or a typed text becomes an update, as if it came from a chat."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from aiohttp import web

from liaison.core.channels import Address
from liaison.core.transaction import Conversations, ConversationState
from web.reading import read
from web.rendering import page, show_card
from web.sessions import BACKEND, LINE, SESSION, TEXT, Session

MAX_TYPED: Final = 4096
"""As many characters as a message of a chat can have."""
MAX_SECRET: Final = 64
SECRET: Final = "secret"
"""The name of the field for what is not shown again, such as a PIN."""


async def act(request: web.Request) -> web.Response:
    """Do what a button or a typed text says, and go to the page that shows the answer."""
    session, given = request[SESSION], await request.post()
    typed = _typed(given)
    if session is None:
        return lost(request, given)
    signature = str(given.get("signature", ""))
    if "line" in given:
        line = str(given["line"])
        if not session.has_signed(signature, LINE, line):
            return again(request, 403, "error-button", {})
        update = pressed(session.address, request.app[BACKEND].now(), line)
    elif not session.has_signed(signature, TEXT):
        return again(request, 403, "web-check-again", given)
    elif len(typed) > MAX_TYPED or len(str(given.get(SECRET, ""))) > MAX_SECRET:
        return again(request, 413, "web-too-long", given)
    elif typed := typed or str(given.get(SECRET, "")).strip():
        answers = "asked" in given and not typed.startswith("/")
        if answers and given["asked"] != await _asked_now(request, session):
            return again(request, 409, "web-asked-meanwhile", given)
        update = await _said(request, session, typed, about=str(given.get("about", "")))
    else:
        raise web.HTTPSeeOther("/")
    await request.app[BACKEND].answer(session.address, update)
    raise web.HTTPSeeOther("/")


def asked_of(session: Session, stored: ConversationState) -> str:
    """A mark of what a person is asked or checks: another window may have gone on."""
    draft, check = stored.drafts.get(stored.writing or ""), stored.check and stored.check.id
    return session.sign(TEXT, repr((stored.state, stored.line, draft, check)))


async def _asked_now(request: web.Request, session: Session) -> str:
    async with request.app[BACKEND].transaction() as tx:
        return asked_of(session, await tx.of(Conversations).get(session.person.address))


def lost(request: web.Request, given: Mapping[str, object]) -> web.Response:
    """Say that the session has ended, with what was typed; nothing was done."""
    return again(request, 401, "web-session-over", given)


def again(
    request: web.Request, status: int, wrong: str, given: Mapping[str, object]
) -> web.Response:
    """Say why nothing was done, with what was typed."""
    kept = {"typed": _typed(given), "about": str(given.get("about", ""))}
    return page(request, "again.html", status=status, wrong=wrong, **kept)


def _typed(given: Mapping[str, object]) -> str:
    return str(given.get("text", "")).replace("\r\n", "\n").replace("\0", "").strip()


def pressed(address: Address, at: datetime, line: str) -> Mapping[str, Any]:
    """The press of a button with that line, as an update."""
    button = {"text": "-", "callback_data": line}
    message = _message(address, at, [[button]])
    press = {"id": "0", "from": _sender(address), "chat_instance": "0", "data": line}
    return {"update_id": 0, "callback_query": press | {"message": message}}


def said(address: Address, at: datetime, typed: str, *, name: str = "-") -> Mapping[str, Any]:
    """A typed text, as an update."""
    message = _message(address, at, None)
    return {"update_id": 0, "message": message | {"from": _sender(address, name), "text": typed}}


async def _said(
    request: web.Request, session: Session, typed: str, *, about: str
) -> Mapping[str, Any]:
    """A typed text; below what a page shows, it is a reply to that."""
    now = request.app[BACKEND].now()
    update = said(session.address, now, typed)
    if about:
        async with request.app[BACKEND].transaction() as tx:
            shown = await read(tx, session.person, about)
        if shown is not None:
            rows = show_card(request, session, shown).rows
            buttons = [[{"text": e.label, "callback_data": e.line} for e in row] for row in rows]
            update["message"]["reply_to_message"] = _message(session.address, now, buttons)
    return update


def _sender(address: Address, name: str = "-") -> dict[str, Any]:
    return {"id": address, "is_bot": False, "first_name": name}


def _message(
    address: Address, at: datetime, buttons: Sequence[Sequence[Mapping[str, str]]] | None
) -> dict[str, Any]:
    chat = {"id": address, "type": "private"}
    message: dict[str, Any] = {"message_id": 1, "date": int(at.timestamp()), "chat": chat}
    return message | ({} if buttons is None else {"reply_markup": {"inline_keyboard": buttons}})
