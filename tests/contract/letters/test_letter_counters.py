"""The counters of letter numbers: by Party and year, and no number twice."""

from asyncio import gather
from collections import Counter

from liaison.letters.repository import LetterCounters
from storage.database import Database
from tests.contract.samples import CN, KH


async def take(db: Database, times: int) -> list[int]:
    taken = []
    for _ in range(times):
        async with db.transaction() as tx:
            taken.append(await tx.of(LetterCounters).take(KH, 2026))
    return taken


async def test_each_party_and_year_has_its_own_numbers(db: Database) -> None:
    async with db.transaction() as tx:
        counters = tx.of(LetterCounters)
        first = [await counters.take(KH, 2026), await counters.take(KH, 2026)]
        others = [await counters.take(CN, 2026), await counters.take(KH, 2027)]
        assert (first, others) == ([1, 2], [1, 1])
    assert await take(db, 1) == [3]


async def test_it_continues_above_a_number(db: Database) -> None:
    async with db.transaction() as tx:
        counters = tx.of(LetterCounters)
        taken = [await counters.take(KH, 2026, above=each) for each in (122, 122, 5, 200, 201)]
    assert taken == [123, 124, 125, 201, 202]


async def test_no_two_transactions_get_the_same_number(replicas: list[Database]) -> None:
    taken = await gather(*(take(each, 5) for each in replicas))
    assert Counter(each for of in taken for each in of) == Counter(range(1, 5 * len(replicas) + 1))


async def test_a_number_that_was_undone_is_taken_again(db: Database) -> None:
    async with db.transaction() as tx, tx.dry_run() as tried:
        assert await tried.of(LetterCounters).take(KH, 2026) == 1
    assert await take(db, 1) == [1]
