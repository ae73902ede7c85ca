"""Views of the calendar of a Party: coming holidays and changes by administrators."""

from collections.abc import Iterator, Sequence
from datetime import date

from liaison.core.agreement import Party, party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.requests.deadlines import Deadline, holiday_texts
from liaison.settings.holidays import CalendarDay, DayChange, DayKind, latest
from liaison.settings.repository import Holidays

SHOWN_DAYS = 12
SHOWN_NAMES = 8
SHOWN_REQUESTS = 5


async def holidays_card(tx: Tx, viewer: Person, party: Party) -> Card:
    """The coming holidays of a Party; its own administrators may change them."""
    today, calendar = local_date(tx.now, party.zone), tx.calendar(party.code)
    coming = sorted(day for day in calendar.holidays if day >= today)
    worked = sorted(day for day in calendar.make_up_days if day >= today)
    changes = [
        change
        for (whose, day, _), change in latest(await tx.of(Holidays).changes()).items()
        if whose == party.code and day >= date(today.year, 1, 1)
    ]
    lines = [
        text("holiday-line", day=day, name=holiday_texts(calendar.holidays[day]))
        for day in coming[:SHOWN_DAYS]
    ]
    if len(coming) > SHOWN_DAYS:
        lines.append(text("holidays-next", count=SHOWN_DAYS))
    other = tx.agreement.other(party.code).code
    swap = (Button(text("button-holidays-of", party=party_name(other)), f"holidays {other}"),)
    provisional = [e for e in (today.year, today.year + 1) if calendar.provisional(e)]
    steps: list[Row] = []
    if viewer.role is Role.ADMIN and viewer.party == party.code:
        steps = list(_steps(provisional, changes))
    return card(
        text("holidays-title", party=party_name(party.code)),
        lines,
        [text("holiday-worked", day=each) for each in worked],
        [text("holidays-provisional", year=each) for each in provisional],
        rows=[*steps, swap, MENU],
    )


def moved_deadline_texts(moved: Sequence[tuple[Reference, Deadline]]) -> Iterator[Text]:
    """The deadlines that a changed calendar affects; the due dates stay."""
    if not moved:
        yield text("holidays-none-moved")
    for reference, deadline in moved[:SHOWN_REQUESTS]:
        yield text(
            "holidays-moved-request",
            reference=reference,
            due=deadline.due,
            last=deadline.last_working_day,
        )
    if len(moved) > SHOWN_REQUESTS:
        yield text("holidays-moved-more", count=len(moved) - SHOWN_REQUESTS)


def recorded_text(party: Party, changed: Sequence[date], kind: DayKind) -> Text:
    """The recorded days of a Party, for both Parties."""
    if kind is DayKind.PUBLISHED:
        return text("holidays-recorded-published", party=text(party.name), year=changed[0].year)
    days = tuple(text("answer", value=each) for each in changed[:SHOWN_DAYS])
    more = len(changed) - len(days)
    return text(f"holidays-recorded-{kind}", party=text(party.name), days=days, more=more)


def change_lines(party: Party, days: Sequence[CalendarDay]) -> Sequence[Text]:
    """What a change of the calendar of a Party says: of a few new holidays the names, too."""
    if days[0].kind is DayKind.OFF and len(days) <= SHOWN_NAMES:
        return [text("holiday-line", day=each.day, name=each.name) for each in days]
    return [recorded_text(party, [each.day for each in days], days[0].kind)]


def _steps(provisional: Sequence[int], changes: Sequence[DayChange]) -> Iterator[Row]:
    yield (
        Button(text("button-holiday-add"), "holidays add"),
        Button(text("button-holiday-strike"), "holidays strike"),
    )
    yield (Button(text("button-holiday-import"), "holidays import"),)
    for year in provisional:
        yield (Button(text("button-holidays-published", year=year), f"holidays published {year}"),)
    changed = [each for each in changes if each.said.kind in (DayKind.OFF, DayKind.WORKED)]
    for each in changed[-SHOWN_REQUESTS:]:
        day = each.said.day
        yield (Button(text("button-holiday-back", day=day), f"holidays back {day.isoformat()}"),)
