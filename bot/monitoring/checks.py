"""Checks, twice a minute, that no work was forgotten: repairs what it can, and alerts."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Final

import structlog

from bot.clock import Clock
from bot.monitoring.alerts import alert, daily
from bot.monitoring.outages import MAX_AGE, OutageDetector
from liaison.core.people import ATTEMPTS_WITHIN, MAX_ATTEMPTS_OF_ALL
from liaison.core.transaction import InvitationLinks
from storage.database import Database
from storage.transaction import Transaction

log = structlog.get_logger()

CHECK_SECONDS: Final = 30.0
UNSENT_AFTER: Final = timedelta(minutes=2)
UNKNOWN_AFTER: Final = timedelta(minutes=10)
MAX_WAIT: Final = timedelta(minutes=10)
"""Only a wrong clock puts off for so long; pauses by Telegram are stored apart."""
DEAD_FOR: Final = timedelta(hours=24)
"""For how long an update that was given up counts: it must not hide later failures for ever."""
GUESSES: Final = "guesses"
FLOOD: Final = "flood"
SATURATED: Final = "saturated"
LATE_AFTER: Final = timedelta(minutes=1)
MAX_SHED: Final = 60
"""So many updates of strangers may be dropped between two checks without an alert."""
ABOUT_OTHERS: Final = (GUESSES, FLOOD)
"""The findings that are no failure of the service."""

ALERTS: Mapping[str, str] = MappingProxyType(
    {
        "timers-missing": "alert-timers-missing",
        "unsent": "alert-waiting",
        "unknown": "alert-unknown",
        "dead": "alert-dead",
        GUESSES: "alert-guesses",
        FLOOD: "alert-flood",
        SATURATED: "alert-saturated",
    }
)
"""The findings, each with the message for the administrators."""


@dataclass(eq=False)
class Checks:
    """Looks for forgotten work. ``shed`` counts the updates of strangers that were dropped,
    ``turned_away`` those that the webhook was too full to take.
    """

    database: Database
    _: KW_ONLY
    clock: Clock
    outages: OutageDetector
    shed: Callable[[], int]
    turned_away: Callable[[], int]
    _shed: int = field(default=0, init=False)
    _turned_away: int = field(default=0, init=False)
    _found: Mapping[str, int] = field(default_factory=dict, init=False)
    _alerted_on: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._checked = self.clock.monotonic()

    async def run(self) -> None:
        """Check once, if findings are reliable now; alerts of each kind once a day."""
        if self.outages.may_check():
            await self._check()
        self._checked = self.clock.monotonic()

    def findings(self) -> Mapping[str, int]:
        """How many problems of each kind the last check found; its age in seconds if too high."""
        found = {kind: count for kind, count in self._found.items() if kind not in ABOUT_OTHERS}
        age = self.age()
        return {**found, "check_age": int(age)} if age > MAX_AGE else found

    def found(self) -> Mapping[str, int]:
        """The findings of the last check, with all kinds."""
        return {kind: self._found.get(kind, 0) for kind in ALERTS}

    def age(self) -> float:
        """Seconds since the last successful check."""
        return self.clock.monotonic() - self._checked

    async def _check(self) -> None:
        async with self.database.transaction() as tx:
            found = await _query(tx)
            shed, turned_away = self.shed(), self.turned_away()
            if shed - self._shed > MAX_SHED:
                found[FLOOD] = shed - self._shed
            if turned_away > self._turned_away:
                found[SATURATED] = found.get(SATURATED, 0) + turned_away - self._turned_away
            day = daily(tx.now)
            for kind, count in found.items():
                if self._alerted_on.get(kind) != day:
                    await alert(
                        tx, ALERTS[kind], f"{kind}:{day}", code=str(count), mails=True, count=count
                    )
        for kind in self._found.keys() - found.keys():
            log.info("check-well-again", kind=kind)
        self._found, self._shed, self._turned_away = found, shed, turned_away
        self._alerted_on |= dict.fromkeys(found, day)


async def _query(tx: Transaction) -> dict[str, int]:
    """Count problems, and repair some: a subject without a timer gets one."""
    missing_timers = await tx.missing_timers()
    for kind, subject in missing_timers:
        log.error("timers-missing", kind=kind, subject=subject)
        await tx.schedule_timer(kind, subject, tx.now)
    beyond = tx.now + MAX_WAIT
    pulled = await tx.inbox.requeue_far_future(beyond=beyond) + await tx.outbox.requeue_far_future(
        beyond=beyond
    )
    if pulled:
        log.error("requeued", count=pulled)
    counted = {
        "timers-missing": len(missing_timers),
        **await tx.outbox.stuck(
            unsent_since=tx.now - UNSENT_AFTER, unknown_since=tx.now - UNKNOWN_AFTER
        ),
    }
    counted["dead"] += await tx.inbox.count_dead(since=tx.now - DEAD_FOR)
    counted[SATURATED] = await tx.inbox.count_late(since=tx.now - LATE_AFTER)
    since = tx.now - ATTEMPTS_WITHIN
    await tx.of(InvitationLinks).forget_attempts(before=since)
    guesses = await tx.of(InvitationLinks).attempts(None, since=since)
    counted[GUESSES] = guesses if guesses >= MAX_ATTEMPTS_OF_ALL else 0
    return {kind: count for kind, count in counted.items() if count}
