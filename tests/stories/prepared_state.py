"""The people who have joined and the request that was logged before a story begins. Each story
begins with a copy.
"""

import asyncio
import io
import json
import pickle
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from bot.commands.audit import AuditVerifier
from handlers.input.pii_detector import find_personal
from liaison.audit.digests import RecordDigests, RecordedType
from liaison.audit.service import record_step
from liaison.core.audit_chain import AuditEntry, verify_chain
from liaison.core.cards import text
from liaison.core.people import AccountStatus, Role
from liaison.core.references import CodePrefix
from liaison.core.transaction import People, Timestamps
from liaison.notifications.outages import LAST_CONTACT
from liaison.reports.views import action_text
from sandbox.demo import driver as demo_driver
from sandbox.state.clock import Clock
from sandbox.state.store import Bot
from storage.audit import FIRST
from storage.database import Database
from tests.contract.samples import once
from tests.memory_folder import memory_folder
from tests.scenario import PARTS, TOKEN, ScenarioDriver, ScenarioUser, open_driver, person_of
from tests.stories.allowed_recipients import check_readers
from tests.stories.allowed_todos import check_todos
from tests.stories.story_databases import CopyDatabase, Files, StoryDatabase
from tests.subtitles import ENGLISH, subtitled, subtitles

MAX_LINES = 10**6
FILES = Files()
_REFERENCE = re.compile(r"\bKH[0-9]{2}-[0-9A-Z]{5}")


BOTH_PARTIES = ("bopha", "sokha", "dara", "wang", "li", "zhang")
"""An administrator, a focal person and a coordinator of each Party."""


class _Pickler(pickle.Pickler):
    """Leaves the clock out: what looked at it looks at that of its own sandbox afterwards."""

    def persistent_id(self, each: object) -> str | None:
        return "clock" if isinstance(each, Clock) else None


class _Unpickler(pickle.Unpickler):
    clock: Clock

    def persistent_load(self, _name: str) -> Clock:
        return self.clock


def _pickled(bot: Bot) -> bytes:
    """A bot as bytes: to load them takes less time than a deep copy."""
    kept = io.BytesIO()
    _Pickler(kept).dump(bot)
    return kept.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedState:
    """What the service and the sandbox hold once people have come in, by their names.

    How they come in is told by the stories of people; here no one looks at it again.
    """

    databases: CopyDatabase
    left_at: datetime
    bot: bytes
    users: Mapping[str, int]
    subtitles: Mapping[str, str]

    @asynccontextmanager
    async def open(self, folder: Path, **options: Any) -> AsyncIterator[ScenarioDriver]:
        """Start a service and a sandbox with a copy of this state, at the moment at which it was
        saved. The ``options`` are further ones of ``open_driver``.
        """
        with self.databases(folder) as url, subtitled(self.subtitles):
            async with open_driver(database_url=url, start=self.left_at, **options) as driver:
                self._bring_in(driver)
                yield driver

    def _bring_in(self, driver: ScenarioDriver) -> None:
        """Let the people be in the sandbox of a service, with what was said to them."""
        sandbox = driver.sandbox
        unpickled = _Unpickler(io.BytesIO(self.bot))
        unpickled.clock = sandbox.clock
        copied = unpickled.load()
        sandbox.store.bots[copied.token] = copied
        for name, number in self.users.items():
            part = PARTS[name]
            phone = sandbox.user(user_id=number, first_name=part.name, language_code=part.language)
            driver.players[name] = ScenarioUser(driver, part, phone, ENGLISH)


async def check_end(driver: ScenarioDriver) -> None:
    """What holds at the end of every story: no button that the guard would stop was made, each
    message had a reader who may read it and a reason, the rows are what the audit record says of
    them, and each step that it shows has a name.
    """
    assert not stopped_buttons(driver)
    check_todos(driver, await check_readers(driver.app.database))
    shown = {each.action: each for each in await prove(driver.app.database) if each.party}
    for language, (name, entry) in product(driver.app.agreement.languages, shown.items()):
        unnamed = driver.catalog.plain(text("audit-step", step="", code=name), language)
        assert driver.catalog.plain(action_text(entry), language) != unnamed


async def prove(database: Database) -> Sequence[AuditEntry]:
    """Hold every row against what the audit record says of it; returns the record."""
    async with database.transaction(decides=False) as tx:
        entries = await tx.audit_lines(FIRST, MAX_LINES)
    digests = RecordDigests(database.registry.all(RecordedType).values())
    digests.read(entries)
    await AuditVerifier(database, digests, verify_chain(entries)).verify()
    return entries


async def make(
    service: ScenarioDriver, player: ScenarioUser, *, role: Role | None = None, active: bool = True
) -> None:
    """Change the role of a person, or suspend, without an administrator and notices."""
    async with service.app.database.transaction() as tx:
        person = await person_of(tx, player)
        status = AccountStatus.ACTIVE if active else AccountStatus.SUSPENDED
        after = replace(person, role=role or person.role, status=status)
        await tx.of(People).change(person.id, role=after.role)
        await tx.of(People).change(person.id, status=after.status)
        step = "role" if active else status
        await record_step(tx, step, after, actor=person, role=after.role)


def stopped_buttons(driver: ScenarioDriver) -> set[str]:
    """The buttons of the service that its own detector of personal data refuses: none may be."""
    keyboards = [json.loads(each.values.get("reply_markup", "{}")) for each in driver.sandbox.calls]
    rows = [row for each in keyboards for row in each.get("inline_keyboard", ())]
    carried = {button["callback_data"] for row in rows for button in row if "url" not in button}
    check = partial(
        find_personal,
        vocabularies=driver.app.agreement.vocabularies,
        prefixes=driver.app.database.registry.all(CodePrefix),
        today=driver.sandbox.now().date(),
    )
    return {each for each in carried if check(each)}


def gathered(
    *names: str,
    logs: Callable[[ScenarioDriver], Awaitable[object]] | None = None,
    store: StoryDatabase = FILES,
) -> PreparedState:
    """Let people come in, each in the own language, and keep what is there then, after they have
    done what ``logs`` says.
    """
    return asyncio.run(_gathered(names, logs, store))


async def skip_to(driver: ScenarioDriver, at: datetime) -> None:
    """Go to a moment in one step, for stories in which nothing happens until then: what came due
    meanwhile is done there, once, and the service is seen running all the time.
    """
    driver.sandbox.turn_to(at)
    await once(driver.app.database, lambda tx: tx.of(Timestamps).record(at, LAST_CONTACT))
    await driver.settle()


def reference_of(driver: demo_driver.ScenarioDriver) -> str:
    """The reference of the request that Sokha logged before the story. Raises ``LookupError``."""
    found = _REFERENCE.search(driver["sokha"].card)
    if found is None:
        raise LookupError(driver["sokha"].card)
    return found[0]


async def received(service: ScenarioDriver) -> str:
    """Let China confirm receipt of that request on 2 March, so that the reply is due by 1 April;
    its reference.
    """
    await service["li"].presses("Received today")
    await service["li"].sends()
    return reference_of(service)


async def _gathered(
    names: tuple[str, ...],
    logs: Callable[[ScenarioDriver], Awaitable[object]] | None,
    store: StoryDatabase,
) -> PreparedState:
    with memory_folder() as folder, store.new(folder) as url, subtitled({}):
        async with open_driver(database_url=url) as driver:
            await driver.gather(*names, subtitled=True)
            if logs is not None:
                await logs(driver)
            left_at = driver.sandbox.now()
        return PreparedState(
            databases=store.keep(url),
            left_at=left_at,
            bot=_pickled(driver.sandbox.store.bot(TOKEN.get_secret_value())),
            users={name: player.phone.user_id for name, player in driver.players.items()},
            subtitles=subtitles(),
        )
