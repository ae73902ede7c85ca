"""To-dos: on which mornings each is told, who sees it after how long, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from liaison.core.agreement import EscalationPolicy, EscalationTarget, PartyCode, Priority
from liaison.core.cards import Button, text
from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.notifications.rules import Outage
from liaison.requests.model import REQUEST_SUBJECT
from liaison.todos import rules
from liaison.todos.model import Rank, Todo, TodoAct, TodoMark
from liaison.todos.views import defer_days
from tests.unit.quiet_hours import HOUR, HOURS, MINUTE, SECOND, local
from tests.unit.samples import AGREEMENT, CN, KH, REFERENCE, SENT_AT

POLICY = AGREEMENT.notices.escalation_policies[Priority.IMPORTANT]
GROUPS = (EscalationTarget.DEPUTY, EscalationTarget.COORDINATORS, EscalationTarget.ADMINS)


def day(of: str) -> date:
    return date.fromisoformat(f"2026-{of}")


def todo(**changes: Any) -> Todo:
    """A reply that is due on Friday, 13 March."""
    usual: dict[str, Any] = {
        "subject": REQUEST_SUBJECT,
        "subject_id": REFERENCE,
        "states": ("received",),
        "act": TodoAct("todo-answer"),
        "line": text("todo-answer"),
        "button": Button(text("button-todo-answer"), f"answer {REFERENCE}"),
        "people": frozenset({PersonId(1)}),
        "rank": Rank.DUE,
        "since": SENT_AT,
        "due_on": day("03-13"),
        "days_before": (15, 7, 3, 1, 0),
    }
    return Todo(**(usual | changes))


def morning(since: str, today: str, next_day: str, *, quiet: bool = False) -> rules.Morning:
    return rules.Morning(
        now=datetime(2026, 1, 1, tzinfo=UTC),
        today=day(today),
        since=day(since),
        next_day=day(next_day),
        quiet=quiet,
    )


def deferred(until: str) -> TodoMark:
    return TodoMark(
        person=PersonId(1), subject=REQUEST_SUBJECT, subject_id=REFERENCE, deferred_until=day(until)
    )


OWN, LINE, NOTHING = "own message", "line", "nothing"


def told(of: Todo, at: rules.Morning, mark: TodoMark | None = None) -> str:
    """How a morning tells of a to-do."""
    if rules.has_own_message(of, at, near_days=3):
        return OWN
    return LINE if rules.is_named(of, at, mark) else NOTHING


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (("02-25", "02-26", "02-27"), LINE),  # 15 days before
        (("02-26", "02-27", "03-02"), NOTHING),
        (("03-05", "03-06", "03-09"), LINE),  # 7 days
        (("03-06", "03-09", "03-10"), NOTHING),
        (("03-09", "03-10", "03-11"), OWN),  # 3 days
        (("03-10", "03-11", "03-12"), NOTHING),
        (("03-11", "03-12", "03-13"), OWN),  # tomorrow
        (("03-12", "03-13", "03-16"), OWN),  # today
        (("03-13", "03-16", "03-17"), OWN),  # the first working day overdue
        (("03-16", "03-17", "03-18"), LINE),  # and each day from then on
        (("03-17", "03-18", "03-19"), LINE),
        # Mornings that were missed: a step that has come meanwhile is told once.
        (("02-25", "03-03", "03-04"), LINE),
        (("03-05", "03-11", "03-12"), OWN),
        (("02-20", "03-31", "04-01"), OWN),
    ],
)
def test_near_steps_have_an_own_message(at: tuple[str, str, str], expected: str) -> None:
    rank = Rank.OVERDUE if day(at[1]) > day("03-13") else Rank.DUE
    assert told(todo(rank=rank), morning(*at)) == expected


def test_a_party_sets_how_near_a_reminder_has_a_message_of_its_own() -> None:
    at = morning("03-05", "03-06", "03-09")  # 7 days
    assert [rules.has_own_message(todo(), at, near_days) for near_days in (3, 6, 7)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("due", "at", "expected"),
    [
        # A weekend; the Monday after it is the next working day.
        ("03-14", ("03-13", "03-14", "03-16"), OWN),
        ("03-15", ("03-13", "03-14", "03-16"), OWN),
        ("03-15", ("03-14", "03-15", "03-16"), OWN),
        ("03-16", ("03-13", "03-14", "03-16"), NOTHING),
        ("03-16", ("03-14", "03-15", "03-16"), NOTHING),
        ("03-17", ("03-13", "03-14", "03-16"), NOTHING),
        ("03-13", ("03-13", "03-14", "03-16"), NOTHING),  # overdue: it waits for Monday
        ("03-21", ("03-13", "03-14", "03-16"), NOTHING),  # 7 days: a line of Monday
        # The Spring Festival: only on the days of its steps.
        ("02-20", ("02-16", "02-17", "02-24"), OWN),
        ("02-20", ("02-17", "02-18", "02-24"), NOTHING),
        ("02-20", ("02-18", "02-19", "02-24"), OWN),
        ("02-20", ("02-19", "02-20", "02-24"), OWN),
        ("02-20", ("02-20", "02-21", "02-24"), NOTHING),
        # The evening after an outage of a day.
        ("03-12", ("03-11", "03-12", "03-13"), OWN),
        ("03-13", ("03-11", "03-12", "03-13"), NOTHING),
        # A working day tells of the days off before it.
        ("03-14", ("03-13", "03-16", "03-17"), OWN),
        ("03-15", ("03-13", "03-16", "03-17"), OWN),
        ("03-16", ("03-13", "03-16", "03-17"), OWN),
        ("03-18", ("03-13", "03-16", "03-17"), OWN),
        ("03-22", ("03-13", "03-16", "03-17"), LINE),
        ("02-20", ("02-14", "02-24", "02-25"), OWN),
        # The last working day tells of the days off until the due date.
        ("02-24", ("02-12", "02-13", "02-24"), OWN),
        ("02-24", ("02-13", "02-14", "02-24"), NOTHING),
        ("02-20", ("02-12", "02-13", "02-24"), OWN),
        ("02-25", ("02-12", "02-13", "02-24"), NOTHING),
    ],
)
def test_quiet_mornings_tell_of_urgent(due: str, at: tuple[str, str, str], expected: str) -> None:
    quiet = at[1] not in {"03-16", "02-13", "02-24"}
    assert told(todo(due_on=day(due)), morning(*at, quiet=quiet)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (("03-05", "03-06", "03-09"), LINE),
        (("03-09", "03-10", "03-11"), NOTHING),
        (("03-11", "03-12", "03-13"), NOTHING),
        (("03-12", "03-13", "03-16"), LINE),
        (("03-13", "03-16", "03-17"), LINE),
        (("03-16", "03-17", "03-18"), LINE),
        (("03-17", "03-17", "03-18"), NOTHING),  # later on the same day, after an outage
    ],
)
def test_those_who_wait_have_lines_only(at: tuple[str, str, str], expected: str) -> None:
    assert told(todo(rank=Rank.WATCH, days_before=(7, 0)), morning(*at)) == expected


@pytest.mark.parametrize("rank", [Rank.OPEN, Rank.WATCH])
def test_the_day_itself_is_named_only_if_it_is_a_step(rank: Rank) -> None:
    for days_before, expected in (((1,), NOTHING), ((1, 0), LINE)):
        each = todo(rank=rank, days_before=days_before)
        assert told(each, morning("03-11", "03-12", "03-13")) == LINE
        assert told(each, morning("03-12", "03-13", "03-16")) == expected


def test_after_an_outage_all_is_named_but_what_is_newer() -> None:
    outage, before = Outage(start=SENT_AT, end=SENT_AT), SENT_AT - timedelta(days=1)
    at = replace(morning("03-02", "03-03", "03-04"), outage=outage)
    made = [(Rank.OPEN, before), (Rank.UNREAD, before), (Rank.OPEN, SENT_AT)]
    shown = [told(todo(rank=rank, since=since), at) for rank, since in made]
    assert shown == [LINE, LINE, NOTHING]
    assert not rules.is_named(todo(rank=Rank.OPEN, since=before), at, None, is_told=True)


@pytest.mark.parametrize(
    ("repeat_on", "every", "at", "expected"),
    [
        (None, 1, ("03-02", "03-03", "03-04"), NOTHING),
        ("03-04", 1, ("03-02", "03-03", "03-04"), NOTHING),
        ("03-03", 1, ("03-02", "03-03", "03-04"), LINE),
        ("03-03", 1, ("03-03", "03-04", "03-05"), LINE),
        ("03-07", 1, ("03-06", "03-09", "03-10"), LINE),
        ("03-03", 7, ("03-02", "03-03", "03-04"), LINE),
        ("03-03", 7, ("03-03", "03-04", "03-05"), NOTHING),
        ("03-03", 7, ("03-06", "03-09", "03-10"), NOTHING),
        ("03-03", 7, ("03-09", "03-10", "03-11"), LINE),
        ("03-03", 7, ("03-09", "03-25", "03-26"), LINE),
        ("03-03", 7, ("03-10", "03-16", "03-17"), NOTHING),
    ],
)
def test_what_is_repeated_is_a_line_every_so_many_days(
    repeat_on: str | None, every: int, at: tuple[str, str, str], expected: str
) -> None:
    on = None if repeat_on is None else day(repeat_on)
    of = todo(due_on=None, days_before=(), repeat_on=on, repeat_days=every)
    assert told(of, morning(*at)) == expected
    assert told(of, morning(*at, quiet=True)) == NOTHING


@pytest.mark.parametrize(
    ("until", "at", "expected"),
    [
        ("03-12", ("03-02", "03-03", "03-04"), NOTHING),
        ("03-12", ("03-05", "03-06", "03-09"), LINE),  # 7 days before it is due
        ("03-12", ("03-06", "03-09", "03-10"), NOTHING),
        ("03-13", ("03-09", "03-10", "03-11"), OWN),  # 3 days
        ("03-13", ("03-10", "03-11", "03-12"), NOTHING),
        ("03-13", ("03-11", "03-12", "03-13"), OWN),  # tomorrow
        ("03-04", ("03-03", "03-04", "03-05"), LINE),  # the day that was asked for
        ("03-07", ("03-06", "03-09", "03-10"), LINE),  # it was a Saturday
        ("03-04", ("03-04", "03-05", "03-06"), LINE),  # repeated each day as before
        ("03-12", ("03-13", "03-16", "03-17"), OWN),
        ("03-12", ("03-16", "03-17", "03-18"), LINE),  # overdue
    ],
)
def test_a_deferred_one_is_left_out(until: str, at: tuple[str, str, str], expected: str) -> None:
    of = todo(repeat_on=day("03-02"))
    assert told(of, morning(*at), deferred(until)) == expected


def test_a_deferral_ends_when_another_act_is_owed() -> None:
    at = morning("03-03", "03-04", "03-05")
    for act, expected in (("todo-answer", NOTHING), ("todo-receive", LINE), (None, NOTHING)):
        mark = replace(deferred("03-12"), act=None if act is None else TodoAct(act))
        assert told(todo(repeat_on=day("03-02")), at, mark) == expected


def test_what_is_not_repeated_is_told_on_the_day_that_was_asked_for() -> None:
    of = todo(due_on=None, days_before=(), repeat_on=None)
    assert told(of, morning("03-03", "03-04", "03-05"), deferred("03-04")) == LINE
    assert told(of, morning("03-04", "03-05", "03-06"), deferred("03-04")) == NOTHING


@pytest.mark.parametrize(
    ("party", "since", "seen_at"),
    [
        (CN, "03-02 10:30", ("03-04 10:30", "03-05 10:30", "03-06 10:30")),
        # From a Friday night into Khmer New Year.
        (KH, "04-10 21:15", ("04-17 21:15", "04-20 21:15", "04-21 21:15")),
        # The Spring Festival, with Saturdays that are worked.
        (CN, "02-13 15:00", ("02-24 15:00", "02-25 15:00", "02-26 15:00")),
    ],
)
def test_more_people_see_it_daily(party: PartyCode, since: str, seen_at: tuple[str, ...]) -> None:
    hours = HOURS[party]
    of = todo(escalates_from=local(f"2026-{since}", hours))
    assert rules.escalated_to(of, POLICY, hours, local(f"2026-{since}", hours)) == frozenset()
    for number, wall in enumerate(seen_at):
        at = local(f"2026-{wall}", hours)
        assert rules.escalated_to(of, POLICY, hours, at - SECOND) == frozenset(GROUPS[:number])
        assert set(GROUPS[: number + 1]) <= rules.escalated_to(of, POLICY, hours, at)


@pytest.mark.parametrize(
    ("down", "later"),
    [
        ([("03-02 08:00", "03-02 09:00")], timedelta(0)),  # before it began
        ([("03-02 09:30", "03-02 12:30")], 2 * HOUR),
        ([("03-03 12:00", "03-03 15:00"), ("03-04 01:00", "03-04 02:00")], 4 * HOUR),
        ([("03-07 09:00", "03-08 09:00")], timedelta(0)),  # a weekend
        ([("03-09 09:00", "03-09 10:00")], timedelta(0)),  # after it was seen
    ],
)
def test_the_time_of_an_outage_is_left_out(down: list[tuple[str, str]], later: timedelta) -> None:
    hours = HOURS[CN]
    of = todo(escalates_from=local("2026-03-02 10:30", hours))
    outages = [
        Outage(start=local(f"2026-{start}", hours), end=local(f"2026-{end}", hours))
        for start, end in down
    ]
    at = local("2026-03-06 10:30", hours) + later
    for admins, now in ((False, at - SECOND), (True, at)):
        reached = rules.escalated_to(of, POLICY, hours, now, outages)
        assert (EscalationTarget.ADMINS in reached) is admins


def test_some_to_dos_never_escalate_and_others_not_without_a_policy() -> None:
    later = SENT_AT + timedelta(days=400)
    assert rules.escalated_to(todo(escalates_from=None), POLICY, HOURS[KH], later) == frozenset()
    none = EscalationPolicy()
    assert rules.escalated_to(todo(escalates_from=SENT_AT), none, HOURS[KH], later) == frozenset()
    assert rules.escalated_to(todo(escalates_from=SENT_AT), POLICY, HOURS[KH], later) >= frozenset(
        GROUPS
    )


@pytest.mark.parametrize(
    ("at", "minutes", "expected"),
    [
        ("03-03 08:59", 540, "03-03"),
        ("03-03 09:00", 540, "03-03"),
        ("03-03 09:01", 540, "03-04"),
        ("03-03 23:59", 1439, "03-03"),
        ("03-07 10:00", 540, "03-08"),
    ],
)
def test_the_first_morning_is_the_next_one(at: str, minutes: int, expected: str) -> None:
    for hours in HOURS.values():
        its = replace(hours, morning=minutes)
        assert rules.first_morning(local(f"2026-{at}", hours), its) == day(expected)


def test_the_most_pressing_comes_first_then_what_is_due_first_then_the_oldest() -> None:
    expected = [
        todo(rank=Rank.OVERDUE, due_on=day("03-01")),
        todo(rank=Rank.OVERDUE, due_on=day("03-02")),
        todo(rank=Rank.DUE, due_on=day("03-13"), since=SENT_AT - HOUR),
        todo(rank=Rank.DUE, due_on=day("03-13"), since=SENT_AT - MINUTE, subject_id="KH26-A"),
        todo(rank=Rank.DUE, due_on=day("03-13"), since=SENT_AT - MINUTE, subject_id="KH26-B"),
        todo(rank=Rank.RECEIPT, due_on=day("04-30")),
        todo(rank=Rank.RECEIPT, due_on=None, since=SENT_AT - HOUR),
        todo(rank=Rank.RECEIPT, due_on=None),
        todo(rank=Rank.IDLE, due_on=None),
        todo(rank=Rank.OPEN, due_on=day("03-01")),
        todo(rank=Rank.UNREAD, due_on=None),
        todo(rank=Rank.WATCH, other_rank=Rank.OVERDUE, due_on=day("03-01")),
        todo(rank=Rank.WATCH, other_rank=Rank.RECEIPT, due_on=None),
        todo(rank=Rank.WATCH, due_on=day("03-01")),
    ]
    assert rules.in_order(reversed(expected)) == expected


def test_of_the_todos_about_a_record_the_most_pressing_is_named_or_the_newest() -> None:
    reply = todo(rank=Rank.OPEN, due_on=day("03-13"), since=SENT_AT - HOUR)
    asked = todo(rank=Rank.OPEN, due_on=None, since=SENT_AT)
    watched = todo(rank=Rank.WATCH, subject_id="KH26-B")
    assert rules.one_each([reply, asked, watched]) == [asked, watched]
    assert rules.one_each([asked, replace(reply, rank=Rank.DUE)])[0].rank is Rank.DUE


@pytest.mark.parametrize(
    ("until", "due", "error"),
    [
        ("03-04", "03-13", None),
        ("03-13", "03-13", None),
        ("03-06", None, None),
        ("03-07", None, "error-date-range"),  # three working days are over
        ("03-14", "03-13", "error-date-range"),
        ("03-04", "03-02", "error-not-deferred"),  # overdue: it cannot be deferred
        ("03-03", "03-13", "error-date-range"),
        ("03-02", None, "error-date-range"),
    ],
)
def test_a_to_do_is_deferred_to_a_later_day_and_not_beyond_its_due_date(
    until: str, due: str | None, error: str | None
) -> None:
    of = todo(due_on=None if due is None else day(due))
    defer = partial(rules.defer, of, today=day("03-03"), calendar=HOURS[KH].calendar)
    if error is None:
        assert defer(day(until)) == day(until)
    else:
        with pytest.raises(UserError, match=error):
            defer(day(until))


@pytest.mark.parametrize(
    ("today", "due", "reminded"),
    [
        ("03-05", None, "03-09"),
        ("03-03", "03-10", "03-09"),
        ("03-03", "03-09", "03-06"),
        ("03-03", "03-08", "03-06"),
        ("03-06", "03-09", "03-09"),
        ("03-06", "03-08", "03-08"),
    ],
)
def test_a_reminder_on_a_day_off_comes_the_next_working_day_or_in_time_before_the_due_date(
    today: str, due: str | None, reminded: str
) -> None:
    of, saturday = todo(due_on=None if due is None else day(due)), day("03-07")
    calendar = HOURS[CN].calendar
    assert rules.defer(of, saturday, today=day(today), calendar=calendar) == day(reminded)


def test_a_reminder_is_put_off_from_tomorrow_until_the_due_date() -> None:
    days = defer_days(todo(), day("03-03"), HOURS[KH].calendar)
    assert (days.first, days.last) == (day("03-04"), day("03-13"))
    assert days.offered == [day("03-04"), day("03-06"), day("03-10")]
