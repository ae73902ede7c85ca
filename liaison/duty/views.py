"""Views of the duty roster."""

from collections.abc import Mapping, Sequence
from datetime import date

from liaison.core.agreement import WEEKDAYS
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, text
from liaison.core.people import Person, PersonId, Role
from liaison.duty.rules import DutyDay, Roster, RosterDay, last_day
from liaison.notifications.rules import Notice
from liaison.notifications.views import notice_button

MAX_MATTERS = 4
"""Urgent matters with a button in a hand-over message."""
CHANGING: tuple[Row, ...] = (
    (Button(text("button-duty-week"), "duty week"), Button(text("button-duty-day"), "duty day")),
)


def duty_card(viewer: Person, days: Sequence[DutyDay]) -> Card:
    """Who is on duty now and on the next days; administrators can change it."""
    changing = CHANGING if viewer.role is Role.ADMIN else ()
    return card(
        text("duty-now", who=_who(days[0])),
        [text("duty-line", day=each.day, who=_who(each)) for each in days[1:]],
        rows=[*changing, MENU],
    )


def week_card(roster: Roster, people: Mapping[PersonId, Person]) -> Card:
    """The entries by day of the week, with a button to change each."""
    lines, buttons = list[Text](), list[Button]()
    for number in range(1, len(WEEKDAYS) + 1):
        person = people.get(roster[number]) if number in roster else None
        who = text("duty-no-one") if person is None else text("answer", value=person.name)
        lines.append(text("named-value", name=day_name(number), value=who))
        buttons.append(Button(day_name(number), f"duty {number}"))
    return card(text("duty-week"), lines, rows=[*in_rows(buttons, 2), MENU])


def day_name(on: RosterDay) -> Text:
    """A day of the roster: a date or the name of a day of the week."""
    if isinstance(on, date):
        return text("answer", value=on)
    return text("weekday", day=WEEKDAYS[on - 1])


def handover_card(days: Sequence[DutyDay], urgent: Sequence[Notice]) -> Card:
    """The message to the new person on duty, or to the coordinators, with the urgent matters."""
    last = last_day(days)
    everyone = text("duty-handover-all", who=_who(days[0]), last=last)
    rows = [(notice_button(each),) for each in urgent[:MAX_MATTERS]]
    return card(
        everyone if days[0].person is None else text("duty-handover", last=last),
        text("duty-matters", count=len(urgent)),
        [each.title for each in urgent],
        rows=[*rows, MENU],
    )


def over_card(now: DutyDay) -> Card:
    """The message of a person who is no longer on duty."""
    return card(text("duty-over"), text("duty-now", who=_who(now)), rows=[MENU])


def _who(found: DutyDay) -> Text:
    if found.person is not None:
        return text("answer", value=found.person.name)
    return text("duty-gap", why=str(found.gap))
