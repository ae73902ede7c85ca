"""The annual report: the figures of a year and of the year before, as a card and a table.

Both Parties see the same figures.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from liaison.core.agreement import MeetingKind, PartyCode, party_name, term
from liaison.core.cards import MENU, Button, Card, Row, Text, Value, card, named, text
from liaison.core.errors import UserError
from liaison.core.outbox import Cell, Spreadsheet
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY, local_date
from liaison.meetings.repository import Meetings
from liaison.plan.repository import Activities
from liaison.plan.rules import ActivityState, days_over
from liaison.plan.todos import MAX_ACTIVITIES
from liaison.reports.documents import pdf_row
from liaison.reports.views import months_of
from liaison.reports.years import MEDIAN, MOST, Figures, Year, figures_of
from liaison.requests.model import Kind
from liaison.requests.repository import Requests

FILE, PDF = "file", "pdf"
_NOT_IN_PLAN = (ActivityState.PROPOSED, ActivityState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """The activities of the plan whose last day is in a year, and of these the done and overdue."""

    activities: int
    done: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """A year: by the requested Party the figures of all requests to it, and of each type; the
    meetings that took place, by kind; and the plan.
    """

    total: Mapping[PartyCode, Figures]
    kinds: Mapping[PartyCode, Mapping[Kind, Figures]]
    meetings: Mapping[MeetingKind, int]
    plan: PlanFigures


async def check_year(tx: Tx, party: PartyCode, wanted: int | None) -> tuple[Year, Year, Year]:
    """A year, by default the present one, with the first and the last. Raises ``UserError``."""
    first, last = [Year(each.year) for each in await months_of(tx, party)]
    year = last if wanted is None else Year(wanted)
    if not first.number <= year.number <= last.number:
        known = {"earliest": first.number, "latest": last.number}
        raise UserError("error-year-out-of-range", single="yes" if first == last else "no", **known)
    return year, first, last


async def report_card(tx: Tx, viewer: Person, wanted: int | None) -> Card:
    """The report of a year in short, with buttons to its file. Raises ``UserError``."""
    year, first, last = await check_year(tx, viewer.party, wanted)
    now, before = [await count_year(tx, viewer.party, each) for each in (year, year.before)]
    turns = [
        Button(text(f"button-{name}-year", year=each.number), f"report {each.number}")
        for name, each in (("earlier", year.before), ("later", year.after))
        if first.number <= each.number <= last.number
    ]
    board = [] if viewer.role is Role.AUDITOR else [Button(text("command-overview"), "overview")]
    made = Button(text("button-export"), f"report {year.number} {FILE}")
    pdf = pdf_row(tx, f"report {year.number} {PDF}")
    rows: list[Row] = [(made,), pdf, tuple(turns), (*board, *MENU)]
    requests = [_lines(code, now.total[code], before.total[code]) for code in now.total]
    others = [
        text(
            "report-meetings",
            count=sum(now.meetings.values()),
            before=sum(before.meetings.values()),
        ),
        text(
            "report-plan",
            done=now.plan.done,
            total=now.plan.activities,
            overdue=now.plan.overdue,
            done_before=before.plan.done,
            total_before=before.plan.activities,
        ),
    ]
    title = text("report-title", year=year.number, before=year.before.number)
    return card(title, *requests, others, text("report-small-print"), rows=rows)


def _lines(party: PartyCode, now: Figures, before: Figures) -> list[Text]:
    return [
        text("scorecard-party", party=party_name(party)),
        text(
            "report-requests",
            requests=now.requests,
            requests_before=before.requests,
            extensions=now.extensions,
            extensions_before=before.extensions,
            refusals=now.refusals,
            refusals_before=before.refusals,
        ),
        text(
            "report-in-time",
            hit=now.in_time,
            total=now.replies,
            hit_before=before.in_time,
            total_before=before.replies,
            unanswered=now.unanswered,
            unanswered_before=before.unanswered,
        ),
        text(
            "report-days",
            median=_days(now, MEDIAN),
            median_before=_days(before, MEDIAN),
            most=_days(now, MOST),
            most_before=_days(before, MOST),
        ),
    ]


def _days(figures: Figures, percent: int) -> Value:
    found = figures.percentile(percent)
    return text("scorecard-none") if found is None else found


async def report_sheet(tx: Tx, party: PartyCode, year: Year) -> Spreadsheet:
    """All figures of a year as a table, read for a Party."""
    now, before = [await count_year(tx, party, each) for each in (year, year.before)]
    names = [named("field", each) for each in ("figure", "requested", "counted")]
    years = [text("report-year", year=each.number) for each in (year, year.before)]
    return Spreadsheet(
        name=f"report-{year.number}",
        lines=(
            text("report-of-year", year=year.number),
            text("report-small-print"),
            text("report-until", at=tx.now),
        ),
        columns=(*names, *years),
        rows=(*_request_rows(now, before), *_other_rows(now, before)),
    )


def _request_rows(now: YearFigures, before: YearFigures) -> Iterator[tuple[Cell, ...]]:
    for code, total in now.total.items():
        asked, every = (party_name(code),), (text("report-all"),)
        for figure, count in _counts(total).items():
            yield _named(figure), asked, every, count, _counts(before.total[code])[figure]
        for kind in Kind:
            those = now.kinds[code][kind], before.kinds[code][kind]
            counts, earlier = map(_counts, those)
            if any((*counts.values(), *earlier.values())):
                for figure, count in counts.items():
                    yield _named(figure), asked, (term("request", kind),), count, earlier[figure]
        for ground in sorted({*total.grounds, *before.total[code].grounds}):
            counted = [each.total[code].grounds.get(ground, 0) for each in (now, before)]
            yield _named("grounds"), asked, (term("ground", ground),), *counted


def _counts(figures: Figures) -> Mapping[str, int | None]:
    return {
        "requests": figures.requests,
        "unanswered": figures.unanswered,
        "replies": figures.replies,
        "in-time": figures.in_time,
        "percent": figures.percent_in_time,
        "median": figures.percentile(MEDIAN),
        "most": figures.percentile(MOST),
        "extensions": figures.extensions,
        "refusals": figures.refusals,
    }


def _other_rows(now: YearFigures, before: YearFigures) -> Iterator[tuple[Cell, ...]]:
    for kind in MeetingKind:
        counted = [each.meetings[kind] for each in (now, before)]
        yield _named("meetings"), None, (named("meeting-kind", kind),), *counted
    for figure in ("activities", "done", "overdue"):
        yield _named(figure), None, None, *(getattr(each.plan, figure) for each in (now, before))


def _named(figure: str) -> Cell:
    return (named("report-figure", figure),)


async def count_year(tx: Tx, party: PartyCode, year: Year) -> YearFigures:
    """The figures of a year, read for a Party; the same for both."""
    total, kinds = dict[PartyCode, Figures](), dict[PartyCode, Mapping[Kind, Figures]]()
    for requested in tx.agreement.parties:
        period = year.period(requested.code, requested.zone)
        facts = await tx.of(Requests).facts(party, period)
        today = local_date(tx.now, requested.zone)
        count = partial(figures_of, period=period, zone=requested.zone, today=today)
        total[requested.code] = count(facts)
        kinds[requested.code] = {
            kind: count([each for each in facts if each.kind == kind]) for kind in Kind
        }
    meetings, plan = await _held(tx, year), await _planned(tx, year)
    return YearFigures(total=total, kinds=kinds, meetings=meetings, plan=plan)


async def _held(tx: Tx, year: Year) -> Mapping[MeetingKind, int]:
    """The meetings that took place in a year, by the calendar of their hosts."""
    found = dict.fromkeys(MeetingKind, 0)
    start, end = year.starts("UTC") - DAY, year.after.starts("UTC") + DAY
    for each in await tx.of(Meetings).between(start, end):
        if each.held and each.slot is not None:
            zone = tx.agreement.party(each.slot.host).zone
            found[each.kind] += local_date(each.slot.start, zone).year == year.number
    return found


async def _planned(tx: Tx, year: Year) -> PlanFigures:
    listed, _ = await tx.of(Activities).listed("all", limit=MAX_ACTIVITIES)
    found = [
        each
        for each in listed
        if each.state not in _NOT_IN_PLAN and each.intent.last_on.year == year.number
    ]
    return PlanFigures(
        activities=len(found),
        done=sum(each.state is ActivityState.DONE for each in found),
        overdue=sum(days_over(each, tx.agreement, tx.now) > 0 for each in found),
    )
