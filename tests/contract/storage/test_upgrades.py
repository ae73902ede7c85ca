"""A database of any version that landed is brought to the newest one, with all that is in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from liaison.core.audit_chain import verify_chain
from liaison.notes.repository import Notes
from liaison.requests.repository import Requests
from storage.audit import FIRST
from storage.crypto import is_encrypted
from storage.engine.schema_compatibility import SCHEMA_COMPATIBILITY
from storage.migrations import migrate
from storage.migrations.tables import METADATA
from storage.transaction import Transaction
from tests.contract.samples import ASKED, KH, REFERENCE, Clock, database
from tests.contract.storage import schema_history
from tests.contract.storage.schema_history import lost
from tests.contract.storage.test_migrations import blank
from tests.registered import SEALED_COLUMNS

__all__ = ["blank"]


NEWEST = migrate.head()
NEXT, LAST = (f"{int(NEWEST) + more:04}" for more in (1, 2))
INVENTED = (
    "CREATE TABLE invented (person BIGINT PRIMARY KEY, name VARCHAR)",
    "INSERT INTO invented SELECT id, name FROM people",
)


async def still_clear(tx: Transaction) -> list[str]:
    """The values that are in clear in columns that once were."""
    rows = {
        each: await tx._sql.rows(select(*(each.table.c[name] for name in each.columns)))
        for each in SEALED_COLUMNS
        if each.once_clear
    }
    values = [value for found in rows.values() for row in found for value in row]
    return [each for each in values if each is not None and not is_encrypted(each)]


def without_rows(found: schema_history.Ids) -> set[str]:
    return {name for name, ids in found.items() if not ids}


@pytest.mark.parametrize("start", migrate.versions())
async def test_an_upgrade_keeps_what_is_in_the_database(blank: str, start: str) -> None:
    before, after = schema_history.upgrade_with_rows(blank, start)
    assert without_rows(before) == set()
    assert lost(before, after) == {}
    opened = database(blank, Clock(), keys=schema_history.KEYS)
    await opened.open()
    async with opened.transaction() as tx:
        entries = await tx.audit_lines(FIRST, 100)
        assert verify_chain(entries) == await tx.audit_chain_head()
        request = await tx.of(Requests).lock(REFERENCE, party=KH)
        assert request is not None
        assert request.details.letter == ASKED.letter
        assert await still_clear(tx) == []
        note = await tx.of(Notes).get(REFERENCE, 1)
        assert note is not None
        assert await tx.of(Notes).read(note) == "Nothing to add."
    await opened.close()


def test_a_later_version_meets_earlier_rows(blank: str, later: Callable[..., None]) -> None:
    later(NEXT, *INVENTED)
    before, after = schema_history.upgrade_with_rows(blank, NEWEST)
    assert migrate.current_version(blank) == NEXT
    assert lost(before, after) == {}
    assert "invented" not in before
    assert after["invented"] == before["people"] == {(1,), (2,)}


def test_a_version_that_loses_rows_is_found(later: Callable[..., None], tmp_path: Path) -> None:
    later(NEXT, "DELETE FROM timestamps")
    url = f"sqlite:///{tmp_path}/losing.db"
    assert lost(*schema_history.upgrade_with_rows(url, NEWEST)) == {"timestamps": {("alive",)}}


def test_a_table_that_none_fills_is_found(later: Callable[..., None], tmp_path: Path) -> None:
    later(NEXT, *INVENTED)
    later(LAST)
    before, _ = schema_history.upgrade_with_rows(f"sqlite:///{tmp_path}/bare.db", NEXT)
    assert without_rows(before) == set()
    before, _ = schema_history.upgrade_with_rows(
        f"sqlite:///{tmp_path}/empty.db", NEXT, rows=tmp_path
    )
    assert without_rows(before) == (METADATA.tables.keys() | {"invented"}) - {
        SCHEMA_COMPATIBILITY.name
    }
