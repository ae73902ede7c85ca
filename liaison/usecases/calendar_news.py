"""What a changed calendar moves beside the due dates of open cases, told to both Parties."""

from collections.abc import Mapping
from datetime import date

from liaison.domain.agreements import Party, PartyCode
from liaison.domain.cards import Text, text
from liaison.domain.deadlines import Deadline, describe_deadline, local_date
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person
from liaison.domain.references import Reference
from liaison.usecases import notices
from liaison.usecases.holiday_cards import moved_texts
from liaison.usecases.notices import Draft
from liaison.usecases.ports import Tx
from liaison.usecases.repositories import CaseFilter

MOST_CASES = 1000
"""So many open cases are looked through for what a change would mean."""
TOPIC = "holidays"


async def deadlines_of(tx: Tx, party: Party) -> Mapping[Reference, Deadline]:
    """What the calendar says of the due dates of the open cases that a Party was asked."""
    chosen = open_cases(tx, limit=MOST_CASES, requested=party.code)
    cases, _ = await tx.requests.listed(party.code, chosen)
    calendar = tx.calendar(party.code)
    return {
        each.reference: describe_deadline(each.received_on, each.due_on, calendar)
        for each in cases
        if each.received_on is not None and each.due_on is not None
    }


async def tell_moved(
    tx: Tx, party: Party, what: Text, before: Mapping[Reference, Deadline], *, by: Person | None
) -> int:
    """Tell both Parties what was changed, and what it moves of the cases as they stood ``before``;
    says how many cases that are.
    """
    after = await deadlines_of(tx, party)
    moved = [(reference, now) for reference, now in after.items() if now != before[reference]]
    for side in tx.agreement.parties:
        await notices.tell(
            tx,
            Draft(
                party=side.code,
                subject=Subject.DESK,
                of=party.code,
                topic=TOPIC,
                headline=text("notice-holidays", what=what, cases=tuple(moved_texts(moved))),
                audience=Audience.COORDINATORS,
                actor=None if by is None else by.id,
            ),
        )
    return len(moved)


def open_cases(tx: Tx, *, limit: int, requested: PartyCode | None = None) -> CaseFilter:
    """The open cases of a Party, up to so many."""
    today: Mapping[PartyCode, date] = {
        each.code: local_date(tx.now, each.zone) for each in tx.agreement.parties
    }
    return CaseFilter(which="open", today=today, requested=requested, limit=limit)
