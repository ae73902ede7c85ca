"""What a person sees of a visit."""

from datetime import date

from liaison.approvals.rules import ProposedChange
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import SubjectRecord
from tests.visit.model import Visit, VisitNumber, Visits


async def visit_card(viewer: Person, visit: Visit, *banners: Text) -> Card:
    """A visit with the step that the viewer may take."""
    state = "confirmed" if visit.confirmed else "announced"
    line = text(f"visit-{state}", number=visit.number, day=visit.day, party=party_name(visit.party))
    steps: Row = ()
    if not visit.confirmed and viewer.party != visit.party:
        steps = (Button(text("button-visit-confirm"), f"visit {visit.number} confirm"),)
    return card(list(banners), line, rows=[steps, MENU])


def change_text(change: ProposedChange) -> Text:
    """Which visit would move, in one line."""
    before, after = date.fromisoformat(change.before), date.fromisoformat(change.after)
    return text("approval-visit", number=int(change.of), before=before, after=after)


def opens(change: ProposedChange) -> Button:
    """The way to the visit that would move."""
    return Button(text("button-open-visit", number=int(change.of)), f"visit {change.of}")


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The visit that a notice is about."""
    visit = await tx.of(Visits).lock(VisitNumber(int(notice.subject_id)))
    if visit is None:
        return SubjectRecord()
    return SubjectRecord(card=lambda viewer: visit_card(viewer, visit))
