"""Reminders: each to the minute, one after an outage, and always a next check."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import PartyCode, Reminders
from liaison.lifecycle.reminders import ReminderPlan
from liaison.requests.model import Request, State
from liaison.requests.reminders import Reminder, ReminderKind, next_case_reminders
from tests.unit.samples import (
    AGREEMENT,
    CN,
    DUE_ON,
    KH,
    RECEIVED_AT,
    SENT_AT,
    flagged,
    received,
    sent,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOURS_AHEAD = {KH: 7, CN: 8}
Due = tuple[datetime, ReminderKind, bool]


def plan_at(request: Request, since: datetime, now: datetime) -> ReminderPlan[Reminder]:
    return next_case_reminders(request, AGREEMENT, since=since, now=now)


def answered_by(party: PartyCode) -> Request:
    """A received case that a Party has to answer by 14 April."""
    return replace(received(), requesting=CN if party == KH else KH, requested=party)


def nine(day: date, party: PartyCode) -> datetime:
    """Nine in the morning in a capital, as its distance from UTC says."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - HOURS_AHEAD[party] * HOUR


def expected_reminders(party: PartyCode, *, days: int) -> list[Due]:
    """What the rules promise about a case that a Party answers, for so many days after due.

    It was received 30 days before and not touched since.
    """
    other = CN if party == KH else KH
    before = [(nine(DUE_ON - n * DAY, party), ReminderKind.DUE, False) for n in (15, 7, 3, 1, 0)]
    alerts = [
        (nine(DUE_ON + DAY, party), ReminderKind.OVERDUE_ALERT, False),
        (nine(DUE_ON + DAY, other), ReminderKind.OVERDUE_ALERT, True),
    ]
    after = [
        (nine(DUE_ON + n * DAY, party), ReminderKind.OVERDUE, False) for n in range(1, days + 1)
    ]
    forgotten = [
        (nine(DUE_ON - n * DAY, party), ReminderKind.FORGOTTEN, False) for n in (23, 16, 9, 2)
    ]
    return sorted([*before, *forgotten, *alerts, *after])


def due(steps: Iterable[Reminder]) -> list[Due]:
    return sorted((step.at, step.kind, step.requesting_side) for step in steps)


@pytest.mark.parametrize("party", [KH, CN])
def test_checking_when_it_is_planned_gives_every_reminder_once(party: PartyCode) -> None:
    request, since = answered_by(party), RECEIVED_AT
    all_due: list[Due] = []
    end = nine(DUE_ON + 40 * DAY, party)
    while (now := plan_at(request, since, since).next_at) is not None and now <= end:
        all_due += due(plan_at(request, since, now).reminders)
        since = now
    assert sorted(all_due) == expected_reminders(party, days=40)


@pytest.mark.parametrize(
    ("days_before", "says"), [(15, 15), (7, 7), (3, 3), (1, 1), (0, 0), (-1, 1), (-30, 30)]
)
def test_a_reminder_has_the_days_left_or_over(days_before: int, says: int) -> None:
    at = nine(DUE_ON - days_before * DAY, CN)
    steps = plan_at(received(), at - MINUTE, at).reminders
    assert {step.days for step in steps} == {says}


def test_each_side_is_alerted_at_its_own_nine_o_clock() -> None:
    plan = plan_at(answered_by(CN), nine(DUE_ON, CN), nine(DUE_ON + DAY, CN) + 2 * HOUR)
    alerts = {
        step.requesting_side: step.at
        for step in plan.reminders
        if step.kind is not ReminderKind.OVERDUE
    }
    assert alerts == {
        False: datetime(2026, 4, 15, 1, tzinfo=UTC),
        True: datetime(2026, 4, 15, 2, tzinfo=UTC),
    }


def test_a_case_is_not_overdue_before_the_due_day_has_ended_there() -> None:
    eager = replace(AGREEMENT, reminders=Reminders(days_before=(0,), hour=0, overdue_every_days=1))
    day_over_in_phnom_penh = datetime(2026, 4, 14, 17, tzinfo=UTC)
    plan = next_case_reminders(
        answered_by(KH), eager, since=nine(DUE_ON, KH), now=day_over_in_phnom_penh - MINUTE
    )
    assert (plan.reminders, plan.next_at) == ((), day_over_in_phnom_penh)


def test_after_an_outage_one_reminder_of_a_kind_is_due_with_the_present_days() -> None:
    since, now = nine(DUE_ON - 16 * DAY, CN), nine(DUE_ON - 2 * DAY, CN)
    (step,) = plan_at(received(), since, now).reminders
    assert (step.kind, step.at, step.days) == (ReminderKind.DUE, nine(DUE_ON - 3 * DAY, CN), 2)


def test_after_an_outage_beyond_the_due_date_each_side_is_alerted_once() -> None:
    plan = plan_at(received(), RECEIVED_AT, nine(DUE_ON + 9 * DAY, CN))
    assert sorted((step.kind, step.requesting_side, step.days) for step in plan.reminders) == [
        (ReminderKind.OVERDUE, False, 9),
        (ReminderKind.OVERDUE_ALERT, False, 9),
        (ReminderKind.OVERDUE_ALERT, True, 9),
    ]
    assert plan.next_at == nine(DUE_ON + 10 * DAY, CN)


def test_the_reminder_of_the_due_day_is_dropped_once_the_day_has_passed() -> None:
    plan = plan_at(received(), nine(DUE_ON, CN) - HOUR, nine(DUE_ON + DAY, CN) - MINUTE)
    assert (plan.reminders, plan.next_at) == ((), nine(DUE_ON + DAY, CN))


def test_the_reminder_of_the_due_day_is_still_due_late_in_the_evening() -> None:
    (step,) = plan_at(received(), nine(DUE_ON, CN) - HOUR, nine(DUE_ON, CN) + 14 * HOUR).reminders
    assert (step.kind, step.days) == (ReminderKind.DUE, 0)


def test_a_step_postpones_the_reminder_of_a_forgotten_case_for_a_week() -> None:
    request = replace(received(), stepped_at=RECEIVED_AT + 3 * DAY)
    first = plan_at(request, RECEIVED_AT, RECEIVED_AT).next_at
    assert first == nine(RECEIVED_AT.date() + 10 * DAY, CN)
    (step,) = plan_at(request, RECEIVED_AT, first).reminders
    assert (step.kind, step.days, step.requesting_side) == (ReminderKind.FORGOTTEN, 7, False)


@pytest.mark.parametrize("late", [DAY, 10 * DAY, 200 * DAY])
def test_a_case_overdue_already_at_its_receipt_alerts_both_sides_the_next_morning(
    late: timedelta,
) -> None:
    acknowledged = nine(DUE_ON, CN) + late + 5 * HOUR
    request, since = replace(received(), changed_at=acknowledged), acknowledged
    alerts: list[Due] = []
    for days in range(1, 30):
        now = acknowledged + days * DAY
        steps = plan_at(request, since, now).reminders
        alerts += due(step for step in steps if step.kind is ReminderKind.OVERDUE_ALERT)
        since = now
    morning = acknowledged + 19 * HOUR
    assert alerts == [
        (morning, ReminderKind.OVERDUE_ALERT, False),
        (morning + HOUR, ReminderKind.OVERDUE_ALERT, True),
    ]


def test_a_case_acknowledged_overdue_in_the_night_alerts_the_same_morning() -> None:
    acknowledged = nine(DUE_ON + 10 * DAY, CN) - 2 * HOUR
    request = replace(received(), changed_at=acknowledged)
    plan = plan_at(request, acknowledged, acknowledged + 3 * HOUR)
    assert due(plan.reminders) == [
        (nine(DUE_ON + 10 * DAY, CN), ReminderKind.OVERDUE, False),
        (nine(DUE_ON + 10 * DAY, CN), ReminderKind.OVERDUE_ALERT, False),
        (nine(DUE_ON + 10 * DAY, KH), ReminderKind.OVERDUE_ALERT, True),
    ]


def test_a_missing_receipt_has_a_reminder_every_24_hours() -> None:
    request, due = sent(), SENT_AT + 24 * HOUR
    assert plan_at(request, SENT_AT, due - MINUTE) == ReminderPlan(next_at=due)
    (step,) = plan_at(request, due - MINUTE, due).reminders
    assert step == Reminder(at=due, kind=ReminderKind.RECEIPT, requesting_side=False, days=1)
    assert plan_at(request, due, due + MINUTE) == ReminderPlan(next_at=due + DAY)
    (late,) = plan_at(request, due, due + 50 * HOUR).reminders
    assert (late.at, late.days) == (due + 2 * DAY, 3)


def test_other_reminders_are_another_plan_of_the_same_case() -> None:
    sparse = replace(
        AGREEMENT, reminders=Reminders(days_before=(2, 10), hour=14, overdue_every_days=7)
    )
    request, since = received(), RECEIVED_AT
    sparse = replace(sparse, notices=replace(sparse.notices, forgotten_after_days=40))
    at: list[timedelta] = []
    while len(at) < 6:
        wake = next_case_reminders(request, sparse, since=since, now=since).next_at
        assert wake is not None
        at.append(wake - nine(DUE_ON, CN))
        since = wake
    assert at == [days * DAY + 5 * HOUR for days in (-10, -2, 1)] + [
        1 * DAY + 6 * HOUR,
        8 * DAY + 5 * HOUR,
        15 * DAY + 5 * HOUR,
    ]


@given(
    what=st.sampled_from([sent(), answered_by(KH), answered_by(CN), flagged()]),
    gaps=st.lists(st.integers(1, 60 * 24 * 40), min_size=1, max_size=40),
    moved=st.integers(0, 60 * 24 * 60),
)
def test_however_often_it_is_checked_no_reminder_comes_twice(
    what: Request, gaps: list[int], moved: int
) -> None:
    began = RECEIVED_AT + moved * MINUTE
    request, since = replace(what, changed_at=began), began
    all_due: list[Due] = []
    for gap in gaps:
        now = since + gap * MINUTE
        plan = plan_at(request, since, now)
        assert plan.next_at is not None
        assert plan.next_at > now
        assert plan_at(request, now, plan.next_at - MINUTE).reminders == ()
        assert plan_at(request, now, plan.next_at).reminders != ()
        assert all(since < step.at <= now for step in plan.reminders)
        assert len(
            {(s.requesting_side, s.kind is ReminderKind.OVERDUE_ALERT) for s in plan.reminders}
        ) == len(plan.reminders)
        all_due += due(plan.reminders)
        since = now
    assert len(set(all_due)) == len(all_due)
    assert len([each for each in all_due if each[1] is ReminderKind.OVERDUE_ALERT]) <= 2
    overdue_for_two_days = since > max(began, nine(DUE_ON, CN)) + 2 * DAY
    if request.state is State.RECEIVED and overdue_for_two_days:
        assert [each[2] for each in all_due if each[1] is ReminderKind.OVERDUE_ALERT] in (
            [False, True],
            [True, False],
        )


def test_a_decade_of_downtime_is_evaluated_at_once() -> None:
    begun = process_time()
    for request in (sent(), received()):
        plan = plan_at(request, RECEIVED_AT, RECEIVED_AT + 3650 * DAY)
        assert plan.next_at is not None
        assert len(plan.reminders) <= 3
    assert process_time() - begun < 1
