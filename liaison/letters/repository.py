"""The interface of the counters of letter numbers."""

from typing import Protocol

from liaison.core.agreement import PartyCode


class LetterCounters(Protocol):
    """The last number of the letters of each Party and year."""

    async def take(self, party: PartyCode, year: int, *, above: int = 0) -> int:
        """The next number of a year that is above a number, which no other transaction gets. Others
        of the Party wait until this transaction ends.
        """
