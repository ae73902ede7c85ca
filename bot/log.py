"""Logs: one JSON object a line on stderr, with ids and codes only.

No text that a person wrote, no parameter and no token gets here: an exception is told by its type
and the place in our code that met it, and what a library logs by the library's name alone.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import PurePath
from types import TracebackType
from typing import Any

import structlog
from typing_extensions import override

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
PACKAGES = ("bot", "handlers", "storage", "liaison")

_TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")


def configure(level: str = "INFO", *, secrets: tuple[str, ...] = ()) -> None:
    """Send all logs to stderr. ``secrets`` are struck out wherever they turn up, as is whatever
    looks like a token.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tell_by_type,
            _Strike(secrets),
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers = [_Libraries()]
    root.setLevel(logging.WARNING)
    # It logs every failed update with the update's text, and we log the same by its code.
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)


def code_of(error: BaseException) -> str:
    """Tell an exception by its type and the innermost line of ours: ``KeyError bot.app:12``."""
    place = _place(error.__traceback__)
    return f"{type(error).__name__} {place}" if place else type(error).__name__


def _place(trace: TracebackType | None) -> str:
    for frame, line in reversed(list(traceback.walk_tb(trace))):
        module = frame.f_globals.get("__name__", "")
        if module.split(".")[0] in PACKAGES:
            return f"{module}:{line}"
    return ""


def _tell_by_type(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    if isinstance(error, BaseException):
        event["error"] = code_of(error)
    return event


class _Strike:
    """Strikes out tokens in every value of a line."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
        return {name: self._struck(value) for name, value in event.items()}

    def _struck(self, value: Any) -> Any:
        match value:
            case str():
                for secret in self._secrets:
                    value = value.replace(secret, "***")
                return _TOKEN.sub("***", value)
            case Mapping():
                return {str(name): self._struck(each) for name, each in value.items()}
            case list() | tuple():
                return [self._struck(each) for each in value]
            case bool() | int() | float() | None:
                return value
            case _:
                return type(value).__name__


class _Libraries(logging.Handler):
    """Tells that a library logged something, and nothing of what it said."""

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
