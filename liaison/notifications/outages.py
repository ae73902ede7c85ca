"""Outages: times in which the service did not run or could not reach Telegram. They extend the time
for acknowledgement, and the next morning message reports them.
"""

from datetime import datetime, timedelta
from typing import Final

from liaison.core.agreement import PartyCode
from liaison.core.repository import Timestamps
from liaison.core.transaction import Tx
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Outage

LAST_CONTACT: Final = "alive"
"""The timestamp of the last contact with Telegram."""
MORNING: Final = "morning"
"""Timer kind for the morning messages of a Party, and the timestamp of the last ones."""


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
    return outage


async def resume_restored(tx: Tx, **facts: int) -> None:
    """Resume after a restore: the time since the backup counts as an outage, however short, and
    everyone is notified that later changes are missing.

    ``facts`` are for the audit record.
    """
    last = await tx.of(Timestamps).record(LAST_CONTACT, tx.now)
    outage = Outage(start=last or tx.now, end=tx.now, restored=True)
    await _end(tx, outage, "desk.restored", **facts)


async def is_out(tx: Tx) -> bool:
    """Whether an outage has begun: the next contact ends it."""
    last = await tx.of(Timestamps).get(LAST_CONTACT)
    return last is not None and tx.now - last > tx.agreement.notices.outage_after


async def unreported_outage(tx: Tx, party: PartyCode) -> Outage | None:
    """The longest outage since the last morning messages of a Party, or the restore since then."""
    start, end, restored, reported = [
        await tx.of(Timestamps).get(name) for name in (*_names(party), f"{MORNING}:{party}")
    ]
    if start is None or end is None or (reported is not None and end <= reported):
        return None
    return Outage(start=start, end=end, restored=end == restored)


async def _end(tx: Tx, outage: Outage, action: str, **facts: int) -> None:
    notices = await tx.of(Notices).extend_all(outage)
    await tx.audit(
        action, "desk", actor=None, start=outage.start, end=outage.end, notices=notices, **facts
    )
    for party in tx.agreement.parties:
        known = await unreported_outage(tx, party.code)
        if known is None or _weight(known) < _weight(outage):
            await _save(tx, party.code, outage)
    await tx.rerun_timers(MORNING)


async def _save(tx: Tx, party: PartyCode, outage: Outage) -> None:
    start, end, restored = _names(party)
    await tx.of(Timestamps).record(start, outage.start)
    await tx.of(Timestamps).record(end, outage.end)
    if outage.restored:
        await tx.of(Timestamps).record(restored, outage.end)


def _weight(outage: Outage) -> tuple[bool, timedelta]:
    return outage.restored, outage.length


def _names(party: PartyCode) -> tuple[str, str, str]:
    """The timestamps of the start and end of an outage, and of the end of the last restore."""
    return (f"outage:{party}:start", f"outage:{party}:end", f"outage:{party}:restored")
