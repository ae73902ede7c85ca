"""Handles updates: one transaction has the changes of a handler and its reply.

Chats are handled concurrently, each in the order of arrival; presses go first, as they expire after
150 seconds. A handler never sends: it returns a reply, which becomes rows of the outbox here. Where
it needs slow work, its transaction is rolled back, and the update handled again after the work;
meanwhile all other chats are.
"""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

import structlog
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError
from structlog.contextvars import bind_contextvars
from typing_extensions import override

from bot.clock import Clock
from bot.crash import crash_point
from bot.log import error_code
from bot.monitoring.alerts import alert
from bot.monitoring.metrics import Metrics
from bot.monitoring.tracing import span
from bot.telegram.admission import UNANSWERED
from bot.telegram.ingest import LARGEST
from bot.workers.dead_letters import dead_update_content
from bot.workers.preconditions import record_pressed
from bot.workers.replies import UpdateContext, enqueue_reply, is_stranger, show_reply
from handlers.input.commands import Placement, Reply
from handlers.input.conversation import rejection_card
from liaison.core.cards import BELOW, card, text
from liaison.core.channels import FIRST_PAGE, Address
from liaison.core.errors import UserError
from liaison.core.references import CodePrefix
from liaison.core.transaction import Conversations, People, SlowWorkNeeded
from liaison.core.validation import could_be_pin
from liaison.notifications.reachability import touch_last_seen
from storage.database import Database
from storage.queues.inbox import InboxRow
from storage.transaction import SlowResults, Transaction

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
AT_ONCE = 16
"""As many as the sender takes at once: its next transaction waits until they are committed."""
HANDLER_SECONDS = 20
POLL_SECONDS = 1.0
MAX_ATTEMPTS = 8
MAX_PAUSE = 300.0
PAGE_ATTEMPTS = 3
_QUERY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Callback queries have numeric ids, but Telegram only promises strings."""

Routes: TypeAlias = Router
"""The router of updates, for modules that do not import aiogram."""


class ClaimLost(Exception):
    """Another worker has the update by now; this transaction is rolled back."""


class Unreadable(Exception):
    """An update of an unknown shape."""


class UpdateDispatcher:
    """Passes updates from the inbox to the handlers. ``wake`` is set when there is a new one."""

    def __init__(
        self,
        database: Database,
        router: Router,
        *,
        token: str,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self.wake = asyncio.Event()
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._slow = set[asyncio.Task[None]]()
        # One of a kind at a time, as a hash takes 128 MiB; no PIN waits for words of strangers.
        self._turns = defaultdict[Callable[..., object], asyncio.Lock](asyncio.Lock)
        self._bot = Bot(token, session=_NoSession())
        self._aiogram = Dispatcher(disable_fsm=True)
        self._aiogram.include_router(router)

    async def run(self, stop: asyncio.Event) -> None:
        """Handle updates until stopped; those under way are finished."""
        while not stop.is_set():
            try:
                _, more = await self._round()
                if more:
                    continue
            except Exception:  # the loop continues when the database fails
                log.exception("dispatch-failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), POLL_SECONDS)
            self.wake.clear()
        while self._slow:
            await asyncio.wait(self._slow)

    async def drain(self) -> int:
        """Handle all updates that are due; returns how many."""
        handled, more = 0, True
        while more or self._slow:
            if not more:
                await asyncio.wait(self._slow, return_when=asyncio.FIRST_COMPLETED)
            worked, more = await self._round()
            handled += worked
        return handled

    async def _round(self) -> tuple[int, bool]:
        """Handle the oldest update of each chat; returns how many, and whether more are due."""
        async with self._database.transaction(decides=False) as tx:
            rows = await tx.inbox.claim(limit=AT_ONCE, lease=LEASE)
        if rows:
            await crash_point("dispatch.claimed")
            results = await asyncio.gather(
                *(self._handle(row) for row in rows), return_exceptions=True
            )
            for error in (each for each in results if each is not None):
                raise error
        more = len(rows) == AT_ONCE or any(row.followed for row in rows)
        return len(rows), more

    async def _after(self, needed: SlowWorkNeeded, row: InboxRow, done: SlowResults) -> None:
        """Do slow work, then handle the update again: at the latest when its lease is over."""
        try:
            await self._handle(row, await self._with(needed, done))
        except Exception:  # the database fails
            log.exception("dispatch-failed")
        self.wake.set()

    async def _with(self, needed: SlowWorkNeeded, done: SlowResults) -> SlowResults:
        """What was done, and slow work that is done now."""
        async with self._turns[needed.work]:
            doing = asyncio.get_running_loop().run_in_executor(None, needed.work, *needed.given)
            await asyncio.wait({doing})
        return {**done, (needed.work, *needed.given): doing}

    async def _handle(self, row: InboxRow, done: SlowResults = MappingProxyType({})) -> None:
        bind_contextvars(cause=row.cause)  # of this task: each update has its own
        with span("handle", attempts=row.attempts):
            await self._try(row, done)

    async def _try(self, row: InboxRow, done: SlowResults) -> None:
        try:
            update = self._read(row)
        except Unreadable:
            await self._mark_dead(row, "unreadable")
            return
        context = _update_context(update, row.address)
        try:
            async with (
                asyncio.timeout(HANDLER_SECONDS),
                self._database.transaction(cause=row.cause) as tx,
            ):
                tx.done = done
                await self._answer(tx, row, update, context)
        except SlowWorkNeeded as needed:
            task = asyncio.create_task(self._after(needed, row, done))
            self._slow.add(task)
            task.add_done_callback(self._slow.discard)
        except UserError as error:
            await self._reject(row, context, error)
        except ClaimLost:
            log.warning("claim-lost")
        except Exception as error:  # noqa: BLE001  # whatever a handler raises loses nothing
            await self._fail(row, error)
        else:
            log.info("handled", attempts=row.attempts)
            self._metrics.update("handled", after=self._clock.now() - row.received_at)
            await crash_point("dispatch.after_commit")

    def _read(self, row: InboxRow) -> Update:
        try:
            update = self._parsed(json.loads(row.payload, parse_int=_number))
            if any(each >= FIRST_PAGE for each in _chats(update.event)):
                raise Unreadable  # Telegram has no such chat; acts on pages come by ``answer``
            if update.callback_query and not _QUERY_ID.fullmatch(update.callback_query.id):
                raise Unreadable  # it is stored unencrypted until it is answered
        except (ValidationError, UpdateTypeLookupError, ValueError) as error:
            raise Unreadable from error
        return update

    def _parsed(self, raw: Mapping[str, Any]) -> Update:
        return Update.model_validate(raw, context={"bot": self._bot})

    async def _reply_to(self, tx: Transaction, update: Update) -> Reply:
        return _reply(await self._aiogram.feed_update(self._bot, update, tx=tx))

    async def _answer(
        self, tx: Transaction, row: InboxRow, update: Update, context: UpdateContext
    ) -> None:
        reply = await self._reply_to(tx, update)
        if (update.model_extra or {}).get(UNANSWERED):
            reply = replace(reply, card=None)
        await _enqueue(tx, context, reply)
        if not await _mark_handled(tx, row):
            raise ClaimLost
        await crash_point("dispatch.before_commit")

    async def _reject(self, row: InboxRow, context: UpdateContext, error: UserError) -> None:
        """Answer with an error: the handler's transaction is rolled back, and only this is kept."""
        async with self._database.transaction(cause=row.cause) as tx:
            if not await _mark_handled(tx, row):
                log.warning("claim-lost")
                return
            reply = await _rejection(tx, context, error)
            await _enqueue(tx, context, reply)
            await crash_point("dispatch.before_commit")
        log.info("rejected", key=error.key)
        self._metrics.update("rejected", after=self._clock.now() - row.received_at)
        await crash_point("dispatch.after_commit")

    async def answer(self, address: Address, update: Mapping[str, Any]) -> None:
        """Handle an act on a page, as an update from Telegram: its answer is on the page when this
        returns. It is tried again if the database fails, at most so often as not to keep its person
        waiting.
        """
        event = self._parsed(update)
        context, began = _update_context(event, address), self._clock.now()
        done: SlowResults = MappingProxyType({})
        error: UserError | None = None
        failed, outcome = 0, "handled"
        while True:
            try:
                async with asyncio.timeout(HANDLER_SECONDS), self._database.transaction() as tx:
                    tx.done = done
                    if error is None:
                        reply = await self._reply_to(tx, event)
                    else:
                        reply = await _rejection(tx, context, error)
                    await show_reply(tx, address, context, reply)
                break
            except SlowWorkNeeded as needed:
                done = await self._with(needed, done)
            except UserError as rejected:
                if error is not None:
                    raise
                error, outcome = rejected, "rejected"
            except Exception as broken:
                failed += 1
                log.warning("act-failed", attempts=failed, error=error_code(broken))
                if failed == PAGE_ATTEMPTS:
                    raise
        log.info("acted", outcome=outcome)
        self._metrics.update(outcome, after=self._clock.now() - began)

    async def _fail(self, row: InboxRow, error: Exception) -> None:
        log.error("update-failed", attempts=row.attempts, error=error_code(error))
        if row.attempts >= MAX_ATTEMPTS:
            await self._mark_dead(row, type(error).__name__)
            return
        pause = min(2.0 ** (row.attempts - 1), MAX_PAUSE)
        at = self._clock.now() + timedelta(seconds=pause)
        async with self._database.transaction(decides=False) as tx:
            await tx.inbox.retry(row, at=at, error=type(error).__name__)
        self._metrics.update("retried")

    async def _mark_dead(self, row: InboxRow, code: str) -> None:
        """Give an update up, delete what must not stay, and notify administrators and sender."""
        left = dead_update_content(
            row.payload,
            self._database.profile.vocabularies,
            prefixes=self._database.registry.all(CodePrefix),
            today=self._clock.now().date(),
        )
        async with self._database.transaction(cause=row.cause) as tx:
            if not await tx.inbox.dead(row, error=code, erase=left.must_be_deleted):
                return
            await alert(tx, "alert-dead-update", str(row.update_id), name="update", code=code)
            if row.address is not None and row.address > 0:
                context = UpdateContext(
                    address=row.address, message_id=left.message_id, typed_at=left.sent_at
                )
                sorry = Reply(card=card(text("error-internal")), remove=left.must_be_deleted)
                await enqueue_reply(tx, context, sorry)
        self._metrics.update("dead")


async def _rejection(tx: Transaction, context: UpdateContext, error: UserError) -> Reply:
    """The answer with an error, in the transaction that keeps only this."""
    address, banner = context.address, error.text(context.typed)
    person = None if address is None else await tx.of(People).by_address(address)
    if person is not None:
        await touch_last_seen(tx, person)
    if error.nevertheless is not None:
        await error.nevertheless(tx)
    if address is None or context.query_id is not None:
        return Reply(toast=banner, as_alert=True)
    # Sent as the conversation's card: the next typed text is answered below it.
    own = address if person is None else person.address
    conversation = await tx.of(Conversations).get(own)
    return Reply(
        card=await rejection_card(tx, own, banner),
        placement=Placement.START,
        remove=conversation.asks_for_pin,
    )


async def _mark_handled(tx: Transaction, row: InboxRow) -> bool:
    """Mark an update as handled, and forget that of a stranger; false if the claim was lost."""
    return await tx.inbox.done(row, forget=await is_stranger(tx, row.address))


async def _enqueue(tx: Transaction, context: UpdateContext, reply: Reply) -> None:
    if context.address is not None and context.pressed is not None:
        await record_pressed(tx, context.address, *context.pressed)
    await enqueue_reply(tx, context, reply)


def _chats(event: Any) -> Iterator[int]:
    """The ids of the chat and of the person of an event, as handlers see them."""
    message = getattr(event, "message", None) or event
    for each in (getattr(message, "chat", None), getattr(event, "from_user", None)):
        if each is not None:
            yield each.id


def _number(written: str) -> int:
    """Parse a number of an update. Raises ``ValueError`` if it cannot be an id or a date."""
    number = int(written)
    if abs(number) > LARGEST:
        raise ValueError
    return number


def _reply(result: Any) -> Reply:
    match result:
        case Reply():
            return result
        case _ if result is None or result is UNHANDLED:
            return Reply()
        case _:
            msg = f"a handler gave back a {type(result).__name__}"
            raise TypeError(msg)


def _update_context(update: Update, address: Address | None) -> UpdateContext:
    message = update.message or update.edited_message
    press = update.callback_query
    if press is not None:
        pressed = press.message
        stays = (press.data or "").split()[-1:] == [BELOW]
        message_id = None if pressed is None or stays else pressed.message_id
        return UpdateContext(
            address=address,
            message_id=message_id,
            query_id=press.id,
            pressed=None if pressed is None else (pressed.message_id, press.data or ""),
        )
    if message is None:
        return UpdateContext(address=address)
    own = update.message is not None and message.chat.type == ChatType.PRIVATE
    typed = message.text or ""
    value = typed.partition(" ")[2] if typed.startswith("/") else typed
    return UpdateContext(
        address=address,
        message_id=message.message_id,
        typed_at=message.date if own else None,
        secret=could_be_pin(typed),
        typed="" if could_be_pin(value) else value,
    )


class _NoSession(BaseSession):
    """aiogram only receives: any call fails."""

    @override
    async def make_request(self, *_args: Any, **_options: Any) -> Any:
        msg = "handlers return their reply and send nothing"
        raise RuntimeError(msg)

    @override
    def stream_content(self, *_args: Any, **_options: Any) -> AsyncGenerator[bytes, None]:
        msg = "files are never fetched"
        raise RuntimeError(msg)

    @override
    async def close(self) -> None:
        """Nothing to close: there are no connections."""
