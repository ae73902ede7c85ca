"""What each person is told of a meeting that is agreed, of an emergency that climbs until it is
answered, and of another one that is not answered.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.stories.todos.table_lines import Line
from tests.stories.todos.two_months import (
    EMERGENCY,
    MEETING,
    MEETING_ACTS,
    PEOPLE,
    STARTS,
    UNANSWERED,
    Case,
    done,
    morning_after,
)
from tests.stories.todos.working_days import DAY, is_quiet, is_worked, local_time, steps, weeks

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ENDS = {"meeting-agreed", "meeting-expire"}
"""They wake no administrator."""
HELD = {who: when for when, who, line, _ in MEETING_ACTS if "held" in line}
"""When a coordinator of each Party recorded that the emergency meeting took place."""


def meeting_events(name: str) -> Iterator[tuple[datetime, bool, list[Line]]]:
    """What a person is told at once of meetings."""
    told = [*planned(name), *ended(name)]
    for case in (EMERGENCY, UNANSWERED):
        told += emergency(name, case)
    for when, key, case in told:
        wall, is_admin = local_time(PEOPLE[name].party, when), PEOPLE[name].role == "admin"
        is_silent = is_admin and key in ENDS and is_quiet(PEOPLE[name].party, wall)
        yield wall, not is_silent, [Line(0, wall.date(), False, f"notice-{key}", case, 0)]


def planned(name: str) -> Iterator[tuple[datetime, str, Case]]:
    """The proposal is told to the coordinators; the agreement, and two hours before, to all."""
    party, role = PEOPLE[name].party, PEOPLE[name].role
    if party == MEETING.asked and role == "coordinator":
        yield MEETING.logged, "meeting-propose", MEETING
    if role != "admin":
        if name != "zhang" and MEETING.received:
            yield MEETING.received, "meeting-agreed", MEETING
        yield STARTS[MEETING] - 2 * HOUR, "meeting-coming", MEETING


def emergency(name: str, case: Case) -> Iterator[tuple[datetime, str, Case]]:
    """An emergency is told at once to both Parties. Those who are to answer it are told again, also
    the own Party if a focal person raised it; the coordinators of the other Party after an hour.
    """
    party, role = PEOPLE[name].party, PEOPLE[name].role
    asked, own = party == case.asked, case.asker == "dara"
    key = "for-others"
    if role == "coordinator":
        key = "meeting-emergency" if asked else "meeting-back"
    if not asked and (role == "admin" or own) and name != case.asker:
        yield case.logged, "meeting-own", case
    if asked or not own:
        told = climb(case, role)
        yield from ((when, key, case) for when in told if when > case.logged or name != case.asker)
    if not asked and role != "admin":
        yield case.logged + HOUR, "of-other", case


def climb(case: Case, role: str) -> Iterator[datetime]:
    """When an emergency is told again: after ten minutes, to coordinators after thirty and to
    administrators after an hour; then to all after as long again, or when half of the time left is
    over, if that is sooner, but not before half an hour, until it is answered or begins.
    """
    minutes = {"focal_person": (0, 10), "coordinator": (0, 10, 30), "admin": (60,)}[role]
    yield from (case.logged + each * MINUTE for each in minutes)
    last, start = case.logged + HOUR, STARTS[case]
    while (
        last := last + max(30 * MINUTE, min(last - case.logged, (start - last) / 2))
    ) < start and not done(case.received, last):
        yield last


def ended(name: str) -> Iterator[tuple[datetime, str, Case]]:
    """All are told how an emergency ended, also the administrators of the Party that asked and, as
    it was open for more than an hour, of the other; all others two hours and fifteen minutes before
    the meeting; the coordinators are asked for its result.
    """
    start, is_admin = STARTS[EMERGENCY], PEOPLE[name].role == "admin"
    if name != "zhang" and EMERGENCY.received:
        yield EMERGENCY.received, "meeting-agreed", EMERGENCY
    yield STARTS[UNANSWERED], "meeting-expire", UNANSWERED
    if is_admin:
        return
    for before in (2 * HOUR, 15 * MINUTE):
        yield start - before, "meeting-coming", EMERGENCY
    if PEOPLE[name].role == "coordinator":
        yield start + HOUR, "meeting-record", EMERGENCY


def meeting_lines(name: str, now: datetime, since: date) -> Iterator[Line]:
    """The lines of a morning about meetings."""
    day, party, role = now.date(), PEOPLE[name].party, PEOPLE[name].role
    if not is_worked(party, day) or role == "admin":
        return
    due = local_time(party, STARTS[MEETING]).date()
    if steps(
        party, due, (1,), since, day
    ):  # who comes is reminded, and who has not answered is asked
        rank, key = (6, "notice-meeting-coming") if name == "dara" else (4, "todo-meeting-attend")
        yield Line(rank, due, False, key, MEETING, (due - day).days)
    if role == "coordinator":
        yield from emergency_lines(party, now, since)


def emergency_lines(party: str, now: datetime, since: date) -> Iterator[Line]:
    """An emergency climbs by itself. The coordinators record that the meeting took place and, each
    week of the next thirty days, what was decided; for a week they propose again what was not
    answered.
    """
    day, end = now.date(), STARTS[EMERGENCY] + HOUR
    if end < now < end + 30 * DAY:
        first = morning_after(party, end, 1)
        held = HELD["dara" if party == "KH" else "zhang"]
        if now < held and day >= first:
            yield Line(4, date.max, False, "todo-meeting-held", EMERGENCY, since=end)
        elif held < now and weeks(first, day) > weeks(first, since):
            yield Line(4, date.max, False, "todo-meeting-record", EMERGENCY, since=end)
    over = STARTS[UNANSWERED]
    if party == UNANSWERED.asking and over < now < over + 7 * DAY:
        yield Line(1, date.max, False, "todo-meeting-again", UNANSWERED, since=over)
