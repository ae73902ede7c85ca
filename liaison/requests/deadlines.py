"""The due date of a request, counted from the date of receipt, and its explanation.

Day 0 is the local calendar date of receipt in the requested Party's zone; the due date is met until
the end of that day there (Article 5). A ``DeadlineRule`` of the agreement's profile defines which
days count and whether the due date moves to a working day.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from liaison.core.agreement import Agreement, Party
from liaison.core.cards import Text, text
from liaison.core.working_time import DAY, TYPED_NAME, DeadlineRule, Unit, WorkCalendar, day_ends

OBSERVED = " (observed)"
"""The end of the name of a day off in lieu of a holiday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due date in the calendar of the requested Party: the ``last_working_day`` until then, the
    ``next_working_day`` if it is none itself, and the ``holidays`` from day 1 to it.
    """

    receipt: date
    due: date
    last_working_day: date
    next_working_day: date | None
    holidays: tuple[tuple[date, str], ...]
    due_holiday: str | None
    provisional: bool


def counted_days(receipt: date, unit: Unit, calendar: WorkCalendar) -> Iterator[tuple[int, date]]:
    """Number the days after receipt, from day 1 on, without end (Article 5)."""
    days = (receipt + offset * DAY for offset in count(1))
    return enumerate((e for e in days if unit == "calendar" or calendar.is_working(e)), 1)


def count_deadline(receipt: date, rule: DeadlineRule, calendar: WorkCalendar) -> Deadline:
    """Count the due date from the local date of receipt at the requested Party (Article 5), whose
    ``calendar`` must cover the years up to the working day after it.
    """
    due = next(
        day for number, day in counted_days(receipt, rule.unit, calendar) if number == rule.days
    )
    if rule.roll == "next_working_day" and not calendar.is_working(due):
        due = calendar.next_working_day(due)
    return describe_deadline(receipt, due, calendar)


def describe_deadline(receipt: date, due: date, calendar: WorkCalendar) -> Deadline:
    """Describe a due date that is already fixed, by rule or extension."""
    works = calendar.is_working(due)
    next_working_day = None if works else calendar.next_working_day(due)
    last = next_working_day or due
    return Deadline(
        receipt=receipt,
        due=due,
        last_working_day=calendar.last_working_day(due),
        next_working_day=next_working_day,
        holidays=tuple(
            sorted((day, name) for day, name in calendar.holidays.items() if receipt < day <= due)
        ),
        due_holiday=calendar.holiday(due),
        provisional=any(calendar.provisional(y) for y in range(receipt.year, last.year + 1)),
    )


def explain(
    receipt: date,
    *,
    party: Party,
    agreement: Agreement,
    calendar: WorkCalendar,
    due: date | None = None,
    extended: bool = False,
) -> Sequence[Text]:
    """Explain how the due date of a verification follows from its receipt (Article 5), by the
    ``calendar`` of the requested ``party``. ``due`` is the recorded date, which no later change of
    the rule or of holidays moves; ``extended``: both Parties agreed to it.
    """
    rule = agreement.verification
    counted = count_deadline(receipt, rule, calendar)
    deadline = counted if due is None else describe_deadline(receipt, due, calendar)
    name, article = text(party.name), agreement.articles["verification"]
    lines = [
        text("deadlines-explain-title", party=name),
        text("deadlines-explain-rule", unit=rule.unit, article=article, days=rule.days),
        text("deadlines-explain-roll", roll=rule.roll),
        text("deadlines-explain-day-zero", receipt=receipt, party=name),
        text("deadlines-explain-steps", steps=_steps(receipt, rule, calendar)),
    ]
    if deadline.due != counted.due:
        key = "deadlines-explain-extended" if extended else "deadlines-explain-kept"
        lines.append(text(key, due=deadline.due, counted=counted.due))
    lines += [
        text("deadlines-explain-due", due=deadline.due, ends=day_ends(deadline.due, party.zone)),
        working_days_text(deadline, party),
        _holidays_text(deadline, party),
        published_text(deadline, party),
    ]
    return lines


def working_days_text(deadline: Deadline, party: Party) -> Text:
    """Whether the due date is a working day of that Party, and the working days around it."""
    name = text(party.name)
    if deadline.next_working_day is None:
        made_up = deadline.due.weekday() in party.weekend
        key = "deadlines-due-made-up" if made_up else "deadlines-due-worked"
        return text(key, due=deadline.due, party=name)
    if deadline.due_holiday is None:
        return text(
            "deadlines-due-weekend",
            due=deadline.due,
            party=name,
            last=deadline.last_working_day,
            next=deadline.next_working_day,
        )
    return text(
        "deadlines-due-holiday",
        due=deadline.due,
        party=name,
        holiday=holiday_texts(deadline.due_holiday),
        last=deadline.last_working_day,
        next=deadline.next_working_day,
    )


def published_text(deadline: Deadline, party: Party) -> Text:
    """Whether the holidays of that Party are officially published or provisional."""
    key = "deadlines-holidays-provisional" if deadline.provisional else "deadlines-holidays-decreed"
    return text(key, party=text(party.name))


def holiday_texts(name: str) -> tuple[Text, ...]:
    """The texts of a holiday by its English name, one for each of several on that day."""
    if name.startswith(TYPED_NAME):
        return (text("answer", value=name.removeprefix(TYPED_NAME)),)
    return tuple(map(_holiday, name.split("; ")))


def _holiday(name: str) -> Text:
    named = text(holiday_key(name))
    return text("holiday-observed", holiday=named) if name.endswith(OBSERVED) else named


def holiday_key(name: str) -> str:
    """The catalog key of a holiday: its English name in lower case, words joined by hyphens. A day
    off in lieu of one has its key.
    """
    words = re.findall(r"[a-z0-9]+", name.removesuffix(OBSERVED).lower().replace("'", ""))
    return "-".join(["holiday", *words])


def _steps(receipt: date, rule: DeadlineRule, calendar: WorkCalendar) -> tuple[Text, ...]:
    """Day 1, the last counted day of each month and the last day of the count."""
    counted = takewhile(
        lambda step: step[0] <= rule.days, counted_days(receipt, rule.unit, calendar)
    )
    days = list(counted)
    following = [day for _, day in days[1:]]
    shown = [
        (number, day)
        for (number, day), after in zip(days, following, strict=False)
        if number == 1 or day.month != after.month
    ]
    return tuple(
        text("deadlines-explain-step", number=number, day=day) for number, day in [*shown, days[-1]]
    )


def _holidays_text(deadline: Deadline, party: Party) -> Text:
    name = text(party.name)
    if not deadline.holidays:
        return text("deadlines-no-holidays", party=name)
    return text("deadlines-holidays", party=name, holidays=_holiday_runs(deadline))


def _holiday_runs(deadline: Deadline) -> tuple[Text, ...]:
    """Holidays in the period; consecutive days of the same name are one line."""
    runs: list[tuple[date, date, str]] = []
    for day, name in deadline.holidays:
        if runs and runs[-1][2] == name and runs[-1][1] + DAY == day:
            runs[-1] = (runs[-1][0], day, name)
        else:
            runs.append((day, day, name))
    return tuple(
        text("deadlines-holiday-days", first=first, last=last, holiday=holiday_texts(name))
        for first, last, name in runs
    )
