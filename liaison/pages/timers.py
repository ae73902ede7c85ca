"""What the page no longer needs is deleted once a day."""

from liaison.core.timers import TimerKind
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY
from liaison.pages.repository import PageLinks, PageMessages, PageSessions
from liaison.pages.rules import IDLE, LONGEST

KIND, SUBJECT = "pages", "old"


async def start(tx: Tx) -> None:
    """Set the timer, if it is not set."""
    if await tx.last_run(KIND, SUBJECT) is None:
        await tx.schedule_timer(KIND, SUBJECT, tx.now + DAY)


async def run_timer(tx: Tx, subject: str, _since: object) -> None:
    """Delete the sessions, links and messages whose time is over."""
    await tx.of(PageSessions).end_before(opened=tx.now - LONGEST, used=tx.now - IDLE)
    await tx.of(PageLinks).delete_expired()
    await tx.of(PageMessages).delete_expired()
    await tx.schedule_timer(KIND, subject, tx.now + DAY)


TIMER = TimerKind(KIND, run_timer, start=start)
