"""The way out: takes what lies in the outbox, says it, and records how that went.

One round
1. opens one transaction, records in it what the calls since the last round led to, and claims what
   is due: at most one row of a chat, at most sixteen in all, and beside them at most four e-mails;
2. after the commit, in a second one, checks all claimed rows directly before the calls: is the
   person still active, is the case still in a state for which the message makes sense; what fails
   is superseded;
3. renders each in the language its reader has now, and calls Telegram or the mail server outside
   any transaction.

E-mail waits for nothing that Telegram does, and Telegram for nothing that the mail server does.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.channels.email import Mailer
from bot.clock import Clock
from bot.crash import crash_point
from bot.i18n.catalog import Catalog
from bot.log import code_of
from bot.monitoring.alerts import alert, is_alert
from bot.monitoring.metrics import Metrics
from bot.telegram.channel import Channel
from bot.telegram.rate_limiter import Pace
from bot.telegram.send_errors import (
    UNREACHABLE,
    Anew,
    Decision,
    Done,
    Drop,
    Failure,
    Fault,
    Hold,
    Plain,
    Retry,
    Stop,
    Undelivered,
    backoff,
    decide,
    outcome_of,
)
from bot.workers.preconditions import GONE, Rechecked, dropped, is_known, recheck, sent
from bot.workers.rendered_message import Carrier, Parcel
from liaison.core.outbox import Op
from liaison.notifications import reachability
from liaison.notifications.repository import Lives
from storage.database import Database
from storage.queues.outbox import OutboxRow
from storage.queues.outbox_rows import ALONE
from storage.transaction import Transaction

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
LONGEST_CALL = timedelta(seconds=20)
AT_ONCE = 16
MAILS_AT_ONCE = 4
POLL_SECONDS = 1.0
SHORTEST_REST = 0.01
SILENCE_SECONDS = 60.0
"""After Telegram refused the token."""
FINISH_SECONDS = 8.0
MOST_ATTEMPTS = 8
"""Of a row that fails for no reason Telegram gave: a fault of ours."""
_NEW = frozenset({Op.SEND, Op.FILE})
"""What puts a new message into a chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    """How a call went; ``message_id`` is the message that now shows the card."""

    parcel: Parcel
    decision: Decision
    at: datetime
    message_id: int | None = None


class Delivery:
    """Says what lies in the outbox. ``wake`` is set when something new lies there.

    Without ``mailer`` nothing goes by e-mail. ``paced`` keeps to Telegram's limits: without it,
    tests tell a month in a second.
    """

    def __init__(
        self,
        database: Database,
        channel: Channel,
        mailer: Mailer | None,
        *,
        catalog: Catalog,
        metrics: Metrics,
        clock: Clock,
        random: Callable[[int], bytes],
        paced: bool,
    ) -> None:
        self.wake = asyncio.Event()
        self._database = database
        self._channel = channel
        self._mails = mailer is not None
        self._carrier = Carrier(channel, mailer, catalog=catalog, registry=database.registry)
        self._catalog = catalog
        self._metrics = metrics
        self._clock = clock
        self._random = random
        self._pace = Pace() if paced else None
        self._flying: dict[asyncio.Task[_Ended | None], OutboxRow] = {}
        self._ended: list[_Ended] = []
        self._faults: list[Exception] = []
        self._silent_until = 0.0
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; what is under way then is finished and recorded."""
        while not stop.is_set():
            rest = POLL_SECONDS
            try:
                _, rest = await self._round()
            except Exception:  # the loop outlives a failing database
                log.exception("delivery-failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), rest)
            self.wake.clear()
        await self._finish()

    async def drain(self) -> int:
        """Deliver all that is due now; says how many rows were worked on.

        Raises what no table of failures knows: for tests and the demo, which must not hide it.
        """
        worked = 0
        while True:
            count, _ = await self._round()
            worked += count
            if not self._flying:
                break
            await asyncio.wait(self._flying)
        if self._faults:
            raise self._faults.pop(0)
        return worked

    async def close(self) -> None:
        """Stop what is under way and let go of the connections."""
        for task in self._flying:
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)
        self._flying.clear()
        await self._channel.close()

    async def _finish(self) -> None:
        if self._flying:
            await asyncio.wait(self._flying, timeout=FINISH_SECONDS)
        self._land()
        try:
            async with self._database.transaction() as tx:
                await self._record(tx, self._ended)
        except Exception:  # their claims run out, and they are sent again
            log.exception("delivery-failed")
        self._ended.clear()

    async def _ready(self) -> bool:
        """Whether anything can be said: the bot knows its name, and Telegram takes its token."""
        if self._clock.monotonic() < self._silent_until:
            return False
        if not self._catalog.bot:
            try:
                self._catalog.bot = await self._channel.introduce()
            except Undelivered as error:
                self._fall_silent(error.failure)
                return False
        self._failures = 0
        return True

    def _fall_silent(self, failure: Failure) -> None:
        self._failures += 1
        if self._failures == 1:
            log.error("telegram-unusable", code=failure.fault.value)
        known = failure.fault is Fault.TOKEN
        pause = SILENCE_SECONDS if known else backoff(self._failures, self._chance())
        self._silent_until = self._clock.monotonic() + pause

    # One round

    async def _round(self) -> tuple[int, float]:
        """Record and claim; gives the number of rows worked on and how long to rest."""
        ready = await self._ready()
        rest = POLL_SECONDS
        async with self._database.transaction(decides=False) as tx:
            self._land()  # also what has ended while this waited for its turn
            ended = list(self._ended)
            await self._record(tx, ended)
            parcels, claimed = await self._claim(tx, ready=ready)
            worked = len(ended) + claimed
            while claimed and not parcels:  # what was superseded leaves its place to the next row
                parcels, claimed = await self._claim(tx, ready=ready)
                worked += claimed
            if ready and not parcels and not self._flying:
                rest = self._rest(await tx.outbox.next_at())
        del self._ended[: len(ended)]
        if ended:
            await crash_point("delivery.recorded")
        if parcels:
            await crash_point("delivery.claimed")
            rechecking = asyncio.create_task(self._recheck(parcels))
            for place, parcel in enumerate(parcels):
                task = asyncio.create_task(self._carry(parcel, rechecking, place))
                task.add_done_callback(lambda _: self.wake.set())
                self._flying[task] = parcel.row
        # Here, too, what was superseded leaves its place to the next row at once.
        return worked, SHORTEST_REST if len(parcels) < claimed else rest

    def _land(self) -> None:
        for task in [each for each in self._flying if each.done()]:
            del self._flying[task]
            ended = task.result()
            if ended is not None:
                self._ended.append(ended)

    def _rest(self, next_at: datetime | None) -> float:
        """How long nothing can be done, in seconds, at most until the next look."""
        if self._pace is not None:
            now = self._clock.monotonic()
            turn = self._pace.next_at(now)
            if turn is not None:
                return min(max(turn - now, SHORTEST_REST), POLL_SECONDS)
        if next_at is None:
            return POLL_SECONDS
        ahead = (next_at - self._clock.now()).total_seconds()
        return min(max(ahead, SHORTEST_REST), POLL_SECONDS)

    async def _claim(self, tx: Transaction, *, ready: bool) -> tuple[list[Parcel], int]:
        rows: list[OutboxRow] = []
        flying = [row.message for row in self._flying.values()]
        mails = sum(each.op is Op.MAIL for each in flying)
        room = AT_ONCE - len(flying) + mails
        if ready and room > 0:
            busy = frozenset(each.chat_id for each in flying if each.op not in ALONE)
            if self._pace is not None:
                busy |= self._pace.waiting(self._clock.monotonic())
            mail = False if self._mails else None  # None: to be superseded
            rows += await tx.outbox.claim(limit=room, lease=LEASE, busy=busy, mail=mail)
        if self._mails and mails < MAILS_AT_ONCE:
            rows += await tx.outbox.claim(limit=MAILS_AT_ONCE - mails, lease=LEASE, mail=True)
        checked = [await self._check(tx, row) for row in rows]
        return [parcel for parcel in checked if parcel is not None], len(rows)

    async def _check(self, tx: Transaction, row: OutboxRow) -> Parcel | None:
        """What can be said of a claimed row by itself; None where it is not to be said."""
        message = row.message
        target = message.message_id
        if target is None and message.op is Op.EDIT:
            target = row.shown
        if not is_known(tx, message, self._catalog):
            log.info("not-known-here", row=row.id, outcome=await tx.outbox.put_back(row))
            return None
        if message.only_there and target is None:
            await dropped(tx, row, state="superseded", error=GONE)
            self._metrics.message(message.op, "superseded")
            return None
        if row.repeat and not message.matters and message.op in _NEW | {Op.MAIL}:
            await dropped(tx, row, state="failed", error="unknown")
            self._metrics.message(message.op, "unknown")
            return None
        return Parcel(row=row, target=target, claimed_at=self._clock.monotonic())

    async def _record(self, tx: Transaction, ended: Sequence[_Ended]) -> None:
        """Write down how calls ended."""
        if not ended:
            return
        await tx.renew()
        done = [each for each in ended if isinstance(each.decision, Done)]
        held = await sent(tx, [(each.parcel.row, each.message_id) for each in done]) if done else ()
        for each in ended:
            await self._record_one(tx, each, held)

    async def _record_one(self, tx: Transaction, ended: _Ended, sent_ids: Collection[int]) -> None:
        row, parcel = ended.parcel.row, ended.parcel
        match ended.decision:
            case Done():
                if row.id in sent_ids and parcel.plain:
                    await self._report(tx, row, "alert-plain", "markup")
            case Retry(after, code, unknown):
                at = ended.at + timedelta(seconds=after)
                await tx.outbox.retry(row, at=at, error=code, unknown=unknown)
            case Hold(seconds):
                until = ended.at + timedelta(seconds=seconds)
                await tx.outbox.retry(row, at=until, error="flood")
                await tx.outbox.hold_chat(row.message.chat_id, until)
            case Drop(code, state, alarm):
                held = await dropped(tx, row, state=state, error=code)
                if held and code == GONE and parcel.target is not None:
                    await tx.of(Lives).forget(row.message.chat_id, parcel.target)
                if held and code == UNREACHABLE and row.message.to is not None:
                    await tx.audit(UNREACHABLE, str(row.message.to), by=None)
                    await reachability.lost(tx, row.message.to)
                if held and alarm:
                    mail = row.message.op is Op.MAIL
                    await self._report(tx, row, "alert-no-mail" if mail else "alert-unsent", code)
            case Stop():
                await tx.outbox.retry(row, at=ended.at, error="token")
            case Anew() | Plain():
                msg = "these are followed at once"
                raise AssertionError(msg)
            case _:
                assert_never(ended.decision)
        outcome = type(ended.decision).__name__.lower()
        log.info("outbox", row=row.id, op=row.message.op.value, outcome=outcome)

    async def _report(self, tx: Transaction, row: OutboxRow, key: str, code: str) -> None:
        if is_alert(row.message):
            log.error(key, subject=str(row.id), code=code)
        else:
            await alert(tx, key, str(row.id), name="row", code=code)

    async def _recheck(self, parcels: Sequence[Parcel]) -> Sequence[Rechecked]:
        """Check directly before the calls what must not go out a moment too late."""
        await crash_point("delivery.before_send")
        async with self._database.transaction(decides=False) as tx:
            return await recheck(tx, parcels, mails=self._mails)

    async def _carry(
        self, parcel: Parcel, rechecking: "asyncio.Task[Sequence[Rechecked]]", place: int
    ) -> _Ended | None:
        """Say one row, in another form where Telegram asks for it; None where it is too late."""
        try:
            checked = (await rechecking)[place]
        except Exception:  # noqa: BLE001  # a database that cannot be asked: nothing was said
            pause = backoff(parcel.row.attempts, self._chance())
            return self._end(parcel, Retry(pause, "unasked"), parcel.target)
        parcel = checked.parcel
        if checked.moot is not None:
            return self._end(parcel, Drop(checked.moot, "superseded"), None)
        while True:
            age = self._clock.monotonic() - parcel.claimed_at
            if age >= LEASE.total_seconds():
                return None  # the claim has run out, somebody else has the row
            if age > (LEASE - LONGEST_CALL).total_seconds():
                # It could run out during the call: the row is given back, and nothing was said.
                return self._end(parcel, Retry(0.0, "late"), parcel.target)
            try:
                message_id = await self._carrier.carry(parcel)
            except Undelivered as error:
                decision = self._decide(parcel, error.failure)
            except Exception as error:  # noqa: BLE001  # a fault of ours must not stop the rest
                decision = self._unexpected(parcel, error)
            else:
                await crash_point("delivery.after_send")
                return self._end(parcel, Done(), message_id)
            match decision:
                case Anew() if parcel.row.message.only_there:
                    return self._end(parcel, Drop(GONE, "superseded"), None)
                case Anew():
                    parcel = replace(parcel, target=None)
                case Plain():
                    parcel = replace(parcel, plain=True)
                case _:
                    return self._end(parcel, decision, parcel.target)

    def _decide(self, parcel: Parcel, failure: Failure) -> Decision:
        decision = decide(
            failure,
            op=parcel.op,
            matters=parcel.row.message.matters,
            attempts=parcel.row.attempts,
            repeat=parcel.row.repeat,
            plain=parcel.plain,
            chance=self._chance(),
        )
        if isinstance(decision, Stop):
            self._fall_silent(failure)
        return decision

    def _unexpected(self, parcel: Parcel, error: Exception) -> Decision:
        log.error("delivery-fault", row=parcel.row.id, error=code_of(error))
        self._faults.append(error)
        if parcel.row.attempts < MOST_ATTEMPTS:
            return Retry(backoff(parcel.row.attempts, self._chance()), type(error).__name__)
        return Drop(type(error).__name__, alert=True)

    def _end(self, parcel: Parcel, decision: Decision, message_id: int | None) -> _Ended:
        said = not (isinstance(decision, Drop) and decision.state == "superseded")
        if said and parcel.op in _NEW and self._pace is not None:
            self._pace.sent(parcel.row.message.chat_id, self._clock.monotonic())
        at, outcome = self._clock.now(), outcome_of(decision)
        after = at - parcel.row.said_at if outcome == "sent" else None
        self._metrics.message(parcel.row.message.op, outcome, after=after)
        return _Ended(parcel=parcel, decision=decision, at=at, message_id=message_id)

    def _chance(self) -> float:
        return self._random(1)[0] / 255
