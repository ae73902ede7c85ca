"""Traces for OpenTelemetry: from an update to the calls for the messages that it made.

The first span of an update has ids that follow from the update's number, which is the cause of all
rows and lines of the log that come of it: so each later span finds its trace, in any replica. The
attributes are of class 1: they pass the list of the log, and no span has the text of an exception.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import structlog
from structlog.contextvars import get_contextvars
from typing_extensions import override

from bot.log import Allow, error_code
from bot.settings import SettingsError, is_web_address
from liaison.core.cards import text
from liaison.core.errors import UserError
from liaison.core.transaction import SlowWorkNeeded

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Tracer

log = structlog.get_logger()

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PACKAGES: Final = "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http"
_DEFAULTS: Final = {
    "OTEL_SERVICE_NAME": "liaison",
    "OTEL_EXPORTER_OTLP_TIMEOUT": "5",  # seconds: the service must end within ten
}


class _Tracing:
    tracer: "Tracer | None" = None
    allow = Allow(())
    ids: tuple[int, int] | None = None
    """The ids of the trace and the span that begin now, else they are random."""


TRACING = _Tracing()
"""Without a ``tracer`` no span is made."""


def start(secrets: tuple[str, ...] = (), processor: "SpanProcessor | None" = None) -> None:
    """Trace from now on, if there is an endpoint or a ``processor``; the ``secrets`` are masked.
    Raises ``SettingsError`` if a variable of the library is wrong.
    """
    endpoints = [name for name in _ENDPOINTS if os.environ.get(name)]
    if processor is None and not endpoints:
        return
    for name in endpoints:
        if not is_web_address(os.environ[name]):
            raise SettingsError(text("setup-tracing-address", name=name))
    try:
        from opentelemetry.exporter.otlp.proto.http import trace_exporter as otlp  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider, export, id_generator  # noqa: PLC0415
    except ImportError:
        log.warning("tracing-missing", remedy=_PACKAGES)
        return

    class Ids(id_generator.RandomIdGenerator):
        @override
        def generate_trace_id(self) -> int:
            return TRACING.ids[0] if TRACING.ids else super().generate_trace_id()

        @override
        def generate_span_id(self) -> int:
            return TRACING.ids[1] if TRACING.ids else super().generate_span_id()

    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    with _checking_variables():
        provider = TracerProvider(id_generator=Ids())
        provider.add_span_processor(processor or export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    TRACING.tracer, TRACING.allow = provider.get_tracer(__name__), Allow(secrets)


class _Reports(logging.Handler):
    """What a library reports, without the values that it quotes after a colon."""

    def __init__(self) -> None:
        super().__init__()
        self.reasons: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.reasons.append(record.getMessage().partition(": ")[0])


@contextmanager
def _checking_variables() -> Iterator[None]:
    """Raise ``SettingsError`` for a variable that the library reports, or refuses."""
    library, reports = logging.getLogger("opentelemetry"), _Reports()
    library.addHandler(reports)
    library.propagate = False
    try:
        yield
    except ValueError as error:
        reports.reasons.append(str(error))
    finally:
        library.removeHandler(reports)
        library.propagate = True
    if reports.reasons:
        raise SettingsError(text("setup-tracing-wrong", reason=reports.reasons[0].rstrip(".")))


@contextmanager
def span(name: str, *, begins: str | None = None, **attributes: object) -> Iterator[None]:
    """Trace a block of the work for an update or a timer, for the update that it ``begins`` or for
    that of the log. Without either it is not traced.
    """
    cause = begins or get_contextvars().get("cause")
    if TRACING.tracer is None or cause is None:
        yield
        return
    from opentelemetry import trace  # noqa: PLC0415

    digest = sha256(cause.encode()).digest()
    ids = int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:24], "big")
    around = trace.INVALID_SPAN if begins else trace.get_current_span()
    if cause.startswith("update:") and not (begins or around.get_span_context().is_valid):
        flags = trace.TraceFlags(trace.TraceFlags.SAMPLED)
        first = trace.SpanContext(*ids, is_remote=True, trace_flags=flags)
        around = trace.NonRecordingSpan(first)
    TRACING.ids = ids if begins else None
    made = TRACING.tracer.start_span(name, trace.set_span_in_context(around))
    TRACING.ids = None
    made.set_attributes(TRACING.allow(None, "", {"cause": cause, **attributes}))
    with trace.use_span(
        made, end_on_exit=True, record_exception=False, set_status_on_exception=False
    ):
        try:
            yield
        except BaseException as error:
            made.set_attributes(TRACING.allow(None, "", {"error": error_code(error)}))
            if not isinstance(error, UserError | SlowWorkNeeded):  # those are answered
                made.set_status(trace.StatusCode.ERROR)
            raise
