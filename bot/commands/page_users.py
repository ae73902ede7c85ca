"""The test users without Telegram in the demonstration: each has a page of the service alone."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import count
from secrets import token_urlsafe
from typing import Any, Final

from aiohttp import web
from typing_extensions import override

from bot.app import App
from bot.web import PageServer
from liaison.core.cards import one_page
from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.people import Person, hash_token
from liaison.core.transaction import People, Tx
from liaison.pages.model import PageMessage, PageSession
from liaison.pages.repository import PageMessages, PageSessions
from liaison.pages.rules import page_address
from liaison.todos.views import is_today_message
from sandbox.api.reply_markup import Button
from sandbox.api.text import parsed
from sandbox.state.store import Store, User
from sandbox.users.actions import ShownMessage
from sandbox.users.phone import Phone
from web.acts import pressed, said
from web.backend import RenderedCard
from web.rendering import NEAR, of_page
from web.sessions import set_cookie

SIGN_IN: Final = "/sign-in/demo"
_numbers = count(FIRST_NEWCOMER)


class PageUser(Phone):
    """A test user whose page is in the place of the phone: ``act`` does there what was typed and
    pressed, and ``look`` reads what it shows.
    """

    def __init__(self, store: Store, *, name: str, language: str, now: Callable[[], datetime]):
        super().__init__(store, User(next(_numbers), name, language_code=language))
        self._now = now
        self._waiting: list[Mapping[str, Any]] = []
        self._shown: list[ShownMessage] = []

    @property
    def address(self) -> Address:
        """Where the page of the user is."""
        return Address(self.user_id)

    @property
    @override
    def transcript(self) -> list[ShownMessage]:
        return list(self._shown)

    @property
    @override
    def newest_first(self) -> Iterator[ShownMessage]:
        return reversed(self._shown)

    @property
    @override
    def keyboard_labels(self) -> list[str]:
        return []

    @override
    def say(self, text: str, *, reply_to: int | None = None, via_bot: bool = False) -> int:
        name = self.user.first_name
        self._waiting.append(said(self.address, self._now(), text, name=name))
        return 0

    @override
    def press(self, label: str) -> None:
        buttons = [each for shown in self._shown for row in shown.buttons for each in row]
        found = [each.data for each in buttons if each.label == label]
        if not found:
            raise LookupError([each.label for each in buttons])
        self._waiting.append(pressed(self.address, self._now(), found[-1] or ""))

    async def act(self, app: App) -> None:
        """Do what was typed and pressed."""
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            await app.dispatcher.answer(self.address, each)

    async def look(self, app: App) -> None:
        """Read the page, in the language of the user if it is chosen."""
        async with app.database.transaction(decides=False) as tx:
            person = await tx.of(People).by_address(self.address)
            found = await tx.of(PageMessages).of(self.address)
        texts, languages = app.catalog, app.agreement.languages
        if person is not None:
            texts = texts.for_reader(person.party, app.clock.now(), NEAR)
            languages = languages if person.language is None else (person.language,)
        self._shown = [
            _as_in_a_chat(each, texts.render(of_page(one_page(each.card)), languages))
            for each in found
            if not is_today_message(each.card)
        ]


def _as_in_a_chat(message: PageMessage, rendered: RenderedCard) -> ShownMessage:
    text, entities = parsed(rendered.html)
    return ShownMessage(
        message_id=message.number,
        from_bot=True,
        text=text,
        entities=tuple(entities),
        buttons=tuple(
            tuple(Button(label, data=line) for label, line in row) for row in rendered.rows
        ),
        date=int(message.sent_at.timestamp()),
        document_name=message.file_name,
        document=message.file,
    )


class DemoPage(PageServer):
    """The page, which also signs in a test user by an address that the demonstration made."""

    @property
    @override
    def app(self) -> web.Application:
        app = super().app
        app.router.add_get(f"{SIGN_IN}/{{token}}", _sign_in)
        return app


async def sign_in_address(tx: Tx, person: Person) -> str:
    """The address at which a browser is signed in as a person without Telegram, without a
    passkey.
    """
    token = token_urlsafe()
    session = PageSession(
        token_hash=hash_token(token),
        address=page_address(person),
        opened_at=tx.now,
        used_at=tx.now,
    )
    await tx.of(PageSessions).add(session)
    return f"{tx.page_url}{SIGN_IN}/{token}"


async def _sign_in(request: web.Request) -> web.Response:
    """Go on to the page; browsers do not send the cookie if they are redirected from elsewhere."""
    shown = '<!doctype html><title>-</title><meta http-equiv="refresh" content="0; url=/">'
    response = web.Response(text=shown, content_type="text/html")
    set_cookie(response, request.match_info["token"])
    return response
