"""`liaison setup`, as an operator uses it on the first day."""

import asyncio
import os
import pty
import re
import sys
from pathlib import Path

import pytest

from bot.settings import PREFIX
from sandbox import Sandbox
from tests.service.commands.command_line import refused, told
from tests.service.conftest import TOKEN

PATIENCE_SECONDS = 60


@pytest.fixture
def data_folder(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an operator who has set nothing but the address of the sandbox."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LIAISON_API_BASE", sandbox.url)
    return tmp_path / "liaison"


@pytest.fixture
def config(data_folder: Path) -> Path:
    """The settings that the operator has made without a token."""
    data_folder.mkdir()
    made = data_folder / "liaison.toml"
    made.touch(mode=0o600)
    made.write_text('token = ""\nlog_level = "INFO"\n', encoding="utf-8")
    return made


async def on_a_terminal(token: str, backup_key: str = "") -> tuple[int | None, str]:
    """The exit code, and what is seen, of `liaison setup` on a terminal where these are typed."""
    own, terminal = pty.openpty()
    program = str(Path(sys.executable).with_name("liaison"))
    process = await asyncio.create_subprocess_exec(
        program, "setup", stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    )
    os.close(terminal)
    shown = b""

    def read() -> bytes:
        try:
            return os.read(own, 65536)
        except OSError:  # Linux reports the end of a terminal so
            return b""

    async with asyncio.timeout(PATIENCE_SECONDS):
        while part := await asyncio.to_thread(read):
            shown += part
            if shown.endswith(b"(not shown while you type): "):
                os.write(own, f"{token}\n".encode())
            if shown.endswith(b"empty: later: "):
                os.write(own, f"{backup_key}\n".encode())
        code = await process.wait()
    os.close(own)
    return code, shown.decode()


def is_missing(folder: Path) -> bool:
    return not folder.exists()


def mode_and_text(file: Path) -> tuple[int, str]:
    return file.stat().st_mode & 0o777, file.read_text(encoding="utf-8")


async def test_setup_asks_for_the_token_and_makes_the_rest(config: Path, sandbox: Sandbox) -> None:
    code, shown = await on_a_terminal(TOKEN)
    assert code == 0, shown
    assert TOKEN not in shown
    assert "debug" not in shown
    links = re.findall(rf"https://t.me/{sandbox.bot_username(TOKEN)}\?start=\S+", shown)
    assert len(links) == 2
    assert shown.count("█") > 100  # a QR code
    for said in ("Invitation to Cambodia", "Invitation to China", "- Turn “Allow Groups” off"):
        assert said in shown
    assert mode_and_text(config) == (0o600, f'token = "{TOKEN}"\nlog_level = "INFO"\n')
    assert "The database can be used" in await asyncio.to_thread(told, "doctor")


async def test_setup_may_be_repeated_and_keeps_what_is_there(
    data_folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TOKEN", TOKEN)
    first = await asyncio.to_thread(told, "setup")
    keys = (data_folder / "keys.json").read_bytes()
    again = await asyncio.to_thread(told, "setup")
    assert "The keys were made" in first
    assert "The keys were made" not in again
    assert again.count("?start=") == 2
    assert (data_folder / "keys.json").read_bytes() == keys
    assert not (data_folder / "liaison.toml").exists()


async def test_setup_makes_nothing_with_a_token_that_telegram_refuses(
    data_folder: Path, sandbox: Sandbox
) -> None:
    code, shown = await on_a_terminal("not a token")
    assert (code, "LIAISON_TOKEN is not a token" in shown) == (2, True)
    sandbox.faults.error(401, "Unauthorized", method="getMe")
    code, shown = await on_a_terminal(TOKEN)
    assert (code, "The Bot API cannot be used (token)" in shown) == (2, True)
    assert is_missing(data_folder)


def test_setup_asks_nothing_without_a_terminal(data_folder: Path) -> None:
    assert "LIAISON_TOKEN is not set" in refused("setup")
    assert is_missing(data_folder)


async def test_setup_saves_the_public_key_of_backups(
    config: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, shown = await on_a_terminal(TOKEN, "age1 is no key")
    assert (code, "LIAISON_BACKUP_KEY is not a public key for backups" in shown) == (2, True)
    made = await asyncio.to_thread(told, "backup-key", str(config.with_name("private.key")))
    key = made.splitlines()[-1].partition("=")[2]
    code, shown = await on_a_terminal(TOKEN, key)
    assert (code, "LIAISON_BACKUP_KEY" in shown) == (0, False), shown
    assert f'backup_key = "{key}"' in mode_and_text(config)[1]
    code, shown = await on_a_terminal(TOKEN)
    assert (code, "Public key for backups" in shown) == (0, False)


async def test_setup_says_where_the_token_cannot_be_saved(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_folder.parent.joinpath("liaison").touch()
    code, shown = await on_a_terminal(TOKEN)
    assert (code, "What you typed cannot be saved" in shown) == (2, True)
