"""The inbox: updates, committed before they are confirmed to Telegram."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Text, delete, exists, func, literal_column, select, text
from sqlmodel import Field

from liaison.core.channels import Address
from storage.crypto import Ciphertext
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    UtcDateTime,
    WideInteger,
    check,
    fixed,
    one_of,
    partial_index,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import extra_of, inserting
from storage.queues.work_queue import WAITING, Claimed, Queue, QueueRows, WorkQueue

IDS_RESTART_AFTER = timedelta(days=7)
"""After a week without updates Telegram restarts their numbers at a random one."""


class InboxRows(QueueRows, table=True):
    """Updates. ``id`` is the order of arrival; a done one keeps its number, not its payload."""

    __tablename__ = "inbox"
    __table_args__ = (
        one_of("state", (WAITING, "done", "dead")),
        check("payload_kept", "state <> 'waiting' OR payload IS NOT NULL"),
        check("counts", "attempts >= 0 AND fence >= 0"),
        partial_index("ix_inbox_waiting", "chat_id", "id", where="state = 'waiting'"),
        partial_index("ix_inbox_dead", "id", where="state = 'dead'"),
        {"sqlite_autoincrement": True},
    )
    update_id: int = Field(sa_type=WideInteger, unique=True)
    chat_id: int | None = Field(sa_type=WideInteger)
    press: bool
    payload: Ciphertext | None = Field(sa_type=Text)
    state: str
    received_at: datetime = Field(sa_type=UtcDateTime)


INBOX = table_of(InboxRows)
ENCRYPTED_UPDATES = EncryptedColumns(
    table=INBOX, columns=("payload",), row_key=lambda row: str(row.update_id)
)
_EARLIER = INBOX.alias("earlier")
_QUEUE = Queue(model=InboxRows, order=(INBOX.c.press.desc(), INBOX.c.id), lane="chat_id")
# SQLAlchemy omits table names in RETURNING on SQLite, so they are written here.
_FOLLOWED = (
    select(literal_column("1"))
    .select_from(text("inbox AS other"))
    .where(text("other.chat_id = inbox.chat_id AND other.id > inbox.id"))
    .where(text(f"other.state = '{WAITING}'"))
    .exists()
    .label("followed")
)
_CLAIMING = _QUEUE.claim_statement(also=[_FOLLOWED])
_ADDING = inserting(INBOX, lambda row: row.on_conflict_do_nothing(index_elements=["update_id"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow(Claimed):
    """A claimed update. ``followed``: another update of its chat was waiting already."""

    update_id: int
    address: Address | None
    press: bool
    payload: str
    received_at: datetime
    followed: bool = False

    @property
    def cause(self) -> str:
        """What its messages were caused by, as the log names it."""
        return cause_of(self.update_id)


def cause_of(update_id: int) -> str:
    """How rows and lines of the log name an update as their cause."""
    return f"update:{update_id}"


class Inbox(WorkQueue[InboxRows]):
    """The updates, in the order of their arrival."""

    _queue = _QUEUE

    async def add(self, update_id: int, *, address: int | None, press: bool, payload: str) -> bool:
        """Add an update; false if it is stored already."""
        now = self._sql.now
        row = {
            "update_id": update_id,
            "chat_id": address,
            "press": press,
            "payload": self._sql.cipher.encrypt(
                payload, table="inbox", row=update_id, column="payload"
            ),
            "state": WAITING,
            "received_at": now,
            "next_at": now,
            "fence": 0,
            "attempts": 0,
        }
        if await self._sql.changes(_ADDING[self._sql.dialect], row):
            return True
        namesake = (INBOX.c.update_id == update_id, INBOX.c.received_at <= now - IDS_RESTART_AFTER)
        forgotten = delete(INBOX).where(*namesake, INBOX.c.state != WAITING)
        if not await self._sql.changes(forgotten):
            return False
        return bool(await self._sql.changes(_ADDING[self._sql.dialect], row))

    async def claim(self, *, limit: int, lease: timedelta) -> list[InboxRow]:
        """Claim the oldest update of each chat that is due, presses first, then by arrival."""
        found = await self._claimed(_CLAIMING, limit=limit, lease=lease)
        ordered = sorted(found, key=lambda row: (not row.press, row.id))
        return await self._decrypted(ordered, self._row)

    async def done(self, row: InboxRow, *, forget: bool = False) -> bool:
        """Mark as handled and remove the payload, or with ``forget`` the row; false if the claim
        was lost.
        """
        if forget:
            return await self._forget(row)
        return await self._update(row, state="done", payload=None, error=None)

    async def retry(self, row: InboxRow, *, at: datetime, error: str) -> bool:
        """Retry at ``at``; its chat waits. False if the claim was lost."""
        return await self._update(row, next_at=at, error=error)

    async def dead(self, row: InboxRow, *, error: str, erase: bool = False) -> bool:
        """Give up, and keep the payload unless ``erase``. False if the claim was lost."""
        content = {"payload": None} if erase else {}
        return await self._update(row, state="dead", error=error, **content)

    async def count_late(self, *, since: datetime) -> int:
        """How many updates wait since then or longer, and behind none of their chat that fails."""
        its = _EARLIER.c
        fails = (its.chat_id == INBOX.c.chat_id, its.state == fixed(WAITING), its.attempts > 0)
        waits = (INBOX.c.state == fixed(WAITING), INBOX.c.attempts == 0)
        late = (*waits, INBOX.c.received_at < since, ~exists().where(*fails))
        counted = select(func.count()).select_from(INBOX).where(*late)
        return int((await self._sql.run(counted)).scalar_one())

    async def count_dead(self, *, since: datetime) -> int:
        """How many of the updates that arrived since then were given up."""
        dead = (INBOX.c.state == fixed("dead"), INBOX.c.received_at >= since)
        counted = select(func.count()).select_from(INBOX).where(*dead)
        return int((await self._sql.run(counted)).scalar_one())

    def _row(self, row: InboxRows) -> InboxRow:
        [payload] = ENCRYPTED_UPDATES.decrypt(self._sql.cipher, row)
        followed = extra_of(row, _FOLLOWED) or False
        address = None if row.chat_id is None else Address(row.chat_id)
        return record_of(
            InboxRow, row, address=address, payload=required(payload), followed=followed
        )
