"""A browser without windows: keeps its cookie, follows links, and posts forms."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from secrets import token_urlsafe
from typing import Any

from aiohttp import ClientResponse, ClientSession
from typing_extensions import override

from bot.i18n.formatting import without_isolates
from liaison.core.channels import page_of
from liaison.core.people import hash_token
from liaison.pages.model import PageSession
from liaison.pages.repository import PageSessions
from tests.scenario import ScenarioDriver, person_of
from web.sessions import SESSION_COOKIE

URL = "https://page.example"
_TAG, _GAP = re.compile("<[^>]*>"), re.compile(r"\s+")


@dataclass
class Form:
    """A form of a page: where it is posted, with what, and the words of its button."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    label: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.addresses: list[str] = []
        self._in_form = False
        self._link: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [given[name] for name in ("href", "src", "action") if name in given]
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
            self._in_form = True
        elif self._in_form and "name" in given:
            self.forms[-1].fields[given["name"]] = given.get("value", "")
        elif tag == "a":
            self._link = given["href"]

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "a":
            self._link = None

    @override
    def handle_data(self, data: str) -> None:
        shown = without_isolates(data).strip()
        if self._in_form and shown:
            self.forms[-1].label = shown
        elif self._link is not None and shown:
            self.links[shown] = self._link


async def open_session(driver: ScenarioDriver, name: str) -> str:
    """Open a session of somebody, without a passkey; returns its token."""
    token = token_urlsafe(32)
    async with driver.app.database.transaction() as tx:
        person = await person_of(tx, driver[name])
        session = PageSession(
            token_hash=hash_token(token),
            address=page_of(person.id),
            opened_at=tx.now,
            used_at=tx.now,
        )
        await tx.of(PageSessions).add(session)
    return token


@dataclass(eq=False)
class Visitor:
    """A person at a browser. ``shown`` is the page that is open, as the server sent it."""

    http: ClientSession
    base: str
    driver: ScenarioDriver
    name: str
    token: str
    shown: str = ""
    status: int = 0

    @classmethod
    async def signed_in(
        cls, http: ClientSession, base: str, driver: ScenarioDriver, name: str
    ) -> "Visitor":
        """Somebody who has just signed in, without a passkey."""
        return cls(http, base, driver, name, await open_session(driver, name))

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"{SESSION_COOKIE}={self.token}"}

    async def request(self, method: str, path: str, **given: Any) -> ClientResponse:
        """Ask for a path without following where it leads."""
        headers = {**self.headers, **given.pop("headers", {})}
        async with self.http.request(
            method, f"{self.base}{path}", headers=headers, allow_redirects=False, **given
        ) as response:
            await response.read()
            return response

    async def get(self, path: str = "/") -> str:
        """Open a path."""
        return await self._open(await self.request("GET", path))

    async def _open(self, response: ClientResponse) -> str:
        self.status = response.status
        if response.status == 303:
            return await self.get(response.headers["Location"])
        self.shown = await response.text()
        return self.text

    @property
    def text(self) -> str:
        """What the open page says."""
        return without_isolates(unescape(_TAG.sub("", self.shown)))

    @property
    def read(self) -> _Reader:
        """The forms and links of the open page."""
        reader = _Reader()
        reader.feed(self.shown)
        return reader

    def form(self, label: str) -> Form:
        """The form with this button, or that leads behind More."""
        found = [each for each in self.read.forms if each.label.casefold() == label.casefold()]
        if not found:
            raise LookupError([each.label for each in self.read.forms])
        return found[0]

    async def post(self, path: str, fields: dict[str, str], **given: Any) -> str:
        """Post fields, and open what comes."""
        return await self._open(await self.request("POST", path, data=fields, **given))

    async def press(self, label: str) -> str:
        """Press a button of the open page."""
        form = self.form(label)
        return await self.post(form.action, form.fields)

    async def choose(self, key: str, **values: object) -> str:
        """Press a button by the key of its label."""
        return await self.press(self.driver[self.name].words(f"{key}.button", **values))

    async def follow(self, label: str) -> str:
        """Follow a link of the open page."""
        return await self.get(self.read.links[label])

    async def write(self, words: str) -> str:
        """Type a text into the field of the open page."""
        form = next(each for each in self.read.forms if {"text", "secret"} & {*each.fields})
        name = "secret" if "secret" in form.fields else "text"
        return await self.post(form.action, {**form.fields, name: words})
