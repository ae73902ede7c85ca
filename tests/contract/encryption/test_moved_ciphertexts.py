"""A value that was moved to another row or column cannot be decrypted there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, select, update

from storage import key_rotation
from storage.database import Database
from storage.encrypted_columns import EncryptedColumns
from tests.registered import SEALED_COLUMNS

COLUMNS = [(sealed, name) for sealed in SEALED_COLUMNS for name in sealed.columns]


async def rows_of(service: Database, sealed: EncryptedColumns, name: str) -> Sequence[Row[Any]]:
    """The rows of a table in which a column has a value."""
    column = sealed.table.c[name]
    keys = [sealed.table.c[each] for each in sealed.names]
    async with service.transaction() as tx:
        found = select(*keys, column.label("value")).where(column.is_not(None)).order_by(*keys)
        return list(await tx._sql.run(found))


async def put(
    service: Database, sealed: EncryptedColumns, name: str, row: Row[Any], value: str
) -> None:
    """Write a value past everything into a column of a row."""
    its = and_(*(sealed.table.c[each] == getattr(row, each) for each in sealed.names))
    async with service.transaction() as tx:
        await tx._sql.run(update(sealed.table).where(its).values({name: value}))


async def test_a_value_of_any_other_place_is_refused_in_every_column(service: Database) -> None:
    values = {}
    for sealed, name in COLUMNS:
        for row in await rows_of(service, sealed, name):
            keys = (getattr(row, each) for each in sealed.names)
            values[sealed.table.name, name, *keys] = row.value
    for sealed, name in COLUMNS:
        row = (await rows_of(service, sealed, name))[0]
        here = (sealed.table.name, name, *(getattr(row, each) for each in sealed.names))
        for place, value in values.items():
            if place != here:
                await put(service, sealed, name, row, value)
                async with service.transaction() as tx:
                    page = await tx.encrypted_values.check_page(sealed, after=None)
                assert page.broken == 1, (here, place)
        await put(service, sealed, name, row, row.value)
    assert not +(await key_rotation.check(service)).broken
