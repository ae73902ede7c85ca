"""PostgreSQL with TLS and a standby, set up word by word as the operations page says.

Debian's PostgreSQL is installed if it is missing; that and its user need the root user.
"""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.containers.typed import with_our_environment
from tests.docs.test_operations import PAGE
from tests.docs.test_operator_guide import TOKEN
from tests.ports import free_port
from tests.test_repository import ROOT

SECTION = PAGE.partition("## PostgreSQL with TLS and a standby")[2].partition("\n## ")[0]
BLOCKS = [
    [line.strip() for line in each.strip().splitlines()]
    for each in re.findall(r"```\n(.*?)```", SECTION, re.DOTALL)
]
CERTIFICATES, PRIMARY, ACCESS, SERVICE, STANDBY, SYNCHRONOUS, PROMOTION = BLOCKS
PASSWORD = "letters1and2digits"
PACKAGE = Path("/usr/lib/postgresql")
AS_POSTGRES = ("runuser", "--user", "postgres", "--", "env")
PATIENCE_SECONDS, LOOK_SECONDS = 60, 0.2


class Server:
    """A machine with PostgreSQL, on which the user `postgres` types in the data folder."""

    def __init__(self, folder: Path) -> None:
        if not [*PACKAGE.glob("*/bin/postgres")]:
            subprocess.run(["apt-get", "-qq", "update"], check=True)
            subprocess.run(["apt-get", "-qq", "-y", "install", "postgresql"], check=True)
        self.folder, self.data, self.port = folder, folder / "data", free_port()
        self._environment = {
            "PATH": f"{max(PACKAGE.glob('*/bin'))}:{os.environ['PATH']}",
            "PGHOST": str(folder),
            "PGPORT": str(self.port),
            "PGDATA": str(self.data),
        }
        self.data.mkdir(parents=True, mode=0o700)
        for each in (folder, self.data):
            shutil.chown(each, "postgres", "postgres")

    def puts(self, file: Path, content: str) -> None:
        """Write a file for its owner alone."""
        file.write_text(content, "utf-8")
        file.chmod(0o600)
        shutil.chown(file, "postgres", "postgres")

    def types(self, line: str, typed: str = "") -> str:
        """Type a line, and then what it asks for; what it prints."""
        done = subprocess.run(
            [*AS_POSTGRES, f"HOME={self.folder}", "bash", "-c", line],
            cwd=self.data,
            env=self._environment,
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
            start_new_session=True,  # without a terminal, a password is read from the input
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}"
        return done.stdout

    def control(self, words: str) -> None:
        """Start or stop it."""
        options = f"-p {self.port} -k {self.folder}"
        self.types(f"pg_ctl --wait --log ../log --options '{options}' {words} >/dev/null 2>&1")

    async def until(self, line: str, said: str) -> None:
        """Type a line until it prints something."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while said not in self.types(line):  # noqa: ASYNC110  # another process does it
                await asyncio.sleep(LOOK_SECONDS)


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server]]:
    """Two machines: the path of a socket must be short, and each user may enter."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        one, two = Server(folder / "one"), Server(folder / "two")
        try:
            yield one, two
        finally:
            for each in (one, two):
                if (each.data / "postmaster.pid").exists():
                    each.control("--mode immediate stop")


@pytest.fixture
def here(servers: tuple[Server, Server]) -> Callable[[str], str]:
    """What the page says of two machines, on this one."""
    one, two = servers
    shutil.copy(ROOT / "deploy/postgresql.sql", one.folder.parent)
    replaced = {
        "one:5432": f"localhost:{one.port}",
        "two:5432": f"localhost:{two.port}",
        "host=one": f"host=localhost port={one.port}",
        "=one": "=localhost",
        "DNS:one": "DNS:localhost",
        "/etc/liaison": str(one.folder.parent),
        "deploy": str(one.folder.parent),
        "PASSWORD": PASSWORD,
    }

    def on_this(line: str) -> str:
        for there, mine in replaced.items():
            line = line.replace(there, mine)
        return line

    return on_this


def typed(folder: Path, line: str) -> None:
    """Type a line of the certification authority."""
    subprocess.run(["bash", "-c", line], cwd=folder, check=True, capture_output=True)


def certified(server: Server, line: str) -> None:
    """Make a certificate by a line, and put it into the data folder of a server."""
    typed(server.folder.parent, line)
    for name in ("server.crt", "server.key"):
        server.puts(server.data / name, (server.folder.parent / name).read_text("utf-8"))


@pytest.mark.soak
async def test_the_service_goes_on_at_a_standby_that_is_promoted(
    servers: tuple[Server, Server], here: Callable[[str], str], tmp_path: Path
) -> None:
    one, two = servers
    one.types("initdb --username postgres --auth-local peer --auth-host reject --encoding UTF8")
    authority, certificate = map(here, CERTIFICATES)
    typed(one.folder.parent, authority)
    certified(one, certificate)
    one.control("start")
    for line in map(here, PRIMARY):
        one.types(line, f"{PASSWORD}\n{PASSWORD}\n" if "password" in line else "")
    one.puts(one.data / "pg_hba.conf", "\n".join([*ACCESS, ""]))
    one.control("restart")

    operator = with_our_environment(tmp_path, "http://127.0.0.1:9")
    operator.environment["LIAISON_TOKEN"] = TOKEN
    address, migrate, grant = map(here, SERVICE)
    await operator.types(address.replace("'", ""))
    await operator.types(migrate)
    one.types(grant)
    await operator.types("liaison keys new")
    url = operator.environment["LIAISON_DATABASE_URL"]
    for wrong in (url.replace("verify-full", "disable"), url.replace("localhost", "127.0.0.1")):
        operator.environment["LIAISON_DATABASE_URL"] = wrong
        assert "does not let this user in" in await operator.types("liaison migrate", code=69)
    operator.environment["LIAISON_DATABASE_URL"] = url.replace("//liaison:", "//liaison_backup:")
    printed = await operator.types("liaison backup-key private.key")
    await operator.types(f"export {printed.splitlines()[-1]}")
    await operator.types("liaison backup first.backup")
    await operator.types("liaison drill first.backup --key private.key")
    operator.environment["LIAISON_DATABASE_URL"] = url

    two.puts(two.folder / ".pgpass", f"*:*:*:liaison_standby:{PASSWORD}\n")
    for line in map(here, STANDBY):
        two.types(line)
    certified(two, certificate)
    two.control("start")
    waits, shows = SYNCHRONOUS
    assert "standby" in await operator.types("liaison doctor", code=1)
    one.types(waits)
    await one.until(shows, "| sync")
    assert "standby" not in await operator.types("liaison doctor", code=1)
    await operator.types("liaison admin-invite --party KH")
    verified = await operator.types("liaison audit verify")

    one.control("--mode immediate stop")
    promote, verify = PROMOTION
    two.types(promote)
    assert await operator.types(verify) == verified
    await operator.types("liaison admin-invite --party CN")
    assert await operator.types(verify) != verified
