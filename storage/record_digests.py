"""The salts of the record digests in the audit record, the rows that they cover, and how a typed
text is taken out of all rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Select,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.audit import repository as audit_repository
from liaison.audit.digests import (
    NO_SALT,
    SALT_BYTES,
    RecordKind,
    RecordRef,
    StoredRecord,
    digest_of,
)
from liaison.core import redaction
from liaison.core.registry import Registry
from storage.crypto import Ciphertext, DecryptionError, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import Columns, Rows, UtcDateTime, check, table_of
from storage.engine.statements import Repository, Statements


class RecordSaltRows(Rows, table=True):
    """Encrypted salts, by record."""

    __tablename__ = "record_salts"
    __table_args__ = (check("named", "length(record) > 0"),)
    record: str = Field(primary_key=True)
    salt: Ciphertext = Field(sa_type=Text)


RECORD_SALTS = table_of(RecordSaltRows)
_FOUND = select(RecordSaltRows).where(
    RECORD_SALTS.c.record.in_(bindparam("records", expanding=True))
)
_ADDING = insert(RECORD_SALTS).inline()
_RENEWING = update(RECORD_SALTS).where(RECORD_SALTS.c.record == bindparam("its_record"))
_KEPT = "kept_"
"""The prefix of raw values, selected in addition to the typed ones."""
_UNFETCHED = (ValueError, TypeError, DBAPIError)
"""Raised for a value that its column cannot hold. If the database failed, the next statement fails,
too."""
_UNREADABLE = (
    DecryptionError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""Raised for a row that the service has not written. A missing key is no error of the row."""


@dataclass(frozen=True, slots=True)
class ProvenTable:
    """The rows of an audited table: their identity, how each is read, and the derived columns. Of
    ``names`` the first is the record's, the second its part's or ``version``; ``typed`` are the
    columns with typed text that are not encrypted.
    """

    table: Table
    kind: RecordKind
    _: KW_ONLY
    names: tuple[str, ...]
    read: Callable[[Any, FieldCipher], object]
    follows: Callable[[Any], Mapping[str, object]] = lambda _: {}
    typed: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of the table."""
        return self.table.name

    @property
    def keys(self) -> Sequence[ColumnElement[Any]]:
        return [self.table.c[each] for each in self.names]

    @property
    def spelled(self) -> Sequence[str]:
        """The columns that SQLite compares by their text, of which a value may have several."""
        types = (Boolean, Date, UtcDateTime)
        return [each.name for each in self.table.c if isinstance(each.type, types)]

    def chosen(self) -> Select[Any]:
        """All rows, with their raw values."""
        raw = [type_coerce(self.table.c[each], String).label(_KEPT + each) for each in self.spelled]
        return select(self.table, *raw)

    def key_of(self, row: Rows) -> tuple[Any, ...]:
        """The values that identify a row."""
        return tuple(getattr(row, each) for each in self.names)

    def ref_of(self, key: Sequence[Any]) -> RecordRef:
        """The record, or the history entry, of a row."""
        of, *within = key
        ref = RecordRef(self.kind, str(of))
        if not within:
            return ref
        is_version = self.names[1] == "version" and isinstance(within[0], int)
        return replace(ref, version=within[0]) if is_version else ref.within(within[0])

    def is_as_written(self, row: Rows, record: object) -> bool:
        """Whether the raw values of a row are as the service writes them."""
        spelled = all(
            getattr(row, _KEPT + each) in _spellings(getattr(row, each)) for each in self.spelled
        )
        follows = self.follows(record).items()
        return spelled and all(getattr(row, name) == value for name, value in follows)


def _spellings(value: object) -> tuple[object, object]:
    """The forms in which PostgreSQL and SQLite return a value."""
    match value:
        case datetime():
            return value, value.replace(tzinfo=None).isoformat(" ", "microseconds")
        case date():
            return value, value.isoformat()
    return value, value


class StoredRecords(Repository, audit_repository.RecordSalts):
    """Salts, and the stored records that they cover."""

    async def salt(self, ref: RecordRef, fresh: Callable[[], str]) -> str:
        found = await self._salts([ref])
        if found:
            return self._open(ref.salt_key, found[ref.salt_key])
        made = fresh()
        encrypted = self._encrypted(ref.salt_key, made)
        await self._sql.run(_ADDING, {"record": ref.salt_key, "salt": encrypted})
        return made

    async def forget(self, refs: Sequence[RecordRef]) -> None:
        names = [each.salt_key for each in refs]
        await self._sql.run(delete(RECORD_SALTS).where(RECORD_SALTS.c.record.in_(names)))

    async def renew(
        self, salt_key: str, tables: Iterable[ProvenTable], record: object, salt: str
    ) -> Sequence[StoredRecord]:
        """Replace the salt of a record, if it has one, and return its rows in some tables."""
        encrypted = self._encrypted(salt_key, salt)
        await self._sql.run(_RENEWING, {"its_record": salt_key, "salt": encrypted})
        found: list[StoredRecord] = []
        for rows in tables:
            found += await self._proven(rows, rows.chosen().where(rows.keys[0] == record))
        return [each for each in found if each.ref.salt_key == salt_key]

    async def page(
        self, rows: ProvenTable, *, after: StoredRecord | None, most: int
    ) -> Sequence[StoredRecord]:
        """Rows of a table after one, with their salts, in the order of their keys."""
        page = rows.chosen().order_by(*rows.keys).limit(most)
        if after is not None:
            page = page.where(tuple_(*rows.keys) > after.key)
        try:
            return await self._proven(rows, page)
        except _UNFETCHED:
            keys = await self._sql.run(page.with_only_columns(*rows.keys))
        each = [await self.find(rows, tuple(key)) for key in keys]
        return [found for found in each if found is not None]

    async def find(self, rows: ProvenTable, its_key: tuple[Any, ...]) -> StoredRecord | None:
        """The present state of a row; None if it is gone."""
        mine = [key == value for key, value in zip(rows.keys, its_key, strict=True)]
        try:
            found = await self._proven(rows, rows.chosen().where(*mine))
        except _UNFETCHED:
            return StoredRecord(rows.ref_of(its_key), None, None, its_key)
        return found[0] if found else None

    async def _proven(self, rows: ProvenTable, chosen: Select[Any]) -> Sequence[StoredRecord]:
        found = [(rows.key_of(row), row) for row in await self._sql.rows(chosen)]
        refs = [rows.ref_of(key) for key, _ in found]
        salts = await self._salts(refs)
        return [
            StoredRecord(ref, self._read(rows, row), self._salt(ref.salt_key, salts), key)
            for ref, (key, row) in zip(refs, found, strict=True)
        ]

    def _read(self, rows: ProvenTable, row: Rows) -> object:
        """The record in a row; None if no step can have written it."""
        try:
            record = rows.read(row, self._sql.cipher)
            return record if rows.is_as_written(row, record) else None
        except _UNREADABLE:
            return None

    def _salt(self, name: str, encrypted: Mapping[str, Ciphertext]) -> str | None:
        """The salt of a record; None if there is none, or if it cannot be decrypted."""
        try:
            return self._open(name, encrypted[name]) if name in encrypted else None
        except DecryptionError:
            return None

    def _encrypted(self, name: str, salt: str) -> Ciphertext:
        return self._sql.cipher.encrypt(salt, table="record_salts", row=name, column="salt")

    def _open(self, name: str, encrypted: Ciphertext) -> str:
        return self._sql.cipher.decrypt(encrypted, table="record_salts", row=name, column="salt")

    async def _salts(self, refs: Sequence[RecordRef]) -> Mapping[str, Ciphertext]:
        """The encrypted salts of records."""
        wanted = {each.salt_key for each in refs}
        found = await self._sql.rows(_FOUND, {"records": sorted(wanted)}) if wanted else ()
        return {row.record: row.salt for row in found}


async def take_out(
    sql: Statements, registry: Registry, typed: str, *, random: Callable[[int], bytes]
) -> Sequence[tuple[str, str, int | None, str]]:
    """See ``Tx.take_out``. All columns in which people type are read, and each changed record."""
    proven, encrypted = registry.all(ProvenTable), registry.all(EncryptedColumns)
    found: dict[str, tuple[ProvenTable, object]] = {}
    for name in dict.fromkeys((*proven, *encrypted)):
        records, columns = proven.get(name), encrypted.get(name)
        for row in await _changed(sql, typed, records, columns):
            if records is not None:
                key = records.key_of(row)
                found[records.ref_of(key).salt_key] = (records, key[0])
    stored, renewed = StoredRecords(sql), []
    for salt_key, (table, record) in found.items():
        tables = [each for each in proven.values() if each.kind == table.kind]
        for each in await stored.renew(salt_key, tables, record, random(SALT_BYTES).hex()):
            if each.value is None:
                msg = f"{each.ref.type} {each.ref.id} cannot be read without the text"
                raise ValueError(msg)
            digest = digest_of(each.value, each.salt or NO_SALT)
            renewed.append((each.ref.type, each.ref.id, each.ref.version, digest))
    return renewed


async def _changed(
    sql: Statements, typed: str, records: ProvenTable | None, columns: EncryptedColumns | None
) -> Sequence[Rows]:
    """Take a text out of the rows of a table; returns those that held it, as they were."""
    [table, *_] = [each.table for each in (records, columns) if each is not None]
    clear = () if records is None else records.typed
    names = (*clear, *(() if columns is None else columns.columns))
    if not names:
        return ()
    held = select(table).where(or_(*(table.c[each].is_not(None) for each in names)))
    changed = []
    for row in await sql.rows(held.with_for_update()):
        values: Columns = {**_without(typed, {name: getattr(row, name) for name in clear})}
        if columns is not None:
            with suppress(DecryptionError):  # no one can read it, either
                opened = zip(columns.columns, columns.decrypt(sql.cipher, row), strict=True)
                values |= columns.encrypt(sql.cipher, row, **_without(typed, dict(opened)))
        if values:
            mine = [each == getattr(row, each.name) for each in table.primary_key]
            await sql.run(update(table).where(*mine).values(values))
            changed.append(row)
    return changed


def _without(typed: str, values: Mapping[str, str | None]) -> Mapping[str, str]:
    """Those values that held a text, without it."""
    written = {name: redaction.take_out(each, typed) for name, each in values.items() if each}
    return {name: each for name, each in written.items() if each != values[name]}
