"""What is installed: the wheel of the service, and that of the sandbox."""

import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

from tests.test_repository import FILES, ROOT

SERVICE = ("bot/", "handlers/", "liaison/", "locales/", "storage/")
NOT_PACKED = ("sandbox/README.md", "sandbox/pyproject.toml")


def built(project: Path, into: Path) -> tuple[set[str], set[str]]:
    """The files of a wheel but for what says how it was made, and what it requires."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", into],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = into.iterdir()
    with ZipFile(wheel) as opened:
        about = [name for name in opened.namelist() if ".dist-info/" in name]
        (metadata,) = [name for name in about if name.endswith("/METADATA")]
        said = Parser().parsestr(opened.read(metadata).decode())
        return {*opened.namelist()} - {*about}, {*(said.get_all("Requires-Dist") or ())}


def test_the_service_is_installed_without_sandbox_tests_and_tools(tmp_path: Path) -> None:
    files, requires = built(ROOT, tmp_path)
    assert files == {name for name in FILES if name.startswith(SERVICE)}
    assert not [line for line in requires if line.startswith(("liaison", "pytest", "hypothesis"))]


def test_the_sandbox_is_installed_by_itself_with_its_page(tmp_path: Path) -> None:
    files, requires = built(ROOT / "sandbox", tmp_path)
    assert files == {name for name in FILES if name.startswith("sandbox/")} - {*NOT_PACKED}
    assert requires == {"aiohttp<4,>=3.14"}
