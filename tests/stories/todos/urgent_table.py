"""What each person is told of urgent requests, and of who is on duty."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.stories.todos.table_lines import Line
from tests.stories.todos.two_months import (
    ABSENCES,
    CASES,
    DUTY_CHANGES,
    END,
    OUTAGES,
    PEOPLE,
    START,
    Case,
    done,
    moments,
    on_duty,
)
from tests.stories.todos.working_days import (
    DAY,
    is_quiet,
    is_worked,
    local_time,
    moment,
    next_morning,
)

HOUR = timedelta(hours=1)


def ladders(name: str) -> Iterator[tuple[datetime, bool, list[Line]]]:
    """What is urgent is told at once to the person on duty, in working hours to all; after an hour
    again, then to the named deputy, coordinators and administrators, and to all others on the next
    working morning. Then the person on duty is told at nine of each day off. With the
    administrators the coordinators who asked are told.
    """
    party, role = PEOPLE[name].party, PEOPLE[name].role
    for case in filter(lambda each: each.urgent, CASES):
        logged, hours = local_time(party, case.logged), set[int]()
        first = on_duty(party, logged, logged.date())
        if case.asking == party:
            at, of_other = logged + 4 * HOUR, Line(0, logged.date(), False, "notice-of-other", case)
            if role == "coordinator" and not done(case.received, at):
                yield at, True, [of_other]
            continue
        if name == first:
            hours |= {0, 1}
        elif role != "admin" and not is_quiet(party, logged):
            hours.add(0)
        if first in ABSENCES and name == ABSENCES[first][0]:
            hours.add(2)
        if role != "focal_person":
            hours.add(2 if role == "coordinator" else 4)
        key = "notice-for-others" if role == "admin" else "notice-log"
        others = next_morning(party, logged)
        told = [logged + n * HOUR for n in sorted(hours)] or [others]
        told += [
            now
            for now in moments(party)
            if now > logged + 4 * HOUR and not is_worked(party, now.date())
            if name == on_duty(party, now, now.date())
        ]
        for when in told:
            if case.received is None or when < case.received:
                yield when, True, [Line(0, when.date(), False, key, case)]


def hand_overs(name: str) -> Iterator[tuple[datetime, bool, list[Line]]]:
    """Who is on duty next is told when the night is over, or when an administrator changes it;
    without a sound, as the morning follows, or nothing is urgent.
    """
    party = PEOPLE[name].party
    for each in DUTY_CHANGES:
        now = local_time(party, each.when)
        before = on_duty(party, now - HOUR, now.date())
        if PEOPLE[each.admin].party == party and before != on_duty(party, now, now.date()) == name:
            yield now, False, []
    last = local_time(party, START).date()
    while (now := moment(party, last + DAY, 7)) < END:
        now = next((local_time(party, e) for s, e in OUTAGES if s <= now <= e), now)
        if on_duty(party, now, last) != on_duty(party, now, now.date()) == name:
            urgent = [
                Line(0, last, False, "notice-log", case)
                for case in CASES
                if case.urgent and case.asked == party and case.logged < now
                if not done(case.received, now)
            ]
            yield now, False, urgent
        last = now.date()


def was_heard(name: str, now: datetime) -> set[Case]:
    """The urgent requests that a person heard of between seven o'clock and this morning."""
    told, seven = ladders(name), moment(PEOPLE[name].party, now.date(), 7)
    rang = [found for when, audible, found in told if audible and seven <= when <= now]
    return {line.case for found in rang for line in found}
