"""A Party at a moment, for the to-dos about requests."""

from datetime import datetime

from liaison.core.agreement import Agreement, PartyCode
from liaison.todos.sources import PartyContext
from tests.unit.quiet_hours import HOURS
from tests.unit.samples import AGREEMENT, CN, DARA, KH, LATER, LI, SOKHA, WANG

COORDINATOR = {KH: DARA.id, CN: WANG.id}
FOCAL_PERSON = {KH: SOKHA.id, CN: LI.id}


def party_context(
    party: PartyCode, now: datetime = LATER, *, agreement: Agreement = AGREEMENT
) -> PartyContext:
    """A Party with one focal person and one coordinator."""
    return PartyContext(
        party=party,
        agreement=agreement,
        hours=HOURS[party],
        staff=frozenset({FOCAL_PERSON[party], COORDINATOR[party]}),
        coordinators=frozenset({COORDINATOR[party]}),
        approvers=frozenset({COORDINATOR[party]}),
        now=now,
    )
