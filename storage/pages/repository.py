"""The passkeys, sessions and links that admit people to the page, and what it shows."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Index, delete, exists, func, insert, or_, select, update
from sqlalchemy import Text as LongText
from sqlmodel import Field, col

from liaison.core.cards import Card, Text, dump, load
from liaison.core.channels import FIRST_PAGE, Address
from liaison.core.outbox import NO_BUTTONS, Op
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from liaison.notifications.message_expiry import TODAY_SLOT
from liaison.pages import repository as page_repository
from liaison.pages.model import PageLink, PageMessage, PageSession, Passkey
from liaison.pages.rules import PASSKEY_RECORD, passkey_facts
from storage.crypto import Ciphertext
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    number_key,
    partial_index,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import Repository, Stored
from storage.pages.calendar_feeds import CalendarFeeds
from storage.people.repository import PEOPLE
from storage.queues.outbox_rows import OUTBOX, message_row_key
from storage.record_digests import ProvenTable


class PasskeyRows(Rows, table=True):
    """Passkeys, by credential id."""

    __tablename__ = "passkeys"
    __table_args__ = (
        check("id_length", "length(id) BETWEEN 1 AND 1364"),
        check("keyed", "length(public_key) > 0"),
        check("signs_counted", "sign_count >= 0"),
        Index("ix_passkeys_person", "person"),
    )
    id: str = Field(primary_key=True)
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    public_key: str
    sign_count: int = Field(sa_type=WideInteger)
    made_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(sa_type=UtcDateTime)
    with_pin: bool | None


class PageSessionRows(Rows, table=True):
    """Sessions. The token itself is not stored."""

    __tablename__ = "page_sessions"
    __table_args__ = (
        check("hash_length", "length(token_hash) = 64"),
        check("on_a_page", f"address >= {FIRST_PAGE}"),
        check("used_since_opened", "opened_at <= used_at"),
        Index("ix_page_sessions_address", "address"),
    )
    token_hash: str = Field(primary_key=True)
    address: int = Field(sa_type=WideInteger)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime = Field(sa_type=UtcDateTime)


class PageLinkRows(Rows, table=True):
    """Links. The token itself is not stored."""

    __tablename__ = "page_links"
    __table_args__ = (
        check("hash_length", "length(token_hash) = 64"),
        Index("ix_page_links_person", "person"),
    )
    token_hash: str = Field(primary_key=True)
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    expires_at: datetime = Field(sa_type=UtcDateTime)
    made_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    used_at: datetime | None = Field(sa_type=UtcDateTime)
    with_pin: bool | None


class PageMessageRows(Rows, table=True):
    """Messages of pages. ``number`` counts those of all pages, ``outbox`` is the row that wrote it
    last. A file is encrypted as base64.
    """

    __tablename__ = "page_messages"
    __table_args__ = (
        check("on_a_page", f"address >= {FIRST_PAGE}"),
        check("answer_of_act", "outbox IS NULL OR NOT is_answer"),
        check("file_named", "(file IS NULL) = (file_name IS NULL)"),
        Index("ix_page_messages_address", "address", "number"),
        partial_index("ux_page_messages_answer", "address", unique=True, where="is_answer"),
        {"sqlite_autoincrement": True},
    )
    number: int = number_key()
    address: int = Field(sa_type=WideInteger)
    outbox: int | None = Field(sa_type=WideInteger, unique=True)
    card: Ciphertext = Field(sa_type=LongText)
    toast: Ciphertext | None = Field(sa_type=LongText)
    file_name: Ciphertext | None = Field(sa_type=LongText)
    file: Ciphertext | None = Field(sa_type=LongText)
    is_answer: bool
    sent_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(sa_type=UtcDateTime)
    shown_at: datetime | None = Field(sa_type=UtcDateTime)


PASSKEYS = table_of(PasskeyRows)
PAGE_SESSIONS = table_of(PageSessionRows)
PAGE_LINKS = table_of(PageLinkRows)
PAGE_MESSAGES = table_of(PageMessageRows)
_KEY = PASSKEYS.c
_SESSION = PAGE_SESSIONS.c
_LINK = PAGE_LINKS.c
_SHOWN = PAGE_MESSAGES.c
_NUMBER = col(PageMessageRows.number)
_CHANGES_TODAY = exists().where(
    OUTBOX.c.id == _SHOWN.outbox, OUTBOX.c.op == Op.EDIT.value, OUTBOX.c.message_slot == TODAY_SLOT
)
_NEWEST = (
    select(OUTBOX.c.id)
    .where(
        OUTBOX.c.person == PEOPLE.c.id,
        OUTBOX.c.op != Op.MAIL.value,
        or_(OUTBOX.c.chat_id < FIRST_PAGE, OUTBOX.c.state == "sent"),
    )
    .order_by(OUTBOX.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_ENCRYPTED = EncryptedColumns(
    table=PAGE_MESSAGES,
    columns=("card", "toast", "file_name", "file"),
    row_key=lambda row: message_row_key(row.address, row.sent_at),
)


class Passkeys(Repository, page_repository.Passkeys):
    """The passkeys of people; of two sign-ins with the same count only the first is saved."""

    async def add(self, passkey: Passkey) -> bool:
        new = self._sql.insert(PASSKEYS).values(columns_of(PasskeyRows, passkey))
        return await self._sql.changes(new.on_conflict_do_nothing()) > 0

    async def of(self, person: PersonId) -> Sequence[Passkey]:
        its = select(PasskeyRows).where(_KEY.person == person)
        rows = await self._sql.rows(its.order_by(_KEY.made_at, _KEY.id))
        return [record_of(Passkey, row) for row in rows]

    async def find(self, passkey_id: str) -> Passkey | None:
        row = await self._sql.row(select(PasskeyRows).where(_KEY.id == passkey_id))
        return None if row is None else record_of(Passkey, row)

    async def use(self, passkey: Passkey, *, sign_count: int) -> bool:
        unused = (
            _KEY.id == passkey.id,
            _KEY.used_at.is_not_distinct_from(passkey.used_at),
            _KEY.sign_count == passkey.sign_count,
            _KEY.sign_count <= sign_count,
        )
        used = update(PASSKEYS).where(*unused)
        return (
            await self._sql.changes(used.values(sign_count=sign_count, used_at=self._sql.now)) > 0
        )

    async def remove(self, person: PersonId, passkey_id: str) -> bool:
        its = delete(PASSKEYS).where(_KEY.person == person, _KEY.id == passkey_id)
        return await self._sql.changes(its) > 0


class PageSessions(Repository, page_repository.PageSessions):
    """The signed-in browsers."""

    async def add(self, session: PageSession) -> None:
        await self._sql.run(insert(PAGE_SESSIONS).values(columns_of(PageSessionRows, session)))

    async def find(self, token_hash: str) -> PageSession | None:
        row = await self._sql.row(select(PageSessionRows).where(_SESSION.token_hash == token_hash))
        return None if row is None else _session(row)

    async def touch(self, token_hash: str) -> None:
        its = update(PAGE_SESSIONS).where(_SESSION.token_hash == token_hash)
        await self._sql.run(its.values(used_at=self._sql.now))

    async def of(self, *addresses: Address) -> Sequence[PageSession]:
        its = select(PageSessionRows).where(_SESSION.address.in_(addresses))
        rows = await self._sql.rows(its.order_by(_SESSION.opened_at, _SESSION.token_hash))
        return [_session(row) for row in rows]

    async def end(self, *token_hashes: str) -> None:
        await self._sql.run(delete(PAGE_SESSIONS).where(_SESSION.token_hash.in_(token_hashes)))

    async def end_of(self, *addresses: Address) -> None:
        await self._sql.run(delete(PAGE_SESSIONS).where(_SESSION.address.in_(addresses)))

    async def end_before(self, *, opened: datetime, used: datetime) -> None:
        over = or_(_SESSION.opened_at < opened, _SESSION.used_at < used)
        await self._sql.run(delete(PAGE_SESSIONS).where(over))


def _session(row: PageSessionRows) -> PageSession:
    return record_of(PageSession, row, address=Address(row.address))


class PageLinks(Repository, page_repository.PageLinks):
    """The links by which people make passkeys."""

    async def add(self, link: PageLink) -> None:
        await self.revoke_of(link.person)
        await self._sql.run(insert(PAGE_LINKS).values(columns_of(PageLinkRows, link)))

    async def add_used(self, link: PageLink) -> bool:
        new = self._sql.insert(PAGE_LINKS).values(columns_of(PageLinkRows, link))
        return await self._sql.changes(new.on_conflict_do_nothing()) > 0

    async def find(self, token_hash: str) -> PageLink | None:
        row = await self._sql.row(select(PageLinkRows).where(_LINK.token_hash == token_hash))
        return None if row is None else record_of(PageLink, row)

    async def use(self, token_hash: str) -> bool:
        unused = (_LINK.token_hash == token_hash, _LINK.used_at.is_(None))
        used = update(PAGE_LINKS).where(*unused).values(used_at=self._sql.now)
        return await self._sql.changes(used) > 0

    async def revoke_of(self, person: PersonId) -> None:
        unused = (_LINK.person == person, _LINK.used_at.is_(None))
        await self._sql.run(delete(PAGE_LINKS).where(*unused))

    async def delete_expired(self) -> None:
        await self._sql.run(delete(PAGE_LINKS).where(_LINK.expires_at < self._sql.now))


class PageMessages(Repository, page_repository.PageMessages):
    """The messages of pages. A row of the outbox whose message was never shown is superseded once
    the message is changed or deleted: it did not reach its reader.
    """

    async def send(
        self,
        address: Address,
        card: Card,
        *,
        outbox: int | None = None,
        file: tuple[str, bytes] | None = None,
    ) -> int:
        name, content = (None, None) if file is None else file
        message = PageMessage(
            address, 0, card=card, sent_at=self._sql.now, file_name=name, file=content
        )
        new = self._sql.insert(PAGE_MESSAGES).values(self._values(message, outbox=outbox))
        added = new.on_conflict_do_nothing(index_elements=["outbox"]).returning(_NUMBER)
        number = (await self._sql.run(added)).scalar()
        if number is None:  # it was sent before, and only the result of that was lost
            before = select(_NUMBER).where(_SHOWN.outbox == outbox)
            number = (await self._sql.run(before)).scalar_one()
        return number

    async def edit(
        self, address: Address, number: int, card: Card, *, outbox: int | None = None
    ) -> bool:
        message = await self._get(address, number)
        if message is None:
            return False
        values = {"shown_at": None, **self._content(replace(message, card=card))}
        if outbox is not None:
            await self._never_shown(_SHOWN.number == number, _SHOWN.outbox != outbox)
            values["outbox"] = outbox
        its = update(PAGE_MESSAGES).where(_SHOWN.number == number)
        await self._sql.run(its.values(values))
        return True

    async def remove_buttons(self, address: Address, number: int) -> None:
        message = await self._get(address, number)
        if message is not None:
            card = replace(message.card, rows=(), more=())
            its = update(PAGE_MESSAGES).where(_SHOWN.number == number)
            await self._sql.run(its.values(self._content(replace(message, card=card))))

    async def answer(
        self, address: Address, card: Card | None, *, toast: Text | None, until: datetime | None
    ) -> None:
        shown = NO_BUTTONS if card is None else card
        if card is None:
            last = next((each for each in await self.of(address) if each.is_answer), None)
            if last is not None:
                shown, until = last.card, last.until
        message = PageMessage(
            address,
            0,
            card=shown,
            sent_at=self._sql.now,
            toast=toast,
            is_answer=True,
            until=until,
        )
        its = delete(PAGE_MESSAGES).where(_SHOWN.address == address, _SHOWN.is_answer)
        await self._sql.run(its)
        await self._sql.run(insert(PAGE_MESSAGES).values(self._values(message, outbox=None)))

    async def delete(self, address: Address, number: int) -> None:
        await self._delete(_SHOWN.address == address, _SHOWN.number == number)

    async def of(self, address: Address) -> Sequence[PageMessage]:
        lasts = or_(_SHOWN.until.is_(None), _SHOWN.until > self._sql.now)
        return await self._found(_SHOWN.address == address, lasts)

    async def unshown(self, addresses: Collection[Address]) -> Mapping[Address, int]:
        its = (_SHOWN.address.in_(addresses), _SHOWN.shown_at.is_(None), ~_SHOWN.is_answer)
        new = (*its, ~_CHANGES_TODAY)
        counts = select(_SHOWN.address, func.count()).where(*new).group_by(_SHOWN.address)
        return {Address(its): count for its, count in await self._sql.run(counts)}

    async def newest(self, people: Collection[PersonId]) -> Mapping[PersonId, int]:
        found = select(PEOPLE.c.id, func.coalesce(_NEWEST, 0)).where(PEOPLE.c.id.in_(people))
        return {PersonId(its): newest for its, newest in await self._sql.run(found)}

    async def mark_shown(self, address: Address, *numbers: int) -> None:
        its = update(PAGE_MESSAGES).where(_SHOWN.address == address, _SHOWN.number.in_(numbers))
        first = func.coalesce(_SHOWN.shown_at, self._sql.now)
        await self._sql.run(its.values(toast=None, shown_at=first))

    async def clear(self, address: Address) -> None:
        await self._delete(_SHOWN.address == address)

    async def delete_expired(self) -> None:
        await self._delete(_SHOWN.until <= self._sql.now)

    async def _delete(self, *which: ColumnElement[bool]) -> None:
        await self._never_shown(*which)
        await self._sql.run(delete(PAGE_MESSAGES).where(*which))

    async def _never_shown(self, *which: ColumnElement[bool]) -> None:
        unshown = select(_SHOWN.outbox).where(*which, _SHOWN.shown_at.is_(None))
        its = update(OUTBOX).where(OUTBOX.c.id.in_(unshown), OUTBOX.c.state == "sent")
        await self._sql.run(its.values(state="superseded"))

    async def _get(self, address: Address, number: int) -> PageMessage | None:
        found = await self._found(_SHOWN.address == address, _SHOWN.number == number)
        return next(iter(found), None)

    async def _found(self, *which: ColumnElement[bool]) -> Sequence[PageMessage]:
        rows = await self._sql.rows(select(PageMessageRows).where(*which).order_by(_SHOWN.number))
        return [self._message(row) for row in rows]

    def _message(self, row: PageMessageRows) -> PageMessage:
        shown, toast, file_name, file = _ENCRYPTED.decrypt(self._sql.cipher, row)
        return record_of(
            PageMessage,
            row,
            address=Address(row.address),
            card=load(Card, required(shown)),
            toast=None if toast is None else load(Text, toast),
            file_name=file_name,
            file=None if file is None else b64decode(file),
        )

    def _values(self, message: PageMessage, *, outbox: int | None) -> Columns:
        content = self._content(message)
        return columns_of(PageMessageRows, message, outbox=outbox, **content)

    def _content(self, message: PageMessage) -> Columns:
        toast, file = message.toast, message.file
        return _ENCRYPTED.encrypt(
            self._sql.cipher,
            message,
            card=dump(message.card),
            toast=None if toast is None else dump(toast),
            file_name=message.file_name,
            file=None if file is None else b64encode(file).decode("ascii"),
        )


CONCEPT: Concept = (
    Stored(page_repository.Passkeys, Passkeys),
    Stored(page_repository.PageSessions, PageSessions),
    Stored(page_repository.PageLinks, PageLinks),
    Stored(page_repository.PageMessages, PageMessages),
    Stored(page_repository.CalendarFeeds, CalendarFeeds),
    ProvenTable(
        PASSKEYS,
        PASSKEY_RECORD,
        names=("person", "id"),
        read=lambda row, _: passkey_facts(record_of(Passkey, row)),
    ),
    _ENCRYPTED,
)
