"""People who are at the desk already: they came in once, and each story begins with a copy."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from bot.demo.cast import PARTS, TOKEN, Cast, Player, open_cast
from sandbox.clock import Clock
from sandbox.world import Bot
from storage.migrate import fresh
from tests.folders import memory_folder

LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What the desk and the sandbox hold once people have come in, by their names.

    How they come in is told by the stories of people; here nobody looks at it again.
    """

    database: bytes
    clock: Clock
    bot: Bot
    users: Mapping[str, int]

    @asynccontextmanager
    async def open(self, folder: Path, *, digests: bool) -> AsyncIterator[Cast]:
        """Start a desk and a sandbox of one's own with a copy of all that there was."""
        path = folder / "liaison.db"
        path.touch(mode=0o600)
        path.write_bytes(self.database)
        async with open_cast(database_url=f"sqlite:///{path}", digests=digests) as cast:
            sandbox = cast.sandbox
            # What looked at the old clock looks at that of its own sandbox.
            copied = deepcopy(self.bot, {id(self.clock): sandbox.clock})
            sandbox.world.bots[copied.token] = copied
            for name, number in self.users.items():
                part = PARTS[name]
                phone = sandbox.user(user_id=number, first_name=part.name, language_code=LANGUAGE)
                cast.players[name] = Player(cast, part, phone, LANGUAGE)
            yield cast


def gathered(*names: str) -> Company:
    """Let people come in, in English, and keep what is there then."""
    return asyncio.run(_gathered(*names))


async def _gathered(*names: str) -> Company:
    with memory_folder() as folder:
        async with open_cast(database_url=fresh(folder)) as cast:
            await cast.gather(*names, language=LANGUAGE)
        return Company(
            database=(folder / "liaison.db").read_bytes(),
            clock=cast.sandbox.clock,
            bot=cast.sandbox.world.bot(TOKEN.get_secret_value()),
            users={name: player.phone.user_id for name, player in cast.players.items()},
        )
