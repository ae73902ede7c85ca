"""The reference for operators lists every metric and its labels, and no other."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring.checks import ALERTS
from bot.monitoring.metrics import MESSAGES, TIMERS, UPDATES, Gauges, Metrics, WebhookStatus
from bot.monitoring.outages import KINDS
from bot.monitoring.watchdog import STUCK, STUCK_SECONDS
from bot.readiness import TICK_SECONDS
from storage.queue_metrics import QUEUES, QueueDepth, QueueStats
from tests.docs.blocks import DOCS

GUIDE = (DOCS / "operator-reference.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `((?:liaison|process)_\w+)` \| (.*?) \| (.*) \|$", GUIDE, re.MULTILINE)


def told() -> str:
    """A page with every metric."""
    queues = dict.fromkeys(QUEUES, QueueDepth(rows=0, oldest=0.0))
    gauges = Gauges(
        findings=dict.fromkeys((*ALERTS, *KINDS), 0),
        tick_age=0.0,
        audit_age=0.0,
        poller=True,
        webhook=WebhookStatus(pending=0, error_age=0.0),
        connections=0,
        max_connections=1,
        measured=QueueStats(queues=queues, undeletable=0, next_timer=0.0, backup_age=0.0),
    )
    metrics = Metrics()
    metrics.webhook_post(200)
    metrics.telegram_call("getme", "200", 0.1)
    return metrics.page(gauges).decode()


def test_every_metric_is_in_the_guide_with_its_labels() -> None:
    shown = {}
    for family in text_string_to_metric_families(told()):
        name = f"{family.name}_total" if family.type == "counter" else family.name
        labels = {label for sample in family.samples for label in sample.labels} - {"le"}
        shown[name] = labels
    assert {name: set(re.findall(r"`(\w+)`", labels)) for name, labels, _ in ROWS} == shown


@pytest.mark.parametrize(
    ("metric", "label", "words"),
    [
        ("liaison_updates_total", "outcome", UPDATES),
        ("liaison_messages_total", "outcome", MESSAGES),
        ("liaison_timers_total", "outcome", TIMERS),
        ("liaison_queue_rows", "queue", QUEUES),
        ("liaison_check_findings", "kind", (*ALERTS, *KINDS)),
    ],
)
def test_the_codes_of_a_label_are_listed(metric: str, label: str, words: tuple[str, ...]) -> None:
    [labels] = [labels for name, labels, _ in ROWS if name == metric]
    assert labels.endswith(f"`{label}`: {', '.join(words)}")


def test_the_watchdog_is_described_as_it_is() -> None:
    found = f"After {STUCK_SECONDS:.0f} seconds (`loop-stuck`) the process ends with code {STUCK}"
    assert found in GUIDE
    rules = (DOCS.parent / "deploy" / "prometheus" / "liaison.rules.yml").read_text(
        encoding="utf-8"
    )
    assert f'liaison_tick_age_seconds{{job="liaison"}} > {TICK_SECONDS:.0f}' in rules
