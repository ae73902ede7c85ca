"""The encrypted columns that the tables register, and which keys have values in them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias, TypedDict

from sqlalchemy import (
    CursorResult,
    Table,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.core.registry import Registry
from storage.crypto import (
    ID_LENGTH,
    KEY_START,
    VERSION,
    Ciphertext,
    FieldCipher,
    Key,
    KeyMissing,
    KeyRing,
    is_encrypted,
    key_of,
)
from storage.engine.connection import connected
from storage.engine.schema import Columns, Rows, UtcDateTime, check, table_of
from storage.engine.statements import Statements
from storage.errors import StorageError

RowKey: TypeAlias = tuple[int | str, ...]


class ValueLocation(TypedDict):
    """Where a value is stored, as arguments of ``FieldCipher``."""

    table: str
    row: str
    party: str | None


@dataclass(frozen=True, kw_only=True)
class EncryptedColumns:
    """The encrypted columns of a table. ``row_key`` identifies the row, by default by its key;
    ``party`` is the column of the Party whose key is used, None for the service's key. If they were
    ``once_clear``, earlier versions left values in clear, which each start encrypts.
    """

    table: Table
    columns: tuple[str, ...]
    row_key: Callable[[Any], str] | None = None
    party: str | None = None
    once_clear: bool = False

    @property
    def key(self) -> str:
        """The name of its table."""
        return self.table.name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns of its primary key."""
        return tuple(each.name for each in self.table.primary_key)

    def at(self, row: object) -> ValueLocation:
        """Where the values of a row are stored."""
        if self.row_key is not None:
            called = self.row_key(row)
        else:
            called = "/".join(str(getattr(row, name)) for name in self.names)
        party = None if self.party is None else getattr(row, self.party)
        return ValueLocation(table=self.table.name, row=called, party=party)

    def encrypt(self, cipher: FieldCipher, row: object, **values: str | None) -> Columns:
        """The columns of a row, or of its record, with these values; an empty one stays empty."""
        place = self.at(row)
        return {
            name: None if value is None else cipher.encrypt(value, column=name, **place)
            for name, value in values.items()
        }

    def decrypt(self, cipher: FieldCipher, row: object, *names: str) -> Sequence[str | None]:
        """The values of a row in some columns, or in all in their order."""
        place = self.at(row)
        stored = [(name, getattr(row, name)) for name in names or self.columns]
        return [
            value
            if value is None or (self.once_clear and not is_encrypted(value))
            else cipher.decrypt(value, column=name, **place)
            for name, value in stored
        ]


class EncryptionKeyRows(Rows, table=True):
    """The ids of keys that have encrypted values here; a retired one has none left."""

    __tablename__ = "encryption_keys"
    __table_args__ = (
        check("id_length", f"length(id) = {ID_LENGTH}"),
        check("owned", "length(owner) > 0"),
    )
    id: str = Field(primary_key=True)
    owner: str
    since: datetime = Field(sa_type=UtcDateTime)
    retired_at: datetime | None = Field(sa_type=UtcDateTime)


ENCRYPTION_KEYS = table_of(EncryptionKeyRows)
_KEY = ENCRYPTION_KEYS.c
_PAGE = 200
_KNOWN = select(_KEY.id, _KEY.owner, _KEY.retired_at).order_by(_KEY.since, _KEY.id)
_ENCRYPTED = f"{VERSION}.{'_' * ID_LENGTH}.%"
"""The pattern of an encrypted value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A key that the database has registered."""

    id: str
    owner: str
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPage:
    """A page of checked rows. ``opened`` counts values by key, ``broken`` those that cannot be
    decrypted; ``last`` is the last row of the page, None if there are no more.
    """

    opened: Counter[str]
    broken: int
    last: RowKey | None


class EncryptedValues:
    """All encrypted values of the database."""

    def __init__(self, sql: Statements, registry: Registry) -> None:
        self._sql = sql
        self._columns = registry.all(EncryptedColumns).values()

    async def known(self) -> Sequence[KnownKey]:
        """The registered keys, oldest first."""
        return _known_keys(await self._sql.run(_KNOWN))

    async def register_keys(self, ring: KeyRing, owners: Iterable[str]) -> None:
        """Register the keys of a ring. Raises ``StorageError`` if the ring lacks the key of an
        owner, or one that existing values may need.
        """
        encrypting = [ring.encryption_key(owner) for owner in owners]
        known = await self.known()
        for lacking in _lacking(known, ring.keys):
            if not (lacking.retired and await self._is_free(lacking.id)):
                raise KeyMissing("setup-keys-lacking", {"name": lacking.id})
        for key in encrypting:
            await self._register(key, known)

    async def retire(self, key_ids: Iterable[str]) -> None:
        """Record that all values are encrypted with these keys alone."""
        old = (_KEY.id.not_in(list(key_ids)), _KEY.retired_at.is_(None))
        await self._sql.run(update(ENCRYPTION_KEYS).where(*old).values(retired_at=self._sql.now))

    async def encrypt_clear(
        self, columns: EncryptedColumns, *, after: RowKey | None
    ) -> RowKey | None:
        """Encrypt a page of rows that an earlier version left in clear; returns the last of them,
        None if there are no more.
        """
        held = or_(*(columns.table.c[name].not_like(_ENCRYPTED) for name in columns.columns))
        page = select(columns.table).where(held, *_beyond(columns, after)).order_by(*_keys(columns))
        try:
            rows = await self._sql.rows(page.limit(_PAGE).with_for_update())
        except DBAPIError:  # a value that is no text: `audit verify` names it
            return None
        changed = []
        for row in rows:
            stored = {name: getattr(row, name) for name in columns.columns}
            clear = {
                name: value
                for name, value in stored.items()
                if type(value) is str and not is_encrypted(value)  # SQLite can hold bytes
            }
            its = {f"its_{name}": getattr(row, name) for name in columns.names}
            changed.append(stored | columns.encrypt(self._sql.cipher, row, **clear) | its)
        if not changed:
            return None
        mine = (key == bindparam(f"its_{key.key}") for key in _keys(columns))
        await self._sql.run(update(columns.table).where(*mine), changed)
        return tuple(changed[-1][f"its_{name}"] for name in columns.names)

    async def page_to_reencrypt(
        self, columns: EncryptedColumns, key_ids: Iterable[str], *, after: RowKey | None
    ) -> Sequence[RowKey]:
        """Rows with a value encrypted with any other key, in order."""
        ids = list(key_ids)
        old = or_(*(_key_in(columns.table.c[name]).not_in(ids) for name in columns.columns))
        found = select(*_keys(columns)).where(old, *_beyond(columns, after))
        rows = await self._sql.run(found.order_by(*_keys(columns)).limit(_PAGE))
        return [tuple(row) for row in rows]

    async def reencrypt(self, columns: EncryptedColumns, row: RowKey) -> bool:
        """Encrypt a row's values with the newest keys; false if there is nothing to do."""
        mine = and_(*(key == value for key, value in zip(_keys(columns), row, strict=True)))
        found = await self._sql.row(select(columns.table).where(mine).with_for_update())
        if found is None:
            return False
        location = columns.at(found)
        reencrypted: Columns = {}
        for name, stored in _values(columns, found).items():
            with suppress(StorageError):
                if not self._sql.cipher.has_newest_key(stored, party=location["party"]):
                    value = self._open(columns, found, name, stored)
                    reencrypted[name] = self._sql.cipher.encrypt(value, column=name, **location)
        if reencrypted:
            await self._sql.run(update(columns.table).where(mine).values(reencrypted))
        return bool(reencrypted)

    async def check_page(self, columns: EncryptedColumns, *, after: RowKey | None) -> CheckedPage:
        """Decrypt a page of rows, and count."""
        something = or_(*(columns.table.c[name].is_not(None) for name in columns.columns))
        page = select(columns.table).where(something, *_beyond(columns, after))
        opened: Counter[str] = Counter()
        broken, last = 0, None
        for row in await self._sql.rows(page.order_by(*_keys(columns)).limit(_PAGE)):
            last = tuple(getattr(row, name) for name in columns.names)
            for name, stored in _values(columns, row).items():
                try:
                    self._open(columns, row, name, stored)
                except StorageError:
                    broken += 1
                else:
                    opened[key_of(stored)] += 1
        return CheckedPage(opened=opened, broken=broken, last=last)

    def _open(self, columns: EncryptedColumns, row: Rows, name: str, stored: Ciphertext) -> str:
        return self._sql.cipher.decrypt(stored, column=name, **columns.at(row))

    async def _register(self, key: Key, known: Sequence[KnownKey]) -> None:
        if key.id not in {each.id for each in known}:
            new = self._sql.insert(ENCRYPTION_KEYS).values(
                id=key.id, owner=key.owner, since=self._sql.now
            )
            await self._sql.run(new.on_conflict_do_nothing())

    async def _is_free(self, key: str) -> bool:
        """Whether no value is encrypted with a key."""
        each = (
            select(literal(columns.table.name)).where(
                or_(*(_key_in(columns.table.c[name]) == key for name in columns.columns))
            )
            for columns in self._columns
        )
        return (await self._sql.run(union_all(*each).limit(1))).first() is None


def check_keys(url: str, keys: Iterable[Key]) -> None:
    """Check keys against an unchanged database. Raises ``StorageError`` if they do not fit."""
    with connected(url) as connection:
        known = _known_keys(connection.execute(_KNOWN))
    for lacking in _lacking(known, keys):
        if not lacking.retired:
            raise KeyMissing("setup-keys-lacking", {"name": lacking.id})


def _known_keys(found: CursorResult[str, str, datetime | None]) -> Sequence[KnownKey]:
    return [KnownKey(id=key, owner=owner, retired=at is not None) for key, owner, at in found]


def _lacking(known: Sequence[KnownKey], keys: Iterable[Key]) -> Sequence[KnownKey]:
    """The known keys that are not among ``keys``. Raises ``StorageError`` if none of them is."""
    held = {key.id for key in keys}
    lacking = [each for each in known if each.id not in held]
    if known and len(lacking) == len(known):
        raise StorageError("setup-keys-foreign", {})
    return lacking


def _key_in(column: ColumnElement[str]) -> ColumnElement[str]:
    return func.substr(column, KEY_START + 1, ID_LENGTH)


def _keys(columns: EncryptedColumns) -> Sequence[ColumnElement[Any]]:
    return [columns.table.c[name] for name in columns.names]


def _beyond(columns: EncryptedColumns, after: RowKey | None) -> list[ColumnElement[bool]]:
    return [] if after is None else [tuple_(*_keys(columns)) > after]


def _values(columns: EncryptedColumns, row: Rows) -> Mapping[str, Ciphertext]:
    stored = {name: getattr(row, name) for name in columns.columns}
    return {name: value for name, value in stored.items() if value is not None}
