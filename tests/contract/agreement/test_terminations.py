"""Terminations: kept as they were, one in force, and listed without their timers."""

from dataclasses import replace
from datetime import timedelta

from bot.profile.agreement_file import default_agreement
from liaison.agreement import rules, service
from liaison.agreement.repository import Terminations
from liaison.core.people import Person
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import CN, DAY, START, Clock, at_once, once

CODE, OTHER_CODE = map(rules.TerminationCode, ("T26-00001", "T26-00002"))


def letter(person: Person) -> rules.ByLetter:
    return rules.ByLetter(letter="18/26 MFA", day=DAY, by=person.id, at=START)


def termination(person: Person, code: rules.TerminationCode = CODE) -> rules.Termination:
    """That the person's Party ends the Agreement."""
    return rules.give_notice(letter(person), person.party, default_agreement(), code=code)


async def test_a_notice_is_found_as_it_was_kept_and_as_it_was_taken_back(db: Database) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        assert await tx.of(Terminations).latest() is None
        kept = termination(alice)
        assert await tx.of(Terminations).add(kept)
    async with db.transaction() as tx:
        assert await tx.of(Terminations).lock(CODE) == kept
        assert await tx.of(Terminations).lock(OTHER_CODE) is None
        assert await tx.of(Terminations).latest() == kept
        back = rules.withdraw(kept, letter(alice))
        assert await tx.of(Terminations).change(back)
    async with db.transaction() as tx:
        assert await tx.of(Terminations).lock(CODE) == back
        assert not await tx.of(Terminations).strike(kept)
        assert await tx.of(Terminations).strike(back)
        assert await tx.of(Terminations).latest() is None


async def test_one_notice_is_in_force_and_comes_before_withdrawn_ones(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first, second = termination(alice), termination(bob, OTHER_CODE)
        assert await tx.of(Terminations).add(first)
        assert not await tx.of(Terminations).add(second)
        assert await tx.of(Terminations).change(rules.withdraw(first, letter(alice)))
        earlier = replace(second.notice, at=START - timedelta(hours=1))
        second = replace(second, notice=earlier)
        assert await tx.of(Terminations).add(second)
        assert await tx.of(Terminations).latest() == second


async def test_a_running_notice_without_a_timer_is_listed(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        kept = termination(alice)
        await tx.of(Terminations).add(kept)
        assert ("termination", CODE) in await tx.missing_timers()
    clock.turn(kept.ends_at - START)
    assert await once(db, lambda tx: tx.missing_timers()) == []


async def test_of_two_recorded_at_once_one_is_kept(db: Database) -> None:
    people = await once(db, both)

    async def record(tx: Transaction, person: Person) -> object:
        return await service.record(tx, person, CN, received_on=DAY, letter="18/26")

    kept = await at_once([db, db], record, people)
    assert [str(each) for each in kept].count("error-termination-runs") == 1
