"""Digests: the board, sent to coordinators each working day and to administrators each week."""

from datetime import datetime

from liaison.domain.agreements import PartyCode
from liaison.domain.cards import Text, text
from liaison.domain.digests import check_digest_time, next_digest, plan_digests
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person, Role
from liaison.domain.schedules import Schedule
from liaison.usecases import notices
from liaison.usecases.audiences import hours_of
from liaison.usecases.boards import count_board, needs_a_look
from liaison.usecases.notice_cards import DIGEST
from liaison.usecases.ports import Tx

WAKE = "digest"
"""The kind under which the digests of a Party are looked at again."""
DAILY, WEEKLY = "daily", "weekly"


async def begin(tx: Tx) -> None:
    """See to it that the digests of each Party come when its schedule says: once, at the start."""
    for party in tx.agreement.parties:
        await look(tx, party.code, since=tx.now)


async def look(tx: Tx, party: PartyCode, *, since: datetime) -> None:
    """Send the digests of a Party that came due since it was last looked at, and plan the next.

    Nothing is sent where there is nothing to look at.
    """
    # Where it is planned already, what the plan says holds: another desk may have looked meanwhile.
    looked = await tx.looked(WAKE, party) or since
    schedule, hours = await tx.schedules.of(party), hours_of(tx, party)
    weekly_day = tx.agreement.notices.weekly_digest_day
    plan = plan_digests(schedule, hours, weekly_day, since=looked, now=tx.now)
    if (plan.daily or plan.weekly) and needs_a_look(await count_board(tx, party)):
        if plan.daily and await tx.people.team(party, Role.COORDINATOR):
            await _tell(tx, party, DAILY, text("digest-daily"), Audience.CONFIRMERS)
        if plan.weekly:
            await _tell(tx, party, WEEKLY, text("digest-weekly"), Audience.ADMINS)
    await tx.wake(WAKE, party, plan.wake_at)


async def set_time(tx: Tx, admin: Person, minutes: int) -> datetime:
    """Let the digests of the own Party come at another time of day; returns when the next comes.

    What came due by now still comes. Raises ``DigestInQuietHours``.
    """
    party, hours = admin.party, hours_of(tx, admin.party)
    rules = tx.agreement.notices
    check_digest_time(minutes, hours, tx.now)
    await look(tx, party, since=tx.now)
    schedule = Schedule(digest_at=minutes)
    await tx.schedules.put(party, schedule)
    await tx.audit("schedule.digest", party, by=admin, minutes=minutes)
    coming = next_digest(schedule, hours, rules.weekly_digest_day, tx.now)
    await tx.wake(WAKE, party, coming.at)
    return coming.at


async def _tell(tx: Tx, party: PartyCode, of: str, headline: Text, audience: Audience) -> None:
    await notices.tell(
        tx,
        notices.Draft(
            party=party,
            subject=Subject.DESK,
            of=of,
            topic=DIGEST,
            headline=headline,
            audience=audience,
        ),
    )
