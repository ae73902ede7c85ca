"""By when the timer of a notice must run, so that a change outside the service is found."""

from datetime import datetime

from liaison.core.transaction import People, Tx
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import UNACKNOWLEDGED, Notice, may_have_step, next_delivery


async def latest_run(tx: Tx, code: str) -> datetime | None:
    """By when an open notice that escalates must be looked at, if nothing makes it sooner: at once,
    if it cannot have come to its step, or if no one has received it.
    """
    for party in tx.agreement.parties:
        notice = await tx.of(Notices).get(code, party=party.code)
        if notice is not None and notice.escalates:
            if not may_have_step(notice, other_told=await _other_told(tx, notice), now=tx.now):
                return tx.now
            hours = hours_of(tx, party.code)
            received = bool(await tx.of(Notices).recipients(code))
            plan = next_delivery(notice, hours, is_reachable=received, now=tx.now)
            return plan.next_at if plan.reason is None else tx.now
    return None


async def _other_told(tx: Tx, notice: Notice) -> bool:
    """Whether the other Party was notified that a notice escalates, if it had people then."""
    other = tx.agreement.other(notice.party).code
    if await tx.of(Notices).was_made(other, f"{UNACKNOWLEDGED}:{notice.code}"):
        return True
    return all(each.joined_at > notice.made_at for each in await tx.of(People).team(other))
