"""Logs: one JSON object a line on stderr, or a line of text on a terminal; with ids and codes only.

Only the fields listed here are logged: no typed text, no parameter and no token. An exception is
logged by its type and the line of our code at which it was raised, and a record of a library by the
library's name alone.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable, MutableMapping
from pathlib import PurePath
from types import FrameType
from typing import Any

import structlog
from typing_extensions import override

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
PACKAGES = ("bot", "web", "handlers", "storage", "liaison")
FIELDS = frozenset(
    {
        "attempts",
        "cause",
        "code",
        "count",
        "error",
        "event",
        "fault",
        "key",
        "kind",
        "language",
        "late",
        "level",
        "library",
        "op",
        "outcome",
        "place",
        "remedy",
        "row",
        "stage",
        "subject",
        "timestamp",
    }
)
"""The allowed fields. ``dropped`` is how many fields were left out."""

_CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,100}")
_CODES = re.compile(r"[A-Za-z0-9_.:+/ -]{0,100}")
_OF_SEVERAL = frozenset({"code", "error", "fault", "remedy"})
"""Fields with codes of several parts: ``KeyError bot.app:12``, ``http 502``."""
_TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")


def quieten() -> None:
    """Print warnings only, on stderr, until a log is configured."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def configure(level: str = "INFO", *, secrets: tuple[str, ...] = ()) -> None:
    """Send all logs to stderr, also uncaught exceptions, without the ``secrets``."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _log_by_type,
            Allow(secrets),
            structlog.dev.ConsoleRenderer()
            if sys.stderr.isatty()
            else structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers = [_Libraries()]
    root.setLevel(logging.WARNING)
    # It logs every failed update with the update's text; the service logs the same by its code.
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)
    # Python's own reports of these would print their texts.
    sys.excepthook = lambda _kind, error, _trace: _log_uncaught(error)
    sys.unraisablehook = lambda met: _log_uncaught(met.exc_value)
    threading.excepthook = lambda met: _log_uncaught(met.exc_value)


def error_code(error: BaseException) -> str:
    """Describe an exception by its type and the innermost line of ours: ``KeyError bot.app:12``."""
    location = location_in(reversed(list(traceback.walk_tb(error.__traceback__))))
    return f"{type(error).__name__} {location}" if location else type(error).__name__


def location_in(frames: Iterable[tuple[FrameType, int]]) -> str:
    """The first line of ours, of frames with their lines."""
    for frame, line in frames:
        module = frame.f_globals.get("__name__", "")
        if module.split(".")[0] in PACKAGES:
            return f"{module}:{line}"
    return ""


def _log_by_type(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    if isinstance(error, BaseException):
        event["error"] = error_code(error)
    return event


class Allow:
    """Lets the listed fields pass, with values that are numbers or look like codes."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
        """The fields that may pass, and how many others there were."""
        line = {name: self._allowed(name, event[name]) for name in FIELDS & event.keys()}
        dropped = len(event) - len(line)
        return {**line, "dropped": dropped} if dropped else line

    def _allowed(self, name: str, value: Any) -> Any:
        if value is None or type(value) in {bool, int, float}:
            return value
        shape = _CODES if name in _OF_SEVERAL else _CODE
        if isinstance(value, str) and shape.fullmatch(value):
            for secret in self._secrets:
                value = value.replace(secret, "***")
            return _TOKEN.sub("***", value)
        return f"<{type(value).__name__}>"


def _log_uncaught(error: BaseException | None) -> None:
    structlog.get_logger().error("uncaught", error=None if error is None else error_code(error))


class _Libraries(logging.Handler):
    """Records that a library logged something, without its text."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "library",
            library=record.name,
            place=f"{PurePath(record.pathname).name}:{record.lineno}",
            error=type(error).__name__ if error else None,
        )
