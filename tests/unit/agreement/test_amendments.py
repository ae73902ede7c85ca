"""Amendments: a reference, a date, and no text twice."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from liaison.agreement.service import AMENDMENT_APPROVAL, amendment
from liaison.approvals import rules
from liaison.core import validation
from liaison.core.errors import Conflict, UserError
from liaison.core.form import DateOutOfRange
from liaison.core.people import APPROVER_ROLES
from liaison.core.working_time import DAY
from tests.unit.samples import DARA, LATER, WANG

TEXT, TODAY = "Protocol 2/2026 MFA", date(2026, 3, 20)
CHANGE = rules.ProposedChange(
    kind=AMENDMENT_APPROVAL, of=TEXT, before="none", after="2026-03-18", reason="text"
)


def agreed(change: rules.ProposedChange) -> rules.Approval:
    code = rules.ApprovalCode("K26-00001")
    approval = rules.propose(
        change, DARA, approvers=APPROVER_ROLES, code=code, at=LATER, open_for=14 * DAY
    )
    later = LATER + DAY
    return rules.end(approval, rules.ApprovalAction.AGREE, WANG, approvers=APPROVER_ROLES, at=later)


def test_a_text_that_no_one_agreed_to_yet_is_proposed() -> None:
    others = [agreed(replace(CHANGE, of="Protocol 1/2026 MFA"))]
    assert amendment(TEXT, date(2026, 3, 18), others) == CHANGE


def test_a_text_that_is_agreed_is_not_proposed_again() -> None:
    with pytest.raises(Conflict, match="error-amendment-agreed") as refused:
        amendment(TEXT, date(2026, 3, 18), [agreed(CHANGE)])
    assert refused.value.values["at"] == LATER + DAY


reference = partial(validation.parse_letter, longest=validation.MAX_REFERENCE)


@pytest.mark.parametrize("typed", ["No 12 " + "a" * 54, "公刑〔2026〕18号", "១២៣/២៦ MFA"])
def test_a_reference_has_up_to_sixty_characters(typed: str) -> None:
    assert reference(f" {typed} ") == typed


@pytest.mark.parametrize(
    "typed", ["No 12 " + "a" * 55, "", "no number", "12\n13", "id 110101199003078515", "1\x07"]
)
def test_what_is_no_reference_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match=r"error-(not-a-letter|letter-like-a-document)"):
        reference(typed)


def test_a_text_has_any_date_that_is_not_ahead() -> None:
    for day in (TODAY, date(1900, 1, 1)):
        assert validation.text_days(TODAY).check(day) == day
    with pytest.raises(DateOutOfRange):
        validation.text_days(TODAY).check(TODAY + DAY)
