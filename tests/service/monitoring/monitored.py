"""What is looked at where the service watches over itself."""

from datetime import datetime, timedelta

from liaison.core.agreement import EscalationPolicy, EscalationStep, EscalationTarget, Priority
from liaison.core.cards import text
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.transaction import Tx
from liaison.notifications.outages import LAST_CONTACT, MORNING
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Notice
from sandbox import Phone
from tests.service.conftest import RunningService

MINUTE = timedelta(minutes=1)
CODE = "7F3K9"


class Audited:
    """Audits each timer that ran, but those of the morning messages, which an outage runs."""

    async def __call__(self, tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
        del since
        if kind != MORNING:
            await tx.audit("looked", subject, actor=None)
        await tx.schedule_timer(kind, subject, tx.now + timedelta(days=30))


async def actions(service: RunningService) -> list[str]:
    """The audit record, in its order."""
    return [action for _, action in await service.rows("audit", "seq, action")]


async def mark(service: RunningService) -> str:
    """When the service last reached Telegram."""
    return str(dict(await service.rows("timestamps", "name, at"))[LAST_CONTACT])


async def plant_notice(service: RunningService, *, wake_at: datetime | None) -> None:
    """An open notice, and the moment at which it is looked at again."""
    async with service.app.database.transaction() as tx:
        await tx.of(Notices).add(
            Notice(
                code=CODE,
                party=tx.agreement.parties[0].code,
                priority=Priority.URGENT,
                subject=SERVICE_SUBJECT,
                subject_id="something",
                notice_key="something",
                title=text("error-internal"),
                audience=Audience.STAFF,
                escalation_policy=EscalationPolicy(
                    (EscalationStep(to=EscalationTarget.DAILY, after=timedelta(days=1)),)
                ),
                made_at=tx.now,
            )
        )
        await tx.schedule_timer("notice", CODE, wake_at)


async def give_up_an_update(service: RunningService, ada: Phone) -> float:
    ada.say("hello")
    await service.app.ingest.drain()
    [row] = await service.claimed()
    assert await service.once(lambda tx: tx.inbox.dead(row, error="LookupError"))
    return 1
