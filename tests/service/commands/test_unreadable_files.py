"""Files that no parser takes, and terminals that lack our letters: one line, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.profiles.invented import laid_out
from tests.service.commands.command_line import liaison, refused, told


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
    [checked] = told("profile", "check", str(file), code=1).splitlines()
    assert f"{file} cannot be read." in checked
    monkeypatch.setenv("LIAISON_AGREEMENT", str(file))
    refused("explain", "2026-03-15", "--party", "KH")
    assert f"{file} cannot be read." in liaison("doctor").stdout


@pytest.mark.parametrize("put", ["0x" + "9" * 5_000, "{ a" + ".a" * 2_000 + " = 1 }"])
def test_a_value_that_cannot_be_shown_names_its_field(tmp_path: Path, put: str) -> None:
    invented = laid_out(tmp_path / "agreement")
    written = invented.read_text(encoding="utf-8")
    invented.write_text(written.replace("days = 15", f"days = {put}"), encoding="utf-8")
    [line] = told("profile", "check", str(invented), code=1).splitlines()
    assert "verification.days = …" in line


def test_a_procedure_whose_steps_wait_for_each_other_is_named_with_its_step(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    invented = laid_out(tmp_path / "agreement")
    step = (
        'code = "{}"\nkind = "verification"\nside = "requested"\nrole = "coordinator"\n'
        'event = "{}"\ndays = 1\ntitles = {{ fr = "a", en = "a" }}\n'
    )
    file = invented.parent / "procedure-example.toml"
    steps = (step.format("a", "b"), step.format("b", "a"))
    file.write_text("".join(f"[[steps]]\n{each}" for each in steps), encoding="utf-8")
    monkeypatch.setenv("LIAISON_AGREEMENT", str(invented))
    monkeypatch.setenv("LIAISON_KEYS_FILE", str(tmp_path / "keys.json"))
    said = f"The procedure {file} has steps that wait for each other, each for the next: steps[0]"
    [checked] = told("profile", "check", str(invented), code=1).splitlines()
    told("migrate")
    for told_by in (checked, refused("admin-invite", "--party", "AA"), liaison("doctor").stdout):
        assert said in told_by


def test_texts_not_in_utf_8_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    invented = laid_out(tmp_path / "agreement")
    texts = invented.parent / "locales" / "fr" / "agreement.ftl"
    texts.write_bytes(b"\xff\xfe")
    monkeypatch.setenv("LIAISON_AGREEMENT", str(invented))
    [checked] = told("profile", "check", str(invented), code=1).splitlines()
    explained = refused("explain", "2026-03-15", "--party", "AA")
    for said in (checked, explained, liaison("doctor").stdout):
        assert f"{texts} cannot be read." in said


def test_a_terminal_that_lacks_letters_ends_no_command() -> None:
    theirs = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for words in (
        ("explain", "2026-03-15", "--party", "KH", "--lang", "km"),
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
