"""Whether PostgreSQL keeps what it says that it has kept."""

from typing import Final

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from storage.engine.database_url import is_sqlite, parse_database_url
from storage.errors import StorageError

_KEEPS: Final = text(
    "SELECT name FROM pg_settings WHERE setting = 'off'"
    " AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name"
)
_STANDBYS: Final = text("SELECT current_setting('synchronous_standby_names')")


def check_durable(connection: Connection) -> None:
    """Raise ``StorageError`` where a commit that was answered need not be on the disk. SQLite is
    told how to keep commits with each connection.
    """
    if connection.dialect.name == "postgresql":
        name = connection.execute(_KEEPS).scalars().first()
        if name is not None:
            raise StorageError("setup-database-unsafe", {"setting": name})


def survives_a_node(url: str) -> bool:
    """Whether a database has a second node that keeps each commit, or needs none as it is a file.

    Raises ``StorageError`` where commits are not kept safely at all.
    """
    place = parse_database_url(url)
    if is_sqlite(place):
        return True
    engine = create_engine(place, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        check_durable(connection)
        return bool(connection.execute(_STANDBYS).scalar_one())
