"""A damaged file is refused, and neither repaired nor replaced."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from storage.backup.backups import make_backup
from storage.engine.database_url import file_of, parse_database_url
from storage.engine.integrity import damage_error
from storage.errors import StorageError
from tests.contract.backup.test_backups import PUBLIC, opens, refused
from tests.contract.samples import START
from tests.fresh_databases import fresh

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


def damaged(folder: Path) -> Path:
    path = file_of(parse_database_url(fresh(folder)))
    raw = bytearray(path.read_bytes())
    for place in range(4096, len(raw), 4096):
        raw[place : place + 40] = bytes(40)
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("how", ["pages", "header", "cut"])
async def test_a_damaged_file_is_refused_and_never_replaced(folder: Path, how: str) -> None:
    path = damaged(folder)
    if how == "header":
        path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    url, before = f"sqlite:///{path}", path.read_bytes()
    with pytest.raises(StorageError) as caught:
        await opens(url)
    assert caught.value.key == "setup-database-damaged"
    assert (
        refused(make_backup, url, folder / "liaison.backup", to=PUBLIC, at=START)
        == "setup-database-damaged"
    )
    assert path.read_bytes() == before
    assert not (folder / "liaison.backup").exists()


async def test_a_service_starts_on_a_damaged_file_if_all_rows_can_be_read(folder: Path) -> None:
    """A changed value outside an index goes unnoticed: encryption and the audit chain find it."""
    url = fresh(folder)
    path, refusals = file_of(parse_database_url(url)), 0
    with closing(sqlite3.connect(path)) as opened:
        names = [name for (name,) in opened.execute(TABLES)]
    whole = path.read_bytes()
    for _ in range(100):
        raw, place = bytearray(whole), random.randrange(len(whole) - 40)
        raw[place : place + 40] = random.randbytes(40)
        path.write_bytes(raw)
        try:
            await opens(url)
        except StorageError as error:
            assert error.key == "setup-database-damaged", place  # noqa: PT017
            refusals += 1
            assert path.read_bytes() == raw
        else:
            with closing(sqlite3.connect(path)) as opened:
                for name in names:
                    opened.execute(f"SELECT * FROM {name}").fetchall()
    assert 5 < refusals < 95


def test_damage_in_an_index_alone_is_found_by_each_backup(folder: Path) -> None:
    url = fresh(folder)
    path = file_of(parse_database_url(url))
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("INSERT INTO timestamps VALUES ('alive', '2026-03-15 00:00:00')")
        opened.commit()
        root = opened.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_timestamps_1'"
        ).fetchone()[0]
        size = opened.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(path.read_bytes())
    place = raw.index(b"alive", (root - 1) * size, root * size)
    raw[place : place + 5] = b"alove"
    path.write_bytes(raw)
    assert (
        refused(make_backup, url, folder / "liaison.backup", to=PUBLIC, at=START)
        == "setup-database-damaged"
    )


def test_other_errors_are_no_damage(folder: Path) -> None:
    place = parse_database_url(f"sqlite:///{folder}/nothing.db")
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    for error in (busy, DBAPIError("SELECT 1", None, busy)):
        with pytest.raises(type(error)), damage_error(place):
            raise error
