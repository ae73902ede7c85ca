"""Codes of records: each is read as it may be typed, and no other text is one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.agreement.rules import parse_difference_code
from liaison.approvals.rules import parse_approval_code
from liaison.core.errors import Conflict, UserError, WrongValue
from liaison.core.references import new_coded
from liaison.disclosures.rules import parse_disclosure_code
from liaison.meetings.rules import parse_meeting_code
from liaison.people.nominations import parse_nomination_code
from tests.unit.samples import REFERENCE

Parse = Callable[[str], str]
EACH_KIND = pytest.mark.parametrize(
    ("prefix", "parse", "error", "unknown"),
    [
        ("C", parse_disclosure_code, WrongValue, "error-unknown-code"),
        ("D", parse_difference_code, WrongValue, "error-unknown-code"),
        ("K", parse_approval_code, Conflict, "error-unknown-code"),
        ("M", parse_meeting_code, WrongValue, "error-unknown-code"),
        ("N", parse_nomination_code, UserError, "error-unknown-code"),
    ],
)


@EACH_KIND
@given(drawn=st.binary(min_size=4, max_size=4), year=st.integers(2000, 2099))
def test_a_code_is_read_as_it_may_be_typed(
    prefix: str, parse: Parse, error: type[UserError], unknown: str, drawn: bytes, year: int
) -> None:
    code = new_coded(prefix, year, lambda _count: drawn)
    assert code.startswith(f"{prefix}{year % 100:02}-")
    assert parse(code) == parse(f" {code.lower().replace('-', ' ')} ") == code
    with pytest.raises(error, match=unknown):
        parse(code[:-1] + ("0" if code[-1] != "0" else "1"))


@EACH_KIND
def test_another_text_is_unknown(
    prefix: str, parse: Parse, error: type[UserError], unknown: str
) -> None:
    of_another = new_coded("X", 2026, lambda count: bytes(range(count)))
    for typed in ("", f"{prefix}26", f"{prefix}26-7F3K", of_another, REFERENCE, "requests"):
        with pytest.raises(error, match=unknown):
            parse(typed)
