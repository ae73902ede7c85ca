"""Mornings: one on each local day, none lost to days off, outages or a clock that was wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import PartyCode
from liaison.core.working_time import Hours, local_date, local_moment
from liaison.todos.rules import Morning, MorningPlan, plan_morning
from tests.unit.quiet_hours import DAY, HOURS, MINUTE, hours_of_any_kind, instants, local
from tests.unit.samples import CN, KH

NINE = 540


def plan(
    party: PartyCode, full: str, last: str, now: str, *, minutes: int = NINE
) -> tuple[str, str, bool] | None:
    """The day since which the morning tells, its next working day, and whether it is quiet."""
    hours = HOURS[party]
    found = plan_morning(
        replace(hours, morning=minutes),
        full=local(f"2026-{full}", hours),
        last=local(f"2026-{last}", hours),
        now=local(f"2026-{now}", hours),
    )
    day, wall = now.split()
    is_later = wall >= f"{minutes // 60:02}:{minutes % 60:02}"
    next_on = date.fromisoformat(f"2026-{day}") + is_later * DAY
    assert found.next_at == local_moment(next_on, minutes, hours.zone)
    morning = found.morning
    if morning is None:
        return None
    assert morning.today == date.fromisoformat(f"2026-{day}")
    return f"{morning.since:%m-%d}", f"{morning.next_day:%m-%d}", morning.quiet


@pytest.mark.parametrize(
    ("party", "full", "last", "now", "expected"),
    [
        # A working day; 3 March is a Tuesday.
        (KH, "03-02 09:00", "03-02 09:00", "03-03 08:59", None),
        (KH, "03-02 09:00", "03-02 09:00", "03-03 09:00", ("03-02", "03-04", False)),
        (KH, "03-03 09:00", "03-03 09:00", "03-03 09:01", None),
        (KH, "03-03 09:00", "03-03 09:00", "03-03 23:59", None),
        # A weekend, and the Monday after it, which tells of all three days.
        (KH, "03-06 09:00", "03-06 09:00", "03-07 09:00", ("03-06", "03-09", True)),
        (KH, "03-06 09:00", "03-07 09:00", "03-08 09:00", ("03-07", "03-09", True)),
        (KH, "03-06 09:00", "03-08 09:00", "03-09 09:00", ("03-06", "03-10", False)),
        # Khmer New Year, from Tuesday to Thursday.
        (KH, "04-13 09:00", "04-13 09:00", "04-14 09:00", ("04-13", "04-17", True)),
        (KH, "04-13 09:00", "04-15 09:00", "04-16 09:00", ("04-15", "04-17", True)),
        (KH, "04-13 09:00", "04-16 09:00", "04-17 09:00", ("04-13", "04-20", False)),
        # A Saturday that is worked, before the Spring Festival.
        (CN, "02-13 09:00", "02-13 09:00", "02-14 09:00", ("02-13", "02-24", False)),
        (CN, "02-14 09:00", "02-14 09:00", "02-15 09:00", ("02-14", "02-24", True)),
        # After an outage: by day at once, late in the evening only what cannot wait, and before
        # the hour of the morning not at all.
        (KH, "03-03 09:00", "03-03 09:00", "03-06 11:00", ("03-03", "03-09", False)),
        (KH, "03-03 09:00", "03-03 09:00", "03-06 22:00", ("03-03", "03-09", True)),
        (KH, "03-02 09:00", "03-03 22:00", "03-04 09:00", ("03-02", "03-05", False)),
        (KH, "03-03 09:00", "03-03 09:00", "03-06 07:30", None),
        (KH, "03-03 09:00", "03-03 09:00", "03-06 02:00", None),
        # The clock was hours ahead, and is right again.
        (KH, "03-03 21:00", "03-03 21:00", "03-03 10:00", None),
    ],
)
def test_a_morning_comes_at_its_hour_and_tells_since_the_last_one(
    party: PartyCode, full: str, last: str, now: str, expected: tuple[str, str, bool] | None
) -> None:
    assert plan(party, full, last, now) == expected


def test_another_hour_brings_no_second_morning_of_the_day() -> None:
    assert plan(KH, "03-03 09:00", "03-03 09:00", "03-03 10:00", minutes=600) is None
    later = plan(KH, "03-03 09:00", "03-03 09:00", "03-04 10:00", minutes=600)
    assert later == ("03-03", "03-05", False)


def test_each_party_has_its_own_nine_o_clock() -> None:
    in_beijing = local("2026-03-03 09:00", HOURS[CN])
    before = in_beijing - DAY
    plans = {
        party: plan_morning(hours, full=before, last=before, now=in_beijing)
        for party, hours in HOURS.items()
    }
    assert plans[CN].morning is not None
    assert plans[KH] == MorningPlan(morning=None, next_at=local("2026-03-03 09:00", HOURS[KH]))


def mornings_of(
    hours: Hours, minutes: int, began: datetime, gaps: Sequence[timedelta]
) -> list[Morning]:
    """The mornings of a service that runs its timer, each time a while too late."""
    full, last, now, found = began, began, began, list[Morning]()
    for gap in gaps:
        planned = plan_morning(replace(hours, morning=minutes), full=full, last=last, now=now)
        assert now < planned.next_at <= now + DAY + 60 * MINUTE
        if planned.morning is not None:
            found.append(planned.morning)
            last = now
            full = full if planned.morning.quiet else now
        now = planned.next_at + gap
    return found


@given(
    hours=hours_of_any_kind,
    minutes=st.integers(4 * 60, 23 * 60),
    began=instants,
    gaps=st.lists(
        st.just(timedelta(0)) | st.timedeltas(timedelta(0), 5 * DAY), min_size=1, max_size=40
    ),
)
def test_however_late_the_timer_runs_each_day_is_told_of_once(
    hours: Hours, minutes: int, began: datetime, gaps: list[timedelta]
) -> None:
    found = mornings_of(hours, minutes, began, gaps)
    days = [each.today for each in found]
    assert sorted(set(days)) == days
    since = local_date(began, hours.zone)
    for each in (each for each in found if not each.quiet):
        assert each.since == since
        since = each.today
    for before, each in pairwise(found):
        if each.quiet:
            assert each.since == before.today
        assert hours.calendar.is_working(each.next_day)
        assert each.today < each.next_day
