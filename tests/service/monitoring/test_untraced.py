"""Without an endpoint, or without the packages, nothing is traced."""

import sys

import pytest
from structlog.testing import capture_logs

from bot.log import Allow
from bot.monitoring import tracing

EXPORTER = "opentelemetry.exporter.otlp.proto.http"


def test_without_an_endpoint_nothing_is_traced() -> None:
    with capture_logs() as lines:
        tracing.start()
    assert (tracing.TRACING.tracer, lines) == (None, [])


def test_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:4318/v1/traces")
    monkeypatch.setitem(sys.modules, EXPORTER, None)
    with capture_logs() as lines:
        tracing.start()
    assert tracing.TRACING.tracer is None
    [line] = [Allow(())(None, "", line) for line in lines]
    assert line["event"] == "tracing-missing"
    assert str(line["remedy"]).startswith("pip install opentelemetry-")
