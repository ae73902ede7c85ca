"""What is at the desk already: people who came in once, and a case that was logged once. Each story
begins with a copy.
"""

import asyncio
import io
import json
import pickle
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.commands.audit_verifier import AuditVerifier
from handlers.input.pii_detector import find_personal
from liaison.audit.digests import RecordDigests, RecordedType
from liaison.audit.service import record_step
from liaison.core.audit_chain import verify_chain
from liaison.core.people import AccountStatus, Role
from liaison.core.repository import People, Timestamps
from liaison.notifications.outages import LAST_CONTACT
from sandbox.clock import Clock
from sandbox.demo import driver
from sandbox.world import Bot
from storage.audit import FIRST
from storage.database import Database
from tests.driver import PARTS, TOKEN, Cast, Player, open_cast
from tests.folders import memory_folder
from tests.stories.readers import check_readers
from tests.stories.stores import Copies, Files, Store

LANGUAGE = "en"
MOST_LINES = 10**6
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
class Company:
    """What the desk and the sandbox hold once people have come in, by their names.

    How they come in is told by the stories of people; here nobody looks at it again.
    """

    copies: Copies
    left_at: datetime
    bot: bytes
    users: Mapping[str, int]

    @asynccontextmanager
    async def open(self, folder: Path, *, digests: bool) -> AsyncIterator[Cast]:
        """Start a desk and a sandbox of one's own with a copy of all that there was, and go on at
        the moment at which it was left.
        """
        with self.copies(folder) as url:
            async with open_cast(database_url=url, start=self.left_at, digests=digests) as cast:
                self._bring_in(cast)
                yield cast

    def _bring_in(self, cast: Cast) -> None:
        """Let the people be in the sandbox of a desk, with what was said to them."""
        sandbox = cast.sandbox
        unpickled = _Unpickler(io.BytesIO(self.bot))
        unpickled.clock = sandbox.clock
        copied = unpickled.load()
        sandbox.world.bots[copied.token] = copied
        for name, number in self.users.items():
            part = PARTS[name]
            phone = sandbox.user(user_id=number, first_name=part.name, language_code=LANGUAGE)
            cast.players[name] = Player(cast, part, phone, LANGUAGE)


async def check_end(cast: Cast) -> None:
    """What holds at the end of every story: no button that the guard would stop was made, each
    message had a reader who may read it and a reason, and the rows are what the audit record says
    of them.
    """
    assert not stopped_buttons(cast)
    await check_readers(cast.app.database)
    await prove(cast.app.database)


async def prove(database: Database) -> None:
    """Hold every row against what the audit record says of it."""
    async with database.transaction(decides=False) as tx:
        entries = await tx.audit_lines(FIRST, MOST_LINES)
    digests = RecordDigests(database.registry.all(RecordedType).values())
    digests.read(entries)
    await AuditVerifier(database, digests, verify_chain(entries)).verify()


async def make(
    desk: Cast, player: Player, *, role: Role | None = None, active: bool = True
) -> None:
    """Give somebody another role, or suspend, without an administrator and all that is told."""
    async with desk.app.database.transaction() as tx:
        person = await tx.of(People).by_chat(player.phone.user_id)
        assert person is not None
        status = AccountStatus.ACTIVE if active else AccountStatus.SUSPENDED
        after = replace(person, role=role or person.role, status=status)
        await tx.of(People).set_role(person.id, after.role)
        await tx.of(People).set_status(person.id, after.status)
        await record_step(tx, "role" if active else status, after, actor=person)


def stopped_buttons(cast: Cast) -> set[str]:
    """The buttons that the desk has made and that its own guard would stop: there must be none."""
    keyboards = [json.loads(each.values.get("reply_markup", "{}")) for each in cast.sandbox.calls]
    rows = [row for each in keyboards for row in each.get("inline_keyboard", ())]
    carried = {button["callback_data"] for row in rows for button in row if "url" not in button}
    vocabularies, today = cast.app.agreement.vocabularies, cast.sandbox.now().date()
    return {each for each in carried if find_personal(each, vocabularies, today=today)}


def gathered(
    *names: str,
    logs: Callable[[Cast], Awaitable[object]] | None = None,
    store: Store = FILES,
) -> Company:
    """Let people come in, in English, and keep what is there then, after they have done what
    ``logs`` says.
    """
    return asyncio.run(_gathered(names, logs, store))


async def skip_to(cast: Cast, at: datetime) -> None:
    """Go to a moment in one step, for stories in which nothing happens until then: what came due
    meanwhile is done there, once, and the desk is seen running all the time.
    """
    cast.sandbox.turn_to(at)
    async with cast.app.database.transaction() as tx:
        await tx.of(Timestamps).record(LAST_CONTACT, at)
    await cast.settle()


def reference_of(cast: driver.Cast) -> str:
    """The reference of the case that Sokha has logged before the story. Raises ``LookupError``."""
    found = _REFERENCE.search(cast["sokha"].card)
    if found is None:
        raise LookupError(cast["sokha"].card)
    return found[0]


async def _gathered(
    names: tuple[str, ...], logs: Callable[[Cast], Awaitable[object]] | None, store: Store
) -> Company:
    with memory_folder() as folder, store.new(folder) as url:
        async with open_cast(database_url=url) as cast:
            await cast.gather(*names, language=LANGUAGE)
            if logs is not None:
                await logs(cast)
            left_at = cast.sandbox.now()
        return Company(
            copies=store.keep(url),
            left_at=left_at,
            bot=_pickled(cast.sandbox.world.bot(TOKEN.get_secret_value())),
            users={name: player.phone.user_id for name, player in cast.players.items()},
        )
