"""Metrics for Prometheus: numbers, with labels from closed lists of codes only.

A label is never an id, a chat, a reference or typed text, so the page is of class 1. The state of
the database is measured when the page is requested; counting does not query it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric

from liaison.core.outbox import Op
from storage.queue_metrics import QUEUES, QueueStats

UPDATES: Final = ("kept", "known", "shed", "handled", "rejected", "retried", "dead")
"""The outcomes of an update; one that is ``known`` came a second time."""
MESSAGES: Final = ("sent", "retried", "flood", "unknown", "superseded", "failed", "token")
"""The outcomes of a message: how its call ended, or that there was none."""
TIMERS: Final = ("done", "failed")
NO_ANSWER: Final = ("timeout", "network")
"""What a call to Telegram has in place of the status of an answer."""

PAGE_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
_NAME: Final = "liaison"
disable_created_metrics()  # type: ignore[no-untyped-call]  # they are not by the injected clock
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


@dataclass(frozen=True, slots=True)
class WebhookStatus:
    """Telegram's report: how many updates wait, how many seconds ago a post failed, if any."""

    pending: int
    error_age: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """The present state of the service.

    ``findings`` are counts by kind. ``measured`` is None if the database did not answer in time.
    Ages are in seconds. ``webhook`` is None if this replica does not check the webhook.
    ``connections`` of the database are in use, of at most ``max_connections``.
    """

    findings: Mapping[str, int]
    tick_age: float
    audit_age: float
    poller: bool
    webhook: WebhookStatus | None
    connections: int
    max_connections: int
    measured: QueueStats | None

    def collect(self) -> Iterator[Metric]:
        """All gauges, for the writer of the page."""
        yield _gauge("tick_age_seconds", "Since the last tick that was finished.", self.tick_age)
        yield _gauge("check_age_seconds", "Since the last audit that was finished.", self.audit_age)
        yield _gauge("poller", "1 where this replica asks Telegram for updates.", int(self.poller))
        yield _by("check_findings", "What the last audit found.", "kind", self.findings)
        if self.webhook is not None:
            posts, age = self.webhook.pending, self.webhook.error_age
            yield _gauge("webhook_pending_updates", "Updates that wait to be posted.", posts)
            if age is not None:
                yield _gauge("webhook_error_age_seconds", "Since a post failed last.", age)
        used, most = self.connections, self.max_connections
        yield _gauge("database_connections", "Connections of the database in use.", used)
        yield _gauge("database_connections_limit", "Connections that there may be.", most)
        measured = self.measured
        if measured is not None:
            rows = {name: measured.queues[name].rows for name in QUEUES}
            ages = {name: measured.queues[name].oldest for name in QUEUES}
            yield _by("queue_rows", "What waits in a queue.", "queue", rows)
            yield _by("queue_oldest_age_seconds", "How long the oldest of it waits.", "queue", ages)
            left = measured.undeletable
            yield _gauge("undeletable_messages", "What could not be deleted from its chat.", left)
            if measured.next_timer is not None:
                yield _gauge("next_timer_seconds", "Until the next timer.", measured.next_timer)
            if measured.backup_age is not None:
                yield _gauge("backup_age_seconds", "Since the last backup.", measured.backup_age)


class Metrics:
    """The counters of one service, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        build = Info(f"{_NAME}_build", "The version of the service.", registry=self._registry)
        build.info({"version": version("liaison-bot")})
        updates = self._counter("updates", "Updates by what became of them.", "outcome")
        self._updates = {each: updates.labels(each) for each in UPDATES}
        messages = self._counter("messages", "Messages by how it went.", "op", "outcome")
        self._messages = {
            (op, outcome): messages.labels(op.value, outcome) for op in Op for outcome in MESSAGES
        }
        timers = self._counter("timers", "Subjects that were looked at.", "outcome")
        self._timers = {each: timers.labels(each) for each in TIMERS}
        self._posts = self._counter("webhook_posts", "Posts of Telegram by answer.", "code")
        refused = "Connections to the webhook that were one too many."
        self._refused = Counter(f"{_NAME}_webhook_refused", refused, registry=self._registry)
        self._calls = self._histogram("telegram_call", "Calls of Telegram.", "method", "code")
        self._handling = self._histogram(
            "update_to_commit", "From keeping an update to the commit."
        )
        self._sending = self._histogram("commit_to_sent", "From saying a message to its arrival.")

    def update(self, outcome: str, *, count: int = 1, after: timedelta | None = None) -> None:
        """Count updates with an outcome of ``UPDATES``, ``after`` that time since arrival."""
        self._updates[outcome].inc(count)
        if after is not None:
            self._handling.observe(_seconds(after))

    def message(self, op: Op, outcome: str, *, after: timedelta | None = None) -> None:
        """Count a message with an outcome of ``MESSAGES``, ``after`` that time in the outbox."""
        self._messages[op, outcome].inc()
        if after is not None:
            self._sending.observe(_seconds(after))

    def timer(self, outcome: str) -> None:
        """Count a run of a timer with an outcome of ``TIMERS``."""
        self._timers[outcome].inc()

    def webhook_post(self, status: int) -> None:
        """Count a post of Telegram to the webhook, with the status of its answer."""
        self._posts.labels(str(status)).inc()

    def webhook_refused(self) -> None:
        """Count a connection to the webhook that was closed because there were too many."""
        self._refused.inc()

    def telegram_call(self, method: str, code: str, seconds: float) -> None:
        """Count a call of so many seconds, with its status or one of ``NO_ANSWER``."""
        self._calls.labels(method, code).observe(seconds)

    def page(self, gauges: Gauges) -> bytes:
        """All metrics, in the format of Prometheus."""
        return generate_latest(self._registry) + generate_latest(gauges)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"{_NAME}_{name}", about, labels, registry=self._registry)

    def _histogram(self, name: str, about: str, *labels: str) -> Histogram:
        named = f"{_NAME}_{name}_seconds"
        return Histogram(named, about, labels, buckets=_SECONDS, registry=self._registry)


def _seconds(after: timedelta) -> float:
    """A duration in seconds; 0 if the clocks of two replicas disagree."""
    return max(after.total_seconds(), 0.0)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{_NAME}_{name}", about, value=value)


def _by(name: str, about: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"{_NAME}_{name}", about, labels=[label])
    for code, value in values.items():
        family.add_metric([code], value)
    return family
