"""One transaction: the repositories for services, and the queues for the workers."""

from asyncio import Future
from collections.abc import AsyncIterator, Callable, Hashable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeAlias, TypeVar, cast

from sqlalchemy import Select, delete, text

from liaison.core import transaction as core_transaction
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.audit_chain import AuditEntry, ChainHead
from liaison.core.channels import Reach
from liaison.core.outbox import Message
from liaison.core.people import NotYourRole, Person
from liaison.core.registry import Registry
from liaison.core.transaction import Conversations, SlowWorkNeeded, Tx
from liaison.core.working_time import WorkCalendar
from storage.audit import Audit
from storage.encrypted_columns import EncryptedValues
from storage.engine.statements import Buffered, ReadOnce, Statements, Stored
from storage.queues.inbox import Inbox
from storage.queues.outbox import Outbox
from storage.queues.timers import Timers, missing_timers
from storage.queues.work_queue import LEASES
from storage.record_digests import take_out
from storage.settings import EffectiveSettings, reload

_R = TypeVar("_R")
SlowResults: TypeAlias = Mapping[Hashable, Future[Any]]
"""Slow work that was done for an update, with what it was given."""


class Transaction(Tx):
    """A ``Tx`` with the inbox, the outbox, timers and conversations.

    It is made and ended by ``Database.transaction``. Messages, audit entries, timers and
    conversations are buffered and written just before the transaction commits. Repositories are
    made when they are first used.
    """

    def __init__(
        self,
        sql: Statements,
        *,
        registry: Registry,
        terms: EffectiveSettings,
        profile: Agreement,
        random: Callable[[int], bytes],
        reach: Reach,
        cause: str | None = None,
        made: Mapping[type, object] | None = None,
    ) -> None:
        self._sql = sql
        self._terms = terms
        self.done: SlowResults = {}
        self.random = random
        self._made: dict[type, object] = dict(made or {})
        self._savepoint = "dry_run"
        self.registry = registry
        self.profile = profile
        self._reach = reach
        self.can_send_mail, self.page_url = reach.mail, reach.page_url
        self.document_languages = reach.document_languages
        self.inbox = Inbox(sql)
        self.outbox = Outbox(sql, cause=cause)
        self.timers = Timers(sql)
        self._audit = Audit(sql)
        self._actor: Person | None = None

    def of(self, repository: type[_R]) -> _R:
        made = self._made.get(repository)
        if made is None:
            made = self._made[repository] = self.registry.get(Stored, repository).make(self._sql)
        return cast("_R", made)

    @cached_property
    def encrypted_values(self) -> EncryptedValues:
        """All encrypted values."""
        return EncryptedValues(self._sql, self.registry)

    async def missing_timers(self) -> Sequence[tuple[str, str]]:
        """Kind and subject of some open records without a timer."""
        return await missing_timers(self._sql, self.registry)

    async def never_written(self, rows: Select[Any], limit: datetime) -> object | None:
        """The first that a statement of ``NeverWritten`` finds."""
        found: object | None = (await self._sql.run(rows.limit(1), {"limit": limit})).scalar()
        return found

    @property
    def agreement(self) -> Agreement:
        return self._terms.agreement

    @property
    def now(self) -> datetime:
        return self._sql.now

    def signatures(self, said: str) -> Sequence[str]:
        return self._sql.cipher.signatures(said)

    def calendar(self, party: PartyCode) -> WorkCalendar:
        return self._terms.calendar(party)

    def outside(self, work: Callable[..., _R], *given: Hashable) -> _R:
        done = self.done.get((work, *given))
        if done is None:
            raise SlowWorkNeeded(work, given)
        return cast("_R", done.result())

    async def enqueue(self, message: Message) -> None:
        self.outbox.enqueue(message)

    async def enqueue_once(self, message: Message) -> bool:
        return await self.outbox.enqueue_once(message)

    def acts_for(self, person: Person | None) -> None:
        self._actor = person

    async def audit(
        self, action: str, subject: str, *, actor: Person | None, **facts: object
    ) -> None:
        self._audit.add(action, subject, actor=actor, facts=facts)

    async def take_out(self, typed: str) -> Sequence[tuple[str, str, int | None, str]]:
        return await take_out(self._sql, self.registry, typed, random=self.random)

    async def audit_chain_head(self, *, before: datetime | None = None) -> ChainHead:
        return await self._audit.head(before)

    async def audit_entries(
        self, party: PartyCode, *, action: str | None, subject: str | None, before: int | None
    ) -> Sequence[AuditEntry]:
        return await self._audit.listed(party, action=action, subject=subject, before=before)

    async def audit_lines(self, first: int, most: int) -> Sequence[AuditEntry]:
        """Entries of the audit record from that number on, in order."""
        return await self._audit.lines(first, most)

    async def last_run(self, kind: str, subject: str) -> datetime | None:
        return await self.timers.last_run(kind, subject)

    async def lock_timer(self, kind: str, subject: str) -> None:
        if self._sql.dialect == "postgresql":  # SQLite has one writer
            await self.timers.last_run(kind, subject)

    async def schedule_timer(self, kind: str, subject: str, at: datetime | None) -> None:
        self.timers.schedule(kind, subject, at)

    async def reload_settings(self) -> None:
        self._terms = await reload(self._sql, self._terms, self.profile)

    async def rerun_timers(self, *kinds: str) -> None:
        await self.timers.rerun(*kinds)

    @asynccontextmanager
    async def dry_run(self) -> AsyncIterator["Transaction"]:
        made = {
            kind: each.copied() for kind, each in self._made.items() if isinstance(each, ReadOnce)
        }
        trial = Transaction(
            self._sql,
            registry=self.registry,
            terms=self._terms,
            profile=self.profile,
            random=self.random,
            reach=self._reach,
            made=made,
        )
        trial.done = self.done
        trial._savepoint = f"{self._savepoint}_inner"
        await self._sql.run(text(f"SAVEPOINT {self._savepoint}"))
        try:
            yield trial
        finally:
            await self._sql.run(text(f"ROLLBACK TO SAVEPOINT {self._savepoint}"))

    async def take_over(self, *, lease: timedelta) -> int:
        """Release the claims and leases of a process that is gone; returns how many rows it had
        claimed. For the only process on this database.

        The outcome of messages that it was about to send is unknown.
        """
        await self._sql.run(delete(LEASES))
        queues = (self.inbox, self.outbox, self.timers)
        return sum([await each.take_over(lease=lease) for each in queues])

    async def flush(self) -> None:
        """Write the buffered changes. Raises ``Conflict`` if a conversation was changed, and
        ``NotYourRole`` if who acts has lost the access or the role since the transaction read it.
        """
        actor = self._actor
        if actor is not None and self._audit.has_new:
            now = await self.of(core_transaction.People).lock(actor.id)
            if now is None or (now.status, now.role) != (actor.status, actor.role):
                raise NotYourRole
        buffered = {kind: each for kind, each in self._made.items() if isinstance(each, Buffered)}
        conversations = buffered.pop(Conversations, None)
        if conversations is not None:
            await conversations.flush()
        await self.outbox.flush()
        await self.timers.flush()
        for each in buffered.values():
            await each.flush()
        await self._audit.flush()  # the last, as other writers wait from here to the commit
