"""Detects outages: times in which no replica reached Telegram, for any cause.

The time of the last contact is in the database, the same for all replicas. Timers wait while it is
undecided whether an outage is ending.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.clock import Clock
from liaison.core.timers import TimerKind
from liaison.core.transaction import Timestamps
from liaison.notifications import outages
from storage.backup.restore_lock import RestoreLock
from storage.database import Database
from storage.engine.schema_compatibility import SchemaCompatibility
from storage.errors import StorageError
from storage.migrations.migrate import head, is_too_old
from storage.transaction import Transaction

log = structlog.get_logger()

DETECT_SECONDS: Final = 10.0
MAX_SILENCE: Final = timedelta(minutes=2)
"""Telegram was not reached for longer than this: a finding."""
DECIDE_SECONDS: Final = 60.0
"""How long a process that starts or resumes waits for contact after a long silence."""
CATCH_UP_SECONDS: Final = 30.0
"""How long after an outage the queues may catch up before checks count them."""
MAX_AGE: Final = 120.0
"""A job without success for so many seconds has stopped."""
TOKEN_REFUSED: Final = "token"
"""The error code of the client of the Bot API for a refused token."""


DATABASE_FAILED: Final = "database-failed"
KINDS: Final = (
    "unreachable", "token refused", "clock", "beat_age", "restored", DATABASE_FAILED,
)  # fmt: skip
"""The findings."""


class ClockContradicted(Exception):
    """Telegram's date is more than a day away: timers must not run by this clock."""


class OutageDetector:
    """Records contact with Telegram and ends outages. ``is_doubted``: Telegram contradicts the
    clock. ``trouble``: the code of why this process gets no updates, or "".
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        is_doubted: Callable[[], bool],
        trouble: Callable[[], str],
    ) -> None:
        self._database = database
        self._clock = clock
        self._is_doubted = is_doubted
        self._trouble = trouble
        self._stop = asyncio.Event()
        self._begun = self._held = self._too_old = False
        self.is_failing = False
        """Whether the database did not take the latest contact, as on a full disk."""
        # By the wall clock, as the monotonic clock may stop while a machine sleeps.
        self._started_at = clock.now()
        self._own_contact: datetime | None = None
        self._last_contact: datetime | None = None
        self._asked_at: datetime | None = None
        self._awake_since = self._detected = clock.monotonic()
        self._outage_ended: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Wait until stopped. Raises ``StorageError`` if the schema becomes too new to run on."""
        self._stop = stop
        await stop.wait()
        if self._too_old:
            raise StorageError("setup-database-too-new", {"wanted": head()})

    async def record_contact(self) -> None:
        """Record that Telegram has answered just now. The end of an outage is committed before the
        updates are stored. Raises the errors of the database, and ``ClockContradicted``.
        """
        if self._is_doubted():
            raise ClockContradicted
        now = self._clock.now()
        if self._own_contact is None or abs(now - self._own_contact) > MAX_SILENCE:
            await self._record(now)
        self._own_contact = now

    async def detect(self) -> None:
        """Write the latest contact, read that of all replicas, and check whether the database is
        held after a restore or has become too new. The first run schedules recurring timers.
        """
        self.is_failing = True
        await self._record(self._own_contact)
        self.is_failing = False

    async def may_work(self) -> bool:
        """Whether timers may run: not while it is undecided whether an outage is ending, nor by a
        clock that Telegram contradicts. Raises the errors of the database.
        """
        now = self._clock.now()
        if self._asked_at is not None and abs(now - self._asked_at) > MAX_SILENCE:
            self._awake_since = self._clock.monotonic()
        self._asked_at = now
        if not self._begun or self._is_undecided():
            await self.detect()
        return not (self._too_old or self._is_undecided() or self._is_doubted())

    def may_check(self) -> bool:
        """Whether checks are reliable: not while timers wait or the queues catch up."""
        ended = self._outage_ended
        catches_up = ended is not None and self._clock.monotonic() - ended < CATCH_UP_SECONDS
        return not (self._held or catches_up or self._is_undecided())

    def findings(self) -> Mapping[str, int]:
        """The findings by kind: 1, or a duration in seconds."""
        age = self._clock.monotonic() - self._detected
        found = {
            "beat_age": int(age) if age > MAX_AGE else 0,
            self._reason(): self._silence(),
            "restored": int(self._held),
        }
        if self.is_failing:
            found = {DATABASE_FAILED: 1}
        if self._is_doubted():
            found["clock"] = 1
        return {kind: each for kind, each in found.items() if each}

    def missing(self) -> str | None:
        """Why neither this process nor recently a replica reached Telegram; None if one did."""
        other = self._last_contact is not None and not self._silence()
        return None if other or self._own_contact is not None else self._reason()

    def _reason(self) -> str:
        if self._is_doubted():
            return "clock"
        return "token refused" if self._trouble() == TOKEN_REFUSED else "unreachable"

    def _silence(self) -> int:
        """For how many seconds no replica has reached Telegram, if too long; else 0."""
        since = self._last_contact or self._own_contact or self._started_at
        length = abs(self._clock.now() - since)
        return int(length.total_seconds()) if length > MAX_SILENCE else 0

    def _is_undecided(self) -> bool:
        """Whether an outage may end within the minute: another replica may reach Telegram, too."""
        return self._silence() > 0 and self._clock.monotonic() - self._awake_since < DECIDE_SECONDS

    async def _record(self, contact: datetime | None) -> None:
        async with self._database.transaction(decides=False) as tx:
            if await self._is_blocked(tx):
                return
            await tx.reload_settings()
            outage = None if contact is None else await outages.record_contact(tx, contact)
            if not self._begun:
                for each in tx.registry.all(TimerKind).values():
                    if each.start is not None:
                        await each.start(tx)
            last = await tx.of(Timestamps).get(outages.LAST_CONTACT)
        self._begun, self._last_contact = True, last.get(outages.LAST_CONTACT)
        self._detected = self._clock.monotonic()
        if outage is not None:
            length = f"{int(outage.length.total_seconds())} s"
            log.error("outage-ended", subject=outage.start.isoformat(), code=length)
            self._outage_ended = self._detected

    async def _is_blocked(self, tx: Transaction) -> bool:
        """Whether this program is too old for the schema, or the database is held: then no contact
        is recorded, as the time until the release is part of the outage.
        """
        held = await tx.of(RestoreLock).since() is not None
        self._too_old = is_too_old(await tx.of(SchemaCompatibility).revision())
        if self._too_old:
            self._stop.set()
        if held is not self._held:
            log.warning("restore-locked" if held else "restore-released")
            self._held = held
        if held:
            self._detected = self._clock.monotonic()
        return held or self._too_old
