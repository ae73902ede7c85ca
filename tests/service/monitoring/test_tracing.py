"""One trace for an update, from its arrival to the calls for its messages; ids and codes only."""

import re
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.sdk.trace import ReadableSpan, Tracer
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from structlog.contextvars import bound_contextvars

from bot.monitoring import tracing
from handlers.input.commands import Reply
from liaison.core.cards import Card
from liaison.core.errors import UserError
from liaison.core.transaction import Tx
from sandbox import Sandbox
from tests.scenario import TOKEN as DEMO
from tests.scenario import log_verification, open_driver
from tests.service.conftest import TOKEN, Open, numbered

LETTER = "4711 MoI"
WORDS = "Canary, born in Kampot"
CHAT = 7_123_456_789
NAME = "Kanarea"


class Refused(UserError):
    """What a handler may raise."""

    key = "error-draft-expired"


async def act(words: str, tx: Tx) -> Reply | Card | None:
    """Refuses, fails, or answers."""
    del tx
    if words == "refuse":
        raise Refused
    if words == "fail":
        raise LookupError(WORDS)
    return numbered(7)


@pytest.fixture(autouse=True)
def traced_no_more(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests set the variables, and the module sets others by default."""
    for name in ("OTEL_SERVICE_NAME", "OTEL_EXPORTER_OTLP_TIMEOUT"):
        monkeypatch.setenv(name, "1")
    yield
    tracing.TRACING.tracer = None


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    kept = InMemorySpanExporter()
    tracing.start((TOKEN,), SimpleSpanProcessor(kept))
    return kept


def named(spans: Sequence[ReadableSpan], name: str) -> list[ReadableSpan]:
    return [each for each in spans if each.name == name]


def values(spans: Sequence[ReadableSpan]) -> list[object]:
    return [value for each in spans for value in (each.attributes or {}).values()]


async def test_an_update_is_one_trace_until_its_answer_is_sent(
    open_service: Open, sandbox: Sandbox, exporter: InMemorySpanExporter
) -> None:
    alice = sandbox.user(user_id=CHAT, first_name=NAME)
    async with open_service(act) as service:
        await service.join(alice)
        await service.settle()
        exporter.clear()
        await service.types(alice, WORDS)
        spans = exporter.get_finished_spans()

    by_id = {each.context.span_id: each for each in spans}
    above = {each.name: each.parent and by_id[each.parent.span_id].name for each in reversed(spans)}
    assert above == {
        "ingest": None,
        "handle": "ingest",
        "transaction": "handle",
        "outbox": "ingest",
        "call": "outbox",
    }
    assert len({each.context.trace_id for each in spans}) == 1
    (cause,) = {(each.attributes or {})["cause"] for each in spans}
    assert str(cause).startswith("update:")
    [call] = named(spans, "call")
    assert call.attributes == {"cause": cause, "op": "sendmessage"}
    assert not [value for value in values(spans) if str(CHAT) in str(value) or NAME in str(value)]


async def test_a_refusal_is_no_error_and_a_fault_is_not_quoted(
    open_service: Open, sandbox: Sandbox, exporter: InMemorySpanExporter
) -> None:
    alice = sandbox.user(first_name=NAME)
    async with open_service(act) as service:
        await service.join(alice)
        for words, error, code in (
            ("refuse", "Refused", StatusCode.UNSET),
            ("fail", "LookupError", StatusCode.ERROR),
        ):
            exporter.clear()
            await service.types(alice, words)
            first = named(exporter.get_finished_spans(), "transaction")[0]
            assert str((first.attributes or {})["error"]).startswith(error)
            assert first.status.status_code is code
            assert not first.status.description
            assert not first.events
            assert WORDS not in exporter.get_finished_spans()[0].to_json()


async def test_a_request_leaves_no_text_name_chat_or_token_in_its_spans(
    url: str, exporter: InMemorySpanExporter
) -> None:
    async with open_driver(database_url=url) as driver:
        await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang")
        reference = await log_verification(driver, "sokha", persons=3, children=1, letter=LETTER)
        await driver["sokha"].says(WORDS)
        await driver["li"].says(f"/received {reference}")
        phones = [each.phone for each in driver.players.values()]
    spans = exporter.get_finished_spans()
    assert {each.name for each in spans} == {"ingest", "handle", "transaction", "outbox", "call"}
    told = {word for value in values(spans) for word in re.findall(r"\w+", str(value))}
    hidden = {*re.findall(r"\w+", f"{LETTER} {WORDS}"), *DEMO.get_secret_value().split(":")}
    hidden |= {name for each in phones for name in (str(each.user_id), each.user.first_name)}
    assert hidden & told == set()
    assert {"update", "timer"} <= told
    assert {key for each in spans for key in each.attributes or {}} == {
        *("attempts", "cause", "op", "row")
    }


def test_attributes_pass_the_list_of_the_log(exporter: InMemorySpanExporter) -> None:
    with bound_contextvars(cause="update:7"), tracing.span("call", op=WORDS, who=NAME, code=TOKEN):
        pass
    [made] = exporter.get_finished_spans()
    assert made.attributes == {"cause": "update:7", "op": "<str>", "code": "***", "dropped": 1}


def test_what_belongs_to_no_update_is_not_traced(exporter: InMemorySpanExporter) -> None:
    with tracing.span("transaction"):
        pass
    assert exporter.get_finished_spans() == ()


def test_spans_go_to_the_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    posts: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posts.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv("OTEL_SERVICE_NAME")
    tracing.start()
    with tracing.span("ingest", begins="update:7"):
        pass
    tracer = tracing.TRACING.tracer
    assert isinstance(tracer, Tracer)
    tracer.span_processor.shutdown()  # sends what waits
    server.shutdown()
    thread.join()
    server.server_close()
    [(path, body)] = posts
    assert path == "/v1/traces"
    for told in (b"ingest", b"update:7", b"liaison"):
        assert told in body
