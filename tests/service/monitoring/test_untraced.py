"""Without an endpoint, or without the packages, nothing is traced."""

import sys

import pytest
from structlog.testing import capture_logs

from bot.commands.cli_output import english
from bot.log import Allow
from bot.monitoring import tracing
from bot.settings import SettingsError

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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "OTEL_EXPORTER_OTLP_ENDPOINT is not"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "soon", "Invalid timeout value 'soon'"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "geheim", "Header format invalid!"),
        ("OTEL_BSP_SCHEDULE_DELAY", "soon", "OTEL_BSP_SCHEDULE_DELAY"),
        ("OTEL_BSP_MAX_QUEUE_SIZE", "-1", "max_queue_size must be a positive integer"),
        ("OTEL_TRACES_SAMPLER", "mine", "sampler mine"),
    ],
)
def test_a_wrong_variable_is_named_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "desk")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        tracing.start()
    [shown] = map(english, caught.value.texts)
    assert said in shown
    assert "geheim" not in shown
    assert tracing.TRACING.tracer is None
