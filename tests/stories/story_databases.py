"""Where the databases of the stories lie: in files of SQLite, or on a server of PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol, TypeAlias

from storage.engine.database_url import file_of, parse_database_url
from storage.migrations.migrate import upgrade
from tests.fresh_databases import fresh
from tests.postgres import run

CopyDatabase: TypeAlias = Callable[[Path], AbstractContextManager[str]]
"""Makes a copy of what was kept, in a folder, and gives its URL."""


class StoryDatabase(Protocol):
    """Where stories begin: a database exists as long as its context."""

    def new(self, folder: Path) -> AbstractContextManager[str]:
        """A database with nothing in it; gives its URL."""

    def keep(self, url: str) -> CopyDatabase:
        """Keep what a database holds, which no one has open."""


class Files:
    """A file in the folder of each story."""

    @contextmanager
    def new(self, folder: Path) -> Iterator[str]:
        """A new file."""
        yield fresh(folder)

    def keep(self, url: str) -> CopyDatabase:
        """Keep the bytes of a file."""
        held = file_of(parse_database_url(url)).read_bytes()

        @contextmanager
        def copy(folder: Path) -> Iterator[str]:
            path = folder / "liaison.db"
            path.touch(mode=0o600)
            path.write_bytes(held)
            yield f"sqlite:///{path}"

        return copy


class Server:
    """Databases of a server, made from templates."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = count()
        self._blank = self._made("template0")
        upgrade(self._at(self._blank))

    @contextmanager
    def new(self, folder: Path) -> Iterator[str]:
        """A new database; the folder is for those who lie in files."""
        with self._copied(self._blank) as url:
            yield url

    def keep(self, url: str) -> CopyDatabase:
        """Keep a database as a template, as long as the server runs."""
        held = self._made(str(parse_database_url(url).database))

        @contextmanager
        def copy(folder: Path) -> Iterator[str]:
            with self._copied(held) as made:
                yield made

        return copy

    @contextmanager
    def _copied(self, template: str) -> Iterator[str]:
        name = self._made(template)
        try:
            yield self._at(name)
        finally:
            run(self._url, f'DROP DATABASE "{name}" WITH (FORCE)')

    def _made(self, template: str) -> str:
        name = f"story-{next(self._numbers)}"
        run(self._url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def _at(self, name: str) -> str:
        return (
            parse_database_url(self._url).set(database=name).render_as_string(hide_password=False)
        )
