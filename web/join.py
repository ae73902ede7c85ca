"""Joining on the page, without Telegram: by the link of an invitation.

An administrator confirms who has opened it, and then gives the person a link to make a passkey. Who
is let in at once makes it now.
"""

import hmac
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from aiohttp import web

from handlers.input.pii_detector import find_personal
from liaison.core.cards import Text, text
from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.errors import UserError
from liaison.core.people import hash_token
from liaison.core.references import CodePrefix
from liaison.core.transaction import InvitationLinks, People, Tx
from liaison.pages import service
from liaison.pages.rules import LinkNotValid
from liaison.people.invitation_service import Newcomer, join
from liaison.people.rules import NAMELESS, clean_name
from web.backend import Backend
from web.rendering import page

_RANDOM_BYTES: Final = 6
_ADDRESS: Final = re.compile(r"[:/@]|[.]\w")
"""What a link has, and a name has not."""
Counted = Callable[[web.Request], AbstractAsyncContextManager[None]]
"""Counts the wrong links of a peer."""


class NotAName(UserError):
    """A name without a letter, or that looks like a link or like personal data."""

    key = "error-join-name"


class Join:
    """Lets people join."""

    def __init__(self, backend: Backend, counted: Counted) -> None:
        self._backend = backend
        self._counted = counted

    def routes(self) -> list[web.RouteDef]:
        """The routes of joining."""
        return [web.get("/join/{token}", self.show), web.post("/join/{token}", self.join)]

    async def show(self, request: web.Request) -> web.Response:
        """Ask for the name of who opened a link; the link stays unused."""
        try:
            async with self._backend.transaction() as tx:
                await _check(tx, request.match_info["token"])
        except UserError as error:
            return _said(request, error.text(), status=web.HTTPNotFound.status_code)
        return self._ask(request)

    async def join(self, request: web.Request) -> web.Response:
        """Use a link for a name; sent twice, it is used once."""
        given = await request.post()
        who, name = str(given.get("who", "")), str(given.get("name", "")).strip()
        if not hmac.compare_digest(str(given.get("signature", "")).encode(), self._sign(who)):
            return self._ask(request, text("web-check-again"), name)
        address = Address(FIRST_NEWCOMER + int(who, 16))
        try:
            async with self._counted(request), self._backend.transaction() as tx:
                refused, link = await _join(tx, request.match_info["token"], address, name)
        except LinkNotValid as error:
            return _said(request, error.text(), status=web.HTTPNotFound.status_code)
        except UserError as error:
            return self._ask(request, error.text(), name)
        if link is not None:
            raise web.HTTPSeeOther(link)
        if refused is not None:
            return _said(request, refused, status=web.HTTPForbidden.status_code)
        return _said(request, text("join-waits"))

    def _ask(self, request: web.Request, wrong: Text | None = None, name: str = "") -> web.Response:
        who = self._backend.random(_RANDOM_BYTES).hex()
        values = {"asks": True, "who": who, "signature": self._sign(who).decode(), "name": name}
        status = 200 if wrong is None else 400
        return page(request, "join.html", status=status, said=wrong, **values)

    def _sign(self, who: str) -> bytes:
        return hmac.digest(self._backend.key, f"join {who}".encode(), "sha256").hex().encode()


async def _join(tx: Tx, token: str, address: Address, name: str) -> tuple[Text | None, str | None]:
    """Use a link; returns why it was refused, and the link to make a passkey of who is let in at
    once. Raises ``UserError``.
    """
    if clean_name(name) == NAMELESS or _ADDRESS.search(name) or _is_personal(tx, name):
        raise NotAName
    invitations = tx.of(InvitationLinks)
    if not await invitations.waits(address):
        await _check(tx, token)
    shown = await join(tx, Newcomer(address=address, name=name), token)
    person = await tx.of(People).by_address(address)
    if person is not None:
        return None, await service.make_link(tx, person, by=None)
    waits = await invitations.waits(address)
    return None if waits or shown is None else shown.lines[0], None


async def _check(tx: Tx, token: str) -> None:
    if not await tx.of(InvitationLinks).usable([hash_token(token)]):
        raise LinkNotValid


def _said(request: web.Request, said: Text, *, status: int = 200) -> web.Response:
    return page(request, "join.html", status=status, said=said, asks=False)


def _is_personal(tx: Tx, name: str) -> bool:
    known, prefixes = tx.agreement.vocabularies, tx.registry.all(CodePrefix)
    return find_personal(name, known, prefixes=prefixes, today=tx.now.date()) is not None
