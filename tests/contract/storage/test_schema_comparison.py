"""A schema that is not that of the models is found out, by the name of what differs."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, inspect, text

from liaison.core.cards import Text
from liaison.core.cards import text as told
from storage.errors import StorageError
from storage.migrations import comparison
from storage.migrations.migrate import head
from tests.contract.storage.test_migrations import engine_of

REMADE = "DROP INDEX ix_outbox_dead; CREATE INDEX ix_outbox_dead ON outbox"
LACKING = {
    "outbox.precondition_command": "ALTER TABLE outbox DROP COLUMN precondition_command",
    "people.email": "ALTER TABLE people RENAME COLUMN email TO mail",
    "record_salts.record": "DROP TABLE record_salts",
    "ix_outbox_waiting": "DROP INDEX ix_outbox_waiting",
}
"""What a database lacks after a statement."""
DIFFERENT = {
    "ALTER TABLE timestamps ADD COLUMN later INTEGER NOT NULL DEFAULT 0": "timestamps.later",
    "CREATE UNIQUE INDEX ux_timestamps ON timestamps (at)": "ux_timestamps",
    f"{REMADE} (id)": "ix_outbox_dead",
    f"{REMADE} (dedupe_key) WHERE state = 'dead'": "ix_outbox_dead",
}
"""What differs after some statements."""
CLAUSES = {
    "ck_timestamps_named": ("timestamps", "length(name) > 0", "length(name) > 1"),
    "inbox.payload": ("inbox", "payload TEXT", "payload TEXT NOT NULL"),
    "inbox.press": ("inbox", "press BOOLEAN NOT NULL", "press VARCHAR NOT NULL"),
    "uq_inbox_update_id": ("inbox", "UNIQUE (update_id)", "CHECK (update_id > 0)"),
    "fk_pins_person": ("pins", "FOREIGN KEY(person) REFERENCES people (id)", "CHECK (person > 0)"),
}
"""A table of SQLite, and what is written differently in it."""
ALTERED = {
    "ck_timestamps_named": "ALTER TABLE timestamps DROP CONSTRAINT ck_timestamps_named",
    "inbox.payload": "ALTER TABLE inbox ALTER COLUMN payload SET NOT NULL",
    "inbox.press": "ALTER TABLE inbox ALTER COLUMN press TYPE varchar",
    "uq_inbox_update_id": "ALTER TABLE inbox DROP CONSTRAINT uq_inbox_update_id",
    "fk_pins_person": "ALTER TABLE pins DROP CONSTRAINT fk_pins_person",
}
"""The same on PostgreSQL."""


@pytest.fixture
def schema(url: str) -> Iterator[Connection]:
    """A database whose schema may be changed: nothing of that is kept."""
    with engine_of(url).connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        yield connection
        connection.rollback()


def change(schema: Connection, statements: str) -> None:
    for statement in statements.split("; "):
        schema.execute(text(statement))


def rewrite(schema: Connection, table: str, before: str, after: str) -> None:
    """Make an empty table of SQLite once more, with one clause written differently."""
    listing = text("SELECT sql FROM sqlite_master WHERE tbl_name = :table ORDER BY type DESC")
    statements = [sql for sql in schema.execute(listing, {"table": table}).scalars() if sql]
    assert before in statements[0]
    schema.execute(text(f"DROP TABLE {table}"))
    for statement in statements:
        schema.execute(text(statement.replace(before, after)))


def named(schema: Connection) -> tuple[Text | None, Text | None]:
    """The results of the quick check and of the whole comparison."""
    banners: list[Text | None] = []
    for look in (comparison.check_names, comparison.check_schema):
        try:
            look(schema, head())
        except StorageError as error:
            banners.append(error.text())
        else:
            banners.append(None)
    quick, whole = banners
    return quick, whole


def differs(name: str) -> Text:
    return told("setup-database-different", name=name, version=head())


@pytest.mark.parametrize("name", LACKING)
def test_what_the_service_needs_is_found_by_the_quick_check(schema: Connection, name: str) -> None:
    change(schema, LACKING[name])
    assert named(schema) == (differs(name), differs(name))


@pytest.mark.parametrize("statements", DIFFERENT)
def test_what_was_added_or_made_differently_is_seen(schema: Connection, statements: str) -> None:
    change(schema, statements)
    assert named(schema) == (None, differs(DIFFERENT[statements]))


@pytest.mark.parametrize("name", ALTERED)
def test_a_rule_or_a_type_that_differs_is_seen(schema: Connection, name: str) -> None:
    if schema.dialect.name == "sqlite":
        rewrite(schema, *CLAUSES[name])
    else:
        change(schema, ALTERED[name])
    quick, whole = named(schema)
    assert whole == differs(name)
    assert quick in (None, whole)


def test_an_audit_record_that_could_be_changed_is_seen(schema: Connection) -> None:
    if schema.dialect.name == "sqlite":
        trigger = "audit_no_delete"
        change(schema, f"DROP TRIGGER {trigger}")
    else:
        trigger = "audit_no_change"
        change(schema, f"ALTER TABLE audit DISABLE TRIGGER {trigger}")
    assert named(schema) == (None, differs(trigger))


def test_tables_and_indexes_that_an_operator_adds_do_no_harm(schema: Connection) -> None:
    change(
        schema, "CREATE TABLE figures (name VARCHAR); CREATE INDEX ix_figures ON timestamps (at)"
    )
    assert inspect(schema).has_table("figures")
    assert named(schema) == (None, None)
