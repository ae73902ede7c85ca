"""Notices: what is due and when to check next; what outages and newer content change."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from liaison.core.cards import text
from liaison.core.escalation_policy import (
    EscalationPolicy,
    EscalationStep,
    EscalationTarget,
    Priority,
)
from liaison.notifications.rules import (
    Audience,
    DeliveryDecision,
    DeliveryReason,
    Notice,
    Outage,
    extend_for_outage,
    mark_notified,
    merge_newer,
    next_delivery,
)
from tests.unit.notifications.unanswered import MADE_AT, NONE, delivered, made, on
from tests.unit.quiet_hours import DAY, HOUR, HOURS, MINUTE, SECOND

AGAIN = DeliveryDecision(reason=DeliveryReason.ESCALATION, escalate_to=EscalationTarget.SAME_PEOPLE)
FIRST, ONCE_MORE = (
    DeliveryDecision(reason=DeliveryReason.FIRST),
    DeliveryDecision(reason=DeliveryReason.REPEAT),
)
IMPORTANT, ROUTINE, EMERGENCY = Priority.IMPORTANT, Priority.ROUTINE, Priority.EMERGENCY
DEPUTY, COORDINATORS, OTHER_SIDE, DAILY = 1, 2, 4, 5
"""Places on the policy that comes with the service."""


def check(notice: Notice, now: datetime, *, reached: bool = True) -> DeliveryDecision:
    return next_delivery(notice, HOURS[notice.party], is_reachable=reached, now=now)


@pytest.mark.parametrize(
    ("priority", "made_at", "due_by", "due_at"),
    [
        (IMPORTANT, "03-03 10:00", None, "03-03 10:00"),
        (ROUTINE, "03-03 10:00", None, "03-03 10:00"),
        (IMPORTANT, "03-03 19:59:59", None, "03-03 19:59:59"),
        (IMPORTANT, "03-03 20:00", None, "03-04 07:00"),
        (ROUTINE, "03-03 20:00", None, "03-04 07:00"),
        (ROUTINE, "03-04 06:59:59", None, "03-04 07:00"),
        (IMPORTANT, "03-07 11:00", None, "03-09 07:00"),
        (IMPORTANT, "04-14 11:00", None, "04-17 07:00"),
        # An emergency at three in the night, on a Sunday, on a feast.
        (EMERGENCY, "03-04 03:00", None, "03-04 03:00"),
        (EMERGENCY, "03-08 03:00", None, "03-08 03:00"),
        (EMERGENCY, "04-15 11:00", None, "04-15 11:00"),
        # To wait would pass the due time, to the second; or it would not; or it has passed.
        (IMPORTANT, "03-03 22:00", "03-04 06:00", "03-03 22:00"),
        (ROUTINE, "03-03 22:00", "03-04 06:00", "03-03 22:00"),
        (IMPORTANT, "03-03 22:00", "03-04 07:00", "03-03 22:00"),
        (IMPORTANT, "03-03 22:00", "03-04 07:00:01", "03-04 07:00"),
        (IMPORTANT, "03-07 11:00", "03-08 23:59", "03-07 11:00"),
        (IMPORTANT, "03-07 11:00", "03-10 00:00", "03-09 07:00"),
        (IMPORTANT, "03-03 22:00", "03-03 22:00", "03-04 07:00"),
        (IMPORTANT, "03-03 22:00", "03-03 21:00", "03-04 07:00"),
        (IMPORTANT, "03-03 10:00", "03-03 11:00", "03-03 10:00"),
    ],
)
def test_the_first_delivery_waits_for_the_end_of_quiet_hours_unless_it_is_too_late(
    priority: Priority, made_at: str, due_by: str | None, due_at: str
) -> None:
    by = None if due_by is None else on(due_by)
    notice = made(priority, made_at=on(made_at), due_by=by)
    if due_at != made_at:
        assert check(notice, on(made_at)) == DeliveryDecision(next_at=on(due_at))
        assert check(notice, on(due_at) - SECOND) == DeliveryDecision(next_at=on(due_at))
    assert check(notice, on(due_at)) == FIRST


def test_a_notice_that_was_not_checked_for_long_is_delivered_the_next_morning() -> None:
    assert check(made(), on("03-06 21:00")) == DeliveryDecision(next_at=on("03-09 07:00"))
    assert check(made(), on("03-09 12:00")) == FIRST


@pytest.mark.parametrize("anyone", [True, False])
def test_once_delivered_an_important_notice_waits_for_acknowledgement(anyone: bool) -> None:
    notice = mark_notified(made(), FIRST, MADE_AT, anyone=anyone)
    assert notice == replace(made(), notified_at=MADE_AT)
    assert notice.is_open
    assert check(notice, MADE_AT) == DeliveryDecision(next_at=MADE_AT + DAY)
    assert check(notice, MADE_AT + DAY - SECOND) == DeliveryDecision(next_at=MADE_AT + DAY)
    assert check(notice, MADE_AT + DAY) == AGAIN


@pytest.mark.parametrize(
    ("due_at", "again_at"),
    [
        ("03-06 15:00", "03-09 15:00"),
        ("03-06 22:30", "03-10 07:00"),  # due on Monday in the night
        ("04-13 09:00", "04-17 09:00"),
    ],
)
def test_the_wait_for_a_step_is_working_time_and_ends_outside_quiet_hours(
    due_at: str, again_at: str
) -> None:
    notice = delivered(notified_at=on(due_at))
    assert check(notice, on(due_at)) == DeliveryDecision(next_at=on(again_at))
    assert check(notice, on(again_at)) == AGAIN


def test_a_step_does_not_wait_for_the_morning_where_that_would_be_too_late() -> None:
    notice = delivered(notified_at=on("03-03 22:00"), due_by=on("03-05 06:00"))
    assert check(notice, on("03-04 12:00")) == DeliveryDecision(next_at=on("03-04 22:00"))
    assert check(notice, on("03-04 22:00")) == AGAIN


def on_step(step: int, **changes: Any) -> Notice:
    return delivered(escalation_step=step, **changes)


def test_the_other_side_has_a_notice_of_its_own_and_delays_nothing() -> None:
    # Qingming is a holiday in Beijing, not in Phnom Penh: the daily step is reckoned from the one
    # before, as no one of the own Party was notified at this one.
    notice = on_step(OTHER_SIDE, notified_at=on("04-06 10:00"))
    plan = check(notice, on("04-06 10:00"))
    assert plan.escalate_to is EscalationTarget.OTHER_SIDE
    passed = mark_notified(notice, plan, on("04-06 10:00"), anyone=False)
    assert check(passed, on("04-06 10:00")) == DeliveryDecision(next_at=on("04-07 10:00"))


def test_where_no_one_can_be_reached_the_next_step_does_not_wait() -> None:
    notice = delivered()
    assert check(notice, MADE_AT + MINUTE, reached=False) == AGAIN
    assert check(notice, on("03-03 21:00"), reached=False) == DeliveryDecision(
        next_at=on("03-04 07:00")
    )
    assert check(delivered(EMERGENCY), on("03-03 21:00"), reached=False) == AGAIN


def test_the_last_step_does_not_wait_either_but_then_for_a_day() -> None:
    now = MADE_AT + HOUR
    notice = on_step(DAILY)
    plan = check(notice, now, reached=False)
    assert plan.escalate_to is EscalationTarget.DAILY
    for anyone in (True, False):
        waiting = mark_notified(notice, plan, now, anyone=anyone)
        assert check(waiting, now, reached=False) == DeliveryDecision(next_at=now + DAY)


def test_a_step_with_no_one_on_it_has_no_wait_of_its_own() -> None:
    now = MADE_AT + DAY
    passed = mark_notified(
        on_step(DEPUTY, grace=HOUR), check(on_step(DEPUTY), now), now, anyone=False
    )
    assert (passed.escalation_step, passed.notified_at, passed.grace) == (
        COORDINATORS,
        MADE_AT,
        HOUR,
    )
    escalated = mark_notified(
        on_step(DEPUTY, grace=HOUR), check(on_step(DEPUTY), now), now, anyone=True
    )
    assert (escalated.escalation_step, escalated.notified_at, escalated.grace) == (
        COORDINATORS,
        now,
        NONE,
    )


def out(start: str, end: str) -> Outage:
    return Outage(start=on(start), end=on(end))


def test_after_an_outage_a_notice_is_repeated_and_the_wait_extended() -> None:
    outage = out("03-03 11:00", "03-03 17:30")
    notice = extend_for_outage(delivered(), outage)
    assert notice.repeat_for == outage
    assert check(notice, outage.end) == ONCE_MORE
    notice = mark_notified(notice, ONCE_MORE, outage.end, anyone=True)
    assert (notice.repeat_for, notice.notified_at, notice.escalation_step) == (None, MADE_AT, 0)
    assert check(notice, outage.end) == DeliveryDecision(next_at=on("03-04 16:30"))


def test_an_emergency_grows_by_the_outage_to_the_second() -> None:
    outage = Outage(start=MADE_AT + MINUTE, end=MADE_AT + MINUTE + 151 * SECOND)
    notice = extend_for_outage(delivered(EMERGENCY), outage)
    notice = mark_notified(notice, check(notice, outage.end), outage.end, anyone=True)
    assert check(notice, outage.end) == DeliveryDecision(
        next_at=MADE_AT + 10 * MINUTE + 151 * SECOND
    )


def test_a_repetition_waits_for_the_morning() -> None:
    notice = extend_for_outage(delivered(), out("03-03 18:00", "03-04 03:00"))
    assert check(notice, on("03-04 03:00")) == DeliveryDecision(next_at=on("03-04 07:00"))
    assert check(notice, on("03-04 07:00")) == ONCE_MORE


def test_a_wait_that_grew_does_not_run_out_while_no_one_works() -> None:
    thursday = delivered(notified_at=on("03-05 09:00"))
    notice = extend_for_outage(thursday, out("03-05 10:00", "03-07 10:00"))
    monday = on("03-09 07:00")
    assert check(notice, monday) == ONCE_MORE
    notice = mark_notified(notice, ONCE_MORE, monday, anyone=True)
    assert check(notice, monday) == DeliveryDecision(next_at=on("03-10 09:00"))


def test_outages_add_up_and_a_step_begins_a_new_wait() -> None:
    notice = delivered()
    for outage in (out("03-03 11:00", "03-03 12:00"), out("03-03 13:00", "03-03 15:00")):
        notice = extend_for_outage(notice, outage)
        notice = mark_notified(notice, check(notice, outage.end), outage.end, anyone=True)
    at = MADE_AT + DAY + 3 * HOUR
    assert check(notice, at - SECOND) == DeliveryDecision(next_at=at)
    notice = mark_notified(notice, check(notice, at), at, anyone=True)
    assert check(notice, at) == DeliveryDecision(next_at=at + DAY)


def test_a_notice_that_was_not_delivered_before_the_outage_is_not_repeated() -> None:
    outage = out("03-03 10:30", "03-03 12:30")
    notice = extend_for_outage(made(), outage)
    assert check(notice, outage.end) == FIRST
    notice = mark_notified(notice, FIRST, outage.end, anyone=True)
    assert check(notice, outage.end) == DeliveryDecision(next_at=outage.end + DAY)


NEWER = made(
    made_at=MADE_AT + 5 * HOUR,
    title=text("request-overdue"),
    audience=Audience.CASE_TEAM,
    due_by=on("03-09 17:00"),
    late=HOUR,
)


def test_newer_content_is_delivered_and_the_escalation_goes_on() -> None:
    now = MADE_AT + 5 * HOUR
    notice = merge_newer(on_step(2, grace=HOUR), NEWER)
    assert notice == on_step(
        2,
        grace=HOUR,
        title=NEWER.title,
        audience=NEWER.audience,
        due_by=NEWER.due_by,
        late=NEWER.late,
        repeat=True,
    )
    assert check(notice, on("03-03 23:00")) == DeliveryDecision(next_at=on("03-04 07:00"))
    assert check(notice, now) == ONCE_MORE
    notice = mark_notified(notice, ONCE_MORE, now, anyone=True)
    assert check(notice, now) == DeliveryDecision(next_at=MADE_AT + DAY + HOUR)


def test_an_undelivered_notice_keeps_its_title() -> None:
    notice = merge_newer(made(), NEWER)
    assert notice.title == made().title
    assert (notice.audience, notice.due_by, notice.late) == (NEWER.audience, NEWER.due_by, HOUR)
    assert check(notice, MADE_AT) == FIRST
    notice = mark_notified(notice, FIRST, MADE_AT, anyone=True)
    assert check(notice, MADE_AT) == DeliveryDecision(next_at=MADE_AT + DAY)


@pytest.mark.parametrize("old", Priority)
@pytest.mark.parametrize("new", Priority)
def test_of_two_priorities_the_higher_is_kept_with_its_policy(old: Priority, new: Priority) -> None:
    order = [ROUTINE, IMPORTANT, EMERGENCY]
    more = max(old, new, key=order.index)
    mine = EscalationPolicy((EscalationStep(to=EscalationTarget.ADMINS, after=HOUR),))
    for before in (made(old, escalation_policy=mine), delivered(old, escalation_policy=mine)):
        notice = merge_newer(before, made(new))
        assert notice.priority is more
        assert notice.escalation_policy == (mine if more is old else made(new).escalation_policy)


def test_an_emergency_in_the_night_does_not_wait_for_the_morning() -> None:
    night = on("03-04 03:00")
    assert check(merge_newer(delivered(), made(EMERGENCY)), night) == ONCE_MORE
    assert check(merge_newer(made(made_at=on("03-03 22:00")), made(EMERGENCY)), night) == FIRST


@pytest.mark.parametrize(
    ("one", "other", "wider"),
    [
        (Audience.PERSON, Audience.ADMINS, Audience.ADMINS),
        (Audience.COORDINATORS, Audience.COORDINATORS_ONLY, Audience.COORDINATORS),
        (Audience.RESPONSIBLE, Audience.CASE_TEAM, Audience.CASE_TEAM),
        (Audience.CASE_TEAM, Audience.STAFF, Audience.STAFF),
        (Audience.CASE_TEAM, Audience.COORDINATORS, Audience.CASE_TEAM),
        *((each, each, each) for each in Audience),
    ],
)
def test_of_two_audiences_the_wider_is_kept(
    one: Audience, other: Audience, wider: Audience
) -> None:
    assert merge_newer(delivered(audience=one), made(audience=other)).audience is wider
    assert merge_newer(delivered(audience=other), made(audience=one)).audience is wider
