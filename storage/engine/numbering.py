"""Numbers that people say: 1, 2, 3 and on, without gaps."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, func, select

from storage.engine.statements import Statements


async def add_numbered(
    sql: Statements,
    table: Table,
    column: str,
    values: Callable[[int], Mapping[str, Any]],
    *,
    within: Mapping[str, Any] = MappingProxyType({}),
) -> int:
    """Add the row that ``values`` makes for the next free number, and return that number.

    Only rows with the values of ``within`` are counted; the new row has them, too. Where somebody
    else takes the number first, the one after it is tried.
    """
    counted = (table.c[name] == value for name, value in within.items())
    next_free = select(func.coalesce(func.max(table.c[column]), 0) + 1).where(*counted)
    while True:
        number = int((await sql.run(next_free)).scalar_one())
        new = sql.insert(table).values({**values(number), **within, column: number})
        if await sql.changes(new.on_conflict_do_nothing(index_elements=[*within, column])):
            return number
