"""Re-encrypts or checks all encrypted values, while the service may run."""

from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.crypto import KeyFile, new_keys
from storage.database import Database
from storage.encrypted_columns import EncryptedColumns, RowKey


@dataclass(slots=True)
class KeyCheck:
    """How many values can be decrypted, by key, and how many cannot, by table."""

    opened: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)


async def begin_rotation(
    database: Database, keys: KeyFile, owners: Sequence[str], *, at: datetime
) -> bool:
    """Add new keys to the file; false if a rotation is not finished. Raises ``StorageError``."""
    async with database.transaction(decides=False) as tx:
        known = await tx.encrypted_values.known()
    newest = {key.id for key in keys.newest}
    unfinished = any(not each.retired and each.id not in newest for each in known)
    if not unfinished:
        keys.add(new_keys(owners, at=at))
    # Only keys in the file may be registered: in the other order a kill would block every start.
    async with database.transaction(decides=False) as tx:
        await tx.encrypted_values.register_keys(keys, owners)
    return not unfinished


async def reencrypt(database: Database, keys: KeyFile) -> AsyncGenerator[EncryptedColumns, None]:
    """Encrypt each row with the newest keys, in a transaction of its own, until none is left; it
    may be interrupted and started again. A value that cannot be decrypted stays as it is. Yields
    the table after each row.
    """
    changed = True
    while changed:
        changed = False
        for columns in database.registry.all(EncryptedColumns).values():
            last: RowKey | None = None
            while rows := await _stale(database, keys, columns, last):
                for last in rows:
                    async with database.transaction(decides=False) as tx:
                        done = await tx.encrypted_values.reencrypt(columns, last)
                    if done:
                        changed = True
                        yield columns


async def end_rotation(database: Database, keys: KeyFile) -> None:
    """Retire the old keys: no readable value is encrypted with them any more."""
    async with database.transaction(decides=False) as tx:
        await tx.encrypted_values.retire(key.id for key in keys.newest)


async def check(database: Database) -> KeyCheck:
    """Decrypt all values, and count."""
    found = KeyCheck()
    for columns in database.registry.all(EncryptedColumns).values():
        last: RowKey | None = None
        while True:
            async with database.transaction(decides=False) as tx:
                page = await tx.encrypted_values.check_page(columns, after=last)
            found.opened += page.opened
            found.broken += Counter({columns.table.name: page.broken})
            if page.last is None:
                break
            last = page.last
    return found


async def _stale(
    database: Database, keys: KeyFile, columns: EncryptedColumns, after: RowKey | None
) -> Sequence[RowKey]:
    async with database.transaction(decides=False) as tx:
        newest = [key.id for key in keys.newest]
        return await tx.encrypted_values.page_to_reencrypt(columns, newest, after=after)
