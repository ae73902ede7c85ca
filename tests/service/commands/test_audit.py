"""`liaison audit`, and beside it the verifier that needs nothing of ours."""

import ast
import errno
import json
import stat
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random
from sqlite3 import connect

import pytest

import bot.commands.audit
from bot.commands.cli_output import english
from liaison.core import audit_chain
from liaison.core.cards import text
from tests.conftest import SEED
from tests.fresh_databases import fresh
from tests.service.commands.command_line import liaison, refused, told
from tests.unit.audit.tampering import TAMPERINGS, head_of, record

ROOT = Path(__file__).resolve().parents[3]
VERIFIER = ROOT / "verifier" / "verify_audit.py"
RECORD = record(30)
HEAD = head_of(RECORD)


@pytest.fixture
def database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a database with the record in it, which the settings name."""
    monkeypatch.setenv("LIAISON_DATABASE_URL", fresh(folder))
    monkeypatch.setattr(bot.commands.audit, "PAGE", 7)
    file = folder / "liaison.db"
    put(file, RECORD)
    return file


def put(file: Path, entries: Sequence[audit_chain.AuditEntry]) -> None:
    """Let these be the lines of the record, past the service and its triggers."""
    with closing(connect(file)) as connection, connection:
        for trigger in ("audit_no_update", "audit_no_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute("DELETE FROM audit")
        for entry in entries:
            at = datetime.fromisoformat(entry.at).strftime("%Y-%m-%d %H:%M:%S.%f")
            values = entry._replace(at=at)._asdict()
            names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
            connection.execute(f"INSERT INTO audit ({names}) VALUES ({marks})", values)


def run(file: Path, statement: str) -> None:
    put(file, RECORD)
    with closing(connect(file)) as connection, connection:
        connection.execute(statement)


def test_a_row_that_no_line_tells_of_is_named(database: Path) -> None:
    run(
        database,
        "INSERT INTO approvals (code, kind, subject_id, value_before, value_after, reason, party,"
        " made_by, made_at, expires_at, state, version) VALUES ('K26-7F3K9', 'extension',"
        " 'KH26-7F3K9', '2026-04-14', '2026-05-14', 'court', 'KH', 1,"
        " '2026-03-15 02:00:00.000000', '2026-03-20 02:00:00.000000', 'open', 1)",
    )
    said = told("audit", "verify", "--head", HEAD.written, code=1)
    assert "The database has two_key K26-7F3K9, but the audit record does not" in said


def verdict(
    entries: Sequence[audit_chain.AuditEntry], held: audit_chain.ChainHead | None
) -> tuple[int, str]:
    """What the service says of a record: the exit code and the line."""
    try:
        head = audit_chain.verify_chain(entries, expected=held)
        audit_chain.check_end(head, held)
    except audit_chain.BrokenRecord as broken:
        return 1, f"{english(broken.text())}\n"
    return 0, f"{english(text('setup-audit-verified', head=head.written, redactions=0))}\n"


def verifier(file: Path, *head: str) -> tuple[int, str]:
    """What the verifier says of an export, in a process that finds nothing of ours."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", str(VERIFIER), str(file), *head],
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout or done.stderr


def test_a_record_that_holds_is_one_line_with_its_head(database: Path) -> None:
    for args in ((), ("--head", HEAD.written), ("--head", HEAD.grouped.upper())):
        done = liaison("audit", "verify", *args)
        assert done.output == f"The audit record is unchanged. Audit code: {HEAD.written}\n"
        assert done.exit_code == 0


def test_a_database_that_is_held_as_restored_is_named_so(database: Path) -> None:
    run(database, "INSERT INTO timestamps VALUES ('restored', '2026-03-05 02:00:00.000000')")
    [verified, held] = told("audit", "verify").splitlines()
    assert verified.startswith("The audit record is unchanged.")
    assert held.startswith("The database was restored, and nothing is sent.")


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_any_change_of_the_table_is_one_line_and_code_one(database: Path, kind: str) -> None:
    tampered = TAMPERINGS[kind](RECORD, Random(SEED))
    put(database, tampered)
    done = liaison("audit", "verify", "--head", HEAD.written)
    assert (done.exit_code, done.output) == verdict(tampered, HEAD)
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET at = 'once upon a time' WHERE seq = 9", "Line 9 "),
        ("UPDATE audit SET at = x'00ff' WHERE seq = 9", "Line 9 "),
        ("UPDATE audit SET person = 'x' WHERE seq = 9", "Line 9 "),
        ("UPDATE audit SET facts = x'00ff' WHERE seq = 9", "Line 9 "),
        ("DELETE FROM audit", "The audit record ends with line 0, "),
    ],
)
def test_what_cannot_be_a_line_is_one_line_too(database: Path, statement: str, said: str) -> None:
    run(database, statement)
    [line] = told("audit", "verify", "--head", HEAD.written, code=1).splitlines()
    assert line.startswith(said)


def test_what_is_no_head_is_one_sentence(database: Path) -> None:
    said = refused("audit", "verify", "--head", "30:abc")
    assert said == f"{english(text('setup-audit-code-wrong'))}\n"


def test_an_export_has_every_line_and_is_never_written_over(database: Path, folder: Path) -> None:
    file = folder / "audit.jsonl"
    written = f"Lines of the audit record written to {file}: 30.\n"
    assert told("audit", "export", str(file)) == written
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_text(encoding="ascii")
    *lines, statement = written.splitlines()
    assert lines == [audit_chain.dump_entry(entry) for entry in RECORD]
    assert HEAD.written in statement
    assert verifier(file, HEAD.written) == verdict(RECORD, HEAD)
    assert refused("audit", "export", str(file)).startswith(f"{file} already exists")
    assert file.read_text(encoding="ascii") == written


def test_a_broken_export_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_DATABASE_URL", f"sqlite:///{folder / 'none.db'}")
    assert "liaison migrate" in refused("audit", "export", str(folder / "audit.jsonl"))
    assert not list(folder.iterdir())


def test_an_export_to_a_full_disk_leaves_no_file(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_line: audit_chain.AuditEntry) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.witness.statements.dump_entry", full)
    file = folder / "audit.jsonl"
    said = refused("audit", "export", str(file))
    assert said.startswith(f"{file} cannot be written.")
    assert not file.exists()


def test_the_verifier_is_short_and_imports_nothing_of_ours() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 100
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_the_verifier_agrees_with_the_service_about_every_export(folder: Path) -> None:
    chance = Random(SEED)
    file = folder / "audit.jsonl"
    for kind in [*TAMPERINGS] * 5:
        tampered = TAMPERINGS[kind](RECORD, chance)
        file.write_text(
            "".join(f"{audit_chain.dump_entry(entry)}\n" for entry in tampered), encoding="ascii"
        )
        assert verifier(file, HEAD.grouped) == verdict(tampered, HEAD), kind
        assert verifier(file) == verdict(tampered, None), kind


@pytest.mark.parametrize(
    "written",
    [
        "",
        "\n",
        "{}",
        "[]",
        "7",
        "[[1]]",
        "[" * 100_000,
        "é\x00",
        audit_chain.dump_entry(RECORD[4])[:-1],
        audit_chain.dump_entry(RECORD[4]).replace('"action"', '"actions"'),
        audit_chain.dump_entry(RECORD[4]).replace("{", '{"seq":5,', 1),
        audit_chain.dump_entry(RECORD[4])[:-1] + ',"more":1}',
        json.dumps(dict(reversed(RECORD[4]._asdict().items()))),
    ],
)
def test_the_verifier_names_a_line_that_cannot_be_read(folder: Path, written: str) -> None:
    file = folder / "audit.jsonl"
    lines = [audit_chain.dump_entry(entry) for entry in RECORD]
    lines[4] = written
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert verifier(file) == (1, "Line 5 of the audit record cannot be read.\n")


@pytest.mark.parametrize("number", [True, 1.0], ids=str)
def test_the_verifier_takes_no_number_that_is_only_as_large(folder: Path, number: object) -> None:
    entry = RECORD[0]._replace(seq=number)  # type: ignore[arg-type]  # as anybody could write it
    entry = entry._replace(hash=audit_chain.hash_of(entry, audit_chain.START.hash))
    file = folder / "audit.jsonl"
    file.write_text(audit_chain.dump_entry(entry) + "\n", encoding="ascii")
    code, said = verifier(file)
    assert (code, "missing or was moved" in said) == (1, True)


def test_the_verifier_reports_what_it_cannot_use(folder: Path) -> None:
    file = folder / "audit.jsonl"
    assert verifier(file) == (2, f"{file} cannot be read.\n")
    file.write_text("", encoding="ascii")
    assert verifier(file) == verdict([], None)
    for head in ("30", f"0:{HEAD.hash}", f"30:{HEAD.hash}0"):
        said = "Give the audit code as the daily summary shows it: 128:0f3a and so on.\n"
        assert verifier(file, head) == (2, said)
