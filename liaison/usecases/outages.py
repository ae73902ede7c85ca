"""The times in which the desk did not run: seen once, and never held against anybody."""

from datetime import timedelta
from typing import Final

from liaison.domain.cards import text
from liaison.domain.notices import Audience, Outage, Subject
from liaison.usecases.notices import Draft, tell
from liaison.usecases.ports import Tx

ALIVE: Final = "alive"
"""The mark that stands where the desk was last seen running."""
UPDATES_KEPT = timedelta(hours=23)
"""What was written longer ago may be lost: Telegram keeps it for a day, and says no hour."""


async def beat(tx: Tx) -> Outage | None:
    """Mark that the desk runs now.

    Returns the outage that ends with this, and with it lengthens the waits of all open notices.
    However many desks run on one database, one of them gets it.
    """
    last = await tx.marks.beat(ALIVE, tx.now)
    if last is None or tx.now - last <= tx.agreement.notices.outage_after:
        return None
    outage = Outage(start=last, end=tx.now)
    notices = await tx.notices.suspend_all(outage)
    await tx.audit(
        "desk.outage", "desk", by=None, start=outage.start, end=outage.end, notices=notices
    )
    if outage.length > UPDATES_KEPT:
        await _warn_of_loss(tx, outage)
    return outage


async def _warn_of_loss(tx: Tx, outage: Outage) -> None:
    """Tell everybody that what they wrote meanwhile may not have come."""
    for party in tx.agreement.parties:
        for audience in (Audience.STAFF, Audience.ADMINS):
            await tell(
                tx,
                Draft(
                    party=party.code,
                    subject=Subject.DESK,
                    of=outage.start.isoformat(),
                    topic=f"outage-{audience}",
                    headline=text("outage-lost", at=outage.start, ends=outage.end),
                    audience=audience,
                ),
            )
