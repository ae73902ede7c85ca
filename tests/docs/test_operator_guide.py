"""The operator guide typed word by word, and its files as their programs read them.

The programs of Debian are installed if they are missing, which needs the root user.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.docs.blocks import DOCS, ROOT

pytestmark = pytest.mark.soak
DEPLOY = ROOT / "deploy"
GUIDE = (DOCS / "operator-guide.md").read_text(encoding="utf-8")
TOKEN = "4242:operator-guide-operator-guide-opera"
PATIENCE_SECONDS = 60
PACKAGES = {
    "systemd-analyze": "systemd",
    "promtool": "prometheus",
    "nginx": "nginx-light",
    "haproxy": "haproxy",
    "caddy": "caddy",
    "openssl": "openssl",
    "ssh-keygen": "openssh-client",
}


def block(heading: str) -> list[str]:
    """The lines of the first block of commands below a heading."""
    [found] = re.findall(rf"^## {heading}\n.*?```\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
    return str(found).splitlines()


class Operator:
    """Types commands in a folder, in which the checkout's environment is."""

    def __init__(self, folder: Path, api_base: str) -> None:
        programs = Path(sys.executable).parent
        (folder / ".venv").mkdir()
        (folder / ".venv" / "bin").symlink_to(programs)
        (folder / "verifier").symlink_to(ROOT / "verifier")
        self.folder = folder
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "XDG_DATA_HOME": str(folder / "data"),
            "LIAISON_API_BASE": api_base,
        }
        self.service: Process | None = None

    async def types(self, line: str, *, code: int = 0) -> str:
        """Type one line, and return what it prints."""
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").partition("=")
            self.environment[name] = value
            return ""
        if line.endswith("liaison run"):
            self.service = await self._started(line)
            return ""
        process = await self._started(line)
        printed, _ = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
        assert process.returncode == code, f"{line}\n{printed.decode()}"
        return printed.decode()

    async def waits_for(self, event: str) -> None:
        """Wait until the service has logged an event."""
        assert self.service is not None
        assert self.service.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while f'"event": "{event}"' not in (await self.service.stdout.readline()).decode():
                assert not self.service.stdout.at_eof(), event

    async def stops(self) -> None:
        """Stop the service."""
        assert self.service is not None
        self.service.terminate()
        await self.service.communicate()
        assert self.service.returncode == 0

    async def _started(self, line: str) -> Process:
        return await asyncio.create_subprocess_exec(
            "bash",
            "-c",
            f"exec {line}" if line.endswith("liaison run") else line,
            cwd=self.folder,
            env=self.environment,
            stdout=PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )


async def test_the_guide_can_be_typed_word_by_word(tmp_path: Path) -> None:
    async with await Sandbox.start() as sandbox:
        operator = Operator(tmp_path, sandbox.url)
        operator.environment["LIAISON_TOKEN"] = TOKEN
        for line in block("First start"):
            await operator.types(line)
        await operator.waits_for("poller")
        printed = await operator.types("liaison backup-key private.key")
        await operator.types(f"export {printed.splitlines()[-1]}")
        for line in block("Backup"):
            await operator.types(line)
        drill = "liaison drill backups --key private.key"
        assert drill in GUIDE
        assert "can be restored" in await operator.types(drill)
        verified = await operator.types("liaison audit verify")
        [head] = re.findall(r"\d+:[0-9a-f]{64}", verified)
        for line in block("Audit record"):
            await operator.types(line.replace("128:0f3a …", head))
        verifier = 'python3 verifier/verify_audit.py audit.jsonl "128:0f3a …"'
        assert verifier in GUIDE
        await operator.types(verifier.replace("128:0f3a …", head))
        await operator.stops()
        await operator.types("cp backups/*.backup liaison.backup")
        await operator.types(f"export LIAISON_DATABASE_URL=sqlite:///{tmp_path}/restored.db")
        for line in block("Restoring"):
            # The doctor ends with 1 until the restored database is released, as the guide says.
            await operator.types(line, code=int(line == "liaison doctor"))
        await operator.waits_for("poller")
        assert "`liaison release --send`" in GUIDE
        await operator.types("liaison release --send")
        await operator.types("liaison doctor")
        await operator.stops()


def run(*command: str, **environment: str) -> str:
    """What a program prints that ends well; it is installed if it is missing."""
    if shutil.which(command[0]) is None:
        subprocess.run(["apt-get", "-qq", "update"], check=True)
        subprocess.run(["apt-get", "-qq", "-y", "install", PACKAGES[command[0]]], check=True)
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_systemd_accepts_the_units_and_finds_them_closed(tmp_path: Path) -> None:
    for unit in (DEPLOY / "systemd").glob("liaison*.*"):
        written = unit.read_text(encoding="utf-8")
        program = str(Path(sys.executable).with_name("liaison"))
        (tmp_path / unit.name).write_text(
            written.replace("/srv/liaison/.venv/bin/liaison", program), encoding="utf-8"
        )
    units = sorted(map(str, tmp_path.iterdir()))
    run("systemd-analyze", "verify", *units)
    services = [each for each in units if each.endswith(".service")]
    assert len(services) == 3
    run("systemd-analyze", "security", "--offline=true", "--threshold=13", *services)


def test_prometheus_accepts_the_rules_and_their_tests_pass() -> None:
    run("promtool", "check", "rules", str(DEPLOY / "prometheus" / "liaison.rules.yml"))
    run("promtool", "test", "rules", str(DEPLOY / "prometheus" / "liaison.rules.test.yml"))


def test_each_proxy_accepts_its_example(tmp_path: Path) -> None:
    chain, key = tmp_path / "fullchain.pem", tmp_path / "key.pem"
    certificate = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=bot.example")
    run("openssl", *certificate, "-keyout", str(key), "-out", str(chain))
    both = tmp_path / "liaison.pem"
    both.write_text(key.read_text() + chain.read_text())
    (tmp_path / "server.conf").write_text(
        (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/liaison", str(tmp_path))
    )
    (tmp_path / "nginx.conf").write_text(
        f"events {{}}\nhttp {{ include {tmp_path}/server.conf; }}\npid {tmp_path}/pid;\n"
    )
    run("nginx", "-t", "-c", str(tmp_path / "nginx.conf"))
    (tmp_path / "haproxy.cfg").write_text(
        (DEPLOY / "haproxy.cfg").read_text().replace("/etc/haproxy/liaison.pem", str(both))
    )
    run("haproxy", "-c", "-f", str(tmp_path / "haproxy.cfg"))
    caddy = ("--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile"))
    run("caddy", "validate", *caddy, BOT_HOST="bot.example")
