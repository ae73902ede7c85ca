"""What a page shows beside the card of a command, or in its place."""

import re
from calendar import Calendar
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from handlers.access_middleware import personal_in
from handlers.input.command_router import CommandContext
from handlers.input.commands import parse_command
from handlers.requests.search import find_requests
from liaison.core.agreement import WEEKDAYS, party_name
from liaison.core.cards import Text, text
from liaison.core.people import Person
from liaison.core.transaction import Tx, today_of
from liaison.core.working_time import local_date
from liaison.meetings.lists import times_between
from liaison.reports.scorecards import Month, Score
from liaison.reports.views import average_text, month_text, plotted
from liaison.requests import service as request_service
from liaison.requests.history import history_lines
from liaison.requests.lists import (
    COLUMNS,
    FILTERS,
    MAX_COUNTED,
    TABLE_PAGE,
    sorted_list,
    table_rows,
)
from liaison.requests.repository import SORTS

_PAGE = re.compile("[1-9][0-9]{0,3}")
_MONTH = re.compile("(20[0-9]{2})-(0[1-9]|1[0-2])")
Beside: TypeAlias = Callable[[Tx, Person, str, Mapping[str, str]], Awaitable[Mapping[str, Any]]]
"""The values of a template for a person, a command line that the person may read, and a query."""


async def nothing(_tx: Tx, _person: Person, _line: str, _: Mapping[str, str]) -> Mapping[str, Any]:
    """Nothing beside the card."""
    return {}


async def requests_table(
    tx: Tx, person: Person, line: str, query: Mapping[str, str]
) -> Mapping[str, Any]:
    """A list of requests as a table, in pages and sorted, or the requests that a text finds."""
    which, typed = parse_command(line).choice(0, FILTERS, "filter"), query.get("find", "").strip()
    sort = query.get("sort", "")
    sorts = {} if typed else {each: each for each in SORTS} | {"parties": "requested"}
    values = {
        "which": which,
        "filters": [(each, text(f"filter-{each}")) for each in FILTERS],
        "columns": [(each, text(f"table-{each}"), sorts.get(each, "")) for each in COLUMNS],
        "sort": sort if sort.removeprefix("-") in SORTS else "",
        "typed": typed,
        "page": 1,
        "pages": 1,
    }
    if typed and (kind := personal_in(typed, tx)) is not None:
        said = text("web-blocked", kind=text("personal-data", kind=kind))
        return values | {"typed": "", "said": said, "rows": ()}
    if typed:
        context = CommandContext.without_update(tx, person, "find")
        found = await find_requests(context, typed, limit=TABLE_PAGE + 1)
        more = "yes" if len(found) > TABLE_PAGE else "no"
        found = found[:TABLE_PAGE]
        said, title = text("web-found", total=len(found), more=more), text("web-search")
        return values | {"title": title, "said": said, "rows": await table_rows(tx, person, found)}
    asked = query.get("page", "")
    number = int(asked) if _PAGE.fullmatch(asked) else 1
    found, total = await sorted_list(tx, person, which=which, page=number, sort=str(values["sort"]))
    pages = -(-min(total, MAX_COUNTED) // TABLE_PAGE)
    if number > pages > 0:
        return await requests_table(tx, person, line, {**query, "page": str(pages)})
    first = text("web-first", most=MAX_COUNTED) if total > MAX_COUNTED else None
    rows = await table_rows(tx, person, found)
    return values | {"said": first, "rows": rows, "page": number, "pages": pages}


async def timeline(
    tx: Tx, person: Person, line: str, _query: Mapping[str, str]
) -> Mapping[str, Any]:
    """The history of a request below its card, and what the printed page says of itself."""
    command = parse_command(line)
    reference = command.reference()
    request = await request_service.find(tx, person, reference)
    steps = () if command.argument(1) else await history_lines(tx, person, request)
    party = tx.agreement.party(person.party)
    return {
        "history": text("history-title", reference=reference),
        "steps": steps,
        "printed": text(
            "web-printed",
            reference=reference,
            party=party_name(party.code),
            at=tx.now,
            place=text(party.capital),
            offset=f"{tx.now.astimezone(ZoneInfo(party.zone)):%z}",
        ),
    }


async def month_calendar(
    tx: Tx, person: Person, _line: str, query: Mapping[str, str]
) -> Mapping[str, Any]:
    """The meetings and proposed times of a month, above the list of meetings."""
    zone, today = tx.agreement.party(person.party).zone, today_of(tx, person.party)
    asked = _MONTH.fullmatch(query.get("month", ""))
    month = Month(*map(int, asked.groups())) if asked else Month.of(today)
    times = await times_between(tx, month.starts(zone), month.after.starts(zone))

    def entries(day: date) -> Mapping[str, Any]:
        parties = [each.code for each in tx.agreement.parties]
        off = [each for each in parties if tx.calendar(each).holiday(day)]
        return {
            "day": day,
            "off": [text("calendar-off", party=party_name(each)) for each in off],
            "times": [(shown, code) for at, shown, code in times if local_date(at, zone) == day],
        }

    weeks = [
        [entries(day) if Month.of(day) == month else None for day in week]
        for week in Calendar().monthdatescalendar(month.year, month.number)
    ]
    return {
        "month": month_text(month),
        "around": [(each, month_text(each)) for each in (month.before, month.after)],
        "weekdays": [text("weekday-short", day=each) for each in WEEKDAYS],
        "weeks": weeks,
        "today": today,
    }


async def plots(tx: Tx, person: Person, _line: str, _: Mapping[str, str]) -> Mapping[str, Any]:
    """The joint scorecards of the last months as bars, below the overview."""
    found = await plotted(tx, person)
    shown = [score for each in found for _, score in (*each.months, *each.kinds)]
    longest = max((each.tenths or 0 for each in shown), default=0) or 1
    return {
        "plots": [
            (
                each.party,
                [
                    (text(name), [_bars(label, score, longest) for label, score in rows])
                    for name, rows in (("field-month", each.months), ("field-kind", each.kinds))
                    if rows
                ],
            )
            for each in found
        ]
    }


def _bars(label: Text, score: Score, longest: int) -> Mapping[str, Any]:
    """A row of a plot: how many replies came in time, and the average of days; ``longest`` is the
    longest bar, in tenths of a day.
    """
    hit, total = score.answered_in_time, score.answers
    percent = round(100 * hit / total) if total else 0
    rate = text("plot-rate", hit=hit, total=total, percent=percent)
    return {
        "label": label,
        "rate": rate if total else text("scorecard-none"),
        "percent": percent if total else None,
        "days": average_text(score),
        "length": None if score.tenths is None else round(100 * score.tenths / longest),
    }


BESIDE: Final[Mapping[str, tuple[str, Beside]]] = {
    "meetings": ("meetings.html", month_calendar),
    "overview": ("overview.html", plots),
    "request": ("request.html", timeline),
    "requests": ("requests.html", requests_table),
}
"""The template of a command, and what gives its further values."""
