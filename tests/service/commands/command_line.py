"""The command line, as an operator types it."""

import asyncio
from collections.abc import Awaitable, Callable

from typer.testing import CliRunner, Result

from bot.cli import build
from bot.clock import Clock, SystemClock
from bot.database import database_of
from bot.profile.agreement_file import default_agreement
from bot.settings import load_settings
from storage.database import Database
from storage.transaction import Transaction


def liaison(*words: str) -> Result:
    return CliRunner().invoke(build(), words)


def told(*words: str, code: int = 0) -> str:
    """What a command prints that ends with a code."""
    done = liaison(*words)
    assert done.exit_code == code, done.output
    return done.stdout


def refused(*words: str) -> str:
    """What is said of a command that is refused: one line, and code 2."""
    done = liaison(*words)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.output
    return done.stderr


def with_service(work: Callable[[Database], Awaitable[object]], clock: Clock | None = None) -> None:
    """Do something with the database that the environment names."""

    async def done() -> None:
        service = database_of(
            load_settings(), agreement=default_agreement(), clock=clock or SystemClock()
        )
        await service.open()
        await work(service)
        await service.close()

    asyncio.run(done())


def within(work: Callable[[Transaction], Awaitable[object]], clock: Clock | None = None) -> None:
    """Do something in a transaction of that database."""

    async def done(service: Database) -> None:
        async with service.transaction() as tx:
            await work(tx)

    with_service(done, clock)
