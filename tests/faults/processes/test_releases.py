"""An upgrade from the last release, and the way back, as the operator guide describes them."""

import asyncio
import re
import subprocess
import tarfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest

from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from sandbox import Sandbox
from sandbox.demo.driver import ScenarioDriver
from sandbox.demo.scenario import log_verification
from sandbox.demo.service import Service
from tests.containers.typed import Operator, fenced, with_our_environment
from tests.docs.test_operator_guide import GUIDE, TOKEN
from tests.faults.outcome import StateReader
from tests.scenario import PARTS, code_in
from tests.test_repository import ROOT
from tests.test_wheels import built, installed

BEFORE = "45d8324e19890b77f9d9dcdf93c980a02e15123e"
"""The last release until there is a tag: the first commit whose record proves notifications, as
nothing proves rows from before.
"""
PATIENCE_SECONDS, LOOK_SECONDS = 120, 0.05


def git(*words: str) -> bytes:
    """What git prints. Fails where the history is not there."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.fail(f"this needs the whole history (git fetch --unshallow): {done.stderr!r}")
    return done.stdout


def last_release(into: Path) -> Path:
    """The files of the newest tag that is older than this commit."""
    tags = git("tag", "--list", "v*", "--no-contains", "HEAD", "--sort=-version:refname").decode()
    packed = git("archive", (tags.split() or [BEFORE])[0])
    with tarfile.open(fileobj=BytesIO(packed)) as opened:
        opened.extractall(into, filter="data")
    return into


class InstalledService:
    """An installed program as an operator runs it, on the clock of the machine: what a story needs
    of the demo's `Service`.
    """

    def __init__(self, operator: Operator, sandbox: Sandbox) -> None:
        self.operator, self._sandbox = operator, sandbox
        self._path = operator.environment["PATH"]
        self._catalog: Catalog | None = None

    def install(self, project: Path, into: Path) -> None:
        """Build the wheel of a project, install it, and use it from now on."""
        built(project, into / "wheel")
        (wheel,) = (into / "wheel").iterdir()
        self.use(installed(wheel, into / "venv"))

    def use(self, program: Path) -> None:
        """Use what is installed."""
        (locales,) = program.parents[1].glob("lib/*/site-packages/locales")
        self._catalog = Catalog.load(locales, agreement=default_agreement())
        self.operator.environment["PATH"] = f"{program.parent}:{self._path}"

    async def settle(self) -> None:
        database = StateReader(self.operator.environment["LIAISON_DATABASE_URL"])
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._sandbox.pending() or not database.idle(self._sandbox.now()):  # noqa: ASYNC110
                await asyncio.sleep(LOOK_SECONDS)

    async def next_moment(self, at: datetime) -> datetime:
        await asyncio.sleep((at - self._sandbox.now()).total_seconds())
        return at

    async def invite(self, *, party: str, role: str, agency: str) -> str:
        words = f"liaison admin-invite --party {party} --role {role} --agency {agency}"
        found = re.search(r"start=([\w-]+)", await self.operator.types(words))
        assert found is not None
        return found[1]

    def words(
        self, key: str, language: str, values: dict[str, Any], party: str | None = None
    ) -> str:
        assert self._catalog is not None
        reader = self._catalog.for_reader(PartyCode(party or "KH"), self._sandbox.now())
        return reader.plain(text(key, **values), language)

    def language_name(self, code: str) -> str:
        assert self._catalog is not None
        return self._catalog.plain(default_agreement().language_name(code), code).capitalize()


@pytest.mark.soak
async def test_the_last_release_is_upgraded_amid_a_story_and_its_backup_leads_back(
    tmp_path: Path,
) -> None:
    async with await Sandbox.start() as sandbox:
        sandbox.bot_username(TOKEN)
        operator = with_our_environment(tmp_path, sandbox.url)
        operator.environment |= {"LIAISON_TOKEN": TOKEN, "LIAISON_LOG_LEVEL": "ERROR"}
        await operator.types(f"export LIAISON_DATABASE_URL=sqlite:///{tmp_path}/liaison.db")
        service = InstalledService(operator, sandbox)
        service.install(last_release(tmp_path / "old/files"), tmp_path / "old")
        printed = await operator.types("liaison backup-key private.key")
        await operator.types(f"export {printed.splitlines()[-1]}")
        for line in ("liaison keys new", "liaison migrate", "liaison run"):
            await operator.types(line)

        driver = ScenarioDriver(sandbox, cast("Service", service), PARTS)
        for name in ("bopha", "dara", "wang", "zhang"):
            await driver.join(name)
        dara, zhang = driver["dara"], driver["zhang"]
        await dara.says("/emergency")
        await dara.chooses("occasion-at-risk", "button-in-an-hour")
        await dara.presses_send()
        meeting = code_in(zhang.card, "M")
        logging = asyncio.create_task(
            log_verification(driver, "dara", persons=1, children=0, letter="124/26 MoI")
        )
        takes_back = dara.words("button-take-back")
        await sandbox.wait_for(lambda: takes_back in dara.buttons, PATIENCE_SECONDS)
        for line in fenced(GUIDE)["Backup"][0]:
            await operator.types(line)
        await operator.stops()

        service.install(ROOT, tmp_path / "new")
        for line in ("liaison migrate", "liaison doctor", "liaison run"):
            await operator.types(line)
        reference = await logging  # by night it is announced in the morning
        await zhang.says(f"/request {reference}")
        zhang.sees(reference)
        await zhang.chooses("button-accept-option", number=1)
        shown = await zhang.says(f"/meeting {meeting}")
        assert zhang.words("meeting-state", state="agreed") in shown
        await operator.types("liaison audit verify")
        await operator.stops()

        service.use(tmp_path / "old/venv/bin/liaison")
        await operator.types("cp backups/*.backup liaison.backup")
        await operator.types(f"export LIAISON_DATABASE_URL=sqlite:///{tmp_path}/restored.db")
        for line in fenced(GUIDE)["Restoring"][0]:
            # The doctor ends with 1 until the restored database is released, as the guide says.
            await operator.types(line, code=int(line == "liaison doctor"))
        await operator.types("liaison release --drop")
        await service.settle()
        shown = await zhang.says(f"/meeting {meeting}")
        assert meeting in shown
        assert zhang.words("meeting-state", state="agreed") not in shown
        await operator.stops()
