"""Views of the joint scorecard: one month of both Parties, the same for every viewer."""

from datetime import timedelta

from liaison.core.agreement import Party, party_name
from liaison.core.cards import MENU, Button, Card, Text, card, text
from liaison.core.errors import UserError
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications.recipients import hours_of
from liaison.reports.scorecards import Month, Score, count, period_of
from liaison.requests.lists import request_filter
from liaison.requests.repository import Requests


async def scorecard_card(tx: Tx, viewer: Person, month: Month | None) -> Card:
    """A month of both Parties as requested ones; the present month by default.

    Raises ``UserError``.
    """
    first, last = await _months(tx, viewer)
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
            await _score(tx, viewer, party, shown),
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
    board = [] if viewer.role is Role.AUDITOR else [Button(text("menu-overview"), "overview")]
    return card(
        text("scorecard-title", month=month_text(shown)),
        *paragraphs,
        text("scorecard-small-print", hours=tx.agreement.receipt_alert_hours),
        rows=[tuple(turns), (*board, *MENU)],
    )


def month_text(month: Month) -> Text:
    """A month as text."""
    return text("scorecard-month", month=month.number, year=month.year)


async def _months(tx: Tx, viewer: Person) -> tuple[Month, Month]:
    """The months from that of the first request to the present one, which begins as soon as it has
    begun in either Party's zone.
    """
    zones = [party.zone for party in tx.agreement.parties]
    last = max(Month.of(local_date(tx.now, zone)) for zone in zones)
    began = await tx.of(Requests).first_logged(viewer.party)
    if began is None:
        return last, last
    return min(Month.of(local_date(began, zone)) for zone in zones), last


async def _score(tx: Tx, viewer: Person, party: Party, month: Month) -> Score:
    hours = hours_of(tx, party.code)
    span = timedelta(hours=tx.agreement.receipt_alert_hours)
    period = period_of(party.code, month, span=span, hours=hours)
    facts = await tx.of(Requests).facts(viewer.party, period)
    return count(facts, month, span=span, hours=hours, now=tx.now)


def _lines(tx: Tx, party: Party, score: Score, *, open_now: int, overdue: int) -> list[Text]:
    average = text("scorecard-none")
    if score.tenths is not None:
        whole, tenth = divmod(score.tenths, 10)
        average = text("scorecard-average", whole=whole, tenth=tenth)
    return [
        text("scorecard-party", party=party_name(party.code)),
        text(
            "scorecard-received",
            hours=tx.agreement.receipt_alert_hours,
            hit=score.received_in_time,
            total=score.receipts,
        ),
        text("scorecard-answered", hit=score.answered_in_time, total=score.answers),
        text("scorecard-days", average=average),
        text("scorecard-open", count=open_now, overdue=overdue),
    ]
