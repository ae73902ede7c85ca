"""Disclosures to third parties: proposed by one Party, approved by the other (Article 9)."""

from collections.abc import Sequence
from functools import partial

from liaison.approvals import service as approval_service
from liaison.approvals.rules import ProposedChange
from liaison.audit import service as audit_service
from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode, Priority, party_name
from liaison.core.cards import text
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import Person, PersonId
from liaison.core.transaction import Tx, unused_code
from liaison.disclosures import rules as disclosure_rules
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import (
    CODE_PREFIX,
    DISCLOSURE_RECORD,
    Disclosure,
    DisclosureCode,
    DisclosureState,
    DisclosureTerms,
    check_in_force,
    check_new_disclosure,
    disclosure_change,
    disclosure_code,
    new_disclosure,
)
from liaison.lifecycle.steps import NextCheck, Step, finish_step, found_or_raise, save_step
from liaison.notifications.kinds import NewNotice, NoticeKind, Side
from liaison.notifications.rules import Audience
from liaison.redactions.service import TypedText

_KIND = partial(NoticeKind, subject=AGREEMENT_SUBJECT, audience=Audience.COORDINATORS_ONLY)
WITHDRAWN = _KIND("disclosure-withdrawn", side=Side.OTHER, priority=Priority.IMPORTANT)
WITHDRAWN_BY_COLLEAGUE = _KIND("disclosure-withdrawn-by-colleague")
EXPIRED = _KIND("disclosure-expired", side=Side.BOTH)
TIMER = "disclosure"
"""Timer kind for the end of a consent."""


async def lock(tx: Tx, code: DisclosureCode) -> Disclosure:
    """Load and lock a disclosure. Raises ``WrongValue``."""
    return found_or_raise(await tx.of(Disclosures).lock(code), "/disclosures")


async def propose(tx: Tx, person: Person, terms: DisclosureTerms) -> Disclosure:
    """Propose a disclosure, based on the other Party's letter of consent. Raises ``UserError``."""
    providing = tx.agreement.other(person.party)
    check_new_disclosure(terms, await tx.of(Disclosures).agreed(person.party), tx.now)
    code = await unused_code(tx, person.party, CODE_PREFIX, DisclosureCode, tx.of(Disclosures).lock)
    change = disclosure_change(code, terms, party=person.party)
    approval = await approval_service.propose(tx, person, change)
    disclosure = new_disclosure(approval, providing=providing.code, zone=providing.zone)
    await tx.of(Disclosures).add(disclosure)
    await audit_service.record_step(tx, "propose", disclosure, actor=person)
    return disclosure


async def apply(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Put a consent in force. Raises ``UserError`` if its last day is over."""
    disclosure = await lock(tx, disclosure_code(change))
    check_in_force(disclosure, tx.now)
    await tx.audit("disclosure.grant", disclosure.code, actor=person)
    await tx.schedule_timer(TIMER, disclosure.code, disclosure.ends_at)


async def withdraw(tx: Tx, person: Person, code: DisclosureCode) -> Disclosure:
    """Withdraw the own Party's consent. Raises ``WrongValue`` or what ``rules.withdraw`` raises."""
    withdrawn = disclosure_rules.withdraw(await lock(tx, code), person, at=tx.now)
    step = Step(
        withdrawn,
        "withdraw",
        actor=person,
        timer=NextCheck(TIMER, code, at=None),
        notices=_ended(tx, withdrawn, WITHDRAWN, WITHDRAWN_BY_COLLEAGUE, by=person.id),
    )
    return await save_step(tx, step, tx.of(Disclosures).change)


async def run_timer(tx: Tx, code: DisclosureCode) -> None:
    """Notify both Parties of a consent whose last day is over."""
    disclosure = await tx.of(Disclosures).lock(code)
    state = None if disclosure is None else disclosure.state(tx.now)
    if disclosure is not None and state is DisclosureState.GRANTED:
        await tx.schedule_timer(TIMER, code, disclosure.ends_at)
        return
    await tx.schedule_timer(TIMER, code, None)
    if disclosure is not None and state is DisclosureState.EXPIRED:
        notices = _ended(tx, disclosure, EXPIRED)
        await finish_step(tx, Step(disclosure, "expire", actor=None, notices=notices))


async def find_typed_texts(tx: Tx, _party: PartyCode, code: str) -> Sequence[TypedText]:
    """The letter of consent to a disclosure. Raises ``WrongValue``."""
    terms, record = (await lock(tx, DisclosureCode(code))).terms, RecordRef(DISCLOSURE_RECORD, code)
    return [TypedText("letter", terms.letter, terms.letter_day, record, "letter-day")]


def _ended(
    tx: Tx, disclosure: Disclosure, *kinds: NoticeKind, by: PersonId | None = None
) -> list[NewNotice]:
    key, providing = disclosure.state(tx.now), disclosure.providing
    title = text(f"notice-disclosure-{key}", code=disclosure.code, party=party_name(providing))
    return [
        notice
        for kind in kinds
        for notice in kind.notices(tx.agreement, providing, disclosure.code, title, by=by)
    ]
