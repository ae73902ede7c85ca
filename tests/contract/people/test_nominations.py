"""Nominations and administrators: one nomination of a kind, and always an administrator."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, Role
from liaison.core.transaction import People
from liaison.people import administration
from liaison.people.nominations import Nomination, NominationCode, NominationState
from liaison.people.repository import Nominations
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, SECOND, START, at_once, join, once

Act = Callable[[Transaction, Person, Person], Awaitable[object]]
CODES = [NominationCode(f"N26-{number:05}") for number in range(4)]


def nomination(admin: Person, person: Person | None, code: NominationCode = CODES[0]) -> Nomination:
    """An administrator nominates a person, or an invitation."""
    return Nomination(
        code=code,
        party=admin.party,
        person=None if person is None else person.id,
        agency="Unit 7",
        asked_by=admin.id,
        asked_at=START,
        expires_at=START + timedelta(hours=72),
    )


async def test_nominations_are_found_as_they_were_kept_until_they_end(db: Database) -> None:
    async with db.transaction() as tx:
        admin, second = await join(tx, KH, 1, Role.ADMIN), await join(tx, KH, 2, Role.ADMIN)
        focal = await join(tx, KH, 3)
        of_person = nomination(admin, focal)
        of_agency = nomination(admin, None, CODES[1])
        await tx.of(Nominations).add(of_person)
        await tx.of(Nominations).add(of_agency)
    async with db.transaction() as tx:
        assert await tx.of(Nominations).get(CODES[0]) == of_person
        assert await tx.of(Nominations).get(CODES[2]) is None
        assert await tx.of(Nominations).listed(KH) == [of_person, of_agency]
        assert await tx.of(Nominations).listed(CN) == []
        found = tx.of(Nominations).find_open
        assert await found(KH, person=focal.id, agency="") == of_person
        assert await found(KH, person=None, agency="Unit 7") == of_agency
        assert await found(KH, person=None, agency="Unit 8") is None
        assert await found(CN, person=None, agency="Unit 7") is None
        state = NominationState.CONFIRMED
        ended = replace(of_person, state=state, ended_at=START + SECOND, ended_by=second.id)
        assert await tx.of(Nominations).end(ended)
        assert not await tx.of(Nominations).end(replace(ended, state=NominationState.DECLINED))
        assert await tx.of(Nominations).get(CODES[0]) == ended
        assert await tx.of(Nominations).listed(KH) == [of_agency]
        assert await found(KH, person=focal.id, agency="") is None


async def test_a_nomination_without_a_timer_is_listed(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await join(tx, KH, 1, Role.ADMIN)
        await tx.of(Nominations).add(nomination(admin, None))
        assert await tx.missing_timers() == [("nomination", CODES[0])]
        await tx.schedule_timer("nomination", CODES[0], START)
        await tx.timers.flush()
        assert await tx.missing_timers() == []


async def _suspend(tx: Transaction, actor: Person, other: Person) -> object:
    return await administration.change(tx, actor, other, AccountStatus.SUSPENDED)


async def _remove(tx: Transaction, actor: Person, other: Person) -> object:
    return await administration.change(tx, actor, other, AccountStatus.REMOVED)


async def _demote(tx: Transaction, actor: Person, other: Person) -> object:
    return await administration.change(tx, actor, other, Role.COORDINATOR)


@pytest.mark.parametrize("act", [_suspend, _remove, _demote])
async def test_of_two_who_act_on_each_other_one_remains(replicas: list[Database], act: Act) -> None:
    async with replicas[0].transaction() as tx:
        pair = [await join(tx, KH, 1, Role.ADMIN), await join(tx, KH, 2, Role.ADMIN)]
        third = await join(tx, KH, 3, Role.COORDINATOR)
        asked = [await act(tx, *pair), await act(tx, *reversed(pair))]
    both_begun = asyncio.Barrier(2)

    async def attempt(db: Database, nomination: object) -> bool:
        assert isinstance(nomination, Nomination)
        try:
            async with db.transaction() as tx:
                if tx._sql.dialect == "postgresql":  # on SQLite the second one waits to begin
                    await both_begun.wait()
                await administration.confirm(tx, third, nomination.code)
        except UserError:
            return False
        return True

    done = await asyncio.gather(*map(attempt, replicas[:2], asked))
    assert sorted(done) == [False, True]
    assert len(await once(replicas[0], lambda tx: tx.of(People).lock_admins(KH))) == 1


async def test_a_nomination_proposed_by_several_is_made_once(replicas: list[Database]) -> None:
    async with replicas[0].transaction() as tx:
        team = [await join(tx, KH, number, Role.ADMIN) for number in range(1, 5)]

    async def ask(tx: Transaction, admin: Person) -> object:
        return await administration.invite(tx, admin, role=Role.ADMIN, agency="Unit 7")

    outcomes = await at_once(replicas, ask, team)
    assert len(set(outcomes)) == 1
    assert isinstance(outcomes[0], Nomination)


async def test_a_nomination_confirmed_by_several_makes_one_link(replicas: list[Database]) -> None:
    async with replicas[0].transaction() as tx:
        team = [await join(tx, KH, number, Role.ADMIN) for number in range(1, 5)]
        asked = await administration.invite(tx, team[0], role=Role.ADMIN, agency="Unit 7")
    assert isinstance(asked, Nomination)
    code = asked.code

    made = await at_once(
        replicas, lambda tx, admin: administration.confirm(tx, admin, code), team[1:]
    )
    assert [str(each) for each in made].count("error-nomination-ended") == 2
