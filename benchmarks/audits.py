"""How long the audit record takes to be verified, by the desk and by the verifier beside it."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.table import Figure
from bot.agreement_files import default_agreement
from bot.clock import SystemClock
from bot.settings import PREFIX
from liaison.domain.audits import START, Line, hash_of, written_moment
from storage.keyring import new_keys, owners_of, write
from storage.migrate import fresh

LINES, FEW_LINES = 1_000_000, 100_000
LIAISON = ("-c", "from bot.cli import main; main()", "audit")
VERIFIER = Path(__file__).parent.parent / "verifier" / "verify_audit.py"

_ADDING = """
INSERT INTO audit (seq, at, action, subject, facts, hash)
VALUES (:seq, :at, :action, :subject, :facts, :hash)
"""


class Failed(Exception):
    """A command that was timed did not do what it should."""


async def audits(*, quick: bool) -> list[Figure]:
    """Export a long record, verify it, and let the verifier verify the export: whole commands."""
    lines = FEW_LINES if quick else LINES
    with TemporaryDirectory(prefix="liaison-bench-") as made:
        folder = Path(made)
        keys, exported = folder / "keys.json", folder / "audit.jsonl"
        write(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
        settings = {"DATABASE_URL": fresh(folder), "KEYS_FILE": str(keys)}
        _fill(folder / "liaison.db", lines)
        written = await _run(settings, *LIAISON, "export", str(exported))
        ours = await _run(settings, *LIAISON, "verify")
        peer = await _run(settings, str(VERIFIER), str(exported))
    return [
        Figure(
            what=f"liaison audit verify ({lines:,} lines)",
            ours=ours,
            peer=peer,
            beside="verify_audit.py on an export",
            unit="s",
        ),
        Figure(what=f"liaison audit export ({lines:,} lines)", ours=written, unit="s"),
    ]


async def _run(settings: dict[str, str], *command: str) -> float:
    """Seconds that an interpreter takes for a command. Raises ``Failed`` where it fails."""
    set_anew = {f"{PREFIX}{name}": value for name, value in settings.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    start = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env={**kept, **set_anew}, stdout=DEVNULL
    )
    if await process.wait() != 0:
        raise Failed(command)
    return perf_counter() - start


def _fill(path: Path, lines: int) -> None:
    """Write the record past the desk, which would take a transaction for each line or two."""
    with closing(connect(path)) as connection, connection:
        connection.executemany(_ADDING, _record(lines))


def _record(lines: int) -> Iterator[dict[str, Any]]:
    now = SystemClock().now() - timedelta(seconds=lines)
    previous = START.hash
    for seq in range(1, lines + 1):
        at = now + timedelta(seconds=seq)
        line = Line(
            seq=seq,
            at=written_moment(at),
            party=None,
            role=None,
            person=None,
            action="request.receive",
            subject=f"KH26-{seq % 100_000:05}",
            facts=f'{{"day":"{at:%Y-%m-%d}","version":{seq % 9}}}',
            hash="",
        )
        previous = hash_of(line, previous)
        kept = f"{at:%Y-%m-%d %H:%M:%S.%f}"
        yield line._replace(at=kept, hash=previous)._asdict()
