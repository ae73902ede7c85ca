"""Outages: times in which the service did not run or could not reach Telegram. They extend the time
for acknowledgement.
"""

from datetime import datetime, timedelta
from typing import Final

from liaison.core.cards import text
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.repository import Timestamps
from liaison.core.transaction import Tx
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Outage
from liaison.notifications.service import NewNotice, notify

LAST_CONTACT: Final = "alive"
"""The timestamp of the last contact with Telegram."""
UPDATES_KEPT = timedelta(hours=23)
"""Older updates may be lost: Telegram keeps them for about a day."""


async def record_contact(tx: Tx, contact: datetime) -> Outage | None:
    """Record a contact with Telegram at an aware UTC instant.

    Returns the outage that ends with it, after extending the waits of all open notices. Of several
    replicas on one database, one gets it.
    """
    last = await tx.of(Timestamps).record(LAST_CONTACT, contact)
    if last is None or contact - last <= tx.agreement.notices.outage_after:
        return None
    outage = Outage(start=last, end=contact)
    await _end(tx, outage, "desk.outage")
    if outage.length > UPDATES_KEPT:
        await _warn_of_loss(tx, outage, "outage-updates-lost")
    return outage


async def resume_restored(tx: Tx, **facts: int) -> None:
    """Resume after a restore: the time since the backup counts as an outage, however short, and
    everyone is notified that later changes are missing.

    ``facts`` are for the audit record.
    """
    last = await tx.of(Timestamps).record(LAST_CONTACT, tx.now)
    outage = Outage(start=last or tx.now, end=tx.now)
    await _end(tx, outage, "desk.restored", **facts)
    await _warn_of_loss(tx, outage, "outage-restored")


async def _end(tx: Tx, outage: Outage, action: str, **facts: int) -> None:
    notices = await tx.of(Notices).extend_all(outage)
    await tx.audit(
        action, "desk", actor=None, start=outage.start, end=outage.end, notices=notices, **facts
    )


async def _warn_of_loss(tx: Tx, outage: Outage, key: str) -> None:
    """Notify everyone that recent changes may be lost."""
    for party in tx.agreement.parties:
        for audience in (Audience.STAFF, Audience.ADMINS):
            await notify(
                tx,
                NewNotice(
                    party=party.code,
                    subject=SERVICE_SUBJECT,
                    subject_id=outage.start.isoformat(),
                    notice_key=f"outage-{audience}",
                    title=text(key, at=outage.start, ends=outage.end),
                    audience=audience,
                ),
            )
