"""Very many notifications come due at one moment for several processes: each is sent once."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from liaison.core.agreement import Priority
from liaison.core.repository import People, Timestamps
from liaison.notifications import service as notification_service
from liaison.notifications.outages import LAST_CONTACT
from storage.notifications.rows import NOTICES
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.outcome import SENDING, errors_in, expect_all_done
from tests.faults.sample_notifications import notification_about
from tests.faults.scenario_driver import RemoteApp, remote_driver
from tests.scenario import PARTS

PROCESSES = 4
HOLDS_SOME = "scheduler.claimed:1"
"""Where each process waits for the others: it has claimed some timers and sent nothing."""
EXPECTED = ("poll-failed", "alert-waiting")
"""What may be logged: thousands of messages at once take their time to leave."""
PATIENCE = 600.0
BUTTON = re.compile(r'"ack ([0-9A-Z]{5})"')


async def all_at_once(folder: Path, url: str, *, count: int) -> CampaignFigures:
    """Let the next escalation step of so many notifications come due at one moment.

    There must be enough for each process to claim some of them.
    """
    figures = CampaignFigures(name=f"due at once for {PROCESSES} replicas", runs=count)
    freeze = [{"freeze": HOLDS_SOME}] * PROCESSES
    async with remote_driver(folder, url, *PARTS, processes=freeze) as (driver, remote):
        remote.patience = PATIENCE
        await driver.settle()
        await remote.database.open()
        async with remote.database.transaction() as tx:
            sender = await tx.of(People).by_chat(driver["sokha"].phone.user_id)
            assert sender is not None
            codes = {await notification_about(tx, sender, Priority.EMERGENCY) for _ in range(count)}
        await driver.settle()
        async with remote.database.transaction() as tx:
            before = await sent_of(tx)
            due = select(TIMERS.c.at).where(TIMERS.c.kind == notification_service.TIMER).distinct()
            [at] = (await tx._sql.run(due)).scalars()
            await tx.of(Timestamps).record(
                LAST_CONTACT, at
            )  # the service counts as running until then
        driver.sandbox.turn_to(at)
        remote.share_time()
        await remote.until(lambda: all(each.frozen for each in remote.services))
        await remote.until(lambda: idle_again(remote))
        await remote.finish()
        async with remote.database.transaction() as tx:
            await validator(tx, codes, before, figures)
            messages = await messages_of(tx)
        arrived = sum(
            each in codes
            for call in driver.sandbox.calls
            if call.method == SENDING and call.code == 200
            for each in set(BUTTON.findall(str(call.values)))
        )
        figures.extra = arrived - sum(messages[code] for code in codes)
        figures.expect(figures.extra == 0, f"{figures.extra} copies")
        expect_all_done(figures, remote.state_reader.states())
    figures.expect(not errors_in(folder, *EXPECTED), f"{errors_in(folder, *EXPECTED)[:3]}")
    return figures


def idle_again(remote: RemoteApp) -> bool:
    """Let all processes go on, and say whether no work is left."""
    remote.resume()  # each time: one may say that it is frozen a moment before it is
    return remote.idle()


async def sent_of(tx: Transaction) -> Counter[str]:
    """How many messages were sent of each notification because of a step."""
    keys = select(OUTBOX.c.dedupe_key).where(
        OUTBOX.c.dedupe_key.like("notice:%"), OUTBOX.c.op == "send"
    )
    return Counter(key.split(":")[1] for key in (await tx._sql.run(keys)).scalars())


async def messages_of(tx: Transaction) -> Counter[str]:
    """How many messages were to be sent of each notification, silent replacements included."""
    slots = select(OUTBOX.c.message_slot).where(
        OUTBOX.c.message_slot.like("notice:%"), OUTBOX.c.op == "send"
    )
    return Counter(slot.split(":")[1] for slot in (await tx._sql.run(slots)).scalars())


async def validator(
    tx: Transaction, codes: set[str], before: Counter[str], figures: CampaignFigures
) -> None:
    """Each notification was told once more, and none is further than that: no one is a deputy."""
    after = await sent_of(tx)
    rows = {row.code: row for row in await tx._sql.run(select(NOTICES))}
    most = Counter(after[code] - before[code] for code in codes).most_common(1)[0][0]
    figures.expect(most > 0, "nothing was sent")
    for code in codes:
        sent = after[code] - before[code]
        figures.lost += max(0, most - sent)
        figures.doubled += max(0, sent - most)
        step = rows[code].escalation_step
        figures.expect(step == 2, f"{code}: step {step}")


@quick_or_long("count", 90, 1_000)
async def test_four_processes_send_each_notification_once(
    folder: Path, databases: Callable[[str], str], count: int
) -> None:
    (await all_at_once(folder, databases("due"), count=count)).close()
