"""Crash points: each is named, placed, and told to a hook of the tests."""

import re
from collections.abc import Callable
from pathlib import Path

from bot import crash

ROOT = Path(__file__).parents[2]


async def test_a_hook_is_called_at_every_point(hook: Callable[[crash.Hook], None]) -> None:
    heard = []

    async def hear(name: str) -> None:
        heard.append(name)

    hook(hear)
    await crash.crash_point("ingest.after_commit")
    assert heard == ["ingest.after_commit"]


def test_the_names_are_those_in_the_code() -> None:
    source = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    assert set(re.findall(r'crash_point\("([^"]+)"\)', source)) == crash.POINTS
