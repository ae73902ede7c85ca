"""Disclosures: kept as they were, the newest first, with the state of their approvals."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalCode, ApprovalState
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.disclosures import rules
from liaison.disclosures.repository import Disclosures
from liaison.requests.repository import RequestFilter, Requests
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import CN, KH, SECOND, START, logged
from tests.unit.disclosures.test_disclosures import TERMS

CODE, OTHER_CODE = rules.DisclosureCode("C26-00011"), rules.DisclosureCode("C26-00012")


def consent_key(
    person: Person,
    code: rules.DisclosureCode = CODE,
    terms: rules.DisclosureTerms = TERMS,
    *,
    after: int = 0,
) -> Approval:
    """The proposal of a disclosure, made so many seconds after the start."""
    return Approval(
        code=ApprovalCode(f"K{code[1:]}"),
        change=rules.disclosure_change(code, terms, party=person.party),
        party=person.party,
        by=person.id,
        made_at=START + after * SECOND,
        expires_at=START + timedelta(days=14),
    )


def disclosure(approval: Approval) -> rules.Disclosure:
    """The disclosure that a proposal is about."""
    providing = CN if approval.party == KH else KH
    return rules.new_disclosure(approval, providing=providing, zone="Asia/Shanghai")


async def kept(tx: Transaction, approval: Approval) -> rules.Disclosure:
    assert await tx.of(Approvals).add(approval)
    made = disclosure(approval)
    await tx.of(Disclosures).add(made)
    return made


def agreed(approval: Approval, actor: Person) -> Approval:
    return replace(
        approval, state=ApprovalState.AGREED, version=2, ended_at=START + SECOND, ended_by=actor.id
    )


@pytest.mark.parametrize("scope", rules.Scope)
async def test_a_disclosure_is_found_as_it_was_kept(db: Database, scope: rules.Scope) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        made = await kept(tx, consent_key(alice, terms=replace(TERMS, scope=scope)))
    async with db.transaction() as tx:
        assert await tx.of(Disclosures).lock(CODE) == made
        assert await tx.of(Disclosures).lock(OTHER_CODE) is None


async def test_the_state_follows_from_the_approval_and_it_is_withdrawn_once(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        approval = consent_key(alice)
        await kept(tx, approval)
        assert await tx.of(Disclosures).agreed(KH) == []
        assert await tx.of(Approvals).change(agreed(approval, bob))
        found = await tx.of(Disclosures).lock(CODE)
        assert found is not None
        assert found.approval == agreed(approval, bob)
        assert await tx.of(Disclosures).agreed(KH) == [found]
        assert await tx.of(Disclosures).agreed(CN) == []
        withdrawn = rules.withdraw(found, bob, at=START + SECOND)
        assert await tx.of(Disclosures).change(withdrawn)
        assert not await tx.of(Disclosures).change(withdrawn)
    async with db.transaction() as tx:
        assert await tx.of(Disclosures).lock(CODE) == withdrawn
        assert await tx.of(Disclosures).agreed(KH) == []


async def test_a_disclosure_with_another_letter_is_not_proposed_twice(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        other = replace(TERMS, letter="19/26", until=date(2026, 7, 1))
        await kept(tx, consent_key(alice))
        assert not await tx.of(Approvals).add(consent_key(alice, OTHER_CODE, other))
        assert await tx.of(Approvals).add(consent_key(bob, OTHER_CODE))


async def test_requests_are_listed_by_the_year_of_their_references(db: Database) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        for reference in ("KH25-00001", "KH26-00001", "KH26-00002"):
            await logged(tx, alice, Reference(reference))
        for year, total in {2024: 0, 2025: 1, 2026: 2, None: 3}.items():
            chosen = RequestFilter(which="all", today={}, year=year)
            found, counted = await tx.of(Requests).listed(KH, chosen)
            assert (len(found), counted) == (total, total)
