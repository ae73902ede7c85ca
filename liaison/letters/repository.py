"""The interface of the counters of letter numbers."""

from typing import Protocol

from liaison.core.agreement import PartyCode


class LetterCounters(Protocol):
    """The last number of the letters of each Party and year."""

    async def take(self, party: PartyCode, year: int) -> int:
        """The next number of a year, from 1 on, which no other transaction gets. Others of the
        Party wait until this transaction ends.
        """
