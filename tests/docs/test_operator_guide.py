"""The operator guide typed word by word, and its files as their programs read them.

The programs of Debian are installed if they are missing, which needs the root user.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.containers.engine import Engine, base_image, checkout, running_engine
from tests.containers.typed import Operator, fenced
from tests.docs.blocks import DOCS, ROOT

pytestmark = pytest.mark.soak
DEPLOY = ROOT / "deploy"
GUIDE = (DOCS / "operator-guide.md").read_text(encoding="utf-8")
TOKEN = "4242:operator-guide-operator-guide-opera"
SETTINGS = {f"LIAISON_{each}" for each in ("API_BASE", "TOKEN", "BACKUP_KEY", "DATABASE_URL")}
PACKAGES = {
    "systemd-analyze": "systemd",
    "promtool": "prometheus",
    "nginx": "nginx-light",
    "haproxy": "haproxy",
    "caddy": "caddy",
    "openssl": "openssl",
    "ssh-keygen": "openssh-client",
}


STEP_SECONDS = 120
FRESH = """
FROM {base}
RUN apt-get update && apt-get install --yes --no-install-recommends systemd dbus make
COPY srv /srv/liaison
"""
ALLOWED = "--cap-add=SYS_ADMIN,SYS_PTRACE", "--security-opt=seccomp=unconfined"
"""What systemd needs to close its units; a container has less than a machine."""
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/srv/liaison/.venv/bin"


@pytest.fixture(scope="module")
def fresh_machine() -> Iterator[Engine]:
    """A Debian with systemd and a checkout, and nothing that ours has installed."""
    with running_engine() as engine:
        checkout(engine.folder / "made" / "srv")
        engine.builds(FRESH.format(base=base_image()), "fresh")
        own = ("--detach", "--name=fresh", "--network=host", "--systemd=always")
        shown = ("--security-opt=unmask=ALL", "fresh", "/usr/lib/systemd/systemd")
        engine.runs("podman", "run", *own, *ALLOWED, *shown)
        state = "systemctl is-system-running --wait | grep -E 'running|degraded'"
        up = f"until {state}; do sleep 1; done"
        engine.runs("podman", "exec", "fresh", "timeout", "120", "bash", "-c", up)
        # As on a machine of its own; or a unit does not see its credentials.
        engine.runs("podman", "exec", "fresh", "mount", "--make-rshared", "/")
        yield engine


def in_fresh_machine(line: str, environment: Mapping[str, str]) -> list[str]:
    """Where a line is typed. Only what asks gets a terminal, as logs are read as JSON."""
    given = [f"--env={name}={environment[name]}" for name in environment if name in SETTINGS]
    given.append(f"--env=PATH={PATH}")
    terminal = "--tty" if line == "liaison setup" else "--interactive"
    return ["podman", "exec", terminal, "--workdir=/srv/liaison", *given, "fresh"]


async def test_the_guide_can_be_typed_word_by_word(fresh_machine: Engine) -> None:
    guide = fenced(GUIDE)
    async with await Sandbox.start() as sandbox:
        operator = Operator(fresh_machine.environment, inside=in_fresh_machine)
        types = operator.types
        await types(f"export LIAISON_API_BASE={sandbox.url}")
        await types(f"export LIAISON_TOKEN={TOKEN}")
        await types("make setup")
        [first] = guide.pop("First start")
        for line in first:
            await types(line)
        await operator.waits_for("poller")
        printed = await types("liaison backup-key private.key")
        await types(f"export {printed.splitlines()[-1]}")
        [nightly] = guide.pop("Backup")
        for line in nightly:
            await types(line)
        restoring, [drill] = guide.pop("Restoring")
        assert "can be restored" in await types(drill)
        await prove(operator, *guide.pop("Audit record"))
        await operator.stops()
        await types("cp backups/*.backup liaison.backup")
        await types("export LIAISON_DATABASE_URL=sqlite:////srv/liaison/restored.db")
        for line in restoring:
            # The doctor ends with 1 until the restored database is released, as the guide says.
            await types(line, code=int(line == "liaison doctor"))
        await operator.waits_for("poller")
        assert "`liaison release --send`" in GUIDE
        await types("liaison release --send")
        await types("liaison doctor")
        await operator.stops()
        [units] = guide.pop("With systemd")
        await let_systemd_start(operator, units)
    assert guide == {}


async def prove(operator: Operator, record: Sequence[str], witness: Sequence[str]) -> None:
    """The audit record, by its own commands and by others."""
    verified = await operator.types("liaison audit verify")
    [head] = re.findall(r"\d+:[0-9a-f]{64}", verified)
    for line in record:
        await operator.types(line.replace("128:0f3a …", head))
    verifier = 'python3 verifier/verify_audit.py audit.jsonl "128:0f3a …"'
    assert verifier in GUIDE
    await operator.types(verifier.replace("128:0f3a …", head))
    key = (await operator.types("liaison keys public")).split()[-1]
    [look] = witness
    await operator.types(
        look.replace("KEY", key).replace("https://bot.example/record", "audit.jsonl")
    )


async def let_systemd_start(operator: Operator, lines: Sequence[str]) -> None:
    """The units as systemd runs them: the service, again after a crash, and a backup."""
    api, key = (operator.environment.pop(f"LIAISON_{each}") for each in ("API_BASE", "BACKUP_KEY"))
    printed = ""
    for line in lines:
        if line == "liaison setup":
            api_base = f'api_base = "{api}"'
            await operator.types(f"echo '{api_base}' >> /etc/liaison/liaison.toml")
        printed = await operator.types(
            line.replace("age1…", key), then=TOKEN if "/dev/stdin" in line else ""
        )
    assert "Started liaison.service" in printed
    await operator.types("systemctl start liaison-backup.service")
    await operator.types("ls /var/lib/liaison/backups/*.backup")
    await operator.types("systemctl kill --signal=KILL --kill-whom=main liaison")
    restarted = "until systemctl show liaison | grep -x NRestarts=1; do sleep 1; done"
    await operator.types(f"timeout {STEP_SECONDS} bash -c '{restarted}'")
    await operator.types("systemctl start liaison && systemctl stop liaison")


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
