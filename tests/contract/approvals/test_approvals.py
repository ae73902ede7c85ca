"""Approvals: kept as they were, one open about a subject, and listed without their timers."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from liaison.agreement.service import AMENDMENT_APPROVAL
from liaison.approvals import rules as approval_rules
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalCode, ApprovalState, ProposedChange
from liaison.core.errors import Conflict
from liaison.core.people import Person, PersonId
from liaison.core.transaction import today_of
from liaison.lifecycle.model import VersionedRef
from liaison.requests import extensions
from liaison.requests import service as request_service
from liaison.requests.model import EXTENSION_APPROVAL, Action, ExtensionReason
from storage.database import Database
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import DAY, REFERENCE, SECOND, START, logged

CODE, OTHER_CODE = ApprovalCode("K26-00001"), ApprovalCode("K26-00002")
CHANGE = ProposedChange(
    kind=EXTENSION_APPROVAL, of=REFERENCE, before="2026-04-14", after="2026-04-28", reason="court"
)


def proposal(person: Person, code: ApprovalCode = CODE) -> Approval:
    """An extension that the person's Party proposes."""
    return Approval(
        code=code,
        change=CHANGE,
        party=person.party,
        by=person.id,
        made_at=START,
        expires_at=START + timedelta(days=14),
    )


def ended(approval: Approval, state: ApprovalState, by: PersonId | None) -> Approval:
    at = START + SECOND
    return replace(approval, state=state, version=approval.version + 1, ended_at=at, ended_by=by)


@pytest.mark.parametrize("state", ApprovalState)
async def test_a_proposal_of_every_state_is_found(db: Database, state: ApprovalState) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        kept = proposal(alice)
        assert await tx.of(Approvals).add(kept)
        if state is not ApprovalState.OPEN:
            kept = ended(kept, state, None if state is ApprovalState.EXPIRED else bob.id)
            assert await tx.of(Approvals).change(kept)
    async with db.transaction() as tx:
        assert await tx.of(Approvals).get(CODE) == kept
        assert await tx.of(Approvals).get(OTHER_CODE) is None
        opened = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, REFERENCE)
        assert opened == (kept if state is ApprovalState.OPEN else None)
        assert await tx.of(Approvals).find_open(EXTENSION_APPROVAL, "KH26-0AAAA") is None


async def test_beside_an_open_proposal_the_database_keeps_no_second_one(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposal(alice)
        assert await tx.of(Approvals).add(first)
        assert not await tx.of(Approvals).add(proposal(bob, OTHER_CODE))
        assert await tx.of(Approvals).change(approval_rules.expire(first, at=START + SECOND))
        assert await tx.of(Approvals).add(proposal(bob, OTHER_CODE))


async def test_what_both_agreed_to_is_listed_by_its_kind_the_latest_first(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        text = replace(CHANGE, kind=AMENDMENT_APPROVAL, of="Protocol 1", before="none")
        first = replace(proposal(alice), change=text)
        later = replace(proposal(alice, OTHER_CODE), change=replace(text, of="Protocol 2"))
        for approval in (first, later):
            await tx.of(Approvals).add(approval)
        assert await tx.of(Approvals).agreed(AMENDMENT_APPROVAL) == []
        first = ended(first, ApprovalState.AGREED, bob.id)
        later = replace(ended(later, ApprovalState.AGREED, bob.id), ended_at=START + 2 * SECOND)
        for approval in (first, later):
            await tx.of(Approvals).change(approval)
        assert await tx.of(Approvals).agreed(AMENDMENT_APPROVAL) == [later, first]
        assert await tx.of(Approvals).agreed(EXTENSION_APPROVAL) == []


async def test_an_open_proposal_without_a_timer_is_listed(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposal(alice)
        await tx.of(Approvals).add(first)
        assert ("two_key", CODE) in await tx.missing_timers()
        await tx.of(Approvals).change(ended(first, ApprovalState.DECLINED, bob.id))
        assert await tx.missing_timers() == []
        await tx.of(Approvals).add(proposal(alice, OTHER_CODE))
        await tx.schedule_timer("two_key", OTHER_CODE, START)
        await tx.timers.flush()
        assert await tx.missing_timers() == []


async def test_a_date_is_agreed_to_until_it_has_passed(db: Database) -> None:
    async with db.transaction() as tx:
        request, _ = await logged(tx, (await both(tx))[0])
        today = today_of(tx, request.requested)
        await extensions.check(tx, replace(CHANGE, after=today.isoformat()))
        passed = replace(CHANGE, after=(today - timedelta(days=1)).isoformat())
        with pytest.raises(Conflict, match="error-day-passed"):
            await extensions.check(tx, passed)


async def test_of_two_proposed_at_once_one_is_kept(db: Database) -> None:
    ref = VersionedRef(REFERENCE)
    async with db.transaction() as tx:
        people = alice, bob = await both(tx)
        await logged(tx, alice)
        permit = await request_service.check(tx, bob, ref, Action.RECEIVE)
        receipt = request_service.receipt(tx, permit.request, DAY)
        await request_service.take_step(tx, permit, receipt)

    async def propose(person: Person) -> str | None:
        try:
            async with db.transaction() as tx:
                request = await extensions.check_extension(tx, person, ref)
                await extensions.propose(
                    tx, person, request, to=date(2026, 4, 28), reason=ExtensionReason.COURT
                )
        except Conflict as refusal:
            return f"{refusal} {refusal.values['code']}"
        return None

    for _ in range(5):
        told = await asyncio.gather(*map(propose, people))
        async with db.transaction() as tx:
            approval = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, REFERENCE)
            assert approval is not None
            assert set(told) == {None, f"error-approval-pending {approval.code}"}
            await tx.of(Approvals).change(approval_rules.expire(approval, at=tx.now))
