"""A database of any version that landed is brought to the newest one, with all that is in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.core.audit_chain import verify_chain
from liaison.notes.repository import Notes
from liaison.requests.repository import Requests
from storage.audit import FIRST
from storage.engine.schema_compatibility import SCHEMA_COMPATIBILITY
from storage.migrations import migrate
from storage.migrations.tables import METADATA
from tests.contract.samples import KH, REFERENCE, Clock, database
from tests.contract.storage import schema_history
from tests.contract.storage.schema_history import lost
from tests.contract.storage.test_migrations import blank

__all__ = ["blank"]


NEWEST = migrate.head()
NEXT, LAST = (f"{int(NEWEST) + more:04}" for more in (1, 2))
INVENTED = (
    "CREATE TABLE invented (person BIGINT PRIMARY KEY, name VARCHAR)",
    "INSERT INTO invented SELECT id, name FROM people",
)


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
        assert await tx.of(Requests).lock(REFERENCE, party=KH) is not None
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
