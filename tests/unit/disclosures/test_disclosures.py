"""Disclosures: what a consent covers, until when, and who may give, use and withdraw it."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from liaison.approvals.rules import Approval, ApprovalAction, ApprovalCode, end, expire, propose
from liaison.core.errors import UserError
from liaison.core.form import DateOutOfRange
from liaison.core.people import COORDINATORS, Person
from liaison.disclosures import rules
from tests.unit.samples import BOPHA, CHEN, CN, DARA, KH, LATER, LI, REFERENCE, SOKHA, WANG

MOMENT, DAY = timedelta(microseconds=1), timedelta(days=1)
CODE = rules.DisclosureCode("C26-7F3K9")
TODAY = date(2026, 3, 20)
TERMS = rules.DisclosureTerms(
    item=rules.ALL_REQUESTS,
    third_party="unodc",
    purpose="statistics",
    scope=rules.Scope.STATUS,
    until=date(2026, 6, 30),
    letter="公刑〔2026〕18号 MPS",
    letter_day=date(2026, 3, 1),
)
ENDS = datetime(2026, 6, 30, 16, 0, tzinfo=UTC)
"""When the last day is over in Beijing."""
States = rules.DisclosureState
WANTED = rules.ExportScope(third_party="unodc")


def proposal(terms: rules.DisclosureTerms = TERMS) -> Approval:
    change = rules.disclosure_change(CODE, terms, party=KH)
    code = ApprovalCode("K26-7F3K4")
    return propose(change, DARA, approvers=COORDINATORS, code=code, at=LATER, open_for=14 * DAY)


def proposed(terms: rules.DisclosureTerms = TERMS) -> rules.Disclosure:
    return rules.new_disclosure(proposal(terms), providing=CN, zone="Asia/Shanghai")


def answered(
    action: ApprovalAction, actor: Person, terms: rules.DisclosureTerms = TERMS
) -> rules.Disclosure:
    ended = end(proposal(terms), action, actor, approvers=COORDINATORS, at=LATER)
    return rules.new_disclosure(ended, providing=CN, zone="Asia/Shanghai")


def granted(terms: rules.DisclosureTerms = TERMS) -> rules.Disclosure:
    return answered(ApprovalAction.AGREE, WANG, terms)


@pytest.mark.parametrize("item", [rules.ALL_REQUESTS, REFERENCE])
def test_a_proposal_has_all_terms_of_the_disclosure(item: str) -> None:
    terms = replace(TERMS, item=item, scope=rules.Scope.RECORD)
    disclosure = proposed(terms)
    assert disclosure.terms == rules.terms_in(disclosure.approval.change) == terms
    assert disclosure.code == rules.disclosure_code(disclosure.approval.change) == CODE
    assert (disclosure.disclosing, disclosure.providing) == (KH, CN)
    assert disclosure.ends_at == ENDS
    assert disclosure.approval.change.before == "none"


def test_the_letter_and_the_last_day_do_not_make_another_disclosure() -> None:
    one = rules.disclosure_change(CODE, TERMS, party=KH).of
    later = replace(TERMS, until=TODAY, letter="1")
    assert one == rules.disclosure_change(CODE, later, party=KH).of
    changed = (
        replace(TERMS, item=REFERENCE),
        replace(TERMS, third_party="iom"),
        replace(TERMS, purpose="reporting"),
        replace(TERMS, scope=rules.Scope.RECORD),
    )
    others = [rules.disclosure_change(CODE, each, party=KH).of for each in changed]
    others.append(rules.disclosure_change(CODE, TERMS, party=CN).of)
    assert len({one, *others}) == len(others) + 1


EXPIRED = replace(proposed(), approval=expire(proposal(), at=LATER))


@pytest.mark.parametrize(
    ("disclosure", "state", "error"),
    [
        (proposed(), States.PROPOSED, "disclosure-standing"),
        (granted(), States.GRANTED, None),
        (answered(ApprovalAction.DECLINE, WANG), States.DECLINED, "disclosure-standing"),
        (answered(ApprovalAction.WITHDRAW, DARA), States.RETRACTED, "disclosure-standing"),
        (EXPIRED, States.LAPSED, "disclosure-standing"),
        (rules.withdraw(granted(), WANG, at=LATER), States.WITHDRAWN, "disclosure-standing"),
    ],
)
def test_the_state_follows_from_the_approval_and_a_withdrawal(
    disclosure: rules.Disclosure, state: States, error: str | None
) -> None:
    assert disclosure.state(LATER) is state
    if error is None:
        rules.check_in_force(disclosure, LATER)
        return
    with pytest.raises(UserError, match=error):
        rules.check_in_force(disclosure, LATER)
    with pytest.raises(UserError, match=error):
        rules.check_export(disclosure, DARA, WANTED, LATER)


def test_a_consent_is_valid_until_its_last_day_is_over() -> None:
    rules.check_export(granted(), DARA, WANTED, ENDS - MOMENT)
    for late in (ENDS, ENDS + MOMENT):
        assert granted().state(late) is States.EXPIRED
        with pytest.raises(UserError, match="disclosure-standing") as caught:
            rules.check_export(granted(), DARA, WANTED, late)
        assert caught.value.values["state"] is States.EXPIRED
        assert caught.value.values["last"] == TERMS.until


def test_a_proposal_lapses_without_its_timer() -> None:
    last = LATER + 14 * DAY
    assert proposed().state(last - MOMENT) is States.PROPOSED
    assert proposed().state(last) is States.LAPSED


def test_a_withdrawn_consent_stays_withdrawn_after_its_last_day() -> None:
    assert rules.withdraw(granted(), WANG, at=LATER).state(ENDS + DAY) is States.WITHDRAWN


@pytest.mark.parametrize("item", [rules.ALL_REQUESTS, REFERENCE])
@pytest.mark.parametrize("scope", rules.Scope)
def test_an_export_has_at_most_what_the_consent_covers(item: str, scope: rules.Scope) -> None:
    disclosure = granted(replace(TERMS, item=item, scope=scope))
    items = [None, rules.ALL_REQUESTS, REFERENCE, "KH26-00000"]
    for third, wanted, much in product(["unodc", "iom"], items, [None, *rules.Scope]):
        asked = rules.ExportScope(third_party=third, item=wanted, scope=much)
        more = [
            third != "unodc",
            item != rules.ALL_REQUESTS and wanted not in (None, item),
            scope is rules.Scope.STATUS and much is rules.Scope.RECORD,
        ]
        refused = (
            pytest.raises(UserError, match="error-not-covered") if any(more) else nullcontext()
        )
        with refused:
            rules.check_export(disclosure, DARA, asked, LATER)


@pytest.mark.parametrize("who", [SOKHA, DARA, BOPHA, LI, WANG, CHEN])
def test_coordinators_of_one_party_use_a_consent_of_the_other_withdraw_it(who: Person) -> None:
    if who is not DARA:
        refusal = "error-not-your-disclosure" if who is WANG else "error-not-your-role"
        with pytest.raises(UserError, match=refusal):
            rules.check_export(granted(), who, WANTED, LATER)
    if who is not WANG:
        refusal = "error-not-your-side" if who is DARA else "error-not-your-role"
        with pytest.raises(UserError, match=refusal):
            rules.withdraw(granted(), who, at=LATER)


def test_a_withdrawal_records_the_person_and_the_time_once() -> None:
    withdrawn = rules.withdraw(granted(), WANG, at=LATER)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_at) == (WANG.id, LATER)
    assert withdrawn.version == granted().version + 1
    with pytest.raises(UserError, match="disclosure-standing") as caught:
        rules.withdraw(withdrawn, WANG, at=LATER + DAY)
    assert caught.value.values["state"] is States.WITHDRAWN
    assert caught.value.values["at"] == LATER
    with pytest.raises(UserError, match="disclosure-standing"):
        rules.withdraw(proposed(), WANG, at=LATER)


def test_a_granted_disclosure_is_not_proposed_again() -> None:
    with pytest.raises(UserError, match="error-disclosure-granted") as caught:
        rules.check_new_disclosure(TERMS, [granted()], LATER)
    assert caught.value.values == {"code": CODE}
    rules.check_new_disclosure(replace(TERMS, until=TERMS.until + DAY), [granted()], LATER)
    rules.check_new_disclosure(TERMS, [rules.withdraw(granted(), WANG, at=LATER)], LATER)
    rules.check_new_disclosure(TERMS, [granted()], ENDS)
    rules.check_new_disclosure(TERMS, [], LATER)


def test_the_last_day_is_today_or_at_most_three_years_ahead() -> None:
    farthest = TODAY + timedelta(days=3 * 366)
    for day in (TODAY, farthest):
        assert rules.consent_days(TODAY).check(day) == day
    for day in (TODAY - DAY, farthest + DAY):
        with pytest.raises(DateOutOfRange) as caught:
            rules.consent_days(TODAY).check(day)
        assert caught.value.values == {"first": TODAY, "last": farthest}
