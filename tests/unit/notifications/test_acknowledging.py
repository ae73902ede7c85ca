"""Acknowledging a notice and settling it, and the codes by which people name one."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import Priority
from liaison.core.errors import UserError
from liaison.core.people import Person
from liaison.notifications import rules
from tests.unit.notifications.unanswered import MADE_AT, delivered, extend_for_outage, made, on
from tests.unit.quiet_hours import DAY, HOUR, HOURS
from tests.unit.samples import BOPHA, DARA, LI, SOKHA, WANG

READ = delivered(Priority.ROUTINE, state=rules.NoticeState.DELIVERED)
ACKNOWLEDGED = rules.acknowledge(delivered(), SOKHA, was_notified=True, now=MADE_AT)


def check(notice: rules.Notice, now: datetime, *, reached: bool = True) -> rules.DeliveryDecision:
    return rules.next_delivery(notice, HOURS[notice.party], is_reachable=reached, now=now)


@pytest.mark.parametrize("who", [SOKHA, DARA])
def test_one_person_acknowledges_for_the_party_and_nothing_follows(who: Person) -> None:
    now = MADE_AT + HOUR
    notice = rules.acknowledge(delivered(), who, was_notified=True, now=now)
    assert notice.state is rules.NoticeState.ACKNOWLEDGED
    assert (notice.ended_at, notice.ended_by) == (now, who.id)
    for later in (now, MADE_AT + DAY, MADE_AT + 400 * DAY):
        for reached in (True, False):
            assert check(notice, later, reached=reached) == rules.DeliveryDecision()


def test_nothing_follows_a_resolved_notice() -> None:
    for notice in (made(), delivered(), delivered(repeat=True)):
        ended = rules.resolve(notice, MADE_AT + HOUR)
        assert (ended.state, ended.ended_at) == (rules.NoticeState.RESOLVED, MADE_AT + HOUR)
        assert ended.ended_by is None
        assert check(ended, MADE_AT + 400 * DAY) == rules.DeliveryDecision()


def test_a_notice_that_ends_after_an_outage_is_not_repeated() -> None:
    notice = extend_for_outage(
        delivered(repeat=True), rules.Outage(start=on("03-03 18:00"), end=on("03-04 03:00"))
    )
    ended = rules.acknowledge(notice, SOKHA, was_notified=True, now=on("03-04 06:00"))
    assert check(ended, on("03-04 07:00")) == rules.DeliveryDecision()


@pytest.mark.parametrize(
    ("notice", "who", "was_notified", "error"),
    [
        (delivered(), DARA, False, None),
        (delivered(), SOKHA, False, "error-not-your-notice"),
        (delivered(), BOPHA, False, "error-not-your-notice"),
        (delivered(), LI, True, "error-unknown-code"),
        (delivered(), WANG, True, "error-unknown-code"),
        (ACKNOWLEDGED, WANG, True, "error-unknown-code"),
        (made(Priority.ROUTINE), DARA, True, "error-nothing-to-acknowledge"),
        (READ, DARA, True, "error-nothing-to-acknowledge"),
        (rules.resolve(delivered(), MADE_AT), DARA, True, "error-nothing-to-acknowledge"),
    ],
)
def test_recipients_and_coordinators_of_the_party_acknowledge_what_needs_it(
    notice: rules.Notice, who: Person, error: str | None, *, was_notified: bool
) -> None:
    if error is None:
        done = rules.acknowledge(notice, who, was_notified=was_notified, now=MADE_AT)
        assert done.ended_by == who.id
        return
    with pytest.raises(UserError, match=error):
        rules.acknowledge(notice, who, was_notified=was_notified, now=MADE_AT)


def test_acknowledging_twice_keeps_the_time_of_the_first() -> None:
    first = rules.acknowledge(delivered(), SOKHA, was_notified=True, now=MADE_AT + HOUR)
    for who in (SOKHA, DARA):
        with pytest.raises(rules.NothingToAcknowledge):
            rules.acknowledge(first, who, was_notified=True, now=MADE_AT + 2 * HOUR)
    assert first.ended_at == MADE_AT + HOUR


@given(seed=st.binary(min_size=rules.CODE_LENGTH, max_size=rules.CODE_LENGTH))
def test_a_code_is_read_as_it_may_be_typed(seed: bytes) -> None:
    code = rules.new_notice_code(lambda count: seed[:count])
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    khmer = "".join(chr(0x17E0 + int(c)) if c.isdecimal() else c for c in code)
    slips = code.replace("0", "o").replace("1", "l")
    spaced = f" {code[:2]} {code[2:]} "
    for typed in (code, code.lower(), wide, khmer, slips, spaced, f"\u2066{code}\u2069"):
        assert rules.parse_notice_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "7F3K", "7F3K99", "7F3KU", "7F3K!", "7F3K\n/", "😀", "KH26-7F3KK", "0" * 5000]
)
def test_what_is_no_code_is_unknown(typed: str) -> None:
    with pytest.raises(UserError, match="error-unknown-code"):
        rules.parse_notice_code(typed)


@given(st.text())
def test_any_text_is_a_code_or_unknown(typed: str) -> None:
    try:
        code = rules.parse_notice_code(typed)
    except UserError:
        return
    assert rules.parse_notice_code(code) == code
    assert len(code) == rules.CODE_LENGTH
