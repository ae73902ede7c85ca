"""What waits for the second key: kept as it was, one about a matter, and named where asleep."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from liaison.agreement.amendments import AMENDMENT_APPROVAL
from liaison.approvals import rules as approval_rules
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import Change, KeyOpen, TwoKey, TwoKeyCode, TwoKeyState
from liaison.core.people import Person, PersonId
from liaison.requests import extensions
from liaison.requests import service as request_service
from liaison.requests.model import EXTENSION_APPROVAL, Action, ExtensionReason
from storage.database import Database
from tests.contract.samples import DAY, REFERENCE, SECOND, START, logged
from tests.contract.test_meetings import both

pytestmark = pytest.mark.contract

CODE, OTHER_CODE = TwoKeyCode("K26-00001"), TwoKeyCode("K26-00002")
CHANGE = Change(
    kind=EXTENSION_APPROVAL,
    of=REFERENCE,
    before="2026-04-14",
    after="2026-04-28",
    reason="court",
)


def proposal(person: Person, code: TwoKeyCode = CODE) -> TwoKey:
    """An extension that the person's Party proposes."""
    return TwoKey(
        code=code,
        change=CHANGE,
        party=person.party,
        by=person.id,
        made_at=START,
        expires_at=START + timedelta(days=14),
    )


def ended(key: TwoKey, state: TwoKeyState, by: PersonId | None) -> TwoKey:
    at = START + SECOND
    return replace(key, state=state, version=key.version + 1, ended_at=at, ended_by=by)


@pytest.mark.parametrize("state", TwoKeyState)
async def test_a_proposal_is_found_as_it_was_kept_in_every_state(
    db: Database, state: TwoKeyState
) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        kept = proposal(alice)
        assert await tx.of(TwoKeys).add(kept)
        if state is not TwoKeyState.OPEN:
            kept = ended(kept, state, None if state is TwoKeyState.EXPIRED else bob.id)
            assert await tx.of(TwoKeys).change(kept)
    async with db.transaction() as tx:
        assert await tx.of(TwoKeys).get(CODE) == kept
        assert await tx.of(TwoKeys).get(OTHER_CODE) is None
        assert await tx.of(TwoKeys).exists(CODE)
        assert not await tx.of(TwoKeys).exists(OTHER_CODE)
        opened = await tx.of(TwoKeys).find_open(EXTENSION_APPROVAL, REFERENCE)
        assert opened == (kept if state is TwoKeyState.OPEN else None)
        assert await tx.of(TwoKeys).find_open(EXTENSION_APPROVAL, "KH26-0AAAA") is None


async def test_beside_an_open_proposal_the_database_keeps_no_second_one(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposal(alice)
        assert await tx.of(TwoKeys).add(first)
        assert not await tx.of(TwoKeys).add(proposal(bob, OTHER_CODE))
        assert await tx.of(TwoKeys).change(approval_rules.expire(first, at=START + SECOND))
        assert await tx.of(TwoKeys).add(proposal(bob, OTHER_CODE))


async def test_a_proposal_changes_only_from_the_version_before(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposal(alice)
        await tx.of(TwoKeys).add(first)
        assert await tx.of(TwoKeys).change(ended(first, TwoKeyState.DECLINED, bob.id))
        assert not await tx.of(TwoKeys).change(ended(first, TwoKeyState.AGREED, bob.id))
        kept = await tx.of(TwoKeys).get(CODE)
        assert kept is not None
        assert kept.state is TwoKeyState.DECLINED


async def test_what_both_agreed_to_is_listed_by_its_kind_the_latest_first(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        text = replace(CHANGE, kind=AMENDMENT_APPROVAL, of="Protocol 1", before="none")
        first = replace(proposal(alice), change=text)
        later = replace(proposal(alice, OTHER_CODE), change=replace(text, of="Protocol 2"))
        for key in (first, later):
            await tx.of(TwoKeys).add(key)
        assert await tx.of(TwoKeys).agreed(AMENDMENT_APPROVAL) == []
        first = ended(first, TwoKeyState.AGREED, bob.id)
        later = replace(ended(later, TwoKeyState.AGREED, bob.id), ended_at=START + 2 * SECOND)
        for key in (first, later):
            await tx.of(TwoKeys).change(key)
        assert await tx.of(TwoKeys).agreed(AMENDMENT_APPROVAL) == [later, first]
        assert await tx.of(TwoKeys).agreed(EXTENSION_APPROVAL) == []


async def test_an_open_proposal_without_a_wake_up_is_named(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposal(alice)
        await tx.of(TwoKeys).add(first)
        assert ("two_key", CODE) in await tx.missing_timers.listed()
        await tx.of(TwoKeys).change(ended(first, TwoKeyState.DECLINED, bob.id))
        assert await tx.missing_timers.listed() == []
        await tx.of(TwoKeys).add(proposal(alice, OTHER_CODE))
        await tx.wake("two_key", OTHER_CODE, START)
        await tx.wakeups.flush()
        assert await tx.missing_timers.listed() == []


async def test_of_two_that_propose_at_once_one_is_kept_and_the_other_is_told_of_it(
    db: Database,
) -> None:
    press = request_service.Press(reference=REFERENCE)
    async with db.transaction() as tx:
        people = alice, bob = await both(tx)
        await logged(tx, alice)
        permit = await request_service.check(tx, bob, press, Action.RECEIVE)
        await request_service.receive(tx, permit, day=DAY)

    async def propose(person: Person) -> str | None:
        try:
            async with db.transaction() as tx:
                request = await extensions.check(tx, person, press)
                await extensions.propose(
                    tx, person, request, to=date(2026, 4, 28), reason=ExtensionReason.COURT
                )
        except KeyOpen as refusal:
            return str(refusal.values["code"])
        return None

    for _ in range(5):
        told = await asyncio.gather(*map(propose, people))
        async with db.transaction() as tx:
            key = await tx.of(TwoKeys).find_open(EXTENSION_APPROVAL, REFERENCE)
            assert key is not None
            assert sorted(told, key=str) == sorted([None, key.code], key=str)
            await tx.of(TwoKeys).change(approval_rules.expire(key, at=tx.now))
