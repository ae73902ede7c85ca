"""Registers the dashboard and the digests."""

from liaison.core.access import APPROVER_ROLES, Permission
from liaison.core.agreement import PartyCode
from liaison.core.registry import Concept
from liaison.core.timers import Timer
from liaison.notifications.subjects import NoticeView
from liaison.reports import timers
from liaison.reports.dashboard import digest_notice_card

CONCEPT: Concept = (
    Permission("board", APPROVER_ROLES, 17, row=30),
    Timer(
        timers.TIMER,
        lambda tx, of, since: timers.run_timer(tx, PartyCode(of), since=since),
        follows_settings=True,
        start=timers.begin,
    ),
    NoticeView(timers.TIMER, digest_notice_card),
)
