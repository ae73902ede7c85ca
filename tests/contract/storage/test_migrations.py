"""Migrations: from nothing to what the code wants, and never past it."""

import ast
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from storage.engine.database_url import parse_database_url
from storage.errors import StorageError
from storage.migrations import migrate
from storage.migrations.tables import METADATA
from tests.contract.samples import Clock, database
from tests.contract.storage.schema_history import scripts
from tests.postgres import run


@contextmanager
def nothing(request: pytest.FixtureRequest, name: str, folder: Path) -> Iterator[str]:
    """The URL of a database in which there is nothing at all."""
    if "sqlite" in request.node.name:
        yield f"sqlite:///{folder}/{name}.db"
        return
    server: str = request.getfixturevalue("server")
    run(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    run(server, f"CREATE DATABASE {name}")
    yield parse_database_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with nothing(request, "blank", tmp_path) as url:
        yield url


@pytest.fixture
def modelled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with nothing(request, "modelled", tmp_path) as url:
        yield url


def engine_of(url: str) -> Engine:
    place = parse_database_url(url)
    sync = "sqlite" if place.get_backend_name() == "sqlite" else place.drivername
    return create_engine(place.set(drivername=sync), poolclass=NullPool)


def shape(connection: Connection) -> list[str]:
    """Every table, check, key and index, as the database describes it."""
    if connection.dialect.name == "sqlite":
        listing = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
    else:
        listing = (
            "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
            "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' "
            "UNION ALL SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) "
            "FROM information_schema.columns WHERE table_schema = 'public'"
        )
    lines = connection.execute(text(listing)).scalars()
    # The order of clauses inside one CREATE TABLE and quotes around a name do not matter.
    # A column that was added is on the line of the one before.
    between = re.compile(r",\s*\n|, (?=[a-z_]+ [A-Z])|\(\s*\n|\n\)")
    clauses = (between.split(line.replace('"', "")) for line in lines)
    written = (sorted(clause.strip() for clause in each) for each in clauses)
    return sorted(" | ".join(each) for each in written if "alembic_version" not in str(each))


def test_an_upgrade_from_nothing_makes_the_schema_of_the_models(blank: str, modelled: str) -> None:
    assert migrate.current_version(blank) is None
    migrate.upgrade(blank)
    assert migrate.current_version(blank) == migrate.head()
    with engine_of(blank).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        migrated = shape(connection)
    # Alembic compares neither checks nor what partial indexes leave out.
    with engine_of(modelled).begin() as connection:
        METADATA.create_all(connection)
        assert migrated == shape(connection)


def test_upgrades_go_step_by_step_and_only_forwards(blank: str) -> None:
    steps = [script.revision for script in reversed(list(scripts().walk_revisions()))]
    assert steps == list(migrate.versions()) == [f"{n:04}" for n in range(1, len(steps) + 1)]
    assert steps[-1] == migrate.head()
    for revision in steps:
        script = scripts().get_revision(revision)
        # The way back is the backup from before, so no script pretends to know one.
        assert not hasattr(script.module, "downgrade")
        migrate.upgrade(blank, revision)
        assert migrate.current_version(blank) == revision


def test_upgrading_again_changes_nothing(blank: str) -> None:
    migrate.upgrade(blank)
    with engine_of(blank).connect() as connection:
        before = shape(connection)
    migrate.upgrade(blank)
    with engine_of(blank).connect() as connection:
        assert shape(connection) == before


def test_concurrent_upgrades_do_not_collide(blank: str) -> None:
    failures: list[BaseException] = []

    def upgrade() -> None:
        try:
            migrate.upgrade(blank)
        except BaseException as failure:  # noqa: BLE001 - the thread reports it below
            failures.append(failure)

    threads = [threading.Thread(target=upgrade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert migrate.current_version(blank) == migrate.head()


def test_a_failed_upgrade_leaves_nothing(blank: str, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = scripts()
    script = directory.get_revision(migrate.head())
    climb = script.module.upgrade

    def stumbles() -> None:
        climb()
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(script.module, "upgrade", stumbles)
        patch.setattr(ScriptDirectory, "from_config", lambda _config: directory)
        with pytest.raises(OSError):  # noqa: PT011 - which one is plain from the line above
            migrate.upgrade(blank)
    with engine_of(blank).connect() as connection:
        assert inspect(connection).get_table_names() == []
    migrate.upgrade(blank)


LANDED = {
    "0001_baseline.py": "7f77f1ae25698a72c5f2accd3d4bd7061644773aed9c14cf9a6de7ff54bbed75",
    "0001_baseline.sql": "e07343fc1ece3b2f22e44ec324444ed2fc1f842b3a0ba09c4241969be46d1870",
    "0002_todo_marks.py": "94f7911a9c4fac9473e6e69e113b038c083fcb8489a81c6762ad9098962f8d3a",
    "0003_today_messages.py": "2697c0f71aee29f7682c643813872886e609cac7e27014707148464a00d31f7f",
    "0004_attention.py": "fcca2c43284244c957d7267c1c79ee75c60d0770b467a77baa36afc5fe4fcf0e",
    "0005_progress.py": "d1994b7c2a53d676e955ca3f4d035bee3a468251602b9f1b9aff2df5e8fbc54f",
    "0006_pending_acts.py": "6149f59b842b7f6ec4d786e781822b7f86cb71888c8fdc121d9c56613d85d644",
    "0007_fewer_sounds.py": "c24b0a63e61592e4d7e0223e4d2e775cd18a93035ac7b878a4f36503cf87a690",
    "0008_joining.py": "33b173f4a1ad2e3e22fd9c8f8e4a138a2f7e6d432651553e5a537d53b339c592",
    "0009_held_meetings.py": "73c01f884bcbe242525b575182dbc0018704180105b770895fec8ad36ceba8e9",
    "0010_corrections.py": "74b02169e863523726d4d135c4fb04bba07d98e80ce7c06f8c6f2a06698079e3",
    "0011_path.py": "39ac1881f8dc05846352eeae488824f79389133d98eb658e2ea3b636028a26f6",
    "0012_auditors.py": "6a21123e6b9ffabb7902f3ce3b6ce223b5ce51f3d480e11530cfdeccb45b1fd7",
    "0013_strangers.py": "55c4d2f47c9c7febb0288e2ecaea2c73b127ae4422f23ee43883f194cc4af187",
    "0014_protection.py": "15c60ac228daff367dbc11a590590e9433536cd8881aadc41494614732c1678a",
    "0015_notice_index.py": "d69f993fdccb4aae06e6d23764c7425bc03990deaac2f488bf135f9419bd7853",
    "0016_cause.py": "4a1f971ec194c75c6fed31e30ee30ee5569d1a80b5e899c7e60f2b349188c356",
    "0017_agency_names.py": "e856a1e8d38451adcc6155d9f37331e4d38518baa645a106b3df6143ea329d74",
    "0018_letter_numbers.py": "23937c060beda2f884c5cb964f62da33673c561212d15706881386e313614f95",
    "0019_pages.py": "a01d13e4309bceb2871902bb5cce01092cf0fc999e5ca44bece7e71e056c0050",
    "0020_passkeys_as_pin.py": "c0a2ebbf22d0f12d2b5ee00bc2ad4ca5763c10260faa853fc10218a582a21f9a",
    "0021_calendar_feeds.py": "22fc4c247246689e36bb45d9fb4bc2f8e52314929feebc7249eae69764031ab4",
    "0022_procedures.py": "ec98b2439edb2fc4b331db1ab99be2aab7ec624b9a03ee9773b7fe7ef852cabc",
    "0023_documents.py": "8b2545543705674c81349fbef10733a88274feb964e03d5bc9d1423f628f7b33",
    "0024_letter_counters.py": "ae70630131a215ebf08cc39a1bc6e31a6d5ec38ff755e11c2d4f3b0a43cf0989",
}
"""The SHA-256 of each file of a migration. A file that landed never changes: add another one."""


def test_a_migration_that_landed_never_changes() -> None:
    folder = Path(migrate.__file__).parent / "versions"
    files = [each for each in folder.iterdir() if each.is_file()]
    assert {each.name: sha256(each.read_bytes()).hexdigest() for each in files} == LANDED


async def test_a_database_without_a_schema_is_refused(blank: str) -> None:
    with pytest.raises(StorageError) as caught:
        await database(blank, Clock()).open()
    assert caught.value.key == "setup-database-missing"


async def test_looking_for_a_database_does_not_make_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere.db"
    assert migrate.current_version(url) is None
    with pytest.raises(StorageError):
        await database(url, Clock()).open()
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240


def test_a_version_that_is_no_number_is_not_newer(blank: str) -> None:
    migrate.upgrade(blank)
    run(blank, "UPDATE alembic_version SET version_num = 'zzz'")
    with pytest.raises(StorageError) as caught:
        migrate.examined(blank)
    assert caught.value.key == "setup-database-newer"


async def test_a_newer_database_is_used_if_compatible(blank: str) -> None:
    migrate.upgrade(blank)
    grow(blank)
    with engine_of(blank).connect() as connection:
        before = shape(connection)
    service = database(blank, Clock())
    await service.open()
    assert service.schema == migrate.allowed(blank) == "9999"
    await service.close()
    for statement in ("UPDATE schema_compatibility SET revision = '9998'", FORGET):
        run(blank, statement)
        with pytest.raises(StorageError) as caught:
            await database(blank, Clock()).open()
        assert caught.value.text().key == "setup-database-newer"
        assert caught.value.values == {"found": "9999", "wanted": migrate.head()}
        with pytest.raises(StorageError):
            migrate.allowed(blank)
        with pytest.raises(StorageError):
            migrate.upgrade(blank)
    with engine_of(blank).connect() as connection:
        assert shape(connection) == before


FORGET = "DELETE FROM schema_compatibility"


def grow(url: str, *, floor: str = "0001") -> None:
    """Do what a later step that only adds does: a table, an index and two columns."""
    with engine_of(url).begin() as connection:
        connection.execute(text("CREATE TABLE later (name VARCHAR PRIMARY KEY)"))
        connection.execute(text("CREATE INDEX ix_later ON timestamps (at)"))
        connection.execute(text("ALTER TABLE outbox ADD COLUMN later VARCHAR"))
        connection.execute(text("ALTER TABLE requests ADD COLUMN later INTEGER DEFAULT 0 NOT NULL"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text(FORGET))
        values = {"floor": floor}
        connection.execute(text("INSERT INTO schema_compatibility VALUES (1, :floor)"), values)


ADDING = {"create_table", "create_index", "add_column", "execute", "get_bind", "f"}


def takes_away(source: str) -> list[str]:
    """What a step does beside adding tables, indexes, and columns that may be left out."""
    found = []
    for call in (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)):
        name = ast.unparse(call.func)
        if name.startswith("op.") and name.removeprefix("op.") not in ADDING:
            found.append(name)
        if name == "op.execute" and "INSERT INTO" not in ast.unparse(call):
            found.append(ast.unparse(call))
        said = {each.arg: ast.unparse(each.value) for each in call.keywords}
        column = name == "op.add_column" and ast.unparse(call.args[1])
        if column and "nullable=True" not in column and "server_default=" not in column:
            found.append(f"{name} {said}")
    return found


def test_a_compatible_migration_only_adds() -> None:
    for script in scripts().walk_revisions():
        source = Path(script.path).read_text(encoding="utf-8")
        if script.revision != "0001" and "UPDATE schema_compatibility" not in source:
            assert takes_away(source) == [], script.revision


@pytest.mark.parametrize(
    ("step", "well"),
    [
        ("op.create_table('later', sa.Column('a', sa.String(), nullable=False))", True),
        ("op.create_index('ix', 'timestamps', ['at'])", True),
        ("op.add_column('timestamps', sa.Column('a', sa.String(), nullable=True))", True),
        ("op.add_column('timestamps', sa.Column('a', sa.String(), server_default=''))", True),
        ("op.add_column('timestamps', sa.Column('a', sa.String(), nullable=False))", False),
        ("op.drop_column('timestamps', 'at')", False),
        ("op.alter_column('timestamps', 'at', nullable=True)", False),
        ("op.execute('UPDATE timestamps SET name = 1')", False),
    ],
)
def test_an_addition_is_told_from_a_removal(step: str, *, well: bool) -> None:
    assert (takes_away(step) == []) is well


async def test_an_older_database_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = migrate.head()
    monkeypatch.setattr(migrate, "head", lambda: "9999")
    with pytest.raises(StorageError) as caught:
        await database(url, Clock()).open()
    assert caught.value.key == "setup-database-older"
    assert caught.value.values == {"found": found, "wanted": "9999"}


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "liaison.db"
    migrate.upgrade(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
