"""Checks that PostgreSQL keeps the commits that it has confirmed."""

from typing import Final

from sqlalchemy import Connection, text

from storage.engine.connection import connected
from storage.engine.database_url import is_sqlite, parse_database_url
from storage.errors import StorageError

_KEEPS: Final = text(
    "SELECT name FROM pg_settings WHERE setting = 'off'"
    " AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name"
)
_STANDBYS: Final = text("SELECT current_setting('synchronous_standby_names')")


def check_durable(connection: Connection) -> None:
    """Raise ``StorageError`` if a confirmed commit may not be on the disk. For SQLite durability is
    set with each connection.
    """
    if connection.dialect.name == "postgresql":
        name = connection.execute(_KEEPS).scalars().first()
        if name is not None:
            raise StorageError("setup-database-unsafe", {"setting": name})


def survives_a_node(url: str) -> bool:
    """Whether the database survives the loss of a node: a second one keeps each commit, or it is a
    file. Raises ``StorageError`` if commits are not durable at all.
    """
    if is_sqlite(parse_database_url(url)):
        return True
    with connected(url) as connection:
        check_durable(connection)
        return bool(connection.execute(_STANDBYS).scalar_one())
