"""The date control: the buttons of every question for a day, and of a day or time that can be read
in two ways.

Yesterday, today and tomorrow, where they are possible, and days that are likely; "Other day" opens
a calendar, one month a page. A day can always be typed instead.
"""

from calendar import Calendar
from datetime import date, datetime

from handlers.input.commands import Command
from liaison.core.agreement import WEEKDAYS
from liaison.core.cards import Button, Row, Text, fits_button, in_rows, text, time_text
from liaison.core.form import Days
from liaison.core.text_parsing import Ambiguous
from liaison.core.working_time import DAY

OTHER_DAY = "day"
"""The command that repeats another one with a page of the calendar: ``day 2026-04 COMMAND``."""
DAYS_IN_A_ROW = 3
SEASON = 91 * DAY
"""A day without a year is the one nearest to this long ahead, as it is usually in the future."""
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_LONGEST_MONTH = 31 * DAY
NOON = 12 * 60
"""In minutes after midnight."""
READINGS = {
    f"button-{each}" for each in ("reading", "today-at", "tomorrow-at", "morning", "afternoon")
}
"""The labels of two readings of one text."""


def reading_rows(question: Ambiguous, command: Command, today: date) -> list[Row]:
    """A button for each reading of a text of ``command``. Raises ``Ambiguous`` if one is too long
    for a button.
    """
    rows: list[Row] = []
    for each in question.readings:
        if isinstance(each, datetime):
            day = "today" if each.date() == today else "tomorrow"
            label = text(f"button-{day}-at", time=time_text(each.hour * 60 + each.minute))
            written = f"{each:%Y-%m-%d %H:%M}"
        elif isinstance(each, date):
            label, written = text("button-reading", day=each), each.isoformat()
        else:
            half = "morning" if each < NOON else "afternoon"
            label = text(f"button-{half}", time=time_text(each))
            written = "{:02}:{:02}".format(*divmod(each, 60))
        line = str(command.with_reading(question.typed, written))
        if not fits_button(line):
            raise question
        rows.append((Button(label, line),))
    return rows


def day_rows(days: Days, answer: Command, again: Command, month: date | None) -> list[Row]:
    """Buttons for the days that can be the next argument of ``answer``. ``again`` is the command
    that asks the question; with a ``month`` the calendar is shown.
    """
    if month is not None or not days.offered:
        return _calendar(days, answer, again, month or days.opens_at)
    offered = [Button(_label(day, days.today), _with_day(answer, day)) for day in days.offered]
    if len(days.offered) <= (days.last - days.first).days:
        offered.append(Button(text("button-day-other"), _page(again, days.opens_at)))
    return in_rows(offered, DAYS_IN_A_ROW)


def _label(day: date, today: date) -> Text:
    near = _NEAR.get((day - today).days)
    return text("answer", value=day) if near is None else text(f"button-day-{near}")


def _with_day(answer: Command, day: date) -> str:
    return str(answer.with_arguments(day.isoformat()))


def _page(again: Command, month: date) -> str:
    return f"{OTHER_DAY} {month:%Y-%m} {again}"


def _calendar(days: Days, answer: Command, again: Command, month: date) -> list[Row]:
    month = max(_first(days.first), min(_first(month), _first(days.last)))
    same = _page(again, month)

    def cell(day: int) -> Button:
        at = month.replace(day=day) if day else None
        if at is None or not days.first <= at <= days.last:
            return Button(text("grid-blank"), same)
        return Button(text("answer", value=day), _with_day(answer, at))

    turns = [Button(_month_name(month), same)]
    earlier, later = _first(month - DAY), _first(month + _LONGEST_MONTH)
    if earlier >= _first(days.first):
        label = text("button-earlier-month", month=_month_name(earlier))
        turns.insert(0, Button(label, _page(again, earlier)))
    if later <= days.last:
        label = text("button-later-month", month=_month_name(later))
        turns.append(Button(label, _page(again, later)))
    weeks = Calendar().monthdayscalendar(month.year, month.month)
    return [
        tuple(turns),
        tuple(Button(text("weekday-short", day=each), same) for each in WEEKDAYS),
        *(tuple(cell(day) for day in week) for week in weeks),
    ]


def _month_name(month: date) -> Text:
    return text("month-of-year", month=text("month", number=month.month), year=month.year)


def _first(day: date) -> date:
    return day.replace(day=1)
