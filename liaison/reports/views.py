"""The dashboard, the joint scorecard and the audit record.

The dashboard counts a Party's open records, each with a button to its list. Its lines are also in
the morning messages of coordinators and administrators.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from liaison.core.agreement import Party, PartyCode, party_name, term
from liaison.core.audit_chain import LISTED, AuditEntry
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, named, short, text
from liaison.core.errors import UserError
from liaison.core.people import Person, PersonId, Role
from liaison.core.transaction import People, Tx
from liaison.core.working_time import local_date
from liaison.meetings.model import MEETING_RECORD, MeetingAction
from liaison.meetings.repository import Meetings
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.reports.scorecards import Month, Score, count, period_of
from liaison.requests.lists import count_lists, request_filter
from liaison.requests.model import REQUEST_RECORD, Action, Kind
from liaison.requests.repository import Requests

REQUESTS = ("overdue", "soon", "sent", "forgotten")
"""The lists of requests that the dashboard counts."""
_COMMANDS = {
    **{which: f"requests {which}" for which in REQUESTS},
    "unacknowledged": "inbox all",
    "unreachable": "people",
    "proposals": "meetings open",
    "meetings": "meetings coming",
}
_MEETINGS = {"proposals": "open", "meetings": "coming"}
"""The lists of meetings that the dashboard counts."""


async def count_dashboard(tx: Tx, party: PartyCode) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The counts on the dashboard of a Party, and of its requests those that were sent to it."""
    requests = dict(zip(REQUESTS, await count_lists(tx, party, *REQUESTS), strict=True))
    people = await tx.of(People).team(party)
    counts = {
        **{which: total for which, (total, _) in requests.items()},
        "unacknowledged": len(await tx.of(Notices).unread(party)),
        "unreachable": sum(not person.reachable for person in people),
        **dict(zip(_MEETINGS, await tx.of(Meetings).counted(*_MEETINGS.values()), strict=True)),
    }
    return counts, {which: ours for which, (_, ours) in requests.items()}


async def dashboard_card(tx: Tx, viewer: Person) -> Card:
    """The dashboard of the viewer's Party."""
    counts, ours = await count_dashboard(tx, viewer.party)
    lines = dashboard_lines(tx, counts, ours)
    rows = _list_rows(counts)
    score = (
        Button(text("button-scorecard"), "overview score"),
        Button(text("command-report"), "report"),
    )
    clear = [] if rows else [text("overview-clear")]
    title = text("overview-title", party=party_name(viewer.party))
    return card(title, lines, clear, rows=[*rows, score, MENU])


def dashboard_lines(tx: Tx, counts: Mapping[str, int], ours: Mapping[str, int]) -> list[Text]:
    """A line for each count, of requests with how many of them were sent to the own Party."""
    rules = tx.agreement.notices
    days = {"soon": rules.due_soon_days, "forgotten": rules.forgotten_after_days}
    return [
        text(
            f"overview-{name}" if name not in ours else "overview-requests",
            list=name,
            count=count,
            days=days.get(name, 0),
            ours=ours.get(name, 0),
            theirs=count - ours.get(name, 0),
        )
        for name, count in counts.items()
    ]


def _list_rows(counts: Mapping[str, int]) -> list[Row]:
    lists = [
        Button(text("button-overview", list=name, count=count), _COMMANDS[name])
        for name, count in counts.items()
        if count
    ]
    return in_rows(lists, 2)


SECTION = "overview"


async def find_sections(
    tx: Tx, party: PartyCode, weekly: bool, at: datetime
) -> Mapping[Role, Card]:
    """What is not zero, for the coordinators and, once a week, for the administrators. Once a week
    the coordinators get the code of the audit record, too, so that they hold a recent one.
    """
    counts, ours = await count_dashboard(tx, party)
    lines = dashboard_lines(tx, {name: count for name, count in counts.items() if count}, ours)
    rows = _list_rows(counts)
    if not weekly:
        return {Role.COORDINATOR: card(lines, rows=rows)} if lines else {}
    head = await tx.audit_chain_head(before=at)  # the same when the message is edited
    found = {Role.COORDINATOR: card([*lines, text("audit-head", head=head.grouped)], rows=rows)}
    # Coming meetings have their own reminders.
    needs_attention = any(count for name, count in counts.items() if name != "meetings")
    return found | ({Role.ADMIN: card(lines, rows=rows)} if needs_attention else {})


async def scorecard_card(tx: Tx, viewer: Person, month: Month | None) -> Card:
    """A month of both Parties, by default the present one. Raises ``UserError``."""
    first, last = await months_of(tx, viewer.party)
    shown = month or last
    if not first <= shown <= last:
        raise UserError(
            "error-month-out-of-range", earliest=month_text(first), latest=month_text(last)
        )
    parties = tx.agreement.parties
    owed = await tx.of(Requests).counted(
        viewer.party,
        *(
            request_filter(tx, which, requested=party.code)
            for party in parties
            for which in ("owed", "overdue")
        ),
    )
    paragraphs = [
        _lines(
            tx,
            party,
            (await _scores(tx, viewer, party, shown))[0],
            open_now=owed[2 * at],
            overdue=owed[2 * at + 1],
        )
        for at, party in enumerate(parties)
    ]
    turns: list[Button] = []
    if shown > first:
        label = text("button-earlier-month", month=month_text(shown.before))
        turns.append(Button(label, f"overview score {shown.before}"))
    if shown < last:
        label = text("button-later-month", month=month_text(shown.after))
        turns.append(Button(label, f"overview score {shown.after}"))
    board = Button(text("command-overview"), "overview")
    if viewer.role is Role.AUDITOR:
        board = Button(text("command-report"), "report")
    return card(
        text("scorecard-title", month=month_text(shown)),
        *paragraphs,
        text("scorecard-small-print", hours=tx.agreement.receipt_alert_hours),
        rows=[tuple(turns), (board, *MENU)],
    )


def month_text(month: Month) -> Text:
    """A month as text."""
    return text("month-of-year", month=text("month", number=month.number), year=month.year)


async def months_of(tx: Tx, party: PartyCode) -> tuple[Month, Month]:
    """The months from that of the first request to the present one, which begins as soon as it has
    begun in either Party's zone.
    """
    zones = [party.zone for party in tx.agreement.parties]
    last = max(Month.of(local_date(tx.now, zone)) for zone in zones)
    began = await tx.of(Requests).first_logged(party)
    if began is None:
        return last, last
    return min(Month.of(local_date(began, zone)) for zone in zones), last


async def _scores(
    tx: Tx, viewer: Person, party: Party, month: Month
) -> tuple[Score, Mapping[str, Score]]:
    """The score of a month, and that of each type of request."""
    hours = hours_of(tx, party.code)
    span = timedelta(hours=tx.agreement.receipt_alert_hours)
    period = period_of(party.code, month, span=span, hours=hours)
    facts = await tx.of(Requests).facts(viewer.party, period)
    counted = partial(count, month=month, span=span, hours=hours, now=tx.now)
    kinds = {each.kind for each in facts}
    by_kind = {kind: counted([each for each in facts if each.kind == kind]) for kind in kinds}
    return sum(by_kind.values(), Score()), by_kind


PLOTTED_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Plotted:
    """The scores of a Party: of each month, in order, and of each type in all of them."""

    party: Text
    months: Sequence[tuple[Text, Score]]
    kinds: Sequence[tuple[Text, Score]]


async def plotted(tx: Tx, viewer: Person) -> Sequence[Plotted]:
    """The scorecards of both Parties for the last months."""
    first, last = await months_of(tx, viewer.party)
    months = [last]
    while len(months) < PLOTTED_MONTHS and first < months[0]:
        months.insert(0, months[0].before)
    found = []
    for party in tx.agreement.parties:
        scores = [await _scores(tx, viewer, party, each) for each in months]
        kinds = [sum((by[kind] for _, by in scores if kind in by), Score()) for kind in Kind]
        found.append(
            Plotted(
                party=text("scorecard-party", party=party_name(party.code)),
                months=[
                    (month_text(at), score) for at, (score, _) in zip(months, scores, strict=True)
                ],
                kinds=[
                    (short(term("request", kind)), score)
                    for kind, score in zip(Kind, kinds, strict=True)
                    if score.answers
                ],
            )
        )
    return found


def average_text(score: Score) -> Text:
    """The average of days from receipt to reply."""
    if score.tenths is None:
        return text("scorecard-none")
    whole, tenth = divmod(score.tenths, 10)
    return text("scorecard-average", whole=whole, tenth=tenth)


def _lines(tx: Tx, party: Party, score: Score, *, open_now: int, overdue: int) -> list[Text]:
    return [
        text("scorecard-party", party=party_name(party.code)),
        text(
            "scorecard-received",
            hours=tx.agreement.receipt_alert_hours,
            hit=score.received_in_time,
            total=score.receipts,
        ),
        text("scorecard-answered", hit=score.answered_in_time, total=score.answers),
        text("scorecard-days", average=average_text(score)),
        text("scorecard-open", count=open_now, overdue=overdue),
    ]


NOTES = "notes"
NOTE_OPENED = "note.open"
ROLE_CHANGED, SETTING_CHANGED = "person.role", "setting.set"
ABOUT_PEOPLE = ("person", "absence", "pin", "guard", "notice", "page", "passkey")


async def audit_card(tx: Tx, viewer: Person, before: int | None, about: str | None) -> Card:
    """A page of the audit record of the viewer's Party, perhaps ``about`` a record or ``NOTES``."""
    notes = about == NOTES
    action, subject = (NOTE_OPENED, None) if notes else (None, about)
    found = await tx.audit_entries(viewer.party, action=action, subject=subject, before=before)
    shown = found[: LISTED - 1]
    numbers = [each.person or 0 for each in shown]
    numbers += [int(_about(each)) for each in shown if _about(each).isdecimal()]
    people = await tx.of(People).those({PersonId(each) for each in numbers})
    lines = [
        text(
            "history-line",
            action=action_text(each),
            at=datetime.fromisoformat(each.at),
            who=_who(each, viewer, people.get(PersonId(each.person or 0))),
            values=_subject(tx, each, people),
            with_values="yes",
        )
        for each in shown
    ]
    older: Row = ()
    if len(found) == LISTED:
        command = " ".join(filter(None, ("audit", about, str(shown[-1].seq))))
        older = (Button(text("button-next-page"), command),)
    openings = (Button(text("audit-openings"), f"audit {NOTES}"),)
    head = await tx.audit_chain_head()
    title = text("audit-openings") if notes else short(text("command-audit"))
    rows = [older, openings if about is None else (), MENU]
    return card(
        title if notes or about is None else text("act-about", act=title, about=about),
        lines or text("list-none" if before is None else "audit-none-before"),
        None if notes else text("audit-head", head=head.grouped),
        rows=rows,
    )


def action_text(entry: AuditEntry) -> Text:
    """What was done; where no name is known, the action as it is recorded."""
    record, _, step = entry.action.partition(".")
    facts = json.loads(entry.facts)
    if entry.action == NOTE_OPENED:
        return text("audit-note-opened", number=int(facts["number"]))
    if entry.action == ROLE_CHANGED:
        return text("audit-role", role=named("role", facts["role"]))
    if record == REQUEST_RECORD and step in [*Action]:
        return named("action", step)
    if record == MEETING_RECORD and step in [*MeetingAction]:
        return text("meeting-action", action=step)
    return text("audit-step", step=entry.action.replace(".", "-"), code=entry.action)


def _about(entry: AuditEntry) -> str:
    """The record that an entry is about, or the id of a person; of a notice, its subject."""
    if entry.action.partition(".")[0] not in ABOUT_PEOPLE:
        return ""
    return str(json.loads(entry.facts).get("of", entry.subject))


def _subject(tx: Tx, entry: AuditEntry, people: Mapping[PersonId, Person]) -> str | Text:
    about = _about(entry)
    if entry.action == SETTING_CHANGED:
        return named("setting", entry.subject)
    if entry.subject in {each.code for each in tx.agreement.parties}:
        return party_name(PartyCode(entry.subject))
    found = people.get(PersonId(int(about))) if about.isdecimal() else None
    if found is not None:
        return found.name
    return about if "-" in about else entry.subject


def _who(entry: AuditEntry, viewer: Person, person: Person | None) -> Text:
    """The name of a person of the own Party; the role of one of the other."""
    if person is not None and person.party == viewer.party:
        return text("answer", value=person.name)
    party = party_name(viewer.party if person is None else person.party)
    return text("history-role", role=named("role", entry.role or ""), party=party)
