"""The rules of the morning message: what it names, what has a message of its own, and who sees a
to-do that no one has done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from liaison.core.agreement import EscalationPolicy, EscalationTarget
from liaison.core.errors import UserError
from liaison.core.form import DateOutOfRange
from liaison.core.outbox import Subject
from liaison.core.working_time import (
    DAY,
    Hours,
    WorkCalendar,
    add_working,
    is_quiet,
    local_date,
    local_moment,
    working_between,
)
from liaison.notifications.rules import Outage
from liaison.notifications.sounds import Tells
from liaison.todos.model import Rank, Todo, TodoMark

DEFERRABLE_DAYS = 3
"""For how many working days a person can put off what is owed without a due date."""
LONGEST_DEFERRAL = 6 * 366 * DAY
"""Longer than a due date can be ahead, with the days off after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """A morning of a Party. Days are local dates: ``since`` is the previous morning of the same
    kind (quiet or not), ``next_day`` the next working day. ``outage`` is the one to report, if any.

    On a ``quiet`` one, a day off or at night after an outage, only what cannot wait is sent.
    """

    now: datetime
    today: date
    since: date
    next_day: date
    quiet: bool
    outage: Outage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningPlan:
    """Whether messages are due now, and when to check again (aware UTC)."""

    morning: Morning | None
    next_at: datetime


def plan_morning(
    hours: Hours, *, full: datetime, last: datetime, now: datetime, outage: Outage | None = None
) -> MorningPlan:
    """Decide whether a morning has come, at most one on each local day, since the ``last`` one and
    the last ``full`` one, which was not quiet; several missed ones are one. A new outage is
    reported at once in working hours, else with the next morning.
    """
    today, quiet = local_date(now, hours.zone), is_quiet(now, hours)
    at = local_moment(today, hours.morning, hours.zone)
    if now < at:
        return MorningPlan(morning=None, next_at=at)
    next_at = local_moment(today + DAY, hours.morning, hours.zone)
    if local_date(last, hours.zone) == today and (outage is None or quiet):
        return MorningPlan(morning=None, next_at=next_at)
    since = local_date(last if quiet else full, hours.zone)
    morning = Morning(
        now=now,
        today=today,
        since=since,
        next_day=hours.calendar.next_working_day(today),
        quiet=quiet,
        outage=None if quiet else outage,
    )
    return MorningPlan(morning=morning, next_at=next_at)


def first_morning(at: datetime, hours: Hours) -> date:
    """The local day of the first morning from an instant on."""
    day = local_date(at, hours.zone)
    return day if local_moment(day, hours.morning, hours.zone) >= at else day + DAY


def next_working_morning(hours: Hours, *, last: datetime, now: datetime) -> datetime:
    """The next morning of a working day after the ``last`` one of any kind (aware UTC)."""
    after = max(local_date(now, hours.zone) - DAY, local_date(last, hours.zone))
    day = hours.calendar.next_working_day(after)
    return max(now, local_moment(day, hours.morning, hours.zone))


def has_weekday(morning: Morning, weekday: int) -> bool:
    """Whether a day of the week, as ``date.weekday()`` counts, has come since the last morning."""
    days = (morning.today - morning.since).days
    return any((morning.since + n * DAY).weekday() == weekday for n in range(1, days + 1))


def has_own_message(todo: Todo, morning: Morning, near_days: int) -> bool:
    """Whether a near reminder, or the first day overdue, has come with this morning; on a quiet one
    only if the due date would pass before the next working day. After an outage one message has
    everything.
    """
    if (
        todo.due_on is None
        or morning.outage is not None
        or todo.rank not in (Rank.OVERDUE, Rank.DUE)
    ):
        return False
    if morning.quiet and not morning.today <= todo.due_on < morning.next_day:
        return False
    near = (*(days for days in todo.days_before if days <= near_days), -1)
    return _has_step(todo.due_on, near, morning)


def is_named(todo: Todo, morning: Morning, mark: TodoMark | None, *, is_told: bool = False) -> bool:
    """Whether the morning message names a to-do; a deferred one only on the days of its reminders
    and on its last. If its record ``is_told`` as news or was heard, only what comes due is named.

    After an outage it names all to-dos that the Party owes, except those that are newer.
    """
    if morning.quiet:
        return False
    outage = None if is_told else morning.outage
    if outage is not None and todo.is_owed and todo.since < (outage.later or outage).end:
        return True
    if todo.due_on is not None:
        overdue = max(todo.due_on, morning.since) < morning.today
        if overdue and todo.rank in (Rank.OVERDUE, Rank.WATCH):
            return True
        if _has_step(todo.due_on, todo.days_before, morning):
            return True
    until = deferral(todo, mark)
    if until is not None and until > morning.since:
        return until <= morning.today
    return not is_told and _is_repeated(todo, morning)


def deferral(todo: Todo, mark: TodoMark | None) -> date | None:
    """Until when a person deferred a to-do, if it still has the same act."""
    return None if mark is None or mark.act not in (None, todo.act) else mark.deferred_until


def told_by(todo: Todo, morning: Morning) -> Tells:
    """What the line of a to-do tells: it presses as a reminder before the due date, or of the first
    day overdue and, for the Party that owes it, of each later one. What only informs is heard once.
    """
    steps = (*todo.days_before, -1)
    if todo.due_on and (todo.rank is Rank.OVERDUE or _has_step(todo.due_on, steps, morning)):
        return Tells.PRESSING
    is_heard = todo.heard_on and morning.since < todo.heard_on <= morning.today
    return Tells.NEWS if todo.is_owed or todo.is_event or is_heard else Tells.INFORMATION


def _has_step(due_on: date, steps: Iterable[int], morning: Morning) -> bool:
    """Whether a step has come or, on the last working morning before the due date, comes on a day
    off until then.
    """
    until = morning.today
    if not morning.quiet and morning.today < due_on <= morning.next_day:
        until = min(due_on, morning.next_day - DAY)
    return any(morning.since < due_on - days * DAY <= until for days in steps)


def _is_repeated(todo: Todo, morning: Morning) -> bool:
    if todo.repeat_on is None or morning.today < todo.repeat_on:
        return False
    times, before = (
        (day - todo.repeat_on).days // todo.repeat_days for day in (morning.today, morning.since)
    )
    return times > before


def escalated_to(
    todo: Todo,
    policy: EscalationPolicy,
    hours: Hours,
    now: datetime,
    outages: Sequence[Outage] = (),
) -> frozenset[EscalationTarget]:
    """Who, besides those asked first, sees a to-do that no one has done by now; the waits of the
    policy are working time in which the service was running.
    """
    if todo.escalates_from is None:
        return frozenset()
    reached, wait = set(), timedelta(0)
    for step in policy:
        wait += step.after
        at = add_working(todo.escalates_from, wait, hours)
        for outage in outages:
            start = max(outage.start, todo.escalates_from)
            if start < at:
                at = add_working(at, working_between(start, outage.end, hours), hours)
        if at > now:
            break
        reached.add(step.to)
    return frozenset(reached)


def in_order(todos: Iterable[Todo]) -> Sequence[Todo]:
    """To-dos by rank, then the urgent ones, then by due date; the other Party's are last."""
    return sorted(
        todos,
        key=lambda todo: (
            todo.rank,
            todo.other_rank,
            not todo.urgent,
            todo.due_on or date.max,
            todo.since,
            todo.subject_id,
        ),
    )


def one_each(todos: Iterable[Todo]) -> Sequence[Todo]:
    """The most pressing of the to-dos about each matter; of equal ones, the newest. If some follow
    from another record, it counts the others.
    """
    groups: dict[tuple[Subject, str, str], list[Todo]] = {}
    for todo in todos:
        groups.setdefault(todo.matter, []).append(todo)
    return in_order(one[0] if len(one) == 1 else _most_pressing(one) for one in groups.values())


def _most_pressing(group: Sequence[Todo]) -> Todo:
    todo = min(group, key=lambda each: (each.rank, -each.since.timestamp()))
    return replace(todo, more=len(group) - 1) if any(each.about for each in group) else todo


def may_defer(todo: Todo, today: date) -> bool:
    """Whether a to-do can be deferred: it is not urgent, and not due by today (local)."""
    return not todo.urgent and (todo.due_on is None or todo.due_on > today)


def check_deferrable(todo: Todo, today: date) -> None:
    """Raises ``UserError`` if a to-do cannot be deferred."""
    if not may_defer(todo, today):
        raise UserError("error-not-deferred")


def deferrable_until(todo: Todo, today: date, calendar: WorkCalendar) -> date:
    """The last day until which a to-do can be deferred: its due date, but so many working days if
    the own Party owes it and its period has not begun, as that of a receipt; a year, if neither.
    """
    due = todo.due_on or today + 366 * DAY
    if not todo.is_owed or (todo.due_on is not None and todo.rank is not Rank.RECEIPT):
        return due
    day = today
    for _ in range(DEFERRABLE_DAYS):
        day = calendar.next_working_day(day)
    return min(day, due)


def defer(todo: Todo, until: date, *, today: date, calendar: WorkCalendar) -> date:
    """Until when a to-do is deferred: of a day off, until the next working day before its due date,
    or else the last one before that day off, if it is still to come. Raises ``UserError``.
    """
    check_deferrable(todo, today)
    last = deferrable_until(todo, today, calendar)
    if not today < until <= last:
        raise DateOutOfRange(first=today + DAY, last=last)
    if calendar.is_working(until):
        return until
    following, before = calendar.next_working_day(until), calendar.last_working_day(until)
    if todo.due_on is None or following < todo.due_on:
        return following
    return before if before > today else min(following, todo.due_on)
