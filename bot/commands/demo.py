"""The demo: this service, driven by the sandbox's test users on the sandbox's clock."""

import asyncio
import socket
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from typing_extensions import override

from bot.app import App
from bot.commands.page_users import DemoPage, PageUser, sign_in_address
from bot.i18n.catalog import Catalog, Rendered
from bot.i18n.formatting import capitalized, plain, without_isolates
from bot.i18n.messages import Messages
from bot.profile.agreement_file import default_agreement
from bot.settings import Settings, SettingsError
from liaison.core.agreement import Agreement, Party, PartyCode
from liaison.core.cards import Card, Text, named, text
from liaison.core.channels import PAGE, Address, channel_of
from liaison.core.people import Person, Role, may_use
from liaison.core.transaction import People, Timestamps, Tx
from liaison.notifications.outages import LAST_CONTACT
from liaison.pages.repository import Passkeys
from liaison.pages.service import make_link
from liaison.people.invitation_service import invite
from liaison.people.repository import Pins
from liaison.reports.views import dashboard_card
from sandbox import Sandbox, demo
from sandbox.demo.driver import PIN
from storage.crypto import new_keys, owners_of, save_keys
from storage.migrations.migrate import upgrade
from storage.queue_metrics import QueueMetrics

TOKEN = SecretStr("7000001:" + "liaison-desk-in-the-sandbox-0000000")
A_SECOND = timedelta(seconds=1)


async def run(
    *,
    once: bool,
    language: str | None,
    port: int,
    say: Callable[[str], None],
    page_only: str | None = None,
) -> int:
    """Play the scenario in one language, or in each person's own; returns 1 after a failed step.

    Unless ``once``, it then runs on. The people of the Party ``page_only`` have no Telegram.
    """
    try:
        sandbox = await Sandbox.start(port=port)
    except OSError as error:
        raise SettingsError(text("setup-listen-taken", name="--port", value=str(port))) from error
    async with sandbox:
        with tempfile.TemporaryDirectory(prefix="liaison-demo-") as folder:
            keys_file = Path(folder) / "keys.json"
            save_keys(keys_file, new_keys(owners_of(default_agreement()), at=demo.MORNING))
            page = _free_port()
            database_url = f"sqlite:///{Path(folder) / 'demo.db'}"
            await asyncio.to_thread(upgrade, database_url)
            settings = Settings(
                token=TOKEN,
                api_base=sandbox.url,
                database_url=database_url,
                keys_file=keys_file,
                web_url=f"http://localhost:{page}",
                web_port=page,
            )
            sandbox.turn_to(demo.MORNING)
            service = DemoServer(
                lambda: DemoApp(settings, clock=sandbox.clock, paced=False, strict=True)
            )
            await service.open()
            try:
                return await demo.play(
                    sandbox, service, once=once, language=language, say=say, page_only=page_only
                )
            finally:
                await service.close()


def _free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


class TranslatedCatalog(Catalog):
    """A catalog that renders each card for one reader in every language of the agreement.
    ``translations`` has the text in each other language, as HTML, by the text as it was shown; and
    the rows of labels, with tabs between them, by the lines of the labels that were shown.
    """

    def __init__(
        self, messages: Mapping[str, Messages], *, agreement: Agreement, strict: bool
    ) -> None:
        super().__init__(messages, agreement=agreement, strict=strict)
        self.translations: dict[str, dict[str, str]] = {}

    def translated(self, shown: str, language: str) -> str | None:
        """The HTML of a shown text or label in a language; None if it is not known."""
        return self.translations.get(_shown_key(shown), {}).get(language)

    @override
    def render(self, card: Card, languages: Sequence[str], **options: Any) -> Rendered:
        made = super().render(card, languages, **options)
        for language in self._others(languages):
            other = super().render(card, [language], **options)
            self._keep(plain(made.html), language, other.html)
            for label, meaning in zip(_labels(made), _labels(other), strict=True):
                self._keep(label, language, meaning)
            rows = "\n".join("\t".join(label for label, _ in row) for row in other.rows)
            self._keep("\n".join(_labels(made)), language, rows)
        return made

    @override
    def toast(self, shown: Text, languages: Sequence[str]) -> str:
        made = super().toast(shown, languages)
        for language in self._others(languages):
            self._keep(made, language, super().toast(shown, [language]))
        return made

    @override
    def plain(self, shown: Text, language: str) -> str:
        made = super().plain(shown, language)
        for other in self._others([language]):
            self._keep(made, other, super().plain(shown, other))
        return made

    def _others(self, languages: Sequence[str]) -> Iterator[str]:
        """The languages of the agreement besides that of the only reader; none for several."""
        if len(languages) == 1:
            yield from (each for each in self.agreement.languages if each != languages[0])

    def _keep(self, shown: str, language: str, meaning: str) -> None:
        self.translations.setdefault(_shown_key(shown), {})[language] = meaning


def _shown_key(shown: str) -> str:
    return without_isolates(shown).strip()


def _labels(made: Rendered) -> Iterator[str]:
    return (label for row in made.rows for label, _ in row)


class DemoApp(App):
    """The service, with a catalog that translates what it shows."""

    catalog_type = TranslatedCatalog
    page_type = DemoPage


class DemoServer(demo.Service):
    """This service as the demo controls it: an ``app`` that ``make_app`` makes at each start."""

    def __init__(self, make_app: Callable[[], App]) -> None:
        self.make_app = make_app
        self._patience = A_SECOND
        self._closed = False
        self._due: Collection[str] = ()
        self._page_users: list[PageUser] = []
        self.app = make_app()

    @override
    async def open(self) -> None:
        if self._closed:
            before, self.app, self._closed = self.app.catalog, self.make_app(), False
            match before, self.app.catalog:
                case TranslatedCatalog(), TranslatedCatalog() as catalog:
                    catalog.translations = before.translations
        await self.app.open()

    @override
    async def close(self) -> None:
        self._closed = True
        await self.app.close()

    @override
    async def run(self, stop: asyncio.Event) -> None:
        await self.app.run(stop)

    @override
    async def settle(self) -> None:
        for each in self._page_users:
            await each.act(self.app)
        await self.app.settle()
        for each in self._page_users:
            await each.look(self.app)

    @override
    async def tick(self) -> None:
        await self.app.work(self._due, watched=False)

    @override
    async def next_moment(self, at: datetime) -> datetime:
        async with self.app.database.transaction(decides=False) as tx:
            found = await tx.of(QueueMetrics).next_at()
            ahead = [each for _, each in found.values() if each is not None]
            # A row that is due and still open waits for something other than time.
            overdue = any(is_due for is_due, _ in found.values())
            self._patience = 2 * self._patience if overdue else A_SECOND
            if overdue:
                ahead.append(self.app.clock.now() + self._patience)
            moment = min([at, *ahead])
            self._due = [name for name, each in found.items() if each[0] or each[1] == moment]
            await tx.of(Timestamps).record(moment, LAST_CONTACT)
        return moment

    @override
    async def next_due(self) -> datetime | None:
        async with self.app.database.transaction(decides=False) as tx:
            is_due, at = (await tx.of(QueueMetrics).next_at())["timers"]
        return None if is_due else at

    @override
    async def invite(self, *, party: str, role: str, agency: str) -> str:
        async with self.app.database.transaction() as tx:
            return await invite(
                tx, party=PartyCode(party), role=Role(role), agency=agency, actor=None
            )

    @override
    def words(
        self, key: str, language: str, values: dict[str, Any], party: str | None = None
    ) -> str:
        catalog = self.app.catalog
        if party:
            catalog = catalog.for_reader(PartyCode(party), self.app.clock.now())
        return catalog.plain(text(key, **values), language)

    @override
    def translated(self, shown: str, language: str) -> str | None:
        match self.app.catalog:
            case TranslatedCatalog() as catalog:
                return catalog.translated(shown, language)
        return None

    @override
    def language_name(self, code: str) -> str:
        return capitalized(self.app.catalog.plain(self.app.agreement.language_name(code), code))

    @override
    def page_user(self, sandbox: Sandbox, *, name: str, language: str) -> PageUser:
        user = PageUser(sandbox.store, name=name, language=language, now=sandbox.now)
        self._page_users.append(user)
        return user

    @override
    async def page_of(self, user_id: int) -> str:
        async with self.app.database.transaction() as tx:
            person = await tx.of(People).by_address(Address(user_id))
            if person is None or tx.page_url is None:
                raise LookupError(user_id)
            if channel_of(person.address) is PAGE:
                return await sign_in_address(tx, person)
            if await tx.of(Passkeys).of(person.id):
                return tx.page_url
            return await make_link(tx, person, by=person)

    @override
    async def view(self, language: str) -> dict[str, Any]:
        async with self.app.database.transaction() as tx:
            teams = {each: await tx.of(People).team(each.code) for each in tx.agreement.parties}
            boards = {party: await _board(tx, team) for party, team in teams.items()}
            pins = {each for party in teams for each in await tx.of(Pins).owners(party.code)}
        due = await self.next_due()
        return {
            "parties": [self._party(party, board, language) for party, board in boards.items()],
            "people": [
                self._person(person, language, has_pin=person.id in pins)
                for role in Role  # people of the same role are next to each other
                for team in teams.values()
                for person in team
                if person.role is role
            ],
            "next_due": None if due is None else due.isoformat(),
        }

    def _party(self, party: Party, board: Sequence[Text], language: str) -> dict[str, Any]:
        return {
            "code": party.code,
            "name": self.app.catalog.plain(text(party.name), language),
            "zone": party.zone,
            "board": [
                self.words(each.key, language, dict(each.values), party.code) for each in board
            ],
        }

    def _person(self, person: Person, language: str, *, has_pin: bool) -> dict[str, Any]:
        title = named("role", person.role)
        if has_pin:
            title = text("demo-title", role=title, pin=PIN)
        return {
            "id": person.address,
            "name": person.bare_name if channel_of(person.address) is PAGE else None,
            "party": person.party,
            "title": self.app.catalog.plain(title, language),
            "language": person.language,
        }


async def _board(tx: Tx, team: Sequence[Person]) -> Sequence[Text]:
    """The dashboard of a Party as one of its people may see it; empty if none may."""
    reader = next(
        (person for person in team if may_use(tx.registry, "overview", person.role)), None
    )
    return () if reader is None else (await dashboard_card(tx, reader)).lines
