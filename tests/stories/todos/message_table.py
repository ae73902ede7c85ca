"""What each person is told, when, and with which sound: a second table of the rules, which knows
only the dates of two months.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.stories.todos.meeting_table import meeting_events, meeting_lines
from tests.stories.todos.table_lines import Line
from tests.stories.todos.two_months import (
    ABSENCES,
    CASES,
    MEETING,
    OUTAGES,
    PEOPLE,
    START,
    TEAMS,
    Case,
    done,
    escalated,
    moments,
    morning_after,
    with_deputy,
)
from tests.stories.todos.urgent_table import hand_overs, ladders, was_heard
from tests.stories.todos.working_days import (
    DAY,
    is_quiet,
    is_worked,
    local_time,
    moment,
    next_morning,
    steps,
    weeks,
    working_day,
)

HOUR = timedelta(hours=1)
INFORMS = 6
"""The rank of a line that is for information only."""


def table(name: str) -> Iterator[tuple[datetime, bool, list[Line]]]:
    """All messages to a person that no press or command of the person asked for."""
    yield from events(name)
    yield from meeting_events(name)
    yield from ladders(name)
    yield from hand_overs(name)
    yield from mornings(name)


def events(name: str) -> Iterator[tuple[datetime, bool, list[Line]]]:
    """What is new is told at once, but at night and on days off by the next morning message; what
    is for information only, without a sound.
    """
    return ((wall, line.rank != 6, [line]) for wall, waits, line in news(name) if not waits)


def news(name: str) -> Iterator[tuple[datetime, bool, Line]]:
    """What others did, when it is told, and whether it waited for that. A closing, an agreement and
    what a colleague withdrew are for information only.
    """
    party = PEOPLE[name].party
    for when, who, act, case in (each for some in CASES for each in some.acts):
        staff = TEAMS[case.asked]["focal_person"] | TEAMS[case.asked]["coordinator"]
        asking = case.waiting | TEAMS[case.asking]["coordinator"]
        log = set() if case.urgent else staff
        told = {
            "log": log,
            "record": asking | TEAMS[case.asked]["coordinator"],
            "agree": staff,
            "receive": asking,
            "ask": asking,
            "supply": staff,
            "refuse": asking,
            "return": staff,
            "inquire": staff,
            "progress": asking,
            "propose": TEAMS[case.asking]["coordinator"],
            "answer": asking,
            "close": staff,
        }.get(act, set())
        told |= staff | asking if act in {"withdraw", "extend"} else set()
        wall = local_time(party, when)
        if waits := is_quiet(party, wall):
            wall = next_morning(party, wall)
        if name in with_deputy(told - {who}, wall.date()):
            own = act in {"answer", "refuse", "ask"} and name in with_deputy(
                case.waiting, wall.date()
            )
            rank = 2 if act == "log" else 4 if own or act in {"inquire", "return"} else 5
            if act in {"close", "agree"} or (act == "withdraw" and party == case.asking):
                rank = 6
            key = "extension-proposed" if act == "propose" else act
            due = case.due_on(when) if act == "return" else date.max
            since = when if act == "inquire" else None
            yield wall, waits, Line(rank, due, False, f"notice-{key}", case, since=since)


def mornings(name: str) -> Iterator[tuple[datetime, bool, list[Line]]]:
    """At nine of each working day: near due dates first, each in a message of its own, then one
    message with all else. After an outage one message with everything.
    """
    party = PEOPLE[name].party
    since = any_since = local_time(party, START).date()
    reported = START
    for now in moments(party):
        day, worked = now.date(), is_worked(party, now.date())
        down = [end - start for start, end in OUTAGES if worked and reported < end <= now]
        since_then = since if worked else any_since
        found = [
            line
            for case in CASES
            for line in lines(name, case, now, since_then, bool(down))
            if worked or (line.own and day <= line.due < working_day(party, day + DAY))
        ]
        new = [
            x for when, waits, x in news(name) if worked and waits and since < when.date() <= day
        ]
        told = {line.case for line in new}
        found = [line for line in found if line.own or line.case not in told]
        found += [*new, *meeting_lines(name, now, since_then)]
        urgent = {line for line in found if line.case.urgent and line.key != "notice-receive"}
        found.sort(key=lambda x: place(x, now, x in urgent))
        own = [line for line in found if line.own]
        rest = [line for line in found if not line.own]
        if rest and not own and all(line.rank == INFORMS for line in rest):
            rest = [*most_pressing(name, now), *rest]
        messages = [own] if len(own) > 3 else [[line] for line in own]
        monday = any(not (day - n * DAY).weekday() for n in range((day - since).days))
        role = PEOPLE[name].role
        figures = worked and (role == "coordinator" or (monday and role == "admin"))
        lost = any(each > 23 * HOUR for each in down)
        if rest or lost or (figures and (monday or not own)):
            messages.append(rest)
        rings = lost or any(is_heard(line, since_then, day) for line in found)
        yield from ((now, rings, message) for message in messages)
        since, any_since = day if worked else since, day
        reported = now if worked else reported


def place(line: Line, now: datetime, urgent: bool) -> tuple[int, int, bool, date, datetime]:
    """The place of a line in a message: by what it asks for, then the urgent ones, then by date."""
    changed = line.since or line.case.changed(now)
    return line.rank, line.other_rank(), not urgent, line.due, changed


def most_pressing(name: str, now: datetime) -> list[Line]:
    """What a person owes first, where a morning has only lines for information."""
    long_ago = now.date() - 60 * DAY
    found = [each for case in CASES for each in lines(name, case, now, long_ago, True)]
    found += meeting_lines(name, now, long_ago)
    owed = [each for each in found if each.rank != INFORMS]
    return sorted(owed, key=lambda x: place(x, now, x.case.urgent))[:1]


def owed(name: str, now: datetime) -> Iterator[Line]:
    """All that an edited message may tell a person of at a moment: what is owed or awaited then,
    and what was new.
    """
    long_ago = now.date() - 60 * DAY
    for case in CASES:
        for everything in (True, False):
            yield from lines(name, case, now, long_ago, everything)
    yield from meeting_lines(name, now, long_ago)
    yield from (line for when, waits, line in news(name) if waits and when <= now)


def is_heard(line: Line, since: date, day: date) -> bool:
    """What is for information only is not heard, but meetings, days 7, 0, -1 to a due date and,
    once after three working days, that no one has confirmed receipt, if no such day told of it.
    """
    if line.rank != 6 or line.case is MEETING:
        return True
    party, logged = line.case.asking, line.case.logged
    late, sent = morning_after(party, logged, 3), local_time(party, logged).date()
    is_told = line.due != date.max and steps(party, line.due, (7, 0), sent, late - DAY)
    if line.key == "todo-wait-receipt" and since < late <= day and not is_told:
        return True
    return line.due != date.max and steps(party, line.due, (7, 0, -1), since, day)


def lines(name: str, case: Case, now: datetime, since: date, everything: bool) -> Iterator[Line]:
    """What a person is told about one request on a morning."""
    if now < case.logged or done(case.withdrawn, now) or done(case.closed, now):
        return
    if PEOPLE[name].party == case.asked:
        if not done(case.received, now):
            yield from receipt(name, case, now, since, everything)
        elif case.last_reply(now) is None:
            yield from progress(name, case, now, everything)
            yield from reply(name, case, now, since, everything)
            yield from wait_for_approval(name, case, now, since)
            yield from wait_for_information(name, case, now, since)
        return
    yield from review(name, case, now, everything)
    replied = case.last_reply(now)
    if replied is None:
        yield from watch(name, case, now, since)
        yield from approval(name, case, now, everything)
        yield from information(name, case, now, everything)
    elif name in with_deputy(case.waiting, now.date()):
        first = morning_after(case.asking, replied, 1)
        if everything or weeks(first, now.date()) > weeks(first, since):
            yield Line(4, date.max, False, "todo-close", case)


def review(name: str, case: Case, now: datetime, everything: bool) -> Iterator[Line]:
    """Focal persons and coordinators agree with what was recorded from a letter; administrators are
    told of it after four working days.
    """
    if case.received_on is None or done(case.agreed, now):
        return
    team, first = TEAMS[case.asking], morning_after(case.asking, case.changed(now), 1)
    late = team["admin"] if escalated(case.asking, case.changed(now), 4, now) else set()
    told = team["focal_person"] | team["coordinator"] | late
    if name in told and (everything or now.date() >= first):
        yield Line(4, date.max, False, "todo-review", case)


def information(name: str, case: Case, now: datetime, everything: bool) -> Iterator[Line]:
    """Who sent the request sends the information; after two working days the named deputy is told,
    too, then coordinators and administrators.
    """
    if case.asked_at is None or case.asked_at > now or done(case.supplied, now):
        return
    team, told = TEAMS[case.asking], with_deputy(case.waiting, now.date())
    if escalated(case.asking, case.asked_at, 2, now):
        told |= {ABSENCES[each][0] for each in told & ABSENCES.keys()}
    for days, role in ((3, "coordinator"), (4, "admin")):
        told |= team[role] if escalated(case.asking, case.asked_at, days, now) else set()
    first = morning_after(case.asking, case.asked_at, 1)
    if name in told and (everything or now.date() >= first):
        yield Line(4, date.max, False, "todo-supply", case)


def wait_for_information(name: str, case: Case, now: datetime, since: date) -> Iterator[Line]:
    """All of those who asked for information wait for three working days."""
    if case.asked_at is None or case.asked_at > now or done(case.supplied, now):
        return
    team, first = TEAMS[case.asked], morning_after(case.asked, case.asked_at, 3)
    told = with_deputy(team["focal_person"] | team["coordinator"], now.date())
    if name in told and since < now.date() >= first:
        yield Line(6, date.max, False, "todo-wait-supply", case)


def receipt(name: str, case: Case, now: datetime, since: date, everything: bool) -> Iterator[Line]:
    """All focal persons and coordinators each morning; administrators after four working days, and
    once they were told that it is urgent.
    """
    team, day = TEAMS[case.asked], now.date()
    told = case.urgent and now > local_time(case.asked, case.logged) + 4 * HOUR
    late = team["admin"] if told or escalated(case.asked, case.logged, 4, now) else set()
    if name not in team["focal_person"] | team["coordinator"] | late:
        return
    due = case.needed_by
    if due is not None and (due - day).days <= 7:
        near = steps(case.asked, due, (3, 1, 0, -1), since, day) and not everything
        yield Line(0 if due < day else 1, due, near, "todo-receive", case, (due - day).days)
    elif case in was_heard(name, now):
        return
    elif everything or day >= morning_after(case.asked, case.logged, 1 / 6 if case.urgent else 1):
        left = None if due is None else (due - day).days
        yield Line(2, due or date.max, False, "todo-receive", case, left)


def reply(name: str, case: Case, now: datetime, since: date, everything: bool) -> Iterator[Line]:
    """The handler or all; overdue coordinators, too, and administrators four working days later."""
    team, day, due = TEAMS[case.asked], now.date(), case.due_on(now)
    told = {case.handler} if case.assigned else team["focal_person"] | team["coordinator"]
    told = with_deputy(told, day)
    if due < day:
        over = moment(case.asked, due + DAY, 0)
        told |= team["coordinator"]
        if escalated(case.asked, over, 2, now):
            told |= {ABSENCES[each][0] for each in told & ABSENCES.keys()}
        if escalated(case.asked, over, 4, now):
            told |= team["admin"]
    if name not in told:
        return
    left = (due - day).days
    near = steps(case.asked, due, (3, 1, 0, -1), since, day) and not everything
    stepped = local_time(case.asked, case.changed(now)).date()
    idle = weeks(stepped, day) >= 1
    weekly = weeks(stepped, day) > max(0, weeks(stepped, since))
    if near or everything or left < 0 or weekly or steps(case.asked, due, (15, 7), since, day):
        rank = 0 if left < 0 else 1 if left <= 7 else 3 if idle else 4
        assigns = rank == 4 and everything and name in team["coordinator"] and not case.assigned
        yield Line(rank, due, near, "todo-assign" if assigns else "todo-answer", case, left)


def progress(name: str, case: Case, now: datetime, everything: bool) -> Iterator[Line]:
    """Who replies answers an inquiry; administrators are told of it after four working days."""
    if case.inquired is None or case.inquired > now or done(case.reported, now):
        return
    team = TEAMS[case.asked]
    told = with_deputy(team["focal_person"] | team["coordinator"], now.date())
    if escalated(case.asked, case.inquired, 4, now):
        told |= team["admin"]
    first = morning_after(case.asked, case.inquired, 1)
    if name in told and (everything or now.date() >= first):
        yield Line(4, date.max, False, "todo-progress", case, since=case.inquired)


def approval(name: str, case: Case, now: datetime, everything: bool) -> Iterator[Line]:
    """The coordinators of the Party that asked decide whether to extend a due date, by that day."""
    if case.proposed is None or case.proposed > now or done(case.extended, now):
        return
    ends = min(local_time(case.asking, case.proposed).date() + 14 * DAY, case.due_on(now))
    rank = 1 if ends - now.date() <= 7 * DAY else 4
    first = morning_after(case.asking, case.proposed, 1)
    if name in TEAMS[case.asking]["coordinator"] and (everything or now.date() >= first):
        left = (ends - now.date()).days
        yield Line(rank, ends, False, "todo-decide-by", case, left, since=case.proposed)


def wait_for_approval(name: str, case: Case, now: datetime, since: date) -> Iterator[Line]:
    """The coordinators who proposed it wait for three working days."""
    if case.proposed is None or case.proposed > now or done(case.extended, now):
        return
    first = morning_after(case.asked, case.proposed, 3)
    if name in TEAMS[case.asked]["coordinator"] and since < now.date() >= first:
        yield Line(6, date.max, False, "todo-wait-decide", case, since=case.proposed)


def watch(name: str, case: Case, now: datetime, since: date) -> Iterator[Line]:
    """The asker and coordinators: three days not received, seven days left, due, overdue."""
    if name not in with_deputy(case.waiting, now.date()) | TEAMS[case.asking]["coordinator"]:
        return
    day, received = now.date(), done(case.received, now)
    due = case.due_on(now) if received else case.needed_by
    key = "todo-wait-reply" if received else "todo-wait-receipt"
    left = None if due is None else (due - day).days
    told = due is not None and (
        steps(case.asking, due, (7, 0), since, day) or max(due, since) < day
    )
    if not received:
        late = 0 if case.urgent else 3
        told |= since < day and day >= morning_after(case.asking, case.logged, late)
    if told:
        yield Line(6, due or date.max, False, key, case, left)
