"""Notices: what is told at a moment, and when to look again; what outages and news change."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from liaison.core.cards import text
from liaison.core.escalation_policy import Escalation, Ladder, LadderStep, Priority
from liaison.notifications.rules import (
    Audience,
    Notice,
    NoticeState,
    Outage,
    Plan,
    Telling,
    next_step,
    renewed,
    suspended_by,
    told,
)
from tests.unit.hours import DAY, HOUR, HOURS, MINUTE, SECOND
from tests.unit.silence import MADE_AT, NONE, heard, made, on

pytestmark = pytest.mark.unit

AGAIN = Plan(telling=Telling.RUNG, rung=Escalation.AGAIN)
FIRST, ONCE_MORE = Plan(telling=Telling.FIRST), Plan(telling=Telling.ONCE_MORE)
IMPORTANT, ROUTINE, EMERGENCY = Priority.IMPORTANT, Priority.ROUTINE, Priority.EMERGENCY
DEPUTY, COORDINATORS, OTHER_SIDE, DAILY = 1, 2, 4, 5
"""Places on the ladder that comes with the desk."""


def look(notice: Notice, now: datetime, *, reached: bool = True) -> Plan:
    return next_step(notice, HOURS[notice.party], reached=reached, now=now)


@pytest.mark.parametrize(
    ("priority", "made_at", "due_by", "told_at"),
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
def test_the_first_telling_disturbs_nobody_without_need(
    priority: Priority, made_at: str, due_by: str | None, told_at: str
) -> None:
    by = None if due_by is None else on(due_by)
    notice = made(priority, made_at=on(made_at), due_by=by)
    if told_at != made_at:
        assert look(notice, on(made_at)) == Plan(wake_at=on(told_at))
        assert look(notice, on(told_at) - SECOND) == Plan(wake_at=on(told_at))
    assert look(notice, on(told_at)) == FIRST


def test_what_was_not_looked_at_for_long_is_told_in_the_next_morning_there_is() -> None:
    assert look(made(), on("03-06 21:00")) == Plan(wake_at=on("03-09 07:00"))
    assert look(made(), on("03-09 12:00")) == FIRST


def test_a_routine_notice_is_told_once() -> None:
    notice = told(made(ROUTINE), FIRST, MADE_AT, somebody=True)
    assert (notice.state, notice.told_at) == (NoticeState.TOLD, MADE_AT)
    for reached in (True, False):
        assert look(notice, MADE_AT + 400 * DAY, reached=reached) == Plan()


@pytest.mark.parametrize("somebody", [True, False])
def test_the_others_wait_once_told_until_somebody_acknowledges(somebody: bool) -> None:
    notice = told(made(), FIRST, MADE_AT, somebody=somebody)
    assert notice == replace(made(), told_at=MADE_AT)
    assert notice.is_open
    assert look(notice, MADE_AT) == Plan(wake_at=MADE_AT + DAY)
    assert look(notice, MADE_AT + DAY - SECOND) == Plan(wake_at=MADE_AT + DAY)
    assert look(notice, MADE_AT + DAY) == AGAIN


@pytest.mark.parametrize(
    ("told_at", "again_at"),
    [
        ("03-06 15:00", "03-09 15:00"),
        ("03-06 22:30", "03-10 07:00"),  # due on Monday in the night
        ("04-13 09:00", "04-17 09:00"),
    ],
)
def test_the_wait_for_a_rung_is_working_time_and_ends_when_people_are_awake(
    told_at: str, again_at: str
) -> None:
    notice = heard(told_at=on(told_at))
    assert look(notice, on(told_at)) == Plan(wake_at=on(again_at))
    assert look(notice, on(again_at)) == AGAIN


def test_a_rung_does_not_wait_for_the_morning_where_that_would_be_too_late() -> None:
    notice = heard(told_at=on("03-03 22:00"), due_by=on("03-05 06:00"))
    assert look(notice, on("03-04 12:00")) == Plan(wake_at=on("03-04 22:00"))
    assert look(notice, on("03-04 22:00")) == AGAIN


def test_an_emergency_waits_in_plain_time_by_day_and_night() -> None:
    began = on("03-08 03:00")
    notice = heard(EMERGENCY, told_at=began)
    assert look(notice, began) == Plan(wake_at=began + 10 * MINUTE)
    assert look(notice, began + 10 * MINUTE) == AGAIN


def on_rung(rung: int, **changes: Any) -> Notice:
    return heard(rung=rung, **changes)


def test_the_other_side_has_a_notice_of_its_own_and_holds_nothing_up() -> None:
    # Qingming is a holiday in Beijing, not in Phnom Penh: the daily rung is reckoned from the one
    # before, as nobody of the own Party was told on this one.
    notice = on_rung(OTHER_SIDE, told_at=on("04-06 10:00"))
    plan = look(notice, on("04-06 10:00"))
    assert plan.rung is Escalation.OTHER_SIDE
    passed = told(notice, plan, on("04-06 10:00"), somebody=False)
    assert look(passed, on("04-06 10:00")) == Plan(wake_at=on("04-07 10:00"))


def test_the_last_rung_comes_again_and_again() -> None:
    notice = on_rung(DAILY)
    for _ in range(3):
        assert notice.told_at is not None
        at = notice.told_at + DAY
        assert look(notice, at - SECOND) == Plan(wake_at=at)
        plan = look(notice, at)
        assert plan.rung is Escalation.DAILY
        notice = told(notice, plan, at, somebody=True)
    assert notice.rung == DAILY + 3


def test_where_nobody_can_be_reached_the_next_rung_does_not_wait() -> None:
    notice = heard()
    assert look(notice, MADE_AT + MINUTE, reached=False) == AGAIN
    assert look(notice, on("03-03 21:00"), reached=False) == Plan(wake_at=on("03-04 07:00"))
    assert look(heard(EMERGENCY), on("03-03 21:00"), reached=False) == AGAIN


def test_nor_does_the_last_rung_but_then_it_waits_its_day() -> None:
    now = MADE_AT + HOUR
    notice = on_rung(DAILY)
    plan = look(notice, now, reached=False)
    assert plan.rung is Escalation.DAILY
    for somebody in (True, False):
        waiting = told(notice, plan, now, somebody=somebody)
        assert look(waiting, now, reached=False) == Plan(wake_at=now + DAY)


def test_a_rung_with_nobody_on_it_has_no_wait_of_its_own() -> None:
    now = MADE_AT + DAY
    passed = told(on_rung(DEPUTY, grace=HOUR), look(on_rung(DEPUTY), now), now, somebody=False)
    assert (passed.rung, passed.told_at, passed.grace) == (COORDINATORS, MADE_AT, HOUR)
    climbed = told(on_rung(DEPUTY, grace=HOUR), look(on_rung(DEPUTY), now), now, somebody=True)
    assert (climbed.rung, climbed.told_at, climbed.grace) == (COORDINATORS, now, NONE)


def test_the_ladder_is_the_one_that_the_notice_was_made_with() -> None:
    steps = (
        LadderStep(to=Escalation.ADMINS, after=HOUR),
        LadderStep(to=Escalation.AGAIN, after=2 * HOUR),
    )
    notice = heard(ladder=Ladder(steps))
    plan = look(notice, MADE_AT + HOUR)
    assert plan.rung is Escalation.ADMINS
    notice = told(notice, plan, MADE_AT + HOUR, somebody=True)
    assert look(notice, MADE_AT + HOUR) == Plan(wake_at=MADE_AT + 3 * HOUR)


def out(start: str, end: str) -> Outage:
    return Outage(start=on(start), end=on(end))


def test_after_an_outage_it_is_told_once_more_and_the_wait_grows_by_it() -> None:
    outage = out("03-03 11:00", "03-03 17:30")
    notice = suspended_by(heard(), outage)
    assert notice.again_for == outage
    assert look(notice, outage.end) == ONCE_MORE
    notice = told(notice, ONCE_MORE, outage.end, somebody=True)
    assert (notice.again_for, notice.told_at, notice.rung) == (None, MADE_AT, 0)
    assert look(notice, outage.end) == Plan(wake_at=on("03-04 16:30"))


def test_an_emergency_grows_by_the_outage_to_the_second() -> None:
    outage = Outage(start=MADE_AT + MINUTE, end=MADE_AT + MINUTE + 151 * SECOND)
    notice = suspended_by(heard(EMERGENCY), outage)
    notice = told(notice, look(notice, outage.end), outage.end, somebody=True)
    assert look(notice, outage.end) == Plan(wake_at=MADE_AT + 10 * MINUTE + 151 * SECOND)


def test_once_more_waits_for_the_morning_as_well() -> None:
    notice = suspended_by(heard(), out("03-03 18:00", "03-04 03:00"))
    assert look(notice, on("03-04 03:00")) == Plan(wake_at=on("03-04 07:00"))
    assert look(notice, on("03-04 07:00")) == ONCE_MORE


def test_a_wait_that_grew_does_not_run_out_while_nobody_works() -> None:
    thursday = heard(told_at=on("03-05 09:00"))
    notice = suspended_by(thursday, out("03-05 10:00", "03-07 10:00"))
    monday = on("03-09 07:00")
    assert look(notice, monday) == ONCE_MORE
    notice = told(notice, ONCE_MORE, monday, somebody=True)
    assert look(notice, monday) == Plan(wake_at=on("03-10 09:00"))


def test_outages_add_up_and_a_rung_begins_a_new_wait() -> None:
    notice = heard()
    for outage in (out("03-03 11:00", "03-03 12:00"), out("03-03 13:00", "03-03 15:00")):
        notice = suspended_by(notice, outage)
        notice = told(notice, look(notice, outage.end), outage.end, somebody=True)
    at = MADE_AT + DAY + 3 * HOUR
    assert look(notice, at - SECOND) == Plan(wake_at=at)
    notice = told(notice, look(notice, at), at, somebody=True)
    assert look(notice, at) == Plan(wake_at=at + DAY)


def test_what_nobody_was_told_before_the_outage_is_told_and_not_told_again() -> None:
    outage = out("03-03 10:30", "03-03 12:30")
    notice = suspended_by(made(), outage)
    assert look(notice, outage.end) == FIRST
    notice = told(notice, FIRST, outage.end, somebody=True)
    assert look(notice, outage.end) == Plan(wake_at=outage.end + DAY)


def test_what_is_routine_is_not_told_again_after_an_outage() -> None:
    assert suspended_by(heard(ROUTINE), out("03-03 11:00", "03-03 12:00")).again_for is None


NEWS = made(
    made_at=MADE_AT + 5 * HOUR,
    headline=text("request-overdue"),
    audience=Audience.CIRCLE,
    due_by=on("03-09 17:00"),
    late=HOUR,
)


def test_something_newer_is_told_once_more_and_the_ladder_goes_on_where_it_is() -> None:
    now = MADE_AT + 5 * HOUR
    notice = renewed(on_rung(2, grace=HOUR), NEWS)
    assert notice == on_rung(
        2,
        grace=HOUR,
        headline=NEWS.headline,
        audience=NEWS.audience,
        due_by=NEWS.due_by,
        late=NEWS.late,
        again=True,
    )
    assert look(notice, on("03-03 23:00")) == Plan(wake_at=on("03-04 07:00"))
    assert look(notice, now) == ONCE_MORE
    notice = told(notice, ONCE_MORE, now, somebody=True)
    assert look(notice, now) == Plan(wake_at=MADE_AT + DAY + HOUR)


def test_what_nobody_was_told_yet_goes_on_to_say_what_it_says() -> None:
    notice = renewed(made(), NEWS)
    assert notice.headline == made().headline
    assert (notice.audience, notice.due_by, notice.late) == (NEWS.audience, NEWS.due_by, HOUR)
    assert look(notice, MADE_AT) == FIRST
    notice = told(notice, FIRST, MADE_AT, somebody=True)
    assert look(notice, MADE_AT) == Plan(wake_at=MADE_AT + DAY)


@pytest.mark.parametrize("old", Priority)
@pytest.mark.parametrize("new", Priority)
def test_of_two_priorities_the_more_pressing_holds_with_its_ladder(
    old: Priority, new: Priority
) -> None:
    order = [ROUTINE, IMPORTANT, EMERGENCY]
    more = max(old, new, key=order.index)
    mine = Ladder((LadderStep(to=Escalation.ADMINS, after=HOUR),))
    for before in (made(old, ladder=mine), heard(old, ladder=mine)):
        notice = renewed(before, made(new))
        assert notice.priority is more
        assert notice.ladder == (mine if more is old else made(new).ladder)


def test_an_emergency_in_the_night_does_not_wait_behind_what_was_told_by_day() -> None:
    night = on("03-04 03:00")
    assert look(renewed(heard(), made(EMERGENCY)), night) == ONCE_MORE
    assert look(renewed(made(made_at=on("03-03 22:00")), made(EMERGENCY)), night) == FIRST


@pytest.mark.parametrize(
    ("one", "other", "wider"),
    [
        (Audience.PERSON, Audience.ADMINS, Audience.ADMINS),
        (Audience.COORDINATORS, Audience.CONFIRMERS, Audience.COORDINATORS),
        (Audience.RESPONSIBLE, Audience.CIRCLE, Audience.CIRCLE),
        (Audience.CIRCLE, Audience.STAFF, Audience.STAFF),
        (Audience.CIRCLE, Audience.COORDINATORS, Audience.CIRCLE),
    ],
)
def test_of_two_audiences_the_wider_hears(one: Audience, other: Audience, wider: Audience) -> None:
    assert renewed(heard(audience=one), made(audience=other)).audience is wider
    assert renewed(heard(audience=other), made(audience=one)).audience is wider


@pytest.mark.parametrize("audience", Audience)
def test_every_audience_has_its_width(audience: Audience) -> None:
    assert renewed(heard(audience=audience), made(audience=audience)).audience is audience
