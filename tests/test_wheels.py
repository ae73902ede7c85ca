"""What is installed: the wheel of the service, and that of the sandbox."""

import asyncio
import subprocess
import sys
import sysconfig
import venv
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from sandbox import Sandbox
from tests.scenario import TOKEN
from tests.test_repository import FILES, ROOT

SERVICE = ("bot/", "handlers/", "liaison/", "locales/", "storage/", "web/")
COMMANDS = {
    "--version": "liaison-bot ",
    "keys new": "The keys were made",
    "migrate": "is of version",
    "doctor": "The database can be used",
    "demo": "sandbox",
}
"""What an operator runs first, and what each says."""
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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str], set[str]]:
    """The wheel of the service, its files, and what it requires."""
    into = tmp_path_factory.mktemp("wheel")
    files, requires = built(ROOT, into)
    return next(into.iterdir()), files, requires


def test_the_service_is_installed_without_sandbox_tests_and_tools(
    wheel: tuple[Path, set[str], set[str]],
) -> None:
    _, files, requires = wheel
    assert files == {name for name in FILES if name.startswith(SERVICE)}
    assert not [line for line in requires if line.startswith(("liaison", "pytest", "hypothesis"))]


def test_the_sandbox_is_installed_by_itself_with_its_page(tmp_path: Path) -> None:
    files, requires = built(ROOT / "sandbox", tmp_path)
    assert files == {name for name in FILES if name.startswith("sandbox/")} - {*NOT_PACKED}
    assert requires == {"aiohttp<4,>=3.14"}


def installed(wheel: Path, into: Path) -> Path:
    """`liaison` from a wheel in a new environment. What it requires comes from the environment of
    the tests, but not what is linked there.
    """
    venv.create(into)
    new = into / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", str(new), "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, "-q", wheel], check=True)
    (packages,) = (into / "lib").glob("*/site-packages")
    (packages / "required.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return new.with_name("liaison")


@pytest.fixture
def program(wheel: tuple[Path, set[str], set[str]], tmp_path: Path) -> Path:
    """`liaison` from the wheel of this checkout."""
    return installed(wheel[0], tmp_path / "new")


async def test_the_wheel_serves_where_there_is_no_checkout(program: Path, tmp_path: Path) -> None:
    async with await Sandbox.start() as sandbox:
        settings = {"TOKEN": TOKEN.get_secret_value(), "API_BASE": sandbox.url}
        settings |= {"KEYS_FILE": "keys", "DATABASE_URL": f"sqlite:///{tmp_path}/liaison.db"}

        async def start(*words: str) -> asyncio.subprocess.Process:
            return await asyncio.create_subprocess_exec(
                program,
                *words,
                cwd=tmp_path,
                env={f"LIAISON_{name}": value for name, value in settings.items()},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )

        for words, said in COMMANDS.items():
            command = await start(*words.split())
            shown, _ = await command.communicate()
            assert said in shown.decode(), shown
            assert (command.returncode == 0) is (words != "demo"), shown
        running, stranger = await start("run"), sandbox.user(first_name="Alice")
        stranger.say("hello")
        await sandbox.wait_for(lambda: any(each.from_bot for each in stranger.visible), 60)
        running.terminate()
        await running.communicate()
        assert running.returncode == 0
