"""Notices: what is told at a moment, and when to look again; what outages and news change."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from liaison.core.agreement import EscalationPolicy, EscalationStep, EscalationTarget, Priority
from liaison.core.cards import text
from liaison.core.working_time import Quiet
from liaison.notifications.rules import (
    Audience,
    DeliveryDecision,
    DeliveryReason,
    Notice,
    NoticeState,
    Outage,
    mark_notified,
    may_have_step,
    merge_newer,
    next_delivery,
)
from liaison.notifications.views import span
from tests.unit.notifications.unanswered import (
    MADE_AT,
    NONE,
    delivered,
    extend_for_outage,
    made,
    on,
)
from tests.unit.quiet_hours import DAY, HOUR, HOURS, MINUTE, SECOND

AGAIN = DeliveryDecision(reason=DeliveryReason.ESCALATION, escalate_to=EscalationTarget.SAME_PEOPLE)
FIRST, ONCE_MORE = (
    DeliveryDecision(reason=DeliveryReason.FIRST),
    DeliveryDecision(reason=DeliveryReason.REPEAT),
)
IMPORTANT, ROUTINE, EMERGENCY = Priority.IMPORTANT, Priority.ROUTINE, Priority.EMERGENCY
DEPUTY, COORDINATORS, OTHER_SIDE, DAILY = 1, 2, 4, 5
"""Places on the policy that comes with the service."""


def look(notice: Notice, now: datetime, *, reached: bool = True) -> DeliveryDecision:
    return next_delivery(notice, HOURS[notice.party], is_reachable=reached, now=now)


def on_step(step: int, priority: Priority = IMPORTANT, **changes: Any) -> Notice:
    return delivered(priority, escalation_step=step, **changes)


@pytest.mark.parametrize(
    ("step", "other_told", "internal", "after", "holds"),
    [
        (OTHER_SIDE, False, False, 0 * HOUR, True),
        (DAILY, False, False, 9 * HOUR, False),
        (DAILY, False, True, 0 * HOUR, True),
        (DAILY, True, False, 0 * HOUR, True),
        (DAILY + 2, True, False, HOUR / 2, True),
        (DAILY + 2, True, False, HOUR / 2 - SECOND, False),
        (99, True, False, 9 * HOUR, False),
    ],
)
def test_a_step_that_cannot_have_come_is_known(
    step: int, other_told: bool, internal: bool, after: timedelta, holds: bool
) -> None:
    notice = on_step(step, EMERGENCY, internal=internal)
    assert may_have_step(notice, other_told=other_told, now=MADE_AT + after) is holds


@pytest.mark.parametrize(
    ("priority", "made_at", "due_by", "told_at"),
    [
        (IMPORTANT, "03-03 10:00", None, "03-03 10:00"),
        (ROUTINE, "03-03 10:00", None, "03-03 10:00"),
        (IMPORTANT, "03-03 19:59:59", None, "03-03 19:59:59"),
        (IMPORTANT, "03-03 20:00", None, "03-04 09:00"),
        (ROUTINE, "03-03 20:00", None, "03-04 09:00"),
        (ROUTINE, "03-04 06:59:59", None, "03-04 09:00"),
        (IMPORTANT, "03-07 11:00", None, "03-09 09:00"),
        (IMPORTANT, "04-14 11:00", None, "04-17 09:00"),
        # An emergency at three in the night, on a Sunday, on a feast.
        (EMERGENCY, "03-04 03:00", None, "03-04 03:00"),
        (EMERGENCY, "03-08 03:00", None, "03-08 03:00"),
        (EMERGENCY, "04-15 11:00", None, "04-15 11:00"),
        # To wait would pass the due time, to the second; or it would not; or it has passed.
        (IMPORTANT, "03-03 22:00", "03-04 06:00", "03-03 22:00"),
        (ROUTINE, "03-03 22:00", "03-04 06:00", "03-03 22:00"),
        (IMPORTANT, "03-03 22:00", "03-04 09:00", "03-03 22:00"),
        (IMPORTANT, "03-03 22:00", "03-04 09:00:01", "03-04 09:00"),
        (IMPORTANT, "03-07 11:00", "03-08 23:59", "03-07 11:00"),
        (IMPORTANT, "03-07 11:00", "03-10 00:00", "03-09 09:00"),
        (IMPORTANT, "03-03 22:00", "03-03 22:00", "03-04 09:00"),
        (IMPORTANT, "03-03 22:00", "03-03 21:00", "03-04 09:00"),
        (IMPORTANT, "03-03 10:00", "03-03 11:00", "03-03 10:00"),
    ],
)
def test_the_first_telling_disturbs_no_one_without_need(
    priority: Priority, made_at: str, due_by: str | None, told_at: str
) -> None:
    by = None if due_by is None else on(due_by)
    notice = made(priority, made_at=on(made_at), due_by=by)
    if told_at != made_at:
        why = Quiet.DAY_OFF if made_at.startswith(("03-07", "04-14")) else Quiet.NIGHT
        waits = DeliveryDecision(next_at=on(told_at), quiet=why)
        assert look(notice, on(made_at)) == look(notice, on(told_at) - SECOND) == waits
    assert look(notice, on(told_at)) == FIRST


def test_what_was_not_looked_at_for_long_is_told_in_the_next_morning_there_is() -> None:
    waits = DeliveryDecision(next_at=on("03-09 09:00"), quiet=Quiet.NIGHT)
    assert look(made(), on("03-06 21:00")) == waits
    assert look(made(), on("03-09 12:00")) == FIRST


def test_a_routine_notice_is_told_once() -> None:
    notice = mark_notified(made(ROUTINE), FIRST, MADE_AT, anyone=True)
    assert (notice.state, notice.notified_at) == (NoticeState.DELIVERED, MADE_AT)
    for reached in (True, False):
        assert look(notice, MADE_AT + 400 * DAY, reached=reached) == DeliveryDecision()


@pytest.mark.parametrize("somebody", [True, False])
def test_the_others_wait_once_told_until_somebody_acknowledges(somebody: bool) -> None:
    notice = mark_notified(made(), FIRST, MADE_AT, anyone=somebody)
    assert notice == replace(made(), notified_at=MADE_AT)
    assert notice.is_open


@pytest.mark.parametrize("reached", [True, False])
@pytest.mark.parametrize("step", [0, OTHER_SIDE, DAILY])
def test_an_important_notice_is_told_once_by_itself(step: int, reached: bool) -> None:
    for waited in (0 * DAY, DAY, 400 * DAY):
        assert look(on_step(step), MADE_AT + waited, reached=reached) == DeliveryDecision()


@pytest.mark.parametrize("wall", ["03-03 10:01", "03-03 21:00", "03-08 03:00"])
def test_where_no_one_can_be_reached_the_next_step_does_not_wait(wall: str) -> None:
    assert look(delivered(EMERGENCY, notified_at=on(wall)), on(wall), reached=False) == AGAIN


def test_nor_does_the_last_step_but_then_it_waits_as_long_again() -> None:
    now = MADE_AT + HOUR
    notice = on_step(DAILY, EMERGENCY)
    plan = look(notice, now, reached=False)
    assert plan.escalate_to is EscalationTarget.DAILY
    for somebody in (True, False):
        waiting = mark_notified(notice, plan, now, anyone=somebody)
        assert look(waiting, now, reached=False) == DeliveryDecision(next_at=now + HOUR)


def test_a_step_with_no_one_on_it_has_no_wait_of_its_own() -> None:
    now = MADE_AT + DAY
    notice = on_step(DEPUTY, EMERGENCY, grace=HOUR)
    plan = look(notice, now)
    assert plan.escalate_to is EscalationTarget.DEPUTY
    passed = mark_notified(notice, plan, now, anyone=False)
    assert (passed.escalation_step, passed.notified_at) == (COORDINATORS, MADE_AT)
    assert passed.grace == HOUR
    climbed = mark_notified(notice, plan, now, anyone=True)
    assert (climbed.escalation_step, climbed.notified_at) == (COORDINATORS, now)
    assert climbed.grace == NONE


def out(start: str, end: str) -> Outage:
    return Outage(start=on(start), end=on(end))


def test_after_an_outage_an_emergency_is_told_once_more_and_its_wait_grows_by_it() -> None:
    outage = out("03-03 10:05", "03-03 16:35")
    notice = extend_for_outage(delivered(EMERGENCY), outage)
    assert notice.repeat_for == outage
    assert look(notice, outage.end) == ONCE_MORE
    notice = mark_notified(notice, ONCE_MORE, outage.end, anyone=True)
    assert (notice.repeat_for, notice.notified_at, notice.escalation_step) == (None, MADE_AT, 0)
    assert look(notice, outage.end) == DeliveryDecision(next_at=on("03-03 16:40"))


@pytest.mark.parametrize("priority", [ROUTINE, IMPORTANT])
def test_no_other_notice_is_told_again_after_an_outage(priority: Priority) -> None:
    notice = extend_for_outage(delivered(priority), out("03-03 11:00", "03-03 12:00"))
    assert notice.repeat_for is None
    assert look(notice, on("03-03 12:00")) == DeliveryDecision()


def test_outages_add_up_and_a_step_begins_a_new_wait() -> None:
    notice = delivered(EMERGENCY)
    for outage in (out("03-03 10:01", "03-03 11:01"), out("03-03 11:02", "03-03 13:02")):
        notice = extend_for_outage(notice, outage)
        notice = mark_notified(notice, look(notice, outage.end), outage.end, anyone=True)
    at = MADE_AT + 3 * HOUR + 10 * MINUTE
    assert look(notice, at - SECOND) == DeliveryDecision(next_at=at)
    notice = mark_notified(notice, look(notice, at), at, anyone=True)
    notice = mark_notified(notice, look(notice, at), at, anyone=True)
    assert look(notice, at) == DeliveryDecision(next_at=at + 20 * MINUTE)


def test_what_no_one_was_told_before_the_outage_is_told_and_not_told_again() -> None:
    outage = out("03-03 10:30", "03-03 12:30")
    for priority, next_at in ((IMPORTANT, None), (EMERGENCY, outage.end + 10 * MINUTE)):
        notice = extend_for_outage(made(priority), outage)
        assert look(notice, outage.end) == FIRST
        notice = mark_notified(notice, FIRST, outage.end, anyone=True)
        assert look(notice, outage.end) == DeliveryDecision(next_at=next_at)


NEWS = made(
    made_at=MADE_AT + 5 * HOUR,
    title=text("request-overdue"),
    audience=Audience.REQUEST_TEAM,
    due_by=on("03-09 17:00"),
    late=HOUR,
)


def test_something_newer_is_told_once_more_and_the_policy_goes_on_where_it_is() -> None:
    now = MADE_AT + 5 * HOUR
    notice = merge_newer(on_step(2, grace=HOUR), NEWS)
    assert notice == on_step(
        2,
        grace=HOUR,
        title=NEWS.title,
        audience=NEWS.audience,
        due_by=NEWS.due_by,
        late=NEWS.late,
        repeat=True,
    )
    assert look(notice, on("03-03 23:00")).next_at == on("03-04 09:00")
    assert look(notice, now) == ONCE_MORE
    notice = mark_notified(notice, ONCE_MORE, now, anyone=True)
    assert look(notice, now) == DeliveryDecision()


def test_a_newer_emergency_does_not_begin_its_wait_again() -> None:
    notice = merge_newer(on_step(2, EMERGENCY, grace=HOUR), made(EMERGENCY))
    assert look(notice, MADE_AT + MINUTE) == ONCE_MORE
    notice = mark_notified(notice, ONCE_MORE, MADE_AT + MINUTE, anyone=True)
    assert look(notice, MADE_AT + MINUTE) == DeliveryDecision(next_at=MADE_AT + HOUR + 20 * MINUTE)


def test_what_no_one_was_told_yet_says_the_newest() -> None:
    notice = merge_newer(made(), NEWS)
    assert notice.title == NEWS.title
    assert (notice.audience, notice.due_by, notice.late) == (NEWS.audience, NEWS.due_by, HOUR)
    assert look(notice, MADE_AT) == FIRST
    notice = mark_notified(notice, FIRST, MADE_AT, anyone=True)
    assert look(notice, MADE_AT) == DeliveryDecision()


@pytest.mark.parametrize("old", Priority)
@pytest.mark.parametrize("new", Priority)
def test_the_more_pressing_priority_holds_with_its_policy(old: Priority, new: Priority) -> None:
    order = [ROUTINE, IMPORTANT, Priority.URGENT, EMERGENCY]
    more = max(old, new, key=order.index)
    mine = EscalationPolicy((EscalationStep(to=EscalationTarget.ADMINS, after=HOUR),))
    for before in (made(old, escalation_policy=mine), delivered(old, escalation_policy=mine)):
        notice = merge_newer(before, made(new))
        assert notice.priority is more
        assert notice.escalation_policy == (mine if more is old else made(new).escalation_policy)


def test_an_emergency_in_the_night_does_not_wait_behind_what_was_told_by_day() -> None:
    night = on("03-04 03:00")
    assert look(merge_newer(delivered(), made(EMERGENCY)), night) == ONCE_MORE
    assert look(merge_newer(made(made_at=on("03-03 22:00")), made(EMERGENCY)), night) == FIRST


@pytest.mark.parametrize(
    ("one", "other", "wider"),
    [
        (Audience.PERSON, Audience.ADMINS, Audience.ADMINS),
        (Audience.COORDINATORS, Audience.COORDINATORS_ONLY, Audience.COORDINATORS),
        (Audience.RESPONSIBLE, Audience.REQUEST_TEAM, Audience.REQUEST_TEAM),
        (Audience.REQUEST_TEAM, Audience.STAFF, Audience.STAFF),
        (Audience.REQUEST_TEAM, Audience.COORDINATORS, Audience.REQUEST_TEAM),
    ],
)
def test_of_two_audiences_the_wider_hears(one: Audience, other: Audience, wider: Audience) -> None:
    assert merge_newer(delivered(audience=one), made(audience=other)).audience is wider
    assert merge_newer(delivered(audience=other), made(audience=one)).audience is wider


@pytest.mark.parametrize("audience", Audience)
def test_every_audience_has_its_width(audience: Audience) -> None:
    assert merge_newer(delivered(audience=audience), made(audience=audience)).audience is audience


def test_a_length_of_time_is_said_in_days_hours_and_minutes() -> None:
    assert span(2 * DAY + 23 * HOUR + 59 * MINUTE) == {"days": 2, "hours": 23, "minutes": 59}
    assert span(DAY) == {"days": 1, "hours": 0, "minutes": 0}
