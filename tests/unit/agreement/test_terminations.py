"""Terminations: they end ninety days after receipt, have reminders, and can be withdrawn."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.agreement import rules
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.form import DateOutOfRange
from liaison.core.people import Person
from liaison.lifecycle.model import ReminderPlan
from tests.unit.samples import AGREEMENT, BOPHA, CHEN, CN, DARA, KH, LI, SOKHA, WANG

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
RECEIVED, LAST = date(2026, 3, 2), date(2026, 5, 31)
NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
NINE = {KH: 2, CN: 1}
"""Nine in the morning of each capital, as an hour of UTC."""
REMINDER_DAYS = (60, 30, 14, 7, 1, 0)


def letter(day: date = RECEIVED) -> rules.ByLetter:
    return rules.ByLetter(letter="18/26 MFA", day=day, by=WANG.id, at=NOW)


def notice(party: PartyCode = CN, day: date = RECEIVED) -> rules.Termination:
    """That a Party ends the Agreement; the other one received it on that day."""
    return rules.give_notice(letter(day), party, AGREEMENT, code=rules.TerminationCode("T26-00001"))


def nine(days: int, party: PartyCode) -> datetime:
    """Nine o'clock of a Party, so many days before the last day."""
    day = LAST - days * DAY
    return datetime(day.year, day.month, day.day, NINE[party], tzinfo=UTC)


def plan_at(
    since: datetime, now: datetime, what: rules.Termination | None = None
) -> ReminderPlan[rules.TerminationReminder]:
    given = what or notice()
    return rules.next_termination_reminders(given, AGREEMENT, since=since, now=now)


def due(prompts: Iterable[rules.TerminationReminder]) -> list[tuple[datetime, PartyCode]]:
    return [(each.at, each.party) for each in prompts]


@pytest.mark.parametrize(("party", "offset"), [(CN, 7), (KH, 8)])
def test_it_ends_after_the_ninetieth_day_at_its_receiver(party: PartyCode, offset: int) -> None:
    given_notice = notice(party)
    assert given_notice.ends_on == LAST
    over = datetime(2026, 6, 1, tzinfo=UTC) - timedelta(hours=offset)
    assert given_notice.ends_at == over
    assert given_notice.state(over - MINUTE) is rules.TerminationState.RUNNING
    assert given_notice.state(over) is rules.TerminationState.ENDED
    taken_back = rules.withdraw(given_notice, letter())
    assert taken_back.version == 2
    assert taken_back.state(over) is rules.TerminationState.WITHDRAWN


@pytest.mark.parametrize("party", [KH, CN])
@pytest.mark.parametrize("days", REMINDER_DAYS)
def test_each_party_is_reminded_once_at_its_own_nine_o_clock(days: int, party: PartyCode) -> None:
    at = nine(days, party)
    assert (at, party) not in due(plan_at(at - 2 * MINUTE, at - MINUTE).reminders)
    assert plan_at(at - 2 * MINUTE, at - MINUTE).next_at == at
    assert due(plan_at(at - MINUTE, at).reminders) == [(at, party)]
    assert plan_at(at, at + MINUTE).reminders == ()


def test_after_the_last_reminder_the_timer_runs_once_more_at_the_end() -> None:
    ends_at = notice().ends_at
    assert plan_at(NOW, ends_at - MINUTE).next_at == ends_at
    assert plan_at(ends_at - MINUTE, ends_at) == ReminderPlan()
    late = ends_at + 3 * DAY
    assert plan_at(NOW, late).next_at is None
    assert due(plan_at(NOW, late).reminders) == [(nine(0, CN), CN), (nine(0, KH), KH)]


def test_a_withdrawn_termination_has_no_reminders() -> None:
    taken_back = rules.withdraw(notice(), letter())
    assert plan_at(NOW, nine(1, KH), taken_back) == ReminderPlan()


@given(
    party=st.sampled_from([KH, CN]),
    after=st.timedeltas(timedelta(0), 95 * DAY),
    pause=st.timedeltas(timedelta(0), 95 * DAY),
)
def test_while_it_runs_a_check_is_due(party: PartyCode, after: timedelta, pause: timedelta) -> None:
    running = notice(party)
    since, now = NOW + after, NOW + after + pause
    plan = rules.next_termination_reminders(running, AGREEMENT, since=since, now=now)
    if now < running.ends_at:
        assert plan.next_at is not None
        assert now < plan.next_at <= running.ends_at
    else:
        assert plan.next_at is None
    assert all(since < each.at <= now for each in plan.reminders)


def test_the_reminders_are_those_that_are_set() -> None:
    agreement = replace(AGREEMENT, termination_reminder_days=(10,))
    plan = rules.next_termination_reminders(notice(), agreement, since=NOW, now=NOW)
    assert plan.next_at == nine(10, CN)


def test_a_receipt_is_today_or_earlier_where_it_was_received_and_not_ninety_days_ago() -> None:
    late_evening = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # 3 March in Beijing, not in Phnom Penh
    tomorrow = RECEIVED + DAY
    assert rules.receipt_days(KH, AGREEMENT, late_evening).check(tomorrow) == tomorrow
    assert rules.receipt_days(CN, AGREEMENT, late_evening).check(RECEIVED) == RECEIVED
    first = RECEIVED - 90 * DAY
    assert rules.receipt_days(CN, AGREEMENT, late_evening).check(first) == first
    for wrong in (tomorrow, first - DAY):
        with pytest.raises(DateOutOfRange):
            rules.receipt_days(CN, AGREEMENT, late_evening).check(wrong)


def test_a_second_notice_is_refused_while_one_runs_and_once_it_has_ended() -> None:
    rules.check_none_exists(None, NOW)
    rules.check_none_exists(rules.withdraw(notice(), letter()), NOW)
    with pytest.raises(Conflict, match="error-termination-runs") as runs:
        rules.check_none_exists(notice(), NOW)
    assert runs.value.values["last"] == LAST
    with pytest.raises(Conflict, match="error-agreement-ended"):
        rules.check_none_exists(notice(), notice().ends_at)


@pytest.mark.parametrize(
    ("person", "alone", "refused"),
    [
        (WANG, False, None),
        (CHEN, False, None),
        (LI, False, "error-not-your-role"),
        (DARA, False, "error-not-your-side"),
        (BOPHA, False, "error-not-your-side"),
        (DARA, True, None),
        (BOPHA, True, None),
        (SOKHA, True, "error-not-your-role"),
    ],
)
def test_the_party_that_gave_it_takes_it_back_unless_it_has_no_one_here(
    person: Person, refused: str | None, *, alone: bool
) -> None:
    if refused is None:
        assert rules.check_withdrawal(notice(), person, alone=alone, now=NOW) == notice()
        return
    with pytest.raises(UserError, match=refused):
        rules.check_withdrawal(notice(), person, alone=alone, now=NOW)


def test_nothing_is_taken_back_that_does_not_run() -> None:
    for what in (None, rules.withdraw(notice(), letter())):
        with pytest.raises(Conflict, match="error-no-termination"):
            rules.check_withdrawal(what, WANG, alone=False, now=NOW)
    with pytest.raises(Conflict, match="error-agreement-ended"):
        rules.check_withdrawal(notice(), WANG, alone=False, now=notice().ends_at)


def test_the_letter_that_takes_it_back_lies_between_receipt_and_today() -> None:
    now = NOW + 5 * DAY
    for days in (0, 5):
        day = RECEIVED + days * DAY
        assert rules.withdrawal_days(notice(), AGREEMENT, now).check(day) == day
    for days in (-1, 6):
        with pytest.raises(DateOutOfRange):
            rules.withdrawal_days(notice(), AGREEMENT, now).check(RECEIVED + days * DAY)


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("seen", [False, True])
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("by", [KH, CN])
def test_an_own_entry_is_struck_until_seen_or_over_and_a_false_one_at_any_time(
    by: PartyCode, *, own: bool, seen: bool, over: bool
) -> None:
    now = notice().ends_at - (timedelta() if over else MINUTE)
    for what in (notice(), rules.withdraw(notice(), letter())):
        in_its_name = by == CN and not own and what.withdrawal is None
        if in_its_name or (own and not seen and not over):
            found = rules.check_strike(what, by, own=own, acknowledged=seen, now=now)
            assert found == what
            continue
        with pytest.raises(Conflict, match="error-entry-exists"):
            rules.check_strike(what, by, own=own, acknowledged=seen, now=now)


def test_a_notice_runs_again_once_it_was_not_taken_back() -> None:
    back = rules.withdraw(rules.withdraw(notice(), letter()), None)
    assert back == replace(notice(), version=3)
    assert back.state(NOW) is rules.TerminationState.RUNNING
