"""The metrics of the service: correct, with closed labels, and without texts of people."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from bot import readiness
from bot.monitoring.checks import ALERTS
from bot.monitoring.health import METRICS
from bot.monitoring.metrics import MESSAGES, TIMERS, UPDATES, Gauges
from bot.monitoring.metrics import Metrics as Counted
from bot.monitoring.outages import KINDS
from bot.telegram import send_errors
from liaison.core.errors import UserError
from liaison.core.outbox import Op
from liaison.core.transaction import Timestamps, Tx
from sandbox import Phone, Sandbox
from storage.engine.timestamps import LAST_BACKUP
from storage.queue_metrics import QUEUES
from tests.service.conftest import MORNING, Open, RunningService, news, numbered
from tests.service.monitoring.monitored import Audited, give_up_an_update
from tests.service.monitoring.test_health import health_of

CANARY = "canary"
WORDS: Mapping[str, frozenset[str]] = {
    "outcome": frozenset({*UPDATES, *MESSAGES, *TIMERS}),
    "op": frozenset(op.value for op in Op),
    "queue": frozenset(QUEUES),
    "kind": frozenset({*ALERTS, *KINDS}),
}
"""Every label there is, and all its values."""
CODES = {"method": "[a-z]+", "code": "[0-9]{3}|timeout|network", "version": r"[0-9.]+"}
"""The labels whose values are those of Telegram, or of HTTP."""


class Refused(UserError):
    """What a handler of these tests says no with."""

    key = "error-internal"


Values = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


async def page(service: RunningService) -> str:
    """What Prometheus gets when it asks."""
    server = TestServer(health_of(service).app)
    async with TestClient(server) as client, client.get(METRICS) as response:
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return await response.text()


def values(told: str) -> Values:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


async def value(service: RunningService, name: str, **labels: str) -> float:
    return values(await page(service))[f"liaison_{name}", frozenset(labels.items())]


async def updates(service: RunningService) -> dict[str, float]:
    """How many updates of each outcome, without those that there are none of."""
    found = {each: await value(service, "updates_total", outcome=each) for each in UPDATES}
    return {outcome: count for outcome, count in found.items() if count}


async def messages(service: RunningService, op: str) -> dict[str, float]:
    found = {each: await value(service, "messages_total", op=op, outcome=each) for each in MESSAGES}
    return {outcome: count for outcome, count in found.items() if count}


async def test_updates_are_counted_by_outcome(open_service: Open, sandbox: Sandbox) -> None:
    async def answers(words: str, _tx: Tx) -> None:
        if words == "no":
            raise Refused
        if words == "fail":
            raise LookupError

    ada = sandbox.user(first_name="Ada")
    async with open_service(answers, timer_runner=Audited()) as service:
        await service.join(ada)
        assert await updates(service) == {"kept": 1}
        for words in ("yes", "no", "yes", "fail"):
            ada.say(words)
        sandbox.inject({"message": {"text": CANARY}})
        given = sandbox.pending()
        await service.settle()
        await service.app.ingest.receive(given)
        counts = {"handled": 2, "rejected": 1, "retried": 1, "dead": 1}
        assert await updates(service) == {"kept": 6, "known": 5, **counts}
        assert await value(service, "update_to_commit_seconds_count") == 3


async def test_messages_are_counted_by_call_and_outcome(
    service: RunningService, alice: Phone, bob: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.too_many(5, method="sendMessage", chat_id=alice.user_id)
    sandbox.faults.hang_up(method="sendMessage", chat_id=bob.user_id, after_effect=False)
    await service.send(news(alice, numbered(1)), news(bob, numbered(2), must_deliver=False))
    assert await messages(service, "send") == {"flood": 1, "unknown": 1}
    assert await value(service, "commit_to_sent_seconds_count") == 0
    await service.later(5)
    assert await messages(service, "send") == {"flood": 1, "unknown": 1, "sent": 1}
    assert await value(service, "commit_to_sent_seconds_sum") == 5


async def test_looks_are_counted(open_service: Open) -> None:
    async def look(tx: Tx, *, kind: str, subject: str, since: Any) -> None:
        del since
        await tx.schedule_timer(kind, subject, tx.now + timedelta(days=30))
        if subject == "broken":
            raise LookupError

    async with open_service(timer_runner=look) as service:
        await service.settle()
        done = await value(service, "timers_total", outcome="done")
        async with service.app.database.transaction() as tx:
            for subject in ("one", "two", "broken"):
                await tx.schedule_timer("request", subject, MORNING)
        await service.app.scheduler.drain()
        assert await value(service, "timers_total", outcome="done") == done + 2
        assert await value(service, "timers_total", outcome="failed") == 1


async def test_what_waits_is_measured_when_asked_for(service: RunningService, alice: Phone) -> None:
    await service.settle()
    alice.say("hello")
    await service.app.ingest.drain()
    service.clock.turn(12)
    assert await value(service, "queue_rows", queue="inbox") == 1
    assert await value(service, "queue_oldest_age_seconds", queue="inbox") == 12
    assert await value(service, "undeletable_messages") == 0
    assert await value(service, "tick_age_seconds") == 12


async def test_findings_are_told_by_kind(service: RunningService, alice: Phone) -> None:
    await service.settle()
    await give_up_an_update(service, alice)
    assert await value(service, "check_findings", kind="dead") == 0
    await service.later(30)
    assert await value(service, "check_findings", kind="dead") == 1
    assert await value(service, "check_findings", kind="guesses") == 0
    assert await value(service, "check_age_seconds") == 0


async def test_calls_of_telegram_are_counted_by_method_and_answer(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.too_many(5, method="sendMessage", chat_id=alice.user_id)
    await service.send(news(alice, numbered(1)))
    await service.later(5)
    labels = {"method": "sendmessage"}
    assert await value(service, "telegram_call_seconds_count", **labels, code="429") == 1
    assert await value(service, "telegram_call_seconds_count", **labels, code="200") == 1


async def test_the_next_timer_and_the_last_backup_are_measured(service: RunningService) -> None:
    assert "backup_age" not in await page(service)
    async with service.app.database.transaction() as tx:
        await tx.of(Timestamps).record(tx.now, LAST_BACKUP)
        await tx.schedule_timer("request", "one", MORNING + timedelta(minutes=1))
    service.clock.turn(12)
    assert await value(service, "backup_age_seconds") == 12
    assert await value(service, "next_timer_seconds") == 48
    assert await value(service, "database_connections") == 0
    assert await value(service, "database_connections_limit") == 1


async def test_a_database_that_hangs_leaves_the_rest_of_the_page(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "ANSWER_SECONDS", 0.05)
    async with service.app.database.transaction():
        with capture_logs() as logs:
            told = await page(service)
    assert "liaison_updates_total" in told
    assert "liaison_queue_rows" not in told
    assert [line["event"] for line in logs] == ["not-measured"]


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        (send_errors.Done(), "sent"),
        (send_errors.Retry(1.0, "undone"), "retried"),
        (send_errors.Retry(1.0, "unknown", unknown=True), "unknown"),
        (send_errors.PauseChat(1.0), "flood"),
        (send_errors.MessageGone(), "superseded"),
        (send_errors.SendPlainText(), "retried"),
        (send_errors.GiveUp("unknown"), "unknown"),
        (send_errors.Unreachable(), "failed"),
        (send_errors.GiveUp("refused"), "failed"),
        (send_errors.GiveUp("too-late", "superseded"), "superseded"),
        (send_errors.PauseAll(), "token"),
    ],
    ids=str,
)
def test_every_decision_has_a_counted_outcome(decision: send_errors.Decision, outcome: str) -> None:
    assert send_errors.outcome_of(decision) == outcome
    assert outcome in MESSAGES


def test_clocks_that_do_not_agree_count_as_no_time_at_all() -> None:
    counted = Counted()
    counted.update("handled", after=timedelta(seconds=-3))
    told = counted.page(
        Gauges(
            findings={},
            tick_age=0.0,
            audit_age=0.0,
            poller=False,
            webhook=None,
            connections=0,
            max_connections=1,
            measured=None,
        )
    )
    assert values(told.decode())["liaison_update_to_commit_seconds_sum", frozenset()] == 0


async def test_names_have_units_and_labels_are_closed_lists(service: RunningService) -> None:
    told = await page(service)
    for family in text_string_to_metric_families(told):
        assert re.fullmatch(r"(liaison|process)_[a-z_]+", family.name)
        assert family.documentation
        ending = {"counter": r"", "histogram": r"_seconds"}.get(
            family.type,
            r"_(seconds|bytes|fds|rows|messages|updates|findings|connections|limit|info)"
            r"|liaison_poller",
        )
        assert re.search(rf"({ending})$", family.name), family.name
        for sample in family.samples:
            for name, word in sample.labels.items():
                if name in CODES:
                    assert re.fullmatch(CODES[name], word), sample
                else:
                    assert name == "le" or word in WORDS[name], sample
