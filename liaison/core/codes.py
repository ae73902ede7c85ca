"""Codes that no record has yet."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from liaison.core.agreement import PartyCode
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date

_C = TypeVar("_C", bound=str)


async def new_code(
    tx: Tx,
    party: PartyCode,
    make: Callable[[int, Callable[[int], bytes]], _C],
    is_taken: Callable[[_C], Awaitable[bool]],
) -> _C:
    """A code that is not taken, with the year that it is for a Party."""
    year = local_date(tx.now, tx.agreement.party(party).zone).year
    while True:
        code = make(year, tx.random)
        if not await is_taken(code):
            return code
