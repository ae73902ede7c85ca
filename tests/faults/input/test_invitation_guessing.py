"""Guessing at invitations: no one comes in, every answer is the same, and an alarm is raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from sqlalchemy import event

from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, card
from liaison.core.channels import Address
from liaison.core.people import MAX_ATTEMPTS_OF_ALL, PersonId, Role, hash_token
from liaison.people.invitation_service import Newcomer, join
from liaison.people.repository import Invites
from liaison.people.rules import Invite, InviteNotValid, TooManyAttempts
from storage.database import Database
from tests.faults.scenario_driver import LocalDriver, local_driver
from tests.fresh_databases import fresh

ADMINS = ("bopha", "wang")
WATCHED = timedelta(seconds=31)
"""After so long the checks have run again."""
AN_HOUR = timedelta(hours=1)
TOKENS = ("unknown", "used", "expired")
GUESSERS = 100
SAME_TIME = 0.005
"""Seconds of work by which the answers may differ, so that no one can tell the reason by it."""


async def invitations(driver: LocalDriver) -> None:
    """One that was used, and one that is too old; the third there never was."""
    async with driver.app.database.transaction() as tx:
        for token in ("used", "expired"):
            made = Invite(
                token_hash=hash_token(token),
                party=PartyCode("KH"),
                role=Role.ADMIN,
                agency="x",
                invited_by=None,
                expires_at=tx.now,
            )
            await tx.of(Invites).add(made)
        assert await tx.of(Invites).use(hash_token("used"), person=PersonId(1))


async def tries(database: Database, chat_id: int, token: str) -> Card | None:
    async with database.transaction() as tx:
        return await join(tx, Newcomer(address=Address(chat_id), name="Guesser"), token)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the database meanwhile, without the values."""
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    engine = database._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def alarms(driver: LocalDriver, *counts: int) -> list[int]:
    """How often each administrator was told, with one of these counts."""
    return [
        sum(
            driver[name].has_seen(driver[name].words("alert-guesses", count=count))
            for count in counts or range(MAX_ATTEMPTS_OF_ALL, MAX_ATTEMPTS_OF_ALL + 3)
        )
        for name in ADMINS
    ]


async def test_the_answer_and_the_work_are_the_same_for_every_wrong_link(folder: Path) -> None:
    async with local_driver(fresh(folder), *ADMINS) as driver:
        await invitations(driver)
        asked, answers = [], []
        for chat_id, token in enumerate(TOKENS, start=1_000):
            with statements(driver.app.database) as seen:
                answers.append(await tries(driver.app.database, chat_id, token))
            asked.append(seen)
        assert asked[0]
        assert asked[0] == asked[1] == asked[2]
        assert answers == [card(InviteNotValid().text())] * len(TOKENS)


async def test_twenty_wrong_links_within_an_hour_raise_one_alarm_a_day(folder: Path) -> None:
    async with local_driver(fresh(folder), *ADMINS) as driver:
        database = driver.app.database
        for guess in range(MAX_ATTEMPTS_OF_ALL - 1):
            await tries(database, 1_000 + guess // 4, f"guess{guess}")
        await driver.turn(WATCHED)
        assert alarms(driver) == [0, 0]
        await tries(database, 2_000, "one more")
        await driver.turn(WATCHED)
        assert alarms(driver) == [1, 1]
        assert driver.app.probes.findings() == {}
        await tries(database, 2_000, "and another")
        await driver.turn(WATCHED)
        assert alarms(driver) == [1, 1]


async def test_as_many_wrong_links_over_many_hours_raise_none(folder: Path) -> None:
    async with local_driver(fresh(folder), *ADMINS) as driver:
        for guess in range(MAX_ATTEMPTS_OF_ALL):
            await tries(driver.app.database, 1_000 + guess, f"guess{guess}")
            await driver.turn(AN_HOUR / (MAX_ATTEMPTS_OF_ALL - 1))
        assert alarms(driver) == [0, 0]


@pytest.mark.soak
async def test_ten_thousand_guesses_let_no_one_in_and_tell_nothing(folder: Path) -> None:
    taken: dict[str, list[float]] = {token: [] for token in TOKENS}
    async with local_driver(fresh(folder), *ADMINS) as driver:
        await invitations(driver)
        for guess in range(10_000):
            token = TOKENS[guess % len(TOKENS)]
            start = process_time()
            outcome = await tries(driver.app.database, 1_000 + guess % GUESSERS, token)
            taken[token].append(process_time() - start)
            if guess < 5 * GUESSERS:
                assert outcome == card(InviteNotValid().text())
            else:
                assert outcome in (None, card(TooManyAttempts().text()))
        await driver.turn(WATCHED)
        assert alarms(driver, *range(MAX_ATTEMPTS_OF_ALL, 10_001)) == [1, 1]
    times = [median(each) for each in taken.values()]
    assert max(times) - min(times) < SAME_TIME, times
