"""Outages: times in which the service did not run or could not reach Telegram. They extend the time
for acknowledgement, and the next morning message reports them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from liaison.core.agreement import PartyCode
from liaison.core.transaction import Timestamps, Tx, today_of
from liaison.core.working_time import is_quiet, local_moment
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import EMERGENCY_WINDOW, Outage

LAST_CONTACT: Final = "alive"
"""The timestamp of the last contact with Telegram."""
OUTAGE: Final = "outage-from:"
"""The timestamp of the end of an outage; its start follows."""
LAST_OUTAGE: Final = "outage"
"""The timestamp of the end of the last outage."""
MORNING: Final = "morning"
"""Timer kind for the morning messages of a Party, and the timestamp of the last ones."""


async def record_contact(tx: Tx, contact: datetime) -> Outage | None:
    """Record a contact with Telegram at an aware UTC instant. Returns the outage that ends with it,
    after extending the waits of all open notices. Of several replicas on one database, one gets it.
    """
    last = await tx.of(Timestamps).replace(LAST_CONTACT, contact)
    if last is None or contact - last <= tx.agreement.notices.outage_after:
        return None
    outage = Outage(start=last, end=contact)
    await _end(tx, outage, "desk.outage")
    return outage


async def resume_restored(tx: Tx, **facts: int) -> None:
    """Resume after a restore: the time since the backup counts as an outage, however short, and
    everyone is notified that later changes are missing. ``facts`` are for the audit record.
    """
    last = await tx.of(Timestamps).replace(LAST_CONTACT, tx.now)
    outage = Outage(start=last or tx.now, end=tx.now, restored=True)
    await _end(tx, outage, "desk.restored", **facts)


async def outages_after(tx: Tx, at: datetime) -> Sequence[Outage]:
    """The outages that ended after an aware UTC instant, in their order."""
    found = await tx.of(Timestamps).later(OUTAGE, at)
    outages = []
    for name, end in sorted(found.items()):
        start, _, restored = name.partition(" ")
        outages.append(
            Outage(start=datetime.fromisoformat(start), end=end, restored=bool(restored))
        )
    return outages


async def unreported_outage(tx: Tx, reported: datetime, until: datetime) -> Outage | None:
    """The longest outage since the last morning messages of a Party, or the restore since then, and
    the last one before another moment.
    """
    found = [each for each in await outages_after(tx, reported) if each.end <= until]
    longest = max(found, key=lambda each: (each.restored, each.length), default=None)
    if longest is None or longest == found[-1]:
        return longest
    return replace(longest, later=found[-1])


async def next_report(tx: Tx, party: PartyCode) -> datetime | None:
    """When a Party is told of an outage that goes on or has just ended, unless it is quiet there:
    what it is told now is part of that message.
    """
    name, hours = f"{MORNING}:{party}", hours_of(tx, party)
    known = await tx.of(Timestamps).get(LAST_CONTACT, LAST_OUTAGE, name)
    goes_on = tx.now - known.get(LAST_CONTACT, tx.now) > tx.agreement.notices.outage_after
    ended = known.get(LAST_OUTAGE, datetime.min.replace(tzinfo=UTC))
    is_told = tx.now - ended > EMERGENCY_WINDOW or known.get(name, ended) > ended
    if is_quiet(tx.now, hours) or (is_told and not goes_on):
        return None
    morning = local_moment(today_of(tx, party), hours.morning, hours.zone)
    return max(morning, tx.now + EMERGENCY_WINDOW)


async def _end(tx: Tx, outage: Outage, action: str, **facts: int) -> None:
    notices = await tx.of(Notices).extend_all(outage)
    await tx.audit(
        action, "desk", actor=None, start=outage.start, end=outage.end, notices=notices, **facts
    )
    restored = " restored" if outage.restored else ""
    name = f"{OUTAGE}{outage.start.isoformat()}{restored}"
    await tx.of(Timestamps).record(outage.end, name, LAST_OUTAGE)
    for party in tx.agreement.parties:  # after what came due meanwhile, which its message names
        await tx.schedule_timer(MORNING, party.code, tx.now)
