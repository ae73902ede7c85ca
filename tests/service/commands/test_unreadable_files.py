"""Files that no parser takes, and terminals that lack our letters: one line, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import build
from tests.profiles.invented import laid_out

pytestmark = pytest.mark.unit


def liaison(*args: str) -> Result:
    return CliRunner().invoke(build(), args)


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LIAISON_TOKEN", raising=False)
    monkeypatch.setenv("LIAISON_DATABASE_URL", f"sqlite:///{tmp_path}/desk.db")


@pytest.mark.parametrize(
    "written", ["a = " + "[" * 100_000, "a = " + "9" * 5_000], ids=["nested", "long"]
)
def test_a_file_that_no_parser_takes_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(written, encoding="utf-8")
    checked = liaison("profile", "check", str(file))
    assert (checked.exit_code, len(checked.stdout.splitlines())) == (1, 1)
    assert f"cannot be read: {file}" in checked.stdout
    planned = liaison("import-plan", str(file))
    assert (planned.exit_code, planned.stderr) == (2, f"The plan cannot be read: {file}.\n")
    monkeypatch.setenv("LIAISON_AGREEMENT", str(file))
    explained = liaison("explain", "2026-03-15", "--party", "KH")
    assert (explained.exit_code, len(explained.stderr.splitlines())) == (2, 1)
    assert f"cannot be read: {file}" in liaison("doctor").stdout


@pytest.mark.parametrize("put", ["0x" + "9" * 5_000, "{ a" + ".a" * 2_000 + " = 1 }"])
def test_a_value_that_cannot_be_shown_names_its_field(tmp_path: Path, put: str) -> None:
    invented = laid_out(tmp_path / "agreement")
    written = invented.read_text(encoding="utf-8")
    invented.write_text(written.replace("days = 15", f"days = {put}"), encoding="utf-8")
    done = liaison("profile", "check", str(invented))
    assert (done.exit_code, len(done.stdout.splitlines())) == (1, 1)
    assert "verification.days = …" in done.stdout


def test_texts_not_in_utf_8_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    invented = laid_out(tmp_path / "agreement")
    texts = invented.parent / "locales" / "fr" / "agreement.ftl"
    texts.write_bytes(b"\xff\xfe")
    monkeypatch.setenv("LIAISON_AGREEMENT", str(invented))
    checked = liaison("profile", "check", str(invented))
    assert (checked.exit_code, len(checked.stdout.splitlines())) == (1, 1)
    explained = liaison("explain", "2026-03-15", "--party", "AA")
    assert (explained.exit_code, len(explained.stderr.splitlines())) == (2, 1)
    for said in (checked.stdout, explained.stderr, liaison("doctor").stdout):
        assert f"cannot be read: {texts}" in said


def test_a_terminal_that_lacks_letters_ends_no_command() -> None:
    theirs = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for words in (
        ("explain", "2026-03-15", "--party", "KH", "--lang", "km"),
        ("restore", "--help"),
        ("backup", "ខ្មែរ.backup"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", *words],
            env=theirs,
            capture_output=True,
            check=False,
        )
        assert done.returncode == (2 if words[0] == "backup" else 0), done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stdout or done.stderr
