"""Logs: ids and codes, no texts, no tokens."""

import ast
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

import pytest
import structlog

from bot import crash
from bot.log import FIELDS, PACKAGES, configure, error_code
from liaison.core.cards import text

TOKEN = "4242:service-tests-service-tests-service"
CANARY = "Canary, born 1.2.1990"
"""What a person might have written."""
ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ("aiogram", "aiohttp", "apscheduler", "asyncio", "httpx", "sqlalchemy", "telegram")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    aiogram = logging.getLogger("aiogram").level
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    yield
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    root.handlers, root.level = handlers, level
    logging.getLogger("aiogram").setLevel(aiogram)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_one_object_with_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    structlog.get_logger().info("handled", row=7)
    structlog.get_logger().debug("unseen")
    (line,) = lines(capsys)
    assert (line["event"], line["row"], line["level"]) == ("handled", 7, "info")


def test_on_a_terminal_a_line_is_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    configure("INFO", secrets=("geheim",))
    structlog.get_logger().info("handled", row=7, code="geheim")
    said = capsys.readouterr().err
    assert "handled" in said
    assert "geheim" not in said
    with pytest.raises(ValueError, match="line 1"):
        json.loads(said)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subject", "KH26-7F3K9"),
        ("subject", "unwoken:2026-03-15"),
        ("code", "http 502"),
        ("error", "KeyError bot.workers.sender:12"),
        ("fault", "FluentReferenceError Unknown external: name"),
        ("outcome", "retry"),
        ("late", 0),
        ("count", 1.5),
        ("error", None),
    ],
)
def test_numbers_are_told(capsys: pytest.CaptureFixture[str], name: str, value: object) -> None:
    configure("INFO")
    structlog.get_logger().info("met", **{name: value})
    (line,) = lines(capsys)
    assert line[name] == value
    assert line.keys() == {"event", "level", "timestamp", name}


class Seven(IntEnum):
    SEVEN = 7


class Named(str):
    """Words that look like more than they are."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (CANARY, "<str>"),
        (Named(CANARY), "<Named>"),
        (f"KH26-7F3K9\n{CANARY}", "<str>"),
        ("Canary", "Canary"),  # one word may be a code; two are told by three fields only
        ("Canary Smith", "<str>"),
        ("សុខា", "<str>"),
        ("７", "<str>"),
        ("a" * 101, "<str>"),
        (CANARY.encode(), "<bytes>"),
        ([CANARY], "<list>"),
        ({CANARY: CANARY}, "<dict>"),
        ((CANARY,), "<tuple>"),
        ({CANARY}, "<set>"),
        (ValueError(CANARY), "<ValueError>"),
        (text(CANARY), "<Text>"),
        (datetime(1990, 2, 1, tzinfo=UTC), "<datetime>"),
        (Seven.SEVEN, "<Seven>"),
    ],
)
def test_any_other_value_is_told_by_its_type(
    capsys: pytest.CaptureFixture[str], value: object, told: str
) -> None:
    configure("INFO")
    structlog.get_logger().info("met", subject=value)
    (line,) = lines(capsys)
    assert line["subject"] == told


def test_the_name_of_an_event_is_a_code_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    structlog.get_logger().info(f"said {CANARY}")
    structlog.get_logger().info("said %s", CANARY)
    assert [line["event"] for line in lines(capsys)] == ["<str>", "<str>"]


def test_an_unlisted_field_is_left_out_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    structlog.get_logger().bind(name=CANARY).info("met", chat=7, **{CANARY: 1}, subject="a")
    (line,) = lines(capsys)
    assert line.keys() == {"event", "level", "timestamp", "subject", "dropped"}
    assert line["dropped"] == 3


def fields_of(source: str) -> set[str]:
    """The fields that the lines of a module's log have."""
    return {
        keyword.arg or "**"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "log"
        for keyword in call.keywords
    }


def test_the_house_logs_all_that_is_listed_and_nothing_else() -> None:
    assert fields_of("log.info('met', subject=1)\nlog.error('met', **more)") == {"subject", "**"}
    used = {
        field
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for field in fields_of(file.read_text(encoding="utf-8"))
    }
    made_here = {"event", "level", "library", "place", "timestamp"}
    assert used == FIELDS - made_here


def test_an_exception_is_told_by_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    try:
        int(CANARY)
    except ValueError:
        structlog.get_logger().exception("broken")
    structlog.get_logger().error("broken", exc_info=KeyError(CANARY))
    structlog.get_logger().error("broken", exc_info=CANARY)
    said = capsys.readouterr().err
    assert "Canary" not in said
    found = [json.loads(line).get("error") for line in said.splitlines()]
    assert found == ["ValueError", "KeyError", None]


async def test_the_place_is_the_innermost_line_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash.CRASH, "hook", {}.__getitem__)
    with pytest.raises(KeyError) as caught:
        await crash.crash_point("nowhere")
    assert error_code(caught.value).startswith("KeyError bot.crash:")


@pytest.mark.parametrize(
    "value", [TOKEN, f"https://x/bot{TOKEN}/getMe", "https://me:hush@host", "hush"]
)
def test_tokens_and_secrets_are_masked(capsys: pytest.CaptureFixture[str], value: object) -> None:
    configure("INFO", secrets=("hush", ""))
    structlog.get_logger().error("leak", code=value)
    said = capsys.readouterr().err
    assert "service-tests" not in said
    assert "hush" not in said
    assert "***" in said or "<str>" in said


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_never_quoted(capsys: pytest.CaptureFixture[str], library: str) -> None:
    configure("DEBUG")
    log = logging.getLogger(f"{library}.inner")
    log.info(CANARY)
    log.warning("%s in %s", CANARY, TOKEN)
    log.error(CANARY, extra={"said": CANARY}, stack_info=True)
    try:
        int(CANARY)
    except ValueError:
        log.exception(CANARY)
    said = capsys.readouterr().err
    assert "Canary" not in said
    assert TOKEN not in said
    told = [json.loads(line) for line in said.splitlines()]
    if library == "aiogram":  # what it says of failed updates is said by us
        assert told == []
        return
    assert {line["library"] for line in told} == {f"{library}.inner"}
    assert [line["level"] for line in told] == ["warning", "error", "error"]
    assert [line["error"] for line in told] == [None, None, "ValueError"]


def test_a_warning_is_logged_but_not_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
        logging.captureWarnings(capture=False)
    (line,) = lines(capsys)
    assert line["library"] == "py.warnings"
    assert "Canary" not in json.dumps(line)


UNCAUGHT = f"""
import asyncio, gc, threading, warnings
from bot.log import configure

class Torn:
    def __del__(self):
        raise LookupError({CANARY!r})

async def forgotten():
    async def fails():
        raise OSError({CANARY!r})
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()

def fails():
    raise KeyError({CANARY!r})

configure("INFO")
Torn()
thread = threading.Thread(target=fails, name={CANARY!r})
thread.start()
thread.join()
asyncio.run(forgotten())
warnings.warn({CANARY!r})
raise ValueError({CANARY!r})
"""


def test_what_no_one_caught_is_told_by_its_type_too() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Canary" not in done.stdout + done.stderr
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line.get("library"), line["error"]) for line in told] == [
        ("uncaught", None, "LookupError"),
        ("uncaught", None, "KeyError"),
        ("library", "asyncio", "OSError"),
        ("library", "py.warnings", None),
        ("uncaught", None, "ValueError"),
    ]
