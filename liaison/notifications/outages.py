"""The times in which the desk did not hear anybody, as it did not run or could not reach Telegram:
seen once, and never held against anybody.
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
"""The mark that stands where the desk last heard Telegram."""
UPDATES_KEPT = timedelta(hours=23)
"""What was written longer ago may be lost: Telegram keeps it for a day, and says no hour."""


async def record_contact(tx: Tx, contact: datetime) -> Outage | None:
    """Mark that Telegram was ``contact`` then, aware UTC.

    Returns the outage that ends with this, and with it lengthens the waits of all open notices.
    However many desks run on one database, one of them gets it.
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
    """Go on with what a backup brought back: the time since the backup was made counts as an
    outage, however short it was, and everybody is told that what was done in it is not here.

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
    """Tell everybody that what they did meanwhile may not be here."""
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
