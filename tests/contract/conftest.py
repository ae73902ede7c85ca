"""The same tests on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from storage.database import Database
from storage.migrations import migrate
from tests.contract.samples import Clock, database
from tests.fresh_databases import fresh
from tests.postgres import empty


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, folder: Path) -> str:
    """A database with the newest schema and nothing in it."""
    if request.param == "sqlite":
        return fresh(folder)
    server: str = request.getfixturevalue("server")
    empty(server)
    return server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def db(url: str, clock: Clock) -> AsyncIterator[Database]:
    opened = database(url, clock)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def replicas(url: str, clock: Clock) -> AsyncIterator[list[Database]]:
    """Four more of us on the same database: each has its own engine, as a process has."""
    opened = [database(url, clock) for _ in range(4)]
    for each in opened:
        await each.open()
    yield opened
    for each in opened:
        await each.close()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Adds invented versions to the migrations: a number, and the statements of its step."""
    folder = copytree(migrate._SCRIPTS, tmp_path / "migrations")
    monkeypatch.setattr(migrate, "_SCRIPTS", folder)

    def add(version: str, *statements: str) -> None:
        lines = [
            "from alembic import op",
            f"revision, down_revision = {version!r}, '{int(version) - 1:04}'",
            "def upgrade():",
            f"    for statement in {statements!r}:",
            "        op.execute(statement)",
        ]
        (folder / "versions" / f"{version}.py").write_text("\n".join(lines))
        migrate.versions.cache_clear()

    yield add
    migrate.versions.cache_clear()
