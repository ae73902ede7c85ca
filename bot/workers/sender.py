"""The sender: takes messages from the outbox, sends them, and records the result of each call.

One round
1. records in one transaction the results of the calls since the last round, and claims what is due:
   at most one message of a chat, sixteen in all, and besides as many to pages, which do not wait
   for Telegram, and four e-mails;
2. after the commit checks in a second one, directly before the calls, whether each message is still
   wanted: its reader is active, its preconditions hold; the others are superseded;
3. renders each in the language that its reader has now, and calls Telegram or the mail server
   outside any transaction. Neither waits for the other. A page gets the card itself.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never

import structlog
from structlog.contextvars import bind_contextvars

from bot.channels.email import Mailer
from bot.clock import Clock
from bot.crash import crash_point
from bot.i18n.catalog import Catalog
from bot.log import error_code
from bot.monitoring.alerts import PREFIX, alert
from bot.monitoring.metrics import Metrics
from bot.monitoring.tracing import span
from bot.telegram.channel import TelegramChannel
from bot.telegram.rate_limiter import RateLimiter
from bot.telegram.send_errors import (
    Decision,
    Done,
    Failure,
    FailureKind,
    GiveUp,
    MessageGone,
    PauseAll,
    PauseChat,
    Retry,
    SendError,
    SendPlainText,
    Unreachable,
    backoff,
    decide_after_failure,
    outcome_of,
)
from bot.workers.message_sender import CallResult, MessageSender, OutgoingMessage, SentMessage
from bot.workers.preconditions import check, is_known, needs_check, record_given_up, record_sent
from liaison.core.outbox import Op
from liaison.notifications import reachability
from liaison.notifications.repository import ChatMessages
from storage.database import Database
from storage.queues.outbox import OutboxRow
from storage.queues.outbox_rows import UNORDERED
from storage.transaction import Transaction

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
MAX_CALL = timedelta(seconds=20)
AT_ONCE = 16
MAILS_AT_ONCE = 4
POLL_SECONDS = 1.0
SHORTEST_WAIT = 0.01
PAUSE_ALL_SECONDS = 60.0  # after Telegram refused the token
FINISH_SECONDS = 8.0
MAX_ATTEMPTS = 8  # of a message that fails for another reason than Telegram's answer
_NEW = frozenset({Op.SEND, Op.FILE})  # operations that put a new message into a chat


class Sender:
    """Sends the messages of the outbox. ``wake`` is set when there is a new one. Without ``mailer``
    no e-mail is sent; without ``paced``, in tests, no limit of Telegram is kept.
    """

    def __init__(
        self,
        database: Database,
        channel: TelegramChannel,
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
        self._message_sender = MessageSender(
            channel, mailer, database=database, catalog=catalog, clock=clock
        )
        self._catalog = catalog
        self._metrics = metrics
        self._clock = clock
        self._random = random
        self._pace = RateLimiter() if paced else None
        self._in_flight: dict[asyncio.Task[CallResult | None], OutboxRow] = {}
        self._ended: list[CallResult] = []
        self._faults: list[Exception] = []
        self._paused_until = 0.0
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Send until stopped; calls under way are finished and recorded."""
        while not stop.is_set():
            pause = POLL_SECONDS
            try:
                _, pause = await self._round()
            except Exception:  # the loop continues when the database fails
                log.exception("delivery-failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), pause)
            self.wake.clear()
        await self._finish()

    async def drain(self) -> int:
        """Send all that is due; returns how many rows. For tests and the demo it hides no error."""
        worked = 0
        while True:
            self.wake.clear()
            count, _ = await self._round()
            worked += count
            if not self._in_flight:
                break
            await asyncio.wait(self._in_flight)
        if self._faults:
            raise self._faults.pop(0)
        return worked

    async def close(self) -> None:
        """Finish the calls under way and close the connections."""
        for task in self._in_flight:
            task.cancel()
        await asyncio.gather(*self._in_flight, return_exceptions=True)
        self._in_flight.clear()
        await self._channel.close()

    async def _finish(self) -> None:
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=FINISH_SECONDS)
        self._record_ended()
        try:
            async with self._database.transaction() as tx:
                await self._record(tx, self._ended)
        except Exception:  # their claims expire, and they are sent again
            log.exception("delivery-failed")
        self._ended.clear()

    async def _ready(self) -> bool:
        """Whether messages can be sent: the bot's name is known, and Telegram accepts the token."""
        if self._clock.monotonic() < self._paused_until:
            return False
        if not self._catalog.bot:
            try:
                self._catalog.bot = await self._channel.fetch_bot_name()
            except SendError as error:
                self._pause_sending(error.failure)
                return False
        self._failures = 0
        return True

    def _pause_sending(self, failure: Failure) -> None:
        self._failures += 1
        if self._failures == 1:
            log.error("telegram-unusable", code=failure.kind.value)
        known = failure.kind is FailureKind.TOKEN
        pause = PAUSE_ALL_SECONDS if known else backoff(self._failures, self._chance())
        self._paused_until = self._clock.monotonic() + pause

    # One round

    async def _round(self) -> tuple[int, float]:
        """Record and claim; returns the number of rows processed and the seconds to wait."""
        ready = await self._ready()
        async with self._database.transaction(decides=False) as tx:
            self._record_ended()  # also those that ended while this waited for its transaction
            ended = list(self._ended)
            await self._record(tx, ended)
            batch, claimed = await self._claim(tx, ready=ready)
            worked = len(ended) + claimed
            while claimed and not batch:  # superseded rows make room for the next ones
                batch, claimed = await self._claim(tx, ready=ready)
                worked += claimed
        del self._ended[: len(ended)]
        if ended:
            await crash_point("delivery.recorded")
        if batch:
            await crash_point("delivery.claimed")
            checking = asyncio.create_task(self._check(batch))
            for index, outgoing in enumerate(batch):
                task = asyncio.create_task(self._send(outgoing, checking, index))
                task.add_done_callback(lambda _: self.wake.set())
                self._in_flight[task] = outgoing.row
        # Superseded rows make room for the next ones at once.
        return worked, SHORTEST_WAIT if len(batch) < claimed else self._wait()

    def _record_ended(self) -> None:
        for task in [each for each in self._in_flight if each.done()]:
            del self._in_flight[task]
            ended = task.result()
            if ended is not None:
                self._ended.append(ended)

    def _wait(self) -> float:
        """The seconds until the next poll, or until the rate limit lets a message be sent."""
        now = self._clock.monotonic()
        turn = None if self._pace is None else self._pace.next_at(now)
        return POLL_SECONDS if turn is None else min(max(turn - now, SHORTEST_WAIT), POLL_SECONDS)

    async def _claim(self, tx: Transaction, *, ready: bool) -> tuple[list[OutgoingMessage], int]:
        rows: list[OutboxRow] = []
        flying = [row.message for row in self._in_flight.values()]
        mails = sum(each.op is Op.MAIL for each in flying)
        pages = sum(each.is_of_page for each in flying)
        busy = frozenset(each.address for each in flying if each.op not in UNORDERED)
        claim = partial(tx.outbox.claim, lease=LEASE, busy=busy)
        # None: claimed with the others. E-mail without a mailer is ended by the check.
        mail, page = (False if apart else None for apart in (self._mails, tx.page_url))
        room = AT_ONCE - len(flying) + mails + pages
        if ready and room > 0:
            if self._pace is not None:
                busy |= self._pace.waiting(self._clock.monotonic())
            rows += await claim(limit=room, busy=busy, mail=mail, page=page)
        if tx.page_url and pages < AT_ONCE:
            rows += await claim(limit=AT_ONCE - pages, mail=False, page=True)
        if self._mails and mails < MAILS_AT_ONCE:
            rows += await claim(limit=MAILS_AT_ONCE - mails, mail=True)
        prepared = [await self._prepare(tx, row) for row in rows]
        return [outgoing for outgoing in prepared if outgoing is not None], len(rows)

    async def _prepare(self, tx: Transaction, row: OutboxRow) -> OutgoingMessage | None:
        """The message of a claimed row; None if it is not to be sent."""
        message = row.message
        target = message.message_id
        if target is None and message.op is Op.EDIT:
            target = row.replaced_message
        if not is_known(tx, message, self._catalog):
            log.info("unknown-kind", row=row.id, outcome=await tx.outbox.release_to_newer(row))
            return None
        if message.edit_only and target is None:
            await record_given_up(tx, row, state="superseded", error="gone")
            self._metrics.message(message.op, "superseded")
            return None
        if row.repeat and not message.must_deliver and message.op in _NEW | {Op.MAIL}:
            await record_given_up(tx, row, state="failed", error="unknown")
            self._metrics.message(message.op, "unknown")
            return None
        return OutgoingMessage(row=row, target=target, claimed_at=self._clock.monotonic())

    async def _record(self, tx: Transaction, ended: Sequence[CallResult]) -> None:
        if not ended:
            return
        done = [each for each in ended if isinstance(each.decision, Done)]
        if len(done) < len(ended):
            await tx.reload_settings()  # for what follows from an error
        held = await record_sent(tx, [(each.outgoing, each.sent) for each in done]) if done else ()
        for each in done:
            if each.outgoing.plain and each.outgoing.row.id in held:
                await self._report(tx, each.outgoing.row, "alert-plain", "markup")
        for each in ended:
            await self._record_one(tx, each)
        await tx.flush()  # which chats have just had a sound

    async def _record_one(self, tx: Transaction, ended: CallResult) -> None:
        row, outgoing = ended.outgoing.row, ended.outgoing
        match ended.decision:
            case Done():
                pass  # all of them were recorded together
            case Retry(after, code, unknown):
                at = ended.at + timedelta(seconds=after)
                await tx.outbox.retry(row, at=at, error=code, unknown=unknown)
            case PauseChat(seconds):
                until = ended.at + timedelta(seconds=seconds)
                await tx.outbox.retry(row, at=until, error="flood")
                await tx.outbox.pause_chat(row.message.address, until)
            case MessageGone():
                held = await record_given_up(tx, row, state="superseded", error="gone")
                if held and outgoing.target is not None:
                    await tx.of(ChatMessages).untrack(row.message.address, outgoing.target)
            case Unreachable():
                held = await record_given_up(tx, row, state="failed", error="unreachable")
                if held and row.message.recipient is not None:
                    await tx.audit("unreachable", str(row.message.recipient), actor=None)
                    await reachability.mark_unreachable(tx, row.message.recipient)
            case GiveUp(code, state, alarm):
                if await record_given_up(tx, row, state=state, error=code) and alarm:
                    mail = row.message.op is Op.MAIL
                    await self._report(tx, row, "alert-no-mail" if mail else "alert-unsent", code)
            case PauseAll():
                await tx.outbox.retry(row, at=ended.at, error="token")
            case SendPlainText():
                msg = "the caller sends this again at once"
                raise AssertionError(msg)
            case _:
                assert_never(ended.decision)
        outcome = type(ended.decision).__name__.lower()
        op, cause = row.message.op.value, row.cause
        log.info("outbox", row=row.id, op=op, outcome=outcome, cause=cause)

    async def _report(self, tx: Transaction, row: OutboxRow, key: str, code: str) -> None:
        if (row.message.dedupe_key or "").startswith(PREFIX):  # it raises no further one
            log.error(key, subject=str(row.id), code=code)
        else:
            await alert(tx, key, str(row.id), name="row", code=code)

    async def _check(self, batch: Sequence[OutgoingMessage]) -> Sequence[OutgoingMessage]:
        """Check directly before the calls which messages are still wanted."""
        await crash_point("delivery.before_send")
        if not any(needs_check(each.row.message) for each in batch):
            return batch
        async with self._database.transaction(decides=False) as tx:
            return await check(tx, batch, mails=self._mails)

    async def _send(
        self,
        outgoing: OutgoingMessage,
        checking: "asyncio.Task[Sequence[OutgoingMessage]]",
        index: int,
    ) -> CallResult | None:
        """Send one row, again in another form if Telegram requires it; None if it is too late."""
        bind_contextvars(cause=outgoing.row.cause)  # of this task: each row has its own
        try:
            outgoing = (await checking)[index]
        except Exception:  # noqa: BLE001  # the check failed: nothing was sent
            pause = backoff(outgoing.row.attempts, self._chance())
            return self._end(outgoing, Retry(pause, "unasked"))
        if outgoing.skip_reason is not None:
            return self._end(outgoing, GiveUp(outgoing.skip_reason, "superseded"))
        while True:
            age = self._clock.monotonic() - outgoing.claimed_at
            if age >= LEASE.total_seconds():
                return None  # the claim has expired, another worker has the row
            if age > (LEASE - MAX_CALL).total_seconds():
                # The claim could expire during the call: the row is given back unsent.
                return self._end(outgoing, Retry(0.0, "late"))
            try:
                with span("outbox", row=outgoing.row.id, attempts=outgoing.row.attempts):
                    sent = await self._message_sender.send(outgoing)
            except SendError as error:
                decision = self._decide(outgoing, error.failure)
            except Exception as error:  # noqa: BLE001  # a fault of ours must not stop the rest
                decision = self._unexpected(outgoing, error)
            else:
                await crash_point("delivery.after_send")
                return self._end(outgoing, Done(), sent)
            match decision:
                case MessageGone() if not outgoing.row.message.edit_only:
                    outgoing = replace(outgoing, target=None)
                case SendPlainText():
                    outgoing = replace(outgoing, plain=True)
                case _:
                    # Done: the message shows the card already.
                    return self._end(outgoing, decision, SentMessage(message_id=outgoing.target))

    def _decide(self, outgoing: OutgoingMessage, failure: Failure) -> Decision:
        decision = decide_after_failure(
            failure,
            op=outgoing.op,
            must_deliver=outgoing.row.message.must_deliver,
            attempts=outgoing.row.attempts,
            repeat=outgoing.row.repeat,
            plain=outgoing.plain,
            chance=self._chance(),
        )
        if isinstance(decision, PauseAll):
            self._pause_sending(failure)
        return decision

    def _unexpected(self, outgoing: OutgoingMessage, error: Exception) -> Decision:
        log.error("delivery-fault", row=outgoing.row.id, error=error_code(error))
        self._faults.append(error)
        can_pass = not isinstance(error, ValueError)  # that is a row that cannot be shown
        if can_pass and outgoing.row.attempts < MAX_ATTEMPTS:
            return Retry(backoff(outgoing.row.attempts, self._chance()), type(error).__name__)
        return GiveUp(type(error).__name__, alert=True)

    def _end(
        self, outgoing: OutgoingMessage, decision: Decision, sent: SentMessage | None = None
    ) -> CallResult:
        was_called = outgoing.skip_reason is None
        message = outgoing.row.message
        if was_called and outgoing.op in _NEW and self._pace and not message.is_of_page:
            self._pace.sent(message.address, self._clock.monotonic())
        at, outcome = self._clock.now(), outcome_of(decision)
        after = at - outgoing.row.enqueued_at if outcome == "sent" else None
        self._metrics.message(message.op, outcome, after=after)
        return CallResult(outgoing=outgoing, decision=decision, at=at, sent=sent or SentMessage())

    def _chance(self) -> float:
        return self._random(1)[0] / 255
