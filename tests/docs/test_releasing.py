"""A release is signed, and verified as the page says."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, ROOT
from tests.docs.test_operator_guide import run

pytestmark = pytest.mark.soak
PAGE = (DOCS / "releasing.md").read_text(encoding="utf-8")


def made(folder: Path, key: Path) -> None:
    """Make a release in a folder, signed with a key that is new."""
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "release", "-f", str(key))
    clean = {name: each for name, each in os.environ.items() if not name.startswith("MAKE")}
    line = ["make", "--assume-old=.venv/.set-up", "release", f"RELEASE={folder}"]
    subprocess.run([*line, f"SIGNING_KEY={key}"], check=True, cwd=ROOT, env=clean)


def verifies(folder: Path) -> bool:
    """Whether all commands of the page succeed in the folder of a release."""
    [block] = re.findall(r"```\n(ssh-keygen .*?)```", PAGE, re.DOTALL)
    return subprocess.run(["bash", "-ec", block], cwd=folder, check=False).returncode == 0


def test_a_release_is_verified_and_a_changed_or_foreign_one_is_refused(tmp_path: Path) -> None:
    folder, key = tmp_path / "release", tmp_path / "key"
    folder.mkdir()
    (folder / "liaison-bot.tar").write_bytes(b"an image")
    made(folder, key)
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    (folder / "allowed_signers").write_text(f"release {public}", encoding="utf-8")
    assert verifies(folder)
    (folder / "liaison-bot.tar").write_bytes(b"another image")
    assert not verifies(folder)
    (folder / "liaison-bot.tar").write_bytes(b"an image")
    other = tmp_path / "other"
    made(folder, other)
    assert not verifies(folder)
