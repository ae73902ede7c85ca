"""Watches over the desk: that it hears, since when it did not, and that nothing is forgotten.

A desk that cannot hear Telegram is out of service as much as one that does not run: the mark that
stands in the database is the moment at which any of the desks last heard it.

The watch is tended at every tick. Its findings stay in memory, for those who ask how the desk is:
where they are too old, the watch itself has stopped, and that is a finding, too.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from bot.alerts import alert, daily
from bot.clock import Clock
from liaison.domain.people import MOST_TRIES_OF_ALL, TRIES_WITHIN
from liaison.usecases import digests, holidays, meeting_looks, outages, retention
from storage.database import Database
from storage.errors import StorageError
from storage.migrate import head, is_too_old
from storage.transaction import Transaction

log = structlog.get_logger()

BEAT_EVERY = timedelta(seconds=10)
AUDIT_SECONDS = 30.0
TOO_OLD_SECONDS = 120.0
"""What was not done for so long has stopped."""
SILENCE = timedelta(seconds=TOO_OLD_SECONDS)
HEARING_SECONDS = 60.0
"""So long a desk that begins, or wakes up, waits to hear whether an outage ends with that."""
UNSENT_AFTER = timedelta(minutes=2)
UNKNOWN_AFTER = timedelta(minutes=10)
UNHEARD = "unheard"
"""For how many seconds nobody has heard Telegram."""
DOUBTED = "clock"
"""What is found while Telegram says that it is another day than by the clock."""
RESTORED = "restored"
"""What is found as long as all that is due is held."""
LONGEST_WAIT = timedelta(minutes=10)
"""Only a clock that was wrong puts off for so long; what Telegram holds is held apart."""
AT_ONCE = 1_000
"""So many cases, and so many notices, are looked at in one audit; the next one goes on with others,
so that none takes longer because there are more.
"""
DEAD_FOR = timedelta(hours=24)
"""How long an update that was given up counts: one must not hide for ever what fails after it."""

ALERTS: Mapping[str, str] = MappingProxyType(
    {
        "unwoken": "alert-unwoken",
        "unsent": "alert-waiting",
        "unknown": "alert-unknown",
        "dead": "alert-dead",
        "guesses": "alert-guesses",
    }
)
"""What an audit may find, and the message that tells the administrators."""


class ClockDoubted(Exception):
    """Telegram says that it is another day: nothing may be done by this clock."""


class Watch:
    """Beats and audits. ``on_said`` is called after each commit that may have said something,
    ``on_well`` after each audit that found nothing. ``is_doubted`` says whether Telegram says that
    it is another day than by the clock.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        is_doubted: Callable[[], bool],
        on_said: Callable[[], None],
        on_well: Callable[[], None] | None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._is_doubted = is_doubted
        self._on_said = on_said
        self._on_well = on_well
        self._found: Mapping[str, int] = {}
        self._told: Mapping[str, int] = {}
        self._alerted: frozenset[str] = frozenset()
        self._held = False
        self._too_old = asyncio.Event()
        self._past: Mapping[str, str] = {}
        # By the calendar, as the monotonic clock may stand still while a machine sleeps.
        self._beat_on: datetime | None = None
        self._heard_on: datetime | None = None
        self._tended_on: datetime | None = None
        self._mark: datetime | None = None
        self._awake = clock.monotonic()
        self._beaten = self._audited = self._tried = self._tended = clock.monotonic()

    async def begin(self) -> None:
        """Look how long nothing was heard before anything else is done; what goes wrong with that
        is left to the first tick.
        """
        try:
            await self._beat(None)
        except Exception:  # a database that fails now may be there at the next tick
            log.exception("beat-failed")

    async def run(self, stop: asyncio.Event) -> None:
        """Wait until told to stop. Raises ``StorageError`` once the schema has become so new that
        this program may not run on it any more.
        """
        waits = [asyncio.create_task(each.wait()) for each in (stop, self._too_old)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for each in waits:
            each.cancel()
        if self._too_old.is_set():
            raise StorageError("setup-database-too-new", {"wanted": head()})

    async def hear(self) -> None:
        """Know that Telegram has answered just now. Where that ends an outage, it is known to all
        before what Telegram said is kept. Raises what goes wrong with that, and ``ClockDoubted``.
        """
        if self._is_doubted():
            raise ClockDoubted
        now = self._clock.now()
        if self._heard_on is None or abs(now - self._heard_on) > SILENCE:
            await self._beat(now)
        self._heard_on = now

    async def tend(self) -> bool:
        """Beat and audit where it is time to; says whether what is due may be looked at, which is
        not so as long as it may turn out that an outage ends now, or that the clock is wrong.

        Raises what goes wrong with a beat: nothing may be done before it is known whether there
        was an outage. An audit that fails is tried again at the next.
        """
        now = self._clock.now()
        if self._tended_on is not None and abs(now - self._tended_on) > SILENCE:
            self._awake = self._clock.monotonic()
        self._tended_on = now
        if self._beat_on is None or abs(now - self._beat_on) >= BEAT_EVERY or self._unsure():
            await self._beat(self._heard_on)
        if not self._held and self._clock.monotonic() - self._tried >= AUDIT_SECONDS:
            self._tried = self._clock.monotonic()
            try:
                await self._audit()
            except Exception:  # who asks how the desk is learns that the audit is old
                log.exception("audit-failed")
        self._tended = self._clock.monotonic()
        return not self._too_old.is_set() and not self._unsure() and not self._is_doubted()

    def findings(self) -> Mapping[str, int]:
        """What is wrong with the desk, by kind: how many, or for how many seconds already."""
        now = self._clock.monotonic()
        ages = {"beat_age": now - self._beaten, "audit_age": now - self._audited}
        ages[UNHEARD] = float(self._unheard())
        late = {name: int(age) for name, age in ages.items() if age > TOO_OLD_SECONDS}
        kinds = {RESTORED: self._held, DOUBTED: self._is_doubted()}
        return {**self._found, **late, **{kind: 1 for kind, holds in kinds.items() if holds}}

    def told(self) -> Mapping[str, int]:
        """What the last audit told the administrators of, by every kind that there is."""
        return {kind: self._told.get(kind, 0) for kind in ALERTS}

    def audit_age(self) -> float:
        """Since when the last audit is over, in seconds."""
        return self._clock.monotonic() - self._audited

    def tick_age(self) -> float:
        """Since when the watch was last tended, in seconds: that comes with every tick."""
        return self._clock.monotonic() - self._tended

    def _unheard(self) -> int:
        """For how many seconds no desk has heard Telegram, where that is too long; else none."""
        silence = abs(self._clock.now() - self._mark) if self._mark is not None else None
        return int(silence.total_seconds()) if silence is not None and silence > SILENCE else 0

    def _unsure(self) -> bool:
        """Whether it may turn out within the minute that an outage ends now: another desk may hear
        it, too, and move the mark.
        """
        since = self._clock.monotonic() - self._awake
        return self._unheard() > 0 and since < HEARING_SECONDS

    async def _beat(self, heard: datetime | None) -> None:
        """Move the mark to where Telegram was ``heard``, and begin where this is the first beat."""
        if await self._is_held():
            return
        async with self._database.transaction() as tx:
            outage = None if heard is None else await outages.beat(tx, heard)
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
                await retention.begin(tx)
            self._mark = await tx.marks.at(outages.ALIVE)
            at = tx.now
        self._beat_on, self._beaten = at, self._clock.monotonic()
        if outage is not None:
            self._tried = self._beaten  # what has piled up meanwhile is given time to leave
            self._on_said()

    async def _is_held(self) -> bool:
        """Whether all that is due is held, as the database was restored and nobody has released it.

        No mark is moved then: the time until the release belongs to the outage that ends with it.
        """
        async with self._database.transaction(decides=False) as tx:
            held = await tx.restored.since() is not None
            if is_too_old(await tx.floors.revision()):
                self._too_old.set()
        if held is not self._held:
            log.warning("restored-held" if held else "restored-released")
            self._held = held
        if held:
            self._beaten = self._audited = self._tried = self._clock.monotonic()
        return held

    async def _audit(self) -> None:
        async with self._database.transaction() as tx:
            until = await tx.notices.stretch(self._past, most=AT_ONCE)
            found = await _look(tx, past=self._past, until=until)
            told = {**found, **await _guesses(tx)}
            day = daily(tx.now)
            due = {kind: f"{kind}:{day}" for kind in told}
            for kind, subject in due.items():
                if subject not in self._alerted:
                    await alert(tx, ALERTS[kind], subject, code=str(told[kind]), count=told[kind])
        self._past = until
        for kind in self._found.keys() - found.keys():
            log.info("audit-well-again", kind=kind)
        old = frozenset(each for each in self._alerted if each.endswith(day))
        self._alerted = old | frozenset(due.values())
        self._found = MappingProxyType(found)
        self._told = MappingProxyType(told)
        self._audited = self._clock.monotonic()
        if told:
            self._on_said()
        if not found and not self._unheard() and not self._is_doubted() and self._on_well:
            self._on_well()


async def _guesses(tx: Transaction) -> dict[str, int]:
    """Count the wrong links, where they are many. Whoever guesses must not make the desk unwell."""
    tries = await tx.invites.all_tries(since=tx.now - TRIES_WITHIN)
    return {"guesses": tries} if tries >= MOST_TRIES_OF_ALL else {}


async def _look(
    tx: Transaction, *, past: Mapping[str, str], until: Mapping[str, str]
) -> dict[str, int]:
    """Count what is wrong, and mend what can be mended: a subject that sleeps is woken."""
    unwoken = await tx.notices.unwoken(past=past, until=until)
    for kind, subject in unwoken:
        log.error("unwoken", kind=kind, subject=subject)
        await tx.wake(kind, subject, tx.now)
    beyond = tx.now + LONGEST_WAIT
    pulled = await tx.inbox.pull(beyond=beyond) + await tx.outbox.pull(beyond=beyond)
    if pulled:
        log.error("pulled", count=pulled)
    counted = {
        "unwoken": len(unwoken),
        **await tx.outbox.stuck(
            unsent_since=tx.now - UNSENT_AFTER, unknown_since=tx.now - UNKNOWN_AFTER
        ),
    }
    counted["dead"] += await tx.inbox.count_dead(since=tx.now - DEAD_FOR)
    return {kind: count for kind, count in counted.items() if count}
