"""Database URLs, and the settings that keep SQLite safe."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import database_url as urls
from storage.errors import StorageError
from tests.contract.samples import Clock, database
from tests.fresh_databases import fresh


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 44, 5), ("delete", "extra")),
        ((3, 44, 6), ("wal", "full")),
        ((3, 45, 0), ("delete", "extra")),
        ((3, 46, 1), ("delete", "extra")),
        ((3, 50, 6), ("delete", "extra")),
        ((3, 50, 7), ("wal", "full")),
        ((3, 51, 0), ("delete", "extra")),
        ((3, 51, 2), ("delete", "extra")),
        ((3, 51, 3), ("wal", "full")),
        ((3, 52, 0), ("wal", "full")),
        ((4, 0, 0), ("wal", "full")),
    ],
)
def test_the_journal_is_one_that_the_version_of_sqlite_keeps_safe(
    version: tuple[int, int, int], expected: tuple[str, str]
) -> None:
    assert urls.journal_of(version) == expected


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 51, 3)])
async def test_every_connection_gets_the_safe_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    mode, synchronous = urls.journal_of(version)
    expected = {
        "journal_mode": mode,
        "synchronous": {"full": 2, "extra": 3}[synchronous],
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 0,  # only BEGIN and COMMIT wait
        "cache_spill": 0,
        "secure_delete": 1,
    }
    db = database(fresh(tmp_path), Clock())
    await db.open()
    found = {}
    async with db.transaction() as tx:
        for name in expected:
            found[name] = (await tx._sql.run(text(f"PRAGMA {name}"))).scalar_one()
    await db.close()
    assert found == expected


async def test_refused_settings_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "journal_of", lambda _version: ("unheard_of", "full"))
    with pytest.raises(StorageError) as caught:
        await database(fresh(tmp_path), Clock()).open()
    assert caught.value.key == "setup-database-pragma"
    assert caught.value.values["pragma"] == "journal_mode"


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///data/liaison.db", "sqlite"),
        ("sqlite+aiosqlite:///data/liaison.db", "sqlite"),
        ("postgresql://liaison@db/liaison", "postgresql+psycopg"),
        ("postgres://liaison@db/liaison", "postgresql+psycopg"),
        ("postgresql+psycopg://liaison@db/liaison?host=/run/pg", "postgresql+psycopg"),
    ],
)
def test_a_url_needs_no_driver(url: str, driver: str) -> None:
    assert urls.parse_database_url(url).drivername == driver


@pytest.mark.parametrize(
    "url",
    ["", "liaison.db", "mysql://liaison:secret@db/liaison", "sqlite://", "sqlite:///:memory:"],
)
def test_a_url_of_something_else_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StorageError) as caught:
        urls.parse_database_url(url)
    assert caught.value.key == "setup-database-url"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "way"),
    [
        (
            "postgresql://u:p@a:1,b:2/d?target_session_attrs=any",
            "host='a,b' dbname='d' user='u' password='p' port='1,2' target_session_attrs='any'",
        ),
        ("postgresql://u@one,two/liaison", "host='one,two' dbname='liaison' user='u' port=','"),
        (
            "postgresql+psycopg://u@/d?host=a:1&host=b:2",
            "host='a,b' dbname='d' user='u' port='1,2'",
        ),
        ("postgresql://u@[::1]:5/liaison", "host='::1' dbname='liaison' user='u' port='5'"),
        (r"postgresql://u:a'b\c@one/d", r"host='one' dbname='d' user='u' password='a\'b\\c'"),
    ],
)
def test_the_library_of_postgresql_gets_all_hosts(url: str, way: str) -> None:
    options = urls.libpq_options(urls.parse_database_url(url))
    assert sorted(urls.conninfo_of(options).split(" ")) == sorted(way.split(" "))
    options.pop("password", None)
    assert "password" not in urls.conninfo_of(options)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u@one:abc/liaison",
        "postgresql://u@one:,two:5432/liaison",
        "postgresql://u@:5432,two:5432/liaison",
        "postgresql://u@one,/liaison",
        "postgresql://u@[::1/liaison",
        "sqlite:///liaison.db?mode=ro",
        "sqlite://data/liaison.db",
        "sqlite://user:password@host/liaison.db",
        "sqlite:////",
        "sqlite:///.",
        "postgresql://u@one/liaison?port=abc",
        "postgresql://u@/liaison?host=one&host=two&port=1",
        "postgresql://u@/liaison?host=one&port=1,2",
        "postgresql://u@../liaison",
        "postgresql://u@..,two/liaison",
        f"postgresql://u@{'a' * 64}.example/liaison",
        "postgresql://u@one/liaison?application_name=a%00b",
        "postgresql://u@one/liaison\udcff",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(StorageError) as caught:
        urls.parse_database_url(url)
    assert caught.value.key == "setup-database-url"
