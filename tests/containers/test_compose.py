"""docs/container.md typed word by word: both set-ups, from the images to a restore."""

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from sandbox import Phone, Sandbox
from tests.containers.engine import OTHERS, START, Engine, base_image, checkout, running_engine
from tests.containers.typed import Operator, fenced
from tests.docs.blocks import DOCS, ROOT

pytestmark = pytest.mark.soak
PAGE = fenced((DOCS / "container.md").read_text(encoding="utf-8"))
TOKEN = "4242:container-page-container-page-conta"
API = "http://host.containers.internal:18082"
DATABASE, PROXY = re.findall(
    r"image: (\S+-alpine)@", (ROOT / "compose.replicas.yaml").read_text(encoding="utf-8")
)
BOTS = "--filter=label=com.docker.compose.service=bot"
LIAISON = Path(sys.executable).with_name("liaison")
SECONDS = 300


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with running_engine() as engine:
        engine.builds(OTHERS.format(base=base_image()), DATABASE, PROXY, start=START)
        yield engine


@asynccontextmanager
async def bot_api(engine: Engine) -> AsyncIterator[Sandbox]:
    """A sandbox that containers reach by the name of this machine."""
    async with await Sandbox.start() as sandbox:
        to = urlsplit(sandbox.url).netloc
        caddy = ("reverse-proxy", "--change-host-header", "--from=http://:18082", f"--to={to}")
        own = ("--detach", "--network=host", "--name=api", "--entrypoint=caddy")
        engine.runs("podman", "run", *own, PROXY, *caddy)
        stop = asyncio.Event()
        checks = asyncio.create_task(_health_checks(engine, stop))
        try:
            yield sandbox
        finally:
            stop.set()
            await checks
            engine.runs("podman", "rm", "--force", "--time=1", "api")


async def _health_checks(engine: Engine, stop: asyncio.Event) -> None:
    """Run them, as Podman leaves that to the systemd of its machine."""
    check = "for each in $(podman ps -q); do podman healthcheck run $each; done; sleep 1; true"
    while not stop.is_set():
        await asyncio.to_thread(engine.runs, "bash", "-c", check)


async def until(condition: Callable[[], bool]) -> None:
    """Ask again and again; what is asked takes a tenth of a second."""

    def asked() -> None:
        end = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < end, condition

    await asyncio.to_thread(asked)


class Installation:
    """One of the two set-ups of the page, under trial."""

    def __init__(self, engine: Engine, operator: Operator, sandbox: Sandbox, size: int) -> None:
        self.engine, self.sandbox, self.size = engine, sandbox, size
        self.types = operator.types

    def bots(self, wanted: str) -> list[str]:
        """A value of each container of the service ``bot`` that runs."""
        return self.engine.runs("podman", "ps", BOTS, f"--format={wanted}").split()

    async def ready(self) -> None:
        """Wait until each health check passes, and Telegram reaches the service."""
        bot = self.sandbox.store.bot(TOKEN)

        def reached() -> bool:
            healthy = self.bots("{{.Status}}").count("(healthy)") == self.size
            return healthy and (bot.poll if self.size == 1 else bot.webhook) is not None

        await until(reached)

    async def answers(self, name: str, said: str = "/start", phone: Phone | None = None) -> Phone:
        """Someone writes and is answered."""
        phone = phone or self.sandbox.user(first_name=name)
        known = len(phone.transcript)
        phone.say(said)
        await self.heard(phone, after=known)
        return phone

    async def heard(self, phone: Phone, *, after: int = 0) -> None:
        await self.sandbox.wait_for(
            lambda: any(each.from_bot for each in phone.transcript[after:]), SECONDS
        )

    async def loses_a_replica(self) -> None:
        """One ends as by a power failure while people write; each of them is answered."""
        people = [self.sandbox.user(first_name=f"Person {number}") for number in range(6)]
        [name, *_] = self.bots("{{.Names}}")
        pid = self.engine.runs("podman", "inspect", "--format={{.State.Pid}}", name)
        for phone in people[:3]:
            phone.say("/start")
        os.kill(int(pid), signal.SIGKILL)
        for phone in people[3:]:
            phone.say("/start")
        for phone in people:
            await self.heard(phone)
        await self.sandbox.wait_for(lambda: not self.sandbox.pending(TOKEN), SECONDS)
        await until(lambda: self.size == len(self.bots("{{.Names}}")))
        assert self.engine.runs("podman", "inspect", "--format={{.State.Pid}}", name) != pid
        await self.ready()

    async def replaced(self) -> None:
        """One replica after the other runs the new image, while someone is answered."""
        for name in self.bots("{{.Names}}"):
            await self.types(f"podman stop {name}")
            # Podman does not remove what the proxy depends on.
            await self.types(f"podman rename {name} old-{name}")
            await self.answers(f"Without {name}")
            # Not by way of ours, which replaces all containers of an old image.
            await self.types("podman-compose up -d --no-recreate")
            await self.ready()
        await self.types("docker compose up -d")  # removes the renamed ones


@pytest.mark.parametrize("size", [1, 2], ids=["SQLite", "replicas"])
async def test_the_page_can_be_typed_word_by_word(
    engine: Engine, tmp_path: Path, size: int
) -> None:
    checkout(tmp_path)
    operator = Operator(engine.environment, folder=tmp_path)
    if size > 1:
        await operator.types("export COMPOSE_FILE=compose.replicas.yaml")
    (tmp_path / ".env").write_text(f"LIAISON_API_BASE={API}\nLIAISON_UNENCRYPTED_API=1\n")
    refused = await operator.types("docker compose config", code=1)
    assert re.search("host name of the proxy|a key of backups", refused.splitlines()[-1])
    async with bot_api(engine) as sandbox:
        installed = Installation(engine, operator, sandbox, size)
        invitation = await started(installed)
        admin = await installed.answers("Sokha", f"/start {invitation}")
        await installed.loses_a_replica()
        await upgraded(installed, tmp_path)
        await restored(installed)
        await installed.answers("Sokha", "/help", admin)
        await operator.types("docker compose down --volumes")


async def started(installed: Installation) -> str:
    """First start; returns an invitation."""
    key = await installed.types(f"mkdir restore && {LIAISON} backup-key restore/private.key")
    [first], [several] = PAGE["First start"], PAGE["Several replicas"]
    shown = ""
    for line in first if installed.size == 1 else [*first[:3], *several]:
        if line == "docker compose build":
            assert "services" in yaml.safe_load(await installed.types("docker compose config"))
        typed = line.replace("age1…", key.rpartition("=")[2].strip())
        typed = typed.replace("bot.example", "localhost").replace("page.example", "page.localhost")
        shown += await installed.types(typed, then=TOKEN if "/dev/stdin" in line else "")
    await installed.ready()
    if installed.size > 1:
        asked = "--retry 60 --retry-all-errors --resolve page.localhost:443:127.0.0.1"
        page = await installed.types(f"curl -sSfkL {asked} https://page.localhost/")
        assert "<html" in page
    return str(re.findall(r"start=(\S+)", shown)[0])


async def upgraded(installed: Installation, checkout: Path) -> None:
    """A new image; replicas are replaced one after another."""
    (checkout / "README.md").write_text("A new version.")
    old = set(installed.bots("{{.ImageID}}"))
    backup, build, stop, migrate, up = PAGE["Backup, restore and upgrade"][2]
    in_turn = [backup, build.replace(" --pull", ""), migrate]
    for line in in_turn if installed.size > 1 else [*in_turn[:2], stop, migrate, up]:
        await installed.types(line)
    if installed.size > 1:
        await installed.replaced()
    await installed.ready()
    assert not old & set(installed.bots("{{.ImageID}}"))
    await installed.answers("After the upgrade")


async def restored(installed: Installation) -> None:
    """A backup and the keys in a fresh set-up have the record up to the backup."""
    copying, restoring, upgrading = PAGE["Backup, restore and upgrade"]
    verify = "docker compose exec -T bot liaison audit verify"
    [head] = re.findall(r"\d+:[0-9a-f]{64}", await installed.types(verify))
    await installed.types(upgrading[0])
    for line in copying:
        await installed.types(line.replace("…", "restore"))
    backups = (await installed.types("ls restore/*.backup")).split()
    assert len(backups) >= 3  # by itself, before the upgrade, and now
    await installed.types(f"mv {backups[-1]} restore/liaison.backup")
    await installed.types("sudo chown -R 10001 restore")
    await installed.types("docker compose down --volumes")
    for line in restoring:
        await installed.types(line)
        if line.endswith("up -d bot"):
            await until(lambda: bool(installed.bots("{{.Names}}")))
    await installed.types("docker compose exec -T bot liaison release --send")
    await installed.types("docker compose up -d")
    await installed.ready()
    assert head.split(":")[0] in await installed.types(f'{verify} --head "{head}"')
