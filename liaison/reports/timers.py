"""Digests: the dashboard, sent to coordinators each working day and to administrators each week."""

from datetime import datetime

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import hours_of
from liaison.notifications.rules import Audience
from liaison.reports.dashboard import count_board, needs_attention
from liaison.reports.digests import plan_digests

TIMER = "digest"
"""Timer kind for the digests of a Party."""
DAILY, WEEKLY = "daily", "weekly"


async def begin(tx: Tx) -> None:
    """Schedule the digests of each Party, at the start."""
    for party in tx.agreement.parties:
        await run_timer(tx, party.code, since=tx.now)


async def run_timer(tx: Tx, party: PartyCode, *, since: datetime) -> None:
    """Send the digests of a Party that are due, and schedule the next.

    If the dashboard is empty, only the coordinators get one, once a week, so that they hold a
    recent code of the audit record.
    """
    # The stored time takes precedence: another replica may have run the timer meanwhile.
    last_run = await tx.last_run(TIMER, party) or since
    own = tx.agreement.party(party)
    plan = plan_digests(
        own.digest_at, hours_of(tx, party), own.weekly_digest_day, since=last_run, now=tx.now
    )
    if plan.daily or plan.weekly:
        has_content = needs_attention(await count_board(tx, party))
        daily = plan.daily if has_content else plan.weekly
        if daily and await tx.of(People).team(party, Role.COORDINATOR):
            await _notify(tx, party, DAILY, text("digest-daily"), Audience.COORDINATORS_ONLY)
        if plan.weekly and has_content:
            await _notify(tx, party, WEEKLY, text("digest-weekly"), Audience.ADMINS)
    await tx.schedule_timer(TIMER, party, plan.next_at)


async def _notify(
    tx: Tx, party: PartyCode, subject_id: str, title: Text, audience: Audience
) -> None:
    await notification_service.notify(
        tx,
        notification_service.NewNotice(
            party=party,
            subject=SERVICE_SUBJECT,
            subject_id=subject_id,
            notice_key=TIMER,
            title=title,
            audience=audience,
            internal=True,
        ),
    )
