"""Watches over the desk itself: that it runs, since when it did not, and that nothing is forgotten.

The watch is tended at every tick. Its findings stay in memory, for those who ask how the desk is:
where they are too old, the watch itself has stopped, and that is a finding, too.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from bot.alerts import alert, daily
from bot.clock import Clock
from liaison.usecases import digests, holidays, meeting_looks, outages
from storage.database import Database
from storage.transaction import Transaction

log = structlog.get_logger()

BEAT_EVERY = timedelta(seconds=10)
AUDIT_SECONDS = 30.0
TOO_OLD_SECONDS = 120.0
"""What was not done for so long has stopped."""
UNSENT_AFTER = timedelta(minutes=2)
UNKNOWN_AFTER = timedelta(minutes=10)
DEAD_FOR = timedelta(hours=24)
"""How long an update that was given up counts: one must not hide for ever what fails after it."""

ALERTS: Mapping[str, str] = MappingProxyType(
    {
        "unwoken": "alert-unwoken",
        "unsent": "alert-waiting",
        "unknown": "alert-unknown",
        "dead": "alert-dead",
    }
)
"""What an audit may find, and the message that tells the administrators."""


class Watch:
    """Beats and audits. ``on_said`` is called after each commit that may have said something,
    ``on_well`` after each audit that found nothing.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        on_said: Callable[[], None],
        on_well: Callable[[], None] | None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._on_said = on_said
        self._on_well = on_well
        self._found: Mapping[str, int] = {}
        self._alerted: frozenset[str] = frozenset()
        # By the calendar, as the monotonic clock may stand still while a machine sleeps.
        self._beat_on: datetime | None = None
        self._beaten = self._audited = self._tried = clock.monotonic()

    async def begin(self) -> None:
        """Look whether there was an outage before anything else is done; what goes wrong with that
        is left to the first tick.
        """
        try:
            await self._beat()
        except Exception:  # a database that fails now may be there at the next tick
            log.exception("beat-failed")

    async def tend(self) -> None:
        """Beat and audit where it is time to.

        Raises what goes wrong with a beat: nothing may be done before it is known whether there
        was an outage. An audit that fails is tried again at the next.
        """
        if self._beat_on is None or abs(self._clock.now() - self._beat_on) >= BEAT_EVERY:
            await self._beat()
        if self._clock.monotonic() - self._tried >= AUDIT_SECONDS:
            self._tried = self._clock.monotonic()
            try:
                await self._audit()
            except Exception:  # who asks how the desk is learns that the audit is old
                log.exception("audit-failed")

    def findings(self) -> Mapping[str, int]:
        """What is wrong with the desk, by kind: how many, or for how many seconds already."""
        now = self._clock.monotonic()
        ages = {"beat_age": now - self._beaten, "audit_age": now - self._audited}
        late = {name: int(age) for name, age in ages.items() if age > TOO_OLD_SECONDS}
        return {**self._found, **late}

    async def _beat(self) -> None:
        async with self._database.transaction() as tx:
            outage = await outages.beat(tx)
            if outage is not None:
                await alert(
                    tx,
                    "alert-outage",
                    outage.start.isoformat(),
                    code=f"{int(outage.length.total_seconds())} s",
                    at=outage.start,
                    ends=outage.end,
                )
            if self._beat_on is None:
                await digests.begin(tx)
                await holidays.begin(tx)
                await meeting_looks.begin_annual(tx)
            at = tx.now
        self._beat_on, self._beaten = at, self._clock.monotonic()
        if outage is not None:
            self._tried = self._beaten  # what has piled up meanwhile is given time to leave
            self._on_said()

    async def _audit(self) -> None:
        async with self._database.transaction() as tx:
            found = await _look(tx)
            day = daily(tx.now)
            due = {kind: f"{kind}:{day}" for kind in found}
            for kind, subject in due.items():
                if subject not in self._alerted:
                    await alert(tx, ALERTS[kind], subject, code=str(found[kind]), count=found[kind])
        for kind in self._found.keys() - found.keys():
            log.info("audit-well-again", kind=kind)
        old = frozenset(each for each in self._alerted if each.endswith(day))
        self._alerted = old | frozenset(due.values())
        self._found = MappingProxyType(found)
        self._audited = self._clock.monotonic()
        if found:
            self._on_said()
        elif self._on_well is not None:
            self._on_well()


async def _look(tx: Transaction) -> dict[str, int]:
    """Count what is wrong, and mend what can be mended: a subject that sleeps is woken."""
    unwoken = await tx.notices.unwoken()
    for kind, subject in unwoken:
        log.error("unwoken", kind=kind, subject=subject)
        await tx.wake(kind, subject, tx.now)
    counted = {
        "unwoken": len(unwoken),
        **await tx.outbox.stuck(
            unsent_since=tx.now - UNSENT_AFTER, unknown_since=tx.now - UNKNOWN_AFTER
        ),
    }
    counted["dead"] += await tx.inbox.count_dead(since=tx.now - DEAD_FOR)
    return {kind: count for kind, count in counted.items() if count}
