"""Logs: ids and codes, no texts, no tokens."""

import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot import crash
from bot.log import code_of, configure

pytestmark = pytest.mark.unit

TOKEN = "4242:kernel-tests-kernel-tests-kernel-te"
CANARY = "canary"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    aiogram = logging.getLogger("aiogram").level
    yield
    root.handlers, root.level = handlers, level
    logging.getLogger("aiogram").setLevel(aiogram)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_one_object_with_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    structlog.get_logger().info("handled", update=7)
    structlog.get_logger().debug("unseen")
    (line,) = lines(capsys)
    assert (line["event"], line["update"], line["level"]) == ("handled", 7, "info")


def test_an_exception_is_told_by_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    try:
        int(CANARY)
    except ValueError:
        structlog.get_logger().exception("broken")
    (line,) = lines(capsys)
    assert line["error"] == "ValueError"
    assert CANARY not in json.dumps(line)


async def test_the_place_is_the_innermost_line_of_ours() -> None:
    with pytest.raises(KeyError) as caught:
        await crash.crash_point("nowhere")
    assert code_of(caught.value).startswith("KeyError bot.crash:")


@pytest.mark.parametrize(
    "value", [TOKEN, f"https://x/bot{TOKEN}/getMe", {"url": [TOKEN]}, ("my secret",)]
)
def test_tokens_and_secrets_are_struck_out(
    capsys: pytest.CaptureFixture[str], value: object
) -> None:
    configure("INFO", secrets=("my secret",))
    structlog.get_logger().error("leak", value=value)
    (line,) = lines(capsys)
    assert "***" in json.dumps(line)
    assert "kernel-tests" not in json.dumps(line)
    assert "my secret" not in json.dumps(line)


def test_a_library_is_heard_but_not_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    logging.getLogger("aiohttp.client").error("%s in %s", CANARY, TOKEN)
    logging.getLogger("httpx").info(CANARY)
    logging.getLogger("aiogram.event").error(CANARY)
    (line,) = lines(capsys)
    assert (line["event"], line["library"]) == ("library", "aiohttp.client")
    assert CANARY not in json.dumps(line)


def test_a_warning_is_heard_but_not_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
        logging.captureWarnings(capture=False)
    (line,) = lines(capsys)
    assert line["library"] == "py.warnings"
    assert CANARY not in json.dumps(line)
