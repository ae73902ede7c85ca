"""Crash points: named, placed, and deadly only where the environment says so."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import crash

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
THREE_HITS = """
import asyncio
from bot.crash import crash_point

async def main():
    for number in range(3):
        await crash_point("dispatch.claimed")
        print(number, flush=True)

asyncio.run(main())
"""


def run(crash_at: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", THREE_HITS],
        cwd=ROOT,
        env={"LIAISON_CRASH": crash_at},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("crash_at", "code", "printed"),
    [
        ("", 0, "0 1 2"),
        ("delivery.claimed", 0, "0 1 2"),
        ("dispatch.claimed", -signal.SIGKILL, ""),
        ("dispatch.claimed:3", -signal.SIGKILL, "0 1"),
        ("nowhere", 1, ""),
    ],
)
def test_a_process_ends_where_the_environment_says(crash_at: str, code: int, printed: str) -> None:
    done = run(crash_at)
    assert (done.returncode, " ".join(done.stdout.split())) == (code, printed)


async def test_a_point_that_has_no_name_is_refused() -> None:
    with pytest.raises(KeyError):
        await crash.crash_point("nowhere")


async def test_a_hook_hears_of_every_point_and_may_wait(
    hook: Callable[[crash.Hook], None],
) -> None:
    heard = []

    async def hear(name: str) -> None:
        heard.append(name)

    hook(hear)
    await crash.crash_point("ingest.after_commit")
    assert heard == ["ingest.after_commit"]


def test_every_name_stands_in_the_code_and_nothing_else_does() -> None:
    source = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    assert set(re.findall(r'crash_point\("([^"]+)"\)', source)) == crash.POINTS
