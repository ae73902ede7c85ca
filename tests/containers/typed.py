"""The commands of a guide, and an operator who types them."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PATIENCE_SECONDS = 900
"""Some commands install packages."""


def fenced(guide: str) -> dict[str, list[list[str]]]:
    """The lines of each block of commands, by the heading that it is below."""
    found: dict[str, list[list[str]]] = {}
    for section in guide.split("\n## ")[1:]:
        blocks = re.findall(r"^```\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        if blocks:
            found[section.split("\n", 1)[0]] = [each.splitlines() for each in blocks]
    return found


class Operator:
    """Types commands in a folder, on this machine or where ``inside`` says."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        folder: Path | None = None,
        inside: Callable[[str, Mapping[str, str]], Sequence[str]] = lambda line, environment: (),
    ) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self.service: Process | None = None
        self._inside = inside

    async def types(self, line: str, *, code: int = 0, then: str = "") -> str:
        """Type one line, ``then`` what it reads, and return what it prints."""
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").partition("=")
            self.environment[name] = value
            return ""
        if line.endswith("liaison run"):
            self.service = await self._started(f"echo $$ > liaison.pid; exec {line}")
            return ""
        process = await self._started(line)
        printed, _ = await asyncio.wait_for(process.communicate(then.encode()), PATIENCE_SECONDS)
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
        await self.types("kill $(cat liaison.pid)")
        await self.service.communicate()
        assert self.service.returncode == 0

    async def _started(self, line: str) -> Process:
        return await asyncio.create_subprocess_exec(
            *self._inside(line, self.environment),
            *("bash", "-c", line),
            cwd=self.folder,
            env=self.environment,
            stdin=PIPE,
            stdout=PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )


def with_our_environment(folder: Path, api_base: str) -> Operator:
    """An operator on this machine, who has the checkout's programs."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "XDG_DATA_HOME": str(folder / "data"),
        "LIAISON_API_BASE": api_base,
    }
    return Operator(environment, folder=folder)
