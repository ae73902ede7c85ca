"""A commit is in doubt: it is found by its key, and what it held is there once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.migrate import fresh
from tests.contract.servers import empty
from tests.faults.cast import Json
from tests.faults.doubts import in_doubt
from tests.faults.replays import recorded

EVERY = 160


@pytest.fixture
async def updates() -> list[Json]:
    return await recorded()


def files(folder: Path) -> Callable[[], str]:
    numbers = iter(range(10_000))
    return lambda: fresh(folder, f"{next(numbers)}.db")


def emptied(server: str) -> Callable[[], str]:
    def place() -> str:
        empty(server)
        return server

    return place


@pytest.mark.faults
async def test_a_commit_in_doubt_on_a_file_is_made_once(folder: Path, updates: list[Json]) -> None:
    (await in_doubt(files(folder), updates, every=EVERY, name="SQLite")).close()


@pytest.mark.faults
async def test_a_commit_in_doubt_on_postgresql_is_made_once(
    server: str, updates: list[Json]
) -> None:
    (await in_doubt(emptied(server), updates, every=EVERY, name="PostgreSQL")).close()


@pytest.mark.soak
async def test_whichever_commit_is_in_doubt_on_a_file_it_is_made_once(
    folder: Path, updates: list[Json]
) -> None:
    (await in_doubt(files(folder), updates, every=1, name="SQLite, each")).close()


@pytest.mark.soak
async def test_whichever_commit_is_in_doubt_on_postgresql_it_is_made_once(
    server: str, updates: list[Json]
) -> None:
    (await in_doubt(emptied(server), updates, every=1, name="PostgreSQL, each")).close()
